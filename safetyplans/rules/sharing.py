"""Sending a plan to an agency, with a clock: which parts go, by which way, what became of it, who has what.

Pure: instants are UTC, days are London days. SEED 7.9, 9.8, 10.20.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from people.rules import AgencyFact, AgencyRole
from safetyplans.rules.facts import SentBy, SharingView


class Became(StrEnum):
    """What became of a sending, as staff write it down."""

    ARRIVED = "arrived"
    CHASED = "chased"
    CAME_BACK = "came-back"
    WRONG_ADDRESS = "wrong-address"


BECAME_WORDS = {
    Became.ARRIVED: "It arrived",
    Became.CHASED: "They were reminded",
    Became.CAME_BACK: "It came back",
    Became.WRONG_ADDRESS: "It went to the wrong place",
}

UNSENT = frozenset({Became.CAME_BACK, Became.WRONG_ADDRESS})
"""After these the agency does not have the plan: it is to be sent again."""


class LinkStepKind(StrEnum):
    """What happened at a link."""

    OPENED = "opened"
    WRONG_CODE = "wrong-code"
    LOCKED = "locked"
    EXPIRED = "expired"
    REVOKED = "revoked"
    FINISHED = "finished"


LINK_STEP_WORDS = {
    LinkStepKind.OPENED: "Opened with the code",
    LinkStepKind.WRONG_CODE: "A wrong code was typed",
    LinkStepKind.LOCKED: "Locked after too many wrong codes",
    LinkStepKind.EXPIRED: "Tried after it had run out",
    LinkStepKind.REVOKED: "Closed",
    LinkStepKind.FINISHED: "They said that they had finished",
}


class LinkState(StrEnum):
    """How a link stands."""

    NO_CODE = "no-code"
    WAITING = "waiting"
    OPENED = "opened"
    LOCKED = "locked"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class SharingPolicy:
    """Thresholds and clocks of links and of agencies that do not answer."""

    SECTION: ClassVar[str] = "sharing"

    link_days: int
    """A link runs out so many days after it was made: 14 [PROPOSAL]."""
    code_tries: int
    """So many wrong codes lock it until staff make a new code: 5 [PROPOSAL]."""
    session_minutes: int
    """Once opened it is read, and answered, within so many minutes: 60 [PROPOSAL]."""
    weekly_list_days: int
    """An answer still missing so many days after it was due stands on the manager's weekly list: 7 [PROPOSAL]."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened at a link, in order; `code` is the number of the code it was about."""

    kind: LinkStepKind
    at: datetime
    code: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link as it stands: until when, the number of its newest code (0: none yet), and what happened at it."""

    id: str
    made_at: datetime
    expires_at: datetime
    code: int = 0
    code_made_at: datetime | None = None
    steps: tuple[Step, ...] = ()

    def last(self, kind: LinkStepKind) -> Step | None:
        """The newest step of a kind."""
        return next((one for one in reversed(self.steps) if one.kind is kind), None)

    @property
    def opened_at(self) -> datetime | None:
        """When it was last opened."""
        step = self.last(LinkStepKind.OPENED)
        return step.at if step else None

    def state(self, at: datetime) -> LinkState:
        """How it stands at an instant."""
        if self.last(LinkStepKind.REVOKED):
            return LinkState.REVOKED
        if at >= self.expires_at:
            return LinkState.EXPIRED
        if not self.code:
            return LinkState.NO_CODE
        now = {one.kind for one in self.steps if one.code == self.code}
        if LinkStepKind.LOCKED in now:
            return LinkState.LOCKED
        return LinkState.OPENED if LinkStepKind.OPENED in now else LinkState.WAITING


def runs_out_at(made_at: datetime, policy: SharingPolicy) -> datetime:
    """When a link made at an instant runs out."""
    return made_at + timedelta(days=policy.link_days)


class Opening(StrEnum):
    """What a code typed at a link led to. All but the right code are one and the same to whoever typed it."""

    LET_IN = "let-in"
    NO = "no"
    USED = "used"
    EXPIRED = "expired"
    CLOSED = "closed"


def opening(
    steps: Sequence[Step], code: int, *, right: bool, closed: bool, expires_at: datetime, at: datetime, tries: int
) -> tuple[Opening, tuple[LinkStepKind, ...]]:
    """What a typed code leads to, and what is written down of it.

    A locked code never says whether a guess was right; the right one says what is wrong with the link, as only who was
    told it can have typed it.
    """
    of_code = [one.kind for one in steps if one.code == code]
    if LinkStepKind.LOCKED in of_code:
        return Opening.NO, ()
    if not right:
        wrong = of_code.count(LinkStepKind.WRONG_CODE) + 1
        locked = (LinkStepKind.LOCKED,) if wrong >= tries else ()
        return Opening.NO, (LinkStepKind.WRONG_CODE, *locked)
    if closed or any(one.kind is LinkStepKind.REVOKED for one in steps):
        return Opening.CLOSED, ()
    if at >= expires_at:
        return Opening.EXPIRED, (LinkStepKind.EXPIRED,)
    if LinkStepKind.OPENED in of_code:
        return Opening.USED, ()
    return Opening.LET_IN, (LinkStepKind.OPENED,)


@dataclass(frozen=True, slots=True)
class BecameFact:
    """What staff wrote down of a sending afterwards."""

    what: Became
    on: date
    recorded_at: datetime
    recorded_by: str
    said: str = ""
    recalled: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """What an agency said by its link: its part, its news, a question, and our reply."""

    id: str
    at: datetime
    our_part: str = ""
    news: str = ""
    question: str = ""
    reply: str = ""
    replied_on: date | None = None


@dataclass(frozen=True, slots=True)
class SendingFact:
    """One sending of one version, or why it was not sent, with everything that became of it."""

    id: str
    agency_id: str
    version: int
    on: date
    recorded_at: datetime
    sent_by: SentBy | None
    view: SharingView | None
    recorded_by: str = ""
    not_sent_because: str = ""
    not_asked_because: str = ""
    necessary_because: str = ""
    basis: str = ""
    decided_by: str = ""
    decided_by_id: str = ""
    told_on: date | None = None
    not_told_because: str = ""
    sent_to: str = ""
    parts: tuple[str, ...] = ()
    delivered: bool = False
    became: tuple[BecameFact, ...] = ()
    link: LinkFact | None = None
    acknowledged_at: datetime | None = None
    our_part: str = ""
    answers: tuple[AnswerFact, ...] = ()
    taken_back: bool = False

    @property
    def unsent(self) -> bool:
        """Whether it came back or went to the wrong place, so that the agency does not have it."""
        return any(one.what in UNSENT for one in self.became)

    @property
    def arrived(self) -> bool:
        """Whether it is known to have arrived: said so, answered, or opened by its link."""
        told = any(one.what is Became.ARRIVED for one in self.became)
        opened = self.link is not None and self.link.opened_at is not None
        return self.delivered or told or opened or self.acknowledged_at is not None

    @property
    def chased(self) -> tuple[BecameFact, ...]:
        """When they were reminded."""
        return tuple(one for one in self.became if one.what is Became.CHASED)

    @property
    def questions(self) -> tuple[AnswerFact, ...]:
        """What they asked."""
        return tuple(one for one in self.answers if one.question)


ALWAYS_PART = frozenset({AgencyRole.HEALTH_VISITOR, AgencyRole.SOCIAL_WORKER})
"""Who always has a part in a plan that keeps a child safe (`share-unacknowledged`)."""


def gets_an_answer(agency: AgencyFact) -> bool:
    """Whether an agency is asked what its part is; for the others it is enough to know that it arrived."""
    return agency.has_part or agency.role in ALWAYS_PART


class Holding(StrEnum):
    """What an agency has, in one word: the view of everybody's part sorts and marks by it."""

    CURRENT = "current"
    SENT = "sent"
    OUTDATED = "outdated"
    TAKEN_BACK = "taken-back"
    NOT_SENT = "not-sent"
    NEVER = "never"


HOLDING_WORDS = {
    Holding.CURRENT: "Has it",
    Holding.SENT: "Sent, not known to have arrived",
    Holding.OUTDATED: "Has an older one",
    Holding.TAKEN_BACK: "Has one that does not count",
    Holding.NOT_SENT: "Not sent, with a reason",
    Holding.NEVER: "Does not have it",
}


def last_held(sendings: Iterable[SendingFact]) -> SendingFact | None:
    """The newest sending that an agency still has, in order of recording; none where it has none."""
    held = [one for one in sendings if not one.not_sent_because and not one.unsent]
    return held[-1] if held else None


def holding(sendings: Sequence[SendingFact], version: int) -> Holding:
    """What one agency has of a plan whose newest version is given; `sendings` are in order of recording."""
    held = last_held(sendings)
    refused = sendings[-1] if sendings and sendings[-1].not_sent_because else None
    if held is not None and held.version >= version and not held.taken_back:
        return Holding.CURRENT if held.arrived else Holding.SENT
    if refused is not None and refused.version >= version and not refused.taken_back:
        return Holding.NOT_SENT
    if held is not None and held.taken_back:
        return Holding.TAKEN_BACK
    return Holding.OUTDATED if held is not None else Holding.NEVER


def withdrawn_since(sending: SendingFact, view: SharingView | None, asked_at: datetime | None) -> bool:
    """Whether somebody has said that they do not want it shared since it was sent: they agreed, or were not asked.

    `view`, `asked_at`: what they last said, and when (UTC) that was written down.
    """
    if sending.view not in (SharingView.AGREES, SharingView.NOT_ASKED) or asked_at is None:
        return False
    return view is SharingView.OBJECTS and asked_at > sending.recorded_at
