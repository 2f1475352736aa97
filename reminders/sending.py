"""Sending one message: claimed, asked again whether it is still due, handed over, outcome noted; a commit after each.

A crash anywhere leaves a row that says how far it was. What may have been handed over is looked for before it is sent
again; where nobody can say, it ends as "outcome unknown, check".
"""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from flask import current_app

from casework.models import Reminder
from casework.queries.deriving import Derived, derived
from casework.rules.messages import MESSAGE_KIND_WORDS, MessageKind, MessageStatus
from casework.rules.policy import TellingPolicy
from casework.rules.stages import StageKind, Way
from core.bank_holidays import Nation, around
from core.calendar import day_of
from core.db import commit, db, reading, writing
from core.findings import Owner
from core.mail import Mail, MailStatus, deliver, is_set_up, queue_mail
from core.policy import current
from core.settings import Settings
from people.queries import households_of
from reminders import sms
from reminders.actions import stop_reminder
from reminders.actions.noting import CODE_SENT
from reminders.actions.planning import as_it_stands, staffed, tellings
from reminders.hand import Hand, claim
from reminders.queries import cannot_wait, known_provider_ids, reaches, references_of, reminders_in, service_of
from reminders.rules.choices import Reach
from reminders.rules.when import when_allowed
from reminders.rules.wording import Item, email_subject, email_text, newest_stage, text_message

log = logging.getLogger(__name__)

DONE_MEANWHILE = "It was done, or is not due any more."
SOMEBODY_ELSE = "Somebody else is told now."
MAIL_STATUSES = {
    MailStatus.SENT: MessageStatus.SENT,
    MailStatus.REFUSED: MessageStatus.REFUSED,
    MailStatus.UNKNOWN: MessageStatus.UNKNOWN,
    MailStatus.STOPPED: MessageStatus.KEPT,
}
TEXT_STATUSES = {
    sms.Answer.ACCEPTED: MessageStatus.SENT,
    sms.Answer.NOT_A_MOBILE: MessageStatus.REFUSED,
    sms.Answer.REFUSED: MessageStatus.REFUSED,
    sms.Answer.OPTED_OUT: MessageStatus.OPTED_OUT,
}
NO_NUMBER = (MessageStatus.REFUSED, "They have no confirmed mobile number any more.")
NOT_WANTED = (MessageStatus.STOPPED, "They want no texts any more.")
NO_MAIL = "E-mail is not set up on this machine."
NO_TEXTS = "Texts are not set up on this machine."
STOPPED_MEANWHILE = "The program stopped while this was being sent, and nobody can say whether it went."


def send_one(message_id: UUID, *, at: datetime, worker: str) -> bool:
    """Take one message on and bring it as far as it goes now. Says whether it was ours to take. Commits."""
    policy = current().section(TellingPolicy, on=day_of(at))
    hand = claim(message_id, at, worker, policy)
    if hand is None:
        return False
    try:
        _resolve(hand) if hand.message.status == MessageStatus.SENDING else _send(hand)
    except Exception:
        log.exception("message %s could not be sent", message_id)
        hand.broke()
    return True


def _send(hand: Hand) -> None:
    """Put off where nobody may be disturbed any more; asked again first; then by its way."""
    message = hand.message
    may_go_at = _may_go_at(hand)
    if may_go_at > hand.at:
        hand.becomes(MessageStatus.WRITTEN, message.said, not_before_at=may_go_at)
        return
    items = _still_due(hand) if message.kind == MessageKind.REMINDERS else []
    if message.kind == MessageKind.REMINDERS and not items:
        hand.becomes(MessageStatus.STOPPED, DONE_MEANWHILE)
    elif message.way == Way.EMAIL:
        _send_mail(hand, items)
    else:
        _send_text(hand, items)


def _may_go_at(hand: Hand) -> datetime:
    """When it may go (UTC): now, or when its service's hours begin where it can wait: it was late, or did not go."""
    with reading():
        service = service_of(hand.message.service_id)
        urgent = cannot_wait(hand.message.id)
        db.session.commit()
    policy = current().section(TellingPolicy, on=day_of(hand.at), service_code=service.code)
    return hand.at if urgent else when_allowed(hand.at, policy, around(Nation(service.nation), day_of(hand.at)))


def _still_due(hand: Hand) -> list[Item]:
    """What of the message is still due and still theirs, as it stands now; the rest is stopped, and committed."""
    on = day_of(hand.at)
    with reading():
        carried = reminders_in(hand.message.id)
        moved = households_of({row.person_id for row in carried if row.person_id})
        homes = {row.id: moved.get(row.subject_id, row.household_id) for row in carried}
        found, lost = _derived(sorted(set(homes.values())), on)
        due = list(tellings(found, staffed(found, on)))
        reach = reaches([hand.message.recipient_id])[hand.message.recipient_id]
        db.session.commit()
    standing = {one.key(Way.EMAIL)[2:] for one in due}
    theirs = {(one.recipient_id, one.owner.value, *one.key(Way.EMAIL)[2:]): one for one in due}
    kept: list[Reminder] = []
    with writing():
        for row in carried:
            what = (row.code, row.subject_id, row.about, row.since, row.stage)
            one = theirs.get((row.recipient_id, row.owner, *what))
            if one is not None:
                for name, value in as_it_stands(one).items():
                    setattr(row, name, value)
                kept.append(row)
            elif homes[row.id] in lost:
                kept.append(row)
            else:
                row.household_id = homes[row.id]
                other = what in standing
                stop_reminder(row, SOMEBODY_ELSE if other else DONE_MEANWHILE, look_again=other)
        commit()
    return _items(kept, reach)


def _derived(home_ids: Sequence[UUID], on: date) -> tuple[list[Derived], frozenset[UUID]]:
    """What stands for these homes; and those that cannot be worked out: what was due there is told all the same."""
    try:
        return derived(home_ids, on, current()), frozenset()
    except Exception:
        db.session.rollback()
        if len(home_ids) == 1:
            log.exception("household %s could not be worked out", home_ids[0])
            return [], frozenset(home_ids)
    each = [_derived([home_id], on) for home_id in home_ids]
    return [one for found, _ in each for one in found], frozenset().union(*(lost for _, lost in each))


def _items(rows: Sequence[Reminder], reach: Reach) -> list[Item]:
    with reading():
        references = references_of({row.whom_id for row in rows})
        db.session.commit()
    items = [
        Item(
            reference=references[row.whom_id],
            link=f"{_address()}{'/desk' if reach.at_counter else ''}/people/{row.whom_id}",
            code=row.code,
            due_on=row.due_on,
            stage=_stage(row.stage),
            owner=Owner(row.owner),
            kept_closed=row.kept_closed,
        )
        for row in rows
    ]
    return newest_stage(items, [(row.subject_id, row.code, row.about, row.since) for row in rows])


def _stage(stage: str) -> StageKind:
    """A stage as it is kept says more than its kind: for whom it was raised, or on which day there was more."""
    return StageKind(stage.split(" ")[0])


def _address() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.address_for_links


def _send_mail(hand: Hand, items: Sequence[Item]) -> None:
    message, on = hand.message, day_of(hand.at)
    reach = reaches([message.recipient_id])[message.recipient_id]
    subject = email_subject(items) if items else MESSAGE_KIND_WORDS[MessageKind(message.kind)]
    everything = f"{_address()}{'/desk/' if reach.at_counter else '/work'}"
    choosing = f"{_address()}/account/telling"
    text = email_text(reach.name, items, everything, choosing, on) if items else message.text
    with writing():
        mail = queue_mail(
            to=reach.email,
            subject=subject,
            text=text,
            about=f"message:{message.id}",
            service_id=message.service_id,
            at=hand.at,
            with_job=False,
        )
        if not is_set_up():
            mail.status, mail.said = MailStatus.STOPPED.value, NO_MAIL
        db.session.flush()
        ours = hand.goes_out(mail_id=mail.id, address=reach.email, text=text)
    if not ours:
        return
    status, said = deliver(mail.id, at=hand.at)
    _note_mail(hand, mail.id, status, said)


def _note_mail(hand: Hand, mail_id: UUID, status: MailStatus, said: str) -> None:
    if status is MailStatus.QUEUED:
        _stop_mail(mail_id)
        hand.later(said)
    elif status is not MailStatus.SENDING:
        hand.becomes(MAIL_STATUSES[status], said)


def _stop_mail(mail_id: UUID) -> None:
    """The next try is another e-mail, with what is due then."""
    with writing():
        mail = db.session.get_one(Mail, mail_id, populate_existing=True)
        mail.status = MailStatus.STOPPED.value
        commit()


def _send_text(hand: Hand, items: Sequence[Item]) -> None:
    message, settings = hand.message, current_app.extensions["settings"]
    reach = reaches([message.recipient_id])[message.recipient_id]
    number = message.address if message.kind == MessageKind.CODE else reach.by(Way.TEXT)
    text = text_message(items, _address(), day_of(hand.at)) if items else message.text
    if number is None:
        hand.becomes(*(NO_NUMBER if reach.choice.texts else NOT_WANTED))
        return
    if not settings.texts_are_set_up:
        hand.becomes(MessageStatus.KEPT, NO_TEXTS, address=number, text=text)
        return
    if hand.goes_out(address=number, text=text):
        callback = f"{_address()}/texts/{message.id}/status"
        said = sms.send(number, text, callback, settings, seconds=hand.policy.answer_seconds)
        _note_text(hand, said)


def _note_text(hand: Hand, said: sms.Said) -> None:
    if said.answer is sms.Answer.LATER:
        hand.later(said.words)
    elif said.answer is sms.Answer.UNSURE:
        hand.waits(said.words, hand.at + timedelta(minutes=hand.policy.look_up_after_minutes))
    else:
        _text_ended(hand, TEXT_STATUSES[said.answer], said.words, said.provider_id)


def _text_ended(hand: Hand, status: MessageStatus, words: str, provider_id: str = "") -> None:
    """A code is not kept once it is on its way."""
    more = {"text": CODE_SENT} if hand.message.kind == MessageKind.CODE else {}
    hand.becomes(status, words, provider_id=provider_id or None, **more)


def _resolve(hand: Hand) -> None:
    """It was being sent, and nobody noted how that ended."""
    if hand.message.way == Way.EMAIL:
        _resolve_mail(hand)
    else:
        _resolve_text(hand)


def _resolve_mail(hand: Hand) -> None:
    """The outbox knows whether it was handed over at all."""
    mail_id = hand.message.mail_id
    with reading():
        mail = db.session.get(Mail, mail_id, populate_existing=True) if mail_id else None
        status, said = (MailStatus(mail.status), mail.said) if mail else (MailStatus.QUEUED, "")
        db.session.commit()
    if mail_id is not None and status is MailStatus.SENDING:
        status, said = deliver(mail_id, at=hand.at)
    if status is MailStatus.QUEUED:
        if mail_id is not None:
            _stop_mail(mail_id)
        hand.becomes(MessageStatus.WRITTEN, said)
    else:
        hand.becomes(MAIL_STATUSES[status], said)


def _resolve_text(hand: Hand) -> None:
    """Looked for at Twilio's. Not there twice: it was never taken, and is sent again. No answer: unknown in the end."""
    message, settings, looked = hand.message, current_app.extensions["settings"], hand.message.look_ups + 1
    since = message.sending_at or hand.at
    wait = timedelta(minutes=hand.policy.look_up_after_minutes)
    if hand.at < since + wait:
        hand.waits(message.said, since + wait)
        return
    found = sms.find(message.address, message.text, since, settings, seconds=hand.policy.answer_seconds)
    with reading():
        new = [one for one in found or () if one not in known_provider_ids(found or ())]
        db.session.commit()
    if new:
        _text_ended(hand, MessageStatus.SENT, "", new[0])
    elif found is not None and looked > 1:
        _never_taken(hand)
    elif looked >= hand.policy.look_ups:
        _text_ended(hand, MessageStatus.UNKNOWN, STOPPED_MEANWHILE)
    else:
        hand.waits("It is being looked for at Twilio's.", hand.at + wait, look_ups=looked)


def _never_taken(hand: Hand) -> None:
    """Sent again, but not for ever: a provider with a fault of its own is given up, so that the other way can do."""
    if hand.tries < hand.policy.send_tries:
        hand.becomes(MessageStatus.WRITTEN, "Twilio never took it; it is sent again.")
    else:
        _text_ended(hand, MessageStatus.REFUSED, "Twilio never took it, however often it was sent.")
