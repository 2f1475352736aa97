"""What gates that only watch would have stopped: how often, and how often a week for each worker."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from core.db import db
from dispensing.models import DecisionNotAgreed
from people.models import ServiceUser
from staff.queries import names_of

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class WouldHaveStopped:
    """One worker's decisions that a watched gate would have stopped: how many, a week, and by the code of the gate."""

    name: str
    decisions: int
    a_week: float
    gates: tuple[tuple[str, int], ...]


def would_have_stopped(service_id: UUID, since: datetime, at: datetime) -> list[WouldHaveStopped]:
    """By worker, those with the most first, between two instants (UTC). Two statements."""
    query = (
        select(DecisionNotAgreed.recorded_by_id, DecisionNotAgreed.stops)
        .join(ServiceUser, ServiceUser.id == DecisionNotAgreed.person_id)
        .where(
            ServiceUser.service_id == service_id,
            DecisionNotAgreed.watched.is_(True),
            DecisionNotAgreed.recorded_at > since,
            DecisionNotAgreed.recorded_at <= at,
        )
    )
    stops: dict[UUID, list[list[str]]] = defaultdict(list)
    for worker, codes in db.session.execute(query):
        stops[worker].append(codes)
    names, weeks = names_of(stops), (at - since) / WEEK
    found = [
        WouldHaveStopped(
            names.get(worker, ""),
            len(each),
            len(each) / weeks,
            tuple(sorted(Counter(code for codes in each for code in codes).items())),
        )
        for worker, each in stops.items()
    ]
    return sorted(found, key=lambda one: (-one.decisions, one.name))
