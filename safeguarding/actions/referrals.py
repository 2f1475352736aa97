"""Referrals about a child, what became of them, our view, and disagreement until it is resolved."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.findings import Stopped
from core.versions import append
from safeguarding.actions.entries import about_problems, add_first, add_next, frozen_problems, refuse, standing
from safeguarding.models import (
    Escalation,
    EscalationResolved,
    OutcomeView,
    Referral,
    ReferralConfirmed,
    ReferralOutcome,
    TheirPlan,
)
from safeguarding.queries import view_of
from safeguarding.rules import (
    OurView,
    OutcomeResult,
    Problem,
    ReferralKind,
    ReferralSaid,
    TheirPlanKind,
    day_problems,
    referral_stops,
    text_problems,
)


def refer(
    *,
    household_id: UUID,
    person_id: UUID | None,
    said: ReferralSaid,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    told_by_phone: bool = False,
) -> Referral:
    """Record a referral as sent, or as told by phone (SEED 10.12, 10.21).

    Raises Stopped with every `referral-incomplete` that stands, unless it was told by phone: that is never held back.
    Raises Refused for a future day or a child of another family.
    """
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)), _child_problems(household_id, said, day))
    _stop(said, day_of(at), told_by_phone=told_by_phone)
    return add_first(
        Referral,
        "refer",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        told_by_phone=told_by_phone,
        **_columns(said),
    )


def complete_referral(
    *,
    household_id: UUID,
    entry_id: UUID,
    said: ReferralSaid,
    because: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> Referral:
    """Write down what a referral still misses, or put it right: its next version.

    In a record that is frozen for an inquiry only what is missing is filled in. Raises Stopped, Refused, Conflict.
    """
    before = standing(Referral, household_id, entry_id)
    refuse(
        frozen_problems(before, household_id, adding=_columns(said)),
        _child_problems(household_id, said, before.happened_on),
    )
    _stop(said, day_of(at), told_by_phone=False)
    return add_next(
        before,
        "complete_referral",
        because=because,
        by=by,
        at=at,
        seen_version=seen_version,
        **_columns(said),
    )


def confirm_referral(*, household_id: UUID, referral_id: UUID, by: UUID, at: datetime) -> ReferralConfirmed:
    """Record that what was told by phone was sent in writing (SEED 10.9). Raises Refused where something is missing.

    Raises Conflict where it was confirmed already.
    """
    referral = standing(Referral, household_id, referral_id)
    if not referral.told_by_phone:
        raise Refused(("referral", "This referral was sent in writing already"))
    _stop(_said(referral), day_of(at), told_by_phone=False)
    row = ReferralConfirmed(
        referral_id=referral.entry_id, household_id=referral.household_id, recorded_by_id=by, recorded_at=at
    )
    append(row)
    record_change("confirm_referral", by=by, at=at, household=household_id, about=str(referral.entry_id))
    return row


def _said(referral: Referral) -> ReferralSaid:
    kind = ReferralKind(referral.kind) if referral.kind else None
    return ReferralSaid(referral.child_id, kind, referral.seen, referral.for_the_child)


def not_referred(
    *,
    household_id: UUID,
    person_id: UUID | None,
    by: UUID,
    at: datetime,
    because: str = "",
    decide_by: date | None = None,
    child_id: UUID | None = None,
    happened_on: date | None = None,
) -> Referral:
    """Record why no referral is made, or by which London day it will be decided (it comes back on that day).

    Raises Refused with neither, and for a day to decide that has passed.
    """
    day, today = happened_on or day_of(at), day_of(at)
    refuse(
        day_problems(day, today),
        about_problems(household_id, day, child_id=child_id, field="child"),
        (("decide_by", "The date must be today or later"),) if decide_by is not None and decide_by < today else (),
        () if decide_by is not None else text_problems("because", because, "Say why no referral is made"),
    )
    return add_first(
        Referral,
        "not_referred",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        child_id=child_id,
        not_sent_because=because.strip() or None,
        decide_by=decide_by,
    )


def record_outcome(
    *,
    household_id: UUID,
    referral_id: UUID,
    result: OutcomeResult,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    what: str = "",
    view: OurView | None = None,
    in_writing: bool = False,
    why: str = "",
) -> ReferralOutcome:
    """Record what became of a referral, what each agency will do (`what`), and our view where it is given already.

    `in_writing`: we have it on paper, not only by word of mouth; `why` belongs to our view.

    Raises Refused where nothing was sent, for a future day, and for a day before the referral.
    """
    referral = standing(Referral, household_id, referral_id)
    day = happened_on or day_of(at)
    if referral.not_sent_because or referral.decide_by:
        raise Refused(("referral", "No referral was sent, so there is no answer to record"))
    refuse(
        day_problems(day, day_of(at)),
        (("happened_on", "The date is before the referral was made"),) if day < referral.happened_on else (),
    )
    row = add_first(
        ReferralOutcome,
        "record_outcome",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        referral_id=referral.entry_id,
        result=result.value,
        what=what,
        in_writing=in_writing,
    )
    if view is not None:
        _give_view(row, view, why, by=by, at=at)
    return row


def give_our_view(
    *, household_id: UUID, outcome_id: UUID, view: OurView, by: UUID, at: datetime, why: str = ""
) -> OutcomeView:
    """Record what we think of an outcome; the newest stands. Not answering is not agreeing (SEED 7.8)."""
    return _give_view(standing(ReferralOutcome, household_id, outcome_id), view, why, by=by, at=at)


def escalate(
    *,
    household_id: UUID,
    outcome_id: UUID,
    stage: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    urgent: bool = False,
    with_name: str = "",
    said: str = "",
) -> Escalation:
    """Record one step of disagreement about an outcome (SEED 10.16): `stage` as the service calls it.

    `urgent`: past the stages between, as a child's safety does not wait. `with_name`, `said`: whom we spoke with there.
    Raises Refused without a stage, for a future day, and where our own view is that we agree.
    """
    outcome = standing(ReferralOutcome, household_id, outcome_id)
    day = happened_on or day_of(at)
    agreed = view_of(outcome.entry_id) is OurView.AGREE
    refuse(
        day_problems(day, day_of(at)),
        text_problems("stage", stage, "Say which stage this is"),
        (("view", "We said that we agree. Change our view first."),) if agreed else (),
    )
    return add_first(
        Escalation,
        "escalate",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        outcome_id=outcome.entry_id,
        stage=stage.strip(),
        urgent=urgent,
        with_name=with_name,
        said=said,
    )


def resolve(
    *, household_id: UUID, outcome_id: UUID, text: str, agreed_by: str, by: UUID, at: datetime
) -> EscalationResolved:
    """Record how a disagreement ended and who agreed. Raises Refused without either."""
    outcome = standing(ReferralOutcome, household_id, outcome_id)
    refuse(
        text_problems("text", text, "Say what was resolved"),
        text_problems("agreed_by", agreed_by, "Say who agreed"),
    )
    row = EscalationResolved(
        outcome_id=outcome.entry_id,
        household_id=household_id,
        text=text.strip(),
        agreed_by=agreed_by.strip(),
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    record_change("resolve", by=by, at=at, household=household_id, about=str(outcome_id))
    return row


def record_their_plan(
    *,
    household_id: UUID,
    kind: TheirPlanKind,
    held: bool,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    agencies_parts: str = "",
    review_on: date | None = None,
) -> TheirPlan:
    """Record that another agency's plan exists, and whether we hold the written copy (SEED 10.8).

    `agencies_parts`: what it says each agency does; `review_on`: the London day by which it is looked at again.
    Raises Refused for a future day, and for a review before the day we knew of it.
    """
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        (("review_on", "The review must be after the day of the plan"),) if review_on and review_on < day else (),
    )
    return add_first(
        TheirPlan,
        "record_their_plan",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        kind=kind.value,
        held=held,
        agencies_parts=agencies_parts,
        review_on=review_on,
    )


def _child_problems(household_id: UUID, said: ReferralSaid, happened_on: date) -> tuple[Problem, ...]:
    before_birth = said.kind is ReferralKind.PRE_BIRTH
    return about_problems(household_id, happened_on, child_id=said.child_id, about_birth=before_birth, field="child")


def _stop(said: ReferralSaid, on: date, *, told_by_phone: bool) -> None:
    stops = referral_stops(
        on=on,
        child_id="" if said.child_id is None else str(said.child_id),
        kind=said.kind,
        seen=said.seen,
        for_the_child=said.for_the_child,
        told_by_phone=told_by_phone,
    )
    if stops:
        raise Stopped(stops)


def _columns(said: ReferralSaid) -> dict[str, Any]:
    return {
        "child_id": said.child_id,
        "kind": said.kind.value if said.kind else None,
        "seen": said.seen.strip(),
        "for_the_child": said.for_the_child.strip(),
        "to_whom": said.to_whom,
        "asked_for": said.asked_for,
        "others_know": said.others_know,
        "view": said.view.value if said.view else None,
        "basis": said.basis,
        "told": said.told,
        "plan_version": said.plan_version,
    }


def _give_view(outcome: ReferralOutcome, view: OurView, why: str, *, by: UUID, at: datetime) -> OutcomeView:
    row = OutcomeView(
        outcome_id=outcome.entry_id,
        household_id=outcome.household_id,
        view=view.value,
        why=why,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    record_change("give_our_view", by=by, at=at, household=outcome.household_id, about=str(outcome.entry_id))
    return row
