"""A message in hand: claimed by one process for a while, and how far it is noted and committed at each step."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, update

from casework.models import Message
from casework.rules.messages import TROUBLED, MessageStatus
from casework.rules.policy import TellingPolicy
from core.db import commit, db, reading, writing
from reminders.actions import by_another_way, note

BROKE = "It could not be put together; the machine's log says why."


@dataclass(frozen=True, slots=True)
class Hand:
    """A message in hand: whose hand, under which claim, when, under which policy."""

    message: Message
    worker: str
    tries: int
    at: datetime
    policy: TellingPolicy

    def becomes(self, status: MessageStatus, said: str = "", **values: object) -> bool:
        """Note and commit how far it is; the claim ends. Says whether it was still ours."""
        free = {"claimed_by": None, "claimed_until_at": None}
        with writing():
            ours = self._set({"status": status.value, "status_at": self.at, "said": said, **free, **values})
            if ours and status in TROUBLED:
                by_another_way(db.session.get_one(Message, self.message.id, populate_existing=True), at=self.at)
            commit()
        return ours

    def goes_out(self, **values: object) -> bool:
        """Note and commit that it is being handed over from now on; the claim goes on."""
        with writing():
            sending = {"status": MessageStatus.SENDING.value, "status_at": self.at, "sending_at": self.at}
            ours = self._set({**sending, "look_ups": 0, **values})
            commit() if ours else db.session.rollback()
        return ours

    def waits(self, said: str, until: datetime, **values: object) -> None:
        """Not known yet: whoever comes after that instant goes on with it."""
        with writing():
            self._set({"said": said, "claimed_until_at": until, **values})
            commit()

    def later(self, said: str) -> None:
        """It was not taken, for sure: again after a while, or not any more after too many tries."""
        if self.tries >= self.policy.send_tries:
            self.becomes(MessageStatus.REFUSED, said)
            return
        pause = timedelta(minutes=min(1 << self.tries, 60))
        self.becomes(MessageStatus.WRITTEN, said, not_before_at=self.at + pause)

    def broke(self) -> None:
        """Something of ours broke. Before it is handed over: later. After that it is looked for in the end."""
        db.session.rollback()
        with reading():
            status = db.session.scalar(select(Message.status).where(Message.id == self.message.id))
            db.session.commit()
        if status == MessageStatus.CLAIMED:
            self.later(BROKE)

    def _set(self, values: dict[str, object]) -> bool:
        return note(self.message.id, values, worker=self.worker, tries=self.tries)


def claim(message_id: UUID, at: datetime, worker: str, policy: TellingPolicy) -> Hand | None:
    """Ours, if nobody else was quicker: `tries` counts claims, so that no two can make the same one."""
    lapsed = or_(Message.claimed_until_at.is_(None), Message.claimed_until_at < at)
    mine = (Message.id == message_id, lapsed, Message.not_before_at <= at)
    open_ = Message.status.in_((MessageStatus.WRITTEN, MessageStatus.CLAIMED, MessageStatus.SENDING))
    until = at + timedelta(minutes=policy.lease_minutes)
    with writing():
        query = update(Message).where(*mine, open_)
        values = {"claimed_by": worker, "claimed_until_at": until, "tries": Message.tries + 1}
        found = db.session.execute(query.values(**values), execution_options={"synchronize_session": False})
        if not getattr(found, "rowcount", 0):
            db.session.commit()
            return None
        message = db.session.get_one(Message, message_id, populate_existing=True)
        if message.status == MessageStatus.WRITTEN:
            message.status, message.status_at = MessageStatus.CLAIMED.value, at
        db.session.commit()
    return Hand(message, worker, message.tries, at, policy)
