"""Families with something due, and mornings on which staff are told of it. All fictional."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from casework.models import Message, Reminder
from core.bank_holidays import Nation, around
from core.calendar import DAY, add_working_days, at_london, day_of
from core.clock import now
from core.db import commit, db
from reminders.models import PhoneCode, TellingChoice
from reminders.passing import one_pass
from staff.models import StaffMember
from tests.dispensing.builders import DAILY, Home, a_home
from tests.staff.builders import Person

MINUTE = timedelta(minutes=1)


def a_morning(working_days: int = 3, hour: int = 9) -> datetime:
    """Nine in the morning, London time, so many working days from today."""
    today = day_of(now())
    return at_london(add_working_days(today, working_days, around(Nation.ENGLAND_AND_WALES, today)), hour)


def a_family_with_much_due() -> Home:
    """A dose at home with a small child, and no plan: much is due, some of it the same day."""
    home = a_home(now())
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.uses(DAILY)
    commit()
    return home


def texts_to(person: Person, number: str = "07700 900100") -> None:
    """They want texts, and confirmed their number."""
    member = db.session.get_one(StaffMember, person.staff_id)
    member.phone = number
    confirmed = f"+44{number.replace(' ', '').removeprefix('0')}"
    said = {"recorded_at": now() - DAY, "recorded_by_id": person.staff_id}
    db.session.add(TellingChoice(staff_id=person.staff_id, version=1, new_acts="digest", texts=True, **said))
    code = {"code": "123456", "asked_at": now() - DAY, "confirmed_at": now() - DAY}
    db.session.add(PhoneCode(staff_id=person.staff_id, number=confirmed, **code))
    commit()


def passes(at: datetime, times: int = 1, worker: str = "one") -> datetime:
    """So many passes, a minute apart. Gives the instant after the last."""
    for _ in range(times):
        one_pass(at=at, worker=worker)
        at += MINUTE
    return at


def messages(person: Person | None = None, way: str | None = None, kind: str = "reminders") -> list[Message]:
    """Messages of a kind as they stand, in the order in which they were written."""
    query = select(Message).order_by(Message.written_at, Message.id).execution_options(populate_existing=True)
    rows = db.session.scalars(query)
    return [
        row
        for row in rows
        if row.kind == kind
        and (person is None or row.recipient_id == person.staff_id)
        and (way is None or row.way == way)
    ]


def reminders(household_id: UUID | None = None) -> list[Reminder]:
    query = select(Reminder).execution_options(populate_existing=True)
    return [row for row in db.session.scalars(query) if household_id in (None, row.household_id)]
