"""The only pages for people without an account: one sending of a plan, behind an address and a code that opens once.

Whatever address is asked for, the first page is the same, and every refusal is too: nobody learns which links exist. A
GET writes nothing and shows nothing, so that a mail program that looks at links ahead has read nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from core import audit, clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db, reading
from core.forms import Form
from core.one_time import hash_of_token, is_code
from core.wording import short_day
from leaflets.pdf import render_pack
from people.queries import person
from people.rules import AgencyFact
from safeguarding.queries import history
from safetyplans import actions, printing
from safetyplans.actions import Opened, SaidByLink
from safetyplans.forms import CodeForm, LinkAnswerForm
from safetyplans.posting import TRIED, WRITTEN
from safetyplans.queries import AgreedPlan, Behind, agreed_plan, behind, copies_printed, sendings_of, session_opened_at
from safetyplans.rules import USUAL_PARTS, AgencyPart, LinkStepKind, Opening, SendingFact, gets_an_answer
from safetyplans.views.copying import agency_print
from safetyplans.views.loading import Whose
from safetyplans.views.sending_it import sharing_policy, tell_the_keyworker
from staff.access import found, public
from staff.queries import service_by_id

blueprint = Blueprint("links", __name__, url_prefix="/shared")

COOKIE = "reading"
SORRY = {
    Opening.NO: "That did not open it. The code may have been typed wrongly, or be used or replaced already, or the"
    " address may have run out. Look at the code again, or ring the drug service that sent it.",
    Opening.USED: "This code was used once already. If that was not you, ring the drug service now. If it was, ask them"
    " for a new code.",
    Opening.EXPIRED: "The code is right, and the address has run out. Ring the drug service and ask for a new one.",
    Opening.CLOSED: "The code is right, and the address was closed. Ring the drug service: there may be a newer plan.",
}


@dataclass(frozen=True)
class Reader:
    """An agency's worker who was let in: what stands behind the link, and the family as it is now."""

    there: Behind
    here: Whose
    agency: AgencyFact
    plan: AgreedPlan

    @property
    def print(self) -> printing.AgencyPrint:
        """The parts that were sent to them, of the version that was sent."""
        parts = frozenset(AgencyPart(part) for part in self.there.parts) or USUAL_PARTS
        copies = copies_printed(self.there.person_id, self.there.plan_id)
        ours = [one.row.number for one in copies if one.row.family_agency_id == self.there.family_agency_id]
        return agency_print(self.here, self.plan, self.agency, parts=parts, number=max(ours, default=0))

    @property
    def sending(self) -> SendingFact:
        """The sending, with what they have answered so far."""
        return next(one for one in sendings_of(self.there.person_id) if one.id == str(self.there.share_id))

    def seen(self, verb: str) -> None:
        """Put in the audit, as the link's, that they look."""
        household = UUID(self.here.header.household_id)
        record_view(
            verb,
            by=None,
            at=self.here.at,
            household=household,
            person=self.there.person_id,
            about=str(self.there.link_id),
        )


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
def enter(token: str) -> ResponseReturnValue:
    """Ask for the code; the right one opens it once, for this browser alone."""
    form = CodeForm()
    if request.method == "GET":
        if _reader(token) is not None:
            return redirect(url_for("links.read", token=token))
    elif _complete(form):
        opened = _try(token, form.code.data or "")
        if opened.opening is Opening.LET_IN:
            return _with_cookie(token, opened.session)
        form.add_problem("code", SORRY[opened.opening])
        form.code.data = ""
    return render_template("safetyplans/link_code.html", form=form)


def _complete(form: Form) -> bool:
    """Whether a form is complete; one from another site, or of another browser, is refused.

    Asked here, as these pages send no referrer, which the check for all other pages wants to see.
    """
    valid = form.validate_on_submit()
    if "csrf_token" in form.errors:
        raise CSRFError(str(form.errors["csrf_token"]))
    return valid


def _try(token: str, code: str) -> Opened:
    """What a code leads to. The slow comparison is made for every address, before anything is held to be written."""
    at = clock.now()
    with reading():
        there = behind(hash_of_token(token))
        db.session.commit()
    right = is_code(code, there.code_hash if there else None)
    if there is None:
        return Opened(Opening.NO)
    here = _family(there, at)
    closed = _agency(there, here) is None or agreed_plan(there.person_id, there.plan_id) is None
    opened = actions.open_link(there, right=right, closed=closed, policy=sharing_policy(here), at=at)
    if opened.locked:
        tell_the_keyworker(here, there.share_id, TRIED)
    commit()
    return opened


def _family(there: Behind, at: datetime) -> Whose:
    """Whose plan it is, seen from their own service."""
    audit.signed_in_at(there.service_id)
    header = found(person(there.service_id, there.person_id))
    return Whose(header, at, found(service_by_id(there.service_id)).code)


def _agency(there: Behind, here: Whose) -> AgencyFact | None:
    """The agency, as long as it works with the family and the person is treated here; then the link is closed."""
    if here.header.ended:
        return None
    return next((one for one in here.family.agencies if one.id == str(there.family_agency_id)), None)


def _with_cookie(token: str, session: str) -> Response:
    """Let this browser in: the cookie goes with this link's pages alone, and ends with the browser."""
    response = make_response(redirect(url_for("links.read", token=token)))
    response.set_cookie(
        COOKIE,
        session,
        path=url_for("links.enter", token=token),
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        httponly=True,
        samesite="Lax",
    )
    return response


def _reader(token: str) -> Reader | None:
    """Who was let in with this browser and may still read; asked anew at every page."""
    session = request.cookies.get(COOKIE, "")
    there = behind(hash_of_token(token)) if session else None
    if there is None or there.link.last(LinkStepKind.REVOKED):
        return None
    at = clock.now()
    opened_at = session_opened_at(there.link, hash_of_token(session))
    here = _family(there, at)
    too_late = opened_at is None or at - opened_at > timedelta(minutes=sharing_policy(here).session_minutes)
    agency = _agency(there, here)
    plan = agreed_plan(there.person_id, there.plan_id)
    return None if too_late or agency is None or plan is None else Reader(there, here, agency, plan)


@blueprint.route("/<token>/plan", methods=["GET", "POST"])
@public
def read(token: str) -> ResponseReturnValue:
    """The plan, in the parts that were sent; they answer that they have it, what their part is, what is new."""
    reader = _reader(token)
    if reader is None:
        return _ask_again(token)
    form = LinkAnswerForm()
    since = _heard_on(reader)
    form.news.label.text = f"Is there anything new about the family since {short_day(since)}?"
    has_part = gets_an_answer(reader.agency)
    if request.method == "GET":
        reader.seen("read_by_link")
    elif _complete(form) and form.check_answer(has_part=has_part) and _answered(reader, form):
        return redirect(url_for("links.read", token=token))
    shown = reader.print
    return render_template(
        "safetyplans/link_plan.html",
        token=token,
        form=form,
        reader=reader,
        has_part=has_part,
        answered=reader.sending.answers,
        newer=reader.here.version > shown.version,
        **printing.agency_values(shown),
    )


def _ask_again(token: str) -> ResponseReturnValue:
    """To the code again; what was typed too late is not saved, and says so."""
    if request.method == "POST":
        flash("You were here for too long, so nothing was sent. Ring the drug service for a new code.", "info")
    return redirect(url_for("links.enter", token=token))


def _heard_on(reader: Reader) -> date:
    """The London day on which this agency was last heard from; before that, since when it works with the family."""
    told = history(UUID(reader.here.header.household_id))
    heard = [one.happened_on for one in told.heard if one.agency_id == reader.agency.id]
    called = [one.happened_on for one in told.calls if one.agency_id == reader.agency.id]
    return max([reader.agency.from_on, *heard, *called])


def _answered(reader: Reader, form: LinkAnswerForm) -> bool:
    """Record what they say; no where the link was closed a moment ago."""
    said = SaidByLink(form.our_part.data or "", form.said_news, form.question.data or "")
    try:
        new = actions.answer_by_link(reader.there, said, at=reader.here.at)
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return False
    if new and (said.news or said.question):
        tell_the_keyworker(reader.here, reader.there.share_id, WRITTEN)
    commit()
    flash("Thank you. Your answer has reached the drug service.", "success")
    return True


@blueprint.get("/<token>/print")
@public
def print_it(token: str) -> ResponseReturnValue:
    """Their copy on paper, for their own records."""
    reader = _reader(token)
    if reader is None:
        return _ask_again(token)
    reader.seen("print_by_link")
    response = make_response(render_pack([printing.agency_html(reader.print)], title=printing.AGENCY_TITLE))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'inline; filename="storage-plan.pdf"'
    return response


@blueprint.post("/<token>/done")
@public
def finish(token: str) -> ResponseReturnValue:
    """They have read it: this browser is shown nothing more."""
    reader = _reader(token)
    if reader is None or not _complete(Form()):
        return _ask_again(token)
    actions.finish_link(reader.there, at=reader.here.at)
    commit()
    response = make_response(redirect(url_for("links.enter", token=token)))
    response.delete_cookie(COOKIE, path=url_for("links.enter", token=token))
    flash("You have finished. To read it again, ask the drug service for a new code.", "success")
    return response
