"""The statutory guidance in force on a day, and the clocks it sets for those who answer a referral."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.calendar import add_working_days
from safeguarding.rules.kinds import OutcomeResult


@dataclass(frozen=True, slots=True)
class GuidancePolicy:
    """One edition of the guidance, from the day it applies. A service checks every value against its own procedures."""

    SECTION: ClassVar[str] = "guidance"

    edition: str
    """What it is called."""
    link: str
    """Where it is read."""
    decision_working_days: int
    """The social worker decides what happens, from the referral: 1 [52]."""
    assessment_working_days: int
    """An assessment is done, from the referral: 45 [52]."""
    conference_working_days: int
    """A child protection conference is held, from the strategy discussion: 15 [GK]."""
    core_group_working_days: int
    """The core group first meets, after the conference: 10 [GK]."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that is due from another agency, by a London day."""

    what: str
    by_on: date


def clocks_of_referral(
    sent_on: date,
    result: OutcomeResult | None,
    answered_on: date | None,
    policy: GuidancePolicy,
    holidays: AbstractSet[date],
) -> tuple[Clock, ...]:
    """What is due after a referral of a London day, by the edition in force on that day, given what was decided since.

    Nothing is due any more after no action, early help or closing.
    """
    if result is None:
        return (Clock("They decide what happens", add_working_days(sent_on, policy.decision_working_days, holidays)),)
    if result is OutcomeResult.ASSESSMENT:
        return (Clock("Their assessment is done", add_working_days(sent_on, policy.assessment_working_days, holidays)),)
    if result is OutcomeResult.STRATEGY and answered_on is not None:
        conference = add_working_days(answered_on, policy.conference_working_days, holidays)
        group = add_working_days(conference, policy.core_group_working_days, holidays)
        return (Clock("A conference, if it comes to one", conference), Clock("The core group after it", group))
    return ()
