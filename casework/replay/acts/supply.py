"""Verbs about what is prescribed, decided and handed over."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from casework.replay.acts.play import Outcome, Play, plays
from core.calendar import DAY, at_london
from core.conflict import Refused
from core.db import db
from core.findings import Stopped
from dispensing.actions import (
    ExceptionRefused,
    confirm_decision,
    record_decision,
    record_in_use,
    record_not_agreed,
)
from dispensing.queries import situation
from dispensing.rules import Asked, BetterEvidence, ExceptionAsked, Situation, latest_end
from staff.rules import RoleName
from supply.actions import (
    correct_dose,
    prescribe,
    record_bottle,
    record_dose,
    record_prescriber_spoken,
)
from supply.queries import standing_dose
from supply.rules import METHADONE, Arrangement, DoseHow, Went, Wording, from_days, from_pattern
from supply.rules.counter import DoseDetails, Second
from supply.rules.facts import InUseSource
from supply.rules.prescribing import PrescriptionSaid


def _arrangement(told: str | Mapping[str, str], on: date) -> Arrangement:
    return from_pattern(told, on) if isinstance(told, str) else from_days(told)


@plays("prescribe")
def prescribed(play: Play) -> None:
    """A prescription, the pharmacy's days, and what the prescription says is in use."""
    line = play.line
    play.stage.open_pharmacy(play.who, line, play.by, play.at)
    prescribe(
        household_id=play.household_id,
        person_id=play.person_id,
        said=PrescriptionSaid(
            mg_a_day=line.get("mg"),
            starts_on=play.on,
            pharmacy_id=play.player.pharmacy_id,
            wording=frozenset(Wording(one) for one in line.get("wording", ())),
            titrating=line.get("titrating", False),
        ),
        by=play.by,
        at=play.at,
    )
    if line.get("in_use"):
        record_in_use(
            person_id=play.person_id,
            arrangement=_arrangement(line.get("in_use"), play.on),
            source=InUseSource.PRESCRIPTION,
            from_on=play.on,
            by=play.by,
            at=play.at,
        )


@plays("decide")
def decide(play: Play) -> Outcome:
    """A decision asked for: agreed, or kept as not agreed. Either way its arrangement is in use from that day."""
    asked = _asked(play)
    now = situation(play.person_id, play.line.on, play.policy)
    if now is None:
        raise LookupError("a service user without a situation")
    version = now.decisions.decision.version if now.decisions.decision else 0
    try:
        recorded = record_decision(
            person_id=play.person_id,
            asked=asked,
            expected_version=version,
            policy=play.policy,
            exception=_exception(play, now),
            from_on=play.on,
            by=play.by,
            at=play.at,
        )
    except (Stopped, Refused) as refused:
        db.session.rollback()
        if now.person.ended is None:
            _keep_refused(play, asked, refused)
        raise
    if play.line.get("confirmed", True) and asked.authoriser_id:
        confirm_decision(decision_id=recorded.decision_id, confirmed=True, by=UUID(asked.authoriser_id), at=play.at)
    return (*recorded.set_aside, *recorded.watched)


def _keep_refused(play: Play, asked: Asked, refused: Stopped | Refused) -> None:
    """A refused decision is kept as not agreed; the file says that its arrangement came into use all the same."""
    if isinstance(refused, Stopped | ExceptionRefused):
        record_not_agreed(person_id=play.person_id, asked=asked, stops=refused.stops, by=play.by, at=play.at)
    record_in_use(
        person_id=play.person_id,
        arrangement=asked.arrangement,
        source=InUseSource.DECISION,
        from_on=play.on,
        by=play.by,
        at=play.at,
    )
    db.session.commit()


def _asked(play: Play) -> Asked:
    line = play.line
    better = line.get("better_for_the_child") or {}
    authoriser = play.staff(line.get("authorised_by"), RoleName.PRESCRIBER)
    senior = play.staff(line.get("senior"), RoleName.MANAGER)
    db.session.commit()
    return Asked(
        arrangement=_arrangement(line.get("arrangement"), play.on),
        reason=line.get("reason", ""),
        alternatives=line.get("alternatives", ()),
        better_for_the_child=better.get("text", ""),
        better_evidence=BetterEvidence(better["evidence"]) if better.get("evidence") else None,
        authoriser_id=str(authoriser or ""),
        senior_id=str(senior or ""),
        review_on=line.get("review_on"),
    )


def _exception(play: Play, now: Situation) -> ExceptionAsked | None:
    """The exception that the line asks for; two names are the prescriber and the safeguarding lead."""
    told = play.line.get("exception")
    if told is None:
        return None
    names = (told["by"],) if isinstance(told["by"], str) else told["by"]
    roles = (RoleName.MANAGER,) if len(names) == 1 else (RoleName.PRESCRIBER, RoleName.SAFEGUARDING_LEAD)
    given = [play.staff(name, role) for name, role in zip(names, roles, strict=False)]
    closure_on = _closure(now, play.line.on, told["until"])
    db.session.commit()
    return ExceptionAsked(
        given_by_id=str(given[0] or ""),
        second_by_id=str(given[1]) if len(given) > 1 else "",
        reason=told["reason"],
        until_at=_until(
            told["until"], play.at, latest_end(play.at, closure_on, now.supply.calendar, now.holidays, play.policy)
        ),
        closure_on=closure_on,
    )


def _closure(now: Situation, on: date, until: date) -> date | None:
    """The planned closure that an exception is for: the first before its end."""
    days = (on + DAY * count for count in range((until - on).days + 1))
    return next((day for day in days if now.supply.calendar.is_planned_closure(day)), None)


def _until(until: date, at: datetime, latest: datetime) -> datetime:
    """The end of the day named, or the latest end that day allows."""
    end = at_london(until + DAY, 0)
    return latest if at_london(until, 0) < latest < end else end


SPLIT = frozenset({DoseHow.SUPERVISED, DoseHow.TAKE_HOME})
"""A dose of which one part was taken there and another taken home."""


@plays("dose")
def dose(play: Play) -> None:
    """One day's dose; told again otherwise it is put right, and taken there and home as well it is a split dose."""
    for_on, how = play.line.get("for"), DoseHow(play.line.get("how"))
    told = {part: was for part in (1, 2) if (was := _told(play, for_on, part)) is not None}
    common: dict[str, Any] = {
        "household_id": play.household_id,
        "person_id": play.person_id,
        "for_on": for_on,
        "how": how,
        "happened_on": play.on,
        "by": play.by,
        "at": play.at,
    }
    if not told or how in told.values():
        record_dose(**common)
    elif {how, *told.values()} == SPLIT:
        record_dose(part=2, details=DoseDetails(second=Second.SPLIT), **common)
    else:
        part = next((part for part, was in told.items() if was is DoseHow.TAKE_HOME), 1)
        correct_dose(part=part, because="told later", **common)


def _told(play: Play, for_on: date, part: int) -> DoseHow | None:
    """How a part of a day's dose was told before."""
    one = standing_dose(play.person_id, METHADONE.code, for_on, part)
    return None if one is None or one.withdrawn else DoseHow(one.how)


@plays("bottle")
def bottle(play: Play) -> None:
    """Where an undrunk bottle went."""
    record_bottle(
        household_id=play.household_id,
        person_id=play.person_id,
        went=Went(play.line.get("went")),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("spoke-to-prescriber")
def spoke_to_prescriber(play: Play) -> None:
    """The pharmacist spoke to the prescriber."""
    record_prescriber_spoken(
        household_id=play.household_id,
        person_id=play.person_id,
        spoke_to="the prescriber",
        advice=play.line.get("advice"),
        supplied=play.line.get("supplied"),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )
