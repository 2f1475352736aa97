"""Every exception that a manager or safeguarding lead has before them, a page at a time, and how the board says one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.queries.board import count_exceptions_on_board, exceptions_on_board
from casework.views.blueprint import blueprint
from casework.views.lists import queue_name
from core import clock
from core.audit import record_view
from core.wording import instant
from dispensing.queries import ExceptionLine
from people.queries import person_headers
from people.rules import PersonHeader
from staff.access import allowed, found, viewer
from staff.rules import Permission

PAGE = 50
Headers = Mapping[UUID, PersonHeader]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board: whose, what, when, where."""

    name: str
    href: str
    what: str
    when: str
    link: str = ""
    link_href: str = ""


@blueprint.get("/board/exceptions")
@allowed(Permission.REPORTS)
def list_exceptions() -> ResponseReturnValue:
    """The exceptions in force, or not looked at, for the whole service. `?page=`; an unknown one is the nearest."""
    looking, at = viewer(), clock.now()
    record_view("list_exceptions", by=looking.staff_id, at=at)
    service_id = found(looking.service_id)
    count = count_exceptions_on_board(service_id, at)
    pages = max(1, -(-count // PAGE))
    page = min(_page_asked(), pages)
    some = exceptions_on_board(service_id, at, limit=PAGE, skip=(page - 1) * PAGE)
    headers = person_headers({one.person_id for one in some})
    return render_template(
        "casework/list_exceptions.html",
        exceptions=[exception_line(one, headers, at) for one in some],
        count=count,
        page=page,
        pages=pages,
        previous=url_for("casework.list_exceptions", page=page - 1) if page > 1 else None,
        next=url_for("casework.list_exceptions", page=page + 1) if page < pages else None,
    )


def _page_asked() -> int:
    words = request.args.get("page", "")
    return max(1, int(words)) if words.isascii() and words.isdigit() and len(words) < 9 else 1


def exception_line(one: ExceptionLine, headers: Headers, at: datetime) -> Line:
    """An exception as the board says it at an instant (UTC), with the way to look at it where nobody has."""
    header = headers[one.person_id]
    seen = any(answer.answer == "looked" for answer in one.answers)
    when = f"In force until {instant(one.until_at)}" if one.until_at > at else f"Ended {instant(one.until_at)}"
    looked = "Looked at" if seen else "Nobody has looked at it yet"
    return Line(
        queue_name(header),
        page_of(header),
        f"Given by {one.given_by}. {looked}.",
        when,
        "" if seen else "Look at it",
        "" if seen else url_for("dispensing.waiting", first=one.id, _anchor=f"look-{one.id}"),
    )


def page_of(header: PersonHeader) -> str:
    """Where a person's page is."""
    return url_for("casework.person", person_id=header.id)
