"""Pages: finding people, registering them, correcting what is known."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from core.audit import AuditEntry
from core.db import db
from people.models import PersonDetails, ServiceUser
from people.queries import consent_views, family, person
from people.rules import PersonSaid
from tests.people.builders import JENNY, TODAY, a_home, a_worker, statements
from tests.people.pages import at, day, hidden, path, problems, sign_in_worker_of, words
from tests.staff.builders import a_service, a_staff_member, put_into_session
from tests.strict_client import StrictClient

pytestmark = pytest.mark.usefixtures("inside", "that_day")
SEARCH = {
    "text": "",
    **dict.fromkeys(("born_on-day", "born_on-month", "born_on-year"), ""),
    "nhs_number": "",
    "reference": "",
}


def registered() -> int:
    return db.session.scalar(select(func.count()).select_from(ServiceUser)) or 0


def test_a_person_is_found_by_a_misspelt_name_and_the_address_holds_nothing(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    page = client.post("/people/find", data=SEARCH | {"text": "exampel jeny"})
    assert "Jenny Example" in page.text
    assert f'href="/people/{home.person_id}' in page.text
    assert page.request.path == "/people/find"
    assert not page.request.query_string


def test_finding_nobody_says_what_to_do_and_brings_what_was_typed_along(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    typed = SEARCH | {"text": "New Somebody"} | day("born_on", date(1990, 2, 3))
    page = client.post("/people/find", data=typed)
    assert "Nobody found" in words(page)
    register = client.post("/people/register", data=typed | {"searched": "yes"})
    for value in ("New", "Somebody", "1990"):
        assert f'value="{value}"' in register.text
    assert problems(register) == []


def test_an_empty_search_is_asked_for_something(client: StrictClient) -> None:
    sign_in_worker_of(client, a_home())
    page = client.post("/people/find", data=SEARCH)
    assert problems(page) == ["Enter a name, a date of birth, an NHS number or a reference"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"nhs_number": "999 000 0019"}, "Check the NHS number: it has 10 digits, and these do not add up"),
        ({"born_on-day": "31", "born_on-month": "2", "born_on-year": "1990"}, "Date of birth must be a real date"),
    ],
)
def test_what_cannot_be_is_said_and_kept(client: StrictClient, typed: dict[str, str], said: str) -> None:
    sign_in_worker_of(client, a_home())
    page = client.post("/people/find", data=SEARCH | typed)
    assert problems(page) == [said]
    for value in typed.values():
        assert f'value="{value}"' in page.text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "🙂", "x" * 10_000, "' OR 1=1 --", "a\x00b", "%"])
def test_a_strange_search_is_harmless(client: StrictClient, text: str) -> None:
    sign_in_worker_of(client, a_home())
    page = client.post("/people/find", data=SEARCH | {"text": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_people_of_another_service_are_not_found_and_their_pages_are_not_there(client: StrictClient) -> None:
    sign_in_worker_of(client, a_home())
    other = a_home(a_service(), PersonSaid(family_name="Elsewhere", given_names="Ann"))
    page = client.post("/people/find", data=SEARCH | {"text": "ann elsewhere"})
    assert "Nobody found" in words(page)
    pages = (
        "household",
        "household/ask",
        "details",
        "keyworker",
        "children/add",
        "adults/add",
        "agencies/add",
        "moves",
    )
    for name in pages:
        assert client.get(at(other, name)).status_code == 404, name


def test_a_pharmacist_does_not_open_the_pages_of_a_service(client: StrictClient) -> None:
    home = a_home()
    put_into_session(client, a_staff_member("pharmacist"))
    for address in (at(home, "household"), "/people/find", "/people/register", "/agencies", "/keyworkers"):
        assert client.get(address).status_code == 403, address


def details(**values: str) -> dict[str, str]:
    typed = {
        "given_names": "Ann",
        "family_name": "Sample",
        "keyworker": "",
        "leaflet_language": "",
        "leaflet_format": "",
    }
    return typed | values


def test_registering_leads_to_the_question_who_is_at_home(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    page = client.get("/people/register")
    assert f'<option value="{home.worker.staff_id}" selected>' in page.text
    answer = client.post(
        "/people/register",
        data=details(
            keyworker=str(home.worker.staff_id), nhs_number="999 000 0018", phone="07700900123", reference="R-9",
            leaflet_language="pl", leaflet_format="large-print",
        )
        | day("born_on", date(1990, 2, 3)),
    )  # fmt: skip
    assert path(answer).endswith("/household/ask")
    header = person(
        home.service.id, db.session.scalars(select(ServiceUser.id).where(ServiceUser.reference == "R-9")).one()
    )
    assert header is not None
    assert (header.name, header.nhs_number, header.phone) == ("Ann Sample", "9990000018", "07700 900123")
    assert (header.keyworker_id, header.leaflet_language) == (str(home.worker.staff_id), "pl")


def test_somebody_like_them_is_pointed_out_first_and_one_can_go_on(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    typed = details(given_names="Jeny", family_name="Example") | day("born_on", date(1994, 6, 5))
    page = client.post("/people/register", data=typed)
    assert "Is it one of these people?" in words(page)
    assert registered() == 1
    assert 'value="Jeny"' in page.text
    assert path(client.post("/people/register", data=typed | {"not_these": hidden(page, "not_these")}))
    assert registered() == 2


def test_pressing_register_twice_registers_once(client: StrictClient) -> None:
    sign_in_worker_of(client, a_home())
    typed = details() | day("born_on", date(1990, 2, 3))
    assert path(client.post("/people/register", data=typed))
    again = client.post("/people/register", data=typed)
    assert "Is it one of these people?" in words(again)
    assert registered() == 2


def test_everything_wrong_is_said_at_once_and_nothing_typed_is_lost(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    tomorrow = TODAY.replace(year=2090)
    typed = details(
        given_names="<script>alert(1)</script> 🙂", family_name="", known_as="x" * 10_000, nhs_number="123", phone="no",
        shares_with="", leaflet_language="xx",
    )  # fmt: skip
    page = client.post("/people/register", data=typed | day("born_on", tomorrow))
    said = problems(page)
    assert "Enter the family name" in said
    assert "The date of birth cannot be after today" in said
    assert "Enter a telephone number, like 07700 900123" in said
    assert "Choose one of the answers shown" in said
    assert len(said) == 7
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🙂" in page.text
    assert "x" * 10_000 in page.text
    assert registered() == 1


def test_a_keyworker_who_was_not_offered_is_refused(client: StrictClient) -> None:
    sign_in_worker_of(client, a_home())
    page = client.post("/people/register", data=details(keyworker=str(a_worker().staff_id)))
    assert problems(page) == ["Choose one of the answers shown"]


def test_a_reference_in_use_is_said_beside_the_field(client: StrictClient) -> None:
    home = a_home(reference="R1")
    sign_in_worker_of(client, home)
    page = client.post("/people/register", data=details(reference="R1"))
    assert problems(page) == ["Jenny Example has this reference already"]


def test_two_people_who_live_together_share_a_household(client: StrictClient) -> None:
    home = a_home(reference="R1")
    sign_in_worker_of(client, home)
    unknown = client.post("/people/register", data=details(shares_with="R2"))
    assert problems(unknown) == ["Nobody here has this reference. Check it, or leave it empty"]
    assert path(client.post("/people/register", data=details(shares_with="R1")))
    assert len(family(home.household_id).people) == 2


def correction(page: Any, **values: str) -> dict[str, str]:
    typed = {"given_names": "Jenny", "family_name": "Example", "version": hidden(page, "version")}
    return typed | day("born_on", date(1994, 5, 6)) | values


def test_details_are_corrected_with_what_is_known_filled_in(client: StrictClient) -> None:
    home = a_home(said=replace(JENNY, nhs_number="9990000018"))
    sign_in_worker_of(client, home)
    page = client.get(at(home, "details"))
    for value in ("Jenny", "Example", "1994", "999 000 0018"):
        assert f'value="{value}"' in page.text
    answer = client.post(at(home, "details"), data=correction(page, family_name="Sample", because="married"))
    assert path(answer) == at(home, "household")
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert (header.name, header.details_version) == ("Jenny Sample", 2)


def test_a_stale_tab_is_told_that_somebody_was_quicker(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    stale = client.get(at(home, "details"))
    client.post(at(home, "details"), data=correction(stale, known_as="Jen"))
    answer = client.post(at(home, "details"), data=correction(stale, known_as="Jenna"))
    assert answer.status_code == 409
    assert "Someone else has recorded a newer one" in words(answer)
    assert db.session.scalar(select(func.count()).select_from(PersonDetails)) == 2


def test_pressing_save_twice_is_no_quarrel(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    typed = correction(client.get(at(home, "details")), known_as="Jen")
    for _ in range(2):
        assert path(client.post(at(home, "details"), data=typed)) == at(home, "household")
    assert db.session.scalar(select(func.count()).select_from(PersonDetails)) == 2


def test_what_they_think_of_sharing_is_written_down(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    typed = {"view": "not-asked", "not_asked_because": ""} | day("asked_on", TODAY)
    assert problems(client.post(at(home, "sharing-view"), data=typed)) == ["Say why they were not asked"]
    assert path(client.post(at(home, "sharing-view"), data=typed | {"view": "objects"}))
    assert [view.view for view in consent_views(home.person_id)] == ["objects"]


def test_every_look_at_a_person_is_in_the_audit(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)
    client.get(at(home, "household"))
    client.post("/people/find", data=SEARCH | {"text": "jenny"})
    looks = list(db.session.scalars(select(AuditEntry).where(AuditEntry.kind == "view").order_by(AuditEntry.id)))
    assert [(look.verb, look.person_id) for look in looks] == [
        ("people.show_household", home.person_id),
        ("find_person", None),
    ]
    assert all(look.by_id == home.worker.staff_id for look in looks)


def test_the_search_page_costs_the_same_however_many_people_there_are(client: StrictClient) -> None:
    home = a_home()
    sign_in_worker_of(client, home)

    def cost() -> int:
        with statements() as sent:
            client.post("/people/find", data=SEARCH | {"text": "jenny example"})
        return len(sent)

    before = cost()
    for number in range(20):
        a_home(
            home.service, replace(JENNY, family_name=f"Example{number}", born_on=TODAY - timedelta(days=9000 + number))
        )
    assert cost() == before
