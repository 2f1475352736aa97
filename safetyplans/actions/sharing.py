"""Sending the plan to the agencies that work with the family, and hearing that they have it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from core.conflict import Refused
from core.mail import stop_waiting
from core.versions import following
from safeguarding.queries import is_agency_of
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.links import close_links
from safetyplans.actions.recording import add, add_dated, home_of, plan_that_stands, refuse, stop
from safetyplans.models import Acknowledgement, Share
from safetyplans.queries import latest_share, may_decide_to_share, shares_with
from safetyplans.rules import Sending, SentBy, share_stops


def share_plan(
    *,
    person_id: UUID,
    family_agency_id: UUID,
    sending: Sending,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    sent_by: SentBy = SentBy.HAND,
    delivered: bool = False,
    not_asked_because: str = "",
    plan_id: UUID | None = None,
    parts: Collection[str] | None = None,
    sent_to: str = "",
    seen: int | None = None,
) -> Share:
    """Record that the plan that stands was sent to one of the family's agencies (SEED 7.9, 10.20).

    `parts`: those that go, the usual ones unless told; `sent_to`: the address. What they had is replaced: earlier links
    are closed, and emails that still wait are stopped. `seen`: how often something was written down about sending to
    them, as the page showed; Conflict where it is more by now. Raises Stopped with `share-not-justified`; Refused
    without a plan, for an agency of another family, and where `sending.decided_by` is no active manager or safeguarding
    lead of the person's service.
    """
    plan = plan_that_stands(person_id, plan_id)
    _check_agency(person_id, family_agency_id)
    following(len(shares_with(person_id, family_agency_id)), seen)
    stop(person_id, share_stops(sending, on=day_of(at)))
    decided_by = UUID(sending.decided_by) if sending.decided_by else None
    if decided_by is not None and not may_decide_to_share(person_id, decided_by):
        raise Refused(("decided_by", "Choose a manager or safeguarding lead of this service."))
    close_links(person_id=person_id, family_agency_id=family_agency_id, by=by, at=at)
    _stop_what_waits(person_id, family_agency_id, at)
    return add_dated(
        Share,
        "share_plan",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        plan_id=plan.id,
        family_agency_id=family_agency_id,
        sent_by=sent_by,
        view=sending.view,
        not_asked_because=not_asked_because.strip() or None,
        basis=sending.basis.strip() or None,
        necessary_because=sending.necessary_because.strip() or None,
        decided_by_id=decided_by,
        told_on=sending.told_on,
        not_told_because=sending.not_told_because.strip() or None,
        delivered=delivered,
        parts=None if parts is None else sorted(parts),
        sent_to=sent_to.strip() or None,
    )


def record_not_shared(
    *,
    person_id: UUID,
    family_agency_id: UUID,
    because: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    plan_id: UUID | None = None,
) -> Share:
    """Record that the plan was not sent to an agency, because. Raises Refused without a plan or a reason."""
    plan = plan_that_stands(person_id, plan_id)
    _check_agency(person_id, family_agency_id)
    refuse(text_problems("because", because, "Say why it is not sent."))
    _stop_what_waits(person_id, family_agency_id, at)
    return add_dated(
        Share,
        "record_not_shared",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        plan_id=plan.id,
        family_agency_id=family_agency_id,
        not_sent_because=because.strip(),
    )


def _stop_what_waits(person_id: UUID, family_agency_id: UUID, at: datetime) -> None:
    """No email of an earlier sending goes after what is now written down."""
    earlier = [f"share:{share_id}" for share_id in shares_with(person_id, family_agency_id)]
    stop_waiting(earlier, said="Something newer was written down about sending it to them.", at=at)


def _check_agency(person_id: UUID, family_agency_id: UUID) -> None:
    if not is_agency_of(home_of(person_id), family_agency_id):
        raise Refused(("agency", "Choose an agency that works with this family."))


def acknowledge(
    *,
    person_id: UUID,
    family_agency_id: UUID,
    by: UUID,
    at: datetime,
    our_part: str = "",
    happened_on: date | None = None,
) -> Acknowledgement:
    """Record that an agency has the plan last sent to it, and what its part is. Raises Refused where none was sent."""
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)))
    share = latest_share(person_id, family_agency_id)
    if share is None:
        raise Refused(("agency", "No plan was sent to this agency."))
    row = Acknowledgement(share_id=share.id, our_part=our_part.strip(), happened_on=day)
    return add(row, "acknowledge", person_id=person_id, by=by, at=at)
