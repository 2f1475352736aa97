"""Everything about one family, as one list of entries."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from uuid import UUID

from casework.queries.chronology.households import at_home
from casework.queries.chronology.plans import planned
from casework.queries.chronology.reading import signers
from casework.queries.chronology.told import reminded
from casework.queries.chronology.treatment import decided, supplied
from casework.rules import Case
from casework.rules.chronicle import Circle, happened, safeguarded, spoken
from casework.rules.entries import Entry, newest_first
from people.queries import earlier_households
from safetyplans.queries import written_by_link
from staff.queries import names_of


def chronology_of(case: Case) -> list[Entry]:
    """Every fact about a family, newest first, whoever saw it; what is ours alone is marked closed.

    The case was read before, by a scoped query. The number of statements grows with the service users of the
    household alone.
    """
    household_id = UUID(case.family.household_id)
    people = [UUID(person.id) for person in case.family.people]
    homes = {household_id, *(UUID(span.household_id) for span in earlier_households(household_id))}
    history = case.history
    told = (*history.events, *history.contacts, *history.calls, *history.heard, *history.seen, *history.referrals)
    signed = {one.recorded_by for one in told} - {""}  # type: ignore[attr-defined]
    names = {str(one): name for one, name in names_of(UUID(one) for one in signed).items()}
    circle = Circle(case.family, names, signers(homes))
    entries = [*happened(history, circle), *spoken(history, circle), *safeguarded(history, circle), *decided(people)]
    rows = _named(_rows(household_id, people, circle))
    return newest_first(_by_link(people, [*entries, *reminded(household_id), *rows]))


def _by_link(people: Sequence[UUID], entries: list[Entry]) -> list[Entry]:
    """What an agency wrote by its link it wrote itself, whoever made the link."""
    wrote = written_by_link(people)
    return [
        replace(entry, recorded_by=f"{wrote[entry.key]}, by their link") if entry.key in wrote else entry
        for entry in entries
    ]


def _rows(household_id: UUID, people: Sequence[UUID], circle: Circle) -> list[tuple[Entry, UUID]]:
    return list(chain(supplied(people), planned(people, circle, household_id), at_home(household_id, people)))


def _named(entries: Iterable[tuple[Entry, UUID]]) -> list[Entry]:
    """With the names of those who signed."""
    known = list(entries)
    names = names_of(by for _, by in known)
    return [replace(entry, recorded_by=names.get(by, "")) for entry, by in known]
