"""The decision page, as somebody at a desk meets it."""

import json
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.audit import AuditEntry
from core.db import commit, db
from dispensing.models import DecisionDraft, DecisionException, DecisionNotAgreed, DispensingDecision
from safeguarding.rules import EventKind
from supply.rules import Pattern, Wording, from_days
from tests.dispensing.builders import SUNDAY, SUPERVISED, WEEKLY, Home, a_home, a_safe_home
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask, client: StrictClient) -> Home:
    """A family for which a daily pick-up can be agreed, their keyworker signed in."""
    made = a_safe_home(clock.now())
    put_into_session(client, made.worker)
    return made


def page_of(home: Home) -> str:
    return f"/people/{home.person_id}/decision"


def the_day(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def typed(home: Home, **changed: object) -> dict[str, object]:
    """What a careful worker types."""
    today = clock.day_of(clock.now())
    whole: dict[str, object] = {
        "step": "save",
        "version": "0",
        "pattern": "daily-pick-up",
        "reason": "She works early shifts.",
        "asked_by": "Themself",
        "alternatives": ["A seven-day pharmacy"],
        "better_for_the_child": "Breakfast together.",
        "better_evidence": "seen",
        "authoriser": str(home.prescriber.staff_id),
        "senior": str(home.manager.staff_id),
        **the_day("from_on", today),
        **the_day("review_on", today + timedelta(days=14)),
    }
    return whole | changed


def panel_of(home: Home, client: StrictClient, pattern: str) -> str:
    """The panel that the page asks for while somebody types."""
    answer = client.post(f"{page_of(home)}/worked-out", data=typed(home, pattern=pattern))
    return str(json.loads(answer.text)["panel"])


def decisions() -> list[DispensingDecision]:
    return list(db.session.scalars(select(DispensingDecision).order_by(DispensingDecision.version)))


def test_the_page_begins_with_what_is_in_use(home: Home, client: StrictClient) -> None:
    page = client.get(page_of(home))
    assert page.status_code == 200
    assert "Supervised every day" in page.text
    assert "Nothing: every dose is taken in front of somebody" in page.text
    assert 'value="supervised-7" checked' in " ".join(page.text.split())


def test_a_whole_decision_is_recorded(home: Home, client: StrictClient) -> None:
    answer = client.post(page_of(home), data=typed(home), follow_redirects=True)
    assert answer.status_code == 200
    assert "The decision is recorded." in answer.text
    (decision,) = decisions()
    assert decision.reason == "She works early shifts."
    assert decision.alternatives == ["A seven-day pharmacy"]
    assert decision.asked_by == "Themself"
    assert decision.most_bottles == 1
    assert decision.recorded_by_id == home.worker.staff_id
    assert "has not confirmed it yet" in answer.text


def test_what_is_missing_is_named_at_once_and_nothing_typed_is_lost(home: Home, client: StrictClient) -> None:
    data = typed(
        home, authoriser="", alternatives=[], reason="I 🙂 <b>think</b> so", better_for_the_child="Ella’s sleep"
    )
    home.adult(name="Jo Alder", part=("key",))
    commit()
    answer = client.post(page_of(home), data=data, follow_redirects=True)
    assert "Not agreed yet: 3 things to do" in answer.text
    assert "Jo Alder has not agreed their part" in answer.text
    assert "Which prescriber authorises this?" in answer.text
    assert "I 🙂 &lt;b&gt;think&lt;/b&gt; so" in answer.text
    assert "Ella’s sleep" in answer.text
    assert decisions() == []
    (kept,) = db.session.scalars(select(DecisionNotAgreed)).all()
    assert kept.stops == ["alternatives-missing", "authoriser-missing", "second-adult-not-agreed"]


def test_coming_back_shows_what_was_typed_and_what_is_left(home: Home, client: StrictClient) -> None:
    home.adult(part=("key",))
    commit()
    client.post(page_of(home), data=typed(home, reason="Early shifts at the bakery."))
    again = client.get(page_of(home))
    assert "Early shifts at the bakery." in again.text
    assert "Not agreed yet: 1 thing to do" in again.text
    assert "What you typed on" in again.text
    assert client.get(f"/people/{home.person_id}/decisions").status_code == 200


def test_begun_afresh_what_was_typed_is_gone(home: Home, client: StrictClient) -> None:
    client.post(page_of(home), data=typed(home, reason="Early shifts at the bakery.", authoriser=""))
    answer = client.post(f"{page_of(home)}/afresh", follow_redirects=True)
    assert "Early shifts at the bakery." not in answer.text
    assert db.session.scalars(select(DecisionDraft)).all() == []


def test_once_recorded_the_draft_is_gone(home: Home, client: StrictClient) -> None:
    client.post(page_of(home), data=typed(home, authoriser=""))
    assert len(db.session.scalars(select(DecisionDraft)).all()) == 1
    client.post(page_of(home), data=typed(home))
    assert db.session.scalars(select(DecisionDraft)).all() == []


def test_the_draft_is_the_typists_alone(home: Home, client: StrictClient) -> None:
    client.post(page_of(home), data=typed(home, reason="Early shifts at the bakery.", authoriser=""))
    put_into_session(client, home.manager)
    assert "Early shifts at the bakery." not in client.get(page_of(home)).text


def test_a_stale_page_gets_409_and_a_way_on(home: Home, client: StrictClient) -> None:
    client.post(page_of(home), data=typed(home))
    stale = client.post(page_of(home), data=typed(home, reason="A second thought, on an old page."))
    assert stale.status_code == 409
    assert "Yours was not saved" in stale.text
    assert len(decisions()) == 1
    again = client.get(page_of(home))
    assert "A second thought, on an old page." in again.text
    assert 'name="version" type="hidden" value="1"' in again.text
    client.post(page_of(home), data=typed(home, version="1", pattern="supervised-7"))
    assert [one.version for one in decisions()] == [1, 2]


@pytest.mark.parametrize("version", ["", "x", "-1", None])
def test_a_page_without_its_version_is_stale(home: Home, client: StrictClient, version: str | None) -> None:
    data = typed(home, version=version)
    assert client.post(page_of(home), data={k: v for k, v in data.items() if v is not None}).status_code == 409
    assert decisions() == []


def test_a_parent_who_relapses_is_moved_to_daily_supervision_at_once(inside: Flask, client: StrictClient) -> None:
    home = a_home(clock.now())
    home.prescribed()
    home.child()
    home.uses(WEEKLY)
    home.happened(EventKind.USE_ON_TOP, days_ago=0)
    commit()
    put_into_session(client, home.worker)
    data = {
        "step": "save",
        "version": "0",
        "pattern": "supervised-7",
        "reason": "Heroin again since Friday.",
        "authoriser": str(home.prescriber.staff_id),
    }
    answer = client.post(page_of(home), data=data, follow_redirects=True)
    assert "The decision is recorded." in answer.text
    (decision,) = decisions()
    assert decision.adds_safety
    assert decision.review_on is None


def test_the_panel_counts_closed_days_and_says_why(home: Home, client: StrictClient) -> None:
    home.shut_on(SUNDAY)
    home.prescribed(wording=(Wording.CLOSED_DAYS,), at=home.at)
    commit()
    panel = panel_of(home, client, "supervised-with-closed-days")
    assert "Up to 1 bottle (60\u00a0mg) at once, first on Saturday" in panel
    assert "Because the pharmacy is closed on Sunday" in panel
    assert "Yes: Ella (1 year)" in panel
    daily = panel_of(home, client, "daily-pick-up")
    assert "Up to 2 bottles (120\u00a0mg)" in daily
    assert "More doses at home than now" in daily


def test_the_button_works_it_out_without_scripts_and_saves_nothing(home: Home, client: StrictClient) -> None:
    page = client.post(page_of(home), data=typed(home, step="work-it-out", pattern="weekly", reason="Kept as typed"))
    assert page.status_code == 200
    assert "Up to 7 bottles" in page.text
    assert "Kept as typed" in page.text
    assert decisions() == []


def test_their_own_days_are_recorded(home: Home, client: StrictClient) -> None:
    days = {"monday": "supervised", "tuesday": "supervised", "wednesday": "supervised", "thursday": "supervised"}
    days |= {"friday": "supervised", "saturday": "supervised", "sunday": "take-home"}
    client.post(page_of(home), data=typed(home, pattern="own", **days))
    (decision,) = decisions()
    assert decision.arrangement == from_days(days).to_plain()


def test_their_own_days_need_a_day(home: Home, client: StrictClient) -> None:
    answer = client.post(page_of(home), data=typed(home, pattern="own", monday="none"))
    assert "Choose at least one day that is attended" in answer.text
    assert decisions() == []


def test_every_pattern_can_be_chosen(home: Home, client: StrictClient) -> None:
    for pattern in Pattern:
        if pattern not in (Pattern.OWN, Pattern.UNKNOWN):
            assert "Most at home at once" in panel_of(home, client, pattern.value), pattern


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"pattern": ""}, "Choose how doses will be collected"),
        ({"pattern": "unknown"}, "Choose one of the answers shown"),
        ({"review_on-day": "31", "review_on-month": "2"}, "must be a real date"),
        ({"reason": "x" * 10000}, "must be 4,000 characters or fewer. You have written 10,000."),
        ({"authoriser": "nobody"}, "Choose one of the answers shown"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    home: Home, client: StrictClient, changed: dict[str, str], sentence: str
) -> None:
    answer = client.post(page_of(home), data=typed(home, **changed))
    assert sentence in answer.text
    assert "There is something to put right" in answer.text
    assert decisions() == []
    assert db.session.scalars(select(DecisionNotAgreed)).all() == []


def test_it_cannot_start_in_two_months(home: Home, client: StrictClient) -> None:
    later = clock.day_of(clock.now()) + timedelta(days=60)
    answer = client.post(page_of(home), data=typed(home, **the_day("from_on", later)))
    assert "Choose a first day within 28 days" in answer.text
    earlier = clock.day_of(clock.now()) - timedelta(days=60)
    answer = client.post(page_of(home), data=typed(home, **the_day("from_on", earlier)))
    assert "Choose a first day within 28 days" in answer.text
    assert decisions() == []


def test_it_cannot_wait_and_is_recorded_as_an_exception(home: Home, client: StrictClient) -> None:
    home.adult(part=("key",))
    commit()
    first = client.post(page_of(home), data=typed(home), follow_redirects=True)
    assert "It cannot wait: record it as an exception" in first.text
    wrong = client.post(page_of(home), data=typed(home, step="exception", exception_reason="Because."))
    assert "Choose who gives this exception" in wrong.text
    assert "20 characters or more" in wrong.text
    assert "Choose until when" in wrong.text
    given = {
        "step": "exception",
        "given_by": str(home.manager.staff_id),
        "exception_reason": "The partner is away until tomorrow morning.",
        "until": "48",
    }
    answer = client.post(page_of(home), data=typed(home, **given), follow_redirects=True)
    assert "recorded as an exception" in answer.text
    (row,) = db.session.scalars(select(DecisionException)).all()
    assert row.stops == ["second-adult-not-agreed"]
    assert row.until_at - row.recorded_at == timedelta(hours=48)


def test_the_page_offers_no_exception_before_anything_stands(home: Home, client: StrictClient) -> None:
    assert "It cannot wait" not in client.get(page_of(home)).text


def test_a_person_of_another_service_is_not_there(home: Home, client: StrictClient) -> None:
    other = a_safe_home(clock.now())
    for address in (page_of(other), f"/people/{other.person_id}/decisions"):
        assert client.get(address).status_code == 404
    for address in (page_of(other), f"{page_of(other)}/worked-out", f"{page_of(other)}/afresh"):
        assert client.post(address, data=typed(other)).status_code == 404
    assert decisions() == []


def test_a_pharmacist_an_administrator_and_a_lead_cannot_decide(home: Home, client: StrictClient) -> None:
    pharmacist = a_staff_member("pharmacist", pharmacy=home.pharmacy)
    administrator = a_staff_member("administrator", service=home.service)
    commit()
    for somebody in (pharmacist, administrator, home.lead):
        put_into_session(client, somebody)
        assert client.get(page_of(home)).status_code == 403
        assert client.post(page_of(home), data=typed(home)).status_code == 403
    assert decisions() == []


def test_looking_is_audited(home: Home, client: StrictClient) -> None:
    client.get(page_of(home))
    client.get(f"/people/{home.person_id}/decisions")
    rows = db.session.scalars(select(AuditEntry).where(AuditEntry.kind == "view")).all()
    assert [(row.verb, row.person_id, row.by_id) for row in rows] == [
        ("view_decision_page", home.person_id, home.worker.staff_id),
        ("view_decisions", home.person_id, home.worker.staff_id),
    ]


def test_the_history_shows_what_was_agreed_and_what_was_not(home: Home, client: StrictClient) -> None:
    client.post(page_of(home), data=typed(home, authoriser="", reason="The first try"))
    client.post(page_of(home), data=typed(home, reason="The second try"))
    client.post(page_of(home), data=typed(home, version="1", pattern="supervised-7", reason="The third time"))
    page = client.get(f"/people/{home.person_id}/decisions").text
    assert "Stands now" in page
    assert "Replaced" in page
    assert page.count("None: no dose goes home") == 1
    assert "0 bottles" not in page
    assert "No prescriber was named" in page
    for words in ("The first try", "The second try", "The third time"):
        assert words in page


def test_no_page_shows_a_code(home: Home, client: StrictClient) -> None:
    client.post(page_of(home), data=typed(home, authoriser="", reason="", alternatives=[]))
    for address in (page_of(home), f"/people/{home.person_id}/decisions"):
        text = client.get(address).text
        for code in ("reason-missing", "alternatives-missing", "authoriser-missing"):
            assert code not in text


def test_the_way_back_is_on_every_page_until_the_decision_is_recorded(home: Home, client: StrictClient) -> None:
    words = "Go back to the decision that is not agreed yet"
    assert words not in client.get("/account").text
    client.post(page_of(home), data=typed(home, authoriser=""))
    elsewhere = client.get("/account").text
    assert words in elsewhere
    assert page_of(home) in elsewhere
    assert words not in client.get(page_of(home)).text
    client.post(page_of(home), data=typed(home))
    assert words not in client.get("/account").text


def test_the_day_to_look_again_is_proposed_and_explained(home: Home, client: StrictClient) -> None:
    assert "at the latest" in client.get(page_of(home)).text
    home.happened(EventKind.BEREAVEMENT, days_ago=2)
    commit()
    assert "With more doses at home, by" in client.get(page_of(home)).text


def test_the_history_of_arrangements_says_what_was_relaxed_on_a_day_nobody_knows(
    inside: Flask, client: StrictClient
) -> None:
    home = a_safe_home(clock.now())
    put_into_session(client, home.worker)
    address = f"/people/{home.person_id}/in-use"
    data = {"pattern": "daily-pick-up", "how_known": "told", "decided_by": "Her last clinic", "why": "She had a job"}
    data |= {f"from_on-{part}": "" for part in ("day", "month", "year")}
    assert "or say that nobody knows" in client.post(address, data=data).text
    client.post(address, data={**data, "since_unknown": "y"})
    page = client.get(f"/people/{home.person_id}/arrangements").text
    for said in ("date unknown", "Her last clinic", "She had a job", "Daily pick-up", "Supervised every day", "In use"):
        assert said in page, said
    home.decides(home.asks(SUPERVISED))
    assert "Agreed" in client.get(f"/people/{home.person_id}/arrangements").text
