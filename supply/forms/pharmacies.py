"""When a pharmacy is open."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from core.bank_holidays import Nation
from core.calendar import DAY
from core.forms import CheckboxesField, Choice, DateField, Form, RadiosField, TextField, VersionField
from supply.rules import WEEKDAYS

SHUT, OPEN = "shut", "open"

NATIONS = (
    (Nation.ENGLAND_AND_WALES.value, "England or Wales"),
    (Nation.SCOTLAND.value, "Scotland"),
    (Nation.NORTHERN_IRELAND.value, "Northern Ireland"),
)


class HoursForm(Form):
    """The days on which a pharmacy is shut every week, and what it does on bank holidays."""

    closed_weekdays = CheckboxesField(
        "On which days is the pharmacy shut every week?",
        optional=True,
        hint="Leave all empty if it is open on seven days.",
        choices=[(str(number), name.capitalize()) for number, name in enumerate(WEEKDAYS)],
    )
    bank_holidays = RadiosField(
        "On bank holidays it is",
        inline=True,
        required="Say what it does on bank holidays",
        choices=[(SHUT, "Shut"), (OPEN, "Open")],
    )
    nation = RadiosField("Whose bank holidays?", required="Choose whose bank holidays", choices=NATIONS)
    version = VersionField()

    def weekdays(self) -> list[int]:
        """The weekdays on which it is shut, 0 for Monday."""
        return [int(each) for each in self.closed_weekdays.data or ()]


LONGEST_CLOSURE = timedelta(days=92)


class OddDayForm(Form):
    """One day, or some in a row, on which a pharmacy is shut, or open after all."""

    day = DateField("Which day?", required="Enter the day", hint="Today, where it closed without warning.")
    last_day = DateField("Last day", optional=True, hint="Where it is more than one day in a row")
    state = RadiosField(
        "On that day it is",
        required="Say whether it is shut or open",
        choices=[
            Choice(SHUT, "Shut", hint="Doses due on that day go home before it."),
            Choice(OPEN, "Open after all", hint="Though it would be shut by its usual week or a bank holiday."),
        ],
    )
    why = TextField("Why?", optional=True)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that the last day is not before the first, nor months after it."""
        fine: bool = super().validate(extra_validators)
        if fine and self.last_day.data and not self.day.data <= self.last_day.data <= self.day.data + LONGEST_CLOSURE:
            self.add_problem("last_day", "The last day must be the first day or later, within three months")
            return False
        return fine

    def days(self) -> list[date]:
        """Every day written down."""
        last = self.last_day.data or self.day.data
        return [self.day.data + DAY * count for count in range((last - self.day.data).days + 1)]


def hours_form(closed: Collection[int], shut_on_bank_holidays: bool, nation: Nation, version: int) -> HoursForm:
    """A form that shows the hours as recorded; `version` 0: nobody has recorded any."""
    return HoursForm(
        data={
            "closed_weekdays": [str(each) for each in sorted(closed)],
            "bank_holidays": (SHUT if shut_on_bank_holidays else OPEN) if version else None,
            "nation": nation.value,
            "version": version,
        }
    )
