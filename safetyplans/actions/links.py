"""The link for people without an account: made, given a code, opened, answered, closed. Every step of it is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from core.audit import record_change
from core.calendar import day_of
from core.conflict import Refused
from core.one_time import hash_of_code, hash_of_token, new_code, new_session
from core.versions import append
from safeguarding.models import HeardFrom
from safetyplans.actions.recording import add, home_of
from safetyplans.models import Acknowledgement, LinkAnswer, LinkCode, LinkStep, ShareLink
from safetyplans.queries.links import Behind, hold_link, last_answer, links_to
from safetyplans.rules import LinkFact, LinkStepKind, Opening, SharingPolicy, opening, runs_out_at

NOTHING_NEW = "Nothing new"


def make_link(
    *, person_id: UUID, share_id: UUID, link_id: UUID, token: str, policy: SharingPolicy, by: UUID, at: datetime
) -> ShareLink:
    """Make the door to a sending. `token`: that of its address, kept as a hash."""
    row = ShareLink(id=link_id, share_id=share_id, token_hash=hash_of_token(token), expires_at=runs_out_at(at, policy))
    return add(row, "make_link", person_id=person_id, by=by, at=at)


def make_code(*, person_id: UUID, link_id: UUID, by: UUID, at: datetime) -> str:
    """A new code for a link, to be read out or posted: the only time it is seen. The one before opens nothing more.

    Raises Refused for a link that is closed or has run out.
    """
    link = hold_link(link_id)
    if link.last(LinkStepKind.REVOKED):
        raise Refused(("link", "This link is closed. Send the plan again to make a new one."))
    if at >= link.expires_at:
        raise Refused(("link", "This link has run out. Send the plan again to make a new one."))
    code = new_code()
    row = LinkCode(link_id=link_id, number=link.code + 1, code_hash=hash_of_code(code))
    append(_signed(row, by, at))
    record_change("make_link_code", by=by, at=at, household=home_of(person_id), person=person_id, about=str(link_id))
    return code


def print_code_letter(*, person_id: UUID, link_id: UUID, by: UUID, at: datetime) -> None:
    """Put in the audit that a link's code was printed in a letter. The code itself is kept nowhere."""
    record_change("print_code_letter", by=by, at=at, household=home_of(person_id), person=person_id, about=str(link_id))


def _signed(row: LinkCode, by: UUID, at: datetime) -> LinkCode:
    row.recorded_by_id, row.recorded_at = by, at
    return row


def close_links(*, person_id: UUID, family_agency_id: UUID, by: UUID, at: datetime, but: UUID | None = None) -> int:
    """Close every link to one of the family's agencies that is still open, and say how many. `but`: not this one."""
    closed = [
        close_link(person_id=person_id, link_id=link_id, by=by, at=at)
        for link_id in links_to(person_id, family_agency_id)
        if link_id != but
    ]
    return sum(closed)


def close_link(*, person_id: UUID, link_id: UUID, by: UUID, at: datetime) -> bool:
    """Close a link for good; whoever is reading behind it reads no further. False where it was closed already."""
    link = hold_link(link_id)
    if link.last(LinkStepKind.REVOKED):
        return False
    _step(link, (LinkStepKind.REVOKED,), at=at, by=by)
    record_change("close_link", by=by, at=at, household=home_of(person_id), person=person_id, about=str(link_id))
    return True


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of a code; `session` is what the browser that was let in holds from now on. `locked`: by this try."""

    opening: Opening
    session: str = ""
    locked: bool = False


def open_link(there: Behind, *, right: bool, closed: bool, policy: SharingPolicy, at: datetime) -> Opened:
    """Write down what a code typed at a link led to. `right`: whether it was the code of `there`, worked out before.

    `closed`: the agency no longer works with the family, or the person's care here has ended.
    """
    link = hold_link(there.link_id)
    if link.code != there.link.code:
        return Opened(Opening.NO)
    led_to, steps = opening(
        link.steps, link.code, right=right, closed=closed, expires_at=link.expires_at, at=at, tries=policy.code_tries
    )
    session = new_session() if led_to is Opening.LET_IN else ""
    if steps:
        _step(link, steps, at=at, session=session)
        _audit(f"link_{steps[-1].replace('-', '_')}", there, at)
    return Opened(led_to, session, LinkStepKind.LOCKED in steps)


def finish_link(there: Behind, *, at: datetime) -> None:
    """They have read it and are done: their browser is shown nothing more."""
    _step(hold_link(there.link_id), (LinkStepKind.FINISHED,), at=at)
    _audit("link_finished", there, at)


def _step(
    link: LinkFact, kinds: Iterable[LinkStepKind], *, at: datetime, by: UUID | None = None, session: str = ""
) -> None:
    """The next steps of a link. Raises Conflict where somebody else was there a moment before."""
    for number, kind in enumerate(kinds, start=len(link.steps) + 1):
        append(
            LinkStep(
                link_id=UUID(link.id),
                number=number,
                kind=kind.value,
                code=link.code,
                at=at,
                by_id=by,
                session_hash=hash_of_token(session) if kind is LinkStepKind.OPENED else None,
            )
        )


def _audit(verb: str, there: Behind, at: datetime) -> None:
    """By nobody signed in: the link says which agency's it was."""
    household = home_of(there.person_id)
    record_change(verb, by=None, at=at, household=household, person=there.person_id, about=str(there.link_id))


@dataclass(frozen=True, slots=True)
class SaidByLink:
    """What an agency says by its link. `news` empty: nothing new, which is an answer too."""

    our_part: str = ""
    news: str = ""
    question: str = ""


def answer_by_link(there: Behind, said: SaidByLink, *, at: datetime) -> bool:
    """Record that they have the plan, their part, and their news, as heard from them. False: the same once more.

    Raises Refused where it was closed meanwhile.

    Signed by whoever made the link, as every fact here is somebody's; `LinkAnswer` says that they wrote it themselves.
    """
    if hold_link(there.link_id).last(LinkStepKind.REVOKED):
        raise Refused(("our_part", "This was closed a moment ago, so nothing was sent. Ring the drug service."))
    if _said_already(there, said):
        return False
    answer = _acknowledged(there, said, at)
    news = _heard(there, said.news or NOTHING_NEW, at)
    append(
        LinkAnswer(
            link_id=there.link_id,
            at=at,
            acknowledgement_id=answer.id,
            heard_from_id=news.id,
            question=said.question,
        )
    )
    _audit("answer_by_link", there, at)
    return True


def _said_already(there: Behind, said: SaidByLink) -> bool:
    """A second press of the button says nothing new."""
    return last_answer(there.link_id) == (said.our_part, said.news or NOTHING_NEW, said.question)


def _acknowledged(there: Behind, said: SaidByLink, at: datetime) -> Acknowledgement:
    row = Acknowledgement(
        share_id=there.share_id,
        our_part=said.our_part,
        happened_on=day_of(at),
        recorded_by_id=there.made_by,
        recorded_at=at,
    )
    append(row)
    return row


def _heard(there: Behind, words: str, at: datetime) -> HeardFrom:
    entry_id = uuid4()
    row = HeardFrom(
        id=entry_id,
        entry_id=entry_id,
        household_id=home_of(there.person_id),
        family_agency_id=there.family_agency_id,
        said=words,
        ours_alone=True,
        happened_on=day_of(at),
        recorded_by_id=there.made_by,
        recorded_at=at,
    )
    append(row)
    return row
