"""Referrals recorded in a time, what became of them, and disagreements."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import aliased

from casework.queries.figures.period import Instants, standing_entries, within
from casework.queries.figures.tally import tally
from casework.rules.figures.groups import Referred
from core.db import db
from people.models import Household
from safeguarding.models import Escalation, EscalationResolved, OutcomeView, Referral, ReferralOutcome


def referred(service_id: UUID, time: Instants, *, open_now: int) -> Referred:
    """Everything about referrals of a time, in numbers: four statements. `open_now`: disagreements that stand today."""
    kinds, by_phone, not_sent = _referrals(service_id, time)
    results, views, answered = _answers(service_id, time)
    return Referred(
        kinds,
        by_phone,
        not_sent,
        results,
        views,
        answered,
        steps=_steps(service_id, time),
        resolved=_resolved(service_id, time),
        open_now=open_now,
    )


def _sent() -> Any:
    return Referral.not_sent_because.is_(None) & Referral.decide_by.is_(None)


def _referrals(service_id: UUID, time: Instants) -> tuple[Counter[str], int, int]:
    kind, sent = func.coalesce(Referral.kind, ""), case((_sent(), 1), else_=0)
    query = select(
        kind.label("kind"),
        sent.label("sent"),
        Referral.told_by_phone.label("phoned"),
        Referral.not_sent_because.is_not(None).label("why_not"),
    ).where(*standing_entries(Referral, service_id, time))
    kinds, by_phone, not_sent = Counter[str](), 0, 0
    for each, was_sent, phoned, why_not, count in tally(query):
        if was_sent:
            kinds[each] += count
            by_phone += count if phoned else 0
        elif why_not:
            not_sent += count
    return kinds, by_phone, not_sent


def _answers(service_id: UUID, time: Instants) -> tuple[Counter[str], Counter[str], int]:
    """The newest answer to each referral sent in a time, and our newest view of it."""
    view = _newest_view()
    query = (
        select(ReferralOutcome.result.label("result"), func.coalesce(view, "").label("ours"))
        .join(Referral, Referral.entry_id == ReferralOutcome.referral_id)
        .where(*standing_entries(Referral, service_id, time), _sent(), *_newest_answer())
    )
    results, views = Counter[str](), Counter[str]()
    for result, ours, count in tally(query):
        results[result] += count
        views[ours] += count
    return results, views, results.total()


def _newest_answer() -> tuple[Any, ...]:
    """The version that stands, and no other answer to the same referral recorded after it."""
    later, other, others_later = aliased(ReferralOutcome), aliased(ReferralOutcome), aliased(ReferralOutcome)
    mine = ReferralOutcome
    replaced = exists().where(later.entry_id == mine.entry_id, later.version > mine.version).correlate(mine)
    others_replaced = exists().where(others_later.entry_id == other.entry_id, others_later.version > other.version)
    overtaken = (
        exists()
        .where(
            other.referral_id == mine.referral_id,
            other.entry_id != mine.entry_id,
            other.withdrawn.is_(False),
            ~others_replaced.correlate(other),
            (other.recorded_at > mine.recorded_at)
            | ((other.recorded_at == mine.recorded_at) & (other.entry_id > mine.entry_id)),
        )
        .correlate(mine)
    )
    return ~replaced, mine.withdrawn.is_(False), ~overtaken


def _newest_view() -> Any:
    return (
        select(OutcomeView.view)
        .where(OutcomeView.outcome_id == ReferralOutcome.entry_id)
        .order_by(OutcomeView.recorded_at.desc(), OutcomeView.id.desc())
        .limit(1)
        .correlate(ReferralOutcome)
        .scalar_subquery()
    )


def _steps(service_id: UUID, time: Instants) -> Counter[str]:
    query = select(Escalation.stage.label("stage")).where(*standing_entries(Escalation, service_id, time))
    found = Counter[str]()
    for stage, count in tally(query):
        found[stage] += count
    return found


def _resolved(service_id: UUID, time: Instants) -> int:
    ours = exists().where(Household.id == EscalationResolved.household_id, Household.service_id == service_id)
    query = select(func.count(EscalationResolved.outcome_id.distinct()))
    return db.session.scalar(query.where(within(EscalationResolved.recorded_at, time), ours)) or 0
