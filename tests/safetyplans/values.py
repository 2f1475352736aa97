"""Plain values for the rules of storage plans."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app import SECTIONS
from core.policy import load
from core.settings import ROOT
from safeguarding.rules import SafeguardingPolicy
from safetyplans.items import ASKED, SHORT_CORE
from safetyplans.rules import (
    Answer,
    CheckFact,
    CheckResult,
    Evidence,
    ItemAnswer,
    PlanFact,
    PlanReviewFact,
    SafetyPlanPolicy,
    all_agreed,
)

DAY = date(2026, 3, 2)
_SHIPPED = load(ROOT / "policy.toml", None, SECTIONS)
POLICY = _SHIPPED.section(SafetyPlanPolicy, on=DAY)
SAFEGUARDING = _SHIPPED.section(SafeguardingPolicy, on=DAY)

EVERYTHING = all_agreed(ASKED)
CORE = all_agreed(SHORT_CORE)
TWELVE_WEEKS = timedelta(days=84)


def day(number: int) -> date:
    """So many days after the first day."""
    return DAY + timedelta(days=number)


def at(number: int, minute: int = 0) -> datetime:
    """Noon of that day, and a minute."""
    moment = day(number)
    return datetime(moment.year, moment.month, moment.day, 12, minute, tzinfo=UTC)


def a_plan(number: int, evidence: Evidence = Evidence.TOLD, *, bottles: int = 1, version: int = 1) -> PlanFact:
    """A plan agreed so many days after the first."""
    return PlanFact(
        id=f"plan-{version}",
        version=version,
        agreed_on=day(number),
        recorded_at=at(number),
        evidence=evidence,
        bottles=bottles,
        mg=Decimal(30) * bottles,
        review_on=day(number) + TWELVE_WEEKS,
    )


def a_review(number: int, evidence: Evidence | None = None, *, minute: int = 0, **values: object) -> PlanReviewFact:
    """A plan review so many days after the first."""
    return PlanReviewFact(recorded_at=at(number, minute), happened_on=day(number), evidence=evidence, **values)  # type: ignore[arg-type]


def a_visit(number: int, result: CheckResult, fix_by: int | None = None, *, minute: int = 0) -> CheckFact:
    """A storage visit so many days after the first."""
    by = None if fix_by is None else day(fix_by)
    return CheckFact(f"visit-{number}", result, day(number), at(number, minute), by)


def not_yet(because: str = "waiting for the box", by: int = 10) -> ItemAnswer:
    """An item not agreed yet, with its reason and date."""
    return ItemAnswer(Answer.NOT_YET, because=because, by_on=day(by))


def does_not_apply(because: str = "nobody else lives here") -> ItemAnswer:
    """An item that does not apply."""
    return ItemAnswer(Answer.DOES_NOT_APPLY, because=because)
