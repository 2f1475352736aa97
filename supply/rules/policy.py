"""The numbers of this package that a service may change; policy.toml holds the shipped ones, with their sources."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SupplyPolicy:
    """Thresholds about what is at home and about missed doses.

    `horizon_days`: how far ahead the most at home is looked for where there is no review date; 28 shipped
    (`findings.md`, plan-too-small; a prescription is valid for 28 days [16]).
    `over_limit_days`: the most days' supply at home with a child; 7 shipped (`findings.md`, over-limit; the one-week
    ceiling of 2020-21 [14]; Orange Book 2017 [GK]; domain.md R8 [PROPOSAL]).
    `missed_days_in_a_row`: missed days after which the prescriber is spoken to; 3 shipped
    (Home Office wording 2015 [18]; [8][9]; domain.md R5).
    `missed_while_titrating`: the same during titration; 1 shipped ([9], domain.md 1.3).
    """

    SECTION: ClassVar[str] = "supply"

    horizon_days: int
    over_limit_days: int
    missed_days_in_a_row: int
    missed_while_titrating: int


def horizon_ends_on(on: date, review_on: date | None, policy: SupplyPolicy) -> date:
    """The last London day for which the most at home counts, asked on `on`: the decision's review date.

    `horizon_days` later where there is none, or where it has passed (`findings.md`, plan-too-small).
    """
    if review_on is not None and review_on >= on:
        return review_on
    return on + timedelta(days=policy.horizon_days)
