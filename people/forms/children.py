"""Forms about children: who they are, where they live, and that they should no longer be shown."""

from datetime import date
from typing import Any

from core.calendar import add_months, whole_years
from core.forms import (
    Choice,
    DateField,
    Form,
    LongTextField,
    NumberField,
    RadiosField,
    VersionField,
)
from people.forms.parts import choices, day_field, name_field
from people.rules import (
    GONE_WORDS,
    HOW_WORDS,
    LONGEST_TEXT,
    ChildFact,
    ChildGone,
    ChildHow,
    ChildSaid,
    child_problems,
)

BORN = "born"
ABOUT = "about"
UNBORN = "unborn"
OLDEST_CHILD = 17


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
