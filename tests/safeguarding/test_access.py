"""Who may open these pages, and the short ones of managers and prescribers."""

from uuid import UUID

import pytest

from core.audit import entries_about
from tests.people.builders import Home
from tests.safeguarding.builders import told
from tests.safeguarding.pages import SignIn, path, today
from tests.strict_client import StrictClient


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        (["manager"], "supervision"),
        (["manager"], "manager-look"),
        (["prescriber"], "prescriber-look"),
        (["safeguarding-lead"], "co-ordinator"),
        (["drugs-worker"], "support"),
        (["drugs-worker"], "their-plan"),
        (["drugs-worker"], "safeguarding-review"),
    ],
)
def test_the_other_pages_open_for_their_roles(
    home: Home, client: StrictClient, sign_in: SignIn, roles: list[str], page: str
) -> None:
    sign_in(*roles, service=home.service)
    assert client.get(path(home, page)).status_code == 200


@pytest.mark.parametrize("page", ["supervision", "manager-look", "prescriber-look", "co-ordinator"])
def test_what_is_a_managers_or_prescribers_is_refused_to_a_worker(at_desk: StrictClient, home: Home, page: str) -> None:
    assert at_desk.get(path(home, page)).status_code == 403


def test_the_other_acts_are_saved(home: Home, client: StrictClient, sign_in: SignIn) -> None:
    sign_in("manager", "prescriber", service=home.service)
    client.post(
        path(home, "supervision"),
        data=today(improved="Nothing", evidence="Told", change_mind="Seeing her", better_for_the_child="Not yet"),
    )
    client.post(path(home, "manager-look"), data={"what": "Seen"})
    client.post(path(home, "prescriber-look"), data={})
    client.post(path(home, "co-ordinator"), data={"name": "Sam"})
    client.post(path(home, "support"), data=today(declined="y"))
    client.post(path(home, "their-plan"), data=today(kind="child-in-need", held="y"))
    history = told(home)
    assert [len(some) for some in (history.supervisions, history.looks, history.support, history.their_plans)] == [
        1,
        2,
        1,
        1,
    ]
    assert history.co_ordinator == "Sam"


def test_a_person_of_another_service_does_not_exist_here(home: Home, client: StrictClient, sign_in: SignIn) -> None:
    sign_in("drugs-worker")
    for page in ("record", "record/event/moved", "record/call", "referrals", "support"):
        assert client.get(path(home, page)).status_code == 404, page
    assert client.post(path(home, "record/event/moved"), data=today(changes="yes")).status_code == 404


def test_what_is_not_there_is_not_found(at_desk: StrictClient, home: Home) -> None:
    nothing = UUID(int=1)
    for page in ("record/event/nonsense", f"entries/nonsense/{nothing}", f"entries/event/{nothing}"):
        assert at_desk.get(path(home, page)).status_code == 404, page


def test_a_pharmacist_and_an_administrator_are_refused(home: Home, client: StrictClient, sign_in: SignIn) -> None:
    sign_in("pharmacist")
    assert client.get(path(home, "record")).status_code == 403
    sign_in("administrator", service=home.service)
    assert client.get(path(home, "record")).status_code == 403


def test_looking_at_a_page_is_audited(at_desk: StrictClient, home: Home) -> None:
    at_desk.get(path(home, "record"))
    newest = entries_about(home.person_id)[0]
    assert (newest.kind, newest.verb, newest.household_id) == (
        "view",
        "safeguarding.record_something",
        home.household_id,
    )
