"""Who is at home: the page that shows it, and the question."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Conflict
from people import actions
from people.forms import AskForm, ask_data, versions_of
from people.queries import consent_views, held, linked_households, people_of_household
from people.rules import (
    ADULT_ROLE_WORDS,
    AGENCY_ROLE_WORDS,
    ANSWER_WORDS,
    CARE_WORDS,
    CONSENT_WORDS,
    HOW_WORDS,
    LEAFLET_FORMATS,
    LEAFLET_LANGUAGES,
    PART_WORDS,
    CareHow,
    ChildHow,
    HouseholdAnswer,
)
from people.views.blueprint import blueprint
from people.views.desk import Desk, saved, sit_down
from staff.access import allowed
from staff.queries import names_of
from staff.rules import Permission

WORDS = {
    "adult_role": ADULT_ROLE_WORDS,
    "agency_role": AGENCY_ROLE_WORDS,
    "answer": ANSWER_WORDS,
    "care": CARE_WORDS,
    "consent": CONSENT_WORDS,
    "how": HOW_WORDS,
    "language": LEAFLET_LANGUAGES,
    "format": LEAFLET_FORMATS,
    "part": PART_WORDS,
}


@blueprint.get("/people/<uuid:person_id>/household")
@allowed(Permission.PEOPLE)
def show_household(person_id: UUID) -> ResponseReturnValue:
    """Everything known of who lives, stays and visits, and who works with them."""
    desk = sit_down(person_id)
    family = desk.family
    return render_template(
        "people/show_household.html",
        person=desk.header,
        family=family,
        others=[each for each in people_of_household(desk.household_id) if each.id != desk.header.id],
        consent=next(iter(consent_views(person_id)), None),
        asked_by={str(id): name for id, name in names_of(UUID(a.recorded_by_id) for a in family.asked).items()},
        linked=linked_households(desk.household_id),
        words=WORDS,
        merged=CareHow.MERGED,
        today=desk.today,
        hold=held(desk.household_id),
    )


@blueprint.route("/people/<uuid:person_id>/household/ask", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def ask_household(person_id: UUID) -> ResponseReturnValue:
    """The question "who lives, stays or visits here?", with what is known filled in."""
    desk = sit_down(person_id)
    children = desk.family.children
    form = AskForm(data=ask_data(children, desk.today))
    form.today = desk.today
    form.offer_children(children)
    if form.validate_on_submit():
        if form.known.data != versions_of(children):
            raise Conflict("The children known have changed since this page was opened.")
        if saved(form, lambda: _record_answer(desk, form)):
            flash("The answer is saved.", "success")
            more = request.form.get("then") == "another"
            return redirect(url_for("people.add_child", person_id=person_id) if more else desk.household_page)
    return render_template("people/ask_household.html", form=form, person=desk.header, children=children)


def _record_answer(desk: Desk, form: AskForm) -> None:
    """The answer; the children who no longer live, stay or visit; a child not known before."""
    answer = HouseholdAnswer(form.answer.data)
    actions.ask_household(
        household_id=desk.household_id,
        person_id=desk.person_id,
        answer=answer,
        because=form.because.data or "" if answer is HouseholdAnswer.NOT_ASKED else "",
        asked_on=form.asked_on.data,
        **desk.signed,
    )
    if answer in (HouseholdAnswer.CHILDREN, HouseholdAnswer.NONE):
        for child in desk.family.children:
            if child.how is not ChildHow.ELSEWHERE and child.id not in (form.still_here.data or ()):
                actions.change_child_how(child_id=UUID(child.id), how=ChildHow.ELSEWHERE, **desk.signed)
    if form.adds_a_child:
        actions.add_child(household_id=desk.household_id, said=form.said, **desk.signed)
