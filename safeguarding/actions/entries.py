"""First and next versions of an entry: how every act of this package writes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import inspect

from core.audit import record_change
from core.conflict import Refused
from core.db import touch
from core.versions import append, following
from people.queries import held
from safeguarding.models import AboutHousehold
from safeguarding.queries import is_agency_of, members, newest
from safeguarding.rules import Problem, birth_problems, text_problems

Entry = TypeVar("Entry", bound=AboutHousehold)

_NEW_EVERY_TIME = frozenset({"id", "version", "recorded_at", "recorded_by_id", "because", "withdrawn"})


def refuse(*problems: Iterable[Problem]) -> None:
    """Raise Refused with everything that is wrong; nothing where nothing is."""
    found = [problem for some in problems for problem in some]
    if found:
        raise Refused(*found)


def add_first(
    model: type[Entry],
    verb: str,
    *,
    household_id: UUID,
    happened_on: date,
    by: UUID,
    at: datetime,
    entry_id: UUID | None = None,
    **values: Any,
) -> Entry:
    """Write the first version of an entry, audited as `verb`; under an id of the caller's own, if given."""
    entry_id = entry_id or uuid4()
    row = model(
        id=entry_id,
        entry_id=entry_id,
        version=1,
        household_id=household_id,
        happened_on=happened_on,
        recorded_by_id=by,
        recorded_at=at,
        **values,
    )
    append(row)
    record_change(verb, by=by, at=at, household=household_id, person=values.get("person_id"), about=str(entry_id))
    return row


def add_next(
    before: Entry,
    verb: str,
    *,
    because: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
    withdrawn: bool = False,
    **changes: Any,
) -> Entry:
    """Write the next version of an entry: what is not in `changes` stays as it was.

    Raises Refused without a reason, and Conflict where `seen_version` is not the newest or somebody was quicker.
    """
    refuse(text_problems("because", because, "Say why you are changing this"))
    version = following(before.version, seen_version)
    kept = {
        column.key: getattr(before, column.key)
        for column in inspect(type(before)).column_attrs
        if column.key not in _NEW_EVERY_TIME
    }
    row = type(before)(
        **{**kept, **changes},
        version=version,
        withdrawn=withdrawn,
        because=because.strip(),
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    person_id = getattr(row, "person_id", None)
    record_change(verb, by=by, at=at, household=row.household_id, person=person_id, about=str(row.entry_id))
    return row


def standing(model: type[Entry], household_id: UUID, entry_id: UUID) -> Entry:
    """The version that stands, about to change for this family. Raises Refused where there is none (any more)."""
    row = newest(model, household_id, entry_id)
    if row is None:
        raise Refused(("entry", "There is no such entry for this family"))
    touch(household_id)
    return row


def frozen_problems(
    before: AboutHousehold, household_id: UUID, *, adding: Mapping[str, Any] | None = None
) -> tuple[Problem, ...]:
    """Refuses to change or take back what was written before the family's record was frozen for an inquiry.

    `adding`: the columns of an answer or a missing part: more can be added, so what only fills in blanks goes through.
    """
    hold = held(household_id)
    if hold is None or before.recorded_at > hold.recorded_at:
        return ()
    if adding is not None and all(getattr(before, name) in (None, "", value) for name, value in adding.items()):
        return ()
    return (("because", "This record is frozen for an inquiry. Write down what is wrong as a new entry instead."),)


def about_problems(
    household_id: UUID,
    happened_on: date,
    *,
    child_id: UUID | None = None,
    adult_id: UUID | None = None,
    about_birth: bool = False,
    field: str = "about",
) -> tuple[Problem, ...]:
    """Refuses a child or adult of another family, and a day before the child was born."""
    if child_id is None and adult_id is None:
        return ()
    family = members([household_id])[household_id]
    if child_id is not None and child_id not in family.children:
        return ((field, "Choose a child of this family"),)
    if adult_id is not None and adult_id not in family.adults:
        return ((field, "Choose an adult of this family"),)
    born_on = family.born_on[child_id] if child_id is not None else None
    return birth_problems(happened_on, born_on, about_birth=about_birth)


def agency_problems(
    household_id: UUID, family_agency_id: UUID | None, *, field: str = "with_agency"
) -> tuple[Problem, ...]:
    """Refuses an agency that was never one of this family's."""
    if family_agency_id is None or is_agency_of(household_id, family_agency_id):
        return ()
    return ((field, "Choose an agency of this family"),)
