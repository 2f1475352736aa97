"""Forms about people who move: in with others, apart, away, or recorded twice; and handing people over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast
from uuid import UUID

from core.forms import (
    CheckboxesField,
    Choice,
    Form,
    HiddenField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from people.forms.parts import choices, day_field
from people.rules import CARE_WORDS, LONGEST_TEXT, AdultFact, CareHow, ChildFact, PersonHeader

NO_CHANGE = ""


class OtherPersonForm(Form):
    """Another service user of this service, named by their reference; shown and confirmed on a second page."""

    reference = TextField("Their reference", width=20, max_length=40, required="Enter the reference")
    on = day_field("Since which day", required="Enter the day")
    sure = HiddenField()


class MoveForm(OtherPersonForm):
    """A person moves in with another one's household; who comes along."""

    along = CheckboxesField("Who moves with them?")

    def offer_family(self, children: Iterable[ChildFact], adults: Iterable[AdultFact]) -> None:
        """Who could come along."""
        self.along.offer((*_named(children), *_named(adults)))


class SplitForm(Form):
    """Some service users of a household leave it for one of their own."""

    people = CheckboxesField("Who leaves this household?", required="Tick who leaves")
    along = CheckboxesField("Who goes with them?")
    on = day_field("Since which day", required="Enter the day")

    def offer_family(
        self, people: Iterable[PersonHeader], children: Iterable[ChildFact], adults: Iterable[AdultFact]
    ) -> None:
        """Who could leave, and who could go with them."""
        self.people.offer(Choice(each.id, each.name) for each in people)
        self.along.offer((*_named(children), *_named(adults)))


def _named(members: Iterable[ChildFact | AdultFact]) -> list[Choice]:
    return [Choice(each.id, each.name) for each in members]


def chosen(ticked: Sequence[str] | None, among: Iterable[ChildFact | AdultFact]) -> list[UUID]:
    """Those who were ticked, among these."""
    return [UUID(each.id) for each in among if each.id in (ticked or ())]


class MergeForm(OtherPersonForm):
    """The same person was recorded twice."""

    why = LongTextField("How do you know?", rows=2, max_length=LONGEST_TEXT, required="Say how you know")


class EndCareForm(Form):
    """Care here has ended, or the person has died."""

    how = RadiosField(
        "What has happened?",
        choices=choices({how: CARE_WORDS[how] for how in (CareHow.ENDED, CareHow.DIED)}),
        required="Choose what has happened",
    )
    why = LongTextField(
        "What is known about it", rows=3, max_length=LONGEST_TEXT, required="Say what is known about it"
    )
    still_at_home = LongTextField(
        "Methadone that may still be at home",
        rows=2,
        max_length=LONGEST_TEXT,
        hint="How much, where, and who takes it back to a pharmacy. If there is none, say so.",
        required="Say what may still be at home, or that there is none",
    )
    happened_on = day_field("When", required="Enter the day")
    version = VersionField()


class ReturnForm(Form):
    """Somebody came back."""

    why = LongTextField("What brings them back", rows=2, max_length=LONGEST_TEXT, required="Say what brings them back")
    happened_on = day_field("When", required="Enter the day")
    version = VersionField()


class LinkForm(Form):
    """The same family at another service."""

    code = TextField(
        "The other service's code for this family",
        max_length=36,
        hint="They read it out to you by phone. It is on their page like this one.",
        required="Enter the code",
    )
    because = LongTextField("How do you know?", rows=2, max_length=LONGEST_TEXT, required="Say how you know")

    @property
    def household_id(self) -> UUID | None:
        """The household the code names; none where it is no code."""
        try:
            return UUID((self.code.data or "").replace(" ", ""))
        except ValueError:
            return None


class HandOverForm(Form):
    """Everybody of one worker: one new keyworker for all, or one for each. `of_person` makes it."""

    everybody = SelectField("Hand everybody over to", empty="Choose for each person below")
    seen = HiddenField()

    def to(self, people: Iterable[PersonHeader]) -> dict[UUID, UUID]:
        """Who is handed to whom: each person's own answer, otherwise everybody's; whoever has neither stays."""
        answers = {header.id: self[_name(header.id)].data or self.everybody.data for header in people}
        return {UUID(person): UUID(staff) for person, staff in answers.items() if staff}

    def versions(self) -> dict[UUID, int]:
        """Which version of each person's keyworker the page showed."""
        pairs = (each.split(":") for each in (self.seen.data or "").split())
        return {UUID(person): int(version) for person, version in pairs}

    def field_of(self, header: PersonHeader) -> SelectField:
        """The select of one person."""
        return cast(SelectField, self[_name(header.id)])


def hand_over_form(people: Sequence[PersonHeader], workers: Mapping[str, str]) -> HandOverForm:
    """A form with one select for each person; each starts with nothing chosen."""
    fields = {_name(each.id): SelectField(each.name, empty="As above") for each in people}
    seen = " ".join(f"{each.id}:{each.keyworker_version}" for each in people)
    form: HandOverForm = type("HandOverForm", (HandOverForm,), fields)(data={"seen": seen})
    for field in (form.everybody, *(form.field_of(each) for each in people)):
        field.offer(Choice(*worker) for worker in workers.items())
    return form


def _name(person_id: str) -> str:
    return f"to_{UUID(person_id).hex}"
