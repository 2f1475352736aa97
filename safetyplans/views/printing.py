"""Prints: a copy for each reader, a plan to be signed on paper; no name is in any file's name."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from core.forms import Choice
from leaflets.pdf import render_pack
from safeguarding.views.attached import Attachment, can_go_with_a_referral
from safetyplans import actions
from safetyplans.forms import PrintForm
from safetyplans.printing import TITLE, PlanPrint, agency_html, agreed_items, items_to_do, plan_html
from safetyplans.queries import agreed_plan, agreed_plans, copies_printed, copy_printed, draft_of, last_version
from safetyplans.rules import LAYOUT_OF_FORMAT, LAYOUT_WORDS, READER_WORDS, USUAL_PARTS, AgencyPart, Layout, Reader
from safetyplans.views.blueprint import blueprint
from safetyplans.views.copying import agency_print, children_printed, contacts, copy_pages
from safetyplans.views.loading import Whose, plan_page, whose
from safetyplans.views.talking import talked_through
from staff.access import allowed, found, viewer
from staff.rules import Permission

COPIES = 2


@blueprint.route("/versions/<uuid:plan_id>/print", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def print_plan(person_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """Print a copy of an agreed version for one reader: written down first, with its number."""
    here = whose(person_id)
    plan = found(agreed_plan(person_id, plan_id))
    layout = LAYOUT_OF_FORMAT.get(here.header.leaflet_format or "", Layout.STANDARD)
    form = PrintForm(
        data={"reader": _asked_for(), "layout": layout.value, "parts": [each.value for each in USUAL_PARTS]}
    )
    form.agency.offer(Choice(one.id, one.name) for one in here.family.agencies)
    if form.validate_on_submit():
        copy = _written_down(here, form, plan_id)
        if copy is not None:
            return redirect(url_for("safetyplans.print_copy", person_id=person_id, copy_id=copy), 303)
    return render_template(
        "safetyplans/choose_copy.html",
        here=here,
        form=form,
        plan=plan,
        printed=copies_printed(person_id, plan_id),
        words={"reader": READER_WORDS, "layout": LAYOUT_WORDS},
        stands=here.version == plan.row.version,
        back_to=plan_page(here.header),
    )


@can_go_with_a_referral
def plan_for_a_referral(person_id: UUID) -> Attachment | None:
    """The storage plan that can go with a referral: the newest agreed version, and the pages of any version.

    It goes as an agency's copy does, every part of it: with what concerns the child, and nothing of the treatment.
    """
    plans = {plan.row.version: plan for plan in agreed_plans(person_id)}

    def pages(version: int) -> list[str]:
        if version not in plans:
            return []
        return [
            agency_html(agency_print(whose(person_id), plans[version], None, parts=frozenset(AgencyPart), number=0))
        ]

    return Attachment(max(plans), pages) if plans else None


def _asked_for() -> str:
    """Whom the link that led here is for: the person, where it does not say."""
    wanted = request.args.get("for", "")
    return wanted if wanted in set(Reader) else Reader.PERSON.value


def _written_down(here: Whose, form: PrintForm, plan_id: UUID) -> UUID | None:
    """The copy, written down and committed; none where it was refused, and the form says why."""
    reader, layout, cover, parts = form.chosen()
    agency = UUID(form.agency.data) if reader is Reader.AGENCY and form.agency.data else None
    try:
        copy = actions.print_copy(
            plan_id=plan_id,
            reader=reader,
            layout=layout,
            plain_cover=cover,
            family_agency_id=agency,
            parts=parts,
            **here.signed,
        )
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(("reader" if name == "plan" else name, words) for name, words in refused.problems)
        return None
    return copy.id


@blueprint.get("/copies/<uuid:copy_id>")
@allowed(Permission.PEOPLE)
def print_copy(person_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """One copy that was written down, as a PDF. Opened again it is the same copy, with the same number."""
    here = whose(person_id)
    copy = found(copy_printed(person_id, copy_id))
    plan = found(agreed_plan(person_id, copy.row.plan_id))
    pages, title = copy_pages(here, plan, copy)
    return pdf(pages, title, f"plan-version-{plan.row.version}-copy-{copy.row.number}")


@blueprint.get("/print")
@allowed(Permission.AGREE_PLAN)
def print_to_sign(person_id: UUID) -> ResponseReturnValue:
    """What was talked through so far, to be read together and signed on paper; it says that it is not agreed yet."""
    here = whose(person_id)
    draft = found(draft_of(person_id))
    amount = here.amount
    answers = talked_through(here, draft).answers
    page = PlanPrint(
        person_name=here.header.name,
        children=children_printed(here),
        most_bottles=amount.bottles or 0,
        most_mg=amount.mg or Decimal(0),
        usual_bottles=amount.usual_bottles or 0,
        when=amount.when,
        items=agreed_items(answers),
        still_to_do=items_to_do(answers),
        contacts=contacts(here),
        version=last_version(person_id) + 1,
        agreed_on=None,
        review_on=None,
        worker_name=viewer().name,
    )
    layout = Layout.LARGE_PRINT if "large" in request.args else Layout.STANDARD
    both = (plan_html(replace(page, copy=number, copies=COPIES), layout=layout) for number in range(1, COPIES + 1))
    return pdf(list(both), TITLE, "plan-to-sign")


def pdf(parts: Sequence[str], title: str, name: str, lang: str = "en") -> Response:
    """Pages as one PDF, under a name without anybody's in it."""
    response = make_response(render_pack(parts, title=title, lang=lang))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
