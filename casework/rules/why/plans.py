"""The storage plan and what goes with it, as reasons."""

from collections.abc import Iterator

from casework.rules.why.asking import Asking, Page, Reason
from core.wording import amount, counted, short_day
from safetyplans.rules import CHECK_WORDS, EVIDENCE_WORDS, cover_now, evidence_now, review_on_now


def the_plan(asking: Asking) -> Iterator[Reason]:
    """The storage plan that stands, or that there is none."""
    for now in asking.situations:
        plan = now.plans.plan
        if plan is None:
            yield Reason("No storage plan has been agreed", None, Page.PLAN)
            continue
        yield Reason(f"Storage plan agreed, version {plan.version}", plan.agreed_on, Page.PLAN, plan.id)
        if now.plans.reviews and now.plans.reviews[-1].recorded_at > plan.recorded_at:
            yield Reason("Storage plan looked at again", now.plans.reviews[-1].happened_on, Page.PLAN)


def plan_to_be_looked_at(asking: Asking) -> Iterator[Reason]:
    """The day by which the plan is looked at again."""
    for now in asking.situations:
        on = review_on_now(now.plans, now.policy.safetyplans)
        if on is not None:
            yield Reason(f"To be looked at again by {short_day(on)}", None, Page.PLAN)


def what_the_plan_covers(asking: Asking) -> Iterator[Reason]:
    """How much the plan covers."""
    for now in asking.situations:
        cover = cover_now(now.plans)
        if cover is not None:
            words = f"The plan covers up to {counted(cover.bottles, 'bottle')} ({amount(cover.mg)}) at once"
            yield Reason(words, None, Page.PLAN)


def what_was_seen(asking: Asking) -> Iterator[Reason]:
    """What was last seen of the storage."""
    for now in asking.situations:
        seen = evidence_now(now.plans, now.on, now.policy.safetyplans)
        if seen is not None:
            words = EVIDENCE_WORDS[seen.evidence]
            yield Reason(f"Where it is locked away: {words[0].lower()}{words[1:]}", seen.on, Page.PLAN)


def storage_visits(asking: Asking) -> Iterator[Reason]:
    """The last storage visit."""
    for now in asking.situations:
        if now.plans.checks:
            check = now.plans.checks[-1]
            words = CHECK_WORDS[check.result]
            yield Reason(f"Storage visit: {words[0].lower()}{words[1:]}", check.happened_on, Page.CHRONOLOGY, check.id)
        else:
            yield Reason("No storage visit has been written down", None, Page.PLAN)


def leaflets(asking: Asking) -> Iterator[Reason]:
    """The last leaflet given, and the newest one there is."""
    for now in asking.situations:
        given = [one for one in now.plans.leaflets if not one.declined]
        if not given:
            yield Reason("No leaflet has been written down as given", None, Page.PLAN)
        for one in given[-1:]:
            version = f", version {one.version}" if one.version else ""
            yield Reason(f"Leaflet given{version}", one.happened_on, Page.CHRONOLOGY)
        issued = now.plans.current_leaflet_issued_on
        if issued is not None:
            yield Reason(f"Version {now.plans.current_leaflet_version} of the leaflet was issued", issued)


def care_reviews(asking: Asking) -> Iterator[Reason]:
    """The last care-plan review."""
    for now in asking.situations:
        if now.plans.care_reviews:
            yield Reason("Care plan last reviewed", now.plans.care_reviews[-1].happened_on, Page.PLAN)
        else:
            yield Reason("No care-plan review has been written down", None, Page.PLAN)


def the_box(asking: Asking) -> Iterator[Reason]:
    """When a box was promised."""
    for now in asking.situations:
        if now.plans.boxes:
            yield Reason("A lockable box was promised", now.plans.boxes[-1].happened_on, Page.PLAN)


def naloxone(asking: Asking) -> Iterator[Reason]:
    """The last offer of naloxone."""
    for now in asking.situations:
        newest = now.plans.naloxone[-1] if now.plans.naloxone else None
        if newest is None:
            yield Reason("No offer of naloxone has been written down", None, Page.PLAN)
        elif newest.expires_on:
            yield Reason(f"The kit is good until {short_day(newest.expires_on)}", newest.happened_on, Page.PLAN)
