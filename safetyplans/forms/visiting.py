"""A storage visit on a telephone; the calls after one that was not safe yet; what was seen otherwise; a box."""

from typing import Any

from core.forms import (
    CheckboxField,
    Choice,
    DateField,
    Form,
    LongTextField,
    NumberField,
    PictureField,
    RadiosField,
    TextField,
    VersionField,
)
from safetyplans.forms.agreeing import MOST_BOTTLES
from safetyplans.rules import (
    BOX_WORDS,
    CHECK_WORDS,
    EVIDENCE_WORDS,
    LOCK_WORDS,
    TOLD_WORDS,
    BoxLock,
    BoxSaid,
    BoxState,
    CheckResult,
    CheckSaid,
    Evidence,
    Told,
)
from safetyplans.rules.visiting import QUESTIONS, YES_NO_WORDS, Asked, contradictions

WORDS = 1000
YES_OR_NO = (("yes", "Yes"), ("no", "No"))


class StorageCheckForm(Form):
    """A storage visit; the questions of `safetyplans.rules.visiting` are added below, each under its code."""

    seen = VersionField()
    happened_on = DateField("When was the visit?", required="Say when the visit was")
    bottles_found = NumberField("How many full bottles did you count?", low=0, high=MOST_BOTTLES, suffix="bottles")
    result = RadiosField(
        "What did you find?",
        required="Say what you found",
        choices=[(each.value, CHECK_WORDS[each]) for each in CheckResult],
    )
    fix_by = DateField("By when will it be put right?")
    what = LongTextField(
        "Anything else you saw, or why it could not be seen",
        hint="Not let in, or not safe to go in alone: say so here. That is a worry of its own.",
        optional=True,
        rows=3,
    )
    photo = PictureField(
        "A photo of where it is kept", hint="Only if they agree, and with nobody in it.", optional=True
    )
    photo_agreed = CheckboxField("They agree to the photo being kept")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the result says what the answers say, and the photo was agreed to."""
        sound = bool(super().validate(extra_validators))
        wrong = contradictions(CheckResult(self.result.data), self.answers()) if sound else ()
        if self.photo.data is not None and not self.photo_agreed.data:
            wrong = (*wrong, ("photo_agreed", "Ask whether they agree to the photo, or leave it out"))
        self.add_problems(wrong)
        return sound and not wrong

    def answers(self) -> dict[str, str]:
        """What was found, by question; what was not asked is left out."""
        said = {one.code: str(self[one.code].data or "").strip() for one in QUESTIONS}
        return {code: words for code, words in said.items() if words}

    def said(self, expected: int | None) -> CheckSaid:
        """The visit; the date belongs to what is to be put right. `expected`: the bottles that should be there."""
        result = CheckResult(self.result.data)
        return CheckSaid(
            result,
            self.fix_by.data if result is CheckResult.FIX_BY else None,
            self.what.data or "",
            self.answers(),
            self.bottles_found.data,
            expected,
        )


def _field(one: Asked) -> Any:
    if one.yes_no:
        return RadiosField(one.words, hint=one.hint, inline=True, choices=list(YES_NO_WORDS.items()))
    return LongTextField(one.words, hint=one.hint, rows=2, max_length=WORDS)


for _one in QUESTIONS:
    setattr(StorageCheckForm, _one.code, _field(_one))


class ToldForm(Form):
    """The call of the same day after a visit that did not find it safe yet."""

    whom = RadiosField(
        "Whom did you speak to?",
        required="Say whom you spoke to",
        choices=[(each.value, TOLD_WORDS[each]) for each in Told],
    )
    name = TextField("Their name", required="Say who it was", width=20)
    what = LongTextField("What was said, and what happens now?", required="Say what was said", rows=3, max_length=WORDS)
    happened_on = DateField("When was that?", required="Say when that was")


class SeenForm(Form):
    """What was seen of the storage, between plans, reviews and visits."""

    evidence = RadiosField(
        "What have we seen of where it is kept?",
        hint="What was seen at home is written down as a storage visit.",
        required="Say what was seen",
        choices=[(each.value, EVIDENCE_WORDS[each]) for each in Evidence if each is not Evidence.SEEN_AT_HOME],
    )
    photo = PictureField("The photo", hint="Of the box where it stands, with nobody in it.")
    seen_by = TextField("Who saw it?", hint="Where it was not you.", optional=True, width=20)
    what = LongTextField("What is to be seen?", optional=True, rows=2, max_length=WORDS)
    happened_on = DateField("When was that?", required="Say when that was")

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether a photo that was seen is there."""
        sound = bool(super().validate(extra_validators))
        if self.evidence.data == Evidence.PHOTO and self.photo.data is None and not self.photo.errors:
            self.add_problem("photo", "Add the photo, or say what was seen otherwise")
            return False
        return sound


class TakeBackForm(Form):
    """A photo or scan was the wrong one: why, and the right one where it is there. `seen`: how often it was said."""

    because = LongTextField(
        "Why is it the wrong one?",
        hint="For example: the paper of another family.",
        required="Say why it is the wrong one",
        rows=2,
        max_length=500,
    )
    right = PictureField("The right one", hint="If it is there. It can be added later.")
    seen = VersionField()


class CountForm(Form):
    """Boxes that came to the shelf, or left it other than to a person."""

    way = RadiosField(
        "What happened?",
        required="Say what happened",
        choices=[("in", "Boxes came in"), ("out", "Boxes left other than to a person: broken, lost, sent back")],
    )
    boxes = NumberField("How many?", required="Say how many", low=1, high=9999, suffix="boxes")
    because = TextField("Where from, or where to?", required="Say where they came from, or where they went")
    happened_on = DateField("When was that?", required="Say when that was")

    def count(self) -> int:
        """How many came; less than none where they left."""
        return int(self.boxes.data) * (1 if self.way.data == "in" else -1)


class BoxForm(Form):
    """A lockable box: ours or theirs, big enough or not, fixed or not, where, and who can open it."""

    state = RadiosField(
        "A lockable box",
        required="Say how it stands",
        choices=[(each.value, BOX_WORDS[each]) for each in BoxState],
    )
    kind = TextField("What kind of box?", optional=True, width=20)
    serial = TextField("Its number", optional=True, width=10)
    lock = RadiosField("How is it locked?", inline=True, choices=[(each.value, LOCK_WORDS[each]) for each in BoxLock])
    holds_bottles = NumberField(
        "How many bottles does it hold?", optional=True, low=1, high=MOST_BOTTLES, suffix="bottles"
    )
    fixed = RadiosField(
        "Is it fixed, so that nobody can carry it away?", inline=True, choices=[Choice(*each) for each in YES_OR_NO]
    )
    place = TextField("Where is it?", optional=True)
    key_with = TextField("Who holds the key, or knows the code?", optional=True, width=20)
    spare_with = TextField("Who has the spare key?", optional=True, width=20)
    happened_on = DateField("When was that?", required="Say when that was")

    def said(self) -> BoxSaid:
        """The box."""
        return BoxSaid(
            state=BoxState(self.state.data),
            kind=self.kind.data or "",
            serial=self.serial.data or "",
            lock=BoxLock(self.lock.data) if self.lock.data else None,
            holds_bottles=self.holds_bottles.data,
            fixed={"yes": True, "no": False}.get(self.fixed.data or ""),
            place=self.place.data or "",
            key_with=self.key_with.data or "",
            spare_with=self.spare_with.data or "",
        )
