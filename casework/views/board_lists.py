"""Every line of those sections of the board that show the first few, a page at a time. `?page=`, or the nearest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.queries.board import count_exceptions_on_board, exceptions_on_board, first_people, signals_by_family
from casework.queries.work import count_of_code, standing_of_code
from casework.views.blueprint import blueprint
from casework.views.board_lines import Line, disagreement_line, exception_line, signals_line
from core import clock
from core.audit import record_view
from core.policy import current
from core.wording import counted
from dispensing.queries import policies_of
from people.queries import person_headers
from staff.access import allowed, found, viewer
from staff.rules import Permission

PAGE = 50
DISAGREED = "outcome-not-agreed"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the board: its name, what it says when it is empty, how many of what it has and in which order."""

    title: str
    empty: str
    count: int
    things: tuple[str, str]
    order: str

    @property
    def said(self) -> str:
        """How many there are, and in which order they stand."""
        return counted(self.count, *self.things) + (f", {self.order}" if self.count > 1 else "")


@blueprint.get("/board/exceptions")
@allowed(Permission.REPORTS)
def list_exceptions() -> ResponseReturnValue:
    """The exceptions in force, or not looked at, for the whole service."""
    service_id, at = _looked("list_exceptions"), clock.now()
    section = Section(
        title="Exceptions in force, or not looked at",
        empty="No exception is in force, and every one has been looked at.",
        count=count_exceptions_on_board(service_id, at),
        things=("exception", "exceptions"),
        order="those nobody has looked at first, then the others, the newest of each first",
    )

    def lines(skip: int) -> list[Line]:
        some = exceptions_on_board(service_id, at, limit=PAGE, skip=skip)
        headers = person_headers({one.person_id for one in some})
        return [exception_line(one, headers[one.person_id], at) for one in some]

    return _page(section, lines)


@blueprint.get("/board/standing-disagreements")
@allowed(Permission.REPORTS)
def list_disagreements() -> ResponseReturnValue:
    """Outcomes that we do not agree with and that stand, for the whole service, the most urgent first."""
    service_id, on = _looked("list_disagreements"), clock.day_of(clock.now())
    section = Section(
        title="Disagreements with another agency",
        empty="No disagreement with another agency stands.",
        count=count_of_code(service_id, DISAGREED),
        things=("disagreement", "disagreements"),
        order="the most urgent first",
    )

    def lines(skip: int) -> list[Line]:
        rows = standing_of_code(service_id, DISAGREED, limit=PAGE, skip=skip)
        headers = person_headers({row.whom_id for row in rows})
        return [disagreement_line(row, headers[row.whom_id], on) for row in rows]

    return _page(section, lines)


@blueprint.get("/board/signals")
@allowed(Permission.REPORTS)
def list_signals() -> ResponseReturnValue:
    """Every family of the service of whom there were signals lately, the most first."""
    service_id, on = _looked("list_signals"), clock.day_of(clock.now())
    window = policies_of(service_id, current(), on).safeguarding.signals_window_days
    families = signals_by_family(service_id, on, window)
    section = Section(
        title=f"Signals in the last {window} days, by family",
        empty=f"There were no signals of any family in the last {window} days.",
        count=len(families),
        things=("family", "families"),
        order="the most signals first",
    )

    def lines(skip: int) -> list[Line]:
        some = families[skip : skip + PAGE]
        first = first_people(one.household_id for one in some)
        headers = person_headers(first.values())
        return [signals_line(one, headers[first[one.household_id]]) for one in some]

    return _page(section, lines)


def _looked(verb: str) -> UUID:
    """The viewer's service, and that they looked."""
    looking = viewer()
    record_view(verb, by=looking.staff_id, at=clock.now())
    return found(looking.service_id)


def _page(section: Section, lines: Callable[[int], Sequence[Line]]) -> str:
    pages = max(1, -(-section.count // PAGE))
    page = min(_page_asked(), pages)
    here = str(request.endpoint)
    return render_template(
        "casework/board_list.html",
        listing=section,
        lines=lines((page - 1) * PAGE),
        page=page,
        pages=pages,
        previous=url_for(here, page=page - 1) if page > 1 else None,
        next=url_for(here, page=page + 1) if page < pages else None,
    )


def _page_asked() -> int:
    words = request.args.get("page", "")
    return max(1, int(words)) if words.isascii() and words.isdigit() and len(words) < 9 else 1
