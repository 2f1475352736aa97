"""Taking back an agreement recorded by mistake: what it means is said first, then it is pressed."""

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from core.wording import listed, short_day
from people.rules import PART_WORDS, AdultPart
from safeguarding.queries import history
from safetyplans import actions
from safetyplans.forms import NotAgreedForm
from safetyplans.queries import copies_of, copies_printed, draft_of, last_version, sendings_of, times_asked
from safetyplans.queries.taking_back import declined_kept, is_taken_back, part_before, plan_kept, said_kept
from safetyplans.rules import CopyHow, PlanFact, last_held
from safetyplans.rules.taking_back import Agreed, Around, decline_taken_back, part_taken_back, plan_taken_back
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, whose
from staff.access import allowed, found
from staff.rules import Permission

TITLES = {
    Agreed.PLAN: "This was agreed by mistake",
    Agreed.PART: "This was recorded by mistake",
    Agreed.DECLINED: "This was recorded by mistake",
}


@dataclass(frozen=True, slots=True)
class _Means:
    """What is about to be taken back: what that means, line by line, and the newest that the page shows.

    `asks`: whether it is asked what becomes of what was talked through. `already`: taken back before.
    """

    lines: tuple[str, ...]
    newest: int
    asks: bool = False
    already: bool = False


@blueprint.route("/agreed/<any(plan, part, declined):what>/<uuid:row_id>/take-back", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def take_back_agreement(person_id: UUID, what: str, row_id: UUID) -> ResponseReturnValue:
    """A version, what an adult said of their part, or that somebody did not agree: it was recorded by mistake."""
    here, kind = whose(person_id), Agreed(what)
    means = _means(here, kind, row_id)
    form = NotAgreedForm(data={"seen": means.newest})
    if request.method == "POST" and all([form.validate_on_submit(), _answered(form, means)]):  # all is said at once
        try:
            actions.take_back_agreement(
                what=kind,
                row_id=row_id,
                because=form.because.data or "",
                keep_as_draft=form.talked_through.data == "kept",
                seen=form.seen.data,
                **here.signed,
            )
            commit()
            flash("Recorded. It does not count any more.", "success")
            return redirect(plan_page(here.header))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return render_template(
        "safetyplans/take_back_agreement.html",
        here=here,
        form=form,
        title=TITLES[kind],
        means=means,
        back_to=_its_page(here, kind, row_id),
    )


def _answered(form: NotAgreedForm, means: _Means) -> bool:
    """Whether it is said what becomes of what was talked through, where that is asked."""
    if means.asks and not form.talked_through.data:
        form.add_problem("talked_through", "Say whether what was talked through is right")
        return False
    return True


def _its_page(here: Whose, kind: Agreed, row_id: UUID) -> str:
    if kind is Agreed.PLAN:
        return url_for("safetyplans.show_version", person_id=here.person_id, plan_id=row_id)
    return plan_page(here.header)


def _means(here: Whose, kind: Agreed, row_id: UUID) -> _Means:
    """What taking it back means. 404 for another family's."""
    already = is_taken_back(row_id)
    if kind is Agreed.PLAN:
        found(plan_kept(here.person_id, row_id))
        newest = last_version(here.person_id)
        return _Means((), newest, already=True) if already else _plan(here, row_id, newest)
    if kind is Agreed.PART:
        return _part(here, row_id, already)
    found(declined_kept(here.person_id, row_id))
    return _Means(decline_taken_back(here.header.called), last_version(here.person_id), already=already)


def _plan(here: Whose, plan_id: UUID, newest: int) -> _Means:
    plan = next(one for one in here.plans.plans if one.id == str(plan_id))
    names = {agency.id: agency.name for agency in here.family.agencies}
    adults = {adult.id: adult.name for adult in here.family.adults}
    said, sent = [one for one in here.plans.agreements if one.plan_id == plan.id], sendings_of(here.person_id)
    held = [last_held([one for one in sent if one.agency_id == agency]) for agency in names]
    handed = {one.how for one in copies_of(plan_id)}
    around = Around(
        others=list(dict.fromkeys(adults.get(one.adult_id, "An adult") for one in said)),
        agencies=[names[one.agency_id] for one in held if one is not None and one.version == plan.version],
        holder=here.header.called if CopyHow.GIVEN in handed else "",
        at_clinic=CopyHow.KEPT_AT_CLINIC in handed,
        referred=_referred(here, plan),
        copies=len(copies_printed(here.person_id, plan_id)),
        looked_at=any(one.plan_id == plan.id for one in here.plans.reviews),
    )
    asks = here.version == plan.version and draft_of(here.person_id) is None
    return _Means(plan_taken_back(plan, here.plans, around), newest, asks)


def _referred(here: Whose, plan: PlanFact) -> list[str]:
    """The referrals that this version went with: on which day, to whom."""
    return [
        f"on {short_day(one.happened_on)}, to {one.to_whom or 'somebody who is not written down'}"
        for one in history(UUID(here.header.household_id)).referrals
        if one.sent and one.person_id in ("", here.header.id) and one.plan_version == plan.version
    ]


def _part(here: Whose, row_id: UUID, already: bool) -> _Means:
    row = found(said_kept(UUID(here.header.household_id), row_id))
    newest = times_asked(row.adult_id)
    said = next((one for one in here.plans.agreements if one.id == str(row_id)), None)
    if already or said is None:
        return _Means((), newest, already=True)
    theirs = [one for one in here.plans.agreements if one.adult_id == said.adult_id]
    name = next((one.name for one in here.family.adults if one.id == said.adult_id), "An adult")
    part = part_before(row.adult_id, row.recorded_at) if said.not_told else ()
    again = listed(PART_WORDS[AdultPart(one)].lower() for one in part) if part else ""
    return _Means(part_taken_back(name, said, theirs, again), newest)
