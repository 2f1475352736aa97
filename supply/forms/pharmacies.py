"""When a pharmacy is open."""

from collections.abc import Collection

from core.bank_holidays import Nation
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


class OddDayForm(Form):
    """One day on which a pharmacy is shut, or open after all."""

    day = DateField("Which day?", required="Enter the day")
    state = RadiosField(
        "On that day it is",
        required="Say whether it is shut or open",
        choices=[
            Choice(SHUT, "Shut", hint="Doses due on that day go home before it."),
            Choice(OPEN, "Open after all", hint="Though it would be shut by its usual week or a bank holiday."),
        ],
    )
    why = TextField("Why?", optional=True)


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
