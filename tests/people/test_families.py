"""Who is at home: asking, children, adults, agencies, and what is known now of all of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from core.conflict import Conflict, Refused
from core.db import commit, db
from people.actions import (
    add_adult,
    add_agency_to_family,
    add_child,
    adult_left,
    agency_left,
    ask_household,
    change_adult,
    change_child,
    change_child_how,
    change_family_agency,
    child_gone,
    close_agency,
    record_household,
)
from people.models import AdultDetails, ChildDetails, HouseholdAsked
from people.queries import families, family, family_of
from people.rules import (
    AdultPart,
    AdultRole,
    AdultSaid,
    ChildGone,
    ChildHow,
    ChildSaid,
    HouseholdAnswer,
    PeoplePolicy,
)
from tests.people.builders import BEN, ELLA, TODAY, Home, a_family, a_home, an_agency, later, statements
from tests.staff.builders import a_service

pytestmark = pytest.mark.usefixtures("inside")
POLICY = PeoplePolicy(children_asked_days=84, adult_from_years=18)


def asked(home: Home, answer: HouseholdAnswer, **values: object) -> UUID:
    facts = {"asked_on": TODAY, **home.signed} | values
    return ask_household(household_id=home.household_id, person_id=home.person_id, answer=answer, **facts)


def test_a_family_is_everybody_around_a_person() -> None:
    home = a_family()
    found = family_of(home.person_id)
    assert found is not None
    assert [person.name for person in found.people] == ["Jenny Example"]
    assert [child.name for child in found.children] == ["Ella"]
    assert [(adult.name, adult.own_supply) for adult in found.adults] == [("Ben", True)]
    assert [agency.role for agency in found.agencies] == ["health-visitor"]
    assert found.last_asked is not None
    assert (found.last_asked.answer, found.last_asked.person_id) == ("children", str(home.person_id))
    assert found.child_present(TODAY, POLICY)


def test_a_family_costs_five_statements_however_many_families_there_are() -> None:
    home = a_family()
    others = [a_family(home.service) for _ in range(4)]
    commit()
    with statements() as one:
        family(home.household_id)
    with statements() as many:
        families([home.household_id, *(other.household_id for other in others)])
    assert len(one) == len(many) == 5


def test_nothing_of_another_household_shows() -> None:
    home, other = a_home(), a_family()
    found = families([home.household_id, other.household_id])
    alone = found[home.household_id]
    assert (alone.children, alone.adults, alone.agencies, alone.asked) == ((), (), (), ())
    assert len(found[other.household_id].people) == 1


def test_children_come_youngest_first_and_those_who_are_gone_are_left_out() -> None:
    home = a_home()
    said = [
        ChildSaid(name="Sam", how=ChildHow.VISITS, born_on=date(2015, 1, 1)),
        ChildSaid(name="Baby", how=ChildHow.LIVES, due_on=date(2026, 6, 1)),
        ELLA,
    ]
    ids = [add_child(household_id=home.household_id, said=child, **home.signed) for child in said]
    child_gone(child_id=ids[0], why=ChildGone.MOVED_AWAY, on=TODAY, seen=1, **home.signed)
    found = family(home.household_id)
    assert [child.name for child in found.children] == ["Baby", "Ella"]
    assert [(child.name, child.gone) for child in found.gone] == [("Sam", ChildGone.MOVED_AWAY)]


def test_a_birth_is_a_new_version_of_the_unborn_child() -> None:
    home = a_home()
    unborn = ChildSaid(name="Baby", how=ChildHow.LIVES, due_on=date(2026, 3, 1))
    child_id = add_child(household_id=home.household_id, said=unborn, **home.signed)
    assert family(home.household_id).children[0].unborn
    born = replace(unborn, name="Mia", born_on=TODAY)
    change_child(child_id=child_id, said=born, by=home.worker.staff_id, at=later(days=1), seen=1)
    child = family(home.household_id).children[0]
    assert (child.id, child.name, child.unborn, child.version) == (str(child_id), "Mia", False, 2)
    assert child.known_on == TODAY


def test_a_child_born_after_today_is_refused_with_the_way_to_say_not_born_yet() -> None:
    home = a_home()
    tomorrow = replace(ELLA, born_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        add_child(household_id=home.household_id, said=tomorrow, **home.signed)
    ((field, sentence),) = refused.value.problems
    assert field == "born_on"
    assert "Not born yet" in sentence


def test_the_same_child_sent_twice_is_recorded_once() -> None:
    home = a_home()
    ids = {add_child(household_id=home.household_id, said=ELLA, **home.signed) for _ in range(2)}
    assert len(ids) == 1
    assert len(family(home.household_id).children) == 1


def test_two_who_change_a_child_at_once_do_not_overwrite_each_other() -> None:
    home = a_home()
    child_id = add_child(household_id=home.household_id, said=ELLA, **home.signed)
    change_child_how(child_id=child_id, how=ChildHow.STAYS, seen=1, **home.signed)
    with pytest.raises(Conflict):
        change_child_how(child_id=child_id, how=ChildHow.VISITS, seen=1, **home.signed)
    assert family(home.household_id).children[0].how is ChildHow.STAYS


def test_pressing_save_twice_is_no_conflict() -> None:
    home = a_home()
    child_id = add_child(household_id=home.household_id, said=ELLA, **home.signed)
    visits = replace(ELLA, how=ChildHow.VISITS)
    versions = [change_child(child_id=child_id, said=visits, seen=1, **home.signed) for _ in range(2)]
    assert versions == [2, 2]


def test_a_child_who_comes_back_is_there_again() -> None:
    home = a_home()
    child_id = add_child(household_id=home.household_id, said=ELLA, **home.signed)
    child_gone(child_id=child_id, why=ChildGone.MISTAKE, on=TODAY, **home.signed)
    change_child(child_id=child_id, said=ELLA, **home.signed)
    assert [child.name for child in family(home.household_id).children] == ["Ella"]


def test_an_adult_who_left_stays_known_with_when_it_was_written_down() -> None:
    home = a_family()
    adult = family(home.household_id).adults[0]
    adult_left(adult_id=UUID(adult.id), on=TODAY, by=home.worker.staff_id, at=later(5), seen=1)
    change: dict[str, Any] = {"adult_id": UUID(adult.id), "by": home.worker.staff_id}
    found = family(home.household_id).adults[0]
    assert (found.left_on, found.left_at) == (TODAY, later(5))
    assert family(home.household_id).grown() == ()
    change_adult(said=BEN, at=later(10), **change)
    again = family(home.household_id).adults[0]
    assert (again.left_on, again.left_at, again.known_at) == (None, None, adult.known_at)


def test_an_adult_cannot_leave_before_they_came() -> None:
    home = a_family()
    adult = family(home.household_id).adults[0]
    with pytest.raises(Refused):
        adult_left(adult_id=UUID(adult.id), on=TODAY - timedelta(days=1), **home.signed)


def test_what_an_adult_does_in_the_plan_is_kept() -> None:
    home = a_home()
    said = AdultSaid("Ben", AdultRole.PARTNER, own_supply=None, part=frozenset({AdultPart.KEY, AdultPart.MINDS_CHILD}))
    add_adult(household_id=home.household_id, said=said, **home.signed)
    found = family(home.household_id).adults[0]
    assert (found.part, found.own_supply) == (said.part, None)


def test_an_adult_registered_in_another_household_is_refused() -> None:
    home = a_home()
    other = a_home(home.service)
    with pytest.raises(Refused):
        add_adult(household_id=home.household_id, said=replace(BEN, person_id=other.person_id), **home.signed)


def test_an_agency_that_left_is_not_with_the_family_and_may_come_back() -> None:
    home = a_home()
    link = an_agency(home, worker_name="Nurse Lee", has_part=True)
    agency = family(home.household_id).agencies[0]
    assert (agency.worker_name, agency.has_part, agency.from_on) == ("Nurse Lee", True, TODAY)
    change_family_agency(family_agency_id=link, worker_name="Nurse May", has_part=True, seen=1, **home.signed)
    agency_left(family_agency_id=link, on=TODAY, seen=2, **home.signed)
    assert family(home.household_id).agencies == ()
    back = add_agency_to_family(household_id=home.household_id, agency_id=UUID(agency.agency_id), **home.signed)
    assert back == link
    assert family(home.household_id).agencies[0].version == 4


def test_a_closed_agency_stays_with_the_family_until_somebody_says_who_took_over() -> None:
    home = a_home()
    an_agency(home)
    agency = family(home.household_id).agencies[0]
    close_agency(agency_id=UUID(agency.agency_id), on=TODAY, **home.signed)
    db.session.expire_all()
    assert family(home.household_id).agencies[0].closed_on == TODAY


def test_an_agency_of_another_service_is_refused() -> None:
    home = a_home()
    an_agency(home)
    agency_id = UUID(family(home.household_id).agencies[0].agency_id)
    other = a_home(a_service())
    with pytest.raises(Refused):
        add_agency_to_family(household_id=other.household_id, agency_id=agency_id, **other.signed)


def test_not_asked_needs_a_reason_and_is_no_answer() -> None:
    home = a_home()
    with pytest.raises(Refused):
        asked(home, HouseholdAnswer.NOT_ASKED)
    asked(home, HouseholdAnswer.NOT_ASKED, because="in a hurry")
    assert family(home.household_id).last_asked is None


def test_asking_twice_in_a_minute_by_a_second_press_is_one_answer() -> None:
    home = a_home()
    assert asked(home, HouseholdAnswer.NONE) == asked(home, HouseholdAnswer.NONE)
    assert len(family(home.household_id).asked) == 1


def test_would_not_say_counts_as_a_child_and_so_does_children_nobody_named() -> None:
    home = a_home()
    asked(home, HouseholdAnswer.NONE)
    assert not family(home.household_id).child_present(TODAY, POLICY)
    asked(home, HouseholdAnswer.CHILDREN, at=later(2))
    assert family(home.household_id).child_present(TODAY, POLICY)
    asked(home, HouseholdAnswer.NONE, at=later(3))
    asked(home, HouseholdAnswer.WOULD_NOT_SAY, at=later(4))
    assert family(home.household_id).child_present(TODAY, POLICY)


def test_a_child_elsewhere_does_not_count_and_one_who_visits_does() -> None:
    home = a_home()
    child_id = add_child(household_id=home.household_id, said=replace(ELLA, how=ChildHow.ELSEWHERE), **home.signed)
    assert not family(home.household_id).child_present(TODAY, POLICY)
    change_child_how(child_id=child_id, how=ChildHow.VISITS, **home.signed)
    assert family(home.household_id).child_present(TODAY, POLICY)


def test_a_whole_household_replaces_what_was_known_and_keeps_who_is_named_again() -> None:
    home = a_family()
    before = family(home.household_id)
    record_household(
        household_id=home.household_id,
        person_id=home.person_id,
        answer=HouseholdAnswer.CHILDREN,
        asked_on=TODAY,
        children=[replace(ELLA, how=ChildHow.STAYS), ChildSaid("Sam", ChildHow.LIVES, born_on=date(2010, 1, 1))],
        adults=[],
        by=home.worker.staff_id,
        at=later(),
    )
    found = family(home.household_id)
    assert [(child.name, child.how) for child in found.children] == [("Ella", "stays"), ("Sam", "lives")]
    assert found.children[0].id == before.children[0].id
    assert [adult.left_on for adult in found.adults] == [TODAY]
    record_household(
        household_id=home.household_id, person_id=home.person_id, answer=HouseholdAnswer.NONE, asked_on=TODAY,
        children=[], adults=[BEN], by=home.worker.staff_id, at=later(2),
    )  # fmt: skip
    after = family(home.household_id)
    assert after.children == ()
    assert {child.gone for child in after.gone} == {ChildGone.NOT_NAMED_AGAIN}
    assert [(adult.id, adult.left_on) for adult in after.adults] == [(before.adults[0].id, None)]


def test_an_answer_alone_leaves_children_and_adults_as_they_were() -> None:
    home = a_family()
    record_household(
        household_id=home.household_id, person_id=home.person_id, answer=HouseholdAnswer.WOULD_NOT_SAY, asked_on=TODAY,
        by=home.worker.staff_id, at=later(),
    )  # fmt: skip
    found = family(home.household_id)
    assert (len(found.children), len(found.grown())) == (1, 1)


def test_the_database_refuses_to_change_or_delete_what_was_recorded() -> None:
    home = a_family()
    for model in (ChildDetails, AdultDetails, HouseholdAsked):
        row = db.session.query(model).filter_by(household_id=home.household_id).first()
        db.session.delete(row)
        with pytest.raises(Exception, match="append"):
            db.session.flush()
        db.session.rollback()
