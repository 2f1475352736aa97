"""Packs for several people: asked for, made a file at a time, thrown away."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from casework.models import PackBatch, PackFile
from casework.queries.packs import of_service
from core.audit import record_change
from core.conflict import Refused
from core.db import db
from core.jobs import queue

KIND = "packs"
MOST = 1000
KEPT = timedelta(days=7)
"""Files hold what a pack holds about somebody: they are there to be printed, not to be kept."""


def ask_for_packs(*, service_id: UUID, person_ids: Sequence[UUID], by: UUID, at: datetime) -> UUID:
    """Ask for the packs of people of a service; the worker makes them. The batch.

    Raises Refused for nobody, for more than a thousand, and for anybody who is not the service's.
    """
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise Refused(("people", "Tick at least one person"))
    if len(wanted) > MOST:
        raise Refused(("people", f"Tick {MOST:,} people or fewer at a time"))
    if of_service(service_id, wanted) != set(wanted):
        raise Refused(("people", "Somebody ticked is not of your service any more. Open the list again"))
    batch = PackBatch(service_id=service_id, people=[str(one) for one in wanted], recorded_at=at, recorded_by_id=by)
    db.session.add(batch)
    db.session.flush()
    queue(KIND, {"batch": str(batch.id)}, at=at, key=f"{KIND}-{batch.id}", of_parts=len(wanted))
    record_change("ask_for_packs", by=by, at=at, about=str(batch.id))
    return batch.id


def keep_file(*, batch_id: UUID, number: int, people: int, pdf: bytes, at: datetime) -> None:
    """Keep one file of a batch."""
    db.session.add(PackFile(batch_id=batch_id, number=number, people=people, pdf=pdf, made_at=at))
    db.session.flush()


def throw_old_files_away(*, at: datetime) -> None:
    """Throw away what was made more than a week before an instant (UTC)."""
    db.session.execute(delete(PackFile).where(PackFile.made_at < at - KEPT))
