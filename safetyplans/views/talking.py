"""Talking a plan through, item by item; saved as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Conflict
from core.db import commit, db
from core.wording import clock_time
from people.rules import HOW_WORDS
from safetyplans.actions import save_draft
from safetyplans.asking import TEACH_BACK
from safetyplans.forms import TalkForm, asked_back_name, field_name, talk_form
from safetyplans.items import item
from safetyplans.queries import Draft, draft_of
from safetyplans.rules import (
    ANSWER_WORDS,
    KEPT_CLOSED,
    Answers,
    DraftSaid,
    ItemAnswer,
    answers_of,
    conversation,
    differing,
    gaps,
    half_answered,
    unanswered,
)
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, whose
from staff.access import allowed
from staff.rules import Permission

JSON = "application/json"
AGREE = "agree"


def talked_through(here: Whose, draft: Draft | None) -> DraftSaid:
    """What was talked through so far; before anything was, what the plan that stands says."""
    if draft is not None:
        return draft.said
    plan = here.plans.plan
    return DraftSaid(answers_of(plan.items)) if plan else DraftSaid()


def still_to_do(here: Whose, answers: Answers, most_bottles: int) -> list[dict[str, str]]:
    """What is left before the plan can be agreed, each with a link to where it is answered."""
    missing = unanswered(answers, most_bottles=most_bottles, policy=here.policy)
    left = dict.fromkeys((*missing, *half_answered(answers), *gaps(answers)))
    page = url_for("safetyplans.talk_through", person_id=here.header.id)
    return [
        {"sentence": item(code).question, "href": f"{page}#{field_name(code, 'answer')}", "link": "Talk about it"}
        for code in left
    ]


def is_short(here: Whose) -> bool:
    """Whether the short core is enough: it is known that no more than so many bottles are at home at once."""
    bottles = here.amount.bottles
    return bottles is not None and bottles <= here.policy.short_core_bottles and "everything" not in request.args


@blueprint.get("/talk")
@allowed(Permission.AGREE_PLAN)
def talk_through(person_id: UUID) -> ResponseReturnValue:
    """The plan as a conversation."""
    here = whose(person_id)
    draft = draft_of(person_id)
    return _show(here, talk_form(talked_through(here, draft), draft.revision if draft else 0), draft)


@blueprint.post("/talk")
@allowed(Permission.AGREE_PLAN)
def save_talk(person_id: UUID) -> ResponseReturnValue:
    """Keep what was talked through so far, and go on where the page was, or to agreeing."""
    here = whose(person_id)
    form = TalkForm()
    if not form.validate():
        return _not_saved(here, form)
    try:
        saved = save_draft(said=form.said(), seen_revision=form.revision.data or 0, **here.signed)
        commit()
    except Conflict:
        db.session.rollback()
        return _overtaken(here, form)
    if _wants_json():
        return jsonify(revision=saved.revision, saved_at=clock_time(saved.saved_at))
    if request.form.get("go") == AGREE:
        return redirect(url_for("safetyplans.agree_plan", person_id=person_id))
    flash(f"Saved at {clock_time(saved.saved_at)}.", "success")
    return redirect(url_for("safetyplans.talk_through", person_id=person_id, _anchor=request.form.get("go") or None))


def _not_saved(here: Whose, form: TalkForm) -> ResponseReturnValue:
    """Something could not be understood: it is said beside its field, and nothing typed is lost."""
    if _wants_json():
        return jsonify(problems=len(form.problems())), 422
    return _show(here, form, draft_of(here.person_id))


def _wants_json() -> bool:
    return request.accept_mimetypes.best == JSON


@dataclass(frozen=True, slots=True)
class _Theirs:
    """What somebody else answered meanwhile, and where the item is on the page."""

    question: str
    field: str
    answer: ItemAnswer

    @property
    def words(self) -> str:
        """Their answer as it reads on the page."""
        return ANSWER_WORDS[self.answer.answer] if self.answer.answer else "No answer yet"


def _overtaken(here: Whose, form: TalkForm) -> ResponseReturnValue:
    """409: somebody saved since. What was typed stays in the form, and where they answered otherwise is said."""
    newer = draft_of(here.person_id)
    if _wants_json() or newer is None:
        raise Conflict("Someone else has saved a newer version of this plan since this page was opened.")
    ours = form.said()
    answered = newer.said.answers
    theirs = [
        _Theirs(item(code).question, field_name(code, "answer"), answered[code])
        for code in differing(ours.answers, answered)
        if code in answered
    ]
    form.revision.raw_data, form.revision.data = None, newer.revision
    return _show(here, form, newer, theirs=theirs), 409


def _show(here: Whose, form: TalkForm, draft: Draft | None, theirs: Sequence[_Theirs] = ()) -> str:
    answers = form.said().answers
    return render_template(
        "safetyplans/talk_through.html",
        here=here,
        form=form,
        draft=draft,
        theirs=theirs,
        talk=conversation(short=is_short(here)),
        talk_short=is_short(here),
        closed=KEPT_CLOSED,
        how_words=HOW_WORDS,
        to_do=still_to_do(here, answers, here.amount.bottles or 0) if draft else [],
        field_name=field_name,
        teach_back=TEACH_BACK,
        asked_back_name=asked_back_name,
        back_to=plan_page(here.header),
    )
