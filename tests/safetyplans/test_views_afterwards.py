"""Pages: copies, prints, leaflets, adults, sharing, reviews, storage visits, answers to the pharmacist."""

import io
from datetime import date, timedelta
from typing import Any

import pikepdf
import pytest

from core.clock import now
from core.db import commit
from leaflets.actions import issue_shipped
from leaflets.queries import editions
from people.actions import record_consent_view
from people.rules import ConsentAnswer
from safeguarding.actions import record_event
from safeguarding.rules import EventKind, EventSaid
from safetyplans.actions import ask_query, raise_concern, save_draft
from safetyplans.queries import plans_of
from safetyplans.rules import CheckResult, DraftSaid, Evidence, PlansOf
from tests.safetyplans.builders import Home, a_home, an_agency, an_agreed_plan
from tests.safetyplans.values import EVERYTHING
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def manager(home: Home) -> Person:
    """A manager of the service."""
    person = a_staff_member("manager", service=home.service)
    commit()
    return person


def page(home: Home, path: str = "") -> str:
    """An address of this person's plan."""
    return f"/people/{home.person_id}/plan{path}"


def on(name: str, day: date) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def today(home: Home, **values: str) -> dict[str, str]:
    """A form of today."""
    return on("happened_on", home.today) | values


def facts(home: Home) -> PlansOf:
    """What the rules read."""
    return plans_of([home.person_id])[home.person_id]


def signed(home: Home) -> dict[str, Any]:
    """Whose it is, who recorded it, now."""
    return {"person_id": home.person_id, "by": home.worker.staff_id, "at": now()}


def pdf_of(worker: StrictClient, address: str) -> pikepdf.Pdf:
    """The print at an address."""
    answer = worker.get(address)
    assert answer.mimetype == "application/pdf"
    assert "Ann" not in answer.headers["Content-Disposition"]
    return pikepdf.open(io.BytesIO(answer.data))


FORMS = ("/copy", "/review", "/care-review", "/storage-visit", "/box", "/naloxone")


@pytest.mark.parametrize("path", FORMS)
def test_every_form_says_what_it_needs_when_sent_empty(home: Home, worker: StrictClient, path: str) -> None:
    assert worker.get(page(home, path)).status_code == 200
    blank = {f"happened_on-{part}": "" for part in ("day", "month", "year")}
    answer = worker.post(page(home, path), data=blank)
    assert answer.status_code == 200
    assert "There is something to put right" in answer.text


def test_the_page_of_a_plan_shows_what_was_seen_with_its_date_and_no_tick(home: Home, worker: StrictClient) -> None:
    text = worker.get(page(home)).text
    assert "Shown to us at the clinic, " in text
    assert "✓" not in text
    assert "app-all-well" not in text
    assert "Not handed over yet" in text


def test_a_copy_is_handed_over(home: Home, worker: StrictClient) -> None:
    assert worker.post(page(home, "/copy"), data=today(home, how="given")).status_code == 302
    assert len(facts(home).copies) == 1
    assert "They have it in their hand" in worker.get(page(home)).text


def test_a_copy_cannot_be_handed_over_tomorrow(home: Home, worker: StrictClient) -> None:
    tomorrow = on("happened_on", home.today + timedelta(days=1))
    answer = worker.post(page(home, "/copy"), data=tomorrow | {"how": "given"})
    assert "today or in the past" in answer.text
    assert facts(home).copies == ()


def test_a_plan_is_printed_to_be_signed_before_it_is_agreed(home: Home, worker: StrictClient) -> None:
    save_draft(said=DraftSaid(EVERYTHING), seen_revision=0, **signed(home))
    commit()
    with pdf_of(worker, page(home, "/print")) as printed:
        assert len(printed.pages) >= 2


def test_a_version_of_another_person_is_not_there(home: Home, worker: StrictClient) -> None:
    other = a_home(home.service)
    plan = an_agreed_plan(other)
    for path in (f"/versions/{plan.id}", f"/versions/{plan.id}/print"):
        assert worker.get(page(home, path)).status_code == 404


def test_every_version_is_listed(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home, what_changed="A new box")
    text = worker.get(page(home, "/history")).text
    assert text.index("Version 2") < text.index("A new box") < text.index("Version 1")


def test_an_adult_agrees_their_part(home: Home, worker: StrictClient) -> None:
    path = f"/adults/{home.adult_id}"
    assert "holds a key" in worker.get(page(home, path)).text
    assert worker.post(page(home, path), data=today(home, agreed_how="paper", held_at="Folder 7")).status_code == 302
    assert facts(home).agreements[0].agrees
    assert "Agreed their part" in worker.get(page(home)).text


def test_an_adult_who_is_not_told_has_no_part(home: Home, worker: StrictClient) -> None:
    path = f"/adults/{home.adult_id}/not-told"
    assert worker.post(page(home, path), data=today(home, because="She is not safe")).status_code == 302
    text = worker.get(page(home)).text
    assert "Not told, and has no part" in text
    assert "She is not safe" not in text


def test_an_adult_of_another_family_is_not_there(home: Home, worker: StrictClient) -> None:
    assert worker.get(page(home, f"/adults/{a_home(home.service).adult_id}")).status_code == 404


def sent(home: Home, **values: str) -> dict[str, str]:
    """The form of a sending by hand."""
    return today(home, sent="sent", sent_by="hand", parts="storage", **values)


def test_a_plan_is_sent_where_they_agree(home: Home, worker: StrictClient) -> None:
    path = f"/agencies/{home.agency_id}"
    assert worker.post(page(home, path), data=sent(home, view="agrees", delivered="y")).status_code == 302
    assert "Has version 1" in worker.get(page(home)).text
    assert worker.post(page(home, path + "/acknowledge"), data=today(home, our_part="I look")).status_code == 302
    assert "“I look”" in worker.get(page(home)).text


def test_sending_against_their_view_asks_for_everything_beside_its_field(
    home: Home, worker: StrictClient, manager: Person
) -> None:
    path = f"/agencies/{home.agency_id}"
    answer = worker.post(page(home, path), data=sent(home, view="objects"))
    for name in ("necessary_because", "decided_by", "basis", "told_on-day"):
        assert f'href="#{name}"' in answer.text
    assert facts(home).shares == ()
    reasons = {"necessary_because": "Ella is one", "decided_by": str(manager.staff_id), "basis": "public-task"}
    complete = sent(home, view="objects", **reasons) | on("told_on", home.today)
    assert worker.post(page(home, path), data=complete).status_code == 302
    assert len(facts(home).shares) == 1


def test_nobody_but_a_manager_or_lead_can_be_named(home: Home, worker: StrictClient) -> None:
    reasons = {"necessary_because": "x", "decided_by": str(home.worker.staff_id), "basis": "public-task"}
    data = sent(home, view="objects", **reasons) | on("told_on", home.today)
    answer = worker.post(page(home, f"/agencies/{home.agency_id}"), data=data)
    assert "Choose one of the answers shown" in answer.text
    assert facts(home).shares == ()


def test_what_they_said_about_sharing_is_filled_in(home: Home, worker: StrictClient) -> None:
    record_consent_view(view=ConsentAnswer.OBJECTS, asked_on=home.today, **signed(home))
    commit()
    text = worker.get(page(home, f"/agencies/{home.agency_id}")).text
    chosen = text[text.index('value="objects"') :]
    assert "checked" in chosen[: chosen.index(">")]


def test_a_school_is_sent_a_plan_only_with_a_reason(home: Home, worker: StrictClient) -> None:
    school = an_agency(home.service, home.household_id, home.signed, home.since.date(), role="school")
    commit()
    answer = worker.post(page(home, f"/agencies/{school}"), data=sent(home, view="agrees"))
    assert "A school is sent a plan only where the child needs it" in answer.text
    assert facts(home).shares == ()


def test_not_sending_says_why(home: Home, worker: StrictClient) -> None:
    path = f"/agencies/{home.agency_id}"
    assert "Say why it is not sent" in worker.post(page(home, path), data=today(home, sent="not-sent")).text
    data = today(home, sent="not-sent", not_sent_because="They have closed the case")
    assert worker.post(page(home, path), data=data).status_code == 302
    assert worker.get(page(home, path + "/not-shared")).status_code == 200


def moved(home: Home) -> str:
    """They moved; the entry."""
    event = record_event(household_id=home.household_id, said=EventSaid(EventKind.MOVED), **signed(home))
    commit()
    return str(event.entry_id)


def test_a_plan_is_looked_at_again(home: Home, worker: StrictClient) -> None:
    event = moved(home)
    assert event in worker.get(page(home, "/review")).text
    data = today(home, evidence="photo", events=event) | on("review_on", home.today + timedelta(days=28))
    assert worker.post(page(home, "/review"), data=data).status_code == 302
    (review,) = facts(home).reviews
    assert (review.evidence, review.events) == (Evidence.PHOTO, frozenset({event}))


def test_what_has_happened_is_considered_before_a_review_is_saved(home: Home, worker: StrictClient) -> None:
    moved(home)
    answer = worker.post(page(home, "/review"), data=today(home) | on("review_on", home.today + timedelta(days=28)))
    assert "Talk about each of these before the review is saved" in answer.text
    assert facts(home).reviews == ()


def test_before_more_goes_home_a_review_asks_what_is_better_for_the_child(home: Home, worker: StrictClient) -> None:
    data = today(home, risk_discussed="y", leaflet="declined", more_at_home="yes")
    data |= on("review_on", home.today + timedelta(days=28))
    answer = worker.post(page(home, "/care-review"), data=data)
    assert "Say what has improved for the child" in answer.text
    assert "Say how you know" in answer.text
    better = {"better_for_the_child": "She sleeps through", "how_we_know": "The health visitor told us"}
    assert worker.post(page(home, "/care-review"), data=data | better).status_code == 302
    assert len(facts(home).care_reviews) == 1


@pytest.mark.parametrize("path", ["/review", "/care-review"])
def test_the_next_look_is_within_twelve_weeks(home: Home, worker: StrictClient, path: str) -> None:
    late = on("review_on", home.today + timedelta(days=85))
    assert "Choose a day by" in worker.post(page(home, path), data=today(home, risk_discussed="y") | late).text


def test_a_care_plan_review_is_not_closed_with_anything_left_out(home: Home, worker: StrictClient) -> None:
    event = moved(home)
    next_one = on("review_on", home.today + timedelta(days=28))
    answer = worker.post(page(home, "/care-review"), data=today(home) | next_one)
    for name in ("risk_discussed", "leaflet", "events"):
        assert f'href="#{name}' in answer.text
    assert facts(home).care_reviews == ()
    data = today(home, risk_discussed="y", leaflet="declined", events=event) | next_one
    assert worker.post(page(home, "/care-review"), data=data).status_code == 302
    assert len(facts(home).care_reviews) == 1
    assert facts(home).leaflets[0].declined


def test_an_event_kept_closed_is_not_named_on_the_page(home: Home, worker: StrictClient) -> None:
    record_event(household_id=home.household_id, said=EventSaid(EventKind.DOMESTIC_ABUSE), **signed(home))
    commit()
    text = worker.get(page(home, "/care-review")).text
    assert "An entry kept closed" in text
    assert "abuse" not in text.lower()


def test_a_storage_visit_is_kept_with_its_date(home: Home, worker: StrictClient) -> None:
    assert worker.post(page(home, "/storage-visit"), data=today(home, result="not-safe")).status_code == 302
    text = worker.get(page(home)).text
    assert "Ring the prescriber and the safeguarding lead today" in text
    assert "Not safe yet" in text
    assert facts(home).checks[0].result is CheckResult.NOT_SAFE


def test_something_to_put_right_has_a_date(home: Home, worker: StrictClient) -> None:
    answer = worker.post(page(home, "/storage-visit"), data=today(home, result="fix-by"))
    assert "Say by when it will be put right" in answer.text
    data = today(home, result="fix-by") | on("fix_by", home.today + timedelta(days=3))
    assert worker.post(page(home, "/storage-visit"), data=data).status_code == 302


def test_a_box_and_naloxone_are_recorded(home: Home, worker: StrictClient) -> None:
    assert worker.post(page(home, "/box"), data=today(home, state="owed")).status_code == 302
    kit = today(home, state="given") | on("expires_on", date(2029, 1, 31))
    assert worker.post(page(home, "/naloxone"), data=kit).status_code == 302
    text = worker.get(page(home)).text
    assert "They need one from us" in text
    assert "runs out on 31 January 2029" in text


def test_the_keyworker_answers_the_pharmacist(home: Home, worker: StrictClient) -> None:
    asked = ask_query(text="Who holds the key?", **signed(home))
    commit()
    assert "Who holds the key?" in worker.get(page(home, f"/questions/{asked.id}")).text
    assert worker.post(page(home, f"/questions/{asked.id}"), data={"text": "Ann does"}).status_code == 302
    assert facts(home).queries[0].answered_at is not None


def test_a_concern_is_a_managers_to_answer(home: Home, worker: StrictClient, manager: Person) -> None:
    concern = raise_concern(text="Bottles in a handbag", **signed(home))
    commit()
    assert worker.get(page(home, f"/questions/{concern.id}")).status_code == 403
    put_into_session(worker, manager)
    assert worker.post(page(home, f"/questions/{concern.id}"), data={"text": "Rang her"}).status_code == 302


def test_the_leaflet_is_printed_given_and_said_back(home: Home, worker: StrictClient) -> None:
    issue_shipped(at=home.since)
    commit()
    one = next(each for each in editions(home.service.id) if (each.language, each.format) == ("en", "standard"))
    assert "a draft: not signed off yet" in worker.get(page(home, "/leaflet")).text
    with pdf_of(worker, page(home, f"/leaflet/{one.id}/print")) as printed:
        assert len(printed.pages) >= 1
    data = today(home, given="given", edition=str(one.id), said_back="Lock it")
    assert worker.post(page(home, "/leaflet"), data=data).status_code == 302
    assert facts(home).leaflets[0].version == one.version
