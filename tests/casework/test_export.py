"""One case for an inspector: as of a day, signed, verified by a stranger, refused where a byte was changed."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from casework.export import verify
from casework.export.bundle import SCRIPT
from casework.models import Message, Reminder
from core.audit import AuditEntry
from core.clock import day_of, now
from core.db import commit, db, touch
from core.wording import instant
from people.actions import hold_record
from people.models import Child, ChildDetails
from safeguarding.actions import record_call
from safeguarding.rules import CallSaid, EventKind
from safetyplans.actions import reply_to_agency
from safetyplans.queries import sendings_of
from tests.dispensing.builders import DAILY, Home, a_home
from tests.safetyplans.builders import a_home as a_home_with_agency
from tests.safetyplans.builders import an_agreed_plan
from tests.safetyplans.test_links import Link
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(client: StrictClient, inside: Flask) -> Home:
    """A family: asked and a child 40 days ago, a plan 20 days ago, a neighbour's worry and a call since; a manager."""
    home = a_home(now())
    long_ago = home.at - timedelta(days=40)
    home.asked_about_children(at=long_ago)
    home.child("Ella", years=2, at=long_ago)
    home.prescribed()
    home.uses(DAILY)
    home.plan(days_ago=20)
    home.happened(EventKind.THIRD_PARTY_CONCERN, days_ago=5)
    record_call(
        household_id=home.household_id, said=CallSaid("Nurse Ito", "She saw the new partner", "We visit together"),
        by=home.worker.staff_id, at=home.at - timedelta(days=4),
    )  # fmt: skip
    commit()
    put_into_session(client, a_staff_member("manager", service=home.service))
    return home


def exported(client: StrictClient, home: Home, days_ago: int = 0) -> bytes:
    on = day_of(now()) - timedelta(days=days_ago)
    answer = client.post(f"/people/{home.person_id}/case", data={"on": on.isoformat()})
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/zip"
    content: bytes = answer.data
    return content


def records(content: bytes) -> list[dict[str, object]]:
    lines = zipfile.ZipFile(io.BytesIO(content)).read(verify.RECORDS).decode().strip().split("\n")
    return [json.loads(line) for line in lines]


def run(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_a_stranger_verifies_an_export_with_one_command(client: StrictClient, home: Home, tmp_path: Path) -> None:
    content = exported(client, home)
    bundle, unpacked = tmp_path / "case.zip", tmp_path / "unpacked"
    bundle.write_bytes(content)
    said = run(SCRIPT, bundle, folder=tmp_path)
    assert said.returncode == 0 and "GENUINE: every byte" in said.stdout
    zipfile.ZipFile(bundle).extractall(unpacked)
    assert run("verify.py", folder=unpacked).returncode == 0
    (unpacked / "records.jsonl").write_bytes((unpacked / "records.jsonl").read_bytes().replace(b"Ella", b"Elsa"))
    changed = run("verify.py", folder=unpacked)
    assert changed.returncode == 1 and "NOT GENUINE: records.jsonl was changed" in changed.stdout


def test_an_export_altered_by_one_byte_is_refused(client: StrictClient, home: Home) -> None:
    content = exported(client, home)
    assert verify.verify(content)["records"] > 10
    chance = Random(8)
    places = {0, 4, 10, len(content) - 1, len(content) - 30, *(chance.randrange(len(content)) for _ in range(60))}
    for place in places:
        altered = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        with pytest.raises(verify.NotGenuine):
            verify.verify(altered)
    for cut in (b"", content[:-1], content + b"\n", b"PK not a zip"):
        with pytest.raises(verify.NotGenuine):
            verify.verify(cut)


def test_records_taken_out_are_missed_even_where_hashes_are_made_anew(client: StrictClient, home: Home) -> None:
    """Whoever changes a record and every hash after it cannot sign it again."""
    files = verify.unpacked(exported(client, home))
    kept = files[verify.RECORDS].splitlines(keepends=True)
    with pytest.raises(verify.NotGenuine, match="was changed"):
        verify.verify_files(files | {verify.RECORDS: b"".join(kept[:-1])})
    manifest = json.loads(files[verify.MANIFEST])
    manifest["made_by"] = "Somebody else"
    with pytest.raises(verify.NotGenuine, match="signature"):
        verify.verify_files(files | {verify.MANIFEST: verify.plain(manifest)})
    with pytest.raises(verify.NotGenuine, match="other files"):
        verify.verify_files(files | {"more.txt": b"added"})


def test_on_a_past_day_it_shows_what_was_known_then_and_nothing_since(
    client: StrictClient, home: Home, tmp_path: Path
) -> None:
    before, then, today = (exported(client, home, days_ago) for days_ago in (30, 10, 0))
    tables = [{str(one["table"]) for one in records(each)} for each in (before, then, today)]
    assert [{"safety_plan", "event"} & each for each in tables] == [set(), {"safety_plan"}, {"safety_plan", "event"}]
    assert "Ella" in str(records(before)) and "Nurse Ito" not in str(records(then))
    until = (day_of(now()) - timedelta(days=10)).isoformat()
    assert all(str(one["recorded_at"])[:10] <= until for one in records(then))
    text = [words_of(each, tmp_path) for each in (before, then, today)]
    assert "There is no storage plan yet" in text[0] and "There is no storage plan yet" not in text[1]
    assert "Nurse Ito" in text[2] and "Nurse Ito" not in text[1]


def test_a_record_frozen_for_an_inquiry_says_so_from_that_day_on(
    client: StrictClient, home: Home, tmp_path: Path
) -> None:
    by, at = home.manager.staff_id, home.at - timedelta(days=8)
    hold_record(household_id=home.household_id, because="A review is asked for.", by=by, at=at)
    commit()
    assert "This record is frozen for an inquiry" in client.get(f"/people/{home.person_id}/case").text
    before, since = exported(client, home, 10), exported(client, home, 3)
    assert [json.loads(verify.unpacked(each)[verify.MANIFEST])["frozen_since"] for each in (before, since)] == [
        None, at.isoformat(timespec="seconds"),
    ]  # fmt: skip
    assert b"was not frozen" in verify.unpacked(before)["README.txt"]
    assert b"was frozen for an inquiry at that time" in verify.unpacked(since)["README.txt"]
    assert f"frozen for an inquiry on {instant(at)} by {home.manager.name}: A review" in words_of(since, tmp_path)
    assert "frozen for an inquiry" not in words_of(before, tmp_path)


def test_nothing_that_changes_and_does_not_say_when_is_handed_over(client: StrictClient, home: Home) -> None:
    versioned = {"child", "adult", "family_agency"}
    directory = {"household", "service", "pharmacy", "agency", "staff_member", "team"}
    undated = {str(one["table"]) for one in records(exported(client, home)) if not one["recorded_at"]}
    assert undated <= versioned | directory and "child" in undated


def test_a_child_who_moved_away_since_is_where_they_were(client: StrictClient, home: Home) -> None:
    """The tables say only where a child is now; their versions say where they were."""
    other = a_home(now(), service=home.service)
    child = db.session.get_one(Child, home.children["Ella"])
    child.household_id = other.household_id
    home._add(
        ChildDetails, now(), child_id=child.id, version=2, household_id=other.household_id, name="Ella",
        born_on=day_of(now()) - timedelta(days=762), how="lives",
    )  # fmt: skip
    touch(home.household_id)
    touch(other.household_id)
    commit()
    then = next(one for one in records(exported(client, home, days_ago=10)) if one["table"] == "child")
    assert then["row"]["household_id"] == str(home.household_id)  # type: ignore[index]


def test_who_of_our_staff_had_been_reminded_is_part_of_it(client: StrictClient, home: Home, tmp_path: Path) -> None:
    then = home.at - timedelta(days=3)
    same: dict[str, Any] = {"service_id": home.service.id, "recipient_id": home.worker.staff_id, "way": "email"}
    sent = Message(kind="reminders", written_at=then, not_before_at=then, status="sent", status_at=then, **same)
    db.session.add(sent)
    db.session.flush()
    db.session.add(
        Reminder(
            household_id=home.household_id, whom_id=home.person_id, subject_id=home.household_id,
            code="plan-not-copied", about="", since=day_of(then), stage="raised", owner="keyworker",
            planned_at=then, not_before_at=then,
            message_id=sent.id, **same,
        )
    )  # fmt: skip
    commit()
    before, today = (words_of(exported(client, home, days_ago), tmp_path) for days_ago in (5, 0))
    assert "Reminded of" in today and "Reminded of" not in before


def words_of(content: bytes, folder: Path) -> str:
    path = folder / "case.pdf"
    path.write_bytes(verify.unpacked(content)["case.pdf"])
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(said.stdout.split())


def test_what_others_told_us_is_marked(client: StrictClient, home: Home, tmp_path: Path) -> None:
    content = exported(client, home)
    marked = {str(one["table"]) for one in records(content) if one["told_by_others"]}
    assert "call" in marked and "safety_plan" not in marked
    assert words_of(content, tmp_path).count("Told by others") > 1
    assert "password" not in str(records(content))


def test_a_day_that_cannot_be_and_another_services_person_are_refused(client: StrictClient, home: Home) -> None:
    page = f"/people/{home.person_id}/case"
    assert "The day" in client.get(page).text
    tomorrow, long_ago = day_of(now()) + timedelta(days=1), day_of(now()) - timedelta(days=4000)
    for day, says in ((tomorrow, "today or before"), ("", "today or before"), (long_ago, "were not registered here")):
        answer = client.post(page, data={"on": str(day)})
        assert answer.status_code == 422 and says in answer.text
    stranger = a_home(now())
    commit()
    assert client.post(f"/people/{stranger.person_id}/case", data={"on": str(day_of(now()))}).status_code == 404


def test_making_an_export_is_in_the_audit(client: StrictClient, home: Home) -> None:
    content = exported(client, home)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "hand_over_case")).one()
    assert entry.about.endswith(verify.verify(content)["head"][:16]) and entry.person_id == home.person_id


def test_the_command_says_whose_key_it_is(client: StrictClient, home: Home, tmp_path: Path) -> None:
    app = client.application
    content = exported(client, home)
    path = tmp_path / "case.zip"
    path.write_bytes(content)
    said = app.test_cli_runner().invoke(args=["verify", str(path)])
    assert said.exit_code == 0 and "the key of this machine" in said.output
    path.write_bytes(content[:200] + b"x" + content[201:])
    assert app.test_cli_runner().invoke(args=["verify", str(path)]).exit_code == 1


def test_a_text_with_other_ends_of_lines_is_genuine(client: StrictClient, home: Home) -> None:
    record_call(
        household_id=home.household_id, said=CallSaid("Jo\u2028Lee", "Two\u2029lines\x85more", "We visit"),
        by=home.worker.staff_id, at=home.at,
    )  # fmt: skip
    commit()
    content = exported(client, home)
    assert "\u2028".encode() in verify.unpacked(content)[verify.RECORDS]
    assert verify.verify(content)["records"] > 10


@pytest.mark.parametrize("lines", [b"{\n", b"[]\n", b"\xff\n", b"1\n", b"{}", b"[" * 100_000 + b"\n", b""])
def test_records_that_cannot_be_read_are_not_genuine(lines: bytes) -> None:
    with pytest.raises(verify.NotGenuine):
        verify._check_chain(lines, {})


def test_what_an_agency_did_at_its_link_and_our_reply_are_part_of_it(client: StrictClient, inside: Flask) -> None:
    home = a_home_with_agency()
    an_agreed_plan(home)
    link = Link(home)
    link.open(client)
    link.answer(client, question="Which box is it?")
    asked = sendings_of(home.person_id)[0].questions[0]
    reply_to_agency(answer_id=UUID(asked.id), text="The grey one", at=now(), **link.signed)
    commit()
    put_into_session(client, a_staff_member("manager", service=home.service))
    answer = client.post(f"/people/{home.person_id}/case", data={"on": day_of(now()).isoformat()})
    told = {str(one["table"]): one for one in records(answer.data)}
    assert "Which box is it?" in str(told["link_answer"]) and told["link_answer"]["told_by_others"]
    assert "The grey one" in str(told["agency_reply"]) and not told["agency_reply"]["told_by_others"]
    assert told["link_step"]["recorded_at"] and told["link_code"]
    assert not any(word in str(told) for word in ("code_hash", "session_hash", "token_hash"))
