"""Everyone's part in one view: agency by agency, who has which version and what they say their part is (SEED 9.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.conflict import Refused
from core.db import commit, db
from core.findings import Stopped
from core.mail import MAIL_STATUS_WORDS, Mail, MailStatus, mails_about
from people.rules import AGENCY_ROLE_WORDS, AgencyFact, AgencyRole
from safetyplans.forms import SendAgainForm
from safetyplans.queries import sendings_of, view_now
from safetyplans.rules import (
    HOLDING_WORDS,
    Holding,
    SendingFact,
    SharingView,
    holding,
    last_held,
    part_sentences,
    withdrawn_since,
)
from safetyplans.views.blueprint import blueprint
from safetyplans.views.loading import Whose, plan_page, whose
from safetyplans.views.sending_it import again, as_before, make, send_by
from staff.access import allowed, found
from staff.rules import Permission

MARKS = {
    Holding.CURRENT: "green",
    Holding.SENT: "blue",
    Holding.OUTDATED: "orange",
    Holding.TAKEN_BACK: "red",
    Holding.NOT_SENT: "grey",
    Holding.NEVER: "white",
}

OTHERS = (Holding.OUTDATED, Holding.TAKEN_BACK)
"""They have a version, and it is not the one that stands."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One agency: what it has and said in sentences, its newest sending, and what waits for us."""

    agency: AgencyFact
    holding: Holding
    sentences: tuple[str, ...]
    newest: SendingFact | None
    held: SendingFact | None
    withdrawn: bool
    questions: int
    mail: str = ""

    @property
    def school(self) -> bool:
        """Whether it is a school, which is sent a plan only where somebody chose it."""
        return self.agency.role is AgencyRole.SCHOOL


def part_lines(here: Whose) -> tuple[PartLine, ...]:
    """Every agency working with the family, in the order in which they are known."""
    by_agency = _by_agency(sendings_of(here.person_id))
    mails = mails_about(UUID(here.header.service_id), [f"share:{some[-1].id}" for some in by_agency.values()])
    said = view_now(here.person_id)
    return tuple(
        replace(
            _line(here, agency, sendings, any(withdrawn_since(one, *said) for one in _standing(sendings))),
            mail=_waits(mails.get(f"share:{sendings[-1].id}") if sendings else None),
        )
        for agency in here.family.agencies
        for sendings in [by_agency.get(agency.id, [])]
    )


def _waits(mail: Mail | None) -> str:
    """How its email stands, in words, where it is not simply sent."""
    return "" if mail is None or mail.status == MailStatus.SENT else MAIL_STATUS_WORDS[MailStatus(mail.status)]


def _standing(sendings: Sequence[SendingFact]) -> list[SendingFact]:
    """The newest thing written down, and what they still have where that one came back."""
    newest = sendings[-1:]
    held = last_held(sendings) if newest and newest[0].unsent else None
    return [*newest, *([held] if held else [])]


def _by_agency(sendings: Sequence[SendingFact]) -> Mapping[str, list[SendingFact]]:
    found: dict[str, list[SendingFact]] = {}
    for one in sendings:
        found.setdefault(one.agency_id, []).append(one)
    return found


def _line(here: Whose, agency: AgencyFact, sendings: Sequence[SendingFact], withdrawn: bool) -> PartLine:
    return PartLine(
        agency,
        holding(sendings, here.version),
        tuple(filter(None, part_sentences(sendings, here.version, here.at))),
        sendings[-1] if sendings else None,
        last_held(sendings),
        withdrawn,
        sum(not one.reply for each in sendings for one in each.questions),
    )


@blueprint.get("/agencies")
@allowed(Permission.PEOPLE)
def who_has_plan(person_id: UUID) -> ResponseReturnValue:
    """Everyone's part in one view."""
    here = whose(person_id)
    lines = part_lines(here)
    working = {agency.id for agency in here.family.agencies}
    gone = [one for one in sendings_of(person_id) if one.agency_id not in working and not one.not_sent_because]
    return render_template(
        "safetyplans/who_has_plan.html",
        here=here,
        lines=lines,
        gone=gone,
        again=to_send_again(lines),
        roles=AGENCY_ROLE_WORDS,
        words=HOLDING_WORDS,
        marks=MARKS,
        back_to=plan_page(here.header),
    )


def to_send_again(lines: Sequence[PartLine]) -> tuple[PartLine, ...]:
    """The agencies that had another version and whose sending can go again as it went: by agreement, and still so.

    Where it went without their agreement, or they were not told, somebody decides anew for each agency.
    """
    outdated = [line for line in lines if line.holding in OTHERS and not line.withdrawn]
    return tuple(line for line in outdated if _by_agreement(line.held) and _by_agreement(line.newest))


def _by_agreement(one: SendingFact | None) -> bool:
    return one is not None and one.view is SharingView.AGREES and not one.not_told_because


@blueprint.route("/agencies/new-version", methods=["GET", "POST"])
@allowed(Permission.AGREE_PLAN)
def send_again(person_id: UUID) -> ResponseReturnValue:
    """The new version to everybody who had the one before, each as it went before, told what changed."""
    here = whose(person_id)
    found(here.plans.plan)
    lines = to_send_again(part_lines(here))
    form = SendAgainForm(data={"told_on": here.on})
    if form.validate_on_submit():
        try:
            _send_all(here, lines, form.told_on.data)
            commit()
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
        except Stopped:
            db.session.rollback()
            form.add_problem("", "Nothing was sent. One of these needs a decision first: send it to each by itself.")
        else:
            flash(
                "Recorded. What goes by post or by hand is still to be printed, and links need a new code.", "success"
            )
            return redirect(everybody_page(here))
    return render_template("safetyplans/send_again.html", here=here, lines=lines, form=form, roles=AGENCY_ROLE_WORDS)


def _send_all(here: Whose, lines: Sequence[PartLine], told_on: date | None) -> None:
    """Each as it went before: the same way, to the same address, the same parts, on the same grounds."""
    held = [found(line.held) for line in lines]
    going = [(line.agency, again(before)) for line, before in zip(lines, held, strict=True)]
    for made, before in zip(make(here, going), held, strict=True):
        sending = as_before(before, told_on=told_on)
        send_by(here, made, sending, not_asked_because=before.not_asked_because)


def everybody_page(here: Whose) -> str:
    """The page of everyone's part."""
    return url_for("safetyplans.who_has_plan", person_id=here.person_id)
