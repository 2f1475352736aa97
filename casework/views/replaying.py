"""A case file played on a page: what would the tool have said? For managers, to train staff and to look back."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from flask import render_template, request
from flask.typing import ResponseReturnValue

from casework.replay.playing import Played, Summary, replay, summary
from casework.replay.reading import CaseRefused, Line
from casework.rules.names import finding_words
from casework.views.blueprint import blueprint
from core import clock
from core.audit import coming_from, record_view
from core.forms import Problem
from core.policy import as_shipped, current
from core.wording import long_day, short_day
from dispensing.rules.words import STOP_WORDS
from safeguarding.rules import EVENT_WORDS
from staff.access import allowed, viewer
from staff.rules import Permission

FILE = "case"
SAID = ("name", "with", "about", "child", "answer", "how", "arrangement", "in_use", "evidence", "result", "is", "went")
"""The keys of a line that say most about it."""

OTHER_STOPS = MappingProxyType(
    {
        "plan-incomplete": "items of the plan were not answered, or no day was set to look at it again",
        "plan-gap": "what keeps a child safe was not agreed",
        "risk-not-discussed": "the storage risk, the leaflet or what happened was not gone through",
        "referral-incomplete": "the child, the kind, what was seen or what it means for the child was missing",
        "share-not-justified": "they had not agreed to it being sent, and why it was necessary was missing",
    }
)
"""What kept a plan, a review, a referral or a sending from being recorded."""


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
        what=f"{_words(one.line.do).capitalize()}{who}{_more(one.line)}",
        note=one.line.get("note", ""),
        accepted=one.accepted,
        stopped=tuple(map(_stop, one.stopped)),
        raised=tuple(dict.fromkeys(map(finding_words, one.raised))),
        cleared=tuple(dict.fromkeys(map(finding_words, one.cleared))),
        told=tuple(f"{short_day(each.on)}: {_words(each.to)} about {finding_words(each.about)}" for each in one.sent),
    )


def _more(line: Line) -> str:
    """What a line says at its heart: what happened, who, with whom, how, which arrangement."""
    kind = line.get("kind")
    said = (EVENT_WORDS.get(kind, _words(kind)) if kind else "", *(line.get(key) for key in SAID))
    words = [_words(one) for one in said if isinstance(one, str) and one]
    return f": {', '.join(words)}" if words else ""


def _stop(code: str) -> str:
    """What kept it from being recorded, in words."""
    return {**STOP_WORDS, **OTHER_STOPS}.get(code, finding_words(code))


def _words(code: str) -> str:
    """The words of a verb or a role."""
    return code.replace("-", " ")
