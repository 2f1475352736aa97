"""The decision as a form: an arrangement as a week, why, who authorises, and the exception where it cannot wait."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from core.forms import (
    CheckboxesField,
    Choice,
    DateField,
    Form,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from dispensing.forms.until import chosen_end
from dispensing.rules import Asked, BetterEvidence, Closure, ExceptionAsked
from supply.rules import PATTERN_WORDS, WEEKDAYS, Arrangement, Attendance, Pattern, from_days, from_pattern

PATTERN_KEYS = {
    Pattern.SUPERVISED_7: "s",
    Pattern.SUPERVISED_WITH_CLOSED_DAYS: "c",
    Pattern.DAILY_PICK_UP: "d",
    Pattern.THREE_A_WEEK: "3",
    Pattern.TWO_A_WEEK: "2",
    Pattern.WEEKLY: "w",
    Pattern.FORTNIGHTLY: "f",
    Pattern.OWN: "o",
}
PATTERN_HINTS = {
    Pattern.SUPERVISED_7: "At a pharmacy open on seven days nothing goes home",
    Pattern.SUPERVISED_WITH_CLOSED_DAYS: "The dose of a day on which the pharmacy is shut goes home the day before",
    Pattern.DAILY_PICK_UP: "Every day's dose is taken away the same day",
    Pattern.THREE_A_WEEK: "Monday, Wednesday and Friday",
    Pattern.TWO_A_WEEK: "Monday and Thursday",
    Pattern.WEEKLY: "Mondays",
    Pattern.FORTNIGHTLY: "Every second Monday",
    Pattern.OWN: "Choose each day of the week below",
}
NOT_ATTENDED = "none"
DAY_CHOICES = (
    Choice(Attendance.SUPERVISED, "Supervised"),
    Choice(Attendance.TAKE_HOME, "Taken home"),
    Choice(NOT_ATTENDED, "Not there"),
)
_LETTERS = {Attendance.SUPERVISED: "s", Attendance.TAKE_HOME: "t", None: "n"}
PATTERN_LETTERS = {
    one: "" if one is Pattern.OWN else "".join(_LETTERS[day] for day in from_pattern(one, date(2001, 1, 1)).days)
    for one in PATTERN_KEYS
}
"""The week of each pattern, a letter a day, for the page to show."""
OTHER = "other"
ASKED_BY = (
    Choice("Themself", "The person themselves"),
    Choice("Keyworker", "The keyworker"),
    Choice("Prescriber", "The prescriber"),
    Choice("Pharmacist", "The pharmacist"),
    Choice(OTHER, "Somebody else"),
)
ALTERNATIVES = (
    "A seven-day pharmacy",
    "Taking the dose at the clinic",
    "Buprenorphine tablets",
    "A long-acting injection",
    "A change of dose",
)
EVIDENCE = (
    Choice(BetterEvidence.TOLD, "We were told"),
    Choice(BetterEvidence.AGENCY, "Another agency says so", "A health visitor, school or social worker"),
    Choice(BetterEvidence.OBSERVED_TEST, "An observed test shows it"),
    Choice(BetterEvidence.SEEN, "We have seen it ourselves"),
)
START_WITHIN_DAYS = 28


def _day_field(name: str) -> RadiosField:
    return RadiosField(name.capitalize(), choices=DAY_CHOICES, inline=True)


class DecisionForm(Form):
    """What is typed of a decision. Nothing is required here but the week: the gate says what is missing, at once."""

    version = VersionField()
    pattern = RadiosField(
        "How will doses be collected?",
        choices=[Choice(one, PATTERN_WORDS[one], PATTERN_HINTS[one]) for one in PATTERN_KEYS],
        required="Choose how doses will be collected",
    )
    monday = _day_field("monday")
    tuesday = _day_field("tuesday")
    wednesday = _day_field("wednesday")
    thursday = _day_field("thursday")
    friday = _day_field("friday")
    saturday = _day_field("saturday")
    sunday = _day_field("sunday")
    from_on = DateField("From which day?", hint="Today, unless the prescription starts another day")
    reason = LongTextField("Why?", hint="In a sentence or two, as you would say it to them", rows=3)
    asked_by = RadiosField("Who asked for it?", choices=ASKED_BY)
    asked_by_other = TextField("Who was it?", width=20)
    alternatives = CheckboxesField(
        "Which other ways were thought of?", choices=[(one, one) for one in ALTERNATIVES] + [(OTHER, "Another way")]
    )
    alternatives_other = TextField("Which other way?", width=20)
    better_for_the_child = LongTextField("What is better for the child?", rows=3)
    better_evidence = RadiosField("How do we know?", choices=EVIDENCE)
    authoriser = SelectField(
        "Which prescriber authorises this?",
        hint="They confirm it with their own sign-in",
        empty="Choose a prescriber",
    )
    senior = SelectField("Which senior has thought about it too?", empty="Nobody named yet", optional=True)
    review_on = DateField("When will this be looked at again?")
    given_by = SelectField("Who gives this exception?", empty="Choose somebody")
    second_by = SelectField("Who gives it with them?", empty="Nobody")
    exception_reason = LongTextField("Why can it not wait?", hint="In your own words, 20 characters or more", rows=3)
    until = RadiosField("Until when?")

    @property
    def days(self) -> tuple[Any, ...]:
        """The seven days, Monday first."""
        return tuple(self[name] for name in WEEKDAYS)

    def offer(
        self,
        prescribers: Iterable[Choice],
        seniors: Iterable[Choice],
        givers: Iterable[Choice],
        until: Iterable[Choice],
    ) -> None:
        """Who and what can be chosen here and now."""
        self.authoriser.offer(prescribers)
        self.senior.offer(seniors)
        givers = tuple(givers)
        self.given_by.offer(givers)
        self.second_by.offer(givers)
        self.until.offer(until)

    def arrangement(self, starts_on: date) -> Arrangement | None:
        """The week that was chosen; none where it is not whole. `starts_on`: the London day it begins."""
        chosen = self.pattern.data
        if chosen not in {one.value for one in PATTERN_KEYS}:
            return None
        if chosen != Pattern.OWN:
            return from_pattern(chosen, starts_on)
        days = {name: self[name].data for name in WEEKDAYS if self[name].data in {one.value for one in Attendance}}
        return from_days(days) if days else None

    def check(self, today: date) -> bool:
        """Whether it can be sent on to the gate: a week with a day attended, begun within four weeks of today."""
        whole = self.validate()
        if self.pattern.data == Pattern.OWN and self.arrangement(today) is None:
            self.add_problem("monday", "Choose at least one day that is attended")
            whole = False
        if self.from_on.data is not None and abs((self.from_on.data - today).days) > START_WITHIN_DAYS:
            self.add_problem("from_on", f"Choose a first day within {START_WITHIN_DAYS} days")
            whole = False
        return whole

    def asked(self, arrangement: Arrangement) -> Asked:
        """What is asked for, as the gate reads it."""
        other = [self.alternatives_other.data or "Another way"] if OTHER in (self.alternatives.data or ()) else []
        return Asked(
            arrangement=arrangement,
            reason=self.reason.data or "",
            asked_by=(self.asked_by_other.data if self.asked_by.data == OTHER else self.asked_by.data) or "",
            alternatives=(*(one for one in self.alternatives.data or () if one != OTHER), *other),
            better_for_the_child=self.better_for_the_child.data or "",
            better_evidence=BetterEvidence(self.better_evidence.data) if self.better_evidence.data else None,
            authoriser_id=self.authoriser.data or "",
            senior_id=self.senior.data or "",
            review_on=self.review_on.data,
        )

    def exception(self, at: datetime, closures: Mapping[Closure, date]) -> ExceptionAsked:
        """The exception that is asked for at an instant. `closures`: the last day of an exception for each."""
        until_at, closure_on = chosen_end(self.until.data or "", at, closures)
        return ExceptionAsked(
            given_by_id=self.given_by.data or "",
            second_by_id=self.second_by.data or "",
            reason=self.exception_reason.data or "",
            until_at=until_at,
            closure_on=closure_on,
        )
