"""The plan as it stands: what was agreed, what was seen and when, who has it; and every version before."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from people.rules import AGENCY_ROLE_WORDS, PART_WORDS, AdultFact, AgencyFact
from safetyplans.items import CHANGES, item
from safetyplans.queries import agreed_plan, agreed_plans, asked_by_pharmacist, draft_of, items_of, last_facts
from safetyplans.rules import (
    AGREED_HOW_WORDS,
    ANSWER_WORDS,
    BOX_WORDS,
    CHECK_WORDS,
    COPY_WORDS,
    EVIDENCE_WORDS,
    KEPT_CLOSED,
    NALOXONE_WORDS,
    QUERY_WORDS,
    AdultAgreementFact,
    ShareFact,
    conversation,
    cover_now,
    evidence_now,
    open_items,
    review_on_now,
)
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, person_page, whose
from staff.access import allowed, found
from staff.rules import Permission

WORDS = {
    "agreed_how": AGREED_HOW_WORDS,
    "answer": ANSWER_WORDS,
    "box": BOX_WORDS,
    "check": CHECK_WORDS,
    "copies": COPY_WORDS,
    "evidence": EVIDENCE_WORDS,
    "naloxone": NALOXONE_WORDS,
    "part": PART_WORDS,
    "query": QUERY_WORDS,
    "role": AGENCY_ROLE_WORDS,
}


@dataclass(frozen=True, slots=True)
class AdultLine:
    """An adult with a part in the plan, and the last thing recorded of their agreement."""

    adult: AdultFact
    agreement: AdultAgreementFact | None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency working with the family, and the last sending to it; `version` is that of the plan it was sent."""

    agency: AgencyFact
    share: ShareFact | None
    version: int


@blueprint.get("")
@allowed(Permission.PEOPLE)
def show_plan(person_id: UUID) -> ResponseReturnValue:
    """The plan that stands, and what is around it."""
    here = whose(person_id)
    plans, plan = here.plans, here.plans.plan
    return render_template(
        "safetyplans/show_plan.html",
        here=here,
        plan=plan,
        row=agreed_plan(person_id, UUID(plan.id)) if plan else None,
        draft=draft_of(person_id),
        seen=evidence_now(plans, here.on, here.policy),
        cover=cover_now(plans),
        review_on=review_on_now(plans, here.policy),
        open_items=_open(here),
        adults=_adults(here),
        agencies=_agencies(here),
        last=last_facts(person_id),
        asked=asked_by_pharmacist(person_id),
        words=WORDS,
        back_to=person_page(here.header),
    )


def _open(here: Whose) -> list[tuple[str, str, date, str]]:
    """The items of the plan left for later: code, what it is about, by when, why."""
    plan = here.plans.plan
    left = open_items(plan, here.policy) if plan else ()
    return [(one.code, item(one.code).short, one.due_on, one.because) for one in left]


def _adults(here: Whose) -> list[AdultLine]:
    last = {one.adult_id: one for one in here.plans.agreements}
    return [AdultLine(adult, last.get(adult.id)) for adult in here.family.grown() if adult.part or adult.id in last]


def _agencies(here: Whose) -> list[AgencyLine]:
    last = {share.agency_id: share for share in here.plans.shares}
    versions = {plan.id: plan.version for plan in here.plans.plans}
    return [
        AgencyLine(agency, share, versions.get(share.plan_id, 0) if share else 0)
        for agency in here.family.agencies
        for share in [last.get(agency.id)]
    ]


@blueprint.get("/history")
@allowed(Permission.PEOPLE)
def plan_history(person_id: UUID) -> ResponseReturnValue:
    """Every version, newest first."""
    here = whose(person_id)
    return render_template("safetyplans/plan_history.html", here=here, versions=agreed_plans(person_id), words=WORDS)


@blueprint.get("/versions/<uuid:plan_id>")
@allowed(Permission.PEOPLE)
def show_version(person_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """One version, item by item. What belongs in the case file alone is closed until somebody opens it."""
    here = whose(person_id)
    plan = found(agreed_plan(person_id, plan_id))
    items = {one.code: one for one in items_of([plan_id]).get(plan_id, ())}
    return render_template(
        "safetyplans/show_version.html",
        here=here,
        plan=plan,
        items=items,
        parts=conversation(short=False).first,
        words=WORDS,
        closed=KEPT_CLOSED,
        changes=CHANGES,
    )
