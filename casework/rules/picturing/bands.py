"""What was agreed, what is in use, and the plan, as times beneath the lanes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from casework.rules.picturing.values import Band
from core.calendar import DAY, day_of
from core.wording import counted
from dispensing.rules import Situation
from safetyplans.rules import PlanFact, PlansOf
from supply.rules import PATTERN_WORDS, Arrangement, Pattern, describe

_SHORT = {
    Pattern.SUPERVISED_7: "Supervised",
    Pattern.SUPERVISED_WITH_CLOSED_DAYS: "Supervised",
    Pattern.DAILY_PICK_UP: "Daily",
    Pattern.THREE_A_WEEK: "3 a week",
    Pattern.TWO_A_WEEK: "2 a week",
    Pattern.WEEKLY: "Weekly",
    Pattern.FORTNIGHTLY: "2-weekly",
    Pattern.UNKNOWN: "Not known",
    Pattern.OWN: "Own days",
}


def in_use_bands(now: Situation, first: date, last: date) -> Iterator[Band]:
    """What was last said to be in use on each day, merged where it stayed the same."""
    yield from _merged(
        (
            max(first, fact.from_on),
            _until(now.supply.in_use[index + 1 :], last),
            _band(fact.arrangement, now, first, last),
        )
        for index, fact in enumerate(now.supply.in_use)
    )


def _until(later: Sequence[object], last: date) -> date:
    return min((one.from_on - DAY for one in later), default=last)  # type: ignore[attr-defined]


def agreed_bands(now: Situation, first: date, last: date) -> Iterator[Band]:
    """What was agreed from each decision to the next one; those that their prescriber disowned are left out."""
    stood = [one for one in now.decisions.decisions if one.confirmed is not False]
    begun = [max(one.from_on, day_of(one.recorded_at)) for one in stood]
    yield from _merged(
        (max(first, on), min([*begun[index + 1 :], last + DAY]) - DAY, _band(one.arrangement, now, first, last))
        for index, (one, on) in enumerate(zip(stood, begun, strict=True))
    )


def _band(arrangement: Arrangement, now: Situation, first: date, last: date) -> Band:
    most = now.most(arrangement)
    own = describe(arrangement, now.supply.calendar.usual_week())
    words = own if arrangement.pattern is Pattern.OWN else PATTERN_WORDS[arrangement.pattern]
    home = f", up to {counted(most.bottles, 'bottle')} at home" if most and most.bottles else ""
    return Band(first, last, f"{words}{home}", most.bottles if most else None, short=_SHORT[arrangement.pattern])


def _merged(bands: Iterable[tuple[date, date, Band]]) -> Iterator[Band]:
    """Bands one after the other; two that say the same become one."""
    kept: list[Band] = []
    for first, last, band in bands:
        if last < first:
            continue
        if kept and kept[-1].words == band.words:
            kept[-1] = replace(kept[-1], last=last)
        else:
            kept.append(replace(band, first=first, last=last))
    yield from kept


def plan_bands(plans: PlansOf, first: date, last: date) -> Iterator[Band]:
    """Each version from its agreement on; past its review day it is shown as lapsed until it was looked at again."""
    for index, plan in enumerate(plans.plans):
        ends = min([one.agreed_on - DAY for one in plans.plans[index + 1 :]], default=last)
        yield from _one_plan(plan, plans, max(first, plan.agreed_on), min(ends, last))


def _one_plan(plan: PlanFact, plans: PlansOf, first: date, last: date) -> Iterator[Band]:
    words, short = f"Version {plan.version}", f"{plan.version}"
    looks = sorted((one.happened_on, one.review_on) for one in plans.reviews if one.plan_id == plan.id)
    good_until, day = plan.review_on, first
    for looked_on, review_on in [*looks, (last + DAY, None)]:
        stops = min(looked_on - DAY, last)
        if day <= min(good_until, stops):
            yield Band(day, min(good_until, stops), words, short=short)
        if max(day, good_until + DAY) <= stops:
            late = f"{words}, review day passed"
            yield Band(max(day, good_until + DAY), stops, late, lapsed=True, short=short)
        day, good_until = max(day, looked_on), review_on or good_until
