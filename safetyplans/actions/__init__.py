"""Writes of storage safety plans: one verb each."""

from safetyplans.actions.adults import agree_part, decline_part, record_not_told
from safetyplans.actions.agreeing import agree_plan, answer_item, decline_plan
from safetyplans.actions.copying import print_copy
from safetyplans.actions.drafts import save_draft
from safetyplans.actions.files import take_back_picture
from safetyplans.actions.following_up import record_became, reply_to_agency
from safetyplans.actions.handing_over import decline_leaflet, give_leaflet, record_copy, record_leaflet_elsewhere
from safetyplans.actions.links import (
    Opened,
    SaidByLink,
    answer_by_link,
    close_link,
    close_links,
    finish_link,
    make_code,
    make_link,
    open_link,
    print_code_letter,
)
from safetyplans.actions.pharmacists import (
    answer_query,
    ask_about_storage,
    ask_query,
    pharmacist_checked,
    raise_concern,
)
from safetyplans.actions.reviewing import review_care_plan, review_plan
from safetyplans.actions.sharing import acknowledge, record_not_shared, share_plan
from safetyplans.actions.stock import count_boxes
from safetyplans.actions.storage import (
    record_box,
    record_check_told,
    record_naloxone,
    record_seen,
    record_storage_check,
)
from safetyplans.actions.taking_back import take_back_agreement

__all__ = [
    "Opened",
    "SaidByLink",
    "acknowledge",
    "agree_part",
    "agree_plan",
    "answer_by_link",
    "answer_item",
    "answer_query",
    "ask_about_storage",
    "ask_query",
    "close_link",
    "close_links",
    "count_boxes",
    "decline_leaflet",
    "decline_part",
    "decline_plan",
    "finish_link",
    "give_leaflet",
    "make_code",
    "make_link",
    "open_link",
    "pharmacist_checked",
    "print_code_letter",
    "print_copy",
    "raise_concern",
    "record_became",
    "record_box",
    "record_check_told",
    "record_copy",
    "record_leaflet_elsewhere",
    "record_naloxone",
    "record_not_shared",
    "record_not_told",
    "record_seen",
    "record_storage_check",
    "reply_to_agency",
    "review_care_plan",
    "review_plan",
    "save_draft",
    "share_plan",
    "take_back_agreement",
    "take_back_picture",
]
