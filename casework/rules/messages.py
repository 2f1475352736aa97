"""How far a message to a member of staff is, in words that say what to do."""

from enum import StrEnum


class MessageKind(StrEnum):
    """What a message carries."""

    REMINDERS = "reminders"
    SUMMARY = "summary"
    CODE = "code"
    ALARM = "alarm"


MESSAGE_KIND_WORDS: dict[MessageKind, str] = {
    MessageKind.REMINDERS: "Reminders",
    MessageKind.SUMMARY: "The week's summary",
    MessageKind.CODE: "A code to confirm a number",
    MessageKind.ALARM: "Reminders did not run",
}


class MessageStatus(StrEnum):
    """How far a message is."""

    WRITTEN = "written"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    REFUSED = "refused"
    OPTED_OUT = "opted-out"
    UNKNOWN = "unknown"
    STOPPED = "stopped"
    KEPT = "kept"


MESSAGE_STATUS_WORDS: dict[MessageStatus, str] = {
    MessageStatus.WRITTEN: "Waiting to be sent",
    MessageStatus.CLAIMED: "In hand",
    MessageStatus.SENDING: "Being sent",
    MessageStatus.SENT: "Sent",
    MessageStatus.DELIVERED: "Delivered",
    MessageStatus.UNDELIVERED: "Not delivered",
    MessageStatus.REFUSED: "Not accepted",
    MessageStatus.OPTED_OUT: "They stopped texts",
    MessageStatus.UNKNOWN: "Outcome unknown, check",
    MessageStatus.STOPPED: "Not sent: no longer needed",
    MessageStatus.KEPT: "Kept here, not sent",
}

WHAT_TO_DO: dict[MessageStatus, str] = {
    MessageStatus.UNDELIVERED: "Look at their mobile number with them. They were told by e-mail instead.",
    MessageStatus.REFUSED: "Look at their number or e-mail address with them. Tell them yourself meanwhile.",
    MessageStatus.OPTED_OUT: "They can send START to the number the texts come from. They are told by e-mail.",
    MessageStatus.UNKNOWN: "Ask them whether it arrived, and tell them yourself if it did not.",
}

WAITING = (MessageStatus.WRITTEN, MessageStatus.CLAIMED, MessageStatus.SENDING)
GONE = (MessageStatus.SENT, MessageStatus.DELIVERED)
TROUBLED = (MessageStatus.UNDELIVERED, MessageStatus.REFUSED, MessageStatus.OPTED_OUT, MessageStatus.UNKNOWN)
ENDED = (MessageStatus.DELIVERED, *TROUBLED, MessageStatus.STOPPED, MessageStatus.KEPT)
