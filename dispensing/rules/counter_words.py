"""The counter's words: what is due, what to press, what was written down."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.wording import amount, clock_time, counted, instant, listed, long_day, sentence, weekday
from supply.rules import DoseFact, DoseHow, PrescriptionTerms
from supply.rules.counter import DOSE_WORDS, NOT_GIVEN_WORDS, Given, NotGivenBecause
from supply.rules.due import DueToday


def what_is_due(due: DueToday, terms: PrescriptionTerms | None, *, is_today: bool = True) -> str:
    """ "Supervised, and 1 bottle to take home: Sunday (you are closed)", in a line of a day's list.

    `is_today`: on paper, and of another day, no day is called today.
    """
    if terms is not None and not terms.medicine.goes_home:
        return "Nothing at the counter: long-acting injection"
    if not due.known:
        return "Not known what is in use"
    if due.done:
        return "Written down"
    if not due.given:
        return "Not due" if due.is_open else "You are closed"
    bottles = [each.for_on for each in due.given if each.how is DoseHow.TAKE_HOME]
    there = any(each.how is DoseHow.SUPERVISED for each in due.given)
    home = (
        f"{counted(len(bottles), 'bottle')} to take home: {_names(bottles, due.on if is_today else None)}"
        if bottles
        else ""
    )
    words = f"Supervised, and {home}" if there and home else home or "Supervised"
    if due.forward:
        words += f" ({listed(weekday(day) for day in due.forward)} closed)"
    if due.missed_on is not None:
        words += f", left of {weekday(due.missed_on)}'s missed collection"
    return words


def act_words(given: Sequence[Given]) -> str:
    """What the button says: "Supervised", "Hand over 2 bottles", "Supervised, and hand over 1 bottle"."""
    bottles = sum(each.how is DoseHow.TAKE_HOME for each in given)
    home = f"hand over {counted(bottles, 'bottle')}" if bottles else ""
    if any(each.how is DoseHow.SUPERVISED for each in given):
        return f"Supervised, and {home}" if home else "Supervised"
    return sentence(home)


def dose_words(terms: PrescriptionTerms | None, given: Sequence[Given]) -> str:
    """ "60 mg (60 ml)"; for several days "60 mg (60 ml) a day, 120 mg in all"."""
    if terms is None:
        return "Dose not written down here"
    ml = terms.medicine.ml(terms.mg_a_day)
    one = amount(terms.mg_a_day) + (f" ({amount(ml).replace('mg', 'ml')})" if ml is not None else "")
    if len(given) < 2:
        return one
    return f"{one} a day, {amount(terms.mg_a_day * Decimal(len(given)))} in all"


def entry_words(entries: Sequence[DoseFact]) -> str:
    """ "Supervised; 1 bottle handed over, 9:14am": what was written down on a day, with the last time.

    The time is when it happened; where that was entered afterwards, when it was entered stands beside it.
    """
    if not entries:
        return ""
    bottles = sum(one.how is DoseHow.TAKE_HOME for one in entries)
    there = [one_entry_words(one) for one in entries if one.how is not DoseHow.TAKE_HOME]
    home = [f"{counted(bottles, 'bottle')} handed over"] if bottles else []
    last = max(entries, key=lambda one: one.happened_at or one.recorded_at)
    entered = f", entered {instant(last.recorded_at)}" if last.happened_at else ""
    return f"{'; '.join(there + home)}, {clock_time(last.happened_at or last.recorded_at)}{entered}"


def one_entry_words(one: DoseFact) -> str:
    """ "Not given (unwell for another reason)": one entry in words."""
    return f"{DOSE_WORDS[one.how]}{_why(one)}{_which(one)}"


def recorded_words(given: Sequence[Given]) -> str:
    """What was just written down: "supervised; bottles for Saturday 2 May 2026 handed over"."""
    there = [DOSE_WORDS[each.how].lower() for each in given if each.how is not DoseHow.TAKE_HOME]
    bottles = [each.for_on for each in given if each.how is DoseHow.TAKE_HOME]
    home = f"{'bottle' if len(bottles) == 1 else 'bottles'} for {listed(long_day(day) for day in bottles)} handed over"
    return "; ".join([*there, *([home] if bottles else [])])


def _why(one: DoseFact) -> str:
    return f" ({NOT_GIVEN_WORDS[NotGivenBecause(one.why)].lower()})" if one.why else ""


def _which(one: DoseFact) -> str:
    if one.part == 1:
        return ""
    return " (replaced)" if one.replaces else f" (part {one.part})"


def _names(days: Sequence[date], today: date | None) -> str:
    if len(days) > 4:
        return f"{weekday(days[0])} to {weekday(days[-1])}"
    return listed("today" if day == today else weekday(day) for day in days)
