"""Forms about who is at home: the question, the children, the adults."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from core.calendar import add_months, whole_years
from core.forms import (
    CheckboxesField,
    Choice,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    NumberField,
    RadiosField,
    TextField,
    VersionField,
)
from people.forms.parts import choices, day_field, name_field
from people.rules import (
    ADULT_ROLE_WORDS,
    ANSWER_WORDS,
    GONE_WORDS,
    HOW_WORDS,
    LONGEST_TEXT,
    PART_WORDS,
    AdultFact,
    AdultPart,
    AdultRole,
    AdultSaid,
    ChildFact,
    ChildGone,
    ChildHow,
    ChildSaid,
    HouseholdAnswer,
    adult_problems,
    asked_problems,
    child_problems,
)

BORN = "born"
ABOUT = "about"
UNBORN = "unborn"
OLDEST_CHILD = 17
YES, NO, UNKNOWN = "yes", "no", "unknown"


class ChildFields(Form):
    """What is asked about a child."""

    name = name_field("Child's name", hint="If there is no name yet, what the family calls the baby.")
    when = RadiosField(
        "When was the child born?",
        choices=(Choice(BORN, "The date is known"), Choice(ABOUT, "Not known exactly"), Choice(UNBORN, "Not born yet")),
    )
    born_on = DateField("Date of birth", hint="For example, 27 3 2024")
    years = NumberField("About how old?", low=0, high=OLDEST_CHILD, width=2, suffix="years", hint="Under one is 0.")
    due_on = DateField("Due date", hint="Leave it empty if it is not known.")
    how = RadiosField("Where does the child live?", choices=choices(HOW_WORDS))
    ethnicity = name_field("Ethnicity", optional=True)
    religion = name_field("Religion", optional=True)
    language = name_field("Language spoken at home", optional=True)
    identity_not_asked_because = LongTextField(
        "If any of these three is empty: why?",
        rows=2,
        max_length=LONGEST_TEXT,
        hint="For example: would rather not say, or not asked yet because …",
    )
    needs = LongTextField(
        "Anything that matters for keeping this child safe",
        rows=2,
        max_length=LONGEST_TEXT,
        hint="For example: climbs, opens everything, a disability, takes medicine of their own.",
        optional=True,
    )
    today: date
    estimate: date | None = None

    @property
    def said(self) -> ChildSaid:
        """What was typed, as a value. Of a child whose age is not known exactly the youngest possible is kept."""
        about = self.when.data == ABOUT and self.years.data is not None
        return ChildSaid(
            name=self.name.data or "",
            how=ChildHow.LIVES if self.how.errors else ChildHow(self.how.data or ChildHow.LIVES),
            born_on=self._estimated() if about else self.born_on.data if self.when.data == BORN else None,
            due_on=self.due_on.data if self.when.data == UNBORN else None,
            born_is_estimate=about,
            ethnicity=self.ethnicity.data or None,
            religion=self.religion.data or None,
            language=self.language.data or None,
            identity_not_asked_because=self.identity_not_asked_because.data or None,
            needs=self.needs.data or "",
        )

    def _estimated(self) -> date:
        """The date kept before where it still fits the age, so that a child does not grow younger by being saved."""
        years = self.years.data
        if self.estimate and whole_years(self.estimate, self.today) == years:
            return self.estimate
        return add_months(self.today, -12 * int(years or 0))

    def check_child(self) -> None:
        """Put everything that is missing or cannot be beside its field."""
        if not self.when.data:
            self.add_problem("when", "Choose whether the date of birth is known, or the child is not born yet")
        if self.when.data == BORN and not self.born_on.data and not self.born_on.errors:
            self.add_problem("born_on", "Enter the date of birth, or choose “Not known exactly”")
        if self.when.data == ABOUT and self.years.data is None and not self.years.errors:
            self.add_problem("years", "Enter about how old the child is: a guess is better than nothing")
        if not self.how.data:
            self.add_problem("how", "Choose where the child lives")
        self.add_problems(each for each in child_problems(self.said, self.today) if not self[each[0]].errors)
        self._check_age()

    def _check_age(self) -> None:
        said = self.said
        if said.born_on and said.born_on <= self.today and whole_years(said.born_on, self.today) > OLDEST_CHILD:
            self.add_problem("born_on", "This makes them 18 or over. Check the year, or add them as an adult")
        if said.due_on and said.due_on < add_months(self.today, -2):
            self.add_problem("due_on", "This day has passed. If the baby is born, enter the date of birth")


class ChildForm(ChildFields):
    """One child."""

    version = VersionField()

    def validate(self, extra_validators: Any = None) -> bool:
        """The fields by themselves and together."""
        super().validate(extra_validators)
        self.check_child()
        return not self.problems()


def child_data(child: ChildFact, today: date) -> dict[str, Any]:
    """What is known of a child, as the form shows it."""
    about = child.born_is_estimate
    return {
        "name": child.name,
        "when": UNBORN if child.unborn else ABOUT if about else BORN,
        "born_on": None if about else child.born_on,
        "years": child.years(today) if about else None,
        "due_on": child.due_on,
        "how": child.how,
        "ethnicity": child.ethnicity,
        "religion": child.religion,
        "language": child.language,
        "identity_not_asked_because": child.identity_not_asked_because,
        "needs": child.needs,
        "version": child.version,
    }


class ChildGoneForm(Form):
    """Why a child is no longer on the pages. No cause is asked."""

    why = RadiosField("What has changed?", required="Choose what has changed")
    on = day_field("From which day", required="Enter the day")
    version = VersionField()

    def offer_reasons(self, unborn: bool) -> None:
        """What can have changed: of an unborn child the pregnancy, of a born one the rest."""
        other = {ChildGone.NOT_NAMED_AGAIN, ChildGone.DIED if unborn else ChildGone.PREGNANCY_ENDED}
        self.why.offer(choices({why: words for why, words in GONE_WORDS.items() if why not in other}))


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
