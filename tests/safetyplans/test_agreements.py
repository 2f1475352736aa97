"""Each adult's own agreement: signed on the screen, on paper, or said; declined; kept with the version it signed."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from core.audit import AuditEntry
from core.clock import now
from core.db import commit, db
from safetyplans.models import PlanFile
from safetyplans.queries import latest_plan, pictures_of, plans_of
from safetyplans.rules import AgreedHow, Evidence, evidence_now, proof_problems
from staff.models import StaffMember
from tests.core.test_pictures import a_photo
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.safetyplans.test_views_talking import agreed, on, page, typed
from tests.safetyplans.values import POLICY
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient

LINES = json.dumps([[[20, 100], [300, 200], [600, 80]]])


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family."""
    return a_home()


def a_file(sent: bytes, name: str = "paper.jpg") -> tuple[io.BytesIO, str]:
    return io.BytesIO(sent), name


def sign(worker: StrictClient, home: Home, path: str, **data: Any) -> Any:
    """Send a form with files in it."""
    return worker.post(page(home, path), data=data, content_type="multipart/form-data")


def files(home: Home) -> list[PlanFile]:
    return list(db.session.scalars(select(PlanFile).where(PlanFile.person_id == home.person_id)))


@pytest.mark.parametrize(
    ("how", "given", "field"),
    [
        (AgreedHow.SCREEN, {}, "signature"),
        (AgreedHow.SCREEN, {"drawn": True}, None),
        (AgreedHow.PAPER, {"witness": "Jo"}, "paper"),
        (AgreedHow.PAPER, {"held_at": " "}, "paper"),
        (AgreedHow.PAPER, {"held_at": "Folder 7"}, None),
        (AgreedHow.PAPER, {"pictured": True}, None),
        (AgreedHow.SAID, {"drawn": True}, "witness"),
        (AgreedHow.SAID, {"witness": "Jo"}, None),
    ],
)
def test_an_agreement_shows_itself(how: AgreedHow, given: dict[str, Any], field: str | None) -> None:
    facts: dict[str, Any] = {"drawn": False, "pictured": False, "held_at": "", "witness": ""} | given
    assert [name for name, _ in proof_problems(how, **facts)] == ([field] if field else [])


def test_a_plan_is_signed_on_the_screen_and_keeps_the_signature(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    again = sign(worker, home, "/agree", **agreed(home, agreed_how="screen", signature="[[[1,1],[2,2]]]"))
    assert "Sign in the box" in again.text
    assert "[[[1,1],[2,2]]]" in again.text
    assert sign(worker, home, "/agree", **agreed(home, agreed_how="screen", signature=LINES)).status_code == 302
    (kept,) = files(home)
    plan = latest_plan(home.person_id)
    assert plan is not None
    assert (kept.plan_id, kept.agreement_id, kept.kind, kept.media_type) == (plan.id, None, "signature", "image/png")
    shown = worker.get(page(home, f"/versions/{plan.id}"))
    assert f"/pictures/{kept.id}" in shown.text
    answer = worker.get(page(home, f"/pictures/{kept.id}"))
    assert (answer.mimetype, answer.data[:4]) == ("image/png", b"\x89PNG")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_adult_signs_on_paper_and_a_new_version_asks_again(home: Home, worker: StrictClient) -> None:
    first = an_agreed_plan(home)
    path = f"/adults/{home.adult_id}"
    today = on("happened_on", home.today) | {"plan": str(first.id)}
    signed = sign(worker, home, path, agreed_how="paper", paper=a_file(a_photo()), **today)
    assert signed.status_code == 302
    (kept,) = files(home)
    assert (kept.plan_id, kept.kind) == (first.id, "paper")
    assert "Agreed their part in version 1" in worker.get(page(home)).text
    second = an_agreed_plan(home)
    assert "Has not agreed version 2 yet" in worker.get(page(home)).text
    assert f"/pictures/{kept.id}" in worker.get(page(home, f"/versions/{first.id}")).text
    assert f"/pictures/{kept.id}" not in worker.get(page(home, f"/versions/{second.id}")).text


def test_a_wrong_paper_is_taken_back_and_the_right_one_takes_its_place(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    path, signed = f"/adults/{home.adult_id}", on("happened_on", home.today) | {"plan": str(plan.id)}
    sign(worker, home, path, agreed_how="paper", paper=a_file(a_photo()), **signed)
    (wrong,) = files(home)
    version, take_back = page(home, f"/versions/{plan.id}"), f"/pictures/{wrong.id}/take-back"
    assert take_back in worker.get(version).text
    assert "Say why it is the wrong one" in sign(worker, home, take_back, seen="0").text
    for status in (302, 409):
        assert sign(worker, home, take_back, because="Another family", seen="0").status_code == status
    shown = worker.get(version).text
    assert "Another family" in shown and "Add the right one" in shown and "<img" not in shown
    assert worker.get(page(home, f"/pictures/{wrong.id}")).status_code == 404
    assert "scan of the signed paper was the wrong one" in worker.get(page(home)).text
    assert "Add the right one" in sign(worker, home, take_back, because="Another family", seen="1").text
    sign(worker, home, take_back, because="Another family", right=a_file(a_photo()), seen="1")
    (right,) = pictures_of(home.person_id, plan_id=plan.id)
    assert "was the wrong one" not in worker.get(page(home)).text
    assert (right.agreement_id, right.kind) == (wrong.agreement_id, "paper")
    assert f"/pictures/{right.id}" in worker.get(version).text
    changes = select(AuditEntry.id).where(AuditEntry.verb == "take_back_picture", AuditEntry.kind == "change")
    assert len(db.session.scalars(changes.where(AuditEntry.person_id == home.person_id)).all()) == 2
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text("UPDATE picture_taken_back SET because = 'x'"))
    db.session.rollback()


def test_a_photo_taken_back_is_no_evidence_any_more(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home, evidence=Evidence.TOLD)
    for _ in range(2):
        sign(worker, home, "/seen", evidence="photo", photo=a_file(a_photo()), **on("happened_on", home.today))
    for each, counts in zip(files(home), (True, False), strict=True):
        sign(worker, home, f"/pictures/{each.id}/take-back", because="Another home", seen="0")
        seen = evidence_now(plans_of([home.person_id])[home.person_id], home.today, POLICY)
        assert seen is not None and (seen.evidence is Evidence.PHOTO) is counts
    other = a_home()
    assert worker.get(f"/people/{other.person_id}/plan/pictures/{files(home)[0].id}/take-back").status_code == 404


def test_a_signature_drawn_on_the_screen_is_not_taken_back(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    sign(worker, home, "/agree", **agreed(home, agreed_how="screen", signature=LINES))
    (kept,) = files(home)
    assert worker.get(page(home, f"/pictures/{kept.id}/take-back")).status_code == 404


def test_the_plan_says_who_saw_it_and_when(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home, evidence=Evidence.SHOWN)
    name = db.session.get_one(StaffMember, home.worker.staff_id).name
    assert f"by {name}" in " ".join(worker.get(page(home)).text.split())
    sign(worker, home, "/seen", evidence="shown", seen_by="Jo Hale", **on("happened_on", home.today))
    assert f"by Jo Hale, written down by {name}" in " ".join(worker.get(page(home)).text.split())


def test_nobody_signs_an_old_version_in_a_second_tab(home: Home, worker: StrictClient) -> None:
    first = an_agreed_plan(home)
    stale = on("happened_on", home.today) | {"plan": str(first.id), "agreed_how": "screen", "signature": LINES}
    assert f'value="{first.id}"' in worker.get(page(home, f"/adults/{home.adult_id}")).text
    an_agreed_plan(home)
    answer = sign(worker, home, f"/adults/{home.adult_id}", **stale)
    assert answer.status_code == 409
    assert "There is a newer version of this plan" in answer.text
    assert files(home) == []
    assert plans_of([home.person_id])[home.person_id].agreements == ()
    invented = stale | {"plan": "1 OR 1"}
    assert sign(worker, home, f"/adults/{home.adult_id}", **invented).status_code == 409


def test_a_second_press_of_the_button_signs_nothing_twice(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    once = {"plan": str(plan.id), "seen": "0", "agreed_how": "screen", "signature": LINES}
    for status in (302, 409):
        answer = sign(worker, home, f"/adults/{home.adult_id}", **once | on("happened_on", home.today))
        assert answer.status_code == status
    assert len(files(home)) == 1


def test_two_workers_cannot_both_agree_the_next_version(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    first = agreed(home, agreed_how="screen", signature=LINES)
    assert sign(worker, home, "/agree", **first).status_code == 302
    worker.post(page(home, "/talk"), data=typed())
    assert sign(worker, home, "/agree", **first).status_code == 409
    assert len(files(home)) == 1


@pytest.mark.parametrize(
    ("sent", "name", "words"),
    [
        (b"%PDF-1.7 ...", "signed.jpg", "A PDF cannot be attached here"),
        (b"not a picture", "signed.jpg", "not a photo we can open"),
    ],
)
def test_what_is_no_photo_is_refused_beside_its_field(
    home: Home, worker: StrictClient, sent: bytes, name: str, words: str
) -> None:
    first = an_agreed_plan(home)
    today = on("happened_on", home.today) | {"plan": str(first.id)}
    answer = sign(worker, home, f"/adults/{home.adult_id}", agreed_how="paper", paper=a_file(sent, name), **today)
    assert answer.status_code == 200
    assert words in answer.text
    assert "Or: held in the paper file" in answer.text
    assert files(home) == []


def test_forty_megabytes_are_refused_in_a_clear_sentence(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home)
    sent = {"CONTENT_LENGTH": "40000000", "CONTENT_TYPE": "multipart/form-data; boundary=b"}
    answer = worker.post(page(home, f"/adults/{home.adult_id}"), data=b"--b", environ_overrides=sent)
    assert answer.status_code == 413
    assert "That file is too large" in answer.text


def test_why_somebody_does_not_agree_and_what_then_is_kept(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home)
    today = on("happened_on", home.today)
    path = f"/adults/{home.adult_id}/decline"
    assert "Say what happens then" in worker.post(page(home, path), data=today | {"because": "No key for me"}).text
    said = today | {"because": "No key for me", "what_then": "Ann keeps it"}
    assert worker.post(page(home, path), data=said).status_code == 302
    text = worker.get(page(home)).text
    assert "Did not agree on" in text
    assert "No key for me" in text
    worker.post(page(home, "/talk"), data=typed())
    assert worker.post(page(home, "/decline"), data=said).status_code == 302
    assert "They did not agree version 2" in worker.get(page(home)).text
    an_agreed_plan(home)
    db.session.rollback()


def test_a_signed_version_never_changes(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home, agreed_how=AgreedHow.SCREEN)
    sign(
        worker,
        home,
        f"/adults/{home.adult_id}",
        agreed_how="screen",
        signature=LINES,
        plan=str(plan.id),
        **on("happened_on", home.today),
    )
    (kept,) = pictures_of(home.person_id, plan_id=plan.id)
    for table in ("safety_plan", "adult_agreement", "plan_file"):
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text(f"UPDATE {table} SET happened_on = '2020-01-01'"))
        db.session.rollback()
    assert kept.recorded_at > now() - timedelta(hours=1)


def test_a_picture_is_not_there_for_another_service_or_family(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    sign(worker, home, "/agree", **agreed(home, agreed_how="screen", signature=LINES))
    (kept,) = files(home)
    other = a_home(home.service)
    assert worker.get(page(other, f"/pictures/{kept.id}")).status_code == 404
    put_into_session(worker, a_staff_member("drugs-worker"))
    commit()
    assert worker.get(page(home, f"/pictures/{kept.id}")).status_code == 404
