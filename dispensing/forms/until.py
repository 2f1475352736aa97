"""Until when an exception lasts: some hours, or the working day after a closure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from core.calendar import DAY
from core.clock import at_london
from core.forms import Choice
from core.wording import instant, short_day
from dispensing.rules import Closure

HOURS = (24, 48, 72)
CLOSURE = "closure:"


def exception_ends(at: datetime, most_hours: int, closures: Mapping[Closure, date]) -> list[Choice]:
    """Until when an exception given now can last: some hours, or a closure's last day with those after it."""
    ends = [(hours, at + timedelta(hours=hours)) for hours in HOURS if hours <= most_hours]
    return [
        *(Choice(str(hours), f"For {hours} hours", f"Until {instant(end)}") for hours, end in ends),
        *(_closure(closure, last) for closure, last in closures.items()),
    ]


def _closure(closure: Closure, last: date) -> Choice:
    days = short_day(closure.first)
    if closure.last != closure.first:
        days = f"{days} to {short_day(closure.last)}"
    return Choice(f"{CLOSURE}{closure.first}", f"Until the end of {short_day(last)}", f"The pharmacy is closed {days}")


def chosen_end(chosen: str, at: datetime, closures: Mapping[Closure, date]) -> tuple[datetime | None, date | None]:
    """The end that was chosen, as an instant, and the closure it is for; neither where none was chosen."""
    for closure, last in closures.items():
        if chosen == f"{CLOSURE}{closure.first}":
            return at_london(last + DAY, 0), closure.on
    return (at + timedelta(hours=int(chosen)), None) if chosen.isdecimal() else (None, None)
