"""What a pharmacist writes down at the counter: the usual press, and everything else that happens there."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    RadiosField,
    TextField,
    VersionField,
)
from core.wording import long_day
from safetyplans.rules import StorageAnswer
from safetyplans.rules.facts import STORAGE_ANSWER_WORDS
from supply.rules import DoseFact, DoseHow
from supply.rules.counter import (
    DOSE_WORDS,
    IDENTITY_WORDS,
    NOT_GIVEN_WORDS,
    DoseDetails,
    Given,
    Identity,
    NotGivenBecause,
    Second,
)

THEMSELVES, SOMEBODY_ELSE = "themselves", "somebody-else"
_HERE = ((DoseHow.SUPERVISED, "Taken here, supervised"), (DoseHow.TAKE_HOME, "Handed over to take home"))


class Kind(StrEnum):
    """What may happen at the counter besides the usual, by the last word of its page's address."""

    MISSED = "missed"
    NOT_GIVEN = "not-given"
    REFUSED = "not-wanted"
    OTHER = "other-doses"
    SPLIT = "split"
    REPLACED = "replaced"
    VOMITED = "vomited"
    RETURNED = "returned"
    LOST = "lost"


KIND_WORDS = {
    Kind.MISSED: "Missed",
    Kind.NOT_GIVEN: "Not given",
    Kind.REFUSED: "Not wanted",
    Kind.OTHER: "Other doses or bottles than usual",
    Kind.SPLIT: "Second part of a split dose",
    Kind.REPLACED: "Replaced, on a new prescription",
    Kind.VOMITED: "Vomited",
    Kind.RETURNED: "A bottle brought back",
    Kind.LOST: "A bottle lost or stolen",
}


class _Collected(Form):
    """Who came, whether they were asked who they are, and a note: asked of every dose that is given."""

    who = RadiosField(
        "Who collected?",
        choices=[(THEMSELVES, "The person themselves"), (SOMEBODY_ELSE, "Somebody for them")],
        required="Say who collected",
        inline=True,
    )
    collector = TextField("Their name", optional=True, hint="If somebody collected for them", width=20)
    identity = RadiosField(
        "Were they asked who they are?",
        choices=[(each, IDENTITY_WORDS[each]) for each in Identity],
        required="Say whether they were asked",
    )
    note = TextField("Note", optional=True, hint="What the prescriber said, for example")
    told = HiddenField()
    shown = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that somebody who collects for them has a name."""
        fine: bool = super().validate(extra_validators)
        if self.who.data == SOMEBODY_ELSE and not self.collector.data:
            self.add_problem("collector", "Write down who collected for them")
            return False
        return fine

    def details(self, mg: Decimal | None, said: Sequence[str], **more: Any) -> DoseDetails:
        """What was written down beside the dose."""
        collector = self.collector.data if self.who.data == SOMEBODY_ELSE else ""
        return DoseDetails(
            mg=mg,
            collected_by=collector or "",
            identity=Identity(self.identity.data),
            note=self.note.data or "",
            said_before=tuple(said),
            **more,
        )


class GiveForm(_Collected):
    """The usual press."""


class OtherForm(_Collected):
    """Other doses or bottles than the arrangement in use says."""

    today = RadiosField(
        "Today’s dose",
        choices=[*_HERE, ("none", "Not now")],
        required="Say what became of today’s dose",
    )
    bottles = CheckboxesField("Bottles to take home for other days", optional=True)

    def given(self, on: date) -> list[Given]:
        """What was ticked."""
        today = [] if self.today.data == "none" else [Given(on, DoseHow(self.today.data))]
        days = (date.fromisoformat(day) for day in self.bottles.data or ())
        return today + [Given(day, DoseHow.TAKE_HOME) for day in sorted(days)]


class SecondForm(_Collected):
    """The second part of a split dose."""

    how = RadiosField("What became of it?", choices=_HERE, required="Say what became of it")
    second = Second.SPLIT

    def more(self) -> dict[str, Any]:
        """What a second entry carries beside the rest."""
        return {"second": self.second}


class ReplacedForm(SecondForm):
    """A dose given again on a new prescription."""

    dated_on = DateField("Date of the new prescription", required="Enter the date of the new prescription")
    serial = TextField("Its serial number", required="Enter the serial number of the new prescription", width=20)
    second = Second.REPLACEMENT

    def more(self) -> dict[str, Any]:
        """The prescription that was seen."""
        return {
            "second": self.second,
            "replaces_dated_on": self.dated_on.data,
            "replaces_serial": self.serial.data or "",
        }


class MissedForm(Form):
    """A dose that was missed, or not wanted."""

    for_on = DateField("Which day’s dose?", required="Enter the day")
    note = TextField("Note", optional=True)


class NotGivenForm(Form):
    """A dose that the pharmacist did not give."""

    why = RadiosField(
        "Why was it not given?",
        choices=[(each, NOT_GIVEN_WORDS[each]) for each in NotGivenBecause],
        required="Say why it was not given",
    )
    child = CheckboxField("A child was with them", hint="If they were drowsy or unwell, the manager hears of it now.")
    note = LongTextField("What did you see, and what did you do?", optional=True, rows=3)


class VomitedForm(Form):
    """A dose that came up again."""

    seen = RadiosField(
        "How do you know?",
        choices=[("seen", "Seen here"), ("told", "They told us")],
        required="Say how you know",
        inline=True,
    )
    what = LongTextField("How long after the dose, and what was done?", required="Write down what is known", rows=3)


class BottleBackForm(Form):
    """A bottle that was brought back."""

    for_on = DateField("For which day was it?", optional=True, hint="Left empty, it answers for every such bottle.")


class LostForm(BottleBackForm):
    """A bottle that was lost or stolen."""

    what = LongTextField("What happened, as they tell it?", required="Write down what happened", rows=3)


class StorageForm(Form):
    """The three questions about storage."""

    locked = RadiosField(
        "Is it locked away at home, with the key out of the way?",
        choices=[(each, STORAGE_ANSWER_WORDS[each]) for each in StorageAnswer],
        required="Choose what they said",
        inline=True,
    )
    out_of_reach = RadiosField(
        "Is it where no child who lives, stays or visits can get at it?",
        choices=[(each, STORAGE_ANSWER_WORDS[each]) for each in StorageAnswer],
        required="Choose what they said",
        inline=True,
    )
    nothing_new = RadiosField(
        "Is everything at home as it was: nobody new, no move, no new child?",
        choices=[(each, STORAGE_ANSWER_WORDS[each]) for each in StorageAnswer],
        required="Choose what they said",
        inline=True,
    )
    what = TextField("Anything they said", optional=True)


class CorrectForm(Form):
    """What an entry should have said, or that it should not be there at all."""

    how = RadiosField("What was it really?", required="Choose what it really was")
    why = RadiosField(
        "If it was not given: why?", choices=[(each, NOT_GIVEN_WORDS[each]) for each in NotGivenBecause], optional=True
    )
    because = TextField("Why are you changing it?", required="Say why you are changing this")
    seen_version = VersionField()


class TakeBackForm(Form):
    """Why an entry should not be there."""

    because = TextField("Why do you take it back?", required="Say why you take it back")


TAKE_BACK = "take-back"


def correct_form(entry: DoseFact) -> CorrectForm:
    """A form to put one entry right."""
    form = CorrectForm(data={"seen_version": entry.version})
    others = [(each.value, DOSE_WORDS[each]) for each in DoseHow if each is not entry.how]
    form.how.offer([*others, (TAKE_BACK, "It should not be there: another person’s, or pressed by mistake")])
    return form


def usual_answers(shown: str) -> dict[str, Any]:
    """What most people's collection is: themselves, known here."""
    return {"who": THEMSELVES, "identity": Identity.KNOWN.value, "shown": shown}


def other_form(days: Iterable[date], on: date, data: dict[str, Any]) -> OtherForm:
    """A form that offers the days ahead whose bottles may be handed over on a London day."""
    form = OtherForm(data=data)
    form.bottles.offer((day.isoformat(), long_day(day)) for day in days if day != on)
    return form
