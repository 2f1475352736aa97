"""One household as the figures count it on a London day, from the facts that the findings read."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.rules.plans import plan_needs
from casework.rules.scene import Scene
from dispensing.rules import Situation, standing_stops
from safetyplans.rules import Evidence, evidence_now


@dataclass(frozen=True, slots=True)
class HomeFact:
    """What of a household is counted. The last six hold where they hold for every plan that the household needs."""

    treated: int
    asked_in_time: bool
    child_present: bool
    at_home_with_child: bool
    young_child: bool
    agreed: bool = False
    in_date: bool = False
    verified: bool = False
    copied: bool = False
    shared: bool = False
    acknowledged: bool = False


def home_of(scene: Scene) -> HomeFact:
    """How a household counts today. What an exception sets aside, or an answer puts off, counts as not done."""
    needing = [one for one in scene.treated if one.at_home_with_child]
    codes = [_codes(scene, one) for one in needing]
    planned = bool(needing) and all(one.plans.plan is not None for one in needing)
    return HomeFact(
        treated=len(scene.treated),
        asked_in_time=all(one.asked_in_time for one in scene.treated),
        child_present=scene.child_present,
        at_home_with_child=bool(needing),
        young_child=scene.young_child,
        agreed=planned,
        in_date=planned and _none("plan-stale", codes),
        verified=planned and _none("plan-unverified", codes) and all(map(_was_seen, needing)),
        copied=planned and _none("plan-not-copied", codes),
        shared=planned and _none("plan-not-shared", codes),
        acknowledged=planned and _none("plan-not-shared", codes) and _none("share-unacknowledged", codes),
    )


def _codes(scene: Scene, now: Situation) -> frozenset[str]:
    """What one person's plan still needs, whatever was set aside."""
    return frozenset(one.code for one in (*standing_stops(now), *plan_needs(scene, now)))


def _none(code: str, found: Sequence[frozenset[str]]) -> bool:
    return not any(code in codes for codes in found)


def _was_seen(now: Situation) -> bool:
    """Whether anybody saw where it is locked away, in whichever way counts today."""
    seen = evidence_now(now.plans, now.on, now.policy.safetyplans)
    return seen is not None and seen.evidence is not Evidence.TOLD
