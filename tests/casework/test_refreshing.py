"""The copy for lists is always what the facts say, and keeping it costs what changed, not what there is."""

import os
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from casework import cli
from casework.actions import refresh, rows_of, settle
from casework.actions.refreshing import AT_ONCE, figure_of
from casework.models import HomeFigure, OpenFinding
from casework.queries.deriving import derived
from core.clock import day_of, now
from core.db import commit, db
from core.policy import current
from core.readiness import agree_policy
from people.actions import assign_keyworker
from people.models import Household
from safeguarding.actions import answer_finding, record_contact, record_event
from safeguarding.rules import ContactHow, EventKind, EventSaid
from supply.models import ArrangementInUse
from tests.casework.crowd import FAR_OFF, TODAY, a_crowd
from tests.dispensing.builders import DAILY, Home, a_home
from tests.people.builders import statements

COLUMNS = [column.key for column in OpenFinding.__table__.columns if column.key != "id"]


def copied(*household_ids: UUID) -> Counter[tuple[Any, ...]]:
    """The rows kept for these households, without their ids."""
    rows = db.session.scalars(select(OpenFinding).where(OpenFinding.household_id.in_(household_ids)))
    return Counter(tuple(str(getattr(row, key)) for key in COLUMNS) for row in rows)


def said_by_facts(on: date, *household_ids: UUID) -> Counter[tuple[Any, ...]]:
    """What the facts say of these households on a day."""
    rows = (row for one in derived(household_ids, on, current()) for row in rows_of(one))
    return Counter(tuple(str(row[key]) for key in COLUMNS) for row in rows)


def next_day(household_id: UUID) -> date | None:
    return db.session.scalar(select(Household.next_change_on).where(Household.id == household_id))


def a_busy_home() -> Home:
    """A family about which much stands: with a child, a dose at home, a neighbour's call, a second adult's supply."""
    home = a_home(now())
    home.asked_about_children()
    home.child()
    home.adult(own_supply=True)
    home.prescribed()
    home.uses(DAILY)
    home.happened(EventKind.USE_ON_TOP)
    home.happened(EventKind.THIRD_PARTY_CONCERN)
    commit()
    return home


def test_at_every_commit_the_copy_is_what_the_facts_say(inside: Flask) -> None:
    home, on = a_busy_home(), day_of(now())
    assert copied(home.household_id) == said_by_facts(on, home.household_id)
    assert len(copied(home.household_id)) > 8
    signed: dict[str, Any] = {"household_id": home.household_id, "by": home.worker.staff_id, "at": now()}
    before = copied(home.household_id)
    record_contact(person_id=home.person_id, how=ContactHow.HOME, **signed)
    record_event(person_id=home.person_id, said=EventSaid(EventKind.BEREAVEMENT), **signed)
    commit()
    assert copied(home.household_id) == said_by_facts(on, home.household_id) != before


def test_at_every_commit_the_figures_count_the_family_as_the_facts_say(inside: Flask) -> None:
    home, on = a_busy_home(), day_of(now())
    before = db.session.scalars(select(HomeFigure).where(HomeFigure.household_id == home.household_id)).one()
    assert (before.treated, before.at_home_with_child, before.agreed, before.shared) == (1, True, False, False)
    home.plan(days_ago=0)
    refresh([home.household_id], on=on, policy=current())
    after = db.session.scalars(select(HomeFigure).where(HomeFigure.household_id == home.household_id)).one()
    (said,) = (figure_of(one) for one in derived([home.household_id], on, current()))
    assert {key: getattr(after, key) for key in said} == said
    assert (after.agreed, after.verified, after.copied) == (True, True, False)
    assert after.id != before.id


def test_an_answer_takes_the_finding_off_the_list_and_its_end_brings_it_back(inside: Flask) -> None:
    home, on = a_busy_home(), day_of(now())
    code = "naloxone-not-offered"
    answer_finding(
        household_id=home.household_id, person_id=home.person_id, code=code, because="They carry two kits",
        by_name="Mo Reed", until=on + timedelta(days=3), by=home.worker.staff_id, at=now(),
    )  # fmt: skip
    commit()
    assert code not in codes_of(home.household_id)
    cli.day_pass(on=on + timedelta(days=3), policy=current())
    assert code not in codes_of(home.household_id)
    cli.day_pass(on=on + timedelta(days=4), policy=current())
    assert code in codes_of(home.household_id)


def codes_of(household_id: UUID) -> set[str]:
    return set(db.session.scalars(select(OpenFinding.code).where(OpenFinding.household_id == household_id)))


def test_whoever_is_keyworker_now_has_it_on_their_list(inside: Flask) -> None:
    home = a_busy_home()
    assign_keyworker(person_id=home.person_id, staff_id=home.lead.staff_id, by=home.worker.staff_id, at=now())
    commit()
    theirs = select(OpenFinding.owner_staff_id).where(OpenFinding.owner == "keyworker").distinct()
    assert list(db.session.scalars(theirs)) == [home.lead.staff_id]


def test_a_commit_leaves_the_real_next_day_to_the_pass(inside: Flask) -> None:
    home, on = a_busy_home(), day_of(now())
    assert next_day(home.household_id) == on + timedelta(days=1)
    cli.day_pass(on=on + timedelta(days=1), policy=current())
    (one,) = derived([home.household_id], on + timedelta(days=1), current())
    assert next_day(home.household_id) == one.next_change_on() > on + timedelta(days=1)


def test_between_two_days_to_look_nothing_changes_by_itself(inside: Flask) -> None:
    home, on = a_busy_home(), day_of(now()) + timedelta(days=1)
    for _ in range(12):
        cli.day_pass(on=on, policy=current())
        until = next_day(home.household_id)
        assert until is not None
        kept = copied(home.household_id)
        while on < until:
            assert said_by_facts(on, home.household_id) == kept, f"something changed on {on}, looked at on {until}"
            on += timedelta(days=1)


def test_what_somebody_wrote_while_the_pass_was_reading_stands(inside: Flask) -> None:
    home, on = a_busy_home(), day_of(now()) + timedelta(days=1)
    found, _ = cli._derive([home.household_id], on, current())
    record_contact(
        household_id=home.household_id, person_id=home.person_id, how=ContactHow.HOME, by=home.worker.staff_id, at=now()
    )
    db.session.flush()
    refresh([home.household_id], on=on, policy=current())
    db.session.commit()
    newest = copied(home.household_id)
    assert settle(found) == 0
    assert copied(home.household_id) == newest == said_by_facts(on, home.household_id)


def test_a_family_that_cannot_be_worked_out_holds_up_no_other(inside: Flask, caplog: pytest.LogCaptureFixture) -> None:
    crowd = a_crowd(8, due=8)
    commit()
    broken = crowd.households[3]
    db.session.execute(update(Household).where(Household.id == broken).values(next_change_on=TODAY - timedelta(days=9)))
    spoil_the_arrangement(crowd.people[3])
    commit()
    passed = cli.day_pass(on=TODAY, policy=current(), batch=3)
    assert (passed.done, passed.failed) == (7, (broken,))
    assert next_day(broken) == TODAY - timedelta(days=9)
    assert str(broken) in caplog.text


def spoil_the_arrangement(person_id: UUID) -> None:
    """An arrangement that no version of the product ever wrote."""
    row = db.session.scalars(select(ArrangementInUse).where(ArrangementInUse.person_id == person_id)).one()
    db.session.add(
        ArrangementInUse(
            person_id=person_id, arrangement={"pattern": "by-drone", "days": {}}, from_on=row.from_on, source="told",
            recorded_at=row.recorded_at + timedelta(days=1), recorded_by_id=row.recorded_by_id,
        )
    )  # fmt: skip


def test_a_change_that_touches_very_many_is_left_to_the_pass(inside: Flask) -> None:
    crowd = a_crowd(AT_ONCE + 1)
    commit()
    assert refresh(crowd.households, on=TODAY, policy=current()) == 0
    commit()
    assert {next_day(one) for one in crowd.households} == {TODAY}
    assert cli.day_pass(on=TODAY, policy=current()).done == AT_ONCE + 1


def test_the_pass_touches_only_what_falls_due(inside: Flask) -> None:
    touched_by_the_pass(households=1000, due=30)


@pytest.mark.skipif("SOAK" not in os.environ, reason="a hundred thousand families: make soak")
@pytest.mark.timeout(3600)
def test_the_pass_touches_only_what_falls_due_of_a_hundred_thousand(inside: Flask) -> None:
    took = {count: touched_by_the_pass(households=count, due=500) for count in (1000, 100_000)}
    print(f"one pass with 500 due: {took[1000]:.1f} s of 1,000, {took[100_000]:.1f} s of 100,000")
    assert took[100_000] / took[1000] < 1.5


def touched_by_the_pass(*, households: int, due: int) -> float:
    """Count the rows a pass touches, and the statements it takes; gives the seconds it took."""
    crowd = a_crowd(households, due=due)
    db.session.commit()
    with statements() as sent:
        began = time.perf_counter()
        passed = cli.day_pass(on=TODAY, policy=current(), batch=due)
        took = time.perf_counter() - began
    seen = dict(db.session.execute(select(Household.id, Household.next_change_on)).all())
    assert passed.done == due
    assert {one for one in crowd.households if seen[one] == FAR_OFF} == set(crowd.households[due:])
    theirs = select(OpenFinding.household_id).where(OpenFinding.service_id == crowd.service.id)
    kept = set(db.session.scalars(theirs))
    assert kept == set(crowd.households[:due])
    assert len(sent) < 130, f"{len(sent)} statements for one batch"
    return took


def test_a_batch_takes_the_same_statements_however_many_are_in_it(inside: Flask) -> None:
    counted = []
    for count in (2, 40):
        a_crowd(count, due=count)
        db.session.commit()
        with statements() as sent:
            assert cli.day_pass(on=TODAY, policy=current(), batch=count).done == count
        counted.append(len(sent))
    assert counted[0] == counted[1]


def test_rebuilding_makes_every_copy_what_the_facts_say(inside: Flask) -> None:
    homes = [a_busy_home() for _ in range(3)]
    ids, on = [home.household_id for home in homes], day_of(now())
    db.session.execute(delete(OpenFinding))
    commit()
    assert not copied(*ids)
    assert cli.rebuild(on=on, policy=current(), batch=2) == 3
    assert copied(*ids) == said_by_facts(on, *ids)


def test_the_commands_say_what_they_did(app: Flask) -> None:
    with app.app_context():
        a_crowd(3, due=3)
        db.session.commit()
    runner = app.test_cli_runner()
    assert "Made anew for 3 families." in runner.invoke(args=["casework", "rebuild"]).output
    assert "Looked at 0 families." in runner.invoke(args=["casework", "day-pass"]).output


def test_another_policy_has_every_family_looked_at_again(inside: Flask) -> None:
    crowd = a_crowd(3)
    db.session.commit()
    policy = current()
    agree_policy(policy, machine="one", at=now())
    assert {next_day(one) for one in crowd.households} == {FAR_OFF}
    agree_policy(replace(policy, digest="another"), machine="one", at=now())
    assert {next_day(one) for one in crowd.households} == {day_of(now())}
