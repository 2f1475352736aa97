"""What became of a referral, what we think of it, and a disagreement about it until it is resolved."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.forms import Choice, Form
from core.wording import counted, sentence, short_day
from safeguarding import actions
from safeguarding.forms import OurViewForm, OutcomeForm, ResolveForm, escalate_form
from safeguarding.rules import OurView, Turn
from safeguarding.rules.policy import EscalationStage
from safeguarding.views.blueprint import blueprint
from safeguarding.views.cards import OWNER_WORDS, Answered, Card, answer_of, referral_of
from safeguarding.views.desk import Desk, saved, sit_down
from staff.access import allowed
from staff.rules import Permission

FURTHER = "Take a disagreement further"
STEP_SINCE = (
    "A step was recorded since this page was opened. "
    "Open what they answered, see how far it went, and save again if yours is another step"
)


@blueprint.route("/referrals/<uuid:referral_id>/outcome", methods=["GET", "POST"])
@allowed(Permission.REFER)
def record_outcome(person_id: UUID, referral_id: UUID) -> ResponseReturnValue:
    """Record what became of a referral."""
    desk = sit_down(person_id)
    referral_of(desk, referral_id)
    form = OutcomeForm(data={"happened_on": desk.today})
    if form.validate_on_submit() and saved(
        form, lambda: actions.record_outcome(referral_id=referral_id, **form.values(), **desk.signed)
    ):
        flash("The answer is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return render_template(
        "safeguarding/form.html",
        person=desk.header,
        form=form,
        title="What became of the referral",
        came_from="safeguarding.list_referrals",
    )


@blueprint.route("/outcomes/<uuid:outcome_id>/our-view", methods=["GET", "POST"])
@allowed(Permission.REFER)
def give_our_view(person_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Record what we think of an answer."""
    desk, form = sit_down(person_id), OurViewForm()
    about = answer_of(desk, outcome_id)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.give_our_view(
            outcome_id=outcome_id, view=OurView(form.view.data), why=form.why.data or "", **desk.signed
        ),
    ):
        flash("Our view is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "Our view", *about)


@blueprint.route("/outcomes/<uuid:outcome_id>/escalate", methods=["GET", "POST"])
@allowed(Permission.REFER)
def escalate(person_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Take a disagreement one step further."""
    desk = sit_down(person_id)
    card, answer = answer_of(desk, outcome_id)
    steps = len(answer.steps)
    form = escalate_form(_stages(desk, answer.turn), desk.today, steps)
    sent = form.validate_on_submit()
    if sent and form.seen.data not in (None, steps):
        form.add_problem("stage", STEP_SINCE)
        form.seen.data = steps
        return _form(desk, form, FURTHER, card, answer), 409
    if sent and saved(
        form,
        lambda: actions.escalate(
            outcome_id=outcome_id,
            stage=form.stage.data or "",
            happened_on=form.happened_on.data,
            urgent=bool(form.urgent.data),
            with_name=form.with_name.data or "",
            said=form.said.data or "",
            **desk.signed,
        ),
    ):
        flash("The step is recorded.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, FURTHER, card, answer)


@blueprint.route("/outcomes/<uuid:outcome_id>/resolve", methods=["GET", "POST"])
@allowed(Permission.REFER)
def resolve(person_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Record how a disagreement ended and who agreed."""
    desk, form = sit_down(person_id), ResolveForm()
    about = answer_of(desk, outcome_id)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.resolve(
            outcome_id=outcome_id, text=form.text.data or "", agreed_by=form.agreed_by.data or "", **desk.signed
        ),
    ):
        flash("Recorded: the disagreement is resolved.", "success")
        return redirect(url_for("safeguarding.list_referrals", person_id=person_id))
    return _form(desk, form, "A disagreement is resolved", *about)


def _stages(desk: Desk, turn: Turn | None) -> list[Choice]:
    """The service's stages: whose each is, how long it has, and which of them it is now."""
    return [
        Choice(one.name, sentence(one.name), _whose(one, turn if turn and turn.stage == one.name else None))
        for one in desk.policy.escalation_stages
    ]


def _whose(stage: EscalationStage, turn: Turn | None) -> str:
    whose = f"For {OWNER_WORDS[stage.owner]}"
    if turn is None:
        return f"{whose}, within {counted(stage.working_days, 'working day')}"
    return f"{whose}, and its turn now, by {short_day(turn.due_on)}{': late' if turn.late else ''}"


def _form(desk: Desk, form: Form, title: str, card: Card, answer: Answered) -> str:
    return render_template(
        "safeguarding/about_answer.html",
        person=desk.header,
        form=form,
        title=title,
        child=card.child,
        answer=answer,
        roles=OWNER_WORDS,
    )
