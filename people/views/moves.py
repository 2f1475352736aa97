"""People move: in with others, apart, two households that are one, care that ends, somebody recorded twice."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.forms import Form
from people import actions
from people.forms import (
    EndCareForm,
    LinkForm,
    MergeForm,
    MoveForm,
    OtherPersonForm,
    ReturnForm,
    SplitForm,
    chosen,
)
from people.queries import linked_households, people_of_household, person_by_reference
from people.rules import CareHow, PersonHeader
from people.views.blueprint import blueprint
from people.views.desk import Desk, saved, sit_down
from staff.access import allowed
from staff.rules import Permission


@blueprint.get("/people/<uuid:person_id>/moves")
@allowed(Permission.PEOPLE)
def choose_move(person_id: UUID) -> ResponseReturnValue:
    """What can happen to a household: a list of the pages below."""
    desk = sit_down(person_id)
    several = len(people_of_household(desk.household_id)) > 1
    return render_template("people/choose_move.html", person=desk.header, several=several)


@blueprint.route("/people/<uuid:person_id>/moves/in", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def move_person(person_id: UUID) -> ResponseReturnValue:
    """They moved in with somebody else who is registered here."""
    desk = sit_down(person_id)
    form = MoveForm(data={"on": desk.today})
    children, adults = desk.family.children, desk.family.grown()
    form.offer_family(children, adults)
    with_whom = _other(desk, form) if form.validate_on_submit() else None
    if (
        with_whom
        and _is_sure(desk, form, with_whom)
        and saved(
            form,
            lambda: actions.move_person(
                person_id=person_id,
                into_household_id=UUID(with_whom.household_id),
                children=chosen(form.along.data, children),
                adults=chosen(form.along.data, adults),
                on=form.on.data,
                seen=desk.header.membership_version,
                **desk.signed,
            ),
        )
    ):
        return _done(desk, f"{desk.header.called} and {with_whom.called} are one household now.")
    return _ask(desk, form, with_whom, title="They moved in with somebody registered here")


@blueprint.route("/people/<uuid:person_id>/moves/join", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def join_households(person_id: UUID) -> ResponseReturnValue:
    """Two households are one: everybody of both."""
    desk = sit_down(person_id)
    form = OtherPersonForm(data={"on": desk.today})
    with_whom = _other(desk, form) if form.validate_on_submit() else None
    if with_whom and _is_sure(desk, form, with_whom) and saved(
        form,
        lambda: actions.join_households(
            household_id=UUID(with_whom.household_id), into_household_id=desk.household_id, on=form.on.data,
            **desk.signed,
        ),
    ):  # fmt: skip
        return _done(desk, "The two households are one now.")
    return _ask(desk, form, with_whom, title="Two households are one")


@blueprint.route("/people/<uuid:person_id>/moves/merge", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def merge_people(person_id: UUID) -> ResponseReturnValue:
    """This person was recorded twice: the other record goes into this one."""
    desk = sit_down(person_id)
    form = MergeForm(data={"on": desk.today})
    twice = _other(desk, form) if form.validate_on_submit() else None
    if (
        twice
        and _is_sure(desk, form, twice)
        and saved(
            form,
            lambda: actions.merge_people(
                person_id=UUID(twice.id),
                into_person_id=person_id,
                why=form.why.data or "",
                on=form.on.data,
                **desk.signed,
            ),
        )
    ):
        return _done(desk, "The two records are one now. Both histories are kept.")
    return _ask(desk, form, twice, title="They were recorded twice")


def _other(desk: Desk, form: OtherPersonForm) -> PersonHeader | None:
    """The person whose reference was typed; a problem beside the field where there is none."""
    other = person_by_reference(desk.service_id, form.reference.data or "")
    if other is None or other.id == desk.header.id:
        form.add_problem("reference", "Nobody else here has this reference")
        return None
    return other


def _as_shown(desk: Desk, other: PersonHeader) -> str:
    """Who was shown to be confirmed, and in which households the two are."""
    return f"{other.id} {other.household_id} {desk.household_id}"


def _is_sure(desk: Desk, form: OtherPersonForm, other: PersonHeader) -> bool:
    """Whether the viewer has seen whom the reference names, as they are now."""
    return bool(form.sure.data == _as_shown(desk, other))


def _ask(desk: Desk, form: OtherPersonForm, other: PersonHeader | None, *, title: str) -> ResponseReturnValue:
    """The question, and once a reference is known the person it belongs to, to be confirmed."""
    if other is not None and not form.problems():
        form.sure.data = _as_shown(desk, other)
    return render_template("people/other_person.html", form=form, person=desk.header, other=other, title=title)


def _done(desk: Desk, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(desk.household_page)


@blueprint.route("/people/<uuid:person_id>/moves/split", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def split_household(person_id: UUID) -> ResponseReturnValue:
    """Some service users of the household left it for one of their own."""
    desk = sit_down(person_id)
    people = people_of_household(desk.household_id)
    children, adults = desk.family.children, desk.family.grown()
    form = SplitForm(data={"on": desk.today})
    form.offer_family(people, children, adults)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.split_household(
            person_ids=[UUID(each.id) for each in people if each.id in (form.people.data or ())],
            children=chosen(form.along.data, children),
            adults=chosen(form.along.data, adults),
            on=form.on.data,
            **desk.signed,
        ),
    ):
        return _done(desk, "They are two households now. Who lives, stays and visits in the new one is to be asked.")
    return _form(desk, form, title="Some of them moved out")


@blueprint.route("/people/<uuid:person_id>/moves/end", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def end_care(person_id: UUID) -> ResponseReturnValue:
    """Care here has ended, or the person has died."""
    desk = sit_down(person_id)
    form = EndCareForm(data={"happened_on": desk.today, "version": desk.header.care_version})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.end_care(
            person_id=person_id, how=CareHow(form.how.data), why=form.why.data or "",
            still_at_home=form.still_at_home.data or "", happened_on=form.happened_on.data, seen=form.version.data,
            **desk.signed,
        ),
    ):  # fmt: skip
        return _done(desk, "It is saved. Everything recorded stays, and they can come back.")
    return _form(desk, form, title="Care here has ended")


@blueprint.route("/people/<uuid:person_id>/moves/return", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def return_to_care(person_id: UUID) -> ResponseReturnValue:
    """Somebody came back."""
    desk = sit_down(person_id)
    form = ReturnForm(data={"happened_on": desk.today, "version": desk.header.care_version})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.return_to_care(
            person_id=person_id, why=form.why.data or "", happened_on=form.happened_on.data, seen=form.version.data,
            **desk.signed,
        ),
    ):  # fmt: skip
        return _done(desk, f"{desk.header.called} is back. Ask again who lives, stays and visits.")
    return _form(desk, form, title="They have come back")


@blueprint.route("/people/<uuid:person_id>/moves/link", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def link_families(person_id: UUID) -> ResponseReturnValue:
    """Another drug service works with the same family: each side says so for itself."""
    desk = sit_down(person_id)
    form = LinkForm()
    if form.validate_on_submit() and saved(form, lambda: _link(desk, form)):
        return _done(desk, "Your side is saved. Nothing is shown to either service before both have said so.")
    return render_template(
        "people/link_families.html", form=form, person=desk.header, code=desk.household_id,
        linked=linked_households(desk.household_id),
    )  # fmt: skip


def _link(desk: Desk, form: LinkForm) -> None:
    other = form.household_id
    if other is None:
        raise Refused(("code", "This is not a code. It has 32 letters and figures in five groups"))
    actions.link_families(
        household_id=desk.household_id, other_household_id=other, because=form.because.data or "", **desk.signed
    )


def _form(desk: Desk, form: Form, **words: Any) -> ResponseReturnValue:
    return render_template("people/form.html", form=form, person=desk.header, **words)
