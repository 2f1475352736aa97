"""Reads of staff, teams, services and pharmacies."""

from datetime import datetime

from sqlalchemy import func, select

from core.db import db
from staff.models import Demonstration, StaffMember


def staff_member_of(user_id: int) -> StaffMember | None:
    """The member of staff behind a sign-in account."""
    return db.session.scalar(select(StaffMember).where(StaffMember.user_id == user_id))


def demonstration_loaded_at() -> datetime | None:
    """When made-up households were loaded, if they were."""
    return db.session.scalar(select(func.max(Demonstration.loaded_at)))
