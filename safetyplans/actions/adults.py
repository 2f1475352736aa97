"""The adults with a part in the plan: each agrees their own; declines, because; or is not told, because."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.calendar import day_of
from core.conflict import Conflict, Refused
from core.pictures import Picture
from core.versions import following
from people.actions import change_adult
from people.queries import family
from people.rules import AdultSaid
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.files import keep_signed
from safetyplans.actions.recording import add, home_of, refuse
from safetyplans.models import AdultAgreement
from safetyplans.queries import is_adult_of, latest_plan, times_asked
from safetyplans.rules import AgreedHow


def agree_part(
    *,
    person_id: UUID,
    adult_id: UUID,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    how: str = "",
    plan_id: UUID | None = None,
    agreed_how: AgreedHow | None = None,
    witness: str = "",
    held_at: str = "",
    picture: Picture | None = None,
    seen: int | None = None,
) -> AdultAgreement:
    """Record that an adult of the person's household agreed their part in the plan (`second-adult-not-agreed`).

    `plan_id`: the version they had before them, none where nobody says. `agreed_how`: with `picture` (what they drew,
    or the paper), `held_at` (where the paper lies) or `witness` (who heard it). `how`: in words. Raises Refused for an
    adult of another household and without a witness of what was said; Conflict where there is a newer version, and
    where more was written down of what they said than the page had `seen`: a second press of the button.
    """
    following(times_asked(adult_id), seen)
    if agreed_how is AgreedHow.SAID:
        refuse(text_problems("witness", witness, "Say who heard them agree."))
    row = _record(
        "agree_part",
        person_id,
        adult_id,
        by,
        at,
        happened_on,
        plan_id,
        agrees=True,
        how=how,
        agreed_how=agreed_how,
        witness=witness.strip() or None,
        held_at=held_at.strip() or None,
    )
    signed = {"person_id": person_id, "by": by, "at": at, "plan_id": row.plan_id, "agreement_id": row.id}
    keep_signed(picture, drawn=agreed_how is AgreedHow.SCREEN, **signed)
    return row


def decline_part(
    *,
    person_id: UUID,
    adult_id: UUID,
    because: str,
    what_then: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    plan_id: UUID | None = None,
) -> AdultAgreement:
    """Record that an adult did not agree their part: why, and what then. Clears nothing.

    Raises Refused without either, and for an adult of another household; Conflict where there is a newer version.
    """
    refuse(
        text_problems("because", because, "Say why they did not agree."),
        text_problems("what_then", what_then, "Say what happens then."),
    )
    said = {"declined_because": because.strip(), "what_then": what_then.strip()}
    return _record("decline_part", person_id, adult_id, by, at, happened_on, plan_id, agrees=False, **said)


def record_not_told(
    *, person_id: UUID, adult_id: UUID, because: str, by: UUID, at: datetime, happened_on: date | None = None
) -> AdultAgreement:
    """Record that an adult is not told, because (privacy, safety); the part they had in the plan is removed.

    Raises Refused without a reason, and for an adult of another household.
    """
    refuse(text_problems("because", because, "Say why they are not told."))
    told = {"agrees": False, "not_told_because": because.strip()}
    row = _record("record_not_told", person_id, adult_id, by, at, happened_on, None, **told)
    _remove_part(person_id, adult_id, by, at)
    return row


def _remove_part(person_id: UUID, adult_id: UUID, by: UUID, at: datetime) -> None:
    """An adult who was not told holds no key, moves no box and minds no child in this plan."""
    adult = next(one for one in family(home_of(person_id)).adults if one.id == str(adult_id))
    known = UUID(adult.person_id) if adult.person_id else None
    change_adult(
        adult_id=adult_id, said=AdultSaid(adult.name, adult.role, adult.own_supply, person_id=known), by=by, at=at
    )


def _record(
    verb: str,
    person_id: UUID,
    adult_id: UUID,
    by: UUID,
    at: datetime,
    happened_on: date | None,
    plan_id: UUID | None,
    **said: Any,
) -> AdultAgreement:
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)))
    if not is_adult_of(home_of(person_id), adult_id):
        raise Refused(("adult", "Choose an adult of this household."))
    _newest(person_id, plan_id)
    row = AdultAgreement(adult_id=adult_id, happened_on=day, plan_id=plan_id, **said)
    return add(row, verb, person_id=person_id, by=by, at=at)


def _newest(person_id: UUID, plan_id: UUID | None) -> None:
    """Nobody signs an old version: what they read is not what stands."""
    plan = latest_plan(person_id) if plan_id else None
    if plan_id and (plan is None or plan.id != plan_id):
        raise Conflict("There is a newer version of this plan than the one on this page. Nothing was signed.")
