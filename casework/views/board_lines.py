"""How the board says a line of each of its sections: whose, what, when, and the way to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import url_for

from casework.acts import FOR_ROLE
from casework.queries.board import FamilySignals
from casework.rules.desk import NEWEST_ENTRY
from casework.rules.due import due_words
from casework.rules.listing import Listed
from casework.views.doors import door
from casework.views.lists import queue_name
from casework.views.ways import ways
from core.wording import counted, instant, short_day
from dispensing.queries import ExceptionLine
from people.rules import PersonHeader


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the board: whose, what, when, where."""

    name: str
    href: str
    what: str
    when: str
    link: str = ""
    link_href: str = ""


def exception_line(one: ExceptionLine, header: PersonHeader, at: datetime) -> Line:
    """An exception as it stands at an instant (UTC), with the way to look at it where nobody has."""
    seen = any(answer.answer == "looked" for answer in one.answers)
    when = f"In force until {instant(one.until_at)}" if one.until_at > at else f"Ended {instant(one.until_at)}"
    looked = "Looked at" if seen else "Nobody has looked at it yet"
    return Line(
        queue_name(header),
        _page_of(header),
        f"Given by {one.given_by}. {looked}.",
        when,
        "" if seen else "Look at it",
        "" if seen else url_for("dispensing.waiting", first=one.id, _anchor=f"look-{one.id}"),
    )


def overdue_line(row: Listed, header: PersonHeader, names: Mapping[UUID, str], on: date) -> Line:
    """What is overdue, or dangerous, on a London day, and who has it, with the first way to do it."""
    what = NEWEST_ENTRY if row.kept_closed else row.sentence
    role = FOR_ROLE[row.owner]
    who = names.get(row.owner_staff_id, "") if row.owner_staff_id else f"{role[0].lower()}{role[1:]}"
    mine = (
        ()
        if row.kept_closed
        else ways(row.clears, person_id=header.id, household_id=header.household_id, owner=row.owner, about=row.about)
    )
    when = ", ".join(filter(None, (due_words(row.due_on, on), who)))
    return Line(queue_name(header), _page_of(header), what, when, *((mine[0].text, mine[0].href) if mine else ("", "")))


def disagreement_line(row: Listed, header: PersonHeader, on: date) -> Line:
    """An outcome that we do not agree with, on a London day."""
    since = f"Since {short_day(row.since)}. {FOR_ROLE[row.owner]}."
    when = due_words(row.due_on, on)
    return Line(queue_name(header), _page_of(header), since, when, "Open the referrals", door("referrals", header))


def signals_line(one: FamilySignals, header: PersonHeader) -> Line:
    """A family's signals, by how many there were."""
    words = f"{counted(one.count, 'signal')} of {counted(one.kinds, 'kind')}"
    picture = url_for("casework.picture", person_id=header.id)
    newest = f"the newest on {short_day(one.newest_on)}"
    return Line(queue_name(header), _page_of(header), words, newest, "See it", picture)


def nobodys_line(header: PersonHeader) -> Line:
    """Somebody who has no keyworker."""
    since = f"Here since {short_day(header.registered_on)}"
    mine = ways(("assign_keyworker",), person_id=header.id, household_id=header.household_id)
    return Line(queue_name(header), _page_of(header), since, "", *((mine[0].text, mine[0].href) if mine else ("", "")))


def _page_of(header: PersonHeader) -> str:
    return url_for("casework.person", person_id=header.id)
