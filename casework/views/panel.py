"""What stands about a person, as their page shows it: each with when it is due, where it is put right, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from casework.acts import FOR_ROLE
from casework.rules.answering import can_be_answered, finding_key
from casework.rules.desk import NEWEST_ENTRY, closed_ids, kept_closed
from casework.rules.due import by_urgency, due_words, urgency
from casework.rules.why import Page, Reason, why
from casework.views.arriving import Arrived
from casework.views.doors import door
from casework.views.ways import Way, ways
from core.findings import Finding, Severity
from core.wording import short_day
from safeguarding.rules import EVENT_WORDS
from staff.access import viewer


@dataclass(frozen=True, slots=True)
class Because:
    """One fact a finding rests on, and where it is written."""

    sentence: str
    day: str
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. A closed one has no words of its own until what is closed is opened."""

    key: str
    sentence: str
    due: str
    urgency: str
    ways: tuple[Way, ...]
    whose: str
    because: tuple[Because, ...]
    answer: str
    about: str = ""
    closed: bool = False


NAMES_WHAT_HAPPENED = frozenset({"event-unreviewed", "plan-stale", "clinical-review-wanted", "support-not-offered"})
"""Findings that ask to look at something that happened: the page says what."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What keeps things from being agreed, what is to be done, and how much is about somebody else of the household."""

    stops: tuple[Item, ...]
    acts: tuple[Item, ...]
    closed: int
    others: int


def panel(here: Arrived, *, opened: bool) -> Panel:
    """What stands for this person and their household. What rests on closed entries is one line until opened."""
    mine = [one for one in here.derived.findings if one.person_id in ("", here.header.id)]
    closed = closed_ids(here.derived.case.history)
    hidden = [] if opened else [one for one in mine if kept_closed(one, closed)]
    shown = sorted((one for one in mine if one not in hidden), key=by_urgency)
    items = [(one, _item(one, here, opened)) for one in shown]
    return Panel(
        stops=tuple(item for one, item in items if one.severity is Severity.STOP),
        acts=(*_kept(hidden, here), *(item for one, item in items if one.severity is Severity.ACT)),
        closed=len(hidden),
        others=len(here.derived.findings) - len(mine),
    )


def _kept(hidden: Iterable[Finding], here: Arrived) -> tuple[Item, ...]:
    """Everything that is kept closed, as one line with the most urgent day."""
    first = min(hidden, key=by_urgency, default=None)
    if first is None:
        return ()
    due, how = due_words(first.due_on, here.on), urgency(first.due_on, here.on)
    return (Item("closed", NEWEST_ENTRY, due, how, (), "", (), "", closed=True),)


def _item(finding: Finding, here: Arrived, opened: bool) -> Item:
    about = {"person_id": finding.person_id or here.header.id, "household_id": here.header.household_id}
    mine = ways(finding.clears, owner=finding.owner, about=finding.about, **about)
    told = why(finding, here.derived.scene, beside="" if opened else here.header.id)
    because = tuple(_because(reason, here) for reason in told if opened or not reason.closed)
    answer = ""
    if can_be_answered(finding, viewer().roles):
        answer = url_for("casework.answer_finding", person_id=here.person_id, key=finding_key(finding))
    return Item(
        key=finding_key(finding),
        sentence=finding.sentence,
        due=due_words(finding.due_on, here.on),
        urgency=urgency(finding.due_on, here.on),
        ways=mine,
        whose="" if mine else FOR_ROLE[finding.owner],
        because=because,
        answer=answer,
        about=_about(finding, here),
    )


def _about(finding: Finding, here: Arrived) -> str:
    """What happened, where that is what it asks to look at."""
    if finding.code not in NAMES_WHAT_HAPPENED:
        return ""
    event = next((one for one in here.derived.scene.events if one.id == finding.about), None)
    if event is None:
        return ""
    about = f": {event.about_name}" if event.about_name else ""
    return f"{EVENT_WORDS[event.kind]}{about}, {short_day(event.happened_on)}"


def _because(reason: Reason, here: Arrived) -> Because:
    day = short_day(reason.on) if reason.on else ""
    return Because(reason.sentence, day, _address(reason, here))


def _address(reason: Reason, here: Arrived) -> str:
    """Where a fact is written; empty where there is no page for it."""
    if reason.entry:
        return entry_address(here, reason.entry)
    if reason.page is Page.CHRONOLOGY:
        return url_for("casework.chronology", person_id=here.person_id)
    return door(reason.page.value, here.header) if reason.page else ""


def entry_address(here: Arrived, key: str) -> str:
    """The page of the chronology on which an entry is, at its place."""
    values: dict[str, Any] = {"person_id": here.person_id, "entry": key, "_anchor": f"entry-{key}"}
    return url_for("casework.chronology", **values)
