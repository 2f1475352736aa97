"""Recording a decision through its gate."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.db import db
from core.findings import Finding
from core.versions import append, following
from dispensing.actions.excepting import Roles, give_exception
from dispensing.actions.holding import hold_household_of
from dispensing.actions.without import record_not_agreed
from dispensing.models import DecisionConfirmed, DecisionException, DispensingDecision
from dispensing.queries import nameable_staff, situation, team_of
from dispensing.rules import (
    Asked,
    ExceptionAsked,
    Gate,
    Policies,
    Situation,
    decision_stops,
)
from dispensing.rules.naming import MAY_AUTHORISE, SENIOR_ROLES
from dispensing.rules.watching import only_watched
from people.models import ServiceUser
from supply.actions import set_arrangement_in_use
from supply.rules.facts import InUseSource


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision that was recorded: the stops an exception set aside, and those that were only watched."""

    decision_id: UUID
    version: int
    adds_safety: bool
    set_aside: tuple[Finding, ...] = ()
    watched: tuple[Finding, ...] = ()
    exception_id: UUID | None = None


def record_decision(
    *,
    person_id: UUID,
    asked: Asked,
    expected_version: int,
    policy: Policies,
    by: UUID,
    at: datetime,
    exception: ExceptionAsked | None = None,
    from_on: date | None = None,
) -> Recorded:
    """Record a decision as agreed, in use from the London day `from_on` (the day of recording where none is given).

    `expected_version`: the version of the decision that the page showed, 0 for none. Every stop is asked for inside
    this transaction. Where some stand: Stopped, with nothing written, unless `exception` sets them aside;
    ExceptionRefused where that exception cannot be. Conflict where somebody has recorded a newer one. Refused for
    somebody whose care has ended, and for an arrangement that nobody knows.
    """
    household_id = hold_household_of(person_id)
    now = _situation(person_id, day_of(at), policy)
    version = following(now.decisions.decision.version if now.decisions.decision else 0, expected_version)
    roles = _roles(person_id)
    asked = _believed(asked, roles)
    held, watched = _stops(now, asked)
    _refuse_impossible(now, asked, from_on, held)
    exception_row = give_exception(now, exception, held, roles, by=by, at=at) if held else None
    decision = _decision(now, asked, version, exception_row, from_on or now.on, by=by, at=at)
    append(decision)
    set_arrangement_in_use(
        household_id=household_id,
        person_id=person_id,
        arrangement=asked.arrangement,
        source=InUseSource.DECISION,
        by=by,
        at=at,
        from_on=decision.from_on,
    )
    if asked.authoriser_id == str(by):
        db.session.add(DecisionConfirmed(decision_id=decision.id, confirmed=True, recorded_by_id=by, recorded_at=at))
    if watched:
        record_not_agreed(person_id=person_id, asked=asked, stops=watched, watched=True, by=by, at=at)
    record_change("record_decision", by=by, at=at, household=household_id, person=person_id, about=str(decision.id))
    db.session.flush()
    return Recorded(
        decision_id=decision.id,
        version=version,
        adds_safety=decision.adds_safety,
        set_aside=held,
        watched=watched,
        exception_id=exception_row.id if exception_row else None,
    )


def _situation(person_id: UUID, on: date, policy: Policies) -> Situation:
    found = situation(person_id, on, policy)
    if found is None:
        raise Refused(("person", "There is no such person here"))
    return found


def _roles(person_id: UUID) -> Roles:
    """The roles of the active accounts of the person's service, by id of staff."""
    service_id = db.session.get_one(ServiceUser, person_id).service_id
    return {one.id: one.roles for one in nameable_staff(service_id)}


def _believed(asked: Asked, roles: Roles) -> Asked:
    """What is asked, with whoever cannot be named left out: then the stop that they were to answer stands."""
    authoriser = roles.get(asked.authoriser_id, frozenset()) & MAY_AUTHORISE
    senior = roles.get(asked.senior_id, frozenset()) & SENIOR_ROLES
    return replace(
        asked,
        authoriser_id=asked.authoriser_id if authoriser else "",
        senior_id=asked.senior_id if senior else "",
    )


def _stops(now: Situation, asked: Asked) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Every stop that is held, and those that the service only watches."""
    found = decision_stops(now, asked)
    gates = now.policy.dispensing.watched_gates
    watched = only_watched(gates, team_of(now.person.keyworker_id), now.on) if gates else frozenset()
    held = tuple(stop for stop in found if stop.code not in watched)
    return held, tuple(stop for stop in found if stop.code in watched)


def _refuse_impossible(now: Situation, asked: Asked, from_on: date | None, held: tuple[Finding, ...]) -> None:
    if now.person.ended is not None:
        raise Refused(("person", "Their care here has ended: there is nothing to decide"))
    ahead = timedelta(days=now.policy.supply.horizon_days)
    if from_on is not None and from_on > now.on + ahead:
        raise Refused(("from_on", f"Choose a first day within {ahead.days} days"))
    if not asked.arrangement.is_known and not held:
        raise Refused(("arrangement", "Say on which days the dose is supervised or taken home"))


def _decision(
    now: Situation,
    asked: Asked,
    version: int,
    exception: DecisionException | None,
    from_on: date,
    *,
    by: UUID,
    at: datetime,
) -> DispensingDecision:
    gate = Gate(now, asked)
    most = gate.meeting.most
    if most is None:
        raise Refused(("arrangement", "Say on which days the dose is supervised or taken home"))
    return DispensingDecision(
        person_id=UUID(now.person.id),
        version=version,
        arrangement=asked.arrangement.to_plain(),
        from_on=from_on,
        reason=asked.reason.strip(),
        asked_by=asked.asked_by.strip(),
        alternatives=list(asked.alternatives),
        better_for_the_child=asked.better_for_the_child.strip(),
        better_evidence=asked.better_evidence.value if asked.better_evidence else None,
        authoriser_id=UUID(asked.authoriser_id) if asked.authoriser_id else None,
        senior_id=UUID(asked.senior_id) if asked.senior_id else None,
        review_on=asked.review_on,
        most_bottles=most.bottles,
        most_mg=most.mg,
        adds_safety=gate.adds_safety,
        exception_id=exception.id if exception else None,
        recorded_by_id=by,
        recorded_at=at,
    )
