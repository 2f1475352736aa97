"""May 2007, as the seed tells it (6.6, 7.8): a referral, a joint visit, "no immediate concerns", and nobody objects.

In the review the drug service received the answer passively: not agreed with, not challenged. Here silence is not
agreement: what nobody answered for ten days stands on the manager's board, and climbs until it is resolved in words.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.db import commit, db
from people.models import PersonDetails
from people.queries import family_of, household_of
from safeguarding.actions import record_outcome, refer
from safeguarding.rules import OutcomeResult, ReferralKind, ReferralSaid
from staff.models import StaffMember
from tests.journeys.conftest import inside
from tests.journeys.desk import Desk

pytestmark = pytest.mark.journey

MOTHER = "Leanne Abbott"


@pytest.fixture
def answered_ten_days_ago(demonstration: Flask) -> str:
    """Her page. She was referred, they visited together, there are no immediate concerns; we have said nothing."""
    return inside(demonstration, _referred_and_answered)


def _referred_and_answered() -> str:
    person_id = db.session.scalars(select(PersonDetails.person_id).where(PersonDetails.family_name == "Abbott")).first()
    worker = db.session.scalars(select(StaffMember.id).where(StaffMember.name == "Sam Okoro")).one()
    assert person_id is not None
    household_id, about = household_of(person_id), family_of(person_id)
    assert household_id is not None and about is not None
    child = next(one for one in about.children if not one.unborn)
    at = clock.now() - timedelta(days=10)
    said = ReferralSaid(UUID(child.id), ReferralKind.S17, "Crack and heroin on top", "Ella is one, and minded by whom?")
    referral = refer(household_id=household_id, person_id=person_id, said=said, by=worker, at=at)
    record_outcome(
        household_id=household_id,
        referral_id=referral.entry_id,
        result=OutcomeResult.NO_ACTION,
        what="Joint visit: no immediate concerns. Health visitor watches Ella, drug worker sees Leanne.",
        by=worker,
        at=at + timedelta(hours=1),
    )
    commit()
    return f"/people/{person_id}/"


def when_the_worker_refers_again(desk: Desk, page: str) -> None:
    """What speaks of the adult alone is asked about, and goes when it says what it means for the child."""
    desk.go(f"{page}referrals/refer").choose("Ella").choose(re.compile("section 17"))
    desk.fill("What was seen or heard", "Mum missed three appointments, and uses on top.")
    desk.fill("What does it mean for the child", "The client may relapse.").press("Save")
    desk.sees("So for Ella this means …?")
    desk.fill("What does it mean for the child", "Nobody is awake when Ella wakes at six.").press("Save as it is")
    desk.sees("The referral is recorded")
    opened(desk).sees("They decide what happens: by")


def then_silence_is_late(desk: Desk, page: str) -> None:
    """The clock that everybody sees: nobody said what we think, and that is not agreement."""
    opened(desk.go(f"{page}referrals"))
    desk.sees("Joint visit: no immediate concerns").sees("We have not said yet what we think")
    desk.sees("Late: worker to worker").sees("It is for the keyworker")


def then_the_manager_sees_it(desk: Desk) -> None:
    desk.go("/board")
    section = desk.page.locator("section", has=desk.page.get_by_role("heading", name="Disagreements with another"))
    assert "Leanne A." in section.inner_text()


def when_the_worker_disagrees_and_takes_it_further(desk: Desk, page: str) -> None:
    opened(desk.go(f"{page}referrals")).follow(re.compile("^Give our view")).choose("We do not agree")
    desk.fill("Why do we think so", "She is one, and there is use on top.").press("Save")
    opened(desk).follow(re.compile("^Take it further")).choose(re.compile("^worker to worker", re.IGNORECASE))
    desk.fill("Whom did you speak with", "Jo Marsh, First Response").press("Save")
    opened(desk).sees("Now: manager to manager").sees("It is for a manager")


def then_it_is_closed_only_with_words_and_names(desk: Desk, page: str) -> None:
    opened(desk.go(f"{page}referrals")).follow(re.compile("^It is resolved")).press("Save")
    desk.sees("Say what was resolved").sees("Say who agreed")
    desk.fill("What was resolved", "An assessment begins, and the storage plan goes to all.")
    desk.fill("Who agreed", "Chris Pell, Jo Marsh").press("Save")
    opened(desk).sees("Agreed by Chris Pell, Jo Marsh")
    assert "Leanne A." not in desk.go("/disagreements").reads()
    desk.sees("1 step")


def opened(desk: Desk) -> Desk:
    """Open what is kept closed on the page."""
    desk.page.locator("summary").first.click()
    return desk


def test_no_immediate_concerns_cannot_sit_silently(answered_ten_days_ago: str, sit_down: Callable[..., Desk]) -> None:
    page = answered_ten_days_ago
    worker = sit_down("worker")
    then_silence_is_late(worker, page)
    when_the_worker_refers_again(worker, page)
    manager = sit_down("manager")
    then_the_manager_sees_it(manager)
    when_the_worker_disagrees_and_takes_it_further(worker, page)
    then_it_is_closed_only_with_words_and_names(manager, page)
