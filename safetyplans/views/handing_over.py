"""What the person holds: their copy, the leaflet."""

from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from core.forms import Choice
from leaflets.catalogue import texts
from leaflets.queries import current_versions, editions
from leaflets.rules import FORMAT_WORDS, GIVEN_TO_READ, Edition, LeafletCode
from safetyplans import actions
from safetyplans.forms import CopyForm, LeafletForm
from safetyplans.rules import CopyHow
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, recorded, whose
from staff.access import allowed, found
from staff.rules import Permission

GIVEN = "given"


@blueprint.route("/copy", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def give_copy(person_id: UUID) -> ResponseReturnValue:
    """Hand over the person's copy: given, declined, or kept for them at the clinic."""
    here = whose(person_id)
    plan = found(here.plans.plan)
    form = CopyForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        how, day = CopyHow(form.how.data), form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.record_copy(how=how, happened_on=day, plan_id=UUID(plan.id), **here.signed),
            here.header,
        )
        if gone is not None:
            flash("What became of their copy is recorded.", "success")
            return gone
    return render_template(
        "safetyplans/give_copy.html", here=here, form=form, plan=plan, back_to=plan_page(here.header)
    )


@blueprint.route("/leaflet", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def give_leaflet(person_id: UUID) -> ResponseReturnValue:
    """Give the leaflet: print it, talk it through, hear it said back."""
    here = whose(person_id)
    out = _given_out(here)
    form = LeafletForm(data={"happened_on": here.on, "edition": str(_theirs(here, out).id) if out else ""})
    form.edition.offer(Choice(str(one.id), _edition_words(one)) for one in out)
    if out and form.validate_on_submit():
        one = next(one for one in out if str(one.id) == form.edition.data)
        gone = recorded(form, lambda: _record_leaflet(here, form, one), here.header)
        if gone is not None:
            flash("The leaflet is recorded.", "success")
            return gone
    return render_template(
        "safetyplans/give_leaflet.html",
        here=here,
        form=form,
        out=[(each, _edition_words(each)) for each in out],
        back_to=plan_page(here.header),
    )


def _given_out(here: Whose) -> list[Edition]:
    """What the service gives out: what it signed off; where that is nothing yet, the newest of each, as a draft."""
    service_id = UUID(here.header.service_id)
    signed = [one for one in current_versions(service_id, LeafletCode.RISK) if one.format in GIVEN_TO_READ]
    if signed:
        return signed
    newest: dict[tuple[str, str], Edition] = {}
    for one in editions(service_id):
        if one.code is not LeafletCode.RISK or one.format not in GIVEN_TO_READ:
            continue
        newest.setdefault((one.language, one.format), one)
    return list(newest.values())


def _theirs(here: Whose, out: list[Edition]) -> Edition:
    """The one in the language and format they need, as near as there is."""
    wanted = (here.header.leaflet_language or "en", here.header.leaflet_format or "standard")
    return max(out, key=lambda one: (one.language == wanted[0], one.format == wanted[1]))


def _edition_words(one: Edition) -> str:
    names = {text.language: text.language_name for text in texts().values()}
    return f"{names.get(one.language, one.language)}, {FORMAT_WORDS[one.format].lower()}, version {one.version}"


def _record_leaflet(here: Whose, form: LeafletForm, one: Edition) -> None:
    told = {"language": one.language, "format": one.format.value, "happened_on": form.happened_on.data, **here.signed}
    if form.given.data == GIVEN:
        actions.give_leaflet(said_back=form.said_back.data or "", **told)
    else:
        actions.decline_leaflet(**told)
