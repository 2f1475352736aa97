"""A case file played on a page: what would the tool have said? For managers, to train staff and to look back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.replay.playing import Played, Summary, replay, summary
from casework.replay.reading import CaseRefused
from casework.views.blueprint import blueprint
from core import clock
from core.audit import coming_from, record_view
from core.forms import Problem
from core.policy import as_shipped, current
from core.wording import long_day, short_day
from staff.access import allowed, viewer
from staff.rules import Permission

FILE = "case"


@dataclass(frozen=True, slots=True)
class LineShown:
    """One line of the play as the page shows it."""

    what: str
    note: str
    accepted: bool
    stopped: tuple[str, ...]
    raised: tuple[str, ...]
    cleared: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayShown:
    """One day of the play."""

    day: str
    lines: tuple[LineShown, ...]


@blueprint.get("/replay")
@allowed(Permission.REPORTS)
def replay_case() -> ResponseReturnValue:
    """Where a case file is chosen."""
    return _page()


@blueprint.post("/replay")
@allowed(Permission.REPORTS)
def play_case() -> ResponseReturnValue:
    """The file played in a throw-away database, and its timeline. Nothing of it is kept."""
    record_view("play_case", by=viewer().staff_id, at=clock.now())
    file = request.files.get(FILE)
    content = file.read() if file is not None else b""
    if not content:
        return _page(problems=(Problem(FILE, "Choose a case file"),)), 422
    try:
        with coming_from(""):  # what is played is audited in the throw-away database, where nobody here works
            played = tuple(replay(content, as_shipped(current())))
    except CaseRefused as refused:
        return _page(problems=(Problem(FILE, f"Line {refused.line}: {refused.sentence}"),)), 422
    return _page(days=_days(played), summed=summary(played))


def _page(*, problems: tuple[Problem, ...] = (), days: Sequence[DayShown] = (), summed: Summary | None = None) -> str:
    return render_template("casework/replay.html", problems=problems, days=days, summed=summed)


def _days(played: Sequence[Played]) -> tuple[DayShown, ...]:
    by_day = groupby(played, key=lambda one: one.line.on)
    return tuple(DayShown(long_day(day), tuple(_shown(one) for one in some)) for day, some in by_day)


def _shown(one: Played) -> LineShown:
    who = f" ({one.line.who})" if one.line.who else ""
    return LineShown(
        what=f"{_words(one.line.do).capitalize()}{who}",
        note=one.line.get("note", ""),
        accepted=one.accepted,
        stopped=tuple(map(_words, one.stopped)),
        raised=tuple(map(_words, one.raised)),
        cleared=tuple(map(_words, one.cleared)),
        told=tuple(f"{short_day(each.on)}: {_words(each.to)} about {_words(each.about)}" for each in one.sent),
    )


def _words(code: str) -> str:
    """The words of a verb, a finding or a role."""
    return code.replace("-", " ")
