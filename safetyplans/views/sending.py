"""One sending of a plan, what became of it, and its link: arrived, come back, gone astray, answered, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.bank_holidays import Nation, around
from core.calendar import add_working_days
from core.conflict import Refused
from core.db import commit, db
from core.forms import Form
from core.mail import MAIL_STATUS_WORDS, Mail, is_set_up, mails_about
from leaflets.pdf import render_pack
from safetyplans import actions, printing
from safetyplans.forms import BecameForm, BreachForm, ReplyForm
from safetyplans.posting import token_for
from safetyplans.queries import agreed_plans, copies_printed, sendings_of, view_now
from safetyplans.rules import (
    BASIS_WORDS,
    BECAME_WORDS,
    LINK_STEP_WORDS,
    SENT_BY_WORDS,
    USUAL_PARTS,
    VIEW_WORDS,
    AgencyPart,
    Became,
    LinkState,
    SendingFact,
    gets_an_answer,
    link_sentences,
    withdrawn_since,
)
from safetyplans.views.blueprint import blueprint
from safetyplans.views.copying import agency_print
from safetyplans.views.loading import Whose, whose
from staff.access import allowed, found
from staff.queries import service_by_id
from staff.rules import Permission

WORDS = {
    "became": BECAME_WORDS,
    "step": LINK_STEP_WORDS,
    "sent_by": SENT_BY_WORDS,
    "view": VIEW_WORDS,
    "basis": BASIS_WORDS,
}
CLOSED = (LinkState.REVOKED, LinkState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending on its page, and the name of the agency it went to."""

    here: Whose
    fact: SendingFact
    agency_name: str

    @property
    def page(self) -> str:
        """Its own page."""
        return sending_page(self.here, self.fact.id)

    @property
    def link_id(self) -> UUID:
        """Its link. 404 where it went by another way."""
        return UUID(found(self.fact.link).id)


def sending_page(here: Whose, share_id: str) -> str:
    """The page of one sending."""
    return url_for("safetyplans.show_sending", person_id=here.person_id, share_id=share_id)


def link_address(link_id: UUID) -> str:
    """The address of a link: a random token, and nothing personal."""
    return url_for("links.enter", token=token_for(link_id), _external=True)


def sent_of(person_id: UUID, share_id: UUID) -> Sent:
    """One sending of this person's plan that went out. 404 for anybody else's."""
    here = whose(person_id)
    one = next((each for each in sendings_of(person_id) if each.id == str(share_id)), None)
    fact = found(None if one is None or one.not_sent_because else one)
    names = {agency.id: agency.name for agency in here.family.agencies}
    return Sent(here, fact, names.get(fact.agency_id, "An agency that has left"))


@blueprint.get("/sendings/<uuid:share_id>")
@allowed(Permission.PEOPLE)
def show_sending(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """One sending, with everything that became of it."""
    return page_of_sending(sent_of(person_id, share_id))


def page_of_sending(sent: Sent, code: str = "") -> str:
    """The page of a sending; `code` only where one was made a moment ago, as it is kept nowhere."""
    link = sent.fact.link
    agency = next((one for one in sent.here.family.agencies if one.id == sent.fact.agency_id), None)
    return render_template(
        "safetyplans/show_sending.html",
        here=sent.here,
        sent=sent,
        agency=agency,
        code=code,
        withdrawn=withdrawn_since(sent.fact, *view_now(sent.here.person_id)),
        words=WORDS,
        address=link_address(sent.link_id) if link and link.state(sent.here.at) not in CLOSED else "",
        sentences=list(link_sentences(link, sent.here.at)) if link else [],
        mail=_mail(sent),
        mail_words=MAIL_STATUS_WORDS,
        mail_is_set_up=is_set_up(),
        can_be_closed=link is not None and link.state(sent.here.at) not in CLOSED,
    )


def _mail(sent: Sent) -> Mail | None:
    """The email it went by, as it stands in the outbox."""
    about = f"share:{sent.fact.id}"
    return mails_about(UUID(sent.here.header.service_id), [about]).get(about)


def _written(form: Form, act: Callable[[], object], way_back: str) -> ResponseReturnValue | None:
    """Do it, commit, go back to the sending; none where it was refused, with the reasons in the form."""
    try:
        act()
        commit()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return None
    flash("Recorded.", "success")
    return redirect(way_back)


@blueprint.get("/sendings/<uuid:share_id>/letter")
@allowed(Permission.PEOPLE)
def print_letter(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """The letter and the agency's copy behind it, for the post or by hand. No name is in the file's name."""
    sent = sent_of(person_id, share_id)
    here, agency = sent.here, sent.here.agency(UUID(sent.fact.agency_id))
    plan = found(next((one for one in agreed_plans(person_id) if one.row.version == sent.fact.version), None))
    copies = copies_printed(person_id, plan.row.id)
    number = next((one.row.number for one in copies if str(one.row.family_agency_id) == agency.id), 0)
    parts = frozenset(AgencyPart(part) for part in sent.fact.parts) or USUAL_PARTS
    page = agency_print(here, plan, agency, parts=parts, number=number)
    letter = printing.LetterPrint(
        agency_name=agency.name,
        worker_name=agency.worker_name,
        address=sent.fact.sent_to or agency.address,
        sent_on=sent.fact.on,
        version=page.version,
        agreed_on=page.agreed_on,
        by_name=sent.fact.recorded_by,
        contacts=page.contacts,
        answer_by=answer_by(here, sent.fact.on),
        asks_part=gets_an_answer(agency),
        changed=page.changed,
    )
    pages = [printing.letter_html(letter), printing.agency_html(page)]
    response = make_response(render_pack(pages, title=printing.LETTER_TITLE))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'inline; filename="letter-and-plan.pdf"'
    return response


def answer_by(here: Whose, sent_on: date) -> date:
    """The London day by which an agency is asked to answer."""
    nation = Nation(found(service_by_id(UUID(here.header.service_id))).nation)
    return add_working_days(sent_on, here.policy.acknowledge_working_days, around(nation, sent_on))


@blueprint.route("/sendings/<uuid:share_id>/became", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_became(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """It arrived, came back, or they were reminded."""
    sent = sent_of(person_id, share_id)
    form = BecameForm(data={"happened_on": sent.here.on})
    if form.validate_on_submit():
        gone = _written(
            form,
            lambda: actions.record_became(
                share_id=share_id,
                what=Became(form.what.data),
                happened_on=form.happened_on.data,
                said=form.said.data or "",
                by=sent.here.signed["by"],
                at=sent.here.at,
            ),
            sent.page,
        )
        if gone is not None:
            return gone
    return render_template("safetyplans/record_became.html", here=sent.here, sent=sent, form=form)


@blueprint.route("/sendings/<uuid:share_id>/wrong-place", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def record_breach(person_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """It went to the wrong place: recall what can be recalled, write down the rest."""
    sent = sent_of(person_id, share_id)
    form = BreachForm(data={"happened_on": sent.fact.on})
    if form.validate_on_submit():
        gone = _written(
            form,
            lambda: actions.record_became(
                share_id=share_id,
                what=Became.WRONG_ADDRESS,
                happened_on=form.happened_on.data,
                said=form.said.data or "",
                recalled=form.recalled.data or "",
                told=form.told.data or "",
                by=sent.here.signed["by"],
                at=sent.here.at,
            ),
            sent.page,
        )
        if gone is not None:
            return gone
    return render_template("safetyplans/record_breach.html", here=sent.here, sent=sent, form=form)


@blueprint.route("/sendings/<uuid:share_id>/questions/<uuid:answer_id>", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def reply_to_agency(person_id: UUID, share_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Write down what we answered to an agency's question."""
    sent = sent_of(person_id, share_id)
    asked = found(next((one for one in sent.fact.questions if one.id == str(answer_id)), None))
    form = ReplyForm(data={"happened_on": sent.here.on})
    if form.validate_on_submit():
        gone = _written(
            form,
            lambda: actions.reply_to_agency(
                answer_id=answer_id, text=form.text.data or "", happened_on=form.happened_on.data, **sent.here.signed
            ),
            sent.page,
        )
        if gone is not None:
            return gone
    return render_template("safetyplans/reply_to_agency.html", here=sent.here, sent=sent, form=form, asked=asked)
