"""What is still asked about referrals and other agencies' plans, on the person's page, and what is asked no more."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from core.db import commit
from people.actions import add_child, child_gone
from people.queries import family
from people.rules import ChildGone, ChildHow, ChildSaid
from safeguarding.actions import confirm_referral, record_their_plan, refer
from safeguarding.rules import ReferralKind, ReferralSaid, TheirPlanKind
from tests.people.builders import TODAY, Home, a_family, later
from tests.safeguarding.builders import a_referral, ella, signed
from tests.safeguarding.pages import SignIn, path
from tests.strict_client import StrictClient


@pytest.fixture
def home(client: StrictClient, sign_in: SignIn) -> Home:
    """A family whose worker sits at the desk."""
    home = a_family()
    sign_in("drugs-worker", service=home.service)
    return home


def opened(client: StrictClient, home: Home) -> str:
    """The person's page with what is kept closed open."""
    return client.post(path(home, "open/person"), follow_redirects=True).text


def test_what_was_told_by_phone_is_to_be_sent_in_writing(client: StrictClient, home: Home) -> None:
    said = ReferralSaid(UUID(ella(home).id), ReferralKind.S47, "Asleep at ten", "Ella is alone")
    row = refer(person_id=home.person_id, said=said, told_by_phone=True, **signed(home))
    commit()
    assert "was told by phone. Send it in writing" in opened(client, home)
    confirm_referral(referral_id=row.entry_id, **signed(home, later()))
    commit()
    assert "was told by phone. Send it in writing" not in opened(client, home)


def test_a_plan_we_hold_is_asked_for_anew_once_its_review_has_passed(client: StrictClient, home: Home) -> None:
    kept: dict[str, Any] = {"kind": TheirPlanKind.CHILD_PROTECTION, "held": True}
    record_their_plan(**kept, review_on=TODAY + timedelta(days=28), **signed(home))
    commit()
    assert "was to be looked at again by 30 March 2026" in opened(client, home)
    record_their_plan(**kept, agencies_parts="School: breakfast", **signed(home, later()))
    commit()
    assert "was to be looked at again" not in opened(client, home)


def test_a_pregnancy_that_ended_asks_nothing_about_its_referral(client: StrictClient, home: Home) -> None:
    unborn = ChildSaid("Baby", ChildHow.LIVES, due_on=TODAY + timedelta(days=90))
    add_child(household_id=home.household_id, said=unborn, **home.signed)
    child = next(UUID(one.id) for one in family(home.household_id).children if one.unborn)
    a_referral(home, later(1), child_id=child, kind=ReferralKind.PRE_BIRTH)
    commit()
    assert "has no answer yet" in opened(client, home)
    child_gone(child_id=child, why=ChildGone.PREGNANCY_ENDED, on=TODAY, by=home.worker.staff_id, at=later(2))
    commit()
    assert "has no answer yet" not in opened(client, home)
