"""Every finding can be asked why, says so in facts with days, and leads to where it is put right."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask import session as request_session

from casework.acts import ACTS, FOR_ROLE
from casework.queries.deriving import Derived, derived_one
from casework.rules.catalogue import CATALOGUE
from casework.rules.desk import NEVER_CLOSED, closed_ids, kept_closed
from casework.rules.names import FINDING_WORDS
from casework.rules.why import RESTS_ON, Reason, why
from casework.views.ways import ways
from core.clock import day_of, now
from core.db import commit
from core.findings import Owner, Severity
from core.policy import current
from people.actions import add_agency, add_agency_to_family, assign_keyworker
from people.rules import AgencyRole, AgencySaid
from safeguarding.actions import (
    answer_finding,
    record_call,
    record_child_seen,
    record_event,
    record_outcome,
    record_their_plan,
    refer,
)
from safeguarding.rules import (
    Alert,
    CallSaid,
    ChildSeenSaid,
    EventKind,
    EventSaid,
    OutcomeResult,
    ReferralKind,
    ReferralSaid,
    TheirPlanKind,
)
from safetyplans.actions import ask_query, raise_concern, record_box, record_storage_check
from safetyplans.rules import BoxState, CheckResult, CheckSaid
from supply.actions import record_dose
from supply.rules import DoseHow, Wording
from tests.dispensing.builders import DAILY, WEEKLY, Home, a_home, a_safe_home
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient

STANDING = {code for code, row in CATALOGUE.items() if row.severity is Severity.ACT or row.stands}


def test_every_finding_that_can_stand_is_called_something_and_rests_on_something() -> None:
    assert set(RESTS_ON) == STANDING
    assert set(FINDING_WORDS) == STANDING


def test_every_act_that_a_finding_names_has_a_page_and_every_owner_is_called_something(app: Flask) -> None:
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and "person_id" in rule.arguments
    }
    named = {endpoint.rpartition(".")[2] for endpoint in pages} | {"waiting"}
    for act, told in ACTS.items():
        assert (told.endpoint.rpartition(".")[2] or act) in named, act
    assert set(FOR_ROLE) == {owner.value for owner in Owner}


def derived_of(home: Home) -> Derived:
    return derived_one(home.household_id, day_of(now()), current())


def reasons(home: Home, code: str) -> list[Reason]:
    one = derived_of(home)
    return [reason for finding in one.findings if finding.code == code for reason in why(finding, one.scene)]


def signed(home: Home) -> dict[str, Any]:
    return {"household_id": home.household_id, "by": home.worker.staff_id, "at": home.at}


def a_family_with_everything_open() -> Home:
    """A family about which nearly everything stands."""
    home = a_home(now() - timedelta(minutes=10))
    home.asked_about_children(at=home.at - timedelta(days=99))
    child = home.child(at=home.at - timedelta(days=200))
    home.adult("Jo Alder", part=("key",), own_supply=True)
    home.prescribed()
    home.shut_on(6)
    home.uses(WEEKLY)
    home.plan(days_ago=90, review_in=-3, evidence="told", bottles=2)
    for role in (AgencyRole.HEALTH_VISITOR, AgencyRole.SOCIAL_WORKER, AgencyRole.MIDWIFE):
        of: dict[str, Any] = {"by": home.worker.staff_id, "at": home.at - timedelta(days=200)}
        agency = add_agency(service_id=home.service.id, said=AgencySaid(name=f"The {role}", role=role), **of)
        add_agency_to_family(household_id=home.household_id, agency_id=agency, **of)
    for kind in (
        EventKind.USE_ON_TOP,
        EventKind.MISSED_APPOINTMENT,
        EventKind.DOMESTIC_ABUSE,
        EventKind.CHILD_EXPOSURE,
    ):
        record_event(person_id=home.person_id, said=EventSaid(kind, about_child_id=child), **signed(home))
    record_call(said=CallSaid("Mrs Oak", "She cries", "They watch"), **signed(home))
    referral = refer(
        person_id=home.person_id, said=ReferralSaid(child, ReferralKind.S17, "Crack", "Nobody sober"), **signed(home)
    )
    refer(person_id=home.person_id, said=ReferralSaid(child, ReferralKind.S47, "More", "Worse"), **signed(home))
    for _ in range(2):
        record_outcome(referral_id=referral.entry_id, result=OutcomeResult.ASSESSMENT, **signed(home))
    record_their_plan(kind=TheirPlanKind.CHILD_IN_NEED, held=False, **signed(home))
    home.happened(EventKind.BIRTH, days_ago=0)
    of_plan: dict[str, Any] = {"person_id": home.person_id, "by": home.worker.staff_id, "at": home.at}
    ask_query(text="Is it locked?", **of_plan)
    raise_concern(text="Smelt of drink", **of_plan)
    record_box(state=BoxState.OWED, kind="Steel", **of_plan)
    record_storage_check(said=CheckSaid(CheckResult.NOT_SAFE, what="On the shelf"), **of_plan)
    for days in (1, 2, 3):
        on = day_of(home.at) - timedelta(days=days)
        record_dose(household_id=home.household_id, for_on=on, how=DoseHow.MISSED, **of_plan)
    assign_keyworker(person_id=home.person_id, staff_id=None, by=home.worker.staff_id, at=home.at)
    home.decides(exception=home.exception(until_at=now() + timedelta(hours=30)), at=now())
    commit()
    return home


def test_whatever_stands_says_why_in_plain_words_and_where_it_is_done(client: StrictClient, inside: Flask) -> None:
    home = a_family_with_everything_open()
    one = derived_of(home)
    codes = {finding.code for finding in one.findings}
    assert len(codes) > 30, sorted(codes)
    for finding in one.findings:
        told = why(finding, one.scene)
        assert told, f"{finding.code} rests on nothing"
        assert all(re.match("[A-Z]", reason.sentence) for reason in told), [reason.sentence for reason in told]
        assert not any(code in reason.sentence for reason in told for code in STANDING)
    everybody = ("drugs-worker", "prescriber", "manager", "safeguarding-lead")
    put_into_session(client, a_staff_member(*everybody, service=home.service))
    page = client.get(f"/people/{home.person_id}/").text
    assert page.count(">Why?<") > 20


@pytest.mark.parametrize("role", ["drugs-worker", "prescriber", "manager", "safeguarding-lead"])
def test_every_link_to_an_act_opens_for_whom_it_is_shown_to(client: StrictClient, inside: Flask, role: str) -> None:
    home = a_family_with_everything_open()
    put_into_session(client, a_staff_member(role, service=home.service))
    client.post(f"/people/{home.person_id}/open/person")
    page = client.get(f"/people/{home.person_id}/").text
    lists = re.findall(r'<ul class="cw-item__ways.*?</ul>', page, re.S)
    links = {link.replace("&amp;", "&") for part in lists for link in re.findall(r'href="([^"]+)"', part)}
    assert len(links) > 5
    for link in sorted(links):
        answer = client.get(link, follow_redirects=True)
        assert answer.status_code == 200, f"{link}: {answer.status_code}"


def test_the_facts_behind_a_missing_plan_have_their_days(inside: Flask) -> None:
    home = a_home(now())
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.uses(DAILY)
    commit()
    told = {reason.sentence: reason.on for reason in reasons(home, "plan-missing")}
    on = day_of(home.at)
    assert told["In use: Picked up every day: 1 bottle each time"] == on - timedelta(days=200)
    assert told["Ella, 13 months: lives there"] == on - timedelta(days=1)
    assert "No storage plan has been agreed" in told


def test_a_plan_that_is_too_small_says_what_it_covers_and_what_is_at_home(inside: Flask) -> None:
    home = a_safe_home(now())
    home.at = now()
    home.uses(WEEKLY, days_ago=0)
    commit()
    told = [reason.sentence for reason in reasons(home, "plan-too-small")]
    assert "The plan covers up to 2 bottles (120\u00a0mg) at once" in told
    assert any("Up to 7 bottles at home at once" in words for words in told)


def test_a_missing_wording_reads_the_prescription_aloud(inside: Flask) -> None:
    home = a_home(now())
    home.prescribed(wording=(Wording.MISSED_3_DAYS,))
    home.shut_on(6)
    home.uses(DAILY)
    commit()
    told = " ".join(reason.sentence for reason in reasons(home, "wording-missing"))
    assert "it says: After three missed days in a row, speak to the prescriber" in told
    assert "The pharmacy is closed on" in told


def test_an_answer_that_has_run_out_stays_readable(inside: Flask) -> None:
    home = a_home(now())
    home.prescribed()
    answer_finding(
        person_id=home.person_id, code="naloxone-not-offered", because="Has two kits", by_name="Dr Fern",
        until=day_of(now()) - timedelta(days=1), household_id=home.household_id, by=home.worker.staff_id,
        at=now() - timedelta(days=9),
    )  # fmt: skip
    commit()
    told = reasons(home, "naloxone-not-offered")
    assert any("Answered “not needed” by Dr Fern until" in reason.sentence and reason.closed for reason in told)


def test_what_others_told_us_is_marked_closed_in_every_reason(inside: Flask) -> None:
    home = a_family_with_everything_open()
    one = derived_of(home)
    for finding in one.findings:
        for reason in why(finding, one.scene):
            if "Domestic abuse" in reason.sentence or "Mrs Oak" in reason.sentence or "opioids" in reason.sentence:
                assert reason.closed, (finding.code, reason)


def test_a_child_in_danger_is_never_kept_closed(inside: Flask) -> None:
    home = a_home(now())
    home.asked_about_children()
    child = home.child()
    home.prescribed()
    home.uses(DAILY)
    record_event(
        person_id=None, said=EventSaid(EventKind.CHILD_EXPOSURE, about_child_id=child, ours_alone=True), **signed(home)
    )
    seen = ChildSeenSaid(child, "home", "Would not wake", Alert.UNUSUALLY_SLEEPY, ours_alone=True)
    record_child_seen(person_id=home.person_id, said=seen, **signed(home))
    commit()
    one = derived_of(home)
    closed = closed_ids(one.case.history)
    danger = [finding for finding in one.findings if finding.code in NEVER_CLOSED]
    assert len(danger) == 3
    assert not any(kept_closed(finding, closed) for finding in danger)


def test_an_act_without_a_page_of_ones_own_is_left_to_whom_it_belongs(app: Flask, inside: Flask) -> None:
    home = a_home(now())
    worker = a_staff_member("drugs-worker", service=home.service)
    commit()
    client = app.test_client()
    put_into_session(client, worker)
    with client.session_transaction() as session:
        kept = dict(session)
    known = {"person_id": str(home.person_id), "household_id": str(home.household_id)}
    with app.test_request_context("/work"):
        request_session.update(kept)
        assert ways(("manager_look", "prescriber_look"), about="", **known) == ()
        (one,) = ways(("record_contact", "manager_look"), about="", **known)
        assert one.text == "Write down the contact"
        assert ways(("answer_event",), about=f"missed-dose-{UUID(int=1)}-2026-01-01-1", **known) == ()
