"""The leaflet for one person: what they need, giving it, hearing it said back; all they need in one print."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from leaflets.imposing import booklet_sheet
from leaflets.pdf import render_pack
from leaflets.queries import edition, editions, logo_of, text_of_version
from leaflets.rules import Edition, Format, LeafletCode, printable
from people.actions import record_needs
from safetyplans import actions
from safetyplans.forms import LeafletForm, NeedsForm
from safetyplans.views.blueprint import blueprint
from safetyplans.views.copying import contacts
from safetyplans.views.giving import Giving, both_copies, choices, edition_words, page_of, what_to_give
from safetyplans.views.loading import Whose, plan_page, recorded, whose
from safetyplans.views.packing import TITLE, pack_parts, uuid_in, write_down_copy
from staff.access import allowed, found
from staff.rules import Permission

GIVEN = "given"


@blueprint.route("/leaflet", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def give_leaflet(person_id: UUID) -> ResponseReturnValue:
    """Give the leaflet: print it, talk it through, hear it said back."""
    here = whose(person_id)
    giving = what_to_give(here.header)
    first = giving.out[0] if giving.out else None
    form = LeafletForm(data={"happened_on": here.on, "edition": str(first.id) if first else ""})
    form.edition.offer(choices(giving.out))
    if giving.out and form.validate_on_submit():
        one = next(one for one in giving.out if str(one.id) == form.edition.data)
        form.needs_a_reason(giving.meets(one) or not giving.offered.meets)
        gone = None if form.problems() else recorded(form, lambda: record_leaflet(here, form, giving, one), here.header)
        if gone is not None:
            flash("The leaflet is recorded.", "success")
            return gone
    return _page(here, giving, form, _needs(here))


@blueprint.post("/leaflet/needs")
@allowed(Permission.AGREE_PLAN)
def record_leaflet_needs(person_id: UUID) -> ResponseReturnValue:
    """What they read and how: asked once, offered first ever after."""
    here, form = whose(person_id), NeedsForm()
    if form.validate():
        try:
            record_needs(language=form.language.data, format=form.format.data, **here.signed)
            commit()
            flash("What they need is recorded. It is offered first from now on.", "success")
            return redirect(url_for("safetyplans.give_leaflet", person_id=person_id))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    giving = what_to_give(here.header)
    empty = LeafletForm(formdata=None, data={"happened_on": here.on})
    empty.edition.offer(choices(giving.out))
    return _page(here, giving, empty, form)


@blueprint.get("/leaflet/<uuid:version_id>/print")
@allowed(Permission.PEOPLE)
def print_leaflet(person_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """The leaflet with this person's own worker and pharmacy on it, in two copies, one to sign; `?one`: one alone."""
    here = whose(person_id)
    one = _printable(here, version_id)
    numbers = contacts(here)
    parts = [page_of(one, numbers)] if "one" in request.args or "sheet" in request.args else both_copies(one, numbers)
    text = text_of_version(one.id)
    logo = {"logo": logo_of(UUID(here.header.service_id))}
    made = render_pack(parts, title=text.title, lang=text.language, pictures=logo)
    if one.format is Format.BOOKLET and "sheet" in request.args:
        made = booklet_sheet(made, text.direction)
    return _pdf(made, f"{one.code}-{one.language}-{one.format}-{one.version}")


@blueprint.post("/pack")
@allowed(Permission.PEOPLE)
def print_pack(person_id: UUID) -> ResponseReturnValue:
    """Everything this person needs, in one print. Their copy of the plan is written down first, with its number."""
    here = whose(person_id)
    copy_id = write_down_copy(here)
    commit()
    return redirect(url_for("safetyplans.show_pack", person_id=person_id, copy=copy_id), 303)


@blueprint.get("/pack")
@allowed(Permission.PEOPLE)
def show_pack(person_id: UUID) -> ResponseReturnValue:
    """The plan, the leaflet in two copies, the page for the fridge, the card. `?copy`: which copy of the plan."""
    here = whose(person_id)
    parts = pack_parts(here, uuid_in(request.args.get("copy")))
    logo = {"logo": logo_of(UUID(here.header.service_id))}
    return _pdf(render_pack(found(parts or None), title=TITLE, pictures=logo), "pack")


def record_leaflet(here: Whose, form: LeafletForm, giving: Giving, one: Edition) -> None:
    """Record what became of it."""
    told = {"language": one.language, "format": one.format.value, "happened_on": form.happened_on.data, **here.signed}
    if form.given.data != GIVEN:
        actions.decline_leaflet(**told)
        return
    actions.give_leaflet(
        said_back=form.said_back.data or "",
        signed_copy=bool(form.signed_copy.data),
        not_theirs_because=form.not_theirs_because.data or giving.why_not_theirs(one),
        **told,
    )


def _needs(here: Whose) -> NeedsForm:
    said = {"language": here.header.leaflet_language, "format": here.header.leaflet_format}
    return NeedsForm(formdata=None, data=said)


def _page(here: Whose, giving: Giving, form: LeafletForm, needs: NeedsForm) -> str:
    return render_template(
        "safetyplans/give_leaflet.html",
        here=here,
        form=form,
        needs=needs,
        giving=giving,
        out=[(each, edition_words(each)) for each in giving.out],
        with_it=[(each, edition_words(each)) for each in giving.with_it()],
        back_to=plan_page(here.header),
    )


def _printable(here: Whose, version_id: UUID) -> Edition:
    """What may be printed for a person: in use, or English that waits to be signed off. 404 for anything else."""
    one = found(edition(UUID(here.header.service_id), version_id))
    still = one.id in {each.id for each in printable(editions(UUID(here.header.service_id)))}
    fit = one.is_signed_off or (not one.is_translation and one.code is LeafletCode.RISK)
    return found(one if still and fit else None)


def _pdf(made: bytes, name: str) -> ResponseReturnValue:
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
