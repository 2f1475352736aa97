"""Packs for several people: ticked, made by the worker a few at a time, printed, thrown away."""

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

import casework.views.packs as making
from casework.actions import refresh
from casework.actions.packs import KIND, ask_for_packs
from casework.cli import throw_old_packs_away
from casework.models import PackFile
from casework.queries.packs import files_of, need_a_leaflet
from core.audit import entries_about
from core.clock import day_of, now
from core.conflict import Refused
from core.db import commit, db
from core.jobs import progress, run_due
from core.policy import current
from leaflets.actions import issue_shipped, sign_off_all
from leaflets.queries import editions
from safetyplans.models import PrintedCopy
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family with a plan, at a service that signed its English off."""
    home = a_home()
    an_agreed_plan(home)
    issue_shipped(at=home.since)
    english = [one.id for one in editions(home.service.id) if one.language == "en"]
    sign_off_all(
        service_id=home.service.id,
        version_ids=english,
        reviewed_by="A pharmacist",
        by=home.worker.staff_id,
        at=home.since,
    )
    commit()
    return home


def asked(home: Home, *person_ids: UUID) -> UUID:
    made = ask_for_packs(
        service_id=home.service.id, person_ids=person_ids or (home.person_id,), by=home.worker.staff_id, at=now()
    )
    commit()
    return made


def test_a_batch_is_ticked_made_by_the_worker_and_printed(home: Home, client: StrictClient) -> None:
    refresh(frozenset({home.household_id}), on=day_of(now()), policy=current())
    commit()
    assert [header.id for header, _ in need_a_leaflet(home.service.id)] in ([], [str(home.person_id)])
    put_into_session(client, home.worker)
    assert client.get("/packs").status_code == 200
    assert "Tick at least one person" in client.post("/packs", data={}).text
    sent = client.post("/packs", data={"people": str(home.person_id)})
    address = sent.headers["Location"]
    waiting = client.get(address).text
    assert "0 of 1 made so far" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert run_due(at=now(), worker="one") == 1
    ready = client.get(address).text
    assert "All of them are ready." in ready
    assert "refresh" not in ready
    made = client.get(f"{address}/1.pdf")
    assert made.mimetype == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(made.data)).pages) >= 8
    assert db.session.scalars(select(PrintedCopy)).one().recorded_by_id == home.worker.staff_id


def test_nothing_is_held_in_the_database_while_packs_are_set(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []

    def render(parts: list[str], **_: object) -> bytes:
        held.append(db.session.in_transaction())
        return b"%PDF"

    monkeypatch.setattr(making, "render_pack", render)
    asked(home, home.person_id)
    run_due(at=now(), worker="one")
    assert held == [False]
    assert db.session.scalars(select(PackFile.pdf)).all() == [b"%PDF"]


def test_a_batch_that_was_broken_off_goes_on_where_it_was(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "A_FILE", 1)
    monkeypatch.setattr(making, "render_pack", lambda parts, **_: b"%PDF " + str(len(parts)).encode())
    batch = asked(home, home.person_id)
    db.session.add(PackFile(batch_id=batch, number=1, people=1, pdf=b"%PDF kept", made_at=now()))
    commit()
    assert run_due(at=now(), worker="one") == 1
    assert db.session.scalars(select(PackFile.pdf)).all() == [b"%PDF kept"]
    ended = progress(f"{KIND}-{batch}")
    assert ended is not None
    assert (ended.ended, ended.given_up, ended.done_parts) == (True, False, 1)


def test_nobody_of_another_service_is_in_a_batch_and_nobody_else_sees_it(home: Home, client: StrictClient) -> None:
    with pytest.raises(Refused, match="not of your service"):
        asked(home, uuid4())
    batch = asked(home)
    other = a_home()
    commit()
    put_into_session(client, other.worker)
    assert client.get(f"/packs/{batch}").status_code == 404
    assert client.get(f"/packs/{batch}/1.pdf").status_code == 404


def test_whose_packs_were_opened_is_in_the_audit_of_each(
    home: Home, client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "A_FILE", 2)
    others = [a_home(home.service).person_id for _ in range(2)]
    batch = asked(home, home.person_id, *others)
    for number, people in ((1, 2), (2, 1)):
        db.session.add(PackFile(batch_id=batch, number=number, people=people, pdf=b"%PDF", made_at=now()))
    commit()
    put_into_session(client, home.worker)
    assert client.get(f"/packs/{batch}/3.pdf").status_code == 404
    assert client.get(f"/packs/{batch}/2.pdf").status_code == 200
    opened = [
        [one.verb for one in entries_about(person_id)].count("print_packs") for person_id in (home.person_id, *others)
    ]
    assert opened == [0, 0, 1]


def test_files_are_thrown_away_after_a_week(home: Home, client: StrictClient) -> None:
    batch = asked(home)
    for number, days in ((1, 8), (2, 6)):
        made_at = now() - timedelta(days=days)
        db.session.add(PackFile(batch_id=batch, number=number, people=1, pdf=b"%PDF", made_at=made_at))
    commit()
    put_into_session(client, home.worker)
    assert [client.get(f"/packs/{batch}/{number}.pdf").status_code for number in (1, 2)] == [404, 200]
    throw_old_packs_away(now())
    assert [line.number for line in files_of(batch)] == [2]
