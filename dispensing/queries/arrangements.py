"""How a person's doses were collected from the beginning: in use and agreed, who decided what, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from core.calendar import day_of
from core.db import db
from core.wording import short_day
from dispensing.queries.history import DecisionLine, NotAgreedLine, decision_lines, not_agreed_lines
from staff.queries import names_of
from supply.models import ArrangementInUse
from supply.rules import Arrangement, from_plain
from supply.rules.facts import InUseSource

SOURCE_SAID = {
    InUseSource.PRESCRIPTION: "The prescription said so",
    InUseSource.DECISION: "As it was decided",
    InUseSource.COUNTER: "The pharmacy said so",
    InUseSource.TOLD: "We were told",
}
IN_USE, AGREED, NOT_AGREED = "In use", "Agreed", "Asked for, and not agreed"


@dataclass(frozen=True, slots=True)
class ArrangementLine:
    """One arrangement in the history: `kind` says whether it was in use or agreed; `since` is a day in words."""

    kind: str
    arrangement: Arrangement
    day: date
    since: str
    facts: tuple[tuple[str, str], ...]
    recorded_by: str
    recorded_at: datetime


def arrangement_history(person_id: UUID) -> list[ArrangementLine]:
    """Everything that was in use, agreed or asked for, the newest day first. Nine statements."""
    query = select(ArrangementInUse).where(ArrangementInUse.person_id == person_id)
    rows = list(db.session.scalars(query.order_by(ArrangementInUse.recorded_at, ArrangementInUse.id)))
    named = names_of(row.recorded_by_id for row in rows)
    lines = [
        *(_in_use(row, named[row.recorded_by_id]) for row in rows),
        *(_agreed(line) for line in decision_lines(person_id)),
        *(_not_agreed(line) for line in not_agreed_lines(person_id)),
    ]
    return sorted(lines, key=lambda line: (line.day, line.recorded_at), reverse=True)


def _in_use(row: ArrangementInUse, by: str) -> ArrangementLine:
    since = f"date unknown; known to be so on {short_day(row.from_on)}" if row.since_unknown else short_day(row.from_on)
    source = InUseSource(row.source)
    facts = (("How we know", SOURCE_SAID[source]), ("Decided by", row.decided_by or ""), ("Why", row.why or ""))
    return ArrangementLine(IN_USE, from_plain(row.arrangement), row.from_on, since, _told(facts), by, row.recorded_at)


def _agreed(line: DecisionLine) -> ArrangementLine:
    answer = {True: "", False: " (said no)", None: " (not confirmed yet)"}[line.confirmed]
    facts = (
        ("Why", line.reason),
        ("Asked for by", line.asked_by),
        ("Authorised by", f"{line.authoriser}{answer}" if line.authoriser else ""),
        ("To be looked at again", short_day(line.review_on) if line.review_on else ""),
        ("More safety", "Yes" if line.adds_safety else ""),
    )
    return ArrangementLine(
        AGREED,
        line.arrangement,
        line.from_on,
        short_day(line.from_on),
        _told(facts),
        line.recorded_by,
        line.recorded_at,
    )


def _not_agreed(line: NotAgreedLine) -> ArrangementLine:
    day = day_of(line.recorded_at)
    facts = (("Why", line.reason), ("Asked for by", line.asked_by), ("Still to do then", "; ".join(line.stops)))
    return ArrangementLine(
        NOT_AGREED, line.arrangement, day, short_day(day), _told(facts), line.recorded_by, line.recorded_at
    )


def _told(facts: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((what, words) for what, words in facts if words)
