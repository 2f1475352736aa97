"""Every number of storage safety plans: how long, how many, by when. Shipped values stand in policy.toml."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SafetyPlanPolicy:
    """Thresholds and clocks about storage safety plans.

    [GK]: general knowledge, to be checked by the service's clinical lead before first use.
    [PROPOSAL]: no outside authority; a default that the clinical lead signs off.
    """

    SECTION: ClassVar[str] = "safetyplans"

    # Agreeing
    review_within_days: int
    """A plan is looked at again within so many days of being agreed: 84, twelve weeks [SEED 10.19] [PROPOSAL R7]."""
    short_core_bottles: int
    """Up to so many bottles at home at once, the short core is enough to agree on: 1 [PROPOSAL]."""
    short_core_rest_days: int
    """… and the other items are answered within so many days: 14 [PROPOSAL]."""
    closure_notice_days: int
    """A closure or bank holiday is looked for so many days ahead: 28 [18] [PROPOSAL]."""
    closure_working_days: int
    """… and is covered so many working days before it: 5 [PROPOSAL]."""

    # What was seen
    issued_days: int
    """A box given and locked in front of us counts as seen for so many days: 14 [PROPOSAL]."""
    issued_bottles: int
    """… and for so many bottles of a closed day: 1 [PROPOSAL]."""
    under_five_years: int
    """Under this age, and unborn, storage has to have been seen: 5 (deaths cluster at two) [26][28] [PROPOSAL]."""
    older_child_years: int
    """Children from the age above and under this one need it from a number of bottles on: 12 [PROPOSAL]."""
    unverified_bottles: int
    """… more than so many bottles at once: 2 [PROPOSAL]."""
    storage_only_told_days: int
    """Storage that nobody saw is seen within so many days all the same: 28 [NSW 2018] [PROPOSAL]."""
    home_check_stale_months: int
    """Storage is seen at home every so many months: 6 [PROPOSAL]."""
    home_check_days: int
    """… a storage visit that is due is made within so many days: 28 [PROPOSAL]."""
    second_visit_working_days: int
    """Where it could not be seen that day, a second visit follows within so many working days: 5 [35g] [PROPOSAL]."""
    not_seen_signal: int
    """So many visits in a row at which it could not be seen are a risk signal: 2 [35g] [PROPOSAL]."""
    box_owed_days: int
    """A box that was agreed is given within so many days: 28 [Oxfordshire 2013] [PROPOSAL]."""
    box_owed_young_days: int
    """… with a child under five or unborn: 0, the same day [PROPOSAL]."""
    naloxone_days: int
    """Naloxone is offered within so many days, and again when the kit expires: 28 [57] [PROPOSAL]."""

    # Reviewing
    stale_working_days: int
    """A plan that no longer stands is reviewed within so many working days: 2 (findings.md, principle 6) [PROPOSAL]."""
    other_stop_working_days: int
    """Other stops about the plan, where the arrangement in use meets them, are put right within: 5 [PROPOSAL]."""
    review_near_days: int
    """A review is near from so many days before its date: 14 [PROPOSAL]."""
    review_near_part: int
    """… or the last so-manieth part of the time between reviews, where that is less: 4, a quarter [PROPOSAL]."""
    care_review_days: int
    """A care-plan review, with the storage risk in it, follows the last one within: 84 days [SEED 10.19] [PROPOSAL]."""
    milestone_months: tuple[int, ...]
    """The plan is looked at when a child turns these many months: 6, 12, 18, 60 (sits to school) [PROPOSAL]."""
    milestone_days: int
    """… within so many days: 14 [PROPOSAL]."""

    # Handing over and sharing
    copy_days: int
    """The person holds a copy within so many days: 0, the same day [SEED 10.20]."""
    leaflet_days: int
    """The leaflet is given within so many days: 0, the same day [SEED 10.20]."""
    share_working_days: int
    """Every agency working with the family is sent the plan within: 2 working days [SEED 7.9, 10.20] [PROPOSAL]."""
    acknowledge_working_days: int
    """An agency with a part in the plan acknowledges it within: 5 working days [SEED 10.20] [PROPOSAL]."""
    acknowledge_chases: int
    """… and is chased so many times before the manager's weekly list: 1 [PROPOSAL]."""
    second_supply_working_days: int
    """Another adult's supply is dealt with in the plan within: 5 working days [29][37][46] [PROPOSAL R9]."""

    # The pharmacist
    query_working_days: int
    """A pharmacist's question is answered within: 1 working day [9] [PROPOSAL]."""
    concern_days: int
    """A pharmacist's concern is answered within: 0, the same day [9] [PROPOSAL]."""
    storage_questions_days: int
    """At hand-over the counter asks its three questions about storage again after so many days: 28 [32] [PROPOSAL]."""
