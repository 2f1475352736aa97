"""Recording what happened, correcting it, and answering what it changes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.versions import append
from safeguarding.actions.entries import about_problems, add_first, add_next, frozen_problems, refuse, standing
from safeguarding.actions.no_more import bring_back, take_off_pages, with_child_meant
from safeguarding.models import Event, EventAnswer, ExposureAct
from safeguarding.rules import EventKind, EventSaid, Problem, day_problems, ours_alone_by_default, text_problems

_ABOUT_BIRTH = frozenset({EventKind.PREGNANCY, EventKind.BIRTH})


def record_event(
    *,
    household_id: UUID,
    person_id: UUID | None,
    said: EventSaid,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    changes_nothing_because: str = "",
    entry_id: UUID | None = None,
) -> Event:
    """Record something that happened, on the London day `happened_on` (the day of recording where none is given).

    `changes_nothing_because` answers "does this change anything about the methadone at home?" with no; empty is yes.
    A pregnancy that ended, and a child who died, take the child off every page at once.
    Raises Refused for a future day, for a child or adult of another family, and for a day before the child was born.
    """
    day = happened_on or day_of(at)
    refuse(_problems(household_id, said, day, at))
    said = with_child_meant(household_id, said)
    row = add_first(
        Event,
        "record_event",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        entry_id=entry_id,
        **_columns(said),
    )
    take_off_pages(said, day, by=by, at=at)
    if changes_nothing_because.strip():
        _answer(row, changes_nothing_because, changes=False, by=by, at=at)
    return row


def correct_event(
    *,
    household_id: UUID,
    entry_id: UUID,
    said: EventSaid,
    happened_on: date,
    because: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> Event:
    """Record the next version of an event; the one before stays readable.

    Raises Refused as `record_event` does and without `because`; Conflict where `seen_version` is not the newest.
    """
    before = standing(Event, household_id, entry_id)
    refuse(frozen_problems(before, household_id), _problems(household_id, said, happened_on, at))
    if (before.kind, before.about_child_id) != (said.kind.value, said.about_child_id):
        bring_back(before, by=by, at=at)
    take_off_pages(said, happened_on, by=by, at=at)
    return add_next(
        before,
        "correct_event",
        because=because,
        by=by,
        at=at,
        seen_version=seen_version,
        happened_on=happened_on,
        **_columns(said),
    )


def answer_event(
    *, household_id: UUID, entry_id: UUID, because: str, by: UUID, at: datetime, changes: bool = False
) -> EventAnswer:
    """Answer "does this change anything about the methadone at home?": no, because …; with `changes`, yes after all.

    The newest answer stands. Raises Refused without a reason.
    """
    event = standing(Event, household_id, entry_id)
    refuse(text_problems("because", because, "Say why"))
    return _answer(event, because, changes=changes, by=by, at=at)


def record_exposure_act(
    *, household_id: UUID, entry_id: UUID, what: str, by_name: str, by: UUID, at: datetime, done_at: datetime
) -> ExposureAct:
    """Record what was done, by whom and when (UTC), after a child may have swallowed some.

    Raises Refused where the event says something else, for a time to come, and without what or whom.
    """
    event = standing(Event, household_id, entry_id)
    if event.kind != EventKind.CHILD_EXPOSURE.value:
        raise Refused(("entry", "This entry does not say that a child may have swallowed some"))
    refuse(
        text_problems("what", what, "Say what was done"),
        text_problems("by_name", by_name, "Say who did it"),
        (("done_at", "The time must not be in the future"),) if done_at > at else (),
    )
    row = ExposureAct(
        entry_id=entry_id,
        household_id=household_id,
        what=what.strip(),
        by_name=by_name.strip(),
        done_at=done_at,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    record_change(
        "record_exposure_act", by=by, at=at, household=household_id, person=event.person_id, about=str(entry_id)
    )
    return row


def _problems(household_id: UUID, said: EventSaid, happened_on: date, at: datetime) -> tuple[Problem, ...]:
    return day_problems(happened_on, day_of(at)) + about_problems(
        household_id,
        happened_on,
        child_id=said.about_child_id,
        adult_id=said.about_adult_id,
        about_birth=said.kind in _ABOUT_BIRTH,
    )


def _columns(said: EventSaid) -> dict[str, Any]:
    ours_alone = ours_alone_by_default(said.kind) if said.ours_alone is None else said.ours_alone
    return {
        "kind": said.kind.value,
        "source": said.source.value if said.source else None,
        "about_child_id": said.about_child_id,
        "about_adult_id": said.about_adult_id,
        "seen_by": said.seen_by,
        "known_to": list(said.known_to),
        "place": said.place,
        "present": list(said.present),
        "child_present": said.child_present,
        "what": said.what,
        "how_often": said.how_often,
        "child_was": said.child_was,
        "minded_by": said.minded_by,
        "ours_alone": ours_alone,
    }


def _answer(event: Event, because: str, *, changes: bool, by: UUID, at: datetime) -> EventAnswer:
    row = EventAnswer(
        entry_id=event.entry_id,
        household_id=event.household_id,
        because=because.strip(),
        changes=changes,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    record_change(
        "answer_event", by=by, at=at, household=event.household_id, person=event.person_id, about=str(event.entry_id)
    )
    return row
