"""Writes about children: who they are, how they are part of a household, and that they are not any more."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from core.audit import record_change
from core.clock import day_of
from core.db import db
from core.versions import append, following
from people.actions.histories import columns_of, newest, refuse, said_of
from people.models import Child, ChildDetails
from people.queries import as_frozen
from people.rules import (
    ChildGone,
    ChildHow,
    ChildSaid,
    child_problems,
    day_problems,
    frozen_child_problems,
    frozen_gone_problems,
)


def add_child(*, household_id: UUID, said: ChildSaid, by: UUID, at: datetime) -> UUID:
    """Record a child of a household and return the child's id; one known there already is not recorded twice.

    Raises Refused for what the rules refuse.
    """
    refuse(child_problems(said, day_of(at)))
    known = _known(household_id, said)
    if known is not None:
        return known
    child = Child(id=uuid4(), household_id=household_id)
    append(child)
    _append(child, said, 1, by=by, at=at)
    record_change("add_child", by=by, at=at, household=household_id, about=str(child.id))
    return child.id


def _known(household_id: UUID, said: ChildSaid) -> UUID | None:
    """A child recorded there with just these details: a button pressed twice."""
    ids = db.session.scalars(select(Child.id).where(Child.household_id == household_id))
    for child_id in ids:
        latest = _latest(child_id)
        if latest.gone is None and said_of(ChildSaid, latest) == said:
            return child_id
    return None


def change_child(*, child_id: UUID, said: ChildSaid, by: UUID, at: datetime, seen: int | None = None) -> int:
    """Record what is known of a child as a new version, and say which it is; nothing new, nothing recorded.

    A child who was gone is there again. Raises Refused, also for what is frozen, or Conflict where a newer version
    than `seen` is there.
    """
    latest, frozen = _latest(child_id), _frozen(child_id)
    refuse((*child_problems(said, day_of(at)), *(frozen_child_problems(frozen, said) if frozen else ())))
    if latest.gone is None and said_of(ChildSaid, latest) == said:
        return latest.version
    return _follow(latest, said, "change_child", seen, by=by, at=at)


def change_child_how(*, child_id: UUID, how: ChildHow, by: UUID, at: datetime, seen: int | None = None) -> int:
    """Record that a child lives, stays, visits or lives elsewhere now; the rest stays as it was."""
    said = replace(said_of(ChildSaid, _latest(child_id)), how=how)
    return change_child(child_id=child_id, said=said, by=by, at=at, seen=seen)


def child_gone(*, child_id: UUID, why: ChildGone, on: date, by: UUID, at: datetime, seen: int | None = None) -> int:
    """Take a child off every page from a day on; no cause is asked. The history stays.

    Raises Refused for a day after today and for what is frozen, Conflict where a newer version than `seen` is there.
    """
    latest, frozen = _latest(child_id), _frozen(child_id)
    if (latest.gone, latest.gone_on) == (why, on):
        return latest.version
    refuse((*day_problems("gone_on", on, day_of(at)), *(frozen_gone_problems(frozen, latest, why) if frozen else ())))
    return _follow(latest, said_of(ChildSaid, latest), "child_gone", seen, gone=why, gone_on=on, by=by, at=at)


def child_back(*, child_id: UUID, why: ChildGone, by: UUID, at: datetime) -> int:
    """Show a child again whom we took off the pages for a reason that was not so; which version that is.

    One who is off them for another reason, or not at all, stays as they are.
    """
    latest = _latest(child_id)
    if latest.gone != why:
        return latest.version
    return _follow(latest, said_of(ChildSaid, latest), "child_back", None, by=by, at=at)


def carry_child(*, child_id: UUID, into: UUID, by: UUID, at: datetime, gone: ChildGone | None = None) -> None:
    """Record that a child belongs to another household now, with the same id and all that is known."""
    latest = _latest(child_id)
    child = db.session.get_one(Child, child_id)
    child.household_id = into
    said = said_of(ChildSaid, latest)
    if gone is None:
        _append(child, said, latest.version + 1, gone=latest.gone, gone_on=latest.gone_on, by=by, at=at)
    else:
        _append(child, said, latest.version + 1, gone=gone, gone_on=day_of(at), by=by, at=at)


def _frozen(child_id: UUID) -> ChildDetails | None:
    """What stood of a child when the family's record was frozen, where it is."""
    return as_frozen(ChildDetails, db.session.get_one(Child, child_id).household_id, child_id=child_id)


def _latest(child_id: UUID) -> ChildDetails:
    latest = newest(ChildDetails, child_id=child_id)
    if latest is None:
        raise LookupError("a child without details")
    return latest


def _follow(
    latest: ChildDetails,
    said: ChildSaid,
    verb: str,
    seen: int | None,
    *,
    by: UUID,
    at: datetime,
    gone: ChildGone | None = None,
    gone_on: date | None = None,
) -> int:
    version = following(latest.version, seen)
    child = db.session.get_one(Child, latest.child_id)
    _append(child, said, version, gone=gone, gone_on=gone_on, by=by, at=at)
    record_change(verb, by=by, at=at, household=child.household_id, about=str(child.id))
    return version


def _append(
    child: Child,
    said: ChildSaid,
    version: int,
    *,
    by: UUID,
    at: datetime,
    gone: str | None = None,
    gone_on: date | None = None,
) -> None:
    append(
        ChildDetails(
            child_id=child.id,
            version=version,
            household_id=child.household_id,
            gone=gone,
            gone_on=gone_on,
            recorded_at=at,
            recorded_by_id=by,
            **columns_of(said),
        )
    )
