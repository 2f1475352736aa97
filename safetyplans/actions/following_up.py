"""What becomes of a sending: it arrives, comes back, is asked about again, went to the wrong place; what they asked."""

from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from core.conflict import Refused
from core.db import db
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.links import close_link
from safetyplans.actions.recording import add, refuse
from safetyplans.models import AgencyReply, LinkAnswer, Share, ShareBecame
from safetyplans.queries.links import link_of
from safetyplans.rules import UNSENT, Became


def record_became(
    *,
    share_id: UUID,
    what: Became,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    said: str = "",
    recalled: str = "",
    told: str = "",
) -> ShareBecame:
    """Record what became of a sending. After it came back or went to the wrong place it is to be sent again.

    A wrong place is a breach: what happened, what was done to get it back, and who was told; its link is closed.
    Raises Refused without these, for what was never sent, and for a day before it was.
    """
    share = _sent(share_id)
    day = happened_on or day_of(at)
    early = (("happened_on", "That was before it was sent."),) if day < share.happened_on else ()
    refuse(day_problems(day, day_of(at)), early, _breach_problems(what, said, recalled, told))
    if what in UNSENT and (link_id := link_of(share_id)) is not None:
        close_link(person_id=share.person_id, link_id=link_id, by=by, at=at)
    row = ShareBecame(
        share_id=share_id,
        what=what.value,
        happened_on=day,
        said=said.strip(),
        recalled=recalled.strip(),
        told=told.strip(),
    )
    return add(row, f"share_{what.value.replace('-', '_')}", person_id=share.person_id, by=by, at=at)


def _sent(share_id: UUID) -> Share:
    share = db.session.get(Share, share_id)
    if share is None or share.not_sent_because:
        raise Refused(("share", "No plan was sent."))
    return share


def _breach_problems(what: Became, said: str, recalled: str, told: str) -> tuple[tuple[str, str], ...]:
    if what is not Became.WRONG_ADDRESS:
        return ()
    return (
        *text_problems("said", said, "Say what happened: where it went, and who may have read it."),
        *text_problems("recalled", recalled, "Say what was done to get it back."),
        *text_problems("told", told, "Say who was told: the manager, whoever looks after records."),
    )


def reply_to_agency(
    *, person_id: UUID, answer_id: UUID, text: str, by: UUID, at: datetime, happened_on: date | None = None
) -> AgencyReply:
    """Record what we answered to an agency's question. Raises Refused for no words, or a question never asked."""
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)), text_problems("text", text, "Write down what you answered."))
    asked = db.session.get(LinkAnswer, answer_id)
    if asked is None or not asked.question:
        raise Refused(("answer", "Nothing was asked."))
    row = AgencyReply(answer_id=answer_id, text=text.strip(), happened_on=day)
    return add(row, "reply_to_agency", person_id=person_id, by=by, at=at)
