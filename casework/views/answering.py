"""Answering a finding: not needed, because …, until …; the answer is a fact like any other."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework.forms import NotNeededForm
from casework.rules.answering import can_be_answered, with_key
from casework.rules.portrait import children_lines
from casework.views.arriving import Arrived, arrive
from casework.views.blueprint import blueprint
from core.conflict import Refused
from core.db import commit, db
from core.findings import Finding
from safeguarding.actions import answer_finding as record_answer
from staff.access import allowed, viewer
from staff.rules import Permission


@blueprint.route("/people/<uuid:person_id>/findings/<key>/not-needed", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def answer_finding(person_id: UUID, key: str) -> ResponseReturnValue:
    """Why something asked for is not needed, who says so, and until when; then it is asked again."""
    here = arrive(person_id, "answer_finding")
    finding = with_key(here.derived.findings, key)
    if finding is None:
        flash("That is no longer asked for.", "info")
        return redirect(url_for("casework.person", person_id=person_id))
    if not can_be_answered(finding, viewer().roles):
        flash("This one cannot be answered with “not needed” by your role.", "info")
        return redirect(url_for("casework.person", person_id=person_id))
    form = NotNeededForm(data={"by_name": viewer().name})
    if form.validate_on_submit() and _recorded(form, finding, here):
        flash("Recorded. It is asked again from that day on.", "success")
        return redirect(url_for("casework.person", person_id=person_id))
    return render_template(
        "casework/answer_finding.html",
        header=here.header,
        children=children_lines(here.derived.scene),
        finding=finding,
        form=form,
        problems=form.problems(),
    )


def _recorded(form: NotNeededForm, finding: Finding, here: Arrived) -> bool:
    """Record and commit it; or put beside the fields what the rules refuse."""
    try:
        record_answer(
            household_id=here.household_id,
            person_id=UUID(finding.person_id) if finding.person_id else None,
            code=finding.code,
            about=finding.about,
            because=form.because.data or "",
            by_name=form.by_name.data or "",
            until=form.until.data,
            by=viewer().staff_id,
            at=here.at,
        )
        commit()
    except Refused as refused:
        db.session.rollback()
        for field, sentence in refused.problems:
            form.add_problem(field, sentence)
        return False
    return True
