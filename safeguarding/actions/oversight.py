"""Reviews, supervision, looks, offers of support, and answers to findings; and taking back what was a mistake."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from core.audit import record_change
from core.clock import day_of
from core.conflict import Refused
from core.versions import append
from safeguarding.actions.entries import add_first, add_next, frozen_problems, refuse, standing
from safeguarding.actions.no_more import bring_back
from safeguarding.models import (
    AboutHousehold,
    CoOrdinator,
    Look,
    NotNeeded,
    SafeguardingReview,
    Supervision,
    SupportOffered,
)
from safeguarding.queries import MODELS, has_exposure
from safeguarding.rules import (
    EntryNoun,
    LookKind,
    Problem,
    SupervisionSaid,
    day_problems,
    not_needed_problems,
    text_problems,
)


def withdraw_entry(
    *,
    household_id: UUID,
    noun: EntryNoun,
    entry_id: UUID,
    because: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> AboutHousehold:
    """Take an entry back, with the reason: it counts no longer and stays readable. Raises Refused and Conflict."""
    before = standing(MODELS[noun], household_id, entry_id)
    refuse(frozen_problems(before, household_id))
    bring_back(before, by=by, at=at)
    verb = f"withdraw_{noun.value.replace('-', '_')}"
    return add_next(before, verb, because=because, by=by, at=at, seen_version=seen_version, withdrawn=True)


def withdraw_event(
    *, household_id: UUID, entry_id: UUID, because: str, by: UUID, at: datetime, seen_version: int | None = None
) -> AboutHousehold:
    """Take an event back, with the reason. Raises Refused without one, and Conflict."""
    return withdraw_entry(
        household_id=household_id,
        noun=EntryNoun.EVENT,
        entry_id=entry_id,
        because=because,
        by=by,
        at=at,
        seen_version=seen_version,
    )


def record_safeguarding_review(
    *,
    household_id: UUID,
    by_name: str,
    decision: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
) -> SafeguardingReview:
    """Record the review after a child may have swallowed some. Raises Refused where none is recorded."""
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        text_problems("by_name", by_name, "Say who led the review"),
        text_problems("decision", decision, "Say what was decided"),
    )
    if not has_exposure(household_id):
        raise Refused(("decision", "Nothing recorded says that a child of this family may have swallowed some"))
    return add_first(
        SafeguardingReview,
        "record_safeguarding_review",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        by_name=by_name,
        decision=decision,
    )


def record_supervision(
    *,
    household_id: UUID,
    person_id: UUID,
    by_name: str,
    said: SupervisionSaid,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
) -> Supervision:
    """Record reflective supervision of one case: what is better for the child (SEED 9.1), and what was decided.

    Raises Refused without what is better for the child, for a decision without its reason, and for less than no time.
    """
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        text_problems("by_name", by_name, "Say who supervised"),
        text_problems(
            "better_for_the_child", said.better_for_the_child, "Say what is better for the child, or what is not"
        ),
        text_problems("decided_because", said.decided_because, "Say why this was decided") if said.decided else (),
        _minutes("minutes_on_case", said.minutes_on_case),
        _minutes("minutes_on_compliance", said.minutes_on_compliance),
    )
    return add_first(
        Supervision,
        "record_supervision",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        by_name=by_name,
        **asdict(said),
    )


def _minutes(field: str, minutes: int | None) -> tuple[Problem, ...]:
    return ((field, "Minutes must be 0 or more"),) if minutes is not None and minutes < 0 else ()


def look(
    *,
    household_id: UUID,
    person_id: UUID | None,
    kind: LookKind,
    by_name: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    what: str = "",
) -> Look:
    """Record that a manager looked at what is building up, or a prescriber at what was told (SEED 7.6)."""
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)), text_problems("by_name", by_name, "Say who looked"))
    return add_first(
        Look,
        "look",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        kind=kind.value,
        by_name=by_name,
        what=what,
    )


def name_co_ordinator(
    *, household_id: UUID, name: str, by: UUID, at: datetime, happened_on: date | None = None
) -> CoOrdinator:
    """Record the one named co-ordinator of a family (SEED 10.13); the newest stands. Raises Refused without a name."""
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)), text_problems("name", name, "Say who co-ordinates"))
    return add_first(
        CoOrdinator, "name_co_ordinator", household_id=household_id, happened_on=day, by=by, at=at, name=name.strip()
    )


def offer_support(
    *,
    household_id: UUID,
    person_id: UUID,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    what: str = "",
    declined: bool = False,
) -> SupportOffered:
    """Record that support was offered, and whether it was declined (SEED 7.5)."""
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)))
    return add_first(
        SupportOffered,
        "offer_support",
        household_id=household_id,
        person_id=person_id,
        happened_on=day,
        by=by,
        at=at,
        what=what,
        declined=declined,
    )


def answer_finding(
    *,
    household_id: UUID,
    person_id: UUID | None,
    code: str,
    because: str,
    by_name: str,
    until: date,
    by: UUID,
    at: datetime,
    about: str = "",
) -> NotNeeded:
    """Answer a finding with "not needed": because, by whom, until which London day. `about` empty: all of its code.

    Raises Refused for the two findings about a child who may have swallowed some: those are never not needed.
    """
    refuse(not_needed_problems(code, because, by_name, until, day_of(at)))
    row = NotNeeded(
        household_id=household_id,
        person_id=person_id,
        code=code,
        about=about,
        because=because.strip(),
        by_name=by_name.strip(),
        until=until,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(row)
    record_change("answer_finding", by=by, at=at, household=household_id, person=person_id, about=code)
    return row
