"""Pages: people move, care ends, somebody was recorded twice, keyworkers hand people over."""

from uuid import UUID

import pytest

from core.db import commit, db
from people.actions import assign_keyworker, register_person
from people.queries import (
    family,
    household_of,
    linked_households,
    people_of_household,
    people_of_keyworker,
    people_without_keyworker,
    person,
)
from people.rules import PersonSaid
from staff.models import StaffMember
from tests.people.builders import AT, JENNY, TODAY, Home, a_family, a_home, a_worker, later
from tests.people.pages import at, day, hidden, path, problems, sign_in_worker_of, words
from tests.staff.builders import a_service, a_staff_member, put_into_session
from tests.strict_client import StrictClient

pytestmark = pytest.mark.usefixtures("inside", "that_day")
ROB = PersonSaid(family_name="Example", given_names="Rob")


@pytest.fixture
def home(client: StrictClient) -> Home:
    """Jenny with Ella, Ben and a health visitor; her worker is signed in."""
    made = a_family(reference="R1")
    sign_in_worker_of(client, made)
    return made


def confirmed(client: StrictClient, address: str, typed: dict[str, str]) -> str:
    """Sends a form, confirms whom it names, and says where that leads."""
    page = client.post(address, data=typed)
    assert "Is it this person?" in words(page), problems(page)
    return path(client.post(address, data=typed | {"sure": hidden(page, "sure")}))


def test_moving_in_shows_whom_it_is_about_before_anything_is_saved(client: StrictClient, home: Home) -> None:
    sister = a_home(home.service, PersonSaid("Sample", "Ann"), reference="R2")
    typed = {"reference": "R2"} | day("on", TODAY)
    page = client.post(at(home, "moves/in"), data=typed)
    assert "Ann Sample" in words(page)
    assert household_of(home.person_id) == home.household_id
    assert confirmed(client, at(home, "moves/in"), typed) == at(home, "household")
    assert household_of(home.person_id) == sister.household_id
    assert [child.name for child in family(sister.household_id).children] == ["Ella"]


def test_a_confirmation_does_not_stand_for_somebody_else(client: StrictClient, home: Home) -> None:
    a_home(home.service, PersonSaid("Sample", "Ann"), reference="R2")
    a_home(home.service, PersonSaid("Sample", "Eve"), reference="R3")
    typed = day("on", TODAY)
    page = client.post(at(home, "moves/in"), data=typed | {"reference": "R2"})
    again = client.post(at(home, "moves/in"), data=typed | {"reference": "R3", "sure": hidden(page, "sure")})
    assert "Eve Sample" in words(again)
    assert household_of(home.person_id) == home.household_id


@pytest.mark.parametrize("reference", ["nobody", "R1"])
def test_a_reference_that_names_nobody_else_is_said(client: StrictClient, home: Home, reference: str) -> None:
    for name in ("in", "join", "merge"):
        typed = {"reference": reference, "why": "I know"} | day("on", TODAY)
        page = client.post(at(home, "moves", name), data=typed)
        assert problems(page) == ["Nobody else here has this reference"], name


def test_people_of_another_service_cannot_be_joined(client: StrictClient, home: Home) -> None:
    a_home(a_service(), ROB, reference="R9")
    page = client.post(at(home, "moves/join"), data={"reference": "R9"} | day("on", TODAY))
    assert problems(page) == ["Nobody else here has this reference"]


def test_two_households_become_one(client: StrictClient, home: Home) -> None:
    a_home(home.service, ROB, reference="R2")
    typed = {"reference": "R2"} | day("on", TODAY)
    assert confirmed(client, at(home, "moves/join"), typed) == at(home, "household")
    assert {each.name for each in people_of_household(home.household_id)} == {"Jenny Example", "Rob Example"}


def test_somebody_recorded_twice_becomes_one(client: StrictClient, home: Home) -> None:
    twice = a_home(home.service, JENNY, reference="R2")
    typed = {"reference": "R2", "why": "same date of birth, same mother"} | day("on", TODAY)
    assert confirmed(client, at(home, "moves/merge"), typed) == at(home, "household")
    header = person(home.service.id, twice.person_id)
    assert header is not None
    assert (header.ended, header.household_id) == ("merged", str(home.household_id))
    assert "Recorded twice" in words(client.get(at(home, "household")))


def test_a_household_splits(client: StrictClient, home: Home) -> None:
    rob = register_person(
        service_id=home.service.id, said=ROB, household_id=home.household_id, by=home.worker.staff_id, at=later()
    )
    commit()
    ella = family(home.household_id).children[0].id
    everybody = {"people": [str(home.person_id), str(rob.person_id)], "along": [ella]} | day("on", TODAY)
    assert problems(client.post(at(home, "moves/split"), data=everybody)) == ["Somebody has to stay in the household"]
    assert path(client.post(at(home, "moves/split"), data=everybody | {"people": [str(rob.person_id)]}))
    new = household_of(rob.person_id)
    assert new is not None
    assert [child.id for child in family(new).children] == [ella]


def test_care_ends_with_what_is_still_at_home_and_somebody_comes_back(client: StrictClient, home: Home) -> None:
    typed = {"how": "ended", "why": "moved away", "still_at_home": "", "version": "0"} | day("happened_on", TODAY)
    assert problems(client.post(at(home, "moves/end"), data=typed)) == [
        "Say what may still be at home, or that there is none"
    ]
    assert path(client.post(at(home, "moves/end"), data=typed | {"still_at_home": "none"}))
    assert "Care here has ended" in words(client.get(at(home, "household")))
    twice = client.post(at(home, "moves/end"), data=typed | {"still_at_home": "none"})
    assert problems(twice) == ["Their care here has ended already"]
    back = {"why": "came back", "version": "1"} | day("happened_on", TODAY)
    assert path(client.post(at(home, "moves/return"), data=back))
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert header.ended is None


def test_a_day_after_today_is_refused(client: StrictClient, home: Home) -> None:
    typed = {"how": "died", "why": "x", "still_at_home": "none", "version": "0"} | day(
        "happened_on", later(days=2).date()
    )
    assert problems(client.post(at(home, "moves/end"), data=typed)) == ["This day cannot be after today"]


def test_two_services_link_a_family_each_for_itself(client: StrictClient, home: Home) -> None:
    theirs = a_home(a_service(), ROB)
    page = client.get(at(home, "moves/link"))
    assert str(home.household_id) in page.text
    typed = {"code": "no code", "because": "we spoke by phone"}
    assert "This is not a code" in problems(client.post(at(home, "moves/link"), data=typed))[0]
    typed |= {"code": str(theirs.household_id)}
    assert path(client.post(at(home, "moves/link"), data=typed))
    assert linked_households(home.household_id) == ()
    sign_in_worker_of(client, theirs)
    typed |= {"code": str(home.household_id)}
    assert path(client.post(at(theirs, "moves/link"), data=typed))
    assert linked_households(home.household_id) == (theirs.household_id,)
    assert "Rob" not in client.get(at(theirs, "moves/link")).text.replace("Rob Example", "")
    assert "Jenny" not in client.get(at(theirs, "household")).text


def test_every_kind_of_change_has_its_page(client: StrictClient, home: Home) -> None:
    page = client.get(at(home, "moves"))
    for name in ("in", "join", "merge", "link", "end"):
        assert at(home, "moves", name) in page.text
        assert client.get(at(home, "moves", name)).status_code == 200
    assert at(home, "moves/split") not in page.text


def test_a_keyworker_is_named_and_a_stale_page_is_a_conflict(client: StrictClient, home: Home) -> None:
    new = a_worker(home.service)
    page = client.get(at(home, "keyworker"))
    assert f'value="{home.worker.staff_id}" selected' in page.text
    typed = {"keyworker": str(new.staff_id), "version": hidden(page, "version")}
    assert path(client.post(at(home, "keyworker"), data=typed))
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert header.keyworker_name == new.name
    assert client.post(at(home, "keyworker"), data=typed | {"keyworker": ""}).status_code == 409


@pytest.fixture
def manager(client: StrictClient, home: Home) -> Home:
    """The same home with a second person of the same worker, a manager at the browser."""
    a_home(home.service, ROB, keyworker_id=home.worker.staff_id)
    put_into_session(client, a_staff_member("manager", service=home.service))
    return home


def test_everybody_of_one_worker_goes_to_another(client: StrictClient, manager: Home) -> None:
    new = a_worker(manager.service)
    address = f"/keyworkers/{manager.worker.staff_id}"
    assert "Everybody has a keyworker" in words(client.get("/keyworkers"))
    page = client.get(address)
    typed = {"everybody": str(new.staff_id), "seen": hidden(page, "seen")}
    assert path(client.post(address, data=typed)) == "/keyworkers"
    assert len(people_of_keyworker(manager.service.id, new.staff_id)) == 2
    assert people_of_keyworker(manager.service.id, manager.worker.staff_id) == ()


def test_people_are_shared_out_one_by_one(client: StrictClient, manager: Home) -> None:
    new, third = a_worker(manager.service), a_worker(manager.service)
    address = f"/keyworkers/{manager.worker.staff_id}"
    seen = hidden(client.get(address), "seen")
    typed = {"everybody": str(new.staff_id), f"to_{manager.person_id.hex}": str(third.staff_id), "seen": seen}
    assert path(client.post(address, data=typed))
    assert [each.name for each in people_of_keyworker(manager.service.id, third.staff_id)] == ["Jenny Example"]
    assert [each.name for each in people_of_keyworker(manager.service.id, new.staff_id)] == ["Rob Example"]


def test_handing_over_to_nobody_is_asked_about(client: StrictClient, manager: Home) -> None:
    address = f"/keyworkers/{manager.worker.staff_id}"
    seen = hidden(client.get(address), "seen")
    assert problems(client.post(address, data={"everybody": "", "seen": seen})) == ["Choose who takes over"]
    outside = client.post(address, data={"everybody": str(a_worker().staff_id), "seen": seen})
    assert problems(outside) == ["Choose one of the answers shown"]


def test_a_stale_hand_over_changes_nobody(client: StrictClient, manager: Home) -> None:
    new, third = a_worker(manager.service), a_worker(manager.service)
    address = f"/keyworkers/{manager.worker.staff_id}"
    seen = hidden(client.get(address), "seen")
    assign_keyworker(person_id=manager.person_id, staff_id=None, by=manager.worker.staff_id, at=later(2))
    assign_keyworker(
        person_id=manager.person_id, staff_id=manager.worker.staff_id, by=manager.worker.staff_id, at=later(3)
    )
    commit()
    assert client.post(address, data={"everybody": str(new.staff_id), "seen": seen}).status_code == 409
    assert len(people_of_keyworker(manager.service.id, manager.worker.staff_id)) == 2
    assert third.name not in words(client.get("/keyworkers"))


def test_nobody_is_left_unowned_when_an_account_closes(client: StrictClient, manager: Home) -> None:
    db.session.get_one(StaffMember, manager.worker.staff_id).disabled_at = AT
    commit()
    assert "Rob Example" in words(client.get("/keyworkers"))
    new = a_worker(manager.service)
    page = client.get("/keyworkers/nobody")
    typed = {"everybody": str(new.staff_id), "seen": hidden(page, "seen")}
    assert path(client.post("/keyworkers/nobody", data=typed))
    assert people_without_keyworker(manager.service.id) == ()


def test_hand_over_is_the_managers_and_only_of_their_service(client: StrictClient, home: Home) -> None:
    assert client.get("/keyworkers").status_code == 403
    put_into_session(client, a_staff_member("administrator", service=home.service))
    assert client.get("/keyworkers").status_code == 403
    put_into_session(client, a_staff_member("manager"))
    assert client.get(f"/keyworkers/{home.worker.staff_id}").status_code == 404
    assert "Jenny" not in words(client.get("/keyworkers"))


def test_a_link_that_was_guessed_leads_nowhere(client: StrictClient, home: Home) -> None:
    typed = {"code": str(UUID(int=7)), "because": "guessing"}
    page = client.post(at(home, "moves/link"), data=typed)
    assert "no family with this code" in problems(page)[0]
