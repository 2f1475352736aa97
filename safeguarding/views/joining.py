"""Working together: one page that says who does what for a family, and the forms behind it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from people.actions import hold_record as freeze
from people.actions import release_record as let_go
from people.queries import held, linked_households
from people.rules import AGENCY_ROLE_WORDS, ChildFact
from safeguarding import actions
from safeguarding.forms import (
    BeforeBirthForm,
    DoneForm,
    HoldForm,
    IdentityForm,
    ShareNoteForm,
    joint_action_form,
    meeting_form,
)
from safeguarding.queries import history, shared_by, shared_with
from safeguarding.rules import (
    COLUMN_WORDS,
    BeforeBirthFact,
    EventFact,
    EventKind,
    History,
    IdentityFact,
    JointActionFact,
)
from safeguarding.views.blueprint import blueprint
from safeguarding.views.desk import Desk, saved, sit_down
from staff.access import allowed, found, viewer
from staff.queries import names_of
from staff.rules import Permission


@blueprint.get("/together")
@allowed(Permission.PEOPLE)
def show_together(person_id: UUID) -> ResponseReturnValue:
    """Who does what for this family: co-ordinator, children, agencies, actions, meetings, the other drug service."""
    desk = sit_down(person_id)
    known = history(desk.household_id)
    hold = held(desk.household_id)
    return render_template(
        "safeguarding/show_together.html",
        person=desk.header,
        on=desk.today,
        known=known,
        children=[_child(child, known) for child in desk.family.children],
        agencies=[(one, AGENCY_ROLE_WORDS[one.role], _heard(one.id, known)) for one in desk.family.agencies],
        todo=sorted((one for one in known.joint_actions if one.done_on is None), key=lambda one: (one.due_on, one.id)),
        done=[one for one in reversed(known.joint_actions) if one.done_on],
        agency_names={one.id: one.name for one in desk.family.agencies},
        use=_use(known),
        linked=bool(linked_households(desk.household_id)),
        ours=shared_by(desk.household_id),
        theirs=shared_with(desk.household_id),
        hold=hold,
        held_by=names_of([UUID(hold.recorded_by)]).get(UUID(hold.recorded_by), "") if hold else "",
        may_name=viewer().may(Permission.REPORTS),
    )


@blueprint.route("/together/meeting", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_meeting(person_id: UUID) -> ResponseReturnValue:
    """Record a meeting about this family."""
    desk = sit_down(person_id)
    form = meeting_form(desk.today)
    if form.validate_on_submit() and saved(
        form, lambda: actions.record_meeting(said=form.said(), happened_on=form.happened_on.data, **desk.signed)
    ):
        return _back(desk, "The meeting is recorded. Write down what each agency will do as well.")
    return _form(desk, form, "A meeting")


@blueprint.route("/together/action", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def agree_joint_action(person_id: UUID) -> ResponseReturnValue:
    """Write down what one agency said it would do."""
    desk = sit_down(person_id)
    form = joint_action_form(desk.family, desk.today)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.agree_joint_action(
            what=form.what.data or "",
            by_name=form.by_name.data or "",
            due_on=form.due_on.data,
            family_agency_id=UUID(form.agency.data) if form.agency.data else None,
            happened_on=form.happened_on.data,
            **desk.signed,
        ),
    ):
        return _back(desk, "Written down: who does what, by when.")
    return _form(desk, form, "What an agency will do")


@blueprint.route("/together/actions/<uuid:entry_id>/done", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def do_joint_action(person_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Write down that it is done, and how we know."""
    desk = sit_down(person_id)
    one = found(_open_action(history(desk.household_id), entry_id))
    form = DoneForm(data={"done_on": desk.today})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.do_joint_action(
            entry_id=entry_id,
            done_on=form.done_on.data,
            how=form.how.data or "",
            seen_version=one.version,
            **desk.signed,
        ),
    ):
        return _back(desk, "Written down: it is done.")
    return _form(desk, form, f"Done: {one.what}")


@blueprint.route("/together/before-birth/<uuid:child_id>", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def lead_before_birth(person_id: UUID, child_id: UUID) -> ResponseReturnValue:
    """Say who leads until a child is born, and what is agreed."""
    desk = sit_down(person_id)
    child = found(next((one for one in desk.family.children if one.id == str(child_id) and one.unborn), None))
    before = next((one for one in history(desk.household_id).before_births if one.child_id == child.id), None)
    form = BeforeBirthForm(data=_before(before))
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.lead_before_birth(
            child_id=child_id,
            by_name=form.by_name.data or "",
            assessment_by=form.assessment_by.data,
            agreed=form.agreed.data or "",
            **desk.signed,
        ),
    ):
        return _back(desk, "Written down: who leads until the birth.")
    return _form(desk, form, f"Before the birth: {child.name}")


@blueprint.route("/together/identity/<uuid:child_id>", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def consider_identity(person_id: UUID, child_id: UUID) -> ResponseReturnValue:
    """Write down what a child's background means for the help they get."""
    desk = sit_down(person_id)
    child = found(next((one for one in desk.family.children if one.id == str(child_id)), None))
    before = next((one for one in history(desk.household_id).identities if one.child_id == child.id), None)
    form = IdentityForm(data={"what": before.what if before else ""})
    if form.validate_on_submit() and saved(
        form, lambda: actions.consider_identity(child_id=child_id, what=form.what.data or "", **desk.signed)
    ):
        return _back(desk, "Written down.")
    return _form(desk, form, f"Who {child.name} is")


@blueprint.route("/together/share", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def share_note(person_id: UUID) -> ResponseReturnValue:
    """Let the other drug service read something about this family."""
    desk, form = sit_down(person_id), ShareNoteForm()
    if form.validate_on_submit() and saved(form, lambda: actions.share_note(what=form.what.data or "", **desk.signed)):
        return _back(desk, "The other service can read it now.")
    return _form(desk, form, "For the other drug service")


@blueprint.route("/hold", methods=["GET", "POST"])
@allowed(Permission.REPORTS)
def hold_record(person_id: UUID) -> ResponseReturnValue:
    """Freeze a family's record for an inquiry, or let go of it."""
    desk = sit_down(person_id)
    form = HoldForm()
    if request.method == "GET":
        form.act.data = "hold" if held(desk.household_id) is None else "release"
    # What the page offered when it was opened: a second press never does the opposite of the first.
    release = form.act.data == "release"
    act = let_go if release else freeze
    if form.validate_on_submit() and saved(form, lambda: act(because=form.because.data or "", **desk.signed)):
        return _back(desk, "The record is no longer frozen." if release else "The record is frozen. More can be added.")
    return _form(desk, form, "Let go of the record" if release else "Freeze the record for an inquiry")


@dataclass(frozen=True, slots=True)
class AChild:
    """A child as this page tells of them; `seen_on` is the last day somebody saw them, `referred` what came of that."""

    fact: ChildFact
    background: str
    identity: IdentityFact | None
    before_birth: BeforeBirthFact | None
    seen_on: date | None
    referred: str


def _child(child: ChildFact, known: History) -> AChild:
    background = [part for part in (child.ethnicity, child.religion, child.language) if part]
    referrals = [one for one in known.referrals if one.child_id == child.id]
    return AChild(
        child,
        ", ".join(background),
        next((one for one in known.identities if one.child_id == child.id), None),
        next((one for one in known.before_births if one.child_id == child.id), None),
        max((one.happened_on for one in known.seen if one.child_id == child.id), default=None),
        _referred(referrals[-1].sent, referrals[-1].not_sent_because) if referrals else "",
    )


def _referred(sent: bool, why_not: str) -> str:
    return "Referred" if sent else f"Not referred: {why_not}" if why_not else "To be decided"


def _heard(agency_id: str, known: History) -> date | None:
    return max((one.happened_on for one in known.heard if one.agency_id == agency_id), default=None)


def _open_action(known: History, entry_id: UUID) -> JointActionFact | None:
    return next((one for one in known.joint_actions if one.id == str(entry_id) and one.done_on is None), None)


def _before(fact: BeforeBirthFact | None) -> dict[str, object]:
    if fact is None:
        return {}
    return {"by_name": fact.by_name, "assessment_by": fact.assessment_by, "agreed": fact.agreed}


def _use(known: History) -> tuple[EventFact, list[tuple[str, str]], list[str]] | None:
    """What other drugs mean for the children, asked in full once: the newest answer to each question, and the gaps."""
    told = [one for one in known.events if one.kind is EventKind.USE_ON_TOP]
    if not told:
        return None
    parts = {
        "what": "what",
        "how_often": "how_often",
        "place": "where",
        "child_was": "child_was",
        "minded_by": "minded_by",
    }
    answers = [
        (COLUMN_WORDS[column], next((getattr(one, name) for one in reversed(told) if getattr(one, name)), ""))
        for column, name in parts.items()
    ]
    return told[-1], [(what, words) for what, words in answers if words], [what for what, words in answers if not words]


def _back(desk: Desk, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("safeguarding.show_together", person_id=desk.person_id))


def _form(desk: Desk, form: object, title: str) -> str:
    return render_template(
        "safeguarding/form.html", person=desk.header, form=form, title=title, came_from="safeguarding.show_together"
    )
