"""The numbers of the gate, and the sections of every package that it reads."""

from dataclasses import dataclass
from typing import ClassVar

from dispensing.rules.watching import WatchedGate
from people.rules import PeoplePolicy
from safeguarding.rules.policy import SafeguardingPolicy
from safetyplans.rules.policy import SafetyPlanPolicy
from supply.rules import SupplyPolicy


@dataclass(frozen=True, slots=True)
class DispensingPolicy:
    """Thresholds of the decision and of exceptions."""

    SECTION: ClassVar[str] = "dispensing"

    review_within_days: int
    """A decision is looked at again within: 84 days, 12 weeks [SEED 10.19] [PROPOSAL]."""
    at_risk_review_within_days: int
    """More doses at home while there is risk is looked at again within: 14 days (domain.md R4) [PROPOSAL]."""
    early_treatment_months: int
    """The first months of treatment are early: 3 (NICE TA114 [1])."""
    exception_hours: int
    """An exception lasts at most: 72 hours [PROPOSAL]."""
    exception_reason_characters: int
    """Its reason has at least so many characters: 20 (peers.md, MASE) [PROPOSAL]."""
    exception_look_working_days: int
    """A manager looks at an exception within: 1 working day [PROPOSAL]."""
    authoriser_confirms_working_days: int
    """The prescriber named confirms with their own sign-in within: 1 working day [PROPOSAL]."""
    watched_gates: tuple[WatchedGate, ...] = ()
    """Gates that only watch until a day, for a team or for everybody (findings.md, principle 9)."""


@dataclass(frozen=True, slots=True)
class Policies:
    """Every section that the gate and the findings read, in force on the day asked about."""

    people: PeoplePolicy
    supply: SupplyPolicy
    safetyplans: SafetyPlanPolicy
    safeguarding: SafeguardingPolicy
    dispensing: DispensingPolicy
