"""The published case, played: what each step must show, and nothing about what nobody here could know."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from casework.replay.playing import replay
from core.policy import as_shipped, current
from tests.casework.replay.stories import Told

FILE = Path(__file__).parents[3] / "docs" / "cases" / "baby-z.jsonl"
JUNE, JULY = date(2007, 6, 15), date(2007, 7, 16)


@pytest.fixture(scope="module")
def told(stage) -> Told:
    with stage.app_context():
        return Told(tuple(replay(FILE.read_bytes(), as_shipped(current()))))


def lines():
    return [json.loads(one) for one in FILE.read_text(encoding="utf-8").splitlines()]


def managers_on(told: Told, day: date) -> set[str]:
    return {one.about for each in told.played for one in each.sent if one.on == day and one.to == "manager"}


def test_only_pseudonyms_of_the_review_appear_and_every_line_says_where_it_comes_from():
    assert {one["who"] for one in lines() if "who" in one} == {"SZ"}
    assert {one.get("name") or one.get("about") for one in lines()} <= {
        None, "Z", "AW", "Probation", "Hospital", "Children's social care", "GP", "Health visitor",
    }  # fmt: skip
    assert all(re.search(r"SEED \d", one["note"]) for one in lines())


def test_what_nobody_told_the_service_is_only_a_day_that_passes():
    unknown = {"e03", "e04", "e06", "e07", "e08", "e09", "e10", "e13", "e19"}
    assert {one["do"] for one in lines() if one.get("id") in unknown} == {"wait"}


def test_november_2005_asks_about_children_the_leaflet_and_the_pregnancy(told):
    assert {"children-not-asked", "leaflet-not-given"} <= set(told["e01"].raised)
    assert {"event-unreviewed", "referral-needed"} <= set(told["e01p"].raised)
    assert told["e01m"].details["referral-needed"] == ["pregnancy e01p"]


def test_may_2006_the_birth_is_known_without_being_typed_twice(told):
    assert "birth e02" in told["e02"].details["event-unreviewed"]
    assert "new-baby-assessment" in told["e02"].raised


def test_september_2006_the_new_partner_is_looked_at_and_support_is_asked_for(told):
    assert "new-adult e05n" in told["e05i"].details["event-unreviewed"]
    assert "support-not-offered" in told["e05i"].raised


def test_april_2007_pressures_rise_and_supervision_returns(told):
    assert "separation e12s" in told["e12m"].details["support-not-offered"]
    assert not {"plan-missing", "in-use-not-agreed"} & told.open("e12m")


def test_may_2007_the_missed_appointments_and_use_stand_unreviewed_by_name(told):
    unreviewed = told["e14"].details["event-unreviewed"]
    assert {"missed-appointment e14b", "use-on-top e14"} <= set(unreviewed)
    assert "many-signals" in told["e14b"].raised
    assert {"missed-appointment e14a", "missed-appointment e14b", "use-on-top e14"} <= set(
        told["e14"].details["many-signals"]
    )
    assert "many-signals" in managers_on(told, date(2007, 5, 12))
    assert "clinical-review-wanted" in told["e14"].raised


def test_may_2007_a_referral_says_its_type_and_what_it_means_for_the_child(told):
    assert not told["e14q"].accepted and told["e14q"].stopped == ("referral-incomplete",)
    assert told["e14r"].accepted and "referral-unanswered" in told["e14r"].raised


def test_may_2007_an_answer_passively_received_is_not_an_answer_agreed(told):
    assert "outcome-not-agreed" not in told.open("e15")
    assert "outcome-not-agreed" in told["e16p"].raised
    sent = [(one.on.isoformat(), one.to) for one in told["e16p"].sent if one.about == "outcome-not-agreed"]
    assert sent[0] == ("2007-05-25", "keyworker")
    assert "manager" in {to for _, to in sent} and "safeguarding-lead" in {to for _, to in sent}


def test_june_2007_the_decision_is_not_accepted_and_names_all_that_is_missing(told):
    decision = told["e16"]
    assert not decision.accepted
    assert set(decision.stopped) == {
        "alternatives-missing",
        "authoriser-missing",
        "children-not-asked",
        "plan-missing",
        "relaxing-at-risk",
        "review-date-missing",
    }
    assert {"plan-missing", "in-use-not-agreed", "agency-not-heard"} <= set(decision.raised)
    assert told["e16"].details["referral-needed"] == ["pregnancy e16p"]
    assert "referral-needed" in told["e16p"].raised


def test_june_2007_the_manager_and_the_lead_hear_of_it_within_days(told):
    assert {"plan-missing", "in-use-not-agreed", "event-unreviewed"} <= managers_on(told, date(2007, 6, 16))
    lead = {(one.on, one.about) for one in told["e18v"].sent if one.to == "safeguarding-lead"}
    assert (date(2007, 6, 22), "plan-missing") in lead
    assert "referral-needed" in managers_on(told, date(2007, 6, 23))


def test_16_july_2007_advice_alone_use_and_bereavement_are_the_managers_that_day(told):
    last = told["e18a"]
    assert {"advice-only", "plan-missing", "many-signals", "event-unreviewed"} <= set(last.open)
    assert {"use-on-top e18", "bereavement e17"} <= set(last.details["event-unreviewed"])
    assert {"use-on-top e18", "bereavement e17"} <= set(last.details["many-signals"])
    assert "many-signals" in managers_on(told, JULY)
    assert "undrunk-dose" in told["e18v"].raised
    assert "bereavement e17" in last.details["support-not-offered"]


def test_the_unmet_duties_of_june_are_open_five_weeks_before(told):
    first = next(one.on for each in told.played for one in each.sent if one.about == "plan-missing")
    assert first == JUNE and (date(2007, 7, 21) - first).days >= 35


def test_it_claims_nothing_about_that_evening(told):
    assert told["e19"].raised == () and told["e19"].cleared == ()
    assert told.last.line.get("id") == "e19"
