"""The manager's board: what has been overdue longest, exceptions, disagreements, signals, nobody's people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from casework.acts import FOR_ROLE
from casework.queries.board import count_exceptions_on_board, exceptions_on_board, first_people, signals_by_family
from casework.queries.passing import count_due
from casework.queries.telling import going, messages_of, queue_of
from casework.queries.work import loads, overdue_longest, standing_of_code
from casework.rules.desk import NEWEST_ENTRY
from casework.rules.due import due_words
from casework.rules.listing import Listed
from casework.rules.messages import MESSAGE_STATUS_WORDS, WHAT_TO_DO
from casework.rules.names import finding_words
from casework.rules.stages import WAY_WORDS
from casework.views.blueprint import blueprint
from casework.views.doors import door
from casework.views.exceptions import Headers, Line, exception_line, page_of
from casework.views.lists import queue_name
from casework.views.ways import ways
from core import clock
from core.audit import record_view
from core.calendar import at_london
from core.policy import current
from core.wording import counted, listed, long_day, short_day
from dispensing.queries import policies_of, would_have_stopped
from dispensing.rules.watching import WatchedGate
from people.queries import people_without_keyworker, person_headers
from people.rules import PersonHeader
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
    disagreements = standing_of_code(service_id, "outcome-not-agreed", limit=LONGEST)
    in_danger = standing_of_code(service_id, "exposure-act-now", limit=LONGEST)
    exceptions = exceptions_on_board(service_id, at, limit=LONGEST)
    signals = signals_by_family(service_id, on, window, limit=LONGEST)
    first = first_people(one.household_id for one in signals)
    wanted = {*(one.whom_id for one in (*in_danger, *overdue, *disagreements)), *(one.person_id for one in exceptions)}
    headers = person_headers({*wanted, *first.values()})
    names = names_of(one.owner_staff_id for one in overdue if one.owner_staff_id)
    return render_template(
        "casework/board.html",
        in_danger=_overdue(in_danger, headers, names, on),
        overdue=_overdue(overdue, headers, names, on),
        disagreements=_disagreements(disagreements, headers, on),
        exceptions=[exception_line(one, headers, at) for one in exceptions],
        every_exception=count_exceptions_on_board(service_id, at),
        signals=[_signals(one.count, one.kinds, one.newest_on, headers[first[one.household_id]]) for one in signals],
        nobodys=[_nobodys(header) for header in people_without_keyworker(service_id)],
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


def _overdue(rows: Sequence[Listed], headers: Headers, names: Mapping[UUID, str], on: date) -> list[Line]:
    return [_late(row, headers[row.whom_id], names, on) for row in rows]


def _late(row: Listed, header: PersonHeader, names: Mapping[UUID, str], on: date) -> Line:
    what = NEWEST_ENTRY if row.kept_closed else row.sentence
    role = FOR_ROLE[row.owner]
    who = names.get(row.owner_staff_id, "") if row.owner_staff_id else f"{role[0].lower()}{role[1:]}"
    mine = (
        ()
        if row.kept_closed
        else ways(row.clears, person_id=header.id, household_id=header.household_id, owner=row.owner, about=row.about)
    )
    when = ", ".join(filter(None, (due_words(row.due_on, on), who)))
    return Line(queue_name(header), page_of(header), what, when, *((mine[0].text, mine[0].href) if mine else ("", "")))


def _disagreements(rows: Iterable[Listed], headers: Headers, on: date) -> list[Line]:
    return [
        Line(
            queue_name(headers[row.whom_id]),
            page_of(headers[row.whom_id]),
            f"Since {short_day(row.since)}. {FOR_ROLE[row.owner]}.",
            due_words(row.due_on, on),
            "Open the referrals",
            door("referrals", headers[row.whom_id]),
        )
        for row in rows
    ]


def _signals(count: int, kinds: int, newest_on: date, header: PersonHeader) -> Line:
    words = f"{counted(count, 'signal')} of {counted(kinds, 'kind')}"
    picture = url_for("casework.picture", person_id=header.id)
    return Line(queue_name(header), page_of(header), words, f"the newest on {short_day(newest_on)}", "See it", picture)


def _nobodys(header: PersonHeader) -> Line:
    since = f"Here since {short_day(header.registered_on)}"
    mine = ways(("assign_keyworker",), person_id=header.id, household_id=header.household_id)
    link = (mine[0].text, mine[0].href) if mine else ("", "")
    return Line(queue_name(header), page_of(header), since, "", *link)
