"""Forms about who is at home: the question, and the adults."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from core.forms import (
    CheckboxesField,
    Choice,
    Form,
    HiddenField,
    LongTextField,
    RadiosField,
    TextField,
    VersionField,
)
from people.forms.children import ChildFields
from people.forms.parts import choices, day_field, name_field
from people.rules import (
    ADULT_ROLE_WORDS,
    ANSWER_WORDS,
    HOW_WORDS,
    LONGEST_TEXT,
    PART_WORDS,
    AdultFact,
    AdultPart,
    AdultRole,
    AdultSaid,
    ChildFact,
    ChildHow,
    HouseholdAnswer,
    adult_problems,
    asked_problems,
)

YES, NO, UNKNOWN = "yes", "no", "unknown"


class AskForm(ChildFields):
    """The question "who lives, stays or visits here?": the answer, who still does, and a child not known yet."""

    answer = RadiosField(
        "Who lives, stays or visits here?", choices=choices(ANSWER_WORDS), required="Choose the answer"
    )
    still_here = CheckboxesField("Who of the children we know still lives, stays or visits?")
    another = CheckboxesField("", choices=(Choice("yes", "There is a child we do not know yet"),))
    because = LongTextField("Why was it not asked?", rows=2, max_length=LONGEST_TEXT)
    asked_on = day_field("When did you ask?", required="Enter the day on which you asked")
    known = HiddenField()

    def offer_children(self, children: Sequence[ChildFact]) -> None:
        """The children known."""
        self.still_here.offer(Choice(child.id, child.name, HOW_WORDS[child.how]) for child in children)

    @property
    def adds_a_child(self) -> bool:
        """Whether a child not known yet is told of."""
        return self.answer.data == HouseholdAnswer.CHILDREN and bool(self.another.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves and together."""
        super().validate(extra_validators)
        if self.answer.data and self.asked_on.data and not self.answer.errors:
            answer = HouseholdAnswer(self.answer.data)
            self.add_problems(asked_problems(answer, self.because.data or "", self.asked_on.data, self.today))
            self._check_children(answer)
        return not self.problems()

    def _check_children(self, answer: HouseholdAnswer) -> None:
        if answer is HouseholdAnswer.NONE and self.still_here.data:
            self.add_problem("still_here", "You answered that there are no children. Untick those who are not there")
        if answer is HouseholdAnswer.CHILDREN and not self.still_here.data and not self.another.data:
            self.add_problem("another", "Tick the children who live, stay or visit, or add one")
        if self.adds_a_child:
            self.check_child()


def ask_data(children: Sequence[ChildFact], today: date) -> dict[str, Any]:
    """What the page starts with: the children at home are ticked unless the viewer unticks them."""
    return {
        "still_here": [child.id for child in children if child.how is not ChildHow.ELSEWHERE],
        "another": [] if children else ["yes"],
        "asked_on": today,
        "known": versions_of(children),
    }


def versions_of(children: Iterable[ChildFact]) -> str:
    """Which children, in which versions, a page showed."""
    return " ".join(sorted(f"{child.id}:{child.version}" for child in children))


class AdultForm(Form):
    """One adult of the household."""

    name = name_field("Name", required="Enter the adult's name, or what they are called at home")
    role = RadiosField("Who is this?", choices=choices(ADULT_ROLE_WORDS), required="Choose who this is")
    since_on = day_field("Here since", hint="If it is not known, the day you heard of it.", required="Enter the day")
    part = CheckboxesField("Their part in the storage plan", choices=choices(PART_WORDS))
    own_supply = RadiosField(
        "Do they have methadone or other opioids of their own?",
        choices=(Choice(YES, "Yes"), Choice(NO, "No"), Choice(UNKNOWN, "Not known")),
        required="Choose one: “Not known” is an answer",
    )
    registered_as = TextField(
        "Registered here themselves",
        width=20,
        max_length=40,
        hint="Their reference, if they are a service user of this household too.",
        optional=True,
    )
    version = VersionField()
    today: date

    def said(self, person_id: UUID | None) -> AdultSaid:
        """What was typed, as a value."""
        supply = {YES: True, NO: False}.get(self.own_supply.data or "")
        part = frozenset() if self.part.errors else frozenset(AdultPart(each) for each in self.part.data or ())
        role = AdultRole.OTHER if self.role.errors else AdultRole(self.role.data or AdultRole.OTHER)
        return AdultSaid(self.name.data or "", role, supply, part, person_id)

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves, and the day."""
        super().validate(extra_validators)
        if self.since_on.data and self.since_on.data > self.today:
            self.add_problem("since_on", "This day cannot be after today")
        self.add_problems(each for each in adult_problems(self.said(None)) if not self[each[0]].errors)
        return not self.problems()


def adult_data(adult: AdultFact, reference: str) -> dict[str, Any]:
    """What is known of an adult, as the form shows it."""
    supply = {True: YES, False: NO, None: UNKNOWN}
    return {
        "name": adult.name,
        "role": adult.role,
        "since_on": adult.since_on,
        "part": sorted(adult.part),
        "own_supply": supply[adult.own_supply],
        "registered_as": reference,
        "version": adult.version,
    }


class LeftForm(Form):
    """The day on which somebody left, or stopped working with a family."""

    on = day_field("Since which day", required="Enter the day")
    version = VersionField()
