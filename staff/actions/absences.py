"""Writes about absence: who is away from when to when, and who looks after their people meanwhile."""

from datetime import datetime
from uuid import UUID, uuid4

from core.audit import record_change
from core.conflict import Refused
from core.db import db
from staff.models import Absence, StaffMember
from staff.queries import absences_of
from staff.rules import AbsenceSaid, problems_of_absence


def record_absence(member: StaffMember, said: AbsenceSaid, *, by: UUID, at: datetime) -> Absence:
    """Record that somebody is away, and their deputy. Raises Refused, everything at once."""
    standing = [(each.from_on, each.until_on) for each in absences_of(member.id)]
    away = [(each.from_on, each.until_on) for each in absences_of(said.deputy_id)] if said.deputy_id else []
    problems = problems_of_absence(said, staff_id=member.id, theirs=standing, of_deputy=away)
    if problems or said.deputy_id is None or said.from_on is None or said.until_on is None:
        raise Refused(*problems)
    absence = Absence(
        recorded_at=at,
        recorded_by_id=by,
        absence_key=uuid4(),
        staff_id=member.id,
        deputy_id=said.deputy_id,
        from_on=said.from_on,
        until_on=said.until_on,
    )
    db.session.add(absence)
    record_change("record_absence", by=by, at=at, about=str(member.id))
    db.session.flush()
    return absence


def call_off_absence(absence: Absence, *, by: UUID, at: datetime) -> None:
    """The absence does not happen, or ended early: the next version of it says so."""
    db.session.add(
        Absence(
            recorded_at=at,
            recorded_by_id=by,
            absence_key=absence.absence_key,
            version=absence.version + 1,
            staff_id=absence.staff_id,
            deputy_id=absence.deputy_id,
            from_on=absence.from_on,
            until_on=absence.until_on,
            called_off=True,
        )
    )
    record_change("call_off_absence", by=by, at=at, about=str(absence.staff_id))
    db.session.flush()
