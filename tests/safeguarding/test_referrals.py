"""Referrals about a child, what became of them, our view, and disagreement until it is resolved."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from core.conflict import Refused
from core.db import db
from core.findings import Stopped
from safeguarding.actions import (
    complete_referral,
    escalate,
    give_our_view,
    not_referred,
    record_outcome,
    record_their_plan,
    refer,
    resolve,
    withdraw_entry,
)
from safeguarding.models import Referral
from safeguarding.rules import (
    EntryNoun,
    OurView,
    OutcomeResult,
    ReferralKind,
    ReferralSaid,
    TheirPlanKind,
)
from tests.people.builders import AT, TODAY, a_family, later
from tests.safeguarding.builders import a_referral, an_outcome, ella, signed, told

pytestmark = pytest.mark.usefixtures("inside")


def test_an_incomplete_referral_is_stopped_and_leaves_nothing_behind() -> None:
    home = a_family()
    with pytest.raises(Stopped) as stopped:
        refer(person_id=home.person_id, said=ReferralSaid(seen="Crying"), **signed(home))
    assert [stop.about for stop in stopped.value.stops] == ["child", "kind", "for_the_child"]
    assert told(home).referrals == ()


def test_a_complete_referral_is_sent() -> None:
    home = a_family()
    a_referral(home, to_whom="First Response")
    (referral,) = told(home).referrals
    assert (referral.sent, referral.child_id, referral.kind) == (True, ella(home).id, ReferralKind.S17)
    assert (referral.to_whom, referral.recorded_at) == ("First Response", AT)


def test_a_referral_told_by_phone_is_recorded_at_once_and_completed_afterwards() -> None:
    home = a_family()
    row = refer(person_id=home.person_id, said=ReferralSaid(seen="Crying"), told_by_phone=True, **signed(home))
    assert told(home).referrals[0].sent
    complete = ReferralSaid(UUID(ella(home).id), ReferralKind.S47, "Crying", "She is hungry")
    complete_referral(entry_id=row.entry_id, said=complete, because="In writing", **signed(home, later()))
    (referral,) = told(home).referrals
    assert (referral.kind, referral.told_by_phone, referral.recorded_at) == (ReferralKind.S47, True, AT)


def test_the_database_itself_refuses_an_incomplete_referral_in_writing() -> None:
    home = a_family()
    row = a_referral(home)
    db.session.commit()
    bare = Referral(
        id=row.id, entry_id=row.id, household_id=home.household_id, happened_on=TODAY, recorded_at=AT,
        recorded_by_id=home.worker.staff_id, seen="x",
    )  # fmt: skip
    bare.id = bare.entry_id = UUID(int=1)
    db.session.add(bare)
    with pytest.raises(IntegrityError, match="sent_in_writing_is_complete"):
        db.session.flush()
    db.session.rollback()


def test_a_pre_birth_referral_may_be_written_down_after_the_birth() -> None:
    home = a_family()
    born_on = ella(home).born_on
    assert born_on is not None
    day = born_on - timedelta(days=30)
    a_referral(home, kind=ReferralKind.PRE_BIRTH, happened_on=day)
    with pytest.raises(Refused, match="before the child was born"):
        a_referral(home, kind=ReferralKind.S17, happened_on=day)


def test_no_referral_says_why_or_when_it_is_decided() -> None:
    home = a_family()
    with pytest.raises(Refused, match="why no referral"):
        not_referred(person_id=home.person_id, **signed(home))
    with pytest.raises(Refused, match="today or later"):
        not_referred(person_id=home.person_id, decide_by=TODAY - timedelta(days=1), **signed(home))
    not_referred(person_id=home.person_id, because="Known to them already", **signed(home))
    not_referred(person_id=home.person_id, decide_by=TODAY + timedelta(days=7), **signed(home, later()))
    first, second = told(home).referrals
    assert (first.sent, first.not_sent_because) == (False, "Known to them already")
    assert (second.sent, second.decide_by) == (False, TODAY + timedelta(days=7))


def test_an_outcome_belongs_to_a_referral_that_was_sent_and_comes_after_it() -> None:
    home = a_family()
    not_sent = not_referred(person_id=home.person_id, because="Known already", **signed(home))
    with pytest.raises(Refused, match="No referral was sent"):
        record_outcome(referral_id=not_sent.entry_id, result=OutcomeResult.ASSESSMENT, **signed(home))
    with pytest.raises(Refused, match="before the referral"):
        an_outcome(home, a_referral(home), happened_on=TODAY - timedelta(days=1))


def test_an_outcome_of_another_family_cannot_be_answered() -> None:
    home, stranger = a_family(), a_family()
    theirs = an_outcome(stranger, a_referral(stranger))
    with pytest.raises(Refused, match="no such entry"):
        give_our_view(outcome_id=theirs.entry_id, view=OurView.AGREE, **signed(home))


def test_not_answering_is_not_agreeing_and_the_newest_view_stands() -> None:
    home = a_family()
    row = an_outcome(home, a_referral(home))
    assert told(home).outcomes[0].view is None
    give_our_view(outcome_id=row.entry_id, view=OurView.DISAGREE, **signed(home, later(1)))
    give_our_view(outcome_id=row.entry_id, view=OurView.NEED_DISCUSSION, **signed(home, later(2)))
    (outcome,) = told(home).outcomes
    assert (outcome.view, outcome.view_at) == (OurView.NEED_DISCUSSION, later(2))
    assert outcome.child_ids == {ella(home).id}


def test_a_disagreement_climbs_until_it_is_resolved_and_can_start_again() -> None:
    home = a_family()
    row = an_outcome(home, a_referral(home), view=OurView.DISAGREE)
    escalate(outcome_id=row.entry_id, stage="Worker to worker", **signed(home, later(1)))
    resolve(outcome_id=row.entry_id, text="Joint visit", agreed_by="Jo, Sam", **signed(home, later(2)))
    history = told(home)
    assert [step.resolved_at for step in history.escalations] == [later(2)]
    assert history.outcomes[0].resolved_at == later(2)
    escalate(outcome_id=row.entry_id, stage="Managers", **signed(home, later(3)))
    history = told(home)
    assert [step.resolved_at for step in history.escalations] == [later(2), None]
    assert history.outcomes[0].resolved_at is None


def test_a_disagreement_is_not_closed_without_what_was_resolved_and_who_agreed() -> None:
    home = a_family()
    row = an_outcome(home, a_referral(home))
    with pytest.raises(Refused) as refused:
        resolve(outcome_id=row.entry_id, text="", agreed_by=" ", **signed(home))
    assert [field for field, _ in refused.value.problems] == ["text", "agreed_by"]


def test_what_we_agree_with_is_not_taken_further() -> None:
    home = a_family()
    row = an_outcome(home, a_referral(home), view=OurView.AGREE)
    with pytest.raises(Refused, match="we agree"):
        escalate(outcome_id=row.entry_id, stage="Managers", **signed(home, later()))


def test_an_outcome_goes_with_a_referral_that_is_taken_back() -> None:
    home = a_family()
    referral = a_referral(home)
    an_outcome(home, referral)
    withdraw_entry(noun=EntryNoun.REFERRAL, entry_id=referral.entry_id, because="Other family", **signed(home, later()))
    assert (told(home).referrals, told(home).outcomes) == ((), ())


def test_a_plan_we_hold_no_copy_of_counts_from_when_we_first_knew() -> None:
    home = a_family()
    record_their_plan(kind=TheirPlanKind.CHILD_IN_NEED, held=False, **signed(home, later(1)))
    record_their_plan(kind=TheirPlanKind.CHILD_IN_NEED, held=False, **signed(home, later(2)))
    assert [(plan.held, plan.recorded_at) for plan in told(home).their_plans] == [(False, later(1))]
    record_their_plan(kind=TheirPlanKind.CHILD_IN_NEED, held=True, **signed(home, later(3)))
    assert [plan.held for plan in told(home).their_plans] == [True]
