"""The chronology: every fact of a family on one page, whoever saw it; and the picture of it."""

import io
import re
import subprocess
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from flask import Flask

from casework.picture import draw
from casework.queries.chronology import chronology_of
from casework.queries.deriving import derived_one
from casework.rules.entries import PAGE, Entry, EntryKind
from casework.rules.picturing import Picture, picture_of
from core.calendar import at_london
from core.clock import day_of, now
from core.db import commit
from core.findings import Stopped
from core.policy import current
from dispensing.actions import record_not_agreed
from people.actions import add_agency, add_agency_to_family, correct_details
from people.rules import AgencyRole, AgencySaid, PersonSaid
from safeguarding.actions import (
    confirm_call,
    correct_event,
    escalate,
    give_our_view,
    look,
    offer_support,
    record_call,
    record_child_seen,
    record_contact,
    record_event,
    record_heard_from,
    record_outcome,
    record_supervision,
    refer,
)
from safeguarding.rules import (
    Alert,
    CallSaid,
    ChildSeenSaid,
    ContactHow,
    EventKind,
    EventSaid,
    EventSource,
    LookKind,
    OurView,
    OutcomeResult,
    ReferralKind,
    ReferralSaid,
    SupervisionSaid,
)
from safetyplans.actions import (
    decline_leaflet,
    raise_concern,
    record_box,
    record_copy,
    record_naloxone,
    record_not_shared,
    record_storage_check,
)
from safetyplans.rules import BoxState, CheckResult, CheckSaid, CopyHow, NaloxoneState
from supply.actions import record_bottle, record_dose, record_prescriber_spoken
from supply.rules import DoseHow, Went
from tests.dispensing.builders import DAILY, SUPERVISED, WEEKLY, Home, a_home, a_safe_home, days_before
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient

HV = "Northside health visiting"


def an_agency(home: Home, name: str = HV, role: AgencyRole = AgencyRole.HEALTH_VISITOR) -> UUID:
    of: dict[str, Any] = {"by": home.worker.staff_id, "at": home.at - timedelta(days=300)}
    agency = add_agency(service_id=home.service.id, said=AgencySaid(name=name, role=role), **of)
    return add_agency_to_family(household_id=home.household_id, agency_id=agency, **of)


def entries_of(home: Home) -> list[Entry]:
    return chronology_of(derived_one(home.household_id, day_of(home.at), current()).case)


def signed(home: Home, minutes: int = 0) -> dict[str, Any]:
    return {"household_id": home.household_id, "by": home.worker.staff_id, "at": home.at + timedelta(minutes=minutes)}


def a_full_history() -> Home:
    """A family about whom every kind of fact was written down, by a worker with a name."""
    home = a_safe_home(now() - timedelta(hours=3))
    midwife = an_agency(home, "St Mary's midwives", AgencyRole.MIDWIFE)
    visitor, child = an_agency(home), home.children["Ella"]
    told = EventSaid(
        EventKind.USE_ON_TOP, source=EventSource.OBSERVED_TEST, seen_by="health visitor", known_to=("gp", "midwife"),
        what="Crack", how_often="twice a week", child_was="at nursery", minded_by="Gran",
    )  # fmt: skip
    event = record_event(person_id=home.person_id, said=told, **signed(home, 1))
    correct_event(
        entry_id=event.entry_id, said=told, happened_on=event.happened_on, because="Wrong day", **signed(home, 2)
    )
    record_contact(person_id=home.person_id, how=ContactHow.HOME, what="All in good order", **signed(home, 3))
    call = record_call(said=CallSaid("Mrs Oak", "She cries at nursery", "They watch", visitor), **signed(home, 4))
    confirm_call(entry_id=call.entry_id, **signed(home, 5))
    record_heard_from(family_agency_id=midwife, said="Nothing new", **signed(home, 6))
    seen = ChildSeenSaid(child, "home", "Smiling, on her mother's lap", Alert.AWAKE, "Bear!")
    record_child_seen(person_id=home.person_id, said=seen, **signed(home, 7))
    said = ReferralSaid(child, ReferralKind.S17, "Crack at home", "Nobody sober with her", "The duty team")
    referral = refer(person_id=home.person_id, said=said, **signed(home, 8))
    outcome = record_outcome(referral_id=referral.entry_id, result=OutcomeResult.NO_ACTION, **signed(home, 9))
    give_our_view(outcome_id=outcome.entry_id, view=OurView.DISAGREE, **signed(home, 10))
    escalate(outcome_id=outcome.entry_id, stage="Manager to manager", **signed(home, 11))
    record_supervision(
        person_id=home.person_id, by_name="Chris", said=SupervisionSaid("She sleeps now"), **signed(home, 12)
    )
    look(person_id=home.person_id, kind=LookKind.MANAGER, by_name="Chris", what="We meet on Friday", **signed(home, 13))
    offer_support(person_id=home.person_id, what="A food parcel", **signed(home, 14))
    home.decides(home.asks(SUPERVISED), at=home.at + timedelta(minutes=15))
    asked = home.asks(WEEKLY, reason="Wants it")
    tried: dict[str, Any] = {
        "person_id": home.person_id,
        "by": home.worker.staff_id,
        "at": home.at + timedelta(minutes=16),
    }
    with pytest.raises(Stopped) as stopped:
        home.decides(asked, at=home.at + timedelta(minutes=16), expected_version=1)
    record_not_agreed(asked=asked, stops=stopped.value.stops, **tried)
    what_became_of_the_plan(home, midwife)
    commit()
    return home


def what_became_of_the_plan(home: Home, midwife: UUID) -> None:
    of: dict[str, Any] = {key: value for key, value in signed(home, 20).items() if key != "household_id"} | {
        "person_id": home.person_id
    }
    record_copy(how=CopyHow.KEPT_AT_CLINIC, **of)
    record_storage_check(said=CheckSaid(CheckResult.NOT_SEEN, what="Nobody in"), **of)
    record_box(state=BoxState.OWED, kind="Steel", **of)
    record_naloxone(state=NaloxoneState.GIVEN, **of)
    decline_leaflet(**of)
    record_not_shared(family_agency_id=midwife, because="She told them herself", **of)
    raise_concern(text="Smelt of drink", **of)
    doses: dict[str, Any] = {"household_id": home.household_id, **of}
    record_dose(for_on=day_of(home.at), how=DoseHow.MISSED, **doses)
    record_bottle(went=Went.RETURNED, **doses)
    record_prescriber_spoken(spoke_to="Dr Fern", advice="Supply as usual", supplied=True, **doses)


WORDS = """
Other drugs as well / Contact: at home / Call with Mrs Oak / Heard from St Mary's midwives / Ella was seen by one of us
Referral: Ella / Answer to a referral / Disagreement taken further / Talked through in supervision
A manager looked at what is building up / Support offered / Agreed: Supervised every day
Asked for, and not agreed: Picked up every Monday: 7 bottles / In use: Supervised every day / Prescribed: Methadone
Storage plan agreed, version 1 / Their copy of the storage plan / Storage visit: could not see it that day
Lockable box / Naloxone: given / Leaflet offered, and not wanted / Storage plan not sent to St Mary's midwives
The pharmacist is concerned / A dose was missed / The bottle was brought back
The pharmacist spoke to the prescriber / Asked who lives, stays and visits / Ella is known
(Health visitor) works with the family / Keyworker: / Registered here
"""


def test_every_packages_facts_are_on_one_page_newest_first_each_with_who_wrote_it(inside: Flask) -> None:
    home = a_full_history()
    entries = entries_of(home)
    titles = [one.title for one in entries]
    for words in re.split(r" / |\n", WORDS.strip()):
        assert any(words in title for title in titles), f"{words} is missing from {titles}"
    days = [one.happened_on for one in entries]
    assert days == sorted(days, reverse=True)
    assert [one.title for one in entries if not one.recorded_by] == []
    assert len({one.key for one in entries}) == len(entries)
    assert {one.kind for one in entries} == set(EntryKind) - {EntryKind.REMINDER}


def test_an_entry_says_who_saw_it_who_knows_who_does_not_and_how_sure_it_is(
    client: StrictClient, inside: Flask
) -> None:
    home = a_full_history()
    put_into_session(client, home.worker)
    page = client.get(f"/people/{home.person_id}/chronology?kind=happened").text
    entry = page[page.index("Other drugs as well") :][:3000]
    for words in (
        "Seen or told by",
        "health visitor",
        "A test that was watched",
        "Known to gp and midwife",
        "Crack",
        "Gran",
    ):
        assert words in entry, words
    assert "As far as we know" not in entry
    assert "put right since" in entry


def test_what_is_ours_alone_is_counted_and_not_said_on_every_page_of_it(client: StrictClient, inside: Flask) -> None:
    home = a_full_history()
    put_into_session(client, home.worker)
    secrets = ("Mrs Oak", "Nobody sober", "Smelt of drink", "We meet on Friday", "Manager to manager", "Nothing new")
    for path in ("chronology", "chronology?kind=safeguarding", "chronology?page=2", "", "picture"):
        page = client.get(f"/people/{home.person_id}/{path}").text
        assert [words for words in secrets if words in page] == []
    closed = [one for one in entries_of(home) if one.closed]
    page = client.get(f"/people/{home.person_id}/chronology").text
    assert f"{len(closed)} entries kept closed" in page
    opened = client.post(f"/people/{home.person_id}/open/chronology", follow_redirects=True).text
    assert [words for words in secrets if words in opened] == list(secrets)


def test_opening_keeps_the_filter_of_the_page(client: StrictClient, inside: Flask) -> None:
    home = a_full_history()
    put_into_session(client, home.worker)
    page = client.get(f"/people/{home.person_id}/chronology?kind=safeguarding").text
    action = re.search(r'action="([^"]+/open/chronology[^"]*)"', page)
    assert action is not None
    answer = client.post(action.group(1).replace("&amp;", "&"))
    assert answer.location.endswith("chronology?kind=safeguarding")


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("kind=supply", "A dose was missed", "Naloxone"),
        ("kind=plan", "Naloxone: given", "A dose was missed"),
        ("from=2019-01-01&until=2020-12-31", "Nothing matches", "Naloxone"),
        ("kind=nonsense&from=yesterday&page=-1", "Naloxone: given", "Nothing matches"),
    ],
)
def test_the_chronology_is_filtered_by_its_address(
    client: StrictClient, inside: Flask, query: str, there: str, not_there: str
) -> None:
    home = a_full_history()
    put_into_session(client, home.worker)
    page = client.get(f"/people/{home.person_id}/chronology?{query}").text
    assert there in page
    assert not_there not in page


def test_one_agency_alone_is_what_it_saw_said_or_knows(inside: Flask) -> None:
    home = a_full_history()
    visitor = next(
        one.id
        for one in derived_one(home.household_id, day_of(home.at), current()).case.family.agencies
        if one.name == HV
    )
    titles = {one.title.split(":")[0] for one in entries_of(home) if visitor in one.agencies}
    assert titles == {"Other drugs as well", f"Call with Mrs Oak, {HV}", f"{HV} (Health visitor) works with the family"}


def test_a_link_to_an_entry_leads_to_the_page_it_is_on(client: StrictClient, inside: Flask) -> None:
    home = a_safe_home(now())
    first = record_contact(
        person_id=home.person_id, how=ContactHow.CLINIC, happened_on=date(2025, 1, 5), **signed(home)
    )
    for minute in range(PAGE + 5):
        record_contact(person_id=home.person_id, how=ContactHow.PHONE, **signed(home, minute))
    commit()
    put_into_session(client, home.worker)
    anchor = f'id="entry-{first.entry_id}"'
    assert anchor not in client.get(f"/people/{home.person_id}/chronology").text
    assert anchor in client.get(f"/people/{home.person_id}/chronology?entry={first.entry_id}").text


def test_a_child_who_died_is_on_no_page_until_somebody_opens_it(client: StrictClient, inside: Flask) -> None:
    home = a_safe_home(now() - timedelta(hours=1))
    child = home.children["Ella"]
    for kind in (EventKind.CHILD_INJURY, EventKind.CHILD_DIED):
        record_event(
            person_id=None, said=EventSaid(kind, about_child_id=child), **signed(home, kind == EventKind.CHILD_DIED)
        )
    commit()
    put_into_session(client, home.worker)
    for path in ("", "chronology", "picture"):
        page = client.get(f"/people/{home.person_id}/{path}").text
        assert "A child was hurt" not in page
        assert 'cw-child__name">Ella' not in page


# ---- the picture ----


def a_picture(home: Home, *, opened: bool = True) -> Picture:
    one = derived_one(home.household_id, day_of(home.at), current())
    return picture_of(one.scene, one.scene.situations[0], person_id=str(home.person_id), opened=opened)


def test_each_agency_has_its_lane_and_what_it_alone_saw_is_in_it(inside: Flask) -> None:
    home = a_safe_home(now())
    an_agency(home)
    for seen_by, kind in (
        ("health visitor", EventKind.CHILD_INJURY),
        ("", EventKind.USE_ON_TOP),
        ("The police", EventKind.WARRANT),
    ):
        record_event(person_id=home.person_id, said=EventSaid(kind, seen_by=seen_by, known_to=("GP",)), **signed(home))
    commit()
    lanes = {lane.name: [(mark.words, mark.told) for mark in lane.marks] for lane in a_picture(home).lanes}
    assert list(lanes) == ["This service", HV, "GP", "The police"]
    assert lanes[HV] == [("A child was hurt", False)]
    assert lanes["The police"] == [("Police warrant", False)]
    assert [told for _, told in lanes["GP"]] == [True, True, True]


def test_the_hill_counts_the_signals_that_each_day_looks_back_on(inside: Flask) -> None:
    home = a_safe_home(now())
    for days in (200, 60, 20, 2):
        home.happened(EventKind.MISSED_APPOINTMENT, days_ago=days)
    commit()
    counts = dict(a_picture(home).counts)
    on = day_of(home.at)
    assert counts[on - timedelta(days=200)] == 1
    assert counts[on - timedelta(days=200) + timedelta(days=91)] == 0
    assert counts[on - timedelta(days=2)] == 3


def test_what_weighs_on_a_family_is_a_span_and_the_bands_say_what_was_agreed_in_use_and_planned(inside: Flask) -> None:
    home = a_safe_home(days_before(now(), 40))
    home.decides(home.asks(DAILY))
    home.happened(EventKind.BEREAVEMENT)
    commit()
    one = derived_one(home.household_id, day_of(now()), current())
    shown = picture_of(one.scene, one.scene.situations[0], person_id=str(home.person_id), opened=True)
    assert [(span.words, (span.last - span.first).days) for span in shown.spans] == [("Bereavement", 43)]
    assert [band.words for band in shown.agreed] == ["Daily pick-up, up to 1 bottle at home"]
    assert [band.words for band in shown.in_use] == ["Supervised every day", "Daily pick-up, up to 1 bottle at home"]
    assert [(band.words, band.lapsed) for band in shown.plan] == [("Version 1", False)]


def test_a_plan_past_its_day_is_drawn_as_lapsed(inside: Flask) -> None:
    home = a_home(now())
    home.prescribed()
    home.uses(DAILY)
    home.plan(days_ago=100, review_in=-30)
    commit()
    bands = [(band.words, band.lapsed) for band in a_picture(home).plan]
    assert bands == [("Version 1", False), ("Version 1, review day passed", True)]


def test_the_picture_without_a_fact_is_a_picture(inside: Flask) -> None:
    home = a_home(now())
    commit()
    drawn = draw(a_picture(home), title="Empty")
    assert "no storage plan" in drawn
    assert "not known" in drawn


def test_nothing_that_somebody_typed_becomes_part_of_the_drawing(inside: Flask) -> None:
    home = a_safe_home(now())
    evil = '<script>alert("x")</script>'
    record_event(person_id=home.person_id, said=EventSaid(EventKind.USE_ON_TOP, seen_by=evil), **signed(home))
    commit()
    drawn = draw(a_picture(home), title='a "title" & more')
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn
    assert "&amp; more" in drawn


def test_the_picture_has_no_style_of_its_own_and_says_the_same_as_a_table(client: StrictClient, inside: Flask) -> None:
    home = a_full_history()
    put_into_session(client, home.worker)
    page = client.get(f"/people/{home.person_id}/picture").text
    assert "style=" not in page
    assert 'role="img"' in page
    table = page[page.index("The same as a table") :]
    for words in ("Other drugs as well (signal)", HV, "Agreed:", "In use:", "Storage plan:"):
        assert words in table


@pytest.fixture
def printed(client: StrictClient, inside: Flask) -> dict[str, str]:
    """The printed page without and with what is ours alone, as text."""
    home = a_full_history()
    record_event(person_id=None, said=EventSaid(EventKind.DOMESTIC_ABUSE, seen_by="The police"), **signed(home, 30))
    commit()
    put_into_session(client, home.worker)
    answers = {
        "family": client.get(f"/people/{home.person_id}/picture/print"),
        "whole": client.post(f"/people/{home.person_id}/picture/print-whole"),
    }
    assert {answer.mimetype for answer in answers.values()} == {"application/pdf"}
    for answer in answers.values():
        assert "Rosa" not in answer.headers["Content-Disposition"]
    return {name: words_in(answer.data) for name, answer in answers.items()}


def test_a_name_with_an_emoji_is_printed_without_it(client: StrictClient, inside: Flask) -> None:
    home = a_full_history()
    said = PersonSaid(given_names="Rosa 🎉", family_name="Lark")
    correct_details(person_id=home.person_id, said=said, because="Her wish", by=home.worker.staff_id, at=now())
    commit()
    put_into_session(client, home.worker)
    assert "Rosa" in words_in(client.get(f"/people/{home.person_id}/picture/print").data)


def words_in(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/MarkInfo" in document.Root
        assert len(document.pages) >= 1
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_a_print_that_the_family_may_see_has_nothing_that_is_ours_alone(printed: dict[str, str]) -> None:
    assert "Domestic abuse" not in printed["family"]
    assert "What others told us is left out" in printed["family"]
    assert "Other drugs as well" in printed["family"]


def test_a_print_for_professionals_says_that_it_is_not_for_the_family(printed: dict[str, str]) -> None:
    assert "Domestic abuse" in printed["whole"]
    assert "Not for the family" in printed["whole"]


def test_one_sees_the_seeds_spring_thicken(inside: Flask) -> None:
    home = a_home(at_london(date(2007, 7, 21), 9))
    home.prescribed(at=at_london(date(2005, 11, 16), 9))
    for kind, on in SEED:
        record_event(
            person_id=home.person_id, household_id=home.household_id, said=EventSaid(kind), happened_on=on,
            by=home.worker.staff_id, at=at_london(on, 9),
        )  # fmt: skip
    commit()
    counts = a_picture(home).counts
    most = max(count for _, count in counts)
    peak = next(on for on, count in counts if count == most)
    assert most >= 5
    assert date(2007, 5, 1) <= peak <= date(2007, 7, 21)
    assert max(count for on, count in counts if on < date(2007, 4, 1)) <= 2


SEED = (
    (EventKind.CHILD_HANDLING, date(2006, 9, 15)),
    (EventKind.ILLNESS, date(2006, 9, 15)),
    (EventKind.SEPARATION, date(2007, 4, 15)),
    (EventKind.MISSED_APPOINTMENT, date(2007, 5, 8)),
    (EventKind.MISSED_APPOINTMENT, date(2007, 5, 12)),
    (EventKind.USE_ON_TOP, date(2007, 5, 12)),
    (EventKind.BEREAVEMENT, date(2007, 7, 2)),
    (EventKind.USE_ON_TOP, date(2007, 7, 16)),
)
"""From domain.md 6.2: what was known of one family, by when it was known."""
