"""What the pharmacist needs in one glance: today, the week, the bottles, the plan, what to ring about.

The prescription stands; this is about the storage plan. No drug history and no safeguarding text is in it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from core.wording import amount, counted, listed, short_day, weekday
from dispensing.rules.exceptions import codes_set_aside, in_force
from dispensing.rules.facts import ExceptionFact
from dispensing.rules.situation import Situation
from dispensing.rules.standing import standing_stops
from safetyplans.rules import Evidence
from safetyplans.rules.standing import cover_now, evidence_now, review_on_now
from supply.rules import DayAtHome, day_by_day, describe
from supply.rules.facts import SupplyOf

WEEK = timedelta(days=6)

SEEN_WORDS = MappingProxyType(
    {
        Evidence.TOLD: "Nobody has seen it: we were told where it is locked away",
        Evidence.ISSUED: "A box was given, and locked in front of us",
        Evidence.SHOWN: "The box was shown at the clinic",
        Evidence.PHOTO: "A photo was seen",
        Evidence.SEEN_AT_HOME: "Seen at home",
    }
)

RING_ABOUT = MappingProxyType(
    {
        "plan-missing": "There is no storage plan yet.",
        "plan-stale": "The storage plan is due to be looked at again.",
        "plan-too-small": "More may be at home than the storage plan covers.",
        "plan-unverified": "Nobody has seen yet where it is locked away.",
        "wording-missing": "The pharmacy is closed on a day with a dose, and we do not know of wording for it.",
        "over-limit": "More than a week's supply may be at home.",
    }
)
"""What of the findings concerns the counter, in its own words."""

KEYWORKER_WOULD_LIKE_TO_TALK = "The keyworker would like to talk with you about how doses are collected."
NOT_AGREED = "What is in use has not been agreed here yet."
NOT_KNOWN = "We do not know what is in use. Could you tell us?"


@dataclass(frozen=True, slots=True)
class CounterDay:
    """One London day as the counter meets it: what happens, and the bottles at home after it."""

    day: date
    what: str
    at_home: int


@dataclass(frozen=True, slots=True)
class Glance:
    """One person at the counter, in sentences. `exception` is the one in force."""

    today: str
    arrangement: str
    week: tuple[CounterDay, ...]
    bottles: str
    plan: str
    plan_age: str
    plan_covers: str
    seen: str
    look_again: str
    ring_about: tuple[str, ...]
    exception: ExceptionFact | None
    plan_wanted: bool


def glance(situation: Situation, at: datetime) -> Glance:
    """What the counter sees of a person at an instant."""
    fact, terms, supply = situation.in_use_fact, situation.counting_terms, situation.supply
    known = situation.in_use is not None and fact is not None
    week = counter_week(supply, situation.on)
    exceptions = in_force(situation.decisions.exceptions, at)
    return Glance(
        today=week[0].what if week else "Not known",
        arrangement=describe(fact.arrangement, supply.calendar, terms.wording) if known and fact else "Not known",
        week=week,
        bottles=_bottles(situation, week),
        plan=_plan(situation),
        plan_age=_age(situation),
        plan_covers=_covers(situation),
        seen=_seen(situation),
        look_again=_look_again(situation),
        ring_about=tuple(_ring_about(situation, at)),
        exception=exceptions[-1] if exceptions else None,
        plan_wanted=situation.at_home_with_child,
    )


def counter_week(supply: SupplyOf, on: date) -> tuple[CounterDay, ...]:
    """The seven London days from `on`, as the counter meets them; nothing where it is not known what is in use."""
    fact, terms = supply.in_use_on(on), supply.terms_on(on)
    if fact is None or (terms is not None and not terms.medicine.goes_home):
        return ()
    wording = terms.wording if terms else frozenset()
    days = day_by_day(fact.arrangement, supply.calendar, wording, on, on + WEEK) or ()
    return tuple(CounterDay(one.day, _what(one), one.at_home) for one in days)


def _what(one: DayAtHome) -> str:
    """ "Supervised, and 1 bottle to take home (for Sunday, when you are closed)"."""
    if not one.is_open:
        return "You are closed"
    if not one.attended:
        return "Not due"
    home = f"{counted(one.handed_over, 'bottle')} to take home" if one.handed_over else ""
    if home and one.brought_forward:
        home += f" ({listed(weekday(day) for day in one.brought_forward)}'s collection with it, when you are closed)"
    if one.supervised:
        return f"Supervised, and {home}" if home else "Supervised"
    return home or "Not due"


def _bottles(situation: Situation, week: tuple[CounterDay, ...]) -> str:
    most = situation.home
    if most is None:
        return "Not known"
    if not most.bottles:
        return "None"
    mg = f" ({amount(most.mg)})" if situation.terms else ""
    today = f"; today {week[0].at_home or 'none'}" if week else ""
    return f"Up to {counted(most.bottles, 'bottle')}{mg} at once{today}"


def _plan(situation: Situation) -> str:
    plan = situation.plans.plan
    if plan is not None:
        return f"Agreed on {short_day(plan.agreed_on)}"
    if situation.at_home_with_child:
        return "Not agreed yet"
    return "None is needed now" if situation.asked_in_time else "Not agreed yet"


def _age(situation: Situation) -> str:
    plan = situation.plans.plan
    if plan is None:
        return ""
    days = (situation.on - plan.agreed_on).days
    if not days:
        return "Agreed today"
    return f"{counted(days, 'day')} old" if days < 14 else f"{counted(days // 7, 'week')} old"


def _covers(situation: Situation) -> str:
    cover = cover_now(situation.plans)
    return f"Up to {counted(cover.bottles, 'bottle')} ({amount(cover.mg)})" if cover else ""


def _seen(situation: Situation) -> str:
    seen = evidence_now(situation.plans, situation.on, situation.policy.safetyplans)
    return f"{SEEN_WORDS[seen.evidence]}, {short_day(seen.on)}" if seen else ""


def _look_again(situation: Situation) -> str:
    day = review_on_now(situation.plans, situation.policy.safetyplans)
    return short_day(day) if day else ""


def _ring_about(situation: Situation, at: datetime) -> list[str]:
    """What the counter may ring about; what an exception sets aside is left out while it lasts."""
    aside = codes_set_aside(situation.decisions.exceptions, at)
    standing = {stop.code for stop in standing_stops(situation)} - aside
    found = [words for code, words in RING_ABOUT.items() if code in standing]
    if "child-exposure-open" in standing or "second-adult-not-agreed" in standing:
        found.append(KEYWORKER_WOULD_LIKE_TO_TALK)
    if situation.on_methadone and situation.in_use is None:
        found.append(NOT_KNOWN)
    elif situation.dose_at_home and _more_than_agreed(situation):
        found.append(NOT_AGREED)
    return found


def _more_than_agreed(situation: Situation) -> bool:
    """Whether nothing was agreed, or more is at home than was."""
    decision, most = situation.decision, situation.home
    return decision is None or (most is not None and most.bottles > decision.most_bottles)
