"""The numbers that belong to no single package: who is told when, and clocks over several packages' facts."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class CaseworkPolicy:
    """Clocks and stages of casework."""

    SECTION: ClassVar[str] = "casework"

    leaflet_outdated_days: int
    """A newer leaflet is given at the next contact, at the latest within: 84 days, the care-plan review [PROPOSAL]."""
    new_baby_housing_days: int
    """A move or housing trouble so many days before a birth counts with it: 84 [SEED 7.3] [PROPOSAL]."""
    tell_manager_after_days: int
    """The manager is told so many days after the due day: 1 (replay.md, sent) [PROPOSAL]."""
    tell_lead_after_working_days: int
    """… and the safeguarding lead so many working days after that: 5 (replay.md, sent) [PROPOSAL]."""
    looks_ahead_days: int
    """The nightly pass looks so many days ahead for the next change that time alone brings: 28 [PROPOSAL]."""
