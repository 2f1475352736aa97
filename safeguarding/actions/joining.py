"""Working as one: meetings, what agencies agreed to do, who leads before a birth, what the other service may read."""

from datetime import date, datetime
from uuid import UUID

from core.clock import day_of
from core.conflict import Refused
from people.queries import linked_households
from safeguarding.actions.entries import (
    about_problems,
    add_first,
    add_next,
    agency_problems,
    frozen_problems,
    refuse,
    standing,
)
from safeguarding.models import BeforeBirth, IdentityConsidered, JointAction, Meeting, SharedNote
from safeguarding.queries import members
from safeguarding.rules import MeetingSaid, day_problems, text_problems


def record_meeting(
    *, household_id: UUID, said: MeetingSaid, by: UUID, at: datetime, happened_on: date | None = None
) -> Meeting:
    """Record a meeting: who came, who was asked and did not, what was agreed (SEED 10.13).

    Raises Refused for a future day, without what it was about, without anybody who came, or with the next one earlier.
    """
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        text_problems("what", said.what, "Say what the meeting was about"),
        text_problems("came", " ".join(said.came), "Say who came"),
        (("next_on", "The next meeting must be after this one"),) if said.next_on and said.next_on <= day else (),
    )
    return add_first(
        Meeting,
        "record_meeting",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        what=said.what,
        came=list(said.came),
        asked=list(said.asked),
        agreed=said.agreed,
        next_on=said.next_on,
        ours_alone=said.ours_alone,
    )


def agree_joint_action(
    *,
    household_id: UUID,
    what: str,
    by_name: str,
    due_on: date,
    by: UUID,
    at: datetime,
    family_agency_id: UUID | None = None,
    happened_on: date | None = None,
) -> JointAction:
    """Record what one agency said it would do, who there, and by which London day (SEED 9.4).

    Raises Refused without what or who, for an agency of another family, and for a day before it was agreed.
    """
    day = happened_on or day_of(at)
    refuse(
        day_problems(day, day_of(at)),
        text_problems("what", what, "Say what will be done"),
        text_problems("by_name", by_name, "Say who does it"),
        agency_problems(household_id, family_agency_id, field="agency"),
        (("due_on", "The day must not be before it was agreed"),) if due_on < day else (),
    )
    return add_first(
        JointAction,
        "agree_joint_action",
        household_id=household_id,
        happened_on=day,
        by=by,
        at=at,
        family_agency_id=family_agency_id,
        what=what.strip(),
        by_name=by_name.strip(),
        due_on=due_on,
    )


def do_joint_action(
    *,
    household_id: UUID,
    entry_id: UUID,
    done_on: date,
    how: str,
    by: UUID,
    at: datetime,
    seen_version: int | None = None,
) -> JointAction:
    """Record that it is done, how we know, and on which London day: its next version. Raises Refused and Conflict."""
    before = standing(JointAction, household_id, entry_id)
    refuse(
        frozen_problems(before, household_id, adding={"done_on": done_on}),
        day_problems(done_on, day_of(at), field="done_on"),
        (("done_on", "The day is before it was agreed"),) if done_on < before.happened_on else (),
        text_problems("how", how, "Say what was done, and how we know"),
    )
    return add_next(before, "do_joint_action", because=how, by=by, at=at, seen_version=seen_version, done_on=done_on)


def lead_before_birth(
    *,
    household_id: UUID,
    child_id: UUID,
    by_name: str,
    by: UUID,
    at: datetime,
    assessment_by: date | None = None,
    agreed: str = "",
) -> BeforeBirth:
    """Record who leads until a child is born, by when the assessment is done, and what was agreed (SEED 10.22).

    Raises Refused for a child of another family or one who is born, and without a name.
    """
    today = day_of(at)
    born = members([household_id])[household_id].born_on.get(child_id)
    refuse(
        about_problems(household_id, today, child_id=child_id, field="child"),
        (("child", "This child is born"),) if born is not None else (),
        text_problems("by_name", by_name, "Say who leads"),
    )
    return add_first(
        BeforeBirth,
        "lead_before_birth",
        household_id=household_id,
        happened_on=today,
        by=by,
        at=at,
        child_id=child_id,
        by_name=by_name.strip(),
        assessment_by=assessment_by,
        agreed=agreed,
    )


def consider_identity(*, household_id: UUID, child_id: UUID, what: str, by: UUID, at: datetime) -> IdentityConsidered:
    """Record what a child's ethnicity, religion and language mean for the help they get (SEED 6.13, 10.18)."""
    today = day_of(at)
    refuse(
        about_problems(household_id, today, child_id=child_id, field="child"),
        text_problems("what", what, "Say what it means for the help this child gets, or that it changes nothing"),
    )
    return add_first(
        IdentityConsidered,
        "consider_identity",
        household_id=household_id,
        happened_on=today,
        by=by,
        at=at,
        child_id=child_id,
        what=what,
    )


def share_note(*, household_id: UUID, what: str, by: UUID, at: datetime) -> SharedNote:
    """Let the other drug service of a linked family read a note, and nothing else (SEED 9.7).

    Raises Refused without words, and before both sides have said that it is the same family.
    """
    refuse(text_problems("what", what, "Write what the other service may read"))
    if not linked_households(household_id):
        raise Refused(("what", "No other drug service is linked with this family yet"))
    return add_first(
        SharedNote, "share_note", household_id=household_id, happened_on=day_of(at), by=by, at=at, what=what
    )
