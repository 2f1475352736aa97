"""Storage visits, boxes, naloxone, and answers to the pharmacist."""

from typing import Any
from uuid import UUID

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue

from safetyplans import actions
from safetyplans.forms import AnswerForm, BoxForm, NaloxoneForm, SeenForm, StorageCheckForm, ToldForm
from safetyplans.printing import VISIT_TITLE, BlankVisit, visit_html
from safetyplans.queries import (
    Visit,
    asked,
    box_kept,
    pictures_of,
    seen_between,
    taken_back,
    times_visited,
    visit,
    visits,
)
from safetyplans.rules import (
    CHECK_WORDS,
    EVIDENCE_WORDS,
    QUERY_WORDS,
    TOLD_WORDS,
    BoxSaid,
    CheckResult,
    Evidence,
    NaloxoneState,
    QueryKind,
    Told,
)
from safetyplans.rules.visiting import PARTS, TELLS_TODAY, YES_NO_WORDS, count_words, should_be_there
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, recorded, whose
from safetyplans.views.printing import pdf
from staff.access import allowed, found, viewer
from staff.rules import Permission
from supply.queries import supply_of


@blueprint.route("/storage-visit", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_storage_check(person_id: UUID) -> ResponseReturnValue:
    """Record a storage visit at home, on a telephone as one walks through it."""
    here = whose(person_id)
    supply = supply_of([person_id])[person_id]
    form = StorageCheckForm(data={"happened_on": here.on, "seen": times_visited(person_id)})
    if form.validate_on_submit():
        day, photo = form.happened_on.data, form.photo.data
        said, seen = form.said(should_be_there(supply, day).bottles), form.seen.data
        gone = recorded(
            form,
            lambda: actions.record_storage_check(said=said, happened_on=day, photo=photo, seen=seen, **here.signed),
            here.header,
        )
        if gone is not None:
            flash(_after_visit(said.result), "success")
            return gone
    return render_template(
        "safetyplans/record_storage_check.html",
        here=here,
        form=form,
        parts=PARTS,
        expected=should_be_there(supply, here.on),
        back_to=plan_page(here.header),
    )


def _after_visit(result: CheckResult) -> str:
    """What comes next: where it is not safe yet, prescriber and safeguarding lead are told that day."""
    if result in TELLS_TODAY:
        return "The visit is recorded. Ring the prescriber and the safeguarding lead today."
    return "The visit is recorded."


@blueprint.get("/storage-visit/blank")
@allowed(Permission.AGREE_PLAN)
def print_blank_visit(person_id: UUID) -> ResponseReturnValue:
    """The questions of a storage visit on paper, with what should be there; no name is on it."""
    here = whose(person_id)
    expected = should_be_there(supply_of([person_id])[person_id], here.on)
    return pdf([visit_html(BlankVisit(here.header.reference, here.on, expected))], VISIT_TITLE, "storage-visit")


@blueprint.get("/visits/<uuid:check_id>")
@allowed(Permission.PEOPLE)
def show_visit(person_id: UUID, check_id: UUID) -> ResponseReturnValue:
    """One storage visit: what was found on that day, who was told, and the visits before it."""
    here = whose(person_id)
    one = found(visit(person_id, check_id))
    return render_template(
        "safetyplans/show_visit.html",
        here=here,
        visit=one,
        parts=PARTS,
        count=count_words(one.row.bottles_found, one.row.bottles_expected),
        photos=[each for each in pictures_of(person_id) if each.check_id == check_id],
        taken_back=[each for each in taken_back(person_id) if each.file.check_id == check_id],
        others=[each for each in visits(person_id) if each.row.id != check_id],
        to_tell=to_tell(one),
        words={"check": CHECK_WORDS, "told": TOLD_WORDS, "yes_no": YES_NO_WORDS},
        back_to=plan_page(here.header),
    )


def to_tell(one: Visit | None) -> list[Told]:
    """Who is still to be rung about a visit that did not find it safe yet."""
    if one is None or one.row.result not in TELLS_TODAY:
        return []
    told = {each.whom for each in one.told}
    return [each for each in Told if each not in told]


@blueprint.route("/visits/<uuid:check_id>/told", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_check_told(person_id: UUID, check_id: UUID) -> ResponseReturnValue:
    """Write down the call of the same day after a visit that did not find it safe yet."""
    here = whose(person_id)
    one = found(visit(person_id, check_id))
    first = next(iter(to_tell(one)), Told.PRESCRIBER)
    form = ToldForm(data={"happened_on": here.on, "whom": first.value})
    if form.validate_on_submit():
        whom, name, what, day = Told(form.whom.data), form.name.data or "", form.what.data or "", form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.record_check_told(
                check_id=check_id, whom=whom, name=name, what=what, happened_on=day, **here.signed
            ),
            here.header,
        )
        if gone is not None:
            flash("The call is recorded.", "success")
            return gone
    return render_template(
        "safetyplans/record_check_told.html", here=here, form=form, visit=one, back_to=plan_page(here.header)
    )


@blueprint.route("/seen", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_seen(person_id: UUID) -> ResponseReturnValue:
    """Write down what was seen of the storage between plans, reviews and visits: a photo, the box shown."""
    here = whose(person_id)
    form = SeenForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        seen: dict[str, Any] = {"seen_by": form.seen_by.data or "", "what": form.what.data or ""}
        evidence, day = Evidence(form.evidence.data), form.happened_on.data
        gone = recorded(
            form,
            lambda: actions.record_seen(
                evidence=evidence, happened_on=day, photo=form.photo.data, **seen, **here.signed
            ),
            here.header,
        )
        if gone is not None:
            flash("What was seen is recorded, with its date.", "success")
            return gone
    photos = {one.seen_id: one for one in pictures_of(person_id) if one.seen_id}
    return render_template(
        "safetyplans/record_seen.html",
        here=here,
        form=form,
        before=[(one, photos.get(one.id)) for one in seen_between(person_id)],
        taken_back=taken_back(person_id),
        words=EVIDENCE_WORDS,
        back_to=plan_page(here.header),
    )


@blueprint.route("/box", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_box(person_id: UUID) -> ResponseReturnValue:
    """Record a lockable box."""
    here = whose(person_id)
    form = BoxForm(data={"happened_on": here.on, **box_kept(person_id)})
    if form.validate_on_submit():
        said, day = form.said(), form.happened_on.data
        gone = recorded(form, lambda: actions.record_box(said=said, happened_on=day, **here.signed), here.header)
        if gone is not None:
            flash(_after_box(here, said), "success")
            return gone
    return render_template("safetyplans/record_box.html", here=here, form=form, back_to=plan_page(here.header))


def _after_box(here: Whose, said: BoxSaid) -> str:
    """Where the box is too small for the most that can be at home, that is said at once."""
    most = max(here.amount.bottles or 0, here.plans.plan.bottles if here.plans.plan else 0)
    if said.holds_bottles is not None and said.holds_bottles < most:
        return f"The box is recorded. It holds {said.holds_bottles}, and up to {most} can be at home: too small."
    return "The box is recorded."


@blueprint.route("/naloxone", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_naloxone(person_id: UUID) -> ResponseReturnValue:
    """Record that naloxone was given or declined."""
    here = whose(person_id)
    form = NaloxoneForm(data={"happened_on": here.on})
    if form.validate_on_submit():
        told = {"expires_on": form.expires_on.data, "happened_on": form.happened_on.data}
        state = NaloxoneState(form.state.data)
        gone = recorded(form, lambda: actions.record_naloxone(state=state, **told, **here.signed), here.header)
        if gone is not None:
            flash("Naloxone is recorded.", "success")
            return gone
    return render_template("safetyplans/record_naloxone.html", here=here, form=form, back_to=plan_page(here.header))


@blueprint.route("/questions/<uuid:query_id>", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def answer_query(person_id: UUID, query_id: UUID) -> ResponseReturnValue:
    """Answer the pharmacist; a concern is a manager's to answer."""
    here = whose(person_id)
    question = found(asked(person_id, query_id))
    if question.row.kind == QueryKind.CONCERN and not viewer().may(Permission.READ_AUDIT):
        abort(403)
    form = AnswerForm()
    if form.validate_on_submit():
        text = form.text.data or ""
        gone = recorded(form, lambda: actions.answer_query(text=text, query_id=query_id, **here.signed), here.header)
        if gone is not None:
            flash("The answer is recorded. The pharmacist can read it.", "success")
            return gone
    return render_template(
        "safetyplans/answer_query.html",
        here=here,
        form=form,
        question=question,
        words=QUERY_WORDS,
        back_to=plan_page(here.header),
    )
