"""The code of an agency's link: made, shown once, printed in a letter of its own; and the link closed."""

from uuid import UUID

from flask import flash, make_response, redirect, request
from flask.typing import ResponseReturnValue

from core.calendar import day_of
from core.conflict import Refused
from core.db import commit, db
from leaflets.pdf import render_pack
from safetyplans import actions, printing
from safetyplans.queries import is_newest_code
from safetyplans.views.blueprint import blueprint
from safetyplans.views.copying import contacts
from safetyplans.views.sending import CLOSED, page_of_sending, sent_of
from staff.access import allowed, found, viewer
from staff.rules import Permission


@blueprint.post("/sendings/<uuid:share_id>/code")
@allowed(Permission.AGREE_PLAN)
def make_link_code(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """A new code, shown once; the one before opens nothing more."""
    sent = sent_of(person_id, share_id)
    try:
        code = actions.make_code(link_id=sent.link_id, **sent.here.signed)
        commit()
    except Refused as refused:
        db.session.rollback()
        flash(refused.problems[0][1], "info")
        return redirect(sent.page)
    return page_of_sending(sent_of(person_id, share_id), code)


@blueprint.post("/sendings/<uuid:share_id>/code/letter")
@allowed(Permission.AGREE_PLAN)
def print_code_letter(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """The code that was made a moment ago, in a letter of its own. It came with the page, and is kept nowhere.

    Pressed again, it is the same letter. A code that was replaced meanwhile is not printed.
    """
    sent, code = sent_of(person_id, share_id), request.form.get("code", "").strip()
    here, link, agency = sent.here, found(sent.fact.link), sent.here.agency(UUID(sent.fact.agency_id))
    if link.state(here.at) in CLOSED or not is_newest_code(link, code):
        flash("That code opens nothing any more. Make a new one, and print that.", "info")
        return redirect(sent.page)
    letter = printing.CodeLetter(
        agency_name=agency.name,
        worker_name=agency.worker_name,
        address=agency.address,
        code=code,
        number=link.code,
        sent_on=here.on,
        emailed_on=sent.fact.on,
        runs_out_on=day_of(link.expires_at),
        by_name=viewer().name,
        contacts=contacts(here),
    )
    made = render_pack([printing.code_letter_html(letter)], title=printing.CODE_TITLE, keep=False)
    actions.print_code_letter(link_id=sent.link_id, **here.signed)
    commit()
    response = make_response(made)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return response


@blueprint.post("/sendings/<uuid:share_id>/close")
@allowed(Permission.AGREE_PLAN)
def close_link(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Close the link: nobody reads anything behind it any more."""
    sent = sent_of(person_id, share_id)
    actions.close_link(link_id=sent.link_id, **sent.here.signed)
    commit()
    flash("The link is closed.", "success")
    return redirect(sent.page)
