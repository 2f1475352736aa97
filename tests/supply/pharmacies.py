"""Pharmacies, weeks and stretches of the calendar that the tests of supply share."""

from dataclasses import replace
from datetime import date, timedelta

from supply.rules import NEVER_CLOSED, Arrangement, Calendar, Pattern, Wording, from_days, from_pattern

DAY = timedelta(days=1)
NO_WORDING: frozenset[Wording] = frozenset()
WATCHED = frozenset({Wording.SUPERVISE_ON_COLLECTION})

# Bank holidays, written down from the public lists; a test holds them against the library's.
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)}
SCOTTISH_NEW_YEAR = {date(2027, 1, 2), date(2027, 1, 4)}
EASTER = {date(2027, 3, 26), date(2027, 3, 29)}
SCOTTISH_EASTER = {date(2027, 3, 26)}
MAY_DAY = {date(2027, 5, 3)}
JULY_12 = {date(2027, 7, 12)}
SCOTTISH_2026 = {date(2026, 1, 1), date(2026, 1, 2)}

ENGLAND = frozenset(CHRISTMAS | EASTER | MAY_DAY)
SCOTLAND = frozenset(CHRISTMAS | SCOTTISH_NEW_YEAR | SCOTTISH_EASTER | MAY_DAY | SCOTTISH_2026)
NORTHERN_IRELAND = frozenset(CHRISTMAS | EASTER | MAY_DAY | JULY_12)

MON, WED, SAT, SUN = 0, 2, 5, 6


def shut(*weekdays: int, holidays: frozenset[date] = frozenset()) -> Calendar:
    """A pharmacy shut on some weekdays, and on bank holidays where they are handed in."""
    return Calendar(frozenset(weekdays), bool(holidays), holidays)


def closed_from(first: date, last: date, calendar: Calendar = NEVER_CLOSED) -> Calendar:
    """The same pharmacy, shut for a while besides."""
    days = frozenset(first + DAY * count for count in range((last - first).days + 1))
    return replace(calendar, closed_days=calendar.closed_days | days)


# Shut on Sundays and bank holidays, unless the name says otherwise.
ENGLISH = shut(SUN, holidays=ENGLAND)
ENGLISH_OPEN_SUNDAYS = shut(holidays=ENGLAND)
ENGLISH_NO_WEEKENDS = shut(SAT, SUN, holidays=ENGLAND)
SCOTTISH = shut(SUN, holidays=SCOTLAND)
SCOTTISH_OPEN_SUNDAYS = shut(holidays=SCOTLAND)
SCOTTISH_NO_WEEKENDS = shut(SAT, SUN, holidays=SCOTLAND)
IRISH = shut(SUN, holidays=NORTHERN_IRELAND)
IRISH_OPEN_SUNDAYS = shut(holidays=NORTHERN_IRELAND)
IRISH_NO_WEEKENDS = shut(SAT, SUN, holidays=NORTHERN_IRELAND)

SUPERVISED = from_pattern(Pattern.SUPERVISED_7)
CLOSED_DAYS = from_pattern(Pattern.SUPERVISED_WITH_CLOSED_DAYS)
DAILY = from_pattern(Pattern.DAILY_PICK_UP)
THREE = from_pattern(Pattern.THREE_A_WEEK)
TWO = from_pattern(Pattern.TWO_A_WEEK)
WEEKLY = from_pattern(Pattern.WEEKLY)


def fortnightly(starts_on: date) -> Arrangement:
    """Every second Monday, counted from the first one on or after a day."""
    return from_pattern(Pattern.FORTNIGHTLY, starts_on)


def week(**days: str) -> Arrangement:
    """A week of one's own."""
    return from_days(days)


def supervised_on(*days: str, **others: str) -> Arrangement:
    """A week of one's own with these days supervised."""
    return from_days({**dict.fromkeys(days, "supervised"), **others})


MON_TO_FRI = ("monday", "tuesday", "wednesday", "thursday", "friday")
SIX_DAYS = supervised_on(*MON_TO_FRI, "saturday")
FIVE_DAYS = supervised_on(*MON_TO_FRI)
SATURDAY_AWAY = supervised_on(*MON_TO_FRI, saturday="take-home")
MON_WATCHED_THU = week(monday="supervised", thursday="take-home")
TUE_FRI = week(tuesday="take-home", friday="take-home")
FRIDAYS = week(friday="take-home")
SUNDAYS = week(sunday="take-home")
TUESDAYS = week(tuesday="take-home")
WEDNESDAYS_WATCHED = week(wednesday="supervised")
EVERY_OTHER_DAY = supervised_on("monday", "wednesday", "friday", "sunday")

FEBRUARY = (date(2027, 2, 8), date(2027, 2, 14))  # Monday to Sunday, nothing special
AT_CHRISTMAS = (date(2026, 12, 21), date(2027, 1, 6))  # Monday to the Wednesday after New Year
AT_NEW_YEAR = (date(2026, 12, 29), date(2027, 1, 6))  # Tuesday to Wednesday
AT_EASTER = (date(2027, 3, 22), date(2027, 4, 4))  # Monday to the Sunday after; clocks go forward on Sunday 28 March
IN_MAY = (date(2027, 4, 26), date(2027, 5, 9))  # Monday to Sunday, round Monday 3 May
IN_JULY = (date(2027, 7, 5), date(2027, 7, 18))  # Monday to Sunday, round Monday 12 July
IN_AUGUST = (date(2027, 7, 26), date(2027, 8, 22))  # Monday to Sunday, round the closures from Monday 2 August
LEAP = (date(2028, 2, 21), date(2028, 3, 5))  # Monday to Sunday, round Tuesday 29 February
IN_OCTOBER = (date(2026, 10, 19), date(2026, 10, 25))  # Monday to the Sunday on which clocks go back
SCOTLAND_2026 = (date(2025, 12, 29), date(2026, 1, 4))  # Monday to Sunday, round Friday 2 January
