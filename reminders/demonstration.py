"""What the demonstration's staff said about being told: two of them want texts, one has a number to confirm."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from core.db import db
from core.telephone import mobile_number
from reminders.actions import choose
from reminders.models import PhoneCode
from reminders.rules.choices import Choice
from staff.models import StaffMember

CONFIRMED = ("Sam Okoro", "Chris Pell")


def confirm_numbers(staff: Mapping[str, UUID], *, at: datetime) -> None:
    """Let some of these, by name, have given a code back and asked for texts at an instant (UTC). Does not commit."""
    for name in CONFIRMED:
        staff_id = staff[name]
        number = mobile_number(db.session.get_one(StaffMember, staff_id).phone or "")
        db.session.add(PhoneCode(staff_id=staff_id, number=number, code="000000", asked_at=at, confirmed_at=at))
        choose(Choice(texts=True), by=staff_id, at=at)
