"""What is due at the counter on a London day, and what the prescription does not provide for: said before it is done.

The prescription stands and nothing is withheld: whoever stands at the counter reads this and decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from core.calendar import DAY, day_of
from core.wording import counted, listed, long_day, short_day
from supply.rules.arrangement import Arrangement
from supply.rules.at_home import Collection, collections
from supply.rules.counter import Given
from supply.rules.facts import SupplyOf
from supply.rules.opening import Calendar
from supply.rules.policy import SupplyPolicy
from supply.rules.prescription import Wording
from supply.rules.recorded import NOT_TAKEN, DoseFact, DoseHow, missed_runs, prescriber_is_asked, standing


@dataclass(frozen=True, slots=True)
class DueToday:
    """What the arrangement in use has the counter do on a day: `given`, nothing where nothing is due.

    `known`: somebody said what is in use. `forward`: days whose bottle goes home because the pharmacy is closed.
    `missed_on`: it is what is left of the collection missed that day. `done`: it was due, and is written down. Both
    on the day itself: missed, refused or not given, and what else was due with it is no longer the usual press.
    """

    on: date
    is_open: bool
    known: bool
    given: tuple[Given, ...] = ()
    forward: tuple[date, ...] = ()
    missed_on: date | None = None
    done: bool = False


def due_today(supply: SupplyOf, on: date) -> DueToday:
    """What is due on a London day by the arrangement in use, within what is prescribed, and not written down yet."""
    fact, terms = supply.in_use_on(on), supply.terms_on(on)
    is_open = supply.calendar.is_open(on)
    if terms is not None and not terms.medicine.goes_home:
        return DueToday(on, is_open, known=True)
    if fact is None or not fact.arrangement.is_known:
        return DueToday(on, is_open, known=False)
    wording = terms.wording if terms else frozenset()
    made = _made(fact.arrangement, supply.calendar, wording, on)
    todays = [one for one in made if one.on == on]
    given = [each for one in todays for each in _doses_of(one) if terms is None or terms.covers(each.for_on)]
    if given and _was_not_taken(supply, on):
        return DueToday(on, is_open, True, missed_on=on, done=True)
    if given or not is_open:
        forward = tuple(one.due_on for one in todays if one.due_on != one.on)
        said = {(dose.for_on, dose.part) for dose in standing(supply.doses)}
        left = tuple(each for each in given if (each.for_on, each.part) not in said)
        return DueToday(on, is_open, True, left, forward, done=bool(given) and not left)
    rest, missed_on = _left_of_missed(made, supply, on)
    covered = tuple(each for each in rest if terms is None or terms.covers(each.for_on))
    return DueToday(on, is_open, True, covered, missed_on=missed_on if covered else None)


@lru_cache(maxsize=512)
def _made(
    arrangement: Arrangement, calendar: Calendar, wording: frozenset[Wording], on: date
) -> tuple[Collection, ...]:
    """The collections about a day: most people at a counter share one of few arrangements."""
    return tuple(collections(arrangement, calendar, wording, on, on))


def _was_not_taken(supply: SupplyOf, on: date) -> bool:
    """Whether the day's own dose is written down, on that day, as missed, refused or not given."""
    return any(one.for_on == on and one.part == 1 and one.how in NOT_TAKEN for one in entries_on(supply, on))


def _doses_of(one: Collection) -> list[Given]:
    """The doses of a collection: the one swallowed there, and the bottles taken away."""
    there = [Given(one.on, DoseHow.SUPERVISED)] if one.supervised else []
    days = (one.bottles_from + DAY * count for count in range(one.bottles))
    return there + [Given(day, DoseHow.TAKE_HOME) for day in days]


def _left_of_missed(made: Sequence[Collection], supply: SupplyOf, on: date) -> tuple[tuple[Given, ...], date | None]:
    """What is left, from a day on, of the last collection, where that was missed."""
    said = {(dose.for_on, dose.part): dose.how for dose in standing(supply.doses)}
    for one in made:
        if one.on < on <= one.bottles_to and said.get((one.on, 1)) in NOT_TAKEN and (on, 1) not in said:
            days = (on + DAY * count for count in range((one.bottles_to - on).days + 1))
            return tuple(Given(day, DoseHow.TAKE_HOME) for day in days), one.on
    return (), None


def entries_on(supply: SupplyOf, on: date) -> list[DoseFact]:
    """What stands for the doses given, handed over or missed on a London day."""
    return [dose for dose in standing(supply.doses) if dose.happened_on == on]


def not_provided(supply: SupplyOf, due: DueToday, given: Sequence[Given], policy: SupplyPolicy) -> tuple[str, ...]:
    """What the prescription, its wording and the arrangement in use do not provide for, in sentences.

    Empty where all of it is as prescribed. `given`: what the counter is about to write down on `due.on`.
    """
    return tuple(
        dict.fromkeys(
            [
                *_about_the_prescription(supply, due, given),
                *_about_the_days(supply, due, given),
                *_about_missed(supply, due.on, policy),
            ]
        )
    )


def asks_first(supply: SupplyOf, due: DueToday, policy: SupplyPolicy) -> tuple[str, ...]:
    """Why to speak to the prescriber before supplying on a day, for paper: what the screen would say of what is due.

    Also where nothing is due any more because the prescription has ended: they may come all the same.
    """
    if due.given:
        return not_provided(supply, due, due.given, policy)
    if due.done or not due.is_open:
        return ()
    terms = supply.terms_on(due.on)
    ends_on = terms.ends_on if terms else None
    ended = ends_on is not None and ends_on < due.on
    over = [f"The prescription written down here ended on {short_day(ends_on)}."] if ends_on and ended else []
    return (*over, *_about_missed(supply, due.on, policy))


def _about_the_prescription(supply: SupplyOf, due: DueToday, given: Sequence[Given]) -> list[str]:
    terms = supply.terms_on(due.on)
    if terms is None:
        return ["No prescription is written down here for this person."]
    if not terms.medicine.goes_home:
        return [f"What is written down here is {terms.medicine.name.lower()}: nothing is due at the counter."]
    found = []
    outside = sorted(each.for_on for each in given if not terms.covers(each.for_on))
    if outside and terms.ends_on is not None and outside[-1] > terms.ends_on:
        found.append(
            f"The prescription written down here ends on {short_day(terms.ends_on)}. "
            f"It does not cover {_days(outside)}."
        )
    elif outside:
        found.append(f"The prescription written down here begins on {short_day(terms.starts_on)}.")
    by_wording = [day for day in due.forward if _is_given(day, given)]
    if by_wording and not terms.allows_closed_day_supply:
        found.append(
            f"The pharmacy is closed on {_days(by_wording)}, and we know of no wording on the prescription for "
            "closed days, nor of an instalment written for the day before."
        )
    if due.missed_on is not None and Wording.MISSED_COLLECTION not in terms.wording and given:
        found.append(
            f"The collection of {long_day(due.missed_on)} was missed, and we know of no wording that lets the days "
            "left of it be supplied."
        )
    return found


def _about_the_days(supply: SupplyOf, due: DueToday, given: Sequence[Given]) -> list[str]:
    found = []
    if not due.is_open:
        found.append("By the hours written down here, the pharmacy is closed today.")
    if not due.known:
        return [*found, "We do not know which arrangement is in use."]
    expected = {each.for_on: each.how for each in due.given}
    home = sorted(each.for_on for each in given if each.how is DoseHow.TAKE_HOME)
    more = [day for day in home if day not in expected]
    if more:
        found.append(
            f"The arrangement in use does not have {counted(len(more), 'bottle')} handed over today for {_days(more)}."
        )
    if due.on in home and expected.get(due.on) is DoseHow.SUPERVISED:
        found.append("By the arrangement in use, today's dose is taken here.")
    if any(each.how is DoseHow.SUPERVISED and each.for_on not in expected for each in given):
        found.append("By the arrangement in use, no dose is due here today.")
    days = [each.for_on for each in given if each.part > 1]
    if days:
        found.append(f"A dose for {_days(days)} is recorded already; this is a second one.")
    return found


def _about_missed(supply: SupplyOf, on: date, policy: SupplyPolicy) -> list[str]:
    """Doses missed in a row up to yesterday, which the prescriber has not been spoken to about since."""
    run = missed_to_speak_about(supply, on, policy)
    if not run:
        return []
    words = f"{counted(len(run), 'dose')} in a row {'was' if len(run) == 1 else 'were'} missed ({_days(run)})"
    return [f"{words}. Speak to the prescriber before the next one: the body may no longer be used to the full dose."]


def missed_to_speak_about(supply: SupplyOf, on: date, policy: SupplyPolicy) -> tuple[date, ...]:
    """The last run of missed days up to a London day, where the prescriber is to be spoken to and was not yet."""
    terms = supply.terms_on(on)
    titrating = terms is not None and terms.titrating
    for run in reversed(missed_runs(supply.doses, on)):
        if prescriber_is_asked(len(run), titrating, policy) and not _was_spoken_about(supply, run):
            return run
    return ()


def _was_spoken_about(supply: SupplyOf, run: Sequence[date]) -> bool:
    last = max(dose.recorded_at for dose in supply.doses if dose.for_on in run)
    return any(_since(one.recorded_at, last) for one in supply.spoken)


def became_so_many(run: Sequence[date], before: Sequence[Sequence[date]], policy: SupplyPolicy) -> bool:
    """Whether a run of missed days came to as many as are told of, where the runs before an entry were shorter.

    However the days were entered: in order, afterwards between two others, or by putting one right.
    """
    longest = max((len(one) for one in before if not set(run).isdisjoint(one)), default=0)
    limits = (policy.missed_days_in_a_row, policy.missed_while_titrating)
    return any(longest < limit <= len(run) for limit in limits)


def _since(spoken_at: datetime, missed_at: datetime) -> bool:
    return spoken_at >= missed_at or day_of(spoken_at) > day_of(missed_at)


def are_everyday(supply: SupplyOf, given: Sequence[Given], on: date) -> bool:
    """Whether these are first entries of doses given as they are every day: nothing that the tool says rests on them.

    Missed, refused and not given doses, split ones and those of a day gone by are what findings are made of.
    """
    said = {dose.for_on for dose in supply.doses} | supply.taken_back
    usual = (DoseHow.SUPERVISED, DoseHow.TAKE_HOME)
    return all(each.how in usual and each.part == 1 and each.for_on >= on and each.for_on not in said for each in given)


def _is_given(due_on: date, given: Sequence[Given]) -> bool:
    return any(each.for_on == due_on for each in given)


def _days(days: Sequence[date]) -> str:
    """ "Saturday 2 May 2026 and Sunday 3 May 2026"; from four on the first and the last."""
    if len(days) > 3:
        return f"{long_day(days[0])} to {long_day(days[-1])}"
    return listed(long_day(day) for day in days)
