"""The acts that clear findings, by the names that findings give them: what a link to each says, and where it leads.

An act is a page of the package it belongs to, called like the act itself; those that are done elsewhere say where.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Act:
    """What a link says; and, where the act has no page of its own name, the endpoint and fixed parts of the URL.

    `by_owner`: only those to whom the finding belongs can do it, whoever may open the page for another one.
    """

    words: str
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    by_owner: bool = False


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        # who is at home, and who works with them
        "ask_household": Act("Ask who lives, stays or visits"),
        "assign_keyworker": Act("Name a keyworker"),
        # treatment and supply
        "record_decision": Act("Record a decision"),
        "confirm_decision": Act("Confirm the decision, or say no", "dispensing.waiting"),
        "prescribe": Act("Write down what the prescription says"),
        "record_bottle": Act("Write down where the bottle went"),
        "record_prescriber_spoken": Act("Write down what was said with the prescriber"),
        # the storage plan
        "agree_plan": Act("Make the storage plan together"),
        "review_plan": Act("Look at the storage plan again"),
        "review_care_plan": Act("Review the care plan"),
        "answer_item": Act("Settle it in the storage plan"),
        "agree_part": Act("Write down that they agree"),
        "not_told": Act("Write down why they are not told"),
        "give_copy": Act("Give them their copy"),
        "share_plan": Act("Send the storage plan"),
        "not_shared": Act("Say why it is not sent"),
        "acknowledge": Act("Write down their answer"),
        "record_storage_check": Act("Write down what was seen"),
        "record_box": Act("Write down that the box was given"),
        "record_naloxone": Act("Write down the offer of naloxone"),
        "give_leaflet": Act("Give the leaflet"),
        "answer_query": Act("Answer the pharmacist", by_owner=True),
        # what happened, and working together
        "answer_event": Act("Say whether it changes anything"),
        "offer_support": Act("Write down the offer of support"),
        "record_child_seen": Act("Write down how the child was"),
        "record_contact": Act("Write down the contact"),
        "record_call": Act("Write down a call"),
        "record_heard_from": Act("Write down what they told us"),
        "confirm_call": Act("Confirm the call in writing", "safeguarding.show_entry", {"noun": "call"}),
        "record_safeguarding_review": Act("Write down the safeguarding review"),
        "refer": Act("Write a referral"),
        "not_referred": Act("Say why there is no referral"),
        "list_referrals": Act("Open the referrals"),
        "record_outcome": Act("Write down their answer"),
        "give_our_view": Act("Say what we think of it"),
        "escalate": Act("Take it further"),
        "resolve": Act("Write down what was agreed"),
        "record_their_plan": Act("Write down the plan we hold"),
        "name_co_ordinator": Act("Name who brings it together"),
        "record_supervision": Act("Write down the supervision"),
        "manager_look": Act("Write down what you think"),
        "prescriber_look": Act("Write down what you think"),
    }
)

FOR_ROLE = MappingProxyType(
    {
        "keyworker": "For the keyworker",
        "prescriber": "For a prescriber",
        "pharmacist": "For the pharmacist",
        "manager": "For a manager",
        "safeguarding-lead": "For the safeguarding lead",
    }
)
"""Whose a finding is, where the reader cannot do it themselves."""
