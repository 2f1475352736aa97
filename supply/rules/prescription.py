"""What a prescription says, as far as the home is concerned. It prints nothing and is no controlled-drug register."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Wording(StrEnum):
    """What the prescription says beyond dose and days: the Home Office wording [17][18], and instalments."""

    CLOSED_DAYS = "closed-days"
    MISSED_COLLECTION = "missed-collection"
    MISSED_3_DAYS = "missed-3-days"
    SUPERVISE_ON_COLLECTION = "supervise-on-collection"
    SEPARATE_CONTAINERS = "separate-containers"
    INSTALMENTS_DAY_BEFORE = "instalments-day-before"


WORDING_WORDS = MappingProxyType(
    {
        Wording.CLOSED_DAYS: "A dose due on a day the pharmacy is closed may be supplied before it closes",
        Wording.MISSED_COLLECTION: "If a collection is missed, the doses of the days left may still be supplied",
        Wording.MISSED_3_DAYS: "After three missed days in a row, speak to the prescriber",
        Wording.SUPERVISE_ON_COLLECTION: "The dose of the day of collection is supervised",
        Wording.SEPARATE_CONTAINERS: "Each day's dose in its own container",
        Wording.INSTALMENTS_DAY_BEFORE: "The instalments for closed days are written for the day before",
    }
)
"""What each says, for the screen."""

ALLOWS_CLOSED_DAY_SUPPLY = frozenset({Wording.CLOSED_DAYS, Wording.INSTALMENTS_DAY_BEFORE})
"""Either of these provides for a dose that is due on a closed day (`findings.md`, wording-missing)."""


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine as data. `mg_in_ml` is empty where it is no liquid; an injection at a clinic never `goes_home`."""

    code: str
    name: str
    bottle: str
    goes_home: bool
    mg_in_ml: Decimal | None = None

    def ml(self, mg: Decimal) -> Decimal | None:
        """The volume in ml of a dose in mg, or none where it is no liquid."""
        return None if self.mg_in_ml is None else mg / self.mg_in_ml


METHADONE = Medicine("methadone-1mg-ml", "Methadone 1 mg/ml oral liquid", "bottle", True, Decimal(1))
BUPRENORPHINE_TABLETS = Medicine("buprenorphine-tablets", "Buprenorphine tablets", "day's tablets", True)
BUPRENORPHINE_INJECTION = Medicine("buprenorphine-injection", "Buprenorphine long-acting injection", "injection", False)

MEDICINES = MappingProxyType({one.code: one for one in (METHADONE, BUPRENORPHINE_TABLETS, BUPRENORPHINE_INJECTION)})
"""Every medicine by its code, the usual one first."""


@dataclass(frozen=True, slots=True)
class PrescriptionTerms:
    """What is prescribed, mg a day, from and until which London day, and what the wording says.

    Raises ValueError for no mg, or for an end before the start.
    """

    mg_a_day: Decimal
    starts_on: date
    medicine: Medicine = METHADONE
    wording: frozenset[Wording] = frozenset()
    titrating: bool = False
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.mg_a_day <= 0:
            raise ValueError("a prescription is for more than 0 mg a day")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("a prescription cannot end before it starts")

    @property
    def allows_closed_day_supply(self) -> bool:
        """Whether it provides for doses that are due on a closed day."""
        return bool(self.wording & ALLOWS_CLOSED_DAY_SUPPLY)

    def covers(self, day: date) -> bool:
        """Whether a dose for this London day is prescribed."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
