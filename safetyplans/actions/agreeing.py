"""Agreeing a plan, and answering later what was left for later. An agreed version never changes."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from core.conflict import Conflict
from core.db import db
from core.pictures import Picture
from core.versions import append, following
from safeguarding.rules import Problem, day_problems, text_problems
from safetyplans.actions.files import keep_signed
from safetyplans.actions.recording import add, add_dated, plan_that_stands, refuse, stop
from safetyplans.models import PlanDeclined, PlanItem, SafetyPlan
from safetyplans.queries import draft_row, item_version, last_version
from safetyplans.rules import AgreedHow, ItemAnswer, PlanSaid, SafetyPlanPolicy, answer_stops, plan_stops


def agree_plan(
    *,
    person_id: UUID,
    said: PlanSaid,
    most_at_home: int,
    policy: SafetyPlanPolicy,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    seen_version: int | None = None,
    seen_revision: int | None = None,
    picture: Picture | None = None,
) -> SafetyPlan:
    """Record the next agreed version of a person's plan; its draft is gone with it.

    `most_at_home`: the most bottles at home at once by what is in use. `happened_on`: the London day it was agreed.
    `picture`: what they signed, on the screen or as a paper that was photographed; it is kept with this version.
    Raises Stopped with `plan-incomplete` and `plan-gap`; Refused for what cannot be; Conflict where `seen_version`
    (0: none yet) or the draft's `seen_revision` is no longer the newest.
    """
    agreed_on = happened_on or day_of(at)
    refuse(day_problems(agreed_on, day_of(at)), _problems(said))
    stop(
        person_id,
        plan_stops(
            said.answers,
            most_bottles=max(most_at_home, said.bottles),
            review_on=said.review_on,
            agreed_on=agreed_on,
            policy=policy,
        ),
    )
    _drop_draft(person_id, seen_revision)
    plan = SafetyPlan(
        person_id=person_id,
        happened_on=agreed_on,
        version=following(last_version(person_id), seen_version),
        agreed_how=said.agreed_how,
        evidence=said.evidence,
        bottles=said.bottles,
        mg=said.mg,
        review_on=said.review_on,
        witness=said.witness.strip(),
        own_words=said.own_words,
        teach_back={code: words for code, words in said.teach_back.items() if words},
        strengths=said.strengths,
        held_at=said.held_at.strip(),
        what_changed=said.what_changed,
        usual_bottles=said.usual_bottles,
        when_most=said.when_most,
        recorded_by_id=by,
        recorded_at=at,
    )
    append(plan)
    _add_items(plan, said.answers)
    add(plan, "agree_plan", person_id=person_id, by=by, at=at)
    drawn = said.agreed_how is AgreedHow.SCREEN
    keep_signed(picture, drawn=drawn, person_id=person_id, by=by, at=at, plan_id=plan.id)
    return plan


def decline_plan(
    *, person_id: UUID, because: str, what_then: str, by: UUID, at: datetime, happened_on: date | None = None
) -> PlanDeclined:
    """Record that the person did not agree what was talked through: why, and what then. What was said stays a draft.

    Raises Refused without either.
    """
    refuse(
        text_problems("because", because, "Say why they did not agree."),
        text_problems("what_then", what_then, "Say what happens then."),
    )
    return add_dated(
        PlanDeclined,
        "decline_plan",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        version=last_version(person_id) + 1,
        because=because.strip(),
        what_then=what_then.strip(),
    )


def _problems(said: PlanSaid) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if said.bottles < 0:
        problems.append(("bottles", "The number of bottles must be 0 or more."))
    if said.mg < 0:
        problems.append(("mg", "The amount in mg must be 0 or more."))
    if said.agreed_how is AgreedHow.SAID and not said.witness.strip():
        problems.append(("witness", "Say who heard them agree."))
    return tuple(problems)


def _drop_draft(person_id: UUID, seen_revision: int | None) -> None:
    """What was talked through is agreed now. Somebody else's newer draft is not thrown away unread."""
    draft = draft_row(person_id)
    if seen_revision is not None and (draft.revision if draft else 0) != seen_revision:
        raise Conflict("Someone else has saved a newer version of this plan since this page was opened.")
    if draft is not None:
        db.session.delete(draft)


def _add_items(plan: SafetyPlan, answers: Mapping[str, ItemAnswer]) -> None:
    """Every answer that counts becomes the first version of its item."""
    db.session.add_all(
        _item(plan, code, one, 1, plan.recorded_by_id, plan.recorded_at) for code, one in answers.items() if one.counts
    )


def _item(plan: SafetyPlan, code: str, one: ItemAnswer, version: int, by: UUID, at: datetime) -> PlanItem:
    return PlanItem(
        plan_id=plan.id,
        code=code,
        version=version,
        answer=one.answer,
        detail=one.words,
        private=one.private,
        ticks=list(one.ticks),
        because=one.because.strip() or None,
        by_on=one.by_on,
        recorded_by_id=by,
        recorded_at=at,
    )


def answer_item(
    *,
    person_id: UUID,
    code: str,
    answer: ItemAnswer,
    by: UUID,
    at: datetime,
    plan_id: UUID | None = None,
    seen_version: int | None = None,
) -> PlanItem:
    """Answer an item of the plan that stands, left for later when it was agreed; what was said before stays readable.

    Raises Refused without a plan, and for half an answer; Stopped with `plan-gap` where the item has to stay agreed;
    Conflict where `seen_version` of the item (0: not answered yet) is not the newest.
    """
    plan = plan_that_stands(person_id, plan_id)
    if not answer.counts:
        refuse([("answer", "Choose an answer. Say why where it is not yet, or does not apply.")])
    stop(person_id, answer_stops(code, answer, on=day_of(at)))
    row = _item(plan, code, answer, following(item_version(plan.id, code), seen_version), by, at)
    append(row)
    return add(row, "answer_item", person_id=person_id, by=by, at=at)
