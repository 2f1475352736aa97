"""Writes about a family's record that is frozen for an inquiry, and let go of again."""

from datetime import datetime
from uuid import UUID

from core.audit import record_change
from core.conflict import Refused
from core.versions import append
from people.actions.histories import refuse
from people.models import LegalHold
from people.queries import held
from people.rules import blank


def hold_record(*, household_id: UUID, because: str, by: UUID, at: datetime) -> LegalHold:
    """Freeze a family's record for an inquiry: what is written stays as it is, and nothing is destroyed.

    More can be added. Raises Refused without a reason, or where it is held already.
    """
    return _hold(household_id, because, held_now=True, by=by, at=at)


def release_record(*, household_id: UUID, because: str, by: UUID, at: datetime) -> LegalHold:
    """Let go of a record that was frozen. Raises Refused without a reason, or where it is not held."""
    return _hold(household_id, because, held_now=False, by=by, at=at)


def _hold(household_id: UUID, because: str, *, held_now: bool, by: UUID, at: datetime) -> LegalHold:
    refuse(blank("because", because, "Say why"))
    if (held(household_id) is not None) is held_now:
        words = "The record is frozen already" if held_now else "The record is not frozen"
        raise Refused(("because", words))
    row = LegalHold(
        household_id=household_id, held=held_now, because=because.strip(), recorded_by_id=by, recorded_at=at
    )
    append(row)
    record_change("hold_record" if held_now else "release_record", by=by, at=at, household=household_id)
    return row
