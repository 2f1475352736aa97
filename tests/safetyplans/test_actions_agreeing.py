"""Talking a plan through, agreeing it, and answering later what was left for later."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from core.audit import AuditEntry
from core.clock import now
from core.conflict import Conflict, Refused
from core.db import commit, db
from core.findings import Stopped
from safetyplans.actions import agree_plan, answer_item, save_draft
from safetyplans.models import PlanDraft, PlanItem, SafetyPlan
from safetyplans.queries import draft_of, latest_plan, plans_of
from safetyplans.rules import AgreedHow, Answer, DraftSaid, ItemAnswer, draft_from_plain
from tests.safetyplans.builders import Home, a_home, an_agreed_plan, said
from tests.safetyplans.values import CORE, EVERYTHING, POLICY

pytestmark = pytest.mark.usefixtures("inside")

WORDS = ItemAnswer(Answer.AGREED, words="Top of the hall cupboard, locked", private="Key on my chain")


@pytest.fixture
def home(inside: Flask) -> Home:
    """A family."""
    return a_home()


def agree(
    home: Home,
    *,
    most_at_home: int = 7,
    seen_version: int | None = None,
    seen_revision: int | None = None,
    **values: object,
) -> SafetyPlan:
    return agree_plan(
        person_id=home.person_id,
        said=said(**values),
        most_at_home=most_at_home,
        policy=POLICY,
        by=home.worker.staff_id,
        at=now(),
        seen_version=seen_version,
        seen_revision=seen_revision,
    )


def save(home: Home, seen_revision: int, **values: object) -> PlanDraft:
    draft = save_draft(
        person_id=home.person_id,
        said=DraftSaid(**values),  # type: ignore[arg-type]
        seen_revision=seen_revision,
        by=home.worker.staff_id,
        at=now(),
    )
    commit()
    return draft


def stops_of(stopped: pytest.ExceptionInfo[Stopped]) -> set[str]:
    return {stop.code for stop in stopped.value.stops}


def test_an_agreed_plan_keeps_its_items_and_what_it_covers(home: Home) -> None:
    an_agreed_plan(home, answers=EVERYTHING | {"P6": WORDS}, own_words="It helps to have it written down")
    plan = plans_of([home.person_id])[home.person_id].plan
    assert plan is not None
    assert (plan.version, plan.bottles, plan.mg) == (1, 7, Decimal(210))
    assert {one.code for one in plan.items} == set(EVERYTHING)
    box = next(one for one in plan.items if one.code == "P6")
    assert (box.detail, box.private) == ("Top of the hall cupboard, locked", "Key on my chain")


def test_a_plan_that_is_stopped_leaves_nothing_behind(home: Home) -> None:
    save(home, 0, answers={"P6": WORDS})
    with pytest.raises(Stopped) as stopped:
        agree(home, answers={"P6": WORDS}, review_on=None)
    assert stops_of(stopped) == {"plan-incomplete", "plan-gap"}
    assert all(stop.person_id == str(home.person_id) for stop in stopped.value.stops)
    assert latest_plan(home.person_id) is None
    assert draft_of(home.person_id) is not None


def test_what_is_at_home_and_not_only_what_the_plan_covers_asks_for_every_item(home: Home) -> None:
    with pytest.raises(Stopped) as stopped:
        agree(home, answers=CORE, bottles=1, most_at_home=2)
    assert stops_of(stopped) == {"plan-incomplete"}
    assert agree(home, answers=CORE, bottles=1, most_at_home=1).version == 1


def test_the_next_agreement_is_the_next_version(home: Home) -> None:
    an_agreed_plan(home)
    assert agree(home, seen_version=1).version == 2


def test_two_people_cannot_both_agree_the_next_version(home: Home) -> None:
    an_agreed_plan(home)
    with pytest.raises(Conflict):
        agree(home, seen_version=0)


def test_a_plan_that_was_said_needs_a_witness(home: Home) -> None:
    with pytest.raises(Refused) as refused:
        agree(home, agreed_how=AgreedHow.SAID)
    assert [name for name, _ in refused.value.problems] == ["witness"]
    assert agree(home, agreed_how=AgreedHow.SAID, witness="Jo Nurse").witness == "Jo Nurse"


def test_a_plan_cannot_be_agreed_tomorrow_or_cover_less_than_nothing(home: Home) -> None:
    with pytest.raises(Refused) as refused:
        agree_plan(
            person_id=home.person_id,
            said=said(bottles=-1, mg=Decimal(-5)),
            most_at_home=1,
            policy=POLICY,
            by=home.worker.staff_id,
            at=now(),
            happened_on=home.today + timedelta(days=1),
        )
    assert {name for name, _ in refused.value.problems} == {"happened_on", "bottles", "mg"}


def test_a_draft_is_saved_as_it_goes_and_gone_once_agreed(home: Home) -> None:
    save(home, 0, answers={"P1": WORDS}, own_words="Nights are hard")
    draft = save(home, 1, answers={"P6": WORDS})
    kept = draft_from_plain(draft.answers)
    assert set(kept.answers) == {"P1", "P6"}
    assert kept.own_words == "Nights are hard"
    agree(home, seen_revision=2)
    commit()
    assert draft_of(home.person_id) is None


def test_a_draft_reads_back_what_was_written(home: Home) -> None:
    one = ItemAnswer(Answer.NOT_YET, "words 🙂", "private", "no box yet", home.today, ("moved", "box"))
    assert draft_from_plain(save(home, 0, answers={"P18": one}).answers).answers["P18"] == one


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_a_stale_tab_overwrites_nothing(home: Home, seen: int) -> None:
    save(home, 0, answers={"P1": WORDS})
    save(home, 1, answers={"P1": WORDS})
    with pytest.raises(Conflict):
        save(home, seen, answers={"P1": ItemAnswer()})


def test_agreeing_from_a_stale_tab_throws_away_no_newer_draft(home: Home) -> None:
    save(home, 0, answers={"P1": WORDS})
    save(home, 1, answers={"P6": WORDS})
    with pytest.raises(Conflict):
        agree(home, seen_revision=1)
    assert draft_of(home.person_id) is not None


def test_an_item_not_agreed_yet_is_answered_later_and_the_first_answer_stays(home: Home) -> None:
    later = ItemAnswer(Answer.NOT_YET, because="waiting for a lift", by_on=home.today)
    plan = an_agreed_plan(home, answers=EVERYTHING | {"P8": later})
    answer_item(
        person_id=home.person_id,
        code="P8",
        answer=ItemAnswer(Answer.AGREED),
        by=home.worker.staff_id,
        at=now(),
        seen_version=1,
    )
    rows = list(db.session.scalars(select(PlanItem).where(PlanItem.plan_id == plan.id, PlanItem.code == "P8")))
    assert sorted((row.version, row.answer) for row in rows) == [(1, "not-yet"), (2, "agreed")]
    standing = plans_of([home.person_id])[home.person_id].plan
    assert standing is not None
    assert next(one for one in standing.items if one.code == "P8").answer is Answer.AGREED


def test_an_item_left_out_of_the_short_core_gets_its_first_answer(home: Home) -> None:
    agree(home, answers=CORE, bottles=1, most_at_home=1)
    row = answer_item(
        person_id=home.person_id, code="P8", answer=ItemAnswer(Answer.AGREED), by=home.worker.staff_id, at=now()
    )
    assert row.version == 1


def test_what_has_to_stay_agreed_is_not_taken_back(home: Home) -> None:
    an_agreed_plan(home)
    with pytest.raises(Stopped) as stopped:
        answer_item(
            person_id=home.person_id,
            code="P13",
            answer=ItemAnswer(Answer.DOES_NOT_APPLY, because="no"),
            by=home.worker.staff_id,
            at=now(),
        )
    assert stops_of(stopped) == {"plan-gap"}


@pytest.mark.parametrize("answer", [ItemAnswer(), ItemAnswer(Answer.NOT_YET, because="soon")])
def test_half_an_answer_is_refused(home: Home, answer: ItemAnswer) -> None:
    an_agreed_plan(home)
    with pytest.raises(Refused):
        answer_item(person_id=home.person_id, code="P8", answer=answer, by=home.worker.staff_id, at=now())


def test_there_is_nothing_to_answer_without_a_plan(home: Home) -> None:
    with pytest.raises(Refused):
        answer_item(
            person_id=home.person_id, code="P8", answer=ItemAnswer(Answer.AGREED), by=home.worker.staff_id, at=now()
        )


def test_agreeing_is_audited_with_household_and_person(home: Home) -> None:
    plan = an_agreed_plan(home)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "agree_plan")).one()
    assert (entry.household_id, entry.person_id, entry.by_id) == (
        home.household_id,
        home.person_id,
        plan.recorded_by_id,
    )
    assert entry.about == str(plan.id)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE safety_plan SET bottles = 99", "DELETE FROM plan_item", "UPDATE plan_item SET answer = 'agreed'"],
)
def test_the_database_itself_keeps_an_agreed_plan_as_it_was(home: Home, statement: str) -> None:
    an_agreed_plan(home)
    with pytest.raises(DatabaseError):
        db.session.execute(text(statement))
    db.session.rollback()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"answer": "does-not-apply", "because": None}, "ck_plan_item_says_why_not_agreed"),
        ({"answer": "does-not-apply", "because": ""}, "ck_plan_item_says_why_not_agreed"),
        ({"answer": "not-yet", "because": "soon", "by_on": None}, "ck_plan_item_not_yet_has_a_day"),
        ({"answer": "perhaps", "because": "who knows"}, "ck_plan_item_answer_is_known"),
    ],
)
def test_the_database_refuses_half_an_answer(home: Home, values: dict[str, object], constraint: str) -> None:
    plan = an_agreed_plan(home)
    facts = {"plan_id": plan.id, "code": "P9", "version": 7, "recorded_by_id": home.worker.staff_id}
    db.session.add(PlanItem(**facts | {"recorded_at": now()} | values))
    with pytest.raises(IntegrityError, match=constraint):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"agreed_how": "said"}, "ck_safety_plan_said_before_a_witness"),
        ({"bottles": -1}, "ck_safety_plan_covers_no_less_than_nothing"),
        ({"evidence": "heard"}, "ck_safety_plan_evidence_is_known"),
    ],
)
def test_the_database_refuses_a_plan_that_cannot_be(home: Home, values: dict[str, object], constraint: str) -> None:
    before = an_agreed_plan(home)
    kept = {name: getattr(before, name) for name in ("person_id", "happened_on", "agreed_how", "evidence", "bottles")}
    kept |= {name: getattr(before, name) for name in ("mg", "review_on", "recorded_at", "recorded_by_id")}
    db.session.add(SafetyPlan(version=2, **kept | values))
    with pytest.raises(IntegrityError, match=constraint):
        db.session.flush()
    db.session.rollback()
