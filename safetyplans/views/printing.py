"""Prints: the person's copy of a plan, a plan to be signed on paper, the leaflet. No name is in any file's name."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask import Response, make_response, request
from flask.typing import ResponseReturnValue

from leaflets.catalogue import leaflet_html
from leaflets.pdf import render_pack
from leaflets.queries import contacts_of, edition, text_of_version
from leaflets.rules import LocalContacts
from safeguarding.views.attached import Attachment, can_go_with_a_referral
from safetyplans.printing import (
    TITLE,
    ChildPrint,
    PlanPrint,
    agreed_items,
    items_to_do,
    plan_html,
)
from safetyplans.queries import AgreedPlan, agreed_plan, agreed_plans, draft_of, items_of
from safetyplans.rules import Answers, answers_of
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, whose
from safetyplans.views.talking import talked_through
from staff.access import allowed, found, viewer
from staff.queries import pharmacy_of
from staff.rules import Permission

COPIES = 2


@blueprint.get("/versions/<uuid:plan_id>/print")
@allowed(Permission.PEOPLE)
def print_plan(person_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """Both copies of an agreed version: the person's, and the one the service keeps."""
    plan = found(agreed_plan(person_id, plan_id))
    return _pdf(_copies(_agreed(whose(person_id), plan)), TITLE, f"plan-version-{plan.row.version}")


@can_go_with_a_referral
def plan_for_a_referral(person_id: UUID) -> Attachment | None:
    """The storage plan that can go with a referral: the newest agreed version, and one copy of any version."""
    plans = {plan.row.version: plan for plan in agreed_plans(person_id)}

    def pages(version: int) -> list[str]:
        return [plan_html(replace(_agreed(whose(person_id), plans[version]), copies=1))] if version in plans else []

    return Attachment(max(plans), pages) if plans else None


def _agreed(here: Whose, plan: AgreedPlan) -> PlanPrint:
    row = plan.row
    return _page(
        here,
        answers_of(items_of([row.id]).get(row.id, ())),
        bottles=row.bottles,
        mg=row.mg,
        usual_bottles=row.bottles if row.usual_bottles is None else row.usual_bottles,
        when=row.when_most,
        version=row.version,
        agreed_on=row.happened_on,
        review_on=row.review_on,
        worker_name=plan.recorded_by,
    )


@blueprint.get("/print")
@allowed(Permission.AGREE_PLAN)
def print_to_sign(person_id: UUID) -> ResponseReturnValue:
    """What was talked through so far, to be read together and signed on paper; it says that it is not agreed yet."""
    here = whose(person_id)
    draft = found(draft_of(person_id))
    amount = here.amount
    page = _page(
        here,
        talked_through(here, draft).answers,
        bottles=amount.bottles or 0,
        mg=amount.mg or Decimal(0),
        usual_bottles=amount.usual_bottles or 0,
        when=amount.when,
        version=here.version + 1,
        agreed_on=None,
        review_on=None,
        worker_name=viewer().name,
    )
    return _pdf(_copies(page), TITLE, "plan-to-sign")


@blueprint.get("/leaflet/<uuid:version_id>/print")
@allowed(Permission.PEOPLE)
def print_leaflet(person_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """The leaflet with this person's own worker and pharmacy on it."""
    here = whose(person_id)
    one = found(edition(UUID(here.header.service_id), version_id))
    text = text_of_version(one.id)
    html = leaflet_html(text, contacts(here), format=one.format, draft=not one.is_signed_off)
    return _pdf([html], text.title, f"{one.code}-{one.language}-{one.format}-{one.version}", text.language)


def contacts(here: Whose) -> LocalContacts:
    """Whom this person rings: the service, their worker, their pharmacy. What we do not know is left to write in."""
    service_id = UUID(here.header.service_id)
    pharmacy = pharmacy_of(service_id, UUID(here.header.pharmacy_id)) if here.header.pharmacy_id else None
    return replace(
        contacts_of(service_id),
        worker_name=here.header.keyworker_name,
        pharmacy_name=pharmacy.name if pharmacy else "",
        pharmacy_phone=pharmacy.phone if pharmacy else "",
    )


def _page(
    here: Whose,
    answers: Answers,
    *,
    bottles: int,
    mg: Decimal,
    usual_bottles: int,
    when: str,
    version: int,
    agreed_on: date | None,
    review_on: date | None,
    worker_name: str,
) -> PlanPrint:
    return PlanPrint(
        person_name=here.header.name,
        children=tuple(ChildPrint(child.name.split()[0], child.how, child.due_on) for child in here.children),
        most_bottles=bottles,
        most_mg=mg,
        usual_bottles=usual_bottles,
        when=when,
        items=agreed_items(answers),
        still_to_do=items_to_do(answers),
        contacts=contacts(here),
        version=version,
        agreed_on=agreed_on,
        review_on=review_on,
        worker_name=worker_name,
    )


def _copies(page: PlanPrint) -> list[str]:
    large = "large" in request.args
    return [plan_html(replace(page, copy=number, copies=COPIES), large=large) for number in range(1, COPIES + 1)]


def _pdf(parts: Sequence[str], title: str, name: str, lang: str = "en") -> Response:
    response = make_response(render_pack(parts, title=title, lang=lang))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
