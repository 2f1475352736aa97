"""Why a finding stands: the facts it rests on, each with its day and where it is written.

Nothing is decided here: the finding came from `findings`, and this reads the same facts aloud.
"""

from collections.abc import Mapping

from casework.rules.scene import Scene
from casework.rules.why.asking import Asking, Page, Reason, Telling
from casework.rules.why.happened import (
    answered_before,
    last_contact,
    looks,
    named_by_it,
    safeguarding_reviews,
    signals_counted,
    supervision,
    support_offered,
    the_exception,
    the_query,
    their_plan,
)
from casework.rules.why.household import (
    everybody_around,
    no_keyworker,
    since_registered,
    the_adult,
    the_agency,
    the_child,
    the_children,
    who_was_asked,
)
from casework.rules.why.plans import (
    care_reviews,
    leaflets,
    naloxone,
    plan_to_be_looked_at,
    storage_visits,
    the_box,
    the_plan,
    what_the_plan_covers,
    what_was_seen,
)
from casework.rules.why.supply import closed_days, missed_doses, the_decision, the_prescription, what_is_in_use
from core.findings import Finding

__all__ = ["RESTS_ON", "Page", "Reason", "why"]


def why(finding: Finding, scene: Scene, *, beside: str = "") -> tuple[Reason, ...]:
    """The facts that a finding rests on, the most telling first, each once. `beside`: asked on this person's page."""
    asking = Asking(finding, scene, beside)
    told = [reason for tell in RESTS_ON.get(finding.code, (named_by_it,)) for reason in tell(asking)]
    return tuple(dict.fromkeys([*told, *answered_before(asking)]))


RESTS_ON: Mapping[str, tuple[Telling, ...]] = {
    "children-not-asked": (who_was_asked, since_registered),
    "plan-missing": (the_plan, what_is_in_use, the_children),
    "plan-stale": (named_by_it, the_plan, plan_to_be_looked_at, storage_visits),
    "plan-too-small": (what_the_plan_covers, what_is_in_use),
    "plan-unverified": (what_was_seen, the_children, what_is_in_use),
    "second-adult-not-agreed": (the_adult, what_is_in_use, the_children),
    "wording-missing": (the_prescription, closed_days, what_is_in_use),
    "over-limit": (what_is_in_use, the_children, what_the_plan_covers),
    "child-exposure-open": (named_by_it, safeguarding_reviews, what_is_in_use),
    "in-use-not-agreed": (what_is_in_use, the_decision),
    "no-keyworker": (no_keyworker, since_registered),
    "authoriser-unconfirmed": (the_decision,),
    "plan-not-copied": (the_plan,),
    "plan-not-shared": (the_plan, the_agency),
    "share-unacknowledged": (the_agency, the_plan),
    "advice-only": (named_by_it, the_plan, what_is_in_use, the_children),
    "item-overdue": (the_plan,),
    "storage-only-told": (what_was_seen, what_is_in_use, the_children),
    "leaflet-not-given": (leaflets, since_registered),
    "leaflet-outdated": (leaflets,),
    "plan-review-due": (the_plan, plan_to_be_looked_at),
    "decision-review-due": (the_decision,),
    "care-plan-review-due": (care_reviews, since_registered),
    "closure-not-covered": (closed_days, what_the_plan_covers, the_prescription, what_is_in_use),
    "event-unreviewed": (named_by_it, the_plan, care_reviews),
    "many-signals": (named_by_it, signals_counted, looks),
    "clinical-review-wanted": (named_by_it, looks),
    "agency-not-heard": (the_agency, what_is_in_use, the_children),
    "undrunk-dose": (missed_doses, what_is_in_use),
    "missed-3-days": (missed_doses, the_prescription),
    "second-supply": (the_adult, the_plan),
    "child-not-seen": (the_child, what_is_in_use),
    "contact-gap": (last_contact, since_registered),
    "home-check-stale": (storage_visits, what_was_seen, what_is_in_use, the_children),
    "home-check-failed": (storage_visits, what_is_in_use),
    "child-milestone": (the_child, the_plan),
    "referral-needed": (named_by_it, signals_counted),
    "exposure-act-now": (named_by_it, safeguarding_reviews),
    "new-baby-assessment": (named_by_it, since_registered),
    "referral-unanswered": (named_by_it,),
    "outcome-not-agreed": (named_by_it,),
    "written-plan-not-held": (their_plan,),
    "call-not-confirmed": (named_by_it,),
    "support-not-offered": (named_by_it, support_offered),
    "repeat-assessment": (named_by_it, the_plan, looks),
    "no-co-ordinator": (everybody_around,),
    "exception-unreviewed": (the_exception, looks),
    "pharmacist-query-open": (the_query,),
    "pharmacist-concern-open": (the_query,),
    "case-not-supervised": (supervision, what_is_in_use, the_children),
    "box-owed": (the_box, the_children),
    "naloxone-not-offered": (naloxone, since_registered),
}
"""What is read aloud for each finding, the most telling facts first."""
