"""Giving the leaflet: what somebody reads is asked once and offered first; two copies; all they need in one print."""

import io
import subprocess
from datetime import date
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from core.clock import now
from core.db import commit, db
from leaflets.actions import issue_shipped, sign_off_all
from leaflets.queries import editions
from leaflets.rules import Edition, Format
from people.actions import record_needs
from safetyplans.models import LeafletGiven
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient

READ_BY = "Our pharmacist"


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with an agreed plan, at a service that signed its English off."""
    home = a_home()
    an_agreed_plan(home)
    issue_shipped(at=home.since)
    _sign(home, "en")
    commit()
    return home


def _sign(home: Home, language: str, *formats: Format) -> None:
    theirs = [one.id for one in editions(home.service.id) if one.language == language]
    wanted = [one.id for one in editions(home.service.id) if one.language == language and one.format in formats]
    sign_off_all(
        service_id=home.service.id,
        version_ids=wanted or theirs,
        reviewed_by=READ_BY,
        translated_by="Ewa Lis",
        by=home.worker.staff_id,
        at=home.since,
    )


def one_of(home: Home, language: str, format: Format) -> Edition:
    return next(one for one in editions(home.service.id) if (one.language, one.format) == (language, format))


def needs(home: Home, language: str, format: str) -> None:
    record_needs(person_id=home.person_id, language=language, format=format, by=home.worker.staff_id, at=now())
    commit()


def page(home: Home, path: str = "/leaflet") -> str:
    return f"/people/{home.person_id}/plan{path}"


def said(home: Home, **values: str) -> dict[str, str]:
    day: date = home.today
    return {f"happened_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")} | values


def newest(home: Home) -> LeafletGiven:
    query = select(LeafletGiven).where(LeafletGiven.person_id == home.person_id)
    return db.session.scalars(query.order_by(LeafletGiven.recorded_at.desc())).one()


def words_of(pdf: bytes) -> str:
    return " ".join(subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True).stdout.decode().split())


def test_what_they_read_is_asked_once_and_then_offered_first(home: Home, worker: StrictClient) -> None:
    assert "Nobody has asked yet what they read best" in worker.get(page(home)).text
    empty = worker.post(page(home, "/leaflet/needs"), data={"language": "pl"})
    assert "Say how they read best" in empty.text
    asked = {"language": "pl", "format": "large-print"}
    assert worker.post(page(home, "/leaflet/needs"), data=asked).status_code == 302
    shown = worker.get(page(home)).text
    assert "Nothing is signed off in Polish, large print yet. There is English, large print" in shown
    assert "the emergency page in pictures" in shown
    _sign(home, "pl", Format.LARGE_PRINT)
    commit()
    shown = worker.get(page(home)).text
    assert "There is Polish, large print, version 1, signed off." in shown
    theirs = one_of(home, "pl", Format.LARGE_PRINT)
    assert f'value="{theirs.id}" checked' in shown


def test_english_given_for_want_of_theirs_keeps_the_reason_and_the_finding(home: Home, worker: StrictClient) -> None:
    needs(home, "pl", "large-print")
    english = one_of(home, "en", Format.STANDARD)
    done = worker.post(page(home), data=said(home, given="given", edition=str(english.id), said_back="Ring 999"))
    assert done.status_code == 302
    assert newest(home).not_theirs_because == "Nothing was signed off in Polish, large print."


def test_english_given_where_theirs_is_there_says_why(home: Home, worker: StrictClient) -> None:
    needs(home, "pl", "large-print")
    _sign(home, "pl", Format.LARGE_PRINT)
    commit()
    data = said(home, given="given", edition=str(one_of(home, "en", Format.STANDARD).id))
    refused = worker.post(page(home), data=data | {"said_back": "Lock it <b>up</b>"})
    assert "Say why they were not given the one they need" in refused.text
    assert "Lock it &lt;b&gt;up&lt;/b&gt;" in refused.text
    assert worker.post(page(home), data=data | {"not_theirs_because": "They asked for English."}).status_code == 302
    assert newest(home).not_theirs_because == "They asked for English."


def test_a_draft_translation_is_neither_offered_nor_printed_for_a_person(home: Home, worker: StrictClient) -> None:
    needs(home, "pl", "standard")
    draft = one_of(home, "pl", Format.STANDARD)
    assert str(draft.id) not in worker.get(page(home)).text
    assert worker.get(page(home, f"/leaflet/{draft.id}/print")).status_code == 404
    data = said(home, given="given", edition=str(draft.id))
    assert "There is something to put right" in worker.post(page(home), data=data).text


def test_the_leaflet_comes_in_two_copies_of_which_one_is_signed_and_kept(home: Home, worker: StrictClient) -> None:
    one = one_of(home, "en", Format.STANDARD)
    made = worker.get(page(home, f"/leaflet/{one.id}/print"))
    assert len(pikepdf.open(io.BytesIO(made.data)).pages) == 5
    assert words_of(made.data).count("I have had this leaflet") == 1
    done = said(home, given="given", edition=str(one.id), said_back="Ring 999", signed_copy="y")
    assert worker.post(page(home), data=done).status_code == 302
    assert newest(home).signed_copy


def test_a_pack_holds_the_plan_the_leaflet_and_what_goes_with_it_and_no_draft(home: Home, worker: StrictClient) -> None:
    needs(home, "pl", "standard")
    made = worker.post(page(home, "/pack"), follow_redirects=True)
    assert made.mimetype == "application/pdf"
    read = words_of(made.data)
    for part in ("My plan to keep methadone safe", "I have had this leaflet", "For anyone who looks after a child"):
        assert part in read
    assert "DRAFT" not in read
    assert "Metadon" not in read
    _sign(home, "pl", Format.STANDARD, Format.FRIDGE_PAGE)
    commit()
    read = words_of(worker.post(page(home, "/pack"), follow_redirects=True).data)
    assert "Dziecko wypiło metadon?" in read
    assert "For anyone who looks after a child" in read


def test_a_pack_of_nothing_is_not_there(inside: Flask, client: StrictClient) -> None:
    home = a_home()
    commit()
    put_into_session(client, home.worker)
    assert client.get(page(home, "/pack")).status_code == 404


def test_a_second_print_of_the_same_is_the_same(home: Home, worker: StrictClient) -> None:
    one: Any = one_of(home, "en", Format.CARD)
    first, again = (worker.get(page(home, f"/leaflet/{one.id}/print?one")).data for _ in range(2))
    assert first == again
    assert UUID(str(one.id))
