"""A pregnancy that ends, and a child who died, leave every page and every print at once, without a question."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from casework.queries.deriving import derived_one
from casework.rules import findings
from core.clock import day_of, now
from core.conflict import Refused
from core.db import commit
from core.policy import current
from people.actions import add_child, child_gone
from people.queries import family
from people.rules import ChildGone, ChildHow, ChildSaid
from safeguarding.actions import (
    consider_identity,
    lead_before_birth,
    record_event,
    record_outcome,
    refer,
    withdraw_event,
)
from safeguarding.rules import EventKind, EventSaid, OutcomeResult, ReferralKind, ReferralSaid
from tests.dispensing.builders import WEEKLY, Home, a_safe_home
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient

NAME = "Rowan"
PAGES = [
    "/people/{person}/" + rest
    for rest in ("", "household", "chronology", "picture", "together", "referrals", "referrals/refer", "support",
    "plan", "plan/talk", "plan/review", "plan/care-review", "plan/agencies", "decision", "record/child-seen",
    "record/event/child-injury", "moves/split", "household/ask", "supervision", "case")
]  # fmt: skip
SAYS_SO = (NAME, "Before the birth", "not born yet", "unborn child")
STANDING = {"referral-needed", "event-unreviewed", "plan-stale", "referral-unanswered", "outcome-not-agreed"}


def of(home: Home, minutes: int = 0) -> dict[str, Any]:
    """Whose family, who records, and when."""
    return {"household_id": home.household_id, "by": home.worker.staff_id, "at": home.at + timedelta(minutes=minutes)}


def signed(home: Home, minutes: int = 0) -> dict[str, Any]:
    """Who records, and when."""
    return {"by": home.worker.staff_id, "at": home.at + timedelta(minutes=minutes)}


def expecting(name: str = NAME) -> tuple[Home, UUID]:
    """A family with a dose at home that expects a child, about whom everything was written down."""
    home = a_safe_home(now() - timedelta(hours=2))
    home.uses(WEEKLY, days_ago=20)
    record_event(person_id=home.person_id, said=EventSaid(EventKind.PREGNANCY), **of(home))
    child = add_unborn(home, name)
    commit()
    return home, child


def written_about(home: Home, child: UUID, name: str = NAME) -> UUID:
    """Everything that can be written about a child who is expected; which referral it is."""
    record_event(
        person_id=home.person_id,
        said=EventSaid(EventKind.THIRD_PARTY_CONCERN, about_child_id=child, what=f"Worried about {name}"),
        **of(home, 2),
    )
    said = ReferralSaid(child, ReferralKind.PRE_BIRTH, "No cot yet", f"{name} has nowhere to sleep", "The duty team")
    row = refer(person_id=home.person_id, said=said, told_by_phone=True, **of(home, 3))
    record_outcome(referral_id=row.entry_id, result=OutcomeResult.ASSESSMENT, **of(home, 4))
    lead_before_birth(child_id=child, by_name="Mrs Oak", **of(home, 5))
    consider_identity(child_id=child, what=f"Halal milk for {name}", **of(home, 6))
    commit()
    return row.entry_id


def add_unborn(home: Home, name: str, minutes: int = 1) -> UUID:
    """A child who is not born yet."""
    said = ChildSaid(name, ChildHow.LIVES, due_on=day_of(home.at) + timedelta(days=90))
    return add_child(household_id=home.household_id, said=said, **signed(home, minutes))


def stands(home: Home) -> set[str]:
    """The codes of what stands for the family."""
    return {one.code for one in derived_one(home.household_id, day_of(home.at), current()).findings}


def said_on_the_page(home: Home, child: UUID) -> None:
    """The child's own page says that the pregnancy has ended."""
    child_gone(child_id=child, why=ChildGone.PREGNANCY_ENDED, on=day_of(home.at), **signed(home, 30))


def recorded_as_an_event(home: Home, child: UUID) -> None:
    """It is recorded as something that happened, about the child."""
    said = EventSaid(EventKind.PREGNANCY_ENDED, about_child_id=child)
    record_event(person_id=home.person_id, said=said, **of(home, 30))


def recorded_about_nobody(home: Home, _child: UUID) -> None:
    """It is recorded, and nobody says of whom."""
    record_event(person_id=home.person_id, said=EventSaid(EventKind.PREGNANCY_ENDED), **of(home, 30))


EVERY_WAY = [said_on_the_page, recorded_as_an_event, recorded_about_nobody]


@pytest.mark.parametrize("ends", EVERY_WAY)
def test_nothing_more_is_asked_about_a_pregnancy_that_ended(inside: Flask, ends: Callable[[Home, UUID], None]) -> None:
    home, child = expecting()
    assert {"referral-needed", "event-unreviewed", "plan-stale"} <= stands(home)
    ends(home, child)
    commit()
    assert not stands(home) & STANDING


def test_a_pregnancy_that_ended_is_on_no_page_and_no_print(client: StrictClient, inside: Flask) -> None:
    home, child = expecting()
    referral = written_about(home, child)
    put_into_session(client, a_staff_member("drugs-worker", "manager", "safeguarding-lead", service=home.service))
    assert NAME in client.get(f"/people/{home.person_id}/household").text
    recorded_as_an_event(home, child)
    commit()
    assert not stands(home) & STANDING
    for page in (*PAGES, "/", "/board", "/caseloads"):
        text = client.get(page.format(person=home.person_id)).text
        assert [words for words in SAYS_SO if words in text] == [], page
    for review in ("plan/review", "plan/care-review"):
        assert "Pregnancy" not in client.get(f"/people/{home.person_id}/{review}").text
    for path in (f"referrals/{referral}/print", f"referrals/{referral}/complete", f"together/before-birth/{child}"):
        assert client.get(f"/people/{home.person_id}/{path}").status_code == 404
    printed = client.get(f"/people/{home.person_id}/picture/print").data
    assert (
        b"Pregnancy"
        not in subprocess.run(["pdftotext", "-", "-"], input=printed, capture_output=True, check=True).stdout
    )


def test_another_child_who_is_expected_is_not_forgotten_with_the_one_who_is_not(inside: Flask) -> None:
    home, child = expecting()
    add_unborn(home, "Robin", 2)
    with pytest.raises(Refused, match="more than one is expected"):
        recorded_about_nobody(home, child)
    recorded_as_an_event(home, child)
    commit()
    children = derived_one(home.household_id, day_of(home.at), current()).case.family.children
    assert [one.name for one in children] == ["Robin", "Ella"]
    assert {"referral-needed", "event-unreviewed"} <= stands(home)


def test_a_child_who_died_is_asked_about_no_more_whichever_way_it_is_said(inside: Flask) -> None:
    home = a_safe_home(now() - timedelta(hours=2))
    record_event(
        person_id=None, said=EventSaid(EventKind.CHILD_HANDLING, about_child_id=home.children["Ella"]), **of(home)
    )
    assert "referral-needed" in stands(home)
    child_gone(child_id=home.children["Ella"], why=ChildGone.DIED, on=day_of(home.at), **signed(home, 30))
    assert "referral-needed" not in stands(home)


def test_an_end_recorded_by_mistake_is_taken_back_and_the_child_is_there_again(inside: Flask) -> None:
    home, child = expecting()
    said = EventSaid(EventKind.PREGNANCY_ENDED, about_child_id=child)
    row = record_event(person_id=home.person_id, said=said, **of(home, 30))
    assert [one.name for one in family(home.household_id).children] == ["Ella"]
    withdraw_event(entry_id=row.entry_id, because="Another family", **of(home, 31))
    commit()
    assert [one.name for one in family(home.household_id).children] == [NAME, "Ella"]
    assert "referral-needed" in stands(home)


def test_an_answer_about_two_children_is_asked_about_until_both_are_no_more(inside: Flask) -> None:
    home, child = expecting()
    written_about(home, child)
    recorded_as_an_event(home, child)
    known = derived_one(home.household_id, day_of(home.at) + timedelta(days=30), current())
    outcome = replace(known.case.history.outcomes[-1], child_ids=frozenset({str(child), str(home.children["Ella"])}))
    case = replace(known.case, history=replace(known.case.history, outcomes=(outcome,)))
    found = findings(case, known.scene.on, known.scene.policy, known.scene.casework)
    assert "outcome-not-agreed" not in {one.code for one in known.findings}
    assert "outcome-not-agreed" in {one.code for one in found}
