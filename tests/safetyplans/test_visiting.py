"""Storage visits with their questions, the calls of the same day, what was seen in a photo, the box."""

import io
from typing import Any

import pytest
from flask import Flask

from core.conflict import Refused
from safetyplans.actions import record_seen, record_storage_check
from safetyplans.queries import pictures_of, plans_of, visits
from safetyplans.rules import CheckResult, CheckSaid, Evidence, SeenFact, Told, evidence_now
from safetyplans.rules.facts import PlansOf
from safetyplans.rules.visiting import contradictions, count_words, should_be_there
from supply.rules import Pattern
from supply.rules.facts import SupplyOf
from tests.core.test_pictures import a_photo
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.safetyplans.test_printing import text_of
from tests.safetyplans.test_views_talking import collects, on, page
from tests.safetyplans.values import DAY, POLICY, a_plan, at, day
from tests.strict_client import StrictClient

SAFE = {"kept": "In the loft", "locked": "yes", "reach": "no", "labels": "yes"}


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with an agreed plan, who collect for a week."""
    home = a_home()
    an_agreed_plan(home, evidence=Evidence.TOLD)
    collects(home, Pattern.WEEKLY)
    return home


def visited(home: Home, **values: Any) -> dict[str, Any]:
    """The form of a visit today."""
    return on("happened_on", home.today) | {"result": "satisfactory"} | values


@pytest.mark.parametrize(
    ("found", "expected", "words"),
    [
        (None, 7, ""),
        (3, None, "3 bottles found. Nobody knows how many should be there."),
        (7, 7, "7 bottles found, as should be there."),
        (6, 7, "6 bottles found, as should be there."),
        (5, 7, "5 bottles found, 2 fewer than should be there: where are they?"),
        (8, 7, "8 bottles found, 1 more than should be there: is a dose not taken?"),
        (0, 0, "0 bottles found, as should be there."),
    ],
)
def test_the_count_is_said_against_what_should_be_there(found: int | None, expected: int | None, words: str) -> None:
    assert count_words(found, expected) == words


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"kept": " "}, ["kept"]),
        ({"locked": "no"}, ["locked"]),
        ({"locked": ""}, ["locked"]),
        ({"reach": "yes", "labels": "no"}, ["reach", "labels"]),
    ],
)
def test_safe_on_that_day_cannot_be_said_against_what_was_found(change: dict[str, str], fields: list[str]) -> None:
    assert [name for name, _ in contradictions(CheckResult.SATISFACTORY, SAFE | change)] == fields
    assert contradictions(CheckResult.NOT_SAFE, SAFE | change) == ()


def test_nobody_knows_what_should_be_there_without_an_arrangement() -> None:
    assert should_be_there(SupplyOf("nobody"), DAY).bottles is None


def test_a_photo_is_evidence_until_a_visit_takes_it_back() -> None:
    plans = PlansOf("p", plans=(a_plan(0),), seen=(SeenFact(Evidence.PHOTO, day(3), at(3)),))
    now = evidence_now(plans, day(5), POLICY)
    assert now is not None
    assert (now.evidence, now.on) == (Evidence.PHOTO, day(3))


def test_a_visit_is_written_down_with_its_count_its_photo_and_no_tick(home: Home, worker: StrictClient) -> None:
    asked = worker.get(page(home, "/storage-visit")).text
    assert "should be there today by how doses are collected" in asked
    data = visited(home, **SAFE, bottles_found="3", key="Hook in the shed", photo_agreed="y")
    data["photo"] = (io.BytesIO(a_photo()), "box.jpg")
    answer = worker.post(page(home, "/storage-visit"), data=data, content_type="multipart/form-data")
    assert answer.status_code == 302
    (one,) = visits(home.person_id)
    assert (one.row.bottles_found, (one.row.answers or {})["key"]) == (3, "Hook in the shed")
    assert [each.check_id for each in pictures_of(home.person_id)] == [one.row.id]
    text = worker.get(page(home, f"/visits/{one.row.id}")).text
    before = text[: text.index("Hook in the shed")]
    assert "</details" not in before[before.rindex("<details") :]
    assert "In the loft" in text
    assert "nothing of the days after" in text
    assert "✓" not in text
    assert "app-all-well" not in text
    assert "Hook in the shed" not in worker.get(page(home)).text


def test_a_photo_needs_their_agreement_and_safe_needs_to_have_been_seen(home: Home, worker: StrictClient) -> None:
    data = visited(home, kept="In the loft", locked="no")
    data["photo"] = (io.BytesIO(a_photo()), "box.jpg")
    text = worker.post(page(home, "/storage-visit"), data=data, content_type="multipart/form-data").text
    for words in ("It was not seen locked", "Ask whether they agree to the photo", "A child must not be able"):
        assert words in text
    assert "In the loft" in text
    assert visits(home.person_id) == []


def test_not_safe_yet_rings_prescriber_and_lead_the_same_day(home: Home, worker: StrictClient) -> None:
    visit = visited(home, result="not-safe", kept="On the sill", seen="0")
    assert [worker.post(page(home, "/storage-visit"), data=visit).status_code for _ in range(2)] == [302, 409]
    assert "Not safe yet: 2 things to do" in worker.get(page(home)).text
    (one,) = visits(home.person_id)
    path = page(home, f"/visits/{one.row.id}/told")
    assert "Say who it was" in worker.post(path, data=on("happened_on", home.today)).text
    for whom in Told:
        told = {"whom": whom.value, "name": "Dr Rao", "what": "Daily from tomorrow"}
        assert worker.post(path, data=told | on("happened_on", home.today)).status_code == 302
    text = worker.get(page(home)).text
    assert "things to do" not in text
    assert "Daily from tomorrow" in worker.get(page(home, f"/visits/{one.row.id}")).text


def test_the_blank_visit_asks_everything_and_names_nobody(home: Home, worker: StrictClient) -> None:
    answer = worker.get(page(home, "/storage-visit/blank"))
    assert answer.mimetype == "application/pdf"
    said = text_of(answer.data)
    for words in ("Is the box locked at this moment?", "who shares the bed", "Not safe yet", "should be there"):
        assert words in said
    assert "Ann" not in said
    assert "Ella" not in said


def test_what_was_seen_in_a_photo_is_kept_and_counts(home: Home, worker: StrictClient) -> None:
    data: dict[str, Any] = {"evidence": "photo", **on("happened_on", home.today)}
    assert "Add the photo" in worker.post(page(home, "/seen"), data=data).text
    data["photo"] = (io.BytesIO(a_photo()), "box.jpg")
    assert worker.post(page(home, "/seen"), data=data, content_type="multipart/form-data").status_code == 302
    assert "Seen in a photo, " in worker.get(page(home)).text
    assert "/pictures/" in worker.get(page(home, "/seen")).text


def test_what_was_seen_at_home_is_a_visit_and_a_visit_does_not_contradict_itself(home: Home) -> None:
    signed: dict[str, Any] = {"person_id": home.person_id, "by": home.worker.staff_id, "at": home.since}
    with pytest.raises(Refused, match="storage visit"):
        record_seen(evidence=Evidence.SEEN_AT_HOME, **signed)
    with pytest.raises(Refused, match="not seen locked"):
        record_storage_check(said=CheckSaid(CheckResult.SATISFACTORY, answers=SAFE | {"locked": "no"}), **signed)


def test_a_box_too_small_for_the_most_at_home_is_said_at_once(home: Home, worker: StrictClient) -> None:
    box = {"state": "given", "serial": "B 12", "lock": "key", "holds_bottles": "4", "fixed": "yes", "key_with": "Gran"}
    assert worker.post(page(home, "/box"), data=box | on("happened_on", home.today)).status_code == 302
    text = worker.get(page(home)).text
    assert "It holds 4 bottles: too small for the most at home" in text
    assert "Gran" not in text
    assert 'value="B 12"' in worker.get(page(home, "/box")).text
    back = {"state": "returned", "serial": "B 12"} | on("happened_on", home.today)
    assert worker.post(page(home, "/box"), data=back).status_code == 302
    assert "They gave ours back" in worker.get(page(home)).text
    assert plans_of([home.person_id])[home.person_id].boxes[-1].state == "returned"


def test_a_visit_of_another_family_is_not_there(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/storage-visit"), data=visited(home, result="not-seen", what="Nobody in"))
    (one,) = visits(home.person_id)
    other = a_home(home.service)
    for path in (f"/visits/{one.row.id}", f"/visits/{one.row.id}/told"):
        assert worker.get(page(other, path)).status_code == 404
