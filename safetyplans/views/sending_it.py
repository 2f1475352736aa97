"""Sending a plan, whichever way: what goes is made first, then recorded, then set going by the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from flask import url_for

from core import policy
from core.conflict import Conflict
from core.db import db
from core.mail import queue_mail
from leaflets.pdf import render_pack
from people.rules import AgencyFact
from safetyplans import actions, printing
from safetyplans.posting import post, remind_later, token_for
from safetyplans.queries import agreed_plan, copies_printed
from safetyplans.rules import (
    USUAL_PARTS,
    AgencyPart,
    Reader,
    Sending,
    SendingFact,
    SentBy,
    SharingPolicy,
    gets_an_answer,
)
from safetyplans.views.copying import agency_print
from safetyplans.views.loading import Whose
from safetyplans.views.sending import answer_by, link_address
from staff.access import found
from staff.queries import active_staff, staff_line
from staff.rules import RoleName

BY_EMAIL = (SentBy.SECURE_EMAIL, SentBy.LINK)


@dataclass(frozen=True, slots=True)
class Way:
    """By which way it goes, to which address, and which parts of the plan."""

    sent_by: SentBy
    sent_to: str = ""
    delivered: bool = False
    parts: frozenset[AgencyPart] = USUAL_PARTS


@dataclass(frozen=True, slots=True)
class Made:
    """What goes to one agency, made before anything is held to be written: its copy number, and the PDF of an email."""

    agency: AgencyFact
    way: Way
    number: int
    pdf: bytes = b""


def make(here: Whose, going: Sequence[tuple[AgencyFact, Way]]) -> list[Made]:
    """Set what goes by email on paper, while nobody else waits for us: nothing is held meanwhile."""
    plan = found(agreed_plan(here.person_id, UUID(found(here.plans.plan).id)))
    last = max((one.row.number for one in copies_printed(here.person_id, plan.row.id)), default=0)
    pages = [
        (agency, way, number, agency_print(here, plan, agency, parts=way.parts, number=number))
        for number, (agency, way) in enumerate(going, start=last + 1)
    ]
    db.session.commit()
    return [
        Made(agency, way, number, _pdf(page) if way.sent_by is SentBy.SECURE_EMAIL else b"")
        for agency, way, number, page in pages
    ]


def _pdf(page: printing.AgencyPrint) -> bytes:
    return render_pack([printing.agency_html(page)], title=printing.AGENCY_TITLE)


def send_by(
    here: Whose,
    made: Made,
    sending: Sending,
    *,
    happened_on: date | None = None,
    not_asked_because: str = "",
    seen: int | None = None,
) -> UUID:
    """Record the sending and set it going. The id of the sending. Raises what `share_plan` does.

    Raises Conflict also where somebody printed a copy of this plan since this one was numbered.
    """
    way, family_agency_id = made.way, UUID(made.agency.id)
    share = actions.share_plan(
        family_agency_id=family_agency_id,
        sending=sending,
        sent_by=way.sent_by,
        sent_to=way.sent_to,
        delivered=way.delivered,
        parts=way.parts,
        happened_on=happened_on,
        not_asked_because=not_asked_because,
        seen=seen,
        **here.signed,
    )
    copy = actions.print_copy(
        plan_id=share.plan_id,
        reader=Reader.AGENCY,
        family_agency_id=family_agency_id,
        parts=way.parts,
        **here.signed,
    )
    if copy.number != made.number:
        raise Conflict("Somebody else printed a copy of this plan a moment ago.")
    if way.sent_by in BY_EMAIL:
        _post(here, made, share.id)
    return share.id


def _post(here: Whose, made: Made, share_id: UUID) -> None:
    """Put the email into the outbox; where they have a part, remind them once if they have not answered by then."""
    mail = {
        "to": made.way.sent_to,
        "service_id": UUID(here.header.service_id),
        "by": here.signed["by"],
        "at": here.at,
    }
    if made.way.sent_by is SentBy.LINK:
        link_id = uuid4()
        token, numbers = token_for(link_id), sharing_policy(here)
        actions.make_link(share_id=share_id, link_id=link_id, token=token, policy=numbers, **here.signed)
        post(share_id, link_id=link_id, address=link_address(link_id), **mail)
    else:
        post(share_id, pdf=made.pdf, **mail)
    if gets_an_answer(made.agency):
        remind_later(share_id, on=answer_by(here, here.on), at=here.at)


def again(before: SendingFact) -> Way:
    """The way in which an older version went."""
    parts = frozenset(AgencyPart(part) for part in before.parts) or USUAL_PARTS
    return Way(before.sent_by or SentBy.HAND, before.sent_to, parts=parts)


def as_before(before: SendingFact, *, told_on: date | None) -> Sending:
    """The grounds on which an older version went; they were told of the new one on that London day."""
    return Sending(
        view=before.view,
        basis=before.basis,
        necessary_because=before.necessary_because,
        decided_by=before.decided_by_id,
        told_on=told_on,
    )


def tell_the_keyworker(here: Whose, share_id: UUID, words: str) -> None:
    """An email to the keyworker about a link: no name, no child, only that there is something to look at.

    To the managers of their service where there is no keyworker with an open account.
    """
    service_id = UUID(here.header.service_id)
    for address in _who_is_told(service_id, here.header.keyworker_id):
        queue_mail(
            to=address,
            subject="About a plan that you sent",
            text=words.format(address=url_for("staff.home", _external=True)),
            about=f"answer:{share_id}",
            service_id=service_id,
            at=here.at,
        )


def _who_is_told(service_id: UUID, keyworker_id: str | None) -> list[str]:
    ids = [UUID(keyworker_id)] if keyworker_id else []
    for wanted in (ids, [one.id for one in active_staff(service_id, RoleName.MANAGER)]):
        lines = [line for line in (staff_line(service_id, one) for one in wanted) if line is not None]
        if open_ones := [line.user.email for line in lines if line.member.disabled_at is None]:
            return open_ones
    return []


def sharing_policy(here: Whose) -> SharingPolicy:
    """The numbers of sharing, in force today for their service."""
    return policy.current().section(SharingPolicy, on=here.on, service_code=here.service_code)
