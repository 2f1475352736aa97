"""A few families made up at random for figures, each with some of what is counted; and another service's beside."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from core.clock import now
from core.db import commit, db, touch
from dispensing.models import DecisionException, DecisionNotAgreed, ExceptionAnswered
from people.actions import add_agency, add_agency_to_family
from people.rules import AgencyRole, AgencySaid
from safeguarding.actions import (
    answer_event,
    escalate,
    give_our_view,
    not_referred,
    record_child_seen,
    record_outcome,
    refer,
    resolve,
)
from safeguarding.rules import Alert, ChildSeenSaid, EventKind, OurView, OutcomeResult, ReferralKind, ReferralSaid
from safetyplans.actions import acknowledge, record_copy, share_plan
from safetyplans.models import AgreementTakenBack, CarePlanReview, PlanReview
from safetyplans.rules import CopyHow, Sending, SharingView
from staff.models import Service
from tests.dispensing.builders import DAILY, SUPERVISED, WEEKLY, Home, a_home
from tests.staff.builders import a_service

STOPS = ("plan-missing", "plan-stale", "children-not-asked", "relaxing-at-risk", "reason-missing")
STAGES = ("worker to worker", "manager to manager", "safeguarding lead")


def some_families(count: int, seed: int) -> Service:
    """So many families of one service, and three of another one, the same for the same seed. Committed."""
    chance, ours, theirs = Random(seed), a_service(), a_service()
    for number in range(count + 3):
        _family(chance, ours if number < count else theirs)
        commit()
    return ours


def _family(chance: Random, service: Service) -> None:
    home = a_home(now(), service=service)
    if chance.random() < 0.8:
        home.asked_about_children(at=home.at - timedelta(days=chance.choice([1, 30, 100])))
    if chance.random() < 0.8:
        years = chance.choice([None, 1, 3, 9])
        how = chance.choice(["lives", "visits", "elsewhere"])
        home.child("Ella" if years else "Unborn", years=years, how=how)
    if chance.random() < 0.9:
        home.prescribed()
        home.uses(chance.choice([SUPERVISED, DAILY, DAILY, WEEKLY]))
    happened = [_happened(chance, home) for _ in range(chance.randrange(5))]
    if chance.random() < 0.7:
        _plan(chance, home, happened)
    _decided(chance, home)
    if home.children and chance.random() < 0.7:
        _referred(chance, home)
    touch(home.household_id)


def _ago(chance: Random, home: Home, most: int = 120) -> datetime:
    return home.at - timedelta(days=chance.randrange(most), minutes=chance.randrange(600))


def _happened(chance: Random, home: Home) -> tuple[UUID, int]:
    days = chance.randrange(1, 120)
    entry = home.happened(chance.choice([EventKind.USE_ON_TOP, EventKind.MOVED, EventKind.DEBT]), days_ago=days)
    if chance.random() < 0.3:
        answer_event(
            household_id=home.household_id, entry_id=entry, because="It was on holiday",
            by=home.worker.staff_id, at=home.at - timedelta(days=chance.randrange(days)),
        )  # fmt: skip
    return entry, days


def _plan(chance: Random, home: Home, happened: list[tuple[UUID, int]]) -> None:
    evidence = chance.choice(["told", "shown", "photo", "seen-at-home"])
    plan = home.plan(evidence=evidence, review_in=chance.choice([-5, 3, 60]), days_ago=chance.randrange(10, 90))
    signed: dict[str, Any] = {"by": home.worker.staff_id, "at": home.at - timedelta(days=5)}
    if chance.random() < 0.6:
        record_copy(person_id=home.person_id, how=CopyHow.GIVEN, **signed)
    if chance.random() < 0.7:
        said = AgencySaid(name=f"Northside {home.person_id}", role=AgencyRole.HEALTH_VISITOR)
        agency = add_agency(service_id=home.service.id, said=said, **signed)
        link = add_agency_to_family(household_id=home.household_id, agency_id=agency, **signed)
        if chance.random() < 0.7:
            sending = Sending(view=SharingView.AGREES)
            share_plan(person_id=home.person_id, family_agency_id=link, sending=sending, **signed)
            if chance.random() < 0.6:
                acknowledge(person_id=home.person_id, family_agency_id=link, our_part="We ask", **signed)
    if happened and chance.random() < 0.7:
        entry, days = chance.choice(happened)
        whole = chance.random() < 0.5
        model = chance.choice([PlanReview, CarePlanReview])
        more = {"plan_id": plan} if model is PlanReview else {"risk_discussed": True}
        events = [] if whole else [str(entry)]
        at = home.at - timedelta(days=chance.randrange(days))
        home._add(model, at, person_id=home.person_id, happened_on=at.date(), all_events=whole, events=events, **more)
        if model is PlanReview and chance.random() < 0.5:
            home._add(
                AgreementTakenBack, at, person_id=home.person_id, plan_id=plan, happened_on=at.date(), because="Theirs"
            )


def _decided(chance: Random, home: Home) -> None:
    for _ in range(chance.randrange(3)):
        stops = chance.sample(STOPS, k=chance.randrange(1, 3))
        arrangement = DAILY.to_plain()
        home._add(
            DecisionNotAgreed, _ago(chance, home), person_id=home.person_id, arrangement=arrangement, stops=stops,
            watched=chance.random() < 0.2,
        )  # fmt: skip
    if chance.random() < 0.4:
        at = _ago(chance, home)
        given = home._add(
            DecisionException, at, person_id=home.person_id, given_by_id=home.manager.staff_id,
            reason="The pharmacy shuts early today.", until_at=at + timedelta(days=2),
            stops=chance.sample(STOPS, k=chance.randrange(1, 3)),
        )  # fmt: skip
        if chance.random() < 0.6:
            home._add(ExceptionAnswered, at, exception_id=given, answer=chance.choice(["looked", "disowned"]))
    db.session.flush()


def _referred(chance: Random, home: Home) -> None:
    signed: dict[str, Any] = {"household_id": home.household_id, "by": home.worker.staff_id}
    child = next(iter(home.children.values()))
    at = _ago(chance, home, 25)
    if "Unborn" not in home.children:
        record_child_seen(
            said=ChildSeenSaid(
                child_id=child, place="clinic", description="Playing", alert=Alert.AWAKE,
                words=chance.choice(["", "I like the bus"]),
            ),
            person_id=home.person_id, at=at, **signed,
        )  # fmt: skip
    if chance.random() < 0.2:
        not_referred(person_id=home.person_id, because="Known to them already", at=at, **signed)
        return
    said = ReferralSaid(child, chance.choice(list(ReferralKind)), "Missed a meal", "Hungry at nursery", "The council")
    referral = refer(person_id=home.person_id, said=said, at=at, told_by_phone=chance.random() < 0.3, **signed)
    if chance.random() < 0.3:
        return
    view = chance.choice([None, *OurView])
    answer = record_outcome(
        referral_id=referral.entry_id, result=chance.choice(list(OutcomeResult)), view=view,
        at=at + timedelta(hours=1), **signed,
    )  # fmt: skip
    if view is OurView.DISAGREE:
        escalate(outcome_id=answer.entry_id, stage=STAGES[0], at=at + timedelta(hours=2), **signed)
        if chance.random() < 0.5:
            resolve(
                outcome_id=answer.entry_id, text="They visit", agreed_by="Their manager", at=at + timedelta(hours=3),
                **signed,
            )  # fmt: skip
            give_our_view(outcome_id=answer.entry_id, view=OurView.AGREE, at=at + timedelta(hours=4), **signed)
