"""Writes of what is recorded about families' safety. None of them commits."""

from safeguarding.actions.contacts import (
    confirm_call,
    correct_call,
    correct_child_seen,
    correct_contact,
    record_call,
    record_child_seen,
    record_contact,
    record_heard_from,
)
from safeguarding.actions.events import answer_event, correct_event, record_event, record_exposure_act
from safeguarding.actions.oversight import (
    answer_finding,
    look,
    name_co_ordinator,
    offer_support,
    record_safeguarding_review,
    record_supervision,
    withdraw_entry,
    withdraw_event,
)
from safeguarding.actions.referrals import (
    complete_referral,
    escalate,
    give_our_view,
    not_referred,
    record_outcome,
    record_their_plan,
    refer,
    resolve,
)

__all__ = [
    "answer_event",
    "answer_finding",
    "complete_referral",
    "confirm_call",
    "correct_call",
    "correct_child_seen",
    "correct_contact",
    "correct_event",
    "escalate",
    "give_our_view",
    "look",
    "name_co_ordinator",
    "not_referred",
    "offer_support",
    "record_call",
    "record_child_seen",
    "record_contact",
    "record_event",
    "record_exposure_act",
    "record_heard_from",
    "record_outcome",
    "record_safeguarding_review",
    "record_supervision",
    "record_their_plan",
    "refer",
    "resolve",
    "withdraw_entry",
    "withdraw_event",
]
