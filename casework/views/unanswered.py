"""The manager's weekly list: agencies that have still not answered about a plan, and what waits between agencies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from casework.queries.together_waiting import Waiting, waiting_together
from casework.queries.work import standing_of_code
from casework.rules.listing import Listed
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.policy import current
from core.wording import counted, instant, listed, short_day
from people.queries import person_headers
from people.rules import PersonHeader
from safetyplans.queries import QuestionLine, SharingLine, gone_astray, questions_waiting, reminded_on
from safetyplans.rules import SharingPolicy
from staff.access import allowed, found, viewer
from staff.queries import service_by_id
from staff.rules import Permission

MOST = 200
ASTRAY_DAYS = timedelta(days=28)
Headers = Mapping[UUID, PersonHeader]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: whom it is about, what, when, and where to do something about it."""

    name: str
    what: str
    when: str
    href: str


@blueprint.get("/sharing")
@allowed(Permission.REPORTS)
def sharing_list() -> ResponseReturnValue:
    """Who has still not answered, what agencies asked, and what went to the wrong place, for the whole service."""
    looking, at = viewer(), clock.now()
    record_view("sharing_list", by=looking.staff_id, at=at)
    service_id, on = found(looking.service_id), clock.day_of(at)
    code = found(service_by_id(service_id)).code
    late = timedelta(days=current().section(SharingPolicy, on=on, service_code=code).weekly_list_days)
    silent = standing_of_code(service_id, "share-unacknowledged", limit=MOST + 1)
    reminded = reminded_on({one.whom_id for one in silent})
    asked = questions_waiting(service_id, limit=MOST + 1)
    astray = gone_astray(service_id, on - ASTRAY_DAYS, limit=MOST + 1)
    wanted = {one.whom_id for one in silent}
    together = waiting_together(service_id, on, limit=MOST + 1)
    headers = person_headers(wanted | {one.person_id for one in asked} | {one.person_id for one in astray})
    return render_template(
        "casework/sharing_list.html",
        most=MOST,
        more={
            "silent": len(silent) > MOST,
            "asked": len(asked) > MOST,
            "together": len(together) > MOST,
            "astray": len(astray) > MOST,
        },
        together=together_lines(together[:MOST], lambda header: header.name),
        silent=[
            _silent(one, headers, _reminder(one, reminded)) for one in silent[:MOST] if _listed(one, reminded, on, late)
        ],
        asked=[
            Line(headers[one.person_id].name, f"{one.agency_name} asked something", instant(one.at), answer_page(one))
            for one in asked[:MOST]
        ],
        astray=[
            Line(headers[one.person_id].name, f"Meant for {one.agency_name}", short_day(one.on), _sending(one))
            for one in astray[:MOST]
        ],
    )


def _reminder(one: Listed, reminded: Mapping[tuple[UUID, UUID], date]) -> date | None:
    return reminded.get((one.whom_id, UUID(one.about))) if one.about else None


def _listed(one: Listed, reminded: Mapping[tuple[UUID, UUID], date], on: date, late: timedelta) -> bool:
    """Past its day, and reminded; or so late that it is listed though nobody has."""
    if one.due_on is None or one.due_on >= on:
        return False
    return _reminder(one, reminded) is not None or one.due_on + late <= on


def _silent(one: Listed, headers: Headers, reminder: date | None) -> Line:
    due = short_day(one.due_on) if one.due_on else ""
    when = f"Was due on {due}. " + (f"Reminded on {short_day(reminder)}" if reminder else "Not reminded yet")
    return Line(headers[one.whom_id].name, one.sentence, when, _everybody(one.whom_id))


def _everybody(person_id: UUID) -> str:
    return url_for("safetyplans.who_has_plan", person_id=person_id)


def answer_page(one: QuestionLine) -> str:
    """Where a question is read and answered."""
    return url_for(
        "safetyplans.reply_to_agency", person_id=one.person_id, share_id=one.share_id, answer_id=one.answer_id
    )


def together_lines(waiting: Sequence[Waiting], called: Callable[[PersonHeader], str]) -> list[Line]:
    """What waits between agencies, a line a family; not what it is, which stays closed on the page it leads to."""
    headers = person_headers({one.person_id for one in waiting})
    return [Line(called(headers[one.person_id]), _waits(one), _since(one), _together(one.person_id)) for one in waiting]


def _waits(one: Waiting) -> str:
    overdue = f"{counted(one.overdue, 'thing')} agreed between agencies and not done" if one.overdue else ""
    unread = f"{counted(one.unread, 'note')} of another drug service that nobody here has read" if one.unread else ""
    return listed(filter(None, (overdue, unread)))


def _since(one: Waiting) -> str:
    return f"Was to be done by {short_day(one.due_on)}" if one.due_on else ""


def _together(person_id: UUID) -> str:
    return url_for("safeguarding.show_together", person_id=person_id)


def _sending(one: SharingLine) -> str:
    return url_for("safetyplans.show_sending", person_id=one.person_id, share_id=one.share_id)
