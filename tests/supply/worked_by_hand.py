"""The most bottles at home at once, worked out by hand.

Reading the table. One bottle is one day's dose; the figure of a day is taken after that day's collection and before
that day's bottle is drunk. A collection due on a closed day happens on the nearest open day before, unsupervised.
"+" in a comment adds what was at home already to what is handed over. `on` is the first day of the most.

Weekdays used: 21 December 2026, 8 February 2027, 22 March 2027, 5 July 2027 and 2 August 2027 are Mondays;
31 December 2025 is a Wednesday, 28 February 2028 a Monday.
"""

from dataclasses import dataclass, replace
from datetime import date

from supply.rules import NEVER_CLOSED, Arrangement, Calendar, Wording, from_days
from tests.supply.pharmacies import (
    AT_CHRISTMAS,
    AT_EASTER,
    AT_NEW_YEAR,
    CLOSED_DAYS,
    DAILY,
    ENGLAND,
    ENGLISH,
    ENGLISH_NO_WEEKENDS,
    ENGLISH_OPEN_SUNDAYS,
    EVERY_OTHER_DAY,
    FEBRUARY,
    FIVE_DAYS,
    FRIDAYS,
    IN_AUGUST,
    IN_JULY,
    IN_MAY,
    IN_OCTOBER,
    IRISH,
    IRISH_NO_WEEKENDS,
    IRISH_OPEN_SUNDAYS,
    LEAP,
    MON,
    MON_WATCHED_THU,
    NO_WORDING,
    SAT,
    SATURDAY_AWAY,
    SCOTLAND_2026,
    SCOTTISH,
    SCOTTISH_NO_WEEKENDS,
    SCOTTISH_OPEN_SUNDAYS,
    SIX_DAYS,
    SUN,
    SUNDAYS,
    SUPERVISED,
    THREE,
    TUE_FRI,
    TUESDAYS,
    TWO,
    WATCHED,
    WED,
    WEDNESDAYS_WATCHED,
    WEEKLY,
    closed_from,
    fortnightly,
    shut,
)


@dataclass(frozen=True)
class Case:
    """One line of the table, worked out by hand."""

    name: str
    arrangement: Arrangement
    calendar: Calendar
    span: tuple[date, date]
    bottles: int
    on: str
    wording: frozenset[Wording] = NO_WORDING


TABLE = [
    # Supervised every day: every dose is swallowed there, but those of closed days.
    Case("supervised, never closed", SUPERVISED, NEVER_CLOSED, FEBRUARY, 0, "2027-02-08"),
    # Saturday: Sunday's.
    Case("supervised, Sundays closed", SUPERVISED, shut(SUN), FEBRUARY, 1, "2027-02-13"),
    Case("closed-day pattern, Sundays closed", CLOSED_DAYS, shut(SUN), FEBRUARY, 1, "2027-02-13"),
    # Friday: Saturday's and Sunday's.
    Case("supervised, weekends closed", SUPERVISED, shut(SAT, SUN), FEBRUARY, 2, "2027-02-12"),
    # Saturday: Sunday's and Monday's. (Monday 8 itself: its one bottle, from Saturday 6.)
    Case("supervised, Sundays and Mondays closed", SUPERVISED, shut(SUN, MON), FEBRUARY, 2, "2027-02-13"),
    # Open on every bank holiday: nothing moves.
    Case("supervised at Christmas, open", SUPERVISED, Calendar(bank_holidays=ENGLAND), AT_CHRISTMAS, 0, "2026-12-21"),
    # Thursday 24: the 25th and 26th; Sunday 27 is open, so the 28th's comes then (1).
    Case("supervised at Christmas, open on Sundays", SUPERVISED, ENGLISH_OPEN_SUNDAYS, AT_CHRISTMAS, 2, "2026-12-24"),
    # Thursday 24: the 25th, 26th, 27th and 28th.
    Case("supervised at Christmas, Sundays closed", SUPERVISED, ENGLISH, AT_CHRISTMAS, 4, "2026-12-24"),
    Case("closed-day pattern at Christmas", CLOSED_DAYS, ENGLISH, AT_CHRISTMAS, 4, "2026-12-24"),
    # In the middle of that closure, Sunday 27 alone: the 27th's and the 28th's are left.
    Case(
        "supervised, asked on Sunday 27 December",
        SUPERVISED,
        ENGLISH,
        (date(2026, 12, 27), date(2026, 12, 27)),
        2,
        "2026-12-27",
    ),
    # Closed on the 24th too: Wednesday 23: 24, 25, 26, 27, 28.
    Case(
        "supervised, Christmas Eve closed at short notice",
        SUPERVISED,
        closed_from(date(2026, 12, 24), date(2026, 12, 24), ENGLISH),
        AT_CHRISTMAS,
        5,
        "2026-12-23",
    ),
    # Open on Sunday 27 after all: Thursday 24: 25 and 26 only.
    Case(
        "supervised, opens on Sunday 27 December",
        SUPERVISED,
        replace(ENGLISH, open_days=frozenset({date(2026, 12, 27)})),
        AT_CHRISTMAS,
        2,
        "2026-12-24",
    ),
    # Open on bank holiday Monday 28: Thursday 24: 25, 26 and 27.
    Case(
        "supervised, opens on the bank holiday Monday",
        SUPERVISED,
        replace(ENGLISH, open_days=frozenset({date(2026, 12, 28)})),
        AT_CHRISTMAS,
        3,
        "2026-12-24",
    ),
    # Said to be open and said to be shut on the 27th: shut is believed, 25 to 28.
    Case(
        "supervised, contrary entries for Sunday 27 December",
        SUPERVISED,
        closed_from(
            date(2026, 12, 27), date(2026, 12, 27), replace(ENGLISH, open_days=frozenset({date(2026, 12, 27)}))
        ),
        AT_CHRISTMAS,
        4,
        "2026-12-24",
    ),
    # Scotland, Thursday 31: Friday 1, Saturday 2, Sunday 3, Monday 4 (for the 2nd).
    Case("supervised, Scottish New Year, Sundays closed", SUPERVISED, SCOTTISH, AT_NEW_YEAR, 4, "2026-12-31"),
    # Both closures are of four days: the first counts.
    Case("supervised, Scottish Christmas and New Year", SUPERVISED, SCOTTISH, AT_CHRISTMAS, 4, "2026-12-24"),
    # Thursday 31: the 1st and 2nd; Sunday 3 is open.
    Case(
        "supervised, Scottish New Year, open on Sundays",
        SUPERVISED,
        SCOTTISH_OPEN_SUNDAYS,
        AT_NEW_YEAR,
        2,
        "2026-12-31",
    ),
    # 2026: Wednesday 31 December: Thursday 1, Friday 2. Saturday 3 is open: Sunday's (1).
    Case("supervised, Scottish 2 January 2026", SUPERVISED, SCOTTISH, SCOTLAND_2026, 2, "2025-12-31"),
    # With Saturdays closed too: 1, 2, 3, 4.
    Case(
        "supervised, Scottish 2 January 2026, weekends closed",
        SUPERVISED,
        SCOTTISH_NO_WEEKENDS,
        SCOTLAND_2026,
        4,
        "2025-12-31",
    ),
    # The 31st's own besides: 31, 1, 2.
    Case("daily, Scottish 2 January 2026", DAILY, SCOTTISH, SCOTLAND_2026, 3, "2025-12-31"),
    # Thursday 25: Good Friday's (1). Saturday 27: Sunday's and Monday's (2).
    Case("supervised at Easter, Sundays closed", SUPERVISED, ENGLISH, AT_EASTER, 2, "2027-03-27"),
    # Thursday 25: 26, 27, 28, 29.
    Case("supervised at Easter, weekends closed", SUPERVISED, ENGLISH_NO_WEEKENDS, AT_EASTER, 4, "2027-03-25"),
    # No Easter Monday in Scotland: Good Friday's on Thursday 25 (1), Sunday's on Saturday 27 (1).
    Case("supervised, Scottish Easter", SUPERVISED, SCOTTISH, AT_EASTER, 1, "2027-03-25"),
    # Twelve weeks from 11 January to 5 April hold Easter: as above, 2.
    Case(
        "supervised, twelve weeks over Easter",
        SUPERVISED,
        ENGLISH,
        (date(2027, 1, 11), date(2027, 4, 5)),
        2,
        "2027-03-27",
    ),
    # Saturday 10: Sunday 11's and Monday 12's.
    Case("supervised, 12 July, Sundays closed", SUPERVISED, IRISH, IN_JULY, 2, "2027-07-10"),
    # Friday 9: 10, 11, 12.
    Case("supervised, 12 July, weekends closed", SUPERVISED, IRISH_NO_WEEKENDS, IN_JULY, 3, "2027-07-09"),
    # In England the 12th is a Monday like another: Sunday's only, first on Saturday 10.
    Case("supervised, 12 July in England", SUPERVISED, ENGLISH, IN_JULY, 1, "2027-07-10"),
    # Monday 28: the 29th's.
    Case(
        "supervised, 29 February closed",
        SUPERVISED,
        closed_from(date(2028, 2, 29), date(2028, 2, 29)),
        LEAP,
        1,
        "2028-02-28",
    ),
    # Sunday 1 August: Monday 2 to Sunday 8, seven.
    Case(
        "supervised, a week of closure",
        SUPERVISED,
        closed_from(date(2027, 8, 2), date(2027, 8, 8)),
        IN_AUGUST,
        7,
        "2027-08-01",
    ),
    # Sundays closed: Saturday 31 July: Sunday 1 and the seven.
    Case(
        "supervised, a week of closure, Sundays closed",
        SUPERVISED,
        closed_from(date(2027, 8, 2), date(2027, 8, 8), shut(SUN)),
        IN_AUGUST,
        8,
        "2027-07-31",
    ),
    # The clocks go forward on Sunday 28 March and back on Sunday 25 October: a day is a day.
    Case("supervised, clocks go forward", SUPERVISED, shut(SUN), AT_EASTER, 1, "2027-03-27"),
    Case("supervised, clocks go back", SUPERVISED, shut(SUN), IN_OCTOBER, 1, "2026-10-24"),
    # Daily pick-up: the day's own bottle, and those of the closed days after it.
    Case("daily, never closed", DAILY, NEVER_CLOSED, FEBRUARY, 1, "2027-02-08"),
    # Saturday: 13, 14.
    Case("daily, Sundays closed", DAILY, shut(SUN), FEBRUARY, 2, "2027-02-13"),
    # Friday: 12, 13, 14.
    Case("daily, weekends closed", DAILY, shut(SAT, SUN), FEBRUARY, 3, "2027-02-12"),
    # Thursday 24 and 25, 26, 27, 28.
    Case("daily at Christmas, Sundays closed", DAILY, ENGLISH, AT_CHRISTMAS, 5, "2026-12-24"),
    # 24, 25, 26; on Sunday 27: 27, 28 (2).
    Case("daily at Christmas, open on Sundays", DAILY, ENGLISH_OPEN_SUNDAYS, AT_CHRISTMAS, 3, "2026-12-24"),
    # Thursday 31 and 1, 2, 3, 4.
    Case("daily, Scottish New Year", DAILY, SCOTTISH, AT_NEW_YEAR, 5, "2026-12-31"),
    # Saturday 27: 27, 28, 29. (Thursday 25: 25, 26.)
    Case("daily at Easter, Sundays closed", DAILY, ENGLISH, AT_EASTER, 3, "2027-03-27"),
    # Thursday 25: 25, 26, 27, 28, 29.
    Case("daily at Easter, weekends closed", DAILY, ENGLISH_NO_WEEKENDS, AT_EASTER, 5, "2027-03-25"),
    # Saturday 10: 10, 11, 12.
    Case("daily, 12 July", DAILY, IRISH, IN_JULY, 3, "2027-07-10"),
    # Monday 28: 28, 29.
    Case("daily, 29 February closed", DAILY, closed_from(date(2028, 2, 29), date(2028, 2, 29)), LEAP, 2, "2028-02-28"),
    # Sunday 1 August: its own and seven.
    Case(
        "daily, a week of closure", DAILY, closed_from(date(2027, 8, 2), date(2027, 8, 8)), IN_AUGUST, 8, "2027-08-01"
    ),
    Case("daily, clocks go forward", DAILY, shut(SUN), AT_EASTER, 2, "2027-03-27"),
    Case("daily, clocks go back", DAILY, shut(SUN), IN_OCTOBER, 2, "2026-10-24"),
    # The wording about collection days leaves daily pick-up what it is.
    Case("daily, worded", DAILY, NEVER_CLOSED, FEBRUARY, 1, "2027-02-08", WATCHED),
    # Monday (Mon Tue), Wednesday (Wed Thu), Friday (Fri Sat Sun).
    Case("3 a week, never closed", THREE, NEVER_CLOSED, FEBRUARY, 3, "2027-02-12"),
    # Nobody collects on Sunday: nothing moves.
    Case("3 a week, Sundays closed", THREE, shut(SUN), FEBRUARY, 3, "2027-02-12"),
    # Mondays move to Sunday: Sunday's 1 + 2 = 3, as on Friday, which comes first.
    Case("3 a week, Mondays closed", THREE, shut(MON), FEBRUARY, 3, "2027-02-12"),
    # Mondays move to Saturday: Saturday's and Sunday's 2 + 2.
    Case("3 a week, Sundays and Mondays closed", THREE, shut(SUN, MON), FEBRUARY, 4, "2027-02-13"),
    # Thursday 24: Thursday's 1 + (Fri Sat Sun) 3 + (Mon Tue) 2.
    Case("3 a week at Christmas, Sundays closed", THREE, ENGLISH, AT_CHRISTMAS, 6, "2026-12-24"),
    # Thursday 24: 1 + 3. Monday 28 moves to Sunday 27: 1 + 2.
    Case("3 a week at Christmas, open on Sundays", THREE, ENGLISH_OPEN_SUNDAYS, AT_CHRISTMAS, 4, "2026-12-24"),
    # Thursday 31: 1 + (1, 2, 3 January) 3 + (4, 5) 2.
    Case("3 a week, Scottish New Year", THREE, SCOTTISH, AT_NEW_YEAR, 6, "2026-12-31"),
    # Thursday 25: 1 + 3; Saturday 27: 2 + 2. The first counts.
    Case("3 a week at Easter, Sundays closed", THREE, ENGLISH, AT_EASTER, 4, "2027-03-25"),
    # Both move to Thursday 25: 1 + 3 + 2.
    Case("3 a week at Easter, weekends closed", THREE, ENGLISH_NO_WEEKENDS, AT_EASTER, 6, "2027-03-25"),
    # Saturday 10: 2 + 2.
    Case("3 a week, 12 July", THREE, IRISH, IN_JULY, 4, "2027-07-10"),
    # Friday's is swallowed there: Saturday's and Sunday's go home.
    Case("3 a week, supervised on collection", THREE, NEVER_CLOSED, FEBRUARY, 2, "2027-02-12", WATCHED),
    # What is brought forward is not supervised: Thursday 24: 1 + 3 + 2, as without the wording.
    Case("3 a week at Christmas, supervised on collection", THREE, ENGLISH, AT_CHRISTMAS, 6, "2026-12-24", WATCHED),
    # Monday (Mon Tue Wed), Thursday (Thu Fri Sat Sun).
    Case("2 a week, never closed", TWO, NEVER_CLOSED, FEBRUARY, 4, "2027-02-11"),
    Case("2 a week, Sundays closed", TWO, shut(SUN), FEBRUARY, 4, "2027-02-11"),
    # Mondays move to Sunday: 1 + 3 = 4, as on Thursday before it.
    Case("2 a week, Mondays closed", TWO, shut(MON), FEBRUARY, 4, "2027-02-11"),
    # Mondays move to Saturday: 2 + 3.
    Case("2 a week, Sundays and Mondays closed", TWO, shut(SUN, MON), FEBRUARY, 5, "2027-02-13"),
    # Thursday 11 moves to Wednesday 10: Wednesday's 1 + 4.
    Case(
        "2 a week, one Thursday closed",
        TWO,
        closed_from(date(2027, 2, 11), date(2027, 2, 11)),
        FEBRUARY,
        5,
        "2027-02-10",
    ),
    # Monday 28 moves to Thursday 24: 4 + 3.
    Case("2 a week at Christmas, Sundays closed", TWO, ENGLISH, AT_CHRISTMAS, 7, "2026-12-24"),
    # Monday 28 moves to Sunday 27: 1 + 3; Thursday 24 has its usual 4.
    Case("2 a week at Christmas, open on Sundays", TWO, ENGLISH_OPEN_SUNDAYS, AT_CHRISTMAS, 4, "2026-12-24"),
    # Monday 29 moves to Thursday 25: 4 + 3.
    Case("2 a week at Easter, weekends closed", TWO, ENGLISH_NO_WEEKENDS, AT_EASTER, 7, "2027-03-25"),
    # Saturday 10: Saturday's and Sunday's 2 + 3.
    Case("2 a week, 12 July", TWO, IRISH, IN_JULY, 5, "2027-07-10"),
    # Saturday 24 October: 2 + 3; Sunday has 25 hours and one bottle all the same.
    Case("2 a week, clocks go back", TWO, shut(SUN, MON), IN_OCTOBER, 5, "2026-10-24"),
    # Thursday's is swallowed there: Friday's, Saturday's, Sunday's.
    Case("2 a week, supervised on collection", TWO, NEVER_CLOSED, FEBRUARY, 3, "2027-02-11", WATCHED),
    # Saturday 10: 2 + Monday's too, unsupervised, 3.
    Case("2 a week, 12 July, supervised on collection", TWO, IRISH, IN_JULY, 5, "2027-07-10", WATCHED),
    # Weekly, on Mondays.
    Case("weekly, never closed", WEEKLY, NEVER_CLOSED, FEBRUARY, 7, "2027-02-08"),
    # Sunday 14: 1 + 7.
    Case("weekly, Mondays closed", WEEKLY, shut(MON), FEBRUARY, 8, "2027-02-14"),
    # Saturday 13: 2 + 7.
    Case("weekly, Sundays and Mondays closed", WEEKLY, shut(SUN, MON), FEBRUARY, 9, "2027-02-13"),
    # Wednesday 10 alone: Wednesday to Sunday are left of Monday's seven.
    Case("weekly, asked on a Wednesday", WEEKLY, NEVER_CLOSED, (date(2027, 2, 10), date(2027, 2, 10)), 5, "2027-02-10"),
    # Monday 28 moves to Thursday 24: (24 to 27) 4 + 7.
    Case("weekly at Christmas, Sundays closed", WEEKLY, ENGLISH, AT_CHRISTMAS, 11, "2026-12-24"),
    # The same asked about Thursday 24 alone: the closed Monday lies beyond the last day, its bottles do not.
    Case("weekly, asked on Christmas Eve", WEEKLY, ENGLISH, (date(2026, 12, 24), date(2026, 12, 24)), 11, "2026-12-24"),
    # Monday 28 moves to Sunday 27: 1 + 7.
    Case("weekly at Christmas, open on Sundays", WEEKLY, ENGLISH_OPEN_SUNDAYS, AT_CHRISTMAS, 8, "2026-12-27"),
    # Monday 4 January moves to Thursday 31: (31 to 3) 4 + 7.
    Case("weekly, Scottish New Year", WEEKLY, SCOTTISH, AT_NEW_YEAR, 11, "2026-12-31"),
    # Over a closed Monday, collected on Saturday 27: 2 + 7.
    Case("weekly at Easter, Sundays closed", WEEKLY, ENGLISH, AT_EASTER, 9, "2027-03-27"),
    # Collected on Thursday 25: 4 + 7.
    Case("weekly at Easter, weekends closed", WEEKLY, ENGLISH_NO_WEEKENDS, AT_EASTER, 11, "2027-03-25"),
    # Collected on Friday 30 April: 3 + 7.
    Case("weekly, May Day, weekends closed", WEEKLY, ENGLISH_NO_WEEKENDS, IN_MAY, 10, "2027-04-30"),
    Case("weekly, 12 July", WEEKLY, IRISH, IN_JULY, 9, "2027-07-10"),
    # Sunday 11: 1 + 7.
    Case("weekly, 12 July, open on Sundays", WEEKLY, IRISH_OPEN_SUNDAYS, IN_JULY, 8, "2027-07-11"),
    # Sunday 1 August: 1 + 7 for Monday 2.
    Case(
        "weekly, a week of closure", WEEKLY, closed_from(date(2027, 8, 2), date(2027, 8, 8)), IN_AUGUST, 8, "2027-08-01"
    ),
    # Sunday 1 August: 1 + 7 for Monday 2 + 7 for Monday 9.
    Case(
        "weekly, two weeks of closure",
        WEEKLY,
        closed_from(date(2027, 8, 2), date(2027, 8, 15)),
        IN_AUGUST,
        15,
        "2027-08-01",
    ),
    # Monday's is swallowed there.
    Case("weekly, supervised on collection", WEEKLY, NEVER_CLOSED, FEBRUARY, 6, "2027-02-08", WATCHED),
    # Saturday 27: 2 + 7, the moved Monday's own too.
    Case("weekly at Easter, supervised on collection", WEEKLY, ENGLISH, AT_EASTER, 9, "2027-03-27", WATCHED),
    # Fortnightly, on Mondays.
    Case("fortnightly, never closed", fortnightly(date(2027, 2, 8)), NEVER_CLOSED, FEBRUARY, 14, "2027-02-08"),
    Case(
        "fortnightly, supervised on collection",
        fortnightly(date(2027, 2, 8)),
        NEVER_CLOSED,
        FEBRUARY,
        13,
        "2027-02-08",
        WATCHED,
    ),
    # From Tuesday 9: Mondays 1 and 15 February; on the 9th, 9 to 14 are left.
    Case(
        "fortnightly, before its first Monday",
        fortnightly(date(2027, 2, 9)),
        NEVER_CLOSED,
        (date(2027, 2, 9), date(2027, 2, 14)),
        6,
        "2027-02-09",
    ),
    # From Wednesday 9 December: Mondays 14 and 28. The 28th moves to Thursday 24: (24 to 27) 4 + 14.
    Case("fortnightly over Christmas", fortnightly(date(2026, 12, 9)), ENGLISH, AT_CHRISTMAS, 18, "2026-12-24"),
    # Mondays 21 December and 4 January, both open.
    Case("fortnightly round Christmas", fortnightly(date(2026, 12, 21)), ENGLISH, AT_CHRISTMAS, 14, "2026-12-21"),
    # In Scotland the 4th moves to Thursday 31: (31 to 3) 4 + 14.
    Case("fortnightly, Scottish New Year", fortnightly(date(2026, 12, 21)), SCOTTISH, AT_CHRISTMAS, 18, "2026-12-31"),
    # Weeks of one's own. Saturday: Sunday's.
    Case("six days supervised, open", SIX_DAYS, NEVER_CLOSED, FEBRUARY, 1, "2027-02-13"),
    Case("six days supervised, Sundays closed", SIX_DAYS, shut(SUN), FEBRUARY, 1, "2027-02-13"),
    # Open on Sunday 28 March, Monday 29 closed: Sunday's from Saturday 1 + Monday's on Sunday 1.
    Case("six days supervised at Easter, open on Sundays", SIX_DAYS, ENGLISH_OPEN_SUNDAYS, AT_EASTER, 2, "2027-03-28"),
    # Friday: Saturday's and Sunday's.
    Case("five days supervised", FIVE_DAYS, NEVER_CLOSED, FEBRUARY, 2, "2027-02-12"),
    # Thursday 25: Friday's with Saturday's and Sunday's 3, and Monday's 1.
    Case("five days supervised at Easter, weekends closed", FIVE_DAYS, ENGLISH_NO_WEEKENDS, AT_EASTER, 4, "2027-03-25"),
    # Saturday: Saturday's and Sunday's.
    Case("Saturday taken away, open", SATURDAY_AWAY, NEVER_CLOSED, FEBRUARY, 2, "2027-02-13"),
    # Saturday's collection moves to Friday, whose own is swallowed there.
    Case("Saturday taken away, weekends closed", SATURDAY_AWAY, shut(SAT, SUN), FEBRUARY, 2, "2027-02-12"),
    # Monday: Tue Wed. Thursday: Thu Fri Sat Sun.
    Case("Monday supervised, Thursday away", MON_WATCHED_THU, NEVER_CLOSED, FEBRUARY, 4, "2027-02-11"),
    # Friday 25 (Fri Sat Sun Mon) moves to Thursday 24: 1 + 4; so does 1 January to the 31st.
    Case("Tuesday and Friday at Christmas", TUE_FRI, ENGLISH, AT_CHRISTMAS, 5, "2026-12-24"),
    # Friday 25 moves to Thursday 24: 1 + 7.
    Case("Fridays at Christmas", FRIDAYS, ENGLISH, AT_CHRISTMAS, 8, "2026-12-24"),
    # Sundays move to Saturday: 1 + 7.
    Case("Sundays, closed on Sundays", SUNDAYS, shut(SUN), AT_EASTER, 8, "2027-03-27"),
    # Tuesday 29 moves to Monday 28: 1 + 7.
    Case(
        "Tuesdays, 29 February closed",
        TUESDAYS,
        closed_from(date(2028, 2, 29), date(2028, 2, 29)),
        LEAP,
        8,
        "2028-02-28",
    ),
    # 29 February open: seven on Tuesday 22, and on Tuesday 29 again; the 29th is one of the days.
    Case("Tuesdays, 29 February open", TUESDAYS, NEVER_CLOSED, LEAP, 7, "2028-02-22"),
    Case("Wednesdays supervised", WEDNESDAYS_WATCHED, NEVER_CLOSED, FEBRUARY, 6, "2027-02-10"),
    # Wednesdays move to Tuesday 9: 1 + 7, Wednesday's own too.
    Case("Wednesdays supervised, closed", WEDNESDAYS_WATCHED, shut(WED), FEBRUARY, 8, "2027-02-09"),
    # Tuesday's from Monday, Thursday's from Wednesday, Saturday's from Friday; Sunday and Monday supervised.
    Case("every other day supervised", EVERY_OTHER_DAY, NEVER_CLOSED, FEBRUARY, 1, "2027-02-08"),
    # Sunday's moves to Saturday, when nobody usually comes: Saturday's 1 + 1.
    Case("every other day supervised, Sundays closed", EVERY_OTHER_DAY, shut(SUN), FEBRUARY, 2, "2027-02-13"),
    # Every second week from Tuesday 9: Tuesday 9 (3), Friday 12 until Tuesday 23 (11).
    Case(
        "Tuesday and Friday of every second week",
        from_days({"tuesday": "take-home", "friday": "take-home"}, 2, date(2027, 2, 9)),
        NEVER_CLOSED,
        (date(2027, 2, 9), date(2027, 2, 22)),
        11,
        "2027-02-12",
    ),
    # The wording about collection days leaves a week of one's own what it says.
    Case("Fridays, worded", FRIDAYS, NEVER_CLOSED, FEBRUARY, 7, "2027-02-12", WATCHED),
]
