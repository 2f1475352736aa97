"""When a reminder may go: London hours and days, by policy and by choice."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from casework.rules.notices import Notice
from casework.rules.policy import TellingPolicy
from casework.rules.stages import StageKind
from core.calendar import DAY, LONDON, at_london, day_of, is_working_day
from reminders.rules.choices import NewActs

FRESH = (StageKind.RAISED, StageKind.MORE)


def next_digest(at: datetime, policy: TellingPolicy, holidays: AbstractSet[date]) -> datetime:
    """The UTC instant of the next digest, not before an instant: the hour on a working day."""
    day = day_of(at)
    while True:
        goes = at_london(day, policy.digest_hour)
        if goes >= at and is_working_day(day, holidays):
            return goes
        day += DAY


def when_allowed(at: datetime, policy: TellingPolicy, holidays: AbstractSet[date]) -> datetime:
    """The first UTC instant, not before this one, at which somebody may be disturbed."""
    local = at.astimezone(LONDON)
    if is_working_day(local.date(), holidays):
        if local.hour < policy.quiet_until_hour:
            return at_london(local.date(), policy.quiet_until_hour)
        if local.hour < policy.quiet_from_hour:
            return at
    day = local.date() + DAY
    while not is_working_day(day, holidays):
        day += DAY
    return at_london(day, policy.quiet_until_hour)


def when_told(
    notice: Notice, choice: NewActs, at: datetime, policy: TellingPolicy, holidays: AbstractSet[date]
) -> datetime:
    """When one notice, due by now, may go to somebody (UTC).

    The same day's goes at once, whatever the hour. What a past digest missed goes as soon as anybody may be disturbed.
    What is new today waits for the digest, or a while, as they chose; what falls due before the digest does not wait
    for it.
    """
    if notice.line.same_day:
        return at
    today = day_of(at)
    if notice.line.stage not in FRESH:
        return max(when_allowed(at, policy, holidays), at_london(notice.due_on, policy.digest_hour))
    digest = next_digest(at, policy, holidays)
    due_on = notice.finding.due_on
    pressing = due_on is not None and due_on < day_of(digest)
    if notice.due_on < today or choice is NewActs.AT_ONCE or pressing:
        settled = at + timedelta(minutes=policy.settle_minutes) if notice.due_on == today else at
        goes = when_allowed(settled, policy, holidays)
        return when_allowed(at, policy, holidays) if pressing and goes >= digest else min(goes, digest)
    return digest
