"""Writes about people and families: one verb each, keyword-only. They flush; the entry point commits."""

from people.actions.adults import (
    add_adult,
    adult_left,
    change_adult,
)
from people.actions.agencies import (
    add_agency_to_family,
    agency_left,
    change_family_agency,
)
from people.actions.care import (
    end_care,
    merge_people,
    return_to_care,
)
from people.actions.children import (
    add_child,
    change_child,
    change_child_how,
    child_back,
    child_gone,
)
from people.actions.directory import (
    add_agency,
    change_agency,
    close_agency,
)
from people.actions.holds import hold_record, release_record
from people.actions.households import (
    ask_household,
    hold_household,
    record_household,
    replace_adults,
    replace_children,
)
from people.actions.links import (
    link_families,
)
from people.actions.memberships import (
    join_households,
    move_person,
    split_household,
)
from people.actions.persons import (
    Registered,
    correct_details,
    record_consent_view,
    record_needs,
    record_treatment_start,
    register_person,
)
from people.actions.returning import answer_return
from people.actions.waking import (
    look_again,
)
from people.actions.workers import (
    assign_keyworker,
    assign_pharmacy,
    hand_over_people,
)

__all__ = [
    "Registered",
    "add_adult",
    "add_agency",
    "add_agency_to_family",
    "add_child",
    "adult_left",
    "agency_left",
    "answer_return",
    "ask_household",
    "assign_keyworker",
    "assign_pharmacy",
    "change_adult",
    "change_agency",
    "change_child",
    "change_child_how",
    "change_family_agency",
    "child_back",
    "child_gone",
    "close_agency",
    "correct_details",
    "end_care",
    "hand_over_people",
    "hold_household",
    "hold_record",
    "join_households",
    "link_families",
    "look_again",
    "merge_people",
    "move_person",
    "record_consent_view",
    "record_household",
    "record_needs",
    "record_treatment_start",
    "register_person",
    "release_record",
    "replace_adults",
    "replace_children",
    "return_to_care",
    "split_household",
]
