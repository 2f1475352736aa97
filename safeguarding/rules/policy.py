"""Every number of safeguarding: windows, counts and clocks. The shipped values stand in policy.toml."""

from dataclasses import dataclass
from typing import ClassVar

from core.findings import Owner


@dataclass(frozen=True, slots=True)
class EscalationStage:
    """One stage of professional disagreement: what it is called, whose it is, and working days until the next one."""

    name: str
    owner: Owner
    working_days: int


@dataclass(frozen=True, slots=True)
class SafeguardingPolicy:
    """Thresholds and clocks about a family's safety.

    [GK]: general knowledge, to be checked by the service's safeguarding lead before first use.
    [PROPOSAL]: no outside authority; a default that the clinical lead signs off.
    """

    SECTION: ClassVar[str] = "safeguarding"

    young_under_years: int
    """Children under this age, and the unborn, have shorter clocks: 5 (deaths cluster at two) [26][28] [PROPOSAL]."""

    same_again_seconds: int
    """Two identical entries within this are asked about, never refused: 60 [PROPOSAL]."""

    # What is building up
    signals_window_days: int
    """Risk signals are counted over this many days: 90 [SEED 7.6] [PROPOSAL]."""
    many_signals: int
    """So many signals in the window are many: 3 [SEED 7.6] [PROPOSAL]."""
    many_signals_kinds: int
    """… where they are of at least so many kinds: 2 [SEED 7.6] [PROPOSAL]."""
    recent_signal_days: int
    """A signal no older than this weighs on relaxing and on a new baby: 28 [SEED 6.6-6.8] [PROPOSAL]."""
    use_on_top_weeks: int
    """Use on top within so many weeks wants observed tests before relaxing: 12 [PROPOSAL]."""
    second_within_days: int
    """A second missed appointment, missed dose or "was not brought" within this wants a review: 28 [9] [PROPOSAL]."""
    event_review_working_days: int
    """An event is reviewed within this where no dose is at home with a child: 5 [PROPOSAL]."""
    missed_doses_to_look: int
    """So many missed doses ask the prescriber to look: 2 [8][9] [PROPOSAL]."""
    clinical_review_working_days: int
    """The prescriber looks within: 2 [PROPOSAL]."""
    support_working_days: int
    """Support is offered after a stressor within: 5 [SEED 7.5] [PROPOSAL]."""

    # Hearing and seeing
    agency_not_heard_weeks_young: int
    """An agency is heard from every so many weeks, with a young child: 8 [SEED 7.6] [PROPOSAL]."""
    agency_not_heard_weeks: int
    """… otherwise: 12 [SEED 7.6] [PROPOSAL]."""
    agency_not_heard_working_days: int
    """Asking an agency that has not been heard from is due within: 5 [PROPOSAL]."""
    child_not_seen_weeks_young: int
    """A young child is seen every so many weeks: 8 [SEED 10.17] [PROPOSAL]."""
    child_not_seen_weeks: int
    """… an older one: 12 [SEED 10.17] [PROPOSAL]."""
    contact_gap_weeks: int
    """The service user is met or spoken with every so many weeks: 4 [SEED 6.17] [PROPOSAL]."""
    call_confirmed_hours: int
    """What a call agreed is confirmed in writing within: 48 hours [SEED 10.9] [GK]."""

    # Referring
    referral_needed_working_days: int
    """A referral, or the reason for none, within: 1 [GK]."""
    referral_pregnancy_working_days: int
    """… for a pregnancy: 5 [SEED 6.7, 10.22] [PROPOSAL]."""
    second_injury_months: int
    """A second injury to one child within so many months wants a referral: 12 [SEED 6.16, 6.18] [PROPOSAL]."""
    told_by_phone_hours: int
    """What a referral told by phone still misses is written within: 48 hours [GK]."""
    referral_unanswered_working_days: int
    """An outcome is chased after: 3 [GK]; the social worker's decision takes 1 (Working Together 2013 [52])."""
    referral_unanswered_s47_working_days: int
    """… where a child may be suffering significant harm: 1 [52] [GK]."""
    our_view_working_days: int
    """Our view of an outcome is given within: 2; silence is not agreement [SEED 7.8] [PROPOSAL]."""
    repeat_assessments: int
    """So many assessments of a child …: 2 [SEED 9.5, 10.5] [PROPOSAL]."""
    repeat_assessment_months: int
    """… within so many months, with the plan unchanged, ask what is different this time: 12 [SEED 9.5] [PROPOSAL]."""
    repeat_assessment_working_days: int
    """… answered within: 5 [PROPOSAL]."""
    new_baby_working_days: int
    """An assessment is asked for after a birth or discharge with more on top within: 2 [SEED 7.3] [PROPOSAL]."""
    new_baby_early_treatment_months: int
    """Treatment younger than so many months counts as early recovery: 12 [SEED 7.3] [PROPOSAL]."""
    escalation_stages: tuple[EscalationStage, ...]
    """The service's own stages, lowest first [SEED 10.16] [75]; days as in one county's policy [78], the rest [GK]."""

    # Working together
    written_plan_working_days: int
    """The written copy of another agency's plan is held within: 10 [SEED 10.8] [PROPOSAL]."""
    co_ordinator_from_agencies: int
    """From so many agencies on, GP and pharmacy aside, a family has one named co-ordinator: 3 [SEED 10.13]."""
    co_ordinator_working_days: int
    """… named within: 5 [PROPOSAL]."""
    supervision_weeks_close: int
    """Reflective supervision with a young child or a signal in the window, every so many weeks: 12 [SEED 9.1]."""
    supervision_weeks: int
    """… otherwise: 26 [SEED 9.1] [PROPOSAL]."""
