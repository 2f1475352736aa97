"""Whom a plan is for, as a sentence says it."""

from dataclasses import replace
from datetime import UTC, date, datetime

from people.rules import ChildFact, ChildHow
from safetyplans.rules.children import for_whom, who_they_are
from supply.rules.expected import BABY_NAME, UNBORN_NAME

ON = date(2026, 6, 10)
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
ELLA = ChildFact("1", "Ella", ChildHow.LIVES, AT, ON, born_on=date(2025, 5, 1))
SAM = ChildFact("2", "Sam", ChildHow.VISITS, AT, ON, born_on=date(2019, 5, 1))
ROWAN = ChildFact("3", "Rowan", ChildHow.LIVES, AT, ON, due_on=date(2026, 8, 1))
NAMELESS = ChildFact("unborn-4", UNBORN_NAME, ChildHow.LIVES, AT, ON)
BABY = ChildFact("unborn-5", BABY_NAME, ChildHow.LIVES, AT, ON, born_on=date(2026, 6, 1))


def test_a_plan_says_whom_it_is_for_as_one_would_say_it() -> None:
    assert for_whom([NAMELESS, ELLA], ON) == "Ella (13 months) and the unborn baby"
    assert for_whom([NAMELESS, ELLA], ON, ages=False) == "Ella and the unborn baby"
    assert for_whom([NAMELESS], ON) == "the unborn baby"
    assert for_whom([ROWAN, ELLA, SAM], ON) == "Rowan (due on 1 August 2026), Ella (13 months) and Sam (7)"
    assert for_whom([BABY], ON, ages=False) == "the baby"


def test_who_a_child_is_is_said_with_what_nobody_asked_and_why() -> None:
    assert who_they_are(ELLA) == "Ethnicity, religion and language not asked yet"
    asked = replace(ELLA, ethnicity="Black Caribbean", language="English", identity_not_asked_because="Next time.")
    assert who_they_are(asked) == "Black Caribbean, English. Religion not asked yet: Next time"
    whole = replace(ELLA, ethnicity="Pakistani", religion="Muslim", language="Punjabi", needs="Climbs everything.")
    assert who_they_are(whole) == "Pakistani, Muslim, Punjabi. Climbs everything"
