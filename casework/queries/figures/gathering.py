"""A whole report of one service: every group of figures, in a fixed number of statements."""

from datetime import datetime, timedelta
from uuid import UUID

from casework.queries.figures import looking, period, referred, standing
from casework.queries.figures.period import Instants
from casework.queries.passing import count_due
from casework.rules.figures import groups
from casework.rules.figures.groups import Gaps
from casework.rules.figures.policy import ReportsPolicy
from casework.rules.figures.values import Report, Span
from core.calendar import at_london, day_of
from core.policy import Policy
from staff.queries import service_by_id


def report(service_id: UUID, span: Span, at: datetime, policy: Policy) -> Report:
    """Everything that is counted for a service: what stands at the instant `at` (UTC), and what was recorded in a span.

    Some twenty statements, whatever the size of the service or the length of the span.
    """
    on, time = day_of(at), instants(span)
    service = service_by_id(service_id)
    sums = standing.home_sums(service_id)
    ages, owners = standing.overdue_counts(service_id, on)
    stands = standing.open_by_code(service_id)
    decided, aside, waited_for = period.decided(service_id, time)
    found = Gaps(
        stands,
        period.children_without_background(service_id),
        period.uses_not_explored(service_id, time),
        period.children_seen_without_words(service_id, time),
    )
    sent = referred.referred(service_id, time, open_now=stands.get("outcome-not-agreed", 0))
    rules = policy.section(ReportsPolicy, on=on, service_code=service.code if service else None)
    return Report(
        service=service.name if service else "",
        span=span,
        at=at,
        groups=(
            groups.homes(sums),
            groups.everybody(sums, standing.without_leaflet(service_id)),
            groups.overdue(ages),
            groups.overdue_by_role(owners),
            groups.decisions(decided),
            groups.set_aside(aside),
            groups.not_agreed_why(waited_for),
            groups.looked_at(looking.days_until_looked_at(service_id, time)),
            *groups.referrals(sent),
            groups.gaps(found),
        ),
        trend=standing.kept_until(service_id, min(on, span.last)),
        behind=count_due(service_id, on),
        people=sums.treated,
        small_under=rules.small_numbers_under,
    )


def instants(span: Span) -> Instants:
    """The instants (UTC) of London days: from the first midnight, before the last."""
    return at_london(span.first, 0), at_london(span.last + timedelta(days=1), 0)
