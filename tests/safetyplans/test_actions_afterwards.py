"""What follows a plan: copies, leaflets, adults, sharing, reviews, storage visits, the pharmacist."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.conflict import Refused
from core.db import commit, db
from core.findings import Stopped
from safeguarding.actions.events import record_event
from safeguarding.rules import EventKind, EventSaid
from safetyplans.actions import (
    acknowledge,
    agree_part,
    answer_query,
    ask_query,
    decline_leaflet,
    give_leaflet,
    pharmacist_checked,
    raise_concern,
    record_box,
    record_copy,
    record_naloxone,
    record_not_shared,
    record_not_told,
    record_storage_check,
    review_care_plan,
    review_plan,
    share_plan,
)
from safetyplans.models import CarePlanReview, Share
from safetyplans.queries import events_to_consider, plans_of
from safetyplans.rules import (
    BoxState,
    CareReviewSaid,
    CheckResult,
    CheckSaid,
    CopyHow,
    Evidence,
    LeafletStatus,
    NaloxoneState,
    PlanReviewSaid,
    PlansOf,
    Sending,
    SharingView,
    cover_now,
    evidence_now,
)
from tests.safetyplans.builders import Home, a_home, a_leaflet, an_agreed_plan
from tests.safetyplans.values import CORE, POLICY, SAFEGUARDING
from tests.staff.builders import a_staff_member

pytestmark = pytest.mark.usefixtures("inside")

AGREES = Sending(SharingView.AGREES)


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family."""
    return a_home()


@pytest.fixture
def planned(home: Home) -> Home:
    """A family with an agreed plan."""
    an_agreed_plan(home)
    return home


def by(home: Home) -> dict[str, Any]:
    """Whose it is, who recorded it, now."""
    return {"person_id": home.person_id, "by": home.worker.staff_id, "at": now()}


def facts(home: Home) -> PlansOf:
    """What the rules read of the mother."""
    commit()
    return plans_of([home.person_id])[home.person_id]


@pytest.mark.parametrize("how", list(CopyHow))
def test_the_persons_copy_is_given_declined_or_kept_at_the_clinic(planned: Home, how: CopyHow) -> None:
    record_copy(how=how, **by(planned))
    found = facts(planned)
    assert found.plan is not None
    assert found.copies == (found.plan.id,)


def test_a_copy_of_the_old_version_is_not_one_of_the_new(planned: Home) -> None:
    record_copy(how=CopyHow.GIVEN, **by(planned))
    commit()
    an_agreed_plan(planned)
    found = facts(planned)
    assert found.plan is not None
    assert found.plan.id not in found.copies


def test_no_copy_and_no_sending_without_a_plan(home: Home) -> None:
    for act in (
        lambda: record_copy(how=CopyHow.GIVEN, **by(home)),
        lambda: share_plan(family_agency_id=home.agency_id, sending=AGREES, **by(home)),
        lambda: record_not_shared(family_agency_id=home.agency_id, because="school", **by(home)),
        lambda: review_plan(said=PlanReviewSaid(), policy=POLICY, **by(home)),
        lambda: acknowledge(family_agency_id=home.agency_id, **by(home)),
    ):
        with pytest.raises(Refused):
            act()


def test_a_leaflet_is_given_in_its_newest_version(home: Home) -> None:
    a_leaflet(1)
    a_leaflet(2)
    give_leaflet(said_back="Lock it, and ring 999", **by(home))
    found = facts(home)
    assert [(one.version, one.language, one.declined) for one in found.leaflets] == [(2, "en", False)]
    assert found.current_leaflet_version == 2
    a_leaflet(3)
    assert facts(home).current_leaflet_version == 3


def test_the_newest_version_is_that_of_their_own_language_and_format(home: Home) -> None:
    a_leaflet(4)
    a_leaflet(1, "pl", "large-print")
    give_leaflet(language="pl", format="large-print", **by(home))
    assert facts(home).current_leaflet_version == 1


def test_a_leaflet_can_be_declined(home: Home) -> None:
    decline_leaflet(**by(home))
    assert [one.declined for one in facts(home).leaflets] == [True]


def test_an_adult_agrees_their_part_or_is_not_told_for_a_reason(home: Home) -> None:
    agree_part(adult_id=home.adult_id, **by(home))
    record_not_told(adult_id=home.adult_id, because="She is not safe if he knows", **by(home))
    assert [(one.agrees, one.not_told) for one in facts(home).agreements] == [(True, False), (False, True)]


def test_not_telling_an_adult_has_a_reason(home: Home) -> None:
    with pytest.raises(Refused):
        record_not_told(adult_id=home.adult_id, because=" ", **by(home))


def test_an_adult_of_another_family_cannot_agree(home: Home) -> None:
    other = a_home()
    with pytest.raises(Refused):
        agree_part(adult_id=other.adult_id, **by(home))


def test_a_plan_is_sent_and_acknowledged_with_their_part(planned: Home) -> None:
    share_plan(family_agency_id=planned.agency_id, sending=AGREES, delivered=True, **by(planned))
    acknowledge(family_agency_id=planned.agency_id, our_part="I look at the box when I visit", **by(planned))
    (share,) = facts(planned).shares
    assert share.agency_id == str(planned.agency_id)
    assert (share.delivered, share.not_sent, share.our_part) == (True, False, "I look at the box when I visit")
    assert share.acknowledged_at is not None


def test_the_first_acknowledgement_counts_and_the_last_part_stands(planned: Home) -> None:
    share_plan(family_agency_id=planned.agency_id, sending=AGREES, **by(planned))
    first = acknowledge(family_agency_id=planned.agency_id, **by(planned))
    acknowledge(family_agency_id=planned.agency_id, our_part="I ask about it", **by(planned))
    (share,) = facts(planned).shares
    assert (share.acknowledged_at, share.our_part) == (first.recorded_at, "I ask about it")


def test_sending_against_their_view_is_stopped_until_it_is_justified(planned: Home) -> None:
    manager = a_staff_member("manager", service=planned.service)
    objects = Sending(SharingView.OBJECTS)
    with pytest.raises(Stopped) as stopped:
        share_plan(family_agency_id=planned.agency_id, sending=objects, **by(planned))
    assert [stop.code for stop in stopped.value.stops] == ["share-not-justified"]
    assert facts(planned).shares == ()
    justified = Sending(SharingView.OBJECTS, "public task", "Ella is one", str(manager.staff_id), told_on=planned.today)
    share_plan(family_agency_id=planned.agency_id, sending=justified, **by(planned))
    assert len(facts(planned).shares) == 1


@pytest.mark.parametrize("who", ["colleague", "elsewhere", "nobody"])
def test_sharing_is_decided_by_a_manager_or_lead_of_the_service(planned: Home, who: str) -> None:
    staff = {
        "colleague": planned.worker.staff_id,
        "elsewhere": a_staff_member("manager").staff_id,
        "nobody": uuid4(),
    }
    sending = Sending(SharingView.OBJECTS, "public task", "Ella is one", str(staff[who]), told_on=planned.today)
    with pytest.raises(Refused):
        share_plan(family_agency_id=planned.agency_id, sending=sending, **by(planned))


def test_a_plan_goes_to_no_agency_of_another_family(planned: Home) -> None:
    with pytest.raises(Refused):
        share_plan(family_agency_id=a_home().agency_id, sending=AGREES, **by(planned))


def test_not_sending_has_a_reason_and_is_not_a_sending(planned: Home) -> None:
    with pytest.raises(Refused):
        record_not_shared(family_agency_id=planned.agency_id, because="", **by(planned))
    record_not_shared(family_agency_id=planned.agency_id, because="They have closed the case", **by(planned))
    (share,) = facts(planned).shares
    assert share.not_sent
    with pytest.raises(Refused):
        acknowledge(family_agency_id=planned.agency_id, **by(planned))


def test_the_database_refuses_a_sending_that_nobody_justified(planned: Home) -> None:
    plan = facts(planned).plan
    assert plan is not None
    row = share_plan(family_agency_id=planned.agency_id, sending=AGREES, **by(planned))
    signed = {"recorded_at": now(), "recorded_by_id": planned.worker.staff_id, "happened_on": planned.today}
    for view in (None, "objects"):
        db.session.add(
            Share(
                person_id=row.person_id, plan_id=row.plan_id, family_agency_id=row.family_agency_id, view=view, **signed
            )
        )
        with pytest.raises(IntegrityError, match="ck_share_sent_without_agreement_is_justified"):
            db.session.flush()
        db.session.rollback()


def test_a_plan_review_changes_what_was_seen_and_what_is_covered(planned: Home) -> None:
    review_plan(
        said=PlanReviewSaid(Evidence.PHOTO, "A new box", bottles=2, mg=Decimal(60)), policy=POLICY, **by(planned)
    )
    found = facts(planned)
    cover = cover_now(found)
    assert cover is not None
    assert (cover.bottles, cover.mg) == (2, Decimal(60))
    seen = evidence_now(found, planned.today, POLICY)
    assert seen is not None
    assert seen.evidence is Evidence.PHOTO


def test_a_review_does_not_stretch_a_short_plan_over_more_bottles(home: Home) -> None:
    an_agreed_plan(home, answers=CORE, bottles=1, mg=Decimal(30))
    with pytest.raises(Stopped) as stopped:
        review_plan(said=PlanReviewSaid(bottles=2), policy=POLICY, **by(home))
    assert {stop.code for stop in stopped.value.stops} == {"plan-incomplete"}
    review_plan(said=PlanReviewSaid(bottles=1), policy=POLICY, **by(home))


def test_the_next_look_comes_after_this_one(planned: Home) -> None:
    with pytest.raises(Refused):
        review_plan(said=PlanReviewSaid(review_on=planned.today), policy=POLICY, **by(planned))


def moved(home: Home) -> str:
    """They moved; the entry."""
    event = record_event(
        household_id=home.household_id,
        person_id=home.person_id,
        said=EventSaid(EventKind.MOVED),
        by=home.worker.staff_id,
        at=now(),
    )
    commit()
    return str(event.entry_id)


def close(home: Home, **values: Any) -> CarePlanReview:
    """Close a care-plan review in which everything was dealt with, but for `values`."""
    told: dict[str, Any] = {"risk_discussed": True, "leaflet": LeafletStatus.GIVEN} | values
    return review_care_plan(said=CareReviewSaid(**told), safeguarding=SAFEGUARDING, **by(home))


def test_a_care_plan_review_with_the_leaflet_given_is_a_leaflet_given(home: Home) -> None:
    close(home)
    found = facts(home)
    assert len(found.care_reviews) == 1
    assert [one.declined for one in found.leaflets] == [False]


def test_a_leaflet_from_somebody_else_is_known_with_who_and_when(home: Home) -> None:
    with pytest.raises(Stopped):
        close(home, leaflet=LeafletStatus.HAS_IT)
    close(home, leaflet=LeafletStatus.HAS_IT, leaflet_given_by="The midwife", leaflet_given_on=date(2026, 1, 5))
    assert facts(home).leaflets[0].happened_on == date(2026, 1, 5)


def test_a_leaflet_recorded_before_is_known(home: Home) -> None:
    give_leaflet(**by(home))
    close(home, leaflet=None)


def test_a_care_plan_review_is_not_closed_with_storage_left_out(home: Home) -> None:
    with pytest.raises(Stopped) as stopped:
        close(home, risk_discussed=False)
    assert stopped.value.stops[0].because == ("risk_discussed",)
    assert facts(home).care_reviews == ()
    assert facts(home).leaflets == ()


def test_every_event_since_last_time_is_considered(home: Home) -> None:
    event = moved(home)
    with pytest.raises(Stopped) as stopped:
        close(home, events=())
    assert stopped.value.stops[0].because == ("events",)
    close(home, events=(event,))
    commit()
    assert events_to_consider(home.person_id, SAFEGUARDING) == ()


def test_a_review_that_names_no_events_considers_all_before_it(home: Home) -> None:
    moved(home)
    close(home)
    assert facts(home).care_reviews[0].events is None
    assert events_to_consider(home.person_id, SAFEGUARDING) == ()
    later = moved(home)
    assert [event.id for event in events_to_consider(home.person_id, SAFEGUARDING)] == [later]


def test_an_event_considered_with_the_plan_need_not_be_considered_again(planned: Home) -> None:
    event = moved(planned)
    review_plan(said=PlanReviewSaid(events=(event,)), policy=POLICY, **by(planned))
    commit()
    close(planned, events=())


def test_the_database_refuses_a_care_plan_review_without_the_storage_risk(home: Home) -> None:
    signed = {"recorded_at": now(), "recorded_by_id": home.worker.staff_id, "happened_on": home.today}
    db.session.add(CarePlanReview(person_id=home.person_id, risk_discussed=False, **signed))
    with pytest.raises(IntegrityError, match="ck_care_plan_review_storage_risk_was_discussed"):
        db.session.flush()
    db.session.rollback()


def test_a_storage_visit_takes_the_evidence_back_to_told_and_a_good_one_restores_it(planned: Home) -> None:
    for result, evidence in ((CheckResult.NOT_SAFE, Evidence.TOLD), (CheckResult.SATISFACTORY, Evidence.SEEN_AT_HOME)):
        record_storage_check(said=CheckSaid(result), **by(planned))
        seen = evidence_now(facts(planned), planned.today, POLICY)
        assert seen is not None
        assert seen.evidence is evidence


@pytest.mark.parametrize(
    ("result", "days"), [(CheckResult.FIX_BY, None), (CheckResult.FIX_BY, -1), (CheckResult.SATISFACTORY, 3)]
)
def test_to_be_put_right_has_a_day_and_nothing_else_has(home: Home, result: CheckResult, days: int | None) -> None:
    fix_by = None if days is None else home.today + timedelta(days=days)
    with pytest.raises(Refused):
        record_storage_check(said=CheckSaid(result, fix_by), **by(home))


def test_boxes_and_naloxone_are_facts(home: Home) -> None:
    record_box(state=BoxState.OWED, **by(home))
    record_box(state=BoxState.GIVEN, kind="steel", serial="B-17", **by(home))
    record_naloxone(state=NaloxoneState.GIVEN, expires_on=date(2028, 1, 31), **by(home))
    found = facts(home)
    assert [box.state for box in found.boxes] == ["owed", "given"]
    assert [(one.state, one.expires_on) for one in found.naloxone] == [("given", date(2028, 1, 31))]


def test_a_pharmacist_asks_and_raises_and_is_answered(planned: Home) -> None:
    pharmacist_checked(**by(planned))
    first = ask_query(text="Who holds the key?", **by(planned))
    second = raise_concern(text="Bottles in a handbag", **by(planned))
    commit()
    answer_query(text="Ben does", query_id=first.id, **by(planned))
    commit()
    answer_query(text="We rang her today", **by(planned))
    found = facts(planned)
    assert {(one.id, one.kind, one.answered_at is not None) for one in found.queries} == {
        (str(first.id), "query", True),
        (str(second.id), "concern", True),
    }


def test_a_question_has_words_and_an_answer_has_a_question(home: Home) -> None:
    for act in (
        lambda: ask_query(text=" ", **by(home)),
        lambda: answer_query(text="Yes", **by(home)),
        lambda: answer_query(text="Yes", query_id=uuid4(), **by(home)),
    ):
        with pytest.raises(Refused):
            act()


def test_nothing_is_recorded_for_a_day_to_come(planned: Home) -> None:
    tomorrow = planned.today + timedelta(days=1)
    for act in (
        lambda: record_copy(how=CopyHow.GIVEN, happened_on=tomorrow, **by(planned)),
        lambda: give_leaflet(happened_on=tomorrow, **by(planned)),
        lambda: agree_part(adult_id=planned.adult_id, happened_on=tomorrow, **by(planned)),
        lambda: record_box(state=BoxState.GIVEN, happened_on=tomorrow, **by(planned)),
    ):
        with pytest.raises(Refused):
            act()
