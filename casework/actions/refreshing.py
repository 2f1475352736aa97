"""Keeping the copy of what stands: one household at a time when it is written about, and what falls due at night."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select, update

from casework.models import HomeFigure, OpenFinding, TellingDue
from casework.queries.deriving import Derived, derived
from casework.rules.desk import closed_ids, kept_closed
from casework.rules.due import rank
from casework.rules.figures.homes import home_of
from core.calendar import DAY
from core.db import db
from core.findings import Finding, Owner
from core.policy import Policy
from people.models import Household

AT_ONCE = 50
"""So many households are brought up to date inside the commit that touched them; of more the pass takes care."""


def refresh(household_ids: Collection[UUID], *, on: date, policy: Policy) -> int:
    """Work out anew what stands for households whose facts change in this transaction. Says how many it did.

    `next_change_on` becomes the day after, so that the nightly pass works out the real one: a commit stays cheap.
    Of more households than `AT_ONCE` none is done here: they fall due at once, and the pass catches up (design.md).
    """
    if len(household_ids) > AT_ONCE:
        make_due(household_ids, on=on)
        return 0
    held = _hold(household_ids)
    _keep(derived(held, on, policy))
    _fall_due(dict.fromkeys(held, on + DAY))
    return len(held)


def settle(found: Sequence[tuple[Derived, date]]) -> int:
    """Keep what was derived for households, each with the next day to look. Says how many were still due.

    One that was written about since it was derived was done by that writer: it is left as it is. The number of
    statements does not depend on how many households there are.
    """
    if not found:
        return 0
    due = set(_hold([one.household_id for one, _ in found], due_by=found[0][0].scene.on))
    still = [(one, next_on) for one, next_on in found if one.household_id in due]
    _keep([one for one, _ in still])
    _fall_due({one.household_id: next_on for one, next_on in still})
    return len(still)


def make_due(household_ids: Collection[UUID], *, on: date) -> None:
    """Have the next pass look at these households."""
    _fall_due(dict.fromkeys(household_ids, on))


def look_again(*, on: date, service_id: UUID | None = None) -> None:
    """Have the next pass look at every household, or at those of one service: a policy or a leaflet changed."""
    query = update(Household).values(next_change_on=on)
    if service_id is not None:
        query = query.where(Household.service_id == service_id)
    db.session.execute(query, execution_options={"synchronize_session": False})


def _hold(household_ids: Collection[UUID], due_by: date | None = None) -> list[UUID]:
    """These households, held until the commit so that two writers cannot both leave their copy behind."""
    query = select(Household.id).where(Household.id.in_(sorted(household_ids))).order_by(Household.id)
    if due_by is not None:
        query = query.where(Household.next_change_on.is_(None) | (Household.next_change_on <= due_by))
    return list(db.session.scalars(query.with_for_update()))


def _fall_due(days: Mapping[UUID, date]) -> None:
    """When to look again, by household."""
    rows = [{"id": household_id, "next_change_on": day} for household_id, day in sorted(days.items())]
    if rows:
        db.session.execute(update(Household), rows)


def _keep(found: Sequence[Derived]) -> None:
    """Replace the copies of these households: their findings, how the figures count them, and that reminders look."""
    ids = [one.household_id for one in found]
    copies: tuple[tuple[Any, list[dict[str, Any]]], ...] = (
        (OpenFinding, [row for one in found for row in rows_of(one)]),
        (HomeFigure, [figure_of(one) for one in found if one.case.family.people]),
        (TellingDue, [_to_tell(one) for one in found if one.findings]),
    )
    for model, rows in copies:
        db.session.execute(
            delete(model).where(model.household_id.in_(ids)), execution_options={"synchronize_session": False}
        )
        if rows:
            db.session.execute(insert(model), rows)


def _to_tell(one: Derived) -> dict[str, Any]:
    """The reminders' next pass looks at this household: a new stamp, as what it read before counts no more."""
    return {"household_id": one.household_id, "due_on": one.scene.on, "stamp": uuid4()}


def figure_of(one: Derived) -> dict[str, Any]:
    """How the figures count a household, as values of `HomeFigure`."""
    return {"service_id": one.service_id, "household_id": one.household_id} | asdict(home_of(one.scene))


def rows_of(one: Derived) -> Iterator[dict[str, Any]]:
    """The copy of a household's findings, as values of `OpenFinding`; none for a household that everybody left."""
    people = sorted(one.case.family.people, key=lambda person: person.ended is not None)
    if not people:
        return
    closed = closed_ids(one.case.history)
    for finding in one.findings:
        yield {
            "service_id": one.service_id,
            "household_id": one.household_id,
            "person_id": UUID(finding.person_id) if finding.person_id else None,
            "whom_id": UUID(finding.person_id or people[0].id),
            "code": finding.code,
            "about": finding.about,
            "severity": finding.severity.value,
            "rank": rank(finding),
            "owner": finding.owner.value,
            "owner_staff_id": _whose(finding, one),
            "prescriber_too": Owner.PRESCRIBER in finding.also,
            "lead_too": Owner.SAFEGUARDING_LEAD in finding.also,
            "since": finding.since,
            "due_on": finding.due_on,
            "sentence": finding.sentence,
            "clears": list(finding.clears),
            "kept_closed": kept_closed(finding, closed),
        }


def _whose(finding: Finding, one: Derived) -> UUID | None:
    """The keyworker, for what concerns the household the first one's; or the prescriber that a decision names."""
    if finding.code == "authoriser-unconfirmed":
        decisions = one.case.decisions[finding.person_id].decisions
        return next((UUID(each.authoriser_id) for each in decisions if each.id == finding.about), None)
    if finding.owner is not Owner.KEYWORKER:
        return None
    here = [person for person in one.case.family.people if person.ended is None]
    mine = [person for person in here if person.id == finding.person_id] if finding.person_id else here
    return next((UUID(person.keyworker_id) for person in mine if person.keyworker_id), None)
