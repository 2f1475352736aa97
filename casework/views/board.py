"""The manager's board: what has been overdue longest, exceptions, disagreements, signals, nobody's people."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from casework.queries.board import count_exceptions_on_board, exceptions_on_board, first_people, signals_by_family
from casework.queries.passing import count_due
from casework.queries.telling import going, messages_of, queue_of
from casework.queries.work import count_of_code, loads, overdue_longest, standing_of_code
from casework.rules.messages import MESSAGE_STATUS_WORDS, WHAT_TO_DO
from casework.rules.names import finding_words
from casework.rules.stages import WAY_WORDS
from casework.views.blueprint import blueprint
from casework.views.board_lines import disagreement_line, exception_line, nobodys_line, overdue_line, signals_line
from casework.views.board_lists import DISAGREED
from core import clock
from core.audit import record_view
from core.calendar import at_london
from core.policy import current
from core.wording import listed, long_day
from dispensing.queries import policies_of, would_have_stopped
from dispensing.rules.watching import WatchedGate
from people.queries import people_without_keyworker, person_headers
from staff.access import allowed, found, viewer
from staff.queries import names_of
from staff.rules import Permission

LONGEST = 15
TROUBLE = timedelta(days=7)
WATCHED_WEEKS = 4
"""What gates that only watch would have stopped is counted over so many weeks."""


@blueprint.get("/board")
@allowed(Permission.REPORTS)
def board() -> ResponseReturnValue:
    """Everything that waits for somebody, for the whole service."""
    looking, at = viewer(), clock.now()
    record_view("board", by=looking.staff_id, at=at)
    service_id, on = found(looking.service_id), clock.day_of(at)
    policies = policies_of(service_id, current(), on)
    window = policies.safeguarding.signals_window_days
    overdue = overdue_longest(service_id, on, limit=LONGEST)
    disagreements = standing_of_code(service_id, DISAGREED, limit=LONGEST)
    in_danger = standing_of_code(service_id, "exposure-act-now")
    exceptions = exceptions_on_board(service_id, at, limit=LONGEST)
    families = signals_by_family(service_id, on, window)
    first = first_people(one.household_id for one in families[:LONGEST])
    wanted = {*(one.whom_id for one in (*in_danger, *overdue, *disagreements)), *(one.person_id for one in exceptions)}
    headers = person_headers({*wanted, *first.values()})
    names = names_of(one.owner_staff_id for one in (*in_danger, *overdue) if one.owner_staff_id)
    return render_template(
        "casework/board.html",
        in_danger=[overdue_line(one, headers[one.whom_id], names, on) for one in in_danger],
        overdue=[overdue_line(one, headers[one.whom_id], names, on) for one in overdue],
        disagreements=[disagreement_line(one, headers[one.whom_id], on) for one in disagreements],
        every_disagreement=count_of_code(service_id, DISAGREED),
        exceptions=[exception_line(one, headers[one.person_id], at) for one in exceptions],
        every_exception=count_exceptions_on_board(service_id, at),
        signals=[signals_line(one, headers[first[one.household_id]]) for one in families[:LONGEST]],
        every_family=len(families),
        nobodys=[nobodys_line(header) for header in people_without_keyworker(service_id)],
        loads=loads(service_id, on),
        window=window,
        behind=count_due(service_id, on),
        reminders=going(),
        queue=queue_of(service_id, at_london(on, 0)),
        troubled=messages_of(service_id, troubled_since=at - TROUBLE, limit=LONGEST),
        statuses=MESSAGE_STATUS_WORDS,
        what_to_do=WHAT_TO_DO,
        ways_of_telling=WAY_WORDS,
        watched=_watched(policies.dispensing.watched_gates, on),
        would_have_stopped=_would_have_stopped(service_id, at),
        watched_weeks=WATCHED_WEEKS,
    )


def _watched(gates: Iterable[WatchedGate], on: date) -> list[str]:
    """The gates that only watch today, whose, and until when, in words."""
    return [
        f"{finding_words(one.gate).capitalize()}: until {long_day(one.until)}, {one.team or 'everybody'}"
        for one in gates
        if on <= one.until
    ]


def _would_have_stopped(service_id: UUID, at: datetime) -> list[tuple[str, int, str, str]]:
    """Each worker, how many decisions in these weeks, how many a week, and why, in words."""
    since = at - timedelta(weeks=WATCHED_WEEKS)
    return [
        (
            one.name,
            one.decisions,
            f"{one.a_week:.1f}",
            listed(f"{finding_words(code)} ({count})" for code, count in one.gates),
        )
        for one in would_have_stopped(service_id, since, at)
    ]
