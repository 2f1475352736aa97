"""The counter: two presses for the usual, everything else by its own page, nothing twice and nothing disabled."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from casework.models import OpenFinding
from core import clock, policy
from core.db import commit, db
from dispensing.queries import desk_lines
from people.actions import hold_record
from people.models import CareEnded
from safeguarding.models import Event
from safeguarding.queries import history
from safetyplans.models import PharmacistQuery, StorageAsked
from supply.models import Bottle, PrescriberSpoken
from supply.queries import supply_of
from supply.rules import Pattern, SupplyPolicy, Wording, from_days, from_pattern
from tests.dispensing.builders import DAILY, Home
from tests.dispensing.counter_builders import at_the_counter, doses_of
from tests.people.builders import statements
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient

SHOWN = re.compile(r'name="shown"[^>]*value="([^"]+)"')
TOLD = re.compile(r'name="told"[^>]*value="([^"]+)"')
WHO = {"who": "themselves", "identity": "known"}
THREE = from_pattern(Pattern.THREE_A_WEEK)


@pytest.fixture
def home(inside: Flask) -> Home:
    """Rosa Alder, supervised every day at a pharmacy that never closes."""
    return at_the_counter()


@pytest.fixture
def pharmacist(home: Home, client: StrictClient) -> Person:
    """The pharmacist there, signed in."""
    made = a_staff_member("pharmacist", pharmacy=home.pharmacy)
    commit()
    put_into_session(client, made)
    return made


def at(home: Home, address: str = "dose") -> str:
    return f"/desk/people/{home.person_id}/{address}"


def today() -> date:
    return clock.day_of(clock.now())


def press(client: StrictClient, home: Home, **data: str) -> tuple[int, str]:
    """Open the usual and press: the status and the page that follows."""
    shown = SHOWN.search(client.get(at(home)).text)
    assert shown
    answer = client.post(at(home), data={"shown": shown.group(1), **WHO, **data}, follow_redirects=True)
    return answer.status_code, answer.text


def findings_of(home: Home) -> set[str]:
    db.session.expire_all()
    return set(db.session.scalars(select(OpenFinding.code).where(OpenFinding.household_id == home.household_id)))


@pytest.mark.usefixtures("pharmacist")
def test_the_usual_is_shown_with_name_birth_and_dose_and_one_more_press_writes_it_down(
    home: Home, client: StrictClient
) -> None:
    assert f'href="{at(home)}"' in client.get("/desk/").text
    page = client.get(at(home)).text
    for shown in (
        "Rosa Alder",
        "Born 3 February 1990",
        "60\u00a0mg (60\u00a0ml)",
        "Supervised: write it down",
        "autofocus",
    ):
        assert shown in page, shown
    status, after = press(client, home)
    assert status == 200
    assert "Rosa Alder: supervised." in after
    assert "<strong>1 of 1</strong> written down today" in after
    (row,) = doses_of(home.person_id)
    assert (row.how, row.for_on, row.mg, row.identity, row.pharmacy_id) == (
        "supervised",
        today(),
        Decimal(60),
        "known",
        home.pharmacy.id,
    )


@pytest.mark.usefixtures("pharmacist")
def test_the_same_dose_again_at_once_or_an_hour_later_is_refused_with_a_clear_sentence(
    home: Home, client: StrictClient
) -> None:
    shown = SHOWN.search(client.get(at(home)).text)
    assert shown
    data = {"shown": shown.group(1), **WHO}
    assert client.post(at(home), data=data).status_code == 302
    again = client.post(at(home), data=data)
    assert again.status_code == 409
    assert "is already recorded: supervised, written down on" in again.text
    assert len(doses_of(home.person_id)) == 1


@pytest.mark.usefixtures("pharmacist")
def test_bottles_are_named_by_their_days_each_in_its_own_container(home: Home, client: StrictClient) -> None:
    days = {(today() + timedelta(days=one)).strftime("%A").lower(): "take-home" for one in (0, 3)}
    other = at_the_counter("Wilf", "Rowan", beside=home, arrangement=from_days(days))
    page = client.get(at(other)).text
    assert "Hand over 3 bottles: write it down" in page
    assert "each day’s dose in its own container" in page
    press(client, other)
    assert [(row.for_on, row.how) for row in doses_of(other.person_id)] == [
        (today() + timedelta(days=count), "take-home") for count in range(3)
    ]
    assert "3 bottles (180\u00a0mg)" in client.get(at(other, "").rstrip("/")).text


@pytest.mark.usefixtures("pharmacist")
def test_people_called_alike_are_pointed_out_on_the_list_and_before_the_press(home: Home, client: StrictClient) -> None:
    at_the_counter("Rose", "Aldar", beside=home, born_on=date(1985, 5, 6))
    at_the_counter("Wilf", "Rowan", beside=home)
    assert client.get("/desk/").text.count("Called alike") == 2
    assert "Rose Aldar, born 6 May 1985" in client.get(at(home)).text


@pytest.mark.usefixtures("pharmacist")
def test_a_press_on_a_page_that_shows_another_dose_writes_nothing_down(home: Home, client: StrictClient) -> None:
    shown = SHOWN.search(client.get(at(home)).text)
    assert shown
    home.prescribed(mg=600, at=clock.now())
    commit()
    page = client.post(at(home), data={"shown": shown.group(1), **WHO}).text
    assert "Something has changed since this page was opened" in page
    assert "600\u00a0mg" in page
    assert doses_of(home.person_id) == []


@pytest.mark.usefixtures("pharmacist")
def test_what_the_prescription_does_not_provide_for_is_said_before_it_is_done_and_then_done(
    home: Home, client: StrictClient
) -> None:
    tomorrow = today() + timedelta(days=1)
    data = {"today": "take-home", "bottles": tomorrow.isoformat(), **WHO}
    first = client.post(at(home, "other-doses"), data=data)
    assert "Before you do" in first.text
    assert "today&#39;s dose is taken here" in first.text
    assert "does not have 1 bottle handed over today" in first.text
    assert doses_of(home.person_id) == []
    told = TOLD.search(first.text)
    assert told
    client.post(at(home, "other-doses"), data={**data, "told": told.group(1)})
    rows = doses_of(home.person_id)
    assert [(row.for_on, row.how) for row in rows] == [(today(), "take-home"), (tomorrow, "take-home")]
    assert len(rows[0].said_before or []) == 2


@pytest.mark.usefixtures("pharmacist")
def test_three_missed_days_ask_whom_it_was_spoken_about_with_and_tell_the_keyworker_at_once(
    home: Home, client: StrictClient
) -> None:
    for days_ago in (2, 1, 0):
        day = today() - timedelta(days=days_ago)
        sent = {f"for_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
        answer = client.post(at(home, "no-dose/missed"), data=sent)
    assert answer.location == f"/people/{home.person_id}/spoke-to-prescriber"
    page = client.get(answer.location).text
    assert "3 doses in a row missed" in page
    assert home.worker.name in page
    (query,) = db.session.scalars(select(PharmacistQuery))
    assert query.text.startswith("Missed: ")
    assert {"missed-3-days", "pharmacist-query-open"} <= findings_of(home)
    said = {f"happened_on-{part}": str(getattr(today(), part)) for part in ("day", "month", "year")}
    client.post(answer.location, data={**said, "spoke_to": "Dr Lee", "advice": "See her today"})
    assert db.session.scalars(select(PrescriberSpoken)).one().spoke_to == "Dr Lee"
    assert "missed-3-days" not in findings_of(home)


def parts_of(day: date) -> dict[str, str]:
    return {f"for_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


@pytest.mark.usefixtures("pharmacist")
def test_a_day_put_right_between_two_missed_ones_tells_the_keyworker_once(home: Home, client: StrictClient) -> None:
    press(client, home)
    for days_ago in (2, 1):
        client.post(at(home, "no-dose/missed"), data=parts_of(today() - timedelta(days=days_ago)))
    assert list(db.session.scalars(select(PharmacistQuery))) == []
    address, wrong = at(home, f"correct/{today().isoformat()}/1"), {"because": "Pressed the wrong line"}
    answer = client.post(address, data={"how": "missed", "seen_version": "1", **wrong})
    assert answer.location == f"/people/{home.person_id}/spoke-to-prescriber"
    client.post(at(home, "no-dose/missed"), data=parts_of(today() - timedelta(days=3)))
    assert len(list(db.session.scalars(select(PharmacistQuery)))) == 1


@pytest.mark.usefixtures("pharmacist")
def test_three_missed_a_fortnight_ago_still_stand_on_the_list(home: Home, client: StrictClient) -> None:
    for days_ago in (16, 15, 14):
        client.post(at(home, "no-dose/missed"), data=parts_of(today() - timedelta(days=days_ago)))
    (line,) = desk_lines(home.pharmacy.id, today(), policy.current().section(SupplyPolicy, on=today()))
    assert line.speak == 3


@pytest.mark.usefixtures("pharmacist")
def test_a_dose_not_given_to_somebody_drowsy_with_a_child_reaches_the_worker_and_the_manager(
    home: Home, client: StrictClient
) -> None:
    home.asked_about_children("children", at=clock.now())
    home.child()
    commit()
    assert "Say why it was not given" in client.post(at(home, "no-dose/not-given"), data={}).text
    client.post(at(home, "no-dose/not-given"), data={"why": "intoxicated", "child": "y", "note": "Pushchair outside"})
    (row,) = doses_of(home.person_id)
    assert (row.how, row.why) == ("not-given", "intoxicated")
    assert {"event-unreviewed", "pharmacist-concern-open", "clinical-review-wanted"} <= findings_of(home)


@pytest.mark.parametrize(
    ("address", "data", "kind", "went"),
    [
        ("vomited", {"seen": "seen", "what": "Ten minutes after"}, "vomiting", None),
        ("bottle-lost", {"what": "Left on the bus"}, "dose-lost-or-stolen", "lost"),
        ("bottle-back", {}, None, "returned"),
    ],
)
@pytest.mark.usefixtures("pharmacist")
def test_what_else_happens_at_the_counter_is_written_down(
    home: Home, client: StrictClient, address: str, data: dict[str, str], kind: str | None, went: str | None
) -> None:
    page = client.get(at(home, address)).text
    assert ("use your own returns record" in page) == (went == "returned")
    assert client.post(at(home, address), data=data).status_code == 302
    client.post(at(home, address), data=data)  # pressed twice
    assert [row.kind for row in db.session.scalars(select(Event))] == ([kind] if kind else [])
    assert [row.went for row in db.session.scalars(select(Bottle))] == ([went] if went else [])


@pytest.mark.parametrize(
    ("address", "data", "words"),
    [
        ("vomited", {"seen": "seen", "what": "Ten minutes after"}, "Vomited"),
        ("bottle-lost", {"what": "Left on the bus"}, "A bottle said to be lost or stolen"),
        ("bottle-back", {}, "A bottle brought back"),
    ],
)
@pytest.mark.usefixtures("pharmacist")
def test_what_was_written_by_mistake_is_taken_back_with_its_reason_and_counts_no_longer(
    home: Home, client: StrictClient, address: str, data: dict[str, str], words: str
) -> None:
    client.post(at(home, address), data=data)
    page = client.get(at(home, "").rstrip("/")).text
    link = re.search(r'href="([^"]+/take-back/[^"]+)"', page)
    assert link
    assert words in page
    assert "Say why you take it back" in client.post(link.group(1), data={"because": ""}).text
    assert client.post(link.group(1), data={"because": "Another Rosa"}).status_code == 302
    assert client.get(link.group(1)).status_code == 404
    assert "/take-back/" not in client.get(at(home, "").rstrip("/")).text
    family = history(home.household_id)
    assert (family.events, supply_of([home.person_id])[home.person_id].bottles) == ((), ())


@pytest.mark.usefixtures("pharmacist")
def test_what_was_written_before_a_record_was_frozen_is_not_put_right_at_the_counter(
    home: Home, client: StrictClient
) -> None:
    press(client, home)
    client.post(at(home, "bottle-back"), data={})
    hold_record(household_id=home.household_id, because="An inquiry", by=home.manager.staff_id, at=clock.now())
    commit()
    link = re.search(r'href="([^"]+/take-back/[^"]+)"', client.get(at(home, "").rstrip("/")).text)
    assert link
    right = at(home, f"correct/{today().isoformat()}/1")
    for address, data in (
        (link.group(1), {}),
        (right, {"how": "missed", "seen_version": "1"}),
        (right, {"how": "take-back", "seen_version": "1"}),
    ):
        assert "frozen for an inquiry" in client.post(address, data={"because": "A mistake", **data}).text


@pytest.mark.usefixtures("pharmacist")
def test_a_second_dose_is_a_coded_replacement_whose_prescription_was_seen(home: Home, client: StrictClient) -> None:
    press(client, home)
    page = client.post(at(home, "second-dose/replaced"), data={"how": "supervised", **WHO}).text
    assert "Enter the serial number" in page
    assert "Enter the date of the new prescription" in page
    data = {"how": "supervised", "serial": "A1234567", **WHO}
    data |= {f"dated_on-{part}": str(getattr(today(), part)) for part in ("day", "month", "year")}
    first = client.post(at(home, "second-dose/replaced"), data=data).text
    assert "this is a second one" in first
    told = TOLD.search(first)
    assert told
    client.post(at(home, "second-dose/replaced"), data={**data, "told": told.group(1)})
    second = doses_of(home.person_id)[-1]
    assert (second.part, second.second, second.replaces_serial) == (2, "replacement", "A1234567")


@pytest.mark.usefixtures("pharmacist")
def test_an_entry_is_put_right_by_a_new_one_with_its_reason(home: Home, client: StrictClient) -> None:
    press(client, home)
    address = at(home, f"correct/{today().isoformat()}/1")
    assert "Say why you are changing this" in client.post(address, data={"how": "missed", "seen_version": "1"}).text
    client.post(address, data={"how": "missed", "because": "Pressed the wrong line", "seen_version": "1"})
    assert [row.how for row in doses_of(home.person_id)] == ["supervised", "missed"]
    stale = client.post(address, data={"how": "supervised", "because": "No", "seen_version": "1"})
    assert stale.status_code == 409
    client.post(address, data={"how": "take-back", "because": "Another person’s", "seen_version": "2"})
    assert doses_of(home.person_id)[-1].withdrawn
    assert client.get(address).status_code == 404
    assert press(client, home)[0] == 200, "what was taken back is due again"
    assert [(row.version, row.how) for row in doses_of(home.person_id)][2:] == [(3, "missed"), (4, "supervised")]


@pytest.mark.usefixtures("pharmacist")
def test_the_three_questions_come_with_bottles_every_so_often_and_a_no_reaches_the_keyworker(
    home: Home, client: StrictClient
) -> None:
    other = at_the_counter("Wilf", "Rowan", beside=home, arrangement=DAILY)
    assert "Three questions about storage</a> are due" not in client.get(at(home)).text
    assert "Three questions about storage</a> are due" in client.get(at(other)).text
    answers = {"storage-locked": "no", "storage-out_of_reach": "yes", "storage-nothing_new": "not-said"}
    client.post(at(other, "storage"), data=answers)
    page = client.post(at(other, "storage"), data=answers, follow_redirects=True).text  # pressed twice
    assert "What they said about storage is written down" in page
    assert db.session.scalars(select(StorageAsked)).one().locked == "no"
    assert "it is not locked away" in db.session.scalars(select(PharmacistQuery)).one().text
    assert "Three questions about storage</a> are due" not in client.get(at(other)).text


@pytest.mark.usefixtures("pharmacist")
def test_somebody_who_collects_for_them_has_a_name(home: Home, client: StrictClient) -> None:
    status, page = press(client, home, who="somebody-else")
    assert status == 200
    assert "Write down who collected for them" in page
    press(client, home, who="somebody-else", collector="Jo Alder", identity="shown")
    (row,) = doses_of(home.person_id)
    assert (row.collected_by, row.identity) == ("Jo Alder", "shown")


@pytest.mark.usefixtures("pharmacist")
def test_nothing_at_the_counter_is_disabled_whatever_stands_against_it(home: Home, client: StrictClient) -> None:
    other = at_the_counter("Wilf", "Rowan", beside=home, arrangement=THREE)
    for page in ("/desk/", at(home), at(other), at(other, "other-doses"), at(home, "second-dose/split")):
        assert "disabled" not in client.get(page).text, page


@pytest.mark.usefixtures("pharmacist")
def test_another_pharmacy_s_person_and_one_who_left_or_died_are_not_there(home: Home, client: StrictClient) -> None:
    other = at_the_counter("Wilf", "Rowan")
    gone = at_the_counter("Mae", "Birch", beside=home)
    gone._add(
        CareEnded, gone.at, person_id=gone.person_id, version=1, how="died", why="", happened_on=clock.day_of(gone.at)
    )
    commit()
    for somebody in (other, gone):
        for address in ("dose", "other-doses", "no-dose/missed", "no-dose/not-given", "vomited", "second-dose/split"):
            assert client.post(at(somebody, address), data={"shown": "x", **WHO}).status_code == 404
        assert doses_of(somebody.person_id) == []


@pytest.mark.usefixtures("pharmacist")
def test_today_s_list_costs_the_same_statements_however_long(home: Home, client: StrictClient) -> None:
    client.get("/desk/")
    counts = []
    for more in (0, 3):
        for number in range(more):
            at_the_counter("Wilf", f"Rowan{number}", beside=home, wording=(Wording.CLOSED_DAYS,))
        with statements() as sent:
            client.get("/desk/")
        counts.append(len(sent))
    assert counts[0] == counts[1]
