"""An agreement recorded by mistake: taken back with a reason, and what stood before it stands again."""

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from casework.models import OpenFinding
from core.audit import AuditEntry
from core.calendar import DAY
from core.clock import now
from core.conflict import Conflict
from core.db import commit, db
from core.pictures import remade
from core.wording import short_day
from people.actions import hold_record
from people.queries import family
from safeguarding.actions import refer
from safeguarding.rules import ReferralKind, ReferralSaid
from safetyplans.actions import (
    agree_part,
    decline_part,
    decline_plan,
    record_copy,
    record_not_told,
    take_back_agreement,
)
from safetyplans.models import AgreementTakenBack, PlanFile, SafetyPlan
from safetyplans.queries import declined_since, draft_of, last_version, latest_plan, pictures_of, plans_of, sendings_of
from safetyplans.rules import COPY_WORDS, AgreedHow, CopyHow, Evidence, LinkStepKind, PlansOf
from safetyplans.rules.taking_back import Agreed, Around, fell_back_at, plan_taken_back
from supply.rules import Pattern
from tests.core.test_pictures import a_photo
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.safetyplans.test_sending import send
from tests.safetyplans.test_views_talking import agreed, collects, on, page, typed
from tests.safetyplans.values import a_plan
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient

LINES = json.dumps([[[20, 100], [300, 200], [600, 80]]])


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family at whose home a week's doses are."""
    home = a_home()
    collects(home, Pattern.WEEKLY)
    return home


def plans(home: Home) -> PlansOf:
    return plans_of([home.person_id])[home.person_id]


def found(home: Home) -> dict[str, OpenFinding]:
    """What is still to be done for the family, by its code."""
    rows = db.session.scalars(select(OpenFinding).where(OpenFinding.household_id == home.household_id))
    return {row.code: row for row in rows}


def signed(home: Home, minutes: int = 0) -> dict[str, Any]:
    at = now() + timedelta(minutes=minutes)
    return {"person_id": home.person_id, "by": home.worker.staff_id, "at": at}


def taken_back(home: Home, what: Agreed, row_id: Any, **more: Any) -> None:
    take_back_agreement(what=what, row_id=row_id, because="Another family", **signed(home, 5), **more)
    commit()


def take_back(home: Home, worker: StrictClient, what: str, row_id: object, **typed: str) -> Any:
    """Press the page of taking back, with what it was sent."""
    path = page(home, f"/agreed/{what}/{row_id}/take-back")
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', worker.get(path).text)
    return worker.post(path, data={"seen": seen[1] if seen else "", **typed})


def sign(home: Home, worker: StrictClient) -> SafetyPlan:
    """The plan talked through and signed on the screen."""
    worker.post(page(home, "/talk"), data=typed())
    answer = worker.post(
        page(home, "/agree"),
        data=agreed(home, agreed_how="screen", signature=LINES, version=str(last_version(home.person_id))),
        content_type="multipart/form-data",
    )
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.text)
    plan = latest_plan(home.person_id)
    assert plan is not None
    return plan


def test_a_plan_signed_by_mistake_leaves_what_stood_before(home: Home, worker: StrictClient) -> None:
    first = an_agreed_plan(home, bottles=1, evidence=Evidence.TOLD)
    before = set(found(home))
    assert "plan-too-small" in before
    second = sign(home, worker)
    assert "plan-too-small" not in found(home)
    (drawn,) = db.session.scalars(select(PlanFile))
    asked = worker.get(page(home, f"/agreed/plan/{second.id}/take-back")).text
    assert "Version 2 does not count as agreed any more" in asked
    assert re.search(r"Version 1, agreed on [\d\w ]+, stands again: for up to 1 bottle at once", asked)
    assert "No dose is held back by this" in asked
    wrong = take_back(home, worker, "plan", second.id)
    assert "Say what was wrong" in wrong.text and "Say whether what was talked through is right" in wrong.text
    half = take_back(home, worker, "plan", second.id, because="Her sister signed")
    assert "Say whether what was talked through is right" in half.text and "Her sister signed" in half.text
    done = take_back(home, worker, "plan", second.id, because="Her sister signed", talked_through="gone")
    assert done.status_code == 302
    standing = latest_plan(home.person_id)
    assert standing is not None and standing.id == first.id
    assert set(found(home)) == before
    assert found(home)["plan-too-small"].since == home.today
    assert draft_of(home.person_id) is None
    assert worker.get(page(home, f"/pictures/{drawn.id}")).status_code == 404
    shown = worker.get(page(home, f"/versions/{second.id}")).text
    assert "This version does not count" in shown and "Her sister signed" in shown and "<img" not in shown
    assert "Print a copy" not in shown
    assert worker.get(page(home, f"/versions/{second.id}/print")).status_code == 404
    assert "Does not count." in worker.get(page(home, "/history")).text
    assert sign(home, worker).version == 3


def test_the_first_plan_taken_back_leaves_none_and_what_was_said_to_go_on_with(
    home: Home, worker: StrictClient
) -> None:
    plan = sign(home, worker)
    assert "plan-missing" not in found(home)
    asked = worker.get(page(home, f"/agreed/plan/{plan.id}/take-back")).text
    assert "There is no agreed plan then" in asked
    take_back(home, worker, "plan", plan.id, because="The wrong Ann", talked_through="kept")
    missing = found(home)["plan-missing"]
    assert (missing.since, missing.due_on) == (home.today, home.today)
    draft = draft_of(home.person_id)
    assert draft is not None and len(draft.said.answers) == len(typed()) - sum("_answer" not in one for one in typed())
    assert "There is no agreed plan yet" in worker.get(page(home)).text
    assert "Every version" in worker.get(page(home)).text
    answer = worker.post(
        page(home, "/agree"),
        data=agreed(home, agreed_how="said", witness="Jo", version="1", revision="1"),
        content_type="multipart/form-data",
    )
    assert answer.status_code == 302
    assert last_version(home.person_id) == 2
    assert "plan-missing" not in found(home)


def test_an_older_version_taken_back_changes_nothing_of_what_stands(home: Home, worker: StrictClient) -> None:
    first, second = an_agreed_plan(home), an_agreed_plan(home)
    before = {code: row.since for code, row in found(home).items()}
    asked = worker.get(page(home, f"/agreed/plan/{first.id}/take-back")).text
    assert "Version 2 stands as it is" in asked
    assert "Is what was talked through right" not in asked
    assert take_back(home, worker, "plan", first.id, because="Wrong date").status_code == 302
    standing = plans(home)
    assert standing.plan is not None and standing.plan.id == str(second.id)
    assert fell_back_at(standing) is None
    assert {code: row.since for code, row in found(home).items()} == before


def test_who_was_sent_it_has_one_that_does_not_count(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home)
    send(home, worker, "post")
    second = an_agreed_plan(home, bottles=9)
    sent = send(home, worker, "link")
    assert sent.link is not None and "plan-not-shared" not in found(home)
    asked = worker.get(page(home, f"/agreed/plan/{second.id}/take-back")).text
    assert "Northside health-visitor had it: tell them what stands" in asked
    take_back(home, worker, "plan", second.id, because="Another family", talked_through="gone")
    last = sendings_of(home.person_id)[-1]
    assert last.link is not None and last.link.last(LinkStepKind.REVOKED)
    assert found(home)["plan-not-shared"].since == home.today
    assert "has a storage plan that was taken back" in found(home)["plan-not-shared"].sentence
    plan = worker.get(page(home)).text
    assert "Northside health-visitor has version 2, which was taken back" in plan
    parts = worker.get(page(home, "/agencies")).text
    assert "Has one that does not count" in parts and "1 agency has another version" in parts
    shown = worker.get(page(home, f"/sendings/{sent.id}")).text
    assert "This version does not count" in shown and "send them what stands" in shown
    again = send(home, worker, "post")
    assert "plan-not-shared" not in found(home)
    letter = worker.get(page(home, f"/sendings/{again.id}/letter"))
    assert "Has one that does not count" not in worker.get(page(home, "/agencies")).text
    assert letter.status_code == 200


def test_a_letter_with_what_does_not_count_is_not_offered(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    sent = send(home, worker, "post")
    assert "Print the letter and the plan" in worker.get(page(home, f"/sendings/{sent.id}")).text
    taken_back(home, Agreed.PLAN, plan.id)
    shown = worker.get(page(home, f"/sendings/{sent.id}")).text
    assert "This version does not count" in shown and "Tell them that it does not count" in shown
    assert "Print the letter and the plan" not in shown


def test_the_copy_on_the_page_is_that_of_the_version_that_stands(home: Home, worker: StrictClient) -> None:
    first = an_agreed_plan(home)
    record_copy(how=CopyHow.GIVEN, happened_on=home.today - DAY, **signed(home))
    second = an_agreed_plan(home, bottles=9)
    record_copy(how=CopyHow.DECLINED, **signed(home))
    commit()
    asked = worker.get(page(home, f"/agreed/plan/{second.id}/take-back")).text
    assert "has a copy of it" not in asked  # they would not have it
    taken_back(home, Agreed.PLAN, second.id)
    shown = worker.get(page(home)).text
    assert f"{COPY_WORDS[CopyHow.GIVEN]}, {short_day(home.today - DAY)}" in shown
    assert COPY_WORDS[CopyHow.DECLINED] not in shown
    assert "has a copy of it: ask for it back" in worker.get(page(home, f"/agreed/plan/{first.id}/take-back")).text


def test_a_referral_that_took_it_along_is_named(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    child = UUID(family(home.household_id).children[0].id)
    told = ReferralSaid(
        child,
        ReferralKind.S17,
        seen="A bottle on the table",
        for_the_child="She could drink it",
        to_whom="Children’s services",
        asked_for="An assessment",
        plan_version=plan.version,
    )
    refer(household_id=home.household_id, said=told, told_by_phone=True, **signed(home))
    commit()
    asked = unescape(worker.get(page(home, f"/agreed/plan/{plan.id}/take-back")).text)
    assert f"It went with a referral: on {short_day(home.today)}, to Children’s services. Tell them" in asked


def test_an_adults_agreement_taken_back_is_asked_for_again(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    assert "second-adult-not-agreed" in found(home)
    today = on("happened_on", home.today) | {"plan": str(plan.id), "agreed_how": "screen", "signature": LINES}
    worker.post(page(home, f"/adults/{home.adult_id}"), data=today, content_type="multipart/form-data")
    (said,) = plans(home).agreements
    (drawn,) = db.session.scalars(select(PlanFile))
    assert "second-adult-not-agreed" not in found(home)
    assert f"/agreed/part/{said.id}/take-back" in worker.get(page(home)).text
    asked = worker.get(page(home, f"/agreed/part/{said.id}/take-back")).text
    assert "What is written down of Ben Example does not count any more" in asked
    assert "they are to be asked" in asked
    assert take_back(home, worker, "part", said.id, because="His brother signed").status_code == 302
    again = found(home)["second-adult-not-agreed"]
    assert again.since == home.today
    assert "Has not agreed yet" in worker.get(page(home)).text
    assert worker.get(page(home, f"/pictures/{drawn.id}")).status_code == 404
    assert "His brother signed" in worker.get(page(home, f"/versions/{plan.id}")).text
    assert take_back(home, worker, "part", said.id, because="Once more").status_code == 409


def test_what_an_adult_said_before_counts_again(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    agree_part(adult_id=home.adult_id, agreed_how=AgreedHow.SAID, witness="Jo", plan_id=plan.id, **signed(home))
    declined = decline_part(
        adult_id=home.adult_id, because="No", what_then="We talk", plan_id=plan.id, **signed(home, 1)
    )
    commit()
    assert "Did not agree on" in worker.get(page(home)).text
    asked = worker.get(page(home, f"/agreed/part/{declined.id}/take-back")).text
    assert "What was written down before counts: " in asked
    assert take_back(home, worker, "part", declined.id, because="Another Ben").status_code == 302
    assert "Agreed their part in version 1" in worker.get(page(home)).text
    taken_back(home, Agreed.PLAN, plan.id)
    assert plans(home).agreements == ()


def test_an_adult_not_told_by_mistake_has_their_part_again(home: Home, worker: StrictClient) -> None:
    an_agreed_plan(home)
    told = record_not_told(adult_id=home.adult_id, because="Safety", **signed(home))
    commit()
    assert "second-adult-not-agreed" not in found(home)
    asked = worker.get(page(home, f"/agreed/part/{told.id}/take-back")).text
    assert "They have the part again that they had: holds a key to the box" in asked
    assert take_back(home, worker, "part", told.id, because="Meant for the lodger").status_code == 302
    (ben,) = [one for one in family(home.household_id).adults if one.id == str(home.adult_id)]
    assert {part.value for part in ben.part} == {"key"}
    assert "second-adult-not-agreed" in found(home)


def test_that_somebody_did_not_agree_is_taken_back(home: Home, worker: StrictClient) -> None:
    worker.post(page(home, "/talk"), data=typed())
    declined = decline_plan(because="Too much", what_then="Next week", **signed(home))
    commit()
    assert f"/agreed/declined/{declined.id}/take-back" in worker.get(page(home)).text
    assert take_back(home, worker, "declined", declined.id, because="She did agree").status_code == 302
    assert declined_since(home.person_id, None) is None
    assert "They did not agree" not in worker.get(page(home)).text


def test_it_is_kept_for_good_audited_and_in_the_chronology(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    taken_back(home, Agreed.PLAN, plan.id)
    changes = select(AuditEntry.id).where(AuditEntry.verb == "take_back_agreement", AuditEntry.kind == "change")
    assert len(db.session.scalars(changes.where(AuditEntry.person_id == home.person_id)).all()) == 1
    told = worker.get(f"/people/{home.person_id}/chronology").text
    assert "Taken back, as recorded by mistake: version 1 agreed" in told
    assert "Storage plan agreed, version 1" in told
    for statement in ("UPDATE agreement_taken_back SET because = 'x'", "DELETE FROM agreement_taken_back"):
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text(statement))
        db.session.rollback()


def test_nothing_is_taken_back_twice_nor_on_a_page_that_is_overtaken(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    path = page(home, f"/agreed/plan/{plan.id}/take-back")
    typed_in = {"because": "Another family", "talked_through": "gone"}
    an_agreed_plan(home)
    assert worker.post(path, data=typed_in | {"seen": "1"}).status_code == 409
    taken_back(home, Agreed.PLAN, plan.id)
    assert "taken back already" in worker.get(path).text
    assert worker.post(path, data=typed_in | {"seen": "2"}).status_code == 409
    with pytest.raises(Conflict):
        taken_back(home, Agreed.PLAN, plan.id)
    db.session.rollback()
    once = {"because": "x", "happened_on": home.today, "recorded_by_id": home.worker.staff_id, "recorded_at": now()}
    db.session.add(AgreementTakenBack(person_id=home.person_id, plan_id=plan.id, **once))
    with pytest.raises(DatabaseError, match=r"(?i)unique"):
        db.session.flush()
    db.session.rollback()


def test_a_frozen_record_and_another_family_are_left_alone(home: Home, worker: StrictClient) -> None:
    plan = an_agreed_plan(home)
    said = {"agreed_how": AgreedHow.PAPER, "picture": remade(a_photo())}
    agree_part(adult_id=home.adult_id, plan_id=plan.id, **said, **signed(home))  # type: ignore[arg-type]
    other = a_home(home.service)
    assert worker.get(page(other, f"/agreed/plan/{plan.id}/take-back")).status_code == 404
    assert worker.get(page(home, f"/agreed/part/{plan.id}/take-back")).status_code == 404
    assert worker.get(page(home, f"/agreed/whatever/{plan.id}/take-back")).status_code == 404
    lead = a_staff_member("safeguarding-lead", service=home.service)
    hold_record(household_id=home.household_id, because="An inquiry", by=lead.staff_id, at=now())
    commit()
    refused = take_back(home, worker, "plan", plan.id, because="Another family", talked_through="gone")
    assert "frozen for an inquiry" in refused.text
    assert latest_plan(home.person_id) is not None
    (paper,) = pictures_of(home.person_id, plan_id=plan.id)
    path = page(home, f"/pictures/{paper.id}/take-back")
    assert "frozen for an inquiry" in worker.post(path, data={"because": "Another family", "seen": "0"}).text
    put_into_session(worker, a_staff_member("pharmacist", service=home.service))
    commit()
    assert worker.get(page(home, f"/agreed/plan/{plan.id}/take-back")).status_code in (403, 404)


def test_what_hangs_on_a_version_is_said_before_it_is_taken_back() -> None:
    plan = a_plan(0, bottles=2)
    alone = PlansOf("", plans=(plan,))
    around = Around(["Ben", "Jo"], ["The school"], "Ann", 2, looked_at=True)
    lines = plan_taken_back(plan, alone, around)
    for words in ("There is no agreed plan then", "What Ben and Jo said", "The school had it", "Ann has a copy"):
        assert any(line.startswith(words) for line in lines), words
    assert "2 copies were printed: destroy what comes back." in lines
    assert "Their copy of it is kept at the clinic: destroy it." in plan_taken_back(plan, alone, Around(at_clinic=True))
    assert not any("printed" in line or "had it" in line for line in plan_taken_back(plan, alone, Around()))
