"""A record frozen for an inquiry: what was written of people stays, what is missing is filled in, and life goes on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from core.conflict import Refused
from core.db import commit
from people.actions import (
    add_child,
    adult_left,
    agency_left,
    assign_keyworker,
    change_adult,
    change_child,
    change_family_agency,
    child_gone,
    correct_details,
    end_care,
    hold_record,
    join_households,
    merge_people,
    move_person,
    release_record,
    return_to_care,
)
from people.queries import family, held, person
from people.rules import CareHow, ChildGone, ChildHow, ChildSaid, PersonSaid
from tests.people.builders import BEN, ELLA, JENNY, TODAY, Home, a_family, a_home, later
from tests.people.pages import at, day, hidden, problems, sign_in_worker_of, words
from tests.strict_client import StrictClient

pytestmark = pytest.mark.usefixtures("inside", "that_day")

FROZEN = "frozen for an inquiry, and this stays as it was written"
BEFORE = "frozen for an inquiry, and says 2 March 2026"
YESTERDAY = TODAY - timedelta(days=1)
UNBORN = ChildSaid("The baby", ChildHow.LIVES, due_on=TODAY + timedelta(days=60))


def by(home: Home, minutes: int) -> dict[str, Any]:
    return {"by": home.worker.staff_id, "at": later(minutes)}


def freeze(home: Home, minutes: int = 1) -> None:
    hold_record(household_id=home.household_id, because="A review is asked for", **by(home, minutes))
    commit()


@pytest.fixture
def home() -> Home:
    """Jenny with Ella, Ben and a health visitor, and a record frozen a minute later."""
    made = a_family()
    freeze(made)
    return made


def ella(home: Home) -> UUID:
    return UUID(next(child.id for child in (*family(home.household_id).children, *family(home.household_id).gone)))


def ben(home: Home) -> UUID:
    return UUID(family(home.household_id).adults[0].id)


def visitor(home: Home) -> UUID:
    return UUID(family(home.household_id).agencies[0].id)


@pytest.mark.parametrize(
    "other",
    [
        replace(JENNY, family_name="Other"),
        replace(JENNY, given_names="Jen"),
        replace(JENNY, born_on=date(1994, 6, 5)),
        replace(JENNY, given_names=""),
    ],
)
def test_a_name_or_a_birth_that_was_written_stays(home: Home, other: PersonSaid) -> None:
    with pytest.raises(Refused, match=FROZEN):
        correct_details(person_id=home.person_id, said=other, **by(home, 2))


def test_what_is_missing_is_filled_in_and_what_is_of_today_changes(home: Home) -> None:
    more = replace(JENNY, nhs_number="9990000018", phone="07700 900123", known_as="Jen", leaflet_language="pl")
    correct_details(person_id=home.person_id, said=more, **by(home, 2))
    correct_details(person_id=home.person_id, said=replace(more, phone="07700 900124"), **by(home, 3))
    found = person(home.service.id, home.person_id)
    assert found is not None
    assert (found.phone, found.leaflet_language) == ("07700 900124", "pl")


def test_what_was_written_then_stays_however_often_something_else_changed_since(home: Home) -> None:
    lives = replace(JENNY, phone="07700 900123")
    correct_details(person_id=home.person_id, said=lives, **by(home, 2))
    with pytest.raises(Refused, match=FROZEN):
        correct_details(person_id=home.person_id, said=replace(lives, family_name="Other"), **by(home, 3))


@pytest.mark.parametrize(
    "other", [replace(ELLA, name="Bella"), replace(ELLA, born_on=date(2023, 6, 1)), replace(ELLA, born_on=None)]
)
def test_who_a_child_is_stays(home: Home, other: ChildSaid) -> None:
    with pytest.raises(Refused, match=FROZEN):
        change_child(child_id=ella(home), said=other, **by(home, 2))


def test_where_a_child_lives_and_what_nobody_asked_yet_is_written_down(home: Home) -> None:
    change_child(child_id=ella(home), said=replace(ELLA, how=ChildHow.VISITS, religion="None"), **by(home, 2))
    with_language = replace(ELLA, how=ChildHow.VISITS, religion="None", language="Polish", needs="Asthma")
    change_child(child_id=ella(home), said=with_language, **by(home, 3))
    (child,) = family(home.household_id).children
    assert (child.how, child.religion, child.language) == (ChildHow.VISITS, "None", "Polish")


def test_a_birth_is_a_fact_of_its_own_and_an_estimated_one_is_made_exact() -> None:
    home = a_home()
    baby = add_child(household_id=home.household_id, said=UNBORN, **home.signed)
    guessed = ChildSaid("Sam", ChildHow.LIVES, born_on=date(2020, 1, 1), born_is_estimate=True)
    sam = add_child(household_id=home.household_id, said=guessed, **home.signed)
    freeze(home)
    change_child(child_id=baby, said=ChildSaid("Mia", ChildHow.LIVES, born_on=TODAY), **by(home, 2))
    exact = replace(guessed, born_on=date(2020, 3, 4), born_is_estimate=False)
    change_child(child_id=sam, said=exact, **by(home, 2))
    born = {child.name: child.born_on for child in family(home.household_id).children}
    assert born == {"Mia": TODAY, "Sam": date(2020, 3, 4)}


@pytest.mark.parametrize("why", [ChildGone.MISTAKE, ChildGone.RECORDED_TWICE])
def test_a_child_is_no_mistake_now(home: Home, why: ChildGone) -> None:
    with pytest.raises(Refused, match=FROZEN):
        child_gone(child_id=ella(home), why=why, on=TODAY, **by(home, 2))


@pytest.mark.parametrize("why", [ChildGone.MOVED_AWAY, ChildGone.DIED])
def test_a_child_who_goes_is_written_down_and_who_moved_away_comes_back(home: Home, why: ChildGone) -> None:
    child_gone(child_id=ella(home), why=why, on=YESTERDAY, **by(home, 2))
    assert family(home.household_id).children == ()
    change_child(child_id=ella(home), said=ELLA, **by(home, 3))
    assert [child.name for child in family(home.household_id).children] == ["Ella"]


def test_why_and_when_a_child_was_gone_stays() -> None:
    home = a_family()
    child_gone(child_id=ella(home), why=ChildGone.DIED, on=YESTERDAY, **home.signed)
    freeze(home)
    for again in (
        lambda: child_gone(child_id=ella(home), why=ChildGone.DIED, on=TODAY, **by(home, 2)),
        lambda: child_gone(child_id=ella(home), why=ChildGone.MOVED_AWAY, on=TODAY, **by(home, 2)),
        lambda: change_child(child_id=ella(home), said=ELLA, **by(home, 2)),
    ):
        with pytest.raises(Refused, match=FROZEN):
            again()


def test_who_moved_away_before_comes_back_and_moves_away_again() -> None:
    home = a_family()
    child_gone(child_id=ella(home), why=ChildGone.MOVED_AWAY, on=YESTERDAY, **home.signed)
    freeze(home)
    with pytest.raises(Refused, match=FROZEN):
        child_gone(child_id=ella(home), why=ChildGone.MOVED_AWAY, on=TODAY, **by(home, 2))
    change_child(child_id=ella(home), said=ELLA, **by(home, 3))
    child_gone(child_id=ella(home), why=ChildGone.MOVED_AWAY, on=TODAY, **by(home, 4))
    assert family(home.household_id).children == ()


def test_who_an_adult_is_and_since_when_stays_and_their_part_does_not(home: Home) -> None:
    for said, since in ((replace(BEN, name="Benjamin"), TODAY), (BEN, YESTERDAY)):
        with pytest.raises(Refused, match=FROZEN):
            change_adult(adult_id=ben(home), said=said, since_on=since, **by(home, 2))
    change_adult(adult_id=ben(home), said=replace(BEN, own_supply=False), **by(home, 2))
    adult_left(adult_id=ben(home), on=TODAY, **by(home, 3))
    assert family(home.household_id).grown() == ()


def test_the_day_an_adult_left_stays_and_they_can_come_back_after_it() -> None:
    home = a_family()
    adult_left(adult_id=ben(home), on=TODAY, **home.signed)
    freeze(home)
    with pytest.raises(Refused, match=FROZEN):
        adult_left(adult_id=ben(home), on=TODAY + timedelta(days=1), by=home.worker.staff_id, at=later(0, days=1))
    with pytest.raises(Refused, match=BEFORE):
        change_adult(adult_id=ben(home), said=BEN, since_on=YESTERDAY, **by(home, 2))
    change_adult(adult_id=ben(home), said=BEN, since_on=TODAY, **by(home, 2))
    adult_left(adult_id=ben(home), on=TODAY, **by(home, 3))


def test_since_when_an_agency_is_there_stays_and_its_worker_does_not(home: Home) -> None:
    link = visitor(home)
    with pytest.raises(Refused, match=FROZEN):
        change_family_agency(family_agency_id=link, worker_name="Jo", has_part=True, from_on=YESTERDAY, **by(home, 2))
    change_family_agency(family_agency_id=link, worker_name="Jo", has_part=True, **by(home, 2))
    agency_left(family_agency_id=link, on=TODAY, **by(home, 3))
    assert family(home.household_id).agencies == ()


def test_the_day_an_agency_left_stays() -> None:
    home = a_family()
    link = visitor(home)
    agency_left(family_agency_id=link, on=TODAY, **home.signed)
    freeze(home)
    with pytest.raises(Refused, match=FROZEN):
        agency_left(family_agency_id=link, on=TODAY + timedelta(days=1), by=home.worker.staff_id, at=later(0, days=1))


Move = Callable[[Home, Home, date], None]


def moves_in(home: Home, other: Home, on: date) -> None:
    move_person(person_id=home.person_id, into_household_id=other.household_id, on=on, **by(home, 2))


def joins(home: Home, other: Home, on: date) -> None:
    join_households(household_id=home.household_id, into_household_id=other.household_id, on=on, **by(home, 2))


@pytest.mark.parametrize("move", [moves_in, joins])
def test_whose_household_somebody_was_stays_and_a_move_since_is_a_fact(home: Home, move: Move) -> None:
    other = a_home(home.service)
    with pytest.raises(Refused, match=BEFORE):
        move(home, other, YESTERDAY)
    move(home, other, TODAY)
    assert held(other.household_id) is not None
    with pytest.raises(Refused, match=FROZEN):
        change_child(child_id=UUID(family(other.household_id).children[0].id), said=UNBORN, **by(home, 3))


def test_a_record_that_is_frozen_is_not_brought_together_with_another(home: Home) -> None:
    other = a_home(home.service)
    for one, into in ((home, other), (other, home)):
        with pytest.raises(Refused, match="two records stay two"):
            merge_people(person_id=one.person_id, into_person_id=into.person_id, why="The same", **by(home, 2))
    release_record(household_id=home.household_id, because="Over", **by(home, 3))
    merge_people(person_id=other.person_id, into_person_id=home.person_id, why="The same", **by(home, 4))


def test_care_ends_and_begins_again_and_the_days_written_stay() -> None:
    home = a_family()
    signed: dict[str, Any] = {"person_id": home.person_id, "why": "Moved to Leeds"}
    end_care(how=CareHow.ENDED, happened_on=TODAY, **signed, **home.signed)
    freeze(home)
    with pytest.raises(Refused, match=BEFORE):
        return_to_care(happened_on=YESTERDAY, **signed, **by(home, 2))
    return_to_care(happened_on=TODAY, **signed, **by(home, 2))
    with pytest.raises(Refused, match=BEFORE):
        end_care(how=CareHow.ENDED, happened_on=YESTERDAY, **signed, **by(home, 3))
    end_care(how=CareHow.DIED, happened_on=TODAY, **signed, **by(home, 3))


def test_that_somebody_died_is_not_taken_back() -> None:
    home = a_family()
    end_care(person_id=home.person_id, how=CareHow.DIED, why="At home", happened_on=TODAY, **home.signed)
    freeze(home)
    with pytest.raises(Refused, match=FROZEN):
        return_to_care(person_id=home.person_id, why="Mistake", happened_on=TODAY, **by(home, 2))


def test_a_keyworker_is_named_as_always_and_what_is_released_is_put_right(home: Home) -> None:
    assign_keyworker(person_id=home.person_id, staff_id=None, **by(home, 2))
    release_record(household_id=home.household_id, because="Over", **by(home, 3))
    correct_details(person_id=home.person_id, said=replace(JENNY, family_name="Other"), **by(home, 4))


def test_the_pages_say_so_beside_the_field_and_keep_what_was_typed(client: StrictClient) -> None:
    home = a_family()
    sign_in_worker_of(client, home)
    assert "frozen" not in words(client.get(at(home, "household")))
    freeze(home)
    assert "Names, births and days written before then stay" in words(client.get(at(home, "household")))
    page = at(home, "details")
    typed = {"family_name": "Another", "given_names": "Jenny", "version": hidden(client.get(page), "version")}
    answer = client.post(page, data=typed | day("born_on", date(1994, 5, 6)))
    assert answer.status_code == 200
    (problem,) = problems(answer)
    assert problem.startswith("The record is frozen for an inquiry")
    assert 'id="family_name-error"' in answer.text
    assert 'value="Another"' in answer.text
