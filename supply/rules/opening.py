"""When a pharmacy is open: its week, the nation's bank holidays, and days that differ from both."""

from dataclasses import dataclass
from datetime import date

DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which a pharmacy is shut.

    `closed_weekdays`: 0 for Monday to 6 for Sunday. `bank_holidays`: the nation's dates (core.bank_holidays.around),
    which count only if `bank_holidays_shut`. A one-off closure beats a one-off opening (of two contrary entries the
    one that puts more at home is believed), and an opening beats the week and the bank holiday.
    Raises ValueError for a weekday that does not exist, and for a pharmacy that never opens.
    """

    closed_weekdays: frozenset[int] = frozenset()
    bank_holidays_shut: bool = False
    bank_holidays: frozenset[date] = frozenset()
    closed_days: frozenset[date] = frozenset()
    open_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.closed_weekdays <= frozenset(range(DAYS_IN_A_WEEK)):
            raise ValueError("weekdays run from 0 (Monday) to 6 (Sunday)")
        if len(self.closed_weekdays) == DAYS_IN_A_WEEK:
            raise ValueError("a pharmacy that never opens supplies nobody")

    def is_open(self, day: date) -> bool:
        """Whether it is open on a London day."""
        if day in self.closed_days:
            return False
        if day in self.open_days:
            return True
        return not (day.weekday() in self.closed_weekdays or (self.bank_holidays_shut and day in self.bank_holidays))

    def is_planned_closure(self, day: date) -> bool:
        """Whether it is shut that day and would be open by its usual week: a bank holiday or a one-off closure."""
        return day.weekday() not in self.closed_weekdays and not self.is_open(day)

    def usual_week(self) -> "Calendar":
        """The weekly closed days alone, without bank holidays and one-off days."""
        return Calendar(closed_weekdays=self.closed_weekdays)


NEVER_CLOSED = Calendar()
