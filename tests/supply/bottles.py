"""The slow way: a person, a bag of bottles, and a pharmacist who looks at the calendar each morning.

Written without a look at the arithmetic it is held against: it walks forwards and moves every bottle.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from supply.rules import Arrangement, Attendance, Calendar, Wording
from tests.supply.pharmacies import DAY, WATCHED


@dataclass(eq=False)
class Bottle:
    """A real bottle, with the day on its label."""

    for_day: date


def attended_as(arrangement: Arrangement, wording: frozenset[Wording], day: date) -> Attendance | None:
    """How the day is attended, read from the plain form of the arrangement."""
    plain = arrangement.to_plain()
    if plain["every_weeks"] == 2:
        weeks = (day - DAY * day.weekday() - date.fromisoformat(plain["anchor"])).days // 7
        if weeks % 2:
            return None
    word = plain["days"].get(day.strftime("%A").lower())
    collects_watched = plain["pattern"] in ("3-a-week", "2-a-week", "weekly", "fortnightly") and wording == WATCHED
    return None if word is None else Attendance.SUPERVISED if collects_watched else Attendance(word)


def served(calendar: Calendar, today: date) -> Iterator[date]:
    """The days whose collections happen on an open day: its own, and those of the closed days right after it."""
    yield today
    ahead = today + DAY
    while not calendar.is_open(ahead):
        yield ahead
        ahead += DAY


def carry_bottles(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], first: date, last: date
) -> Mapping[date, tuple[int, int]]:
    """For each day, the bottles handed over and the bottles at home, by moving every one of them."""
    bag: list[Bottle] = []
    seen: dict[date, tuple[int, int]] = {}
    today = first - DAY * 150
    while today <= last:
        handed_over = 0
        swallowed = False
        for due in served(calendar, today) if calendar.is_open(today) else ():
            how = attended_as(arrangement, wording, due)
            if how is None:
                continue
            dose_day = due
            while dose_day == due or attended_as(arrangement, wording, dose_day) is None:
                if dose_day == today and how is Attendance.SUPERVISED:
                    swallowed = True
                else:
                    bag.append(Bottle(dose_day))
                    handed_over += 1
                dose_day += DAY
        seen[today] = (handed_over, len(bag))
        todays = [bottle for bottle in bag if bottle.for_day == today]
        if today >= first:
            assert len(todays) + swallowed == 1, "one dose a day, and no more"
        for bottle in todays:
            bag.remove(bottle)
        today += DAY
    return {day: figures for day, figures in seen.items() if day >= first}
