"""People move: in with others, apart, two households that are one, care that ends, somebody recorded twice."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from core.conflict import Conflict, Refused
from core.db import db
from people.actions import (
    add_adult,
    add_child,
    ask_household,
    assign_keyworker,
    end_care,
    hand_over_people,
    join_households,
    link_families,
    merge_people,
    move_person,
    register_person,
    return_to_care,
    split_household,
)
from people.queries import (
    caseloads,
    earlier_households,
    family,
    household_of,
    linked_households,
    memberships,
    people_of_household,
    people_of_keyworker,
    people_of_service,
    people_without_keyworker,
    person,
)
from people.rules import AdultRole, AdultSaid, CareHow, HouseholdAnswer, MembershipHow, PersonSaid
from staff.models import StaffMember
from tests.people.builders import AT, ELLA, TODAY, a_family, a_home, a_worker, an_agency, later
from tests.staff.builders import a_service

pytestmark = pytest.mark.usefixtures("inside")
ROB = PersonSaid(family_name="Example", given_names="Rob")


def test_two_service_users_can_share_a_household_from_the_start() -> None:
    home = a_home()
    rob: dict[str, Any] = {"said": ROB, "household_id": home.household_id, "by": home.worker.staff_id, "at": later()}
    register_person(service_id=home.service.id, **rob)
    assert [each.name for each in people_of_household(home.household_id)] == ["Jenny Example", "Rob Example"]


def test_joining_brings_everybody_along_and_keeps_ids_and_histories() -> None:
    home = a_family()
    rob = a_home(home.service, ROB)
    son = add_child(household_id=rob.household_id, said=replace(ELLA, name="Tom"), **rob.signed)
    midwife = an_agency(rob)
    join_households(
        household_id=rob.household_id,
        into_household_id=home.household_id,
        on=TODAY,
        by=home.worker.staff_id,
        at=later(),
    )
    found = family(home.household_id)
    assert {each.name for each in found.people} == {"Jenny Example", "Rob Example"}
    assert str(son) in {child.id for child in found.children}
    assert str(midwife) in {agency.id for agency in found.agencies}
    (span,) = earlier_households(home.household_id)
    assert (span.household_id, span.how, span.until_at) == (str(rob.household_id), MembershipHow.JOINED, later())
    assert family(rob.household_id).people == ()


def test_a_child_known_in_both_households_is_kept_once_after_joining() -> None:
    home = a_family()
    rob = a_family(home.service, said=ROB)
    join_households(household_id=rob.household_id, into_household_id=home.household_id, on=TODAY, **home.signed)
    found = family(home.household_id)
    assert [child.name for child in found.children] == ["Ella"]
    assert [adult.name for adult in found.grown()] == ["Ben"]
    assert [child.gone for child in found.gone] == ["recorded-twice"]


def test_an_answer_that_a_child_may_be_there_is_not_lost_by_joining() -> None:
    home = a_home()
    rob = a_home(home.service, ROB)
    ask: dict[str, Any] = {"asked_on": TODAY}
    ask_household(
        household_id=home.household_id, person_id=home.person_id, answer=HouseholdAnswer.NONE, **ask, **home.signed
    )
    ask_household(
        household_id=rob.household_id, person_id=rob.person_id, answer=HouseholdAnswer.WOULD_NOT_SAY, **ask,
        **rob.signed,
    )  # fmt: skip
    join_households(
        household_id=rob.household_id,
        into_household_id=home.household_id,
        on=TODAY,
        by=home.worker.staff_id,
        at=later(),
    )
    last = family(home.household_id).last_asked
    assert last is not None
    assert last.answer is HouseholdAnswer.WOULD_NOT_SAY


def test_households_of_two_services_do_not_become_one() -> None:
    home, other = a_home(), a_home(a_service())
    with pytest.raises(Refused):
        join_households(household_id=other.household_id, into_household_id=home.household_id, on=TODAY, **home.signed)


def test_splitting_leaves_a_household_behind_and_takes_the_named_children() -> None:
    home = a_family()
    rob = register_person(service_id=home.service.id, said=ROB, household_id=home.household_id, **home.signed)
    child_id = family(home.household_id).children[0].id
    new = split_household(
        person_ids=[rob.person_id], children=[UUID(child_id)], on=TODAY, by=home.worker.staff_id, at=later()
    )
    assert household_of(rob.person_id) == new != home.household_id
    assert [child.id for child in family(new).children] == [child_id]
    assert family(home.household_id).children == ()
    assert len(family(new).agencies) == len(family(home.household_id).agencies) == 1
    assert family(new).last_asked is None
    assert [each.how for each in memberships(rob.person_id)] == [MembershipHow.REGISTERED, MembershipHow.SPLIT]


def test_somebody_has_to_stay_when_a_household_splits() -> None:
    home = a_home()
    with pytest.raises(Refused):
        split_household(person_ids=[home.person_id], on=TODAY, **home.signed)


def test_a_child_of_another_family_cannot_be_taken_along() -> None:
    home, other = a_home(), a_family()
    rob = register_person(service_id=home.service.id, said=ROB, household_id=home.household_id, **home.signed)
    foreign = UUID(family(other.household_id).children[0].id)
    with pytest.raises(Refused):
        split_household(person_ids=[rob.person_id], children=[foreign], on=TODAY, **home.signed)


def test_moving_in_with_somebody_leaves_the_others_behind() -> None:
    home = a_family()
    rob = register_person(service_id=home.service.id, said=ROB, household_id=home.household_id, **home.signed)
    partner = AdultSaid("Rob", AdultRole.PARTNER, person_id=rob.person_id)
    add_adult(household_id=home.household_id, said=partner, **home.signed)
    sister = a_home(home.service, PersonSaid(family_name="Sample", given_names="Ann"))
    move_person(
        person_id=rob.person_id, into_household_id=sister.household_id, on=TODAY, seen=1, by=home.worker.staff_id,
        at=later(),
    )  # fmt: skip
    assert [child.name for child in family(home.household_id).children] == ["Ella"]
    assert [adult.name for adult in family(home.household_id).grown()] == ["Ben"]
    assert len(family(sister.household_id).people) == 2
    with pytest.raises(Conflict):
        move_person(person_id=rob.person_id, into_household_id=home.household_id, on=TODAY, seen=1, **home.signed)


def test_the_last_one_to_move_brings_the_children() -> None:
    home = a_family()
    sister = a_home(home.service, PersonSaid(family_name="Sample", given_names="Ann"))
    move_person(person_id=home.person_id, into_household_id=sister.household_id, on=TODAY, **home.signed)
    assert [child.name for child in family(sister.household_id).children] == ["Ella"]


def test_care_ends_once_and_somebody_may_come_back() -> None:
    home = a_home()
    facts: dict[str, Any] = {"person_id": home.person_id, "happened_on": TODAY, **home.signed}
    end_care(how=CareHow.ENDED, why="moved to another town", still_at_home="two bottles", seen=0, **facts)
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert (header.ended, header.ended_on) == ("ended", TODAY)
    assert people_of_service(home.service.id) == ()
    assert len(people_of_service(home.service.id, ended=True)) == 1
    with pytest.raises(Refused):
        end_care(how=CareHow.DIED, why="again", **facts)
    return_to_care(why="came back", seen=1, **facts)
    assert family(home.household_id).people[0].ended is None


def test_why_care_ended_has_to_be_said() -> None:
    home = a_home()
    with pytest.raises(Refused):
        end_care(person_id=home.person_id, how=CareHow.ENDED, why=" ", happened_on=TODAY, **home.signed)


def test_somebody_recorded_twice_is_one_person_with_both_histories() -> None:
    home = a_family()
    twice = a_family(home.service)
    merge_people(
        person_id=twice.person_id, into_person_id=home.person_id, why="the same person", by=home.worker.staff_id,
        at=later(),
    )  # fmt: skip
    kept, duplicate = (person(home.service.id, id) for id in (home.person_id, twice.person_id))
    assert kept is not None
    assert duplicate is not None
    assert (kept.ended, duplicate.ended) == (None, "merged")
    assert kept.household_id == duplicate.household_id
    assert [child.name for child in family(home.household_id).children] == ["Ella"]
    assert [span.household_id for span in earlier_households(home.household_id)] == [str(twice.household_id)]


def test_people_are_handed_over_all_or_none() -> None:
    home = a_home()
    second = a_home(home.service, ROB, keyworker_id=home.worker.staff_id)
    new, stranger = a_worker(home.service), a_worker()
    ids = [home.person_id, second.person_id]
    with pytest.raises(Refused):
        hand_over_people(
            service_id=home.service.id, to={ids[0]: new.staff_id, ids[1]: stranger.staff_id}, **home.signed
        )
    assert len(people_of_keyworker(home.service.id, home.worker.staff_id)) == 2
    moved = hand_over_people(service_id=home.service.id, to=dict.fromkeys(ids, new.staff_id), **home.signed)
    assert moved == 2
    assert people_of_keyworker(home.service.id, home.worker.staff_id) == ()
    assert [(each.name, each.people) for each in caseloads(home.service.id)] == [(new.name, 2)]


def test_people_of_another_service_are_not_handed_over() -> None:
    home, other = a_home(), a_home(a_service())
    with pytest.raises(Refused):
        hand_over_people(service_id=home.service.id, to={other.person_id: home.worker.staff_id}, **home.signed)


def test_a_hand_over_from_a_stale_list_is_a_conflict() -> None:
    home = a_home()
    new, third = a_worker(home.service), a_worker(home.service)
    assign_keyworker(person_id=home.person_id, staff_id=new.staff_id, seen=1, **home.signed)
    with pytest.raises(Conflict):
        hand_over_people(
            service_id=home.service.id, to={home.person_id: third.staff_id}, seen={home.person_id: 1}, **home.signed
        )


def test_those_without_a_keyworker_are_listed_and_so_are_those_of_a_closed_account() -> None:
    service = a_service()
    nobody = a_home(service, keyworker_id=None)
    gone = a_worker(service)
    left = a_home(service, ROB, keyworker_id=gone.staff_id)
    a_home(service)
    db.session.get_one(StaffMember, gone.staff_id).disabled_at = AT
    db.session.flush()
    listed = {each.id for each in people_without_keyworker(service.id)}
    assert listed == {str(nobody.person_id), str(left.person_id)}


def test_two_services_see_a_link_only_when_both_have_made_it() -> None:
    ours, theirs = a_home(), a_home(a_service())
    because = "both workers spoke on the phone"
    first = link_families(
        household_id=ours.household_id, other_household_id=theirs.household_id, because=because, **ours.signed
    )
    assert first is False
    assert linked_households(ours.household_id) == linked_households(theirs.household_id) == ()
    second = link_families(
        household_id=theirs.household_id, other_household_id=ours.household_id, because=because, **theirs.signed
    )
    assert second is True
    assert linked_households(ours.household_id) == (theirs.household_id,)


def test_a_link_within_one_service_or_without_a_reason_is_refused() -> None:
    ours = a_home()
    beside = a_home(ours.service, ROB)
    theirs = a_home(a_service())
    for other, because in ((beside.household_id, "x"), (theirs.household_id, " ")):
        with pytest.raises(Refused):
            link_families(household_id=ours.household_id, other_household_id=other, because=because, **ours.signed)
