"""The work list: what is due or missing for my people, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.acts import FOR_ROLE
from casework.queries.passing import count_due
from casework.queries.together_waiting import waiting_together
from casework.queries.work import WorkGroup, WorkPage, work_page
from casework.rules.children import child_words
from casework.rules.desk import NEWEST_ENTRY
from casework.rules.due import due_words, urgency
from casework.rules.listing import SHOW_WORDS, Listed, Show, Worker, WorkFilter, from_plain
from casework.views.blueprint import blueprint
from casework.views.unanswered import Line, answer_page, together_lines
from casework.views.ways import ways
from core import clock
from core.audit import record_view
from core.wording import instant
from people.queries import person_headers
from people.rules import PersonHeader
from safetyplans.queries import questions_waiting
from staff.access import Viewer, allowed, found, viewer
from staff.queries import deputising_for
from staff.rules import Permission


@blueprint.get("/work")
@allowed(Permission.PEOPLE)
def work_list() -> ResponseReturnValue:
    """What stands for the viewer's people. `?show=`: mine, team, all; `?overdue=yes`; `?page=`."""
    looking, at = viewer(), clock.now()
    record_view("work_list", by=looking.staff_id, at=at)
    on, wanted = clock.day_of(at), from_plain(request.args)
    worker = worker_of(looking, on)
    if worker.team_id is None and wanted.show is Show.TEAM:
        wanted = wanted.but(show=Show.MINE)
    page = work_page(worker, wanted, on)
    return render_template(
        "casework/work_list.html",
        wanted=wanted,
        page=page,
        groups=[shown(group, on) for group in page.groups],
        asked=_asked_by_agencies(worker, wanted),
        together=_between_agencies(worker, wanted, on),
        behind=count_due(worker.service_id, on),
        filters=_filters(worker, wanted),
        **_paging(page, wanted),
    )


def worker_of(looking: Viewer, on: date) -> Worker:
    """Whose list it is, with those whose people they look after today."""
    others = deputising_for(looking.staff_id, on)
    return Worker(found(looking.service_id), (looking.staff_id, *others), looking.roles, looking.team_id)


def _asked_by_agencies(worker: Worker, wanted: WorkFilter) -> list[Line]:
    """What agencies asked about a plan and nobody has answered: about my people and those nobody is keyworker of."""
    asked = questions_waiting(worker.service_id)
    headers = person_headers({one.person_id for one in asked})
    mine = {"", *(str(one) for one in worker.staff_ids)}
    return [
        Line(queue_name(header), f"{one.agency_name} asked something about the plan", instant(one.at), answer_page(one))
        for one in asked
        for header in [headers[one.person_id]]
        if wanted.show is not Show.MINE or (header.keyworker_id or "") in mine
    ]


def _between_agencies(worker: Worker, wanted: WorkFilter, on: date) -> list[Line]:
    """What is overdue between agencies, and notes nobody here has read: of my people, or of everybody."""
    mine = worker.staff_ids if wanted.show is Show.MINE else None
    return together_lines(waiting_together(worker.service_id, on, keyworkers=mine), queue_name)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do, as a list says it."""

    sentence: str
    href: str
    link: str
    due: str
    urgency: str
    note: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """One person as a list names them, the children at home, and what there is to do."""

    name: str
    reference: str
    href: str
    children: str
    rows: tuple[Row, ...]


def queue_name(header: PersonHeader) -> str:
    """First names and an initial: a queue is read by others too."""
    return f"{header.known_as or header.given_names} {header.family_name[:1].upper()}.".strip()


def shown(group: WorkGroup, on: date) -> Group:
    """A person's part of the list; what reads the same, as everything that is kept closed does, is one row."""
    header = group.header
    page = url_for("casework.person", person_id=header.id)
    rows = [_row(row, header, page, on) for row in group.rows]
    words = ", ".join(child_words(child, on) for child in group.children)
    return Group(queue_name(header), header.reference, page, words, _folded(rows))


def _folded(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows that say the same become the first of them, with how many there are."""
    alike: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        alike.setdefault((row.sentence, row.link), []).append(row)
    return tuple(replace(some[0], times=len(some)) for some in alike.values())


def _row(row: Listed, header: PersonHeader, page: str, on: date) -> Row:
    due, how = due_words(row.due_on, on), urgency(row.due_on, on)
    if row.kept_closed:
        href = url_for("casework.chronology", person_id=header.id)
        return Row(NEWEST_ENTRY, href, "Open their history", due, how)
    about = {"person_id": header.id, "household_id": header.household_id}
    mine = ways(row.clears, owner=row.owner, about=row.about, **about)
    if not mine:
        return Row(row.sentence, page, "Go to their page", due, how, FOR_ROLE[row.owner])
    return Row(row.sentence, mine[0].href, mine[0].text, due, how)


def _filters(worker: Worker, wanted: WorkFilter) -> dict[str, Any]:
    """The choices above the list, each with its address and whether it is the one shown."""
    offered = [show for show in Show if show is not Show.TEAM or worker.team_id is not None]
    return {
        "show": [(SHOW_WORDS[show], _address(wanted.but(show=show)), show is wanted.show) for show in offered],
        "overdue": [
            ("Everything", _address(wanted.but(overdue=False)), not wanted.overdue),
            ("Overdue", _address(wanted.but(overdue=True)), wanted.overdue),
        ],
    }


def _address(wanted: WorkFilter) -> str:
    values: dict[str, Any] = dict(wanted.to_plain())
    return url_for("casework.work_list", **values)


def _paging(page: WorkPage, wanted: WorkFilter) -> dict[str, Any]:
    here = wanted.page
    return {
        "previous": _address(wanted.but(page=here - 1)) if here > 1 else None,
        "next": _address(wanted.but(page=here + 1)) if here < page.pages else None,
    }
