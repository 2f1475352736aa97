"""Exceptions: by whom, for how long, for which stops, and what becomes of them."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from core.clock import at_london
from core.conflict import Refused
from core.db import commit, db
from core.findings import Finding, Owner, Severity, Stopped
from dispensing.actions import (
    ExceptionRefused,
    confirm_decision,
    confirm_exception,
    disown_exception,
    look_at_exception,
)
from dispensing.models import DecisionException, DispensingDecision
from dispensing.queries import decisions_of, situation
from dispensing.rules import (
    ExceptionFact,
    again_for,
    closures_ahead,
    codes_set_aside,
    decision_stops,
    set_aside,
    standing_stops,
)
from dispensing.rules.watching import Watchable, WatchedGate
from safeguarding.rules import EventKind
from staff.models import StaffMember
from supply.actions import close_day
from supply.rules import Calendar
from tests.dispensing.builders import DAILY, SUPERVISED, TODAY, Home, a_home, a_safe_home
from tests.staff.builders import a_staff_member

pytestmark = pytest.mark.usefixtures("inside")
HOUR = timedelta(hours=1)


def a_home_without_a_plan() -> Home:
    home = a_home()
    home.prescribed()
    home.uses(SUPERVISED)
    home.asked_about_children()
    home.child()
    commit()
    return home


def problems_of(home: Home, **values: Any) -> set[str]:
    """The fields in which an exception is wrong; none where it was recorded."""
    try:
        home.decides(exception=home.exception(**values))
    except ExceptionRefused as refused:
        db.session.rollback()

        return {field for field, _ in refused.problems}
    return set()


def exceptions_of(home: Home) -> tuple[ExceptionFact, ...]:
    return decisions_of([home.person_id])[str(home.person_id)].exceptions


def test_an_exception_sets_the_stops_aside_and_names_them() -> None:
    home = a_home_without_a_plan()
    recorded = home.decides(exception=home.exception())
    assert [stop.code for stop in recorded.set_aside] == ["plan-missing"]
    row = db.session.get_one(DecisionException, recorded.exception_id)
    assert row.stops == ["plan-missing"]
    assert row.given_by_id == home.manager.staff_id
    assert db.session.scalars(select(DispensingDecision)).one().exception_id == row.id


def test_an_exception_without_a_stop_is_not_recorded() -> None:
    home = a_safe_home()
    recorded = home.decides(exception=home.exception())
    assert recorded.exception_id is None
    assert exceptions_of(home) == ()


@pytest.mark.parametrize("role", ["manager", "prescriber", "lead"])
def test_a_manager_a_prescriber_or_the_lead_gives_one(role: str) -> None:
    home = a_home_without_a_plan()
    assert problems_of(home, given_by_id=str(getattr(home, role).staff_id)) == set()


def test_a_drugs_worker_gives_none() -> None:
    home = a_home_without_a_plan()
    other = a_staff_member("drugs-worker", service=home.service)
    commit()
    assert problems_of(home, given_by_id=str(other.staff_id)) == {"given_by"}


def test_who_records_cannot_give_it_themselves() -> None:
    home = a_home_without_a_plan()
    with pytest.raises(ExceptionRefused) as refused:
        home.decides(exception=home.exception(), by=home.manager.staff_id)
    assert [field for field, _ in refused.value.problems] == ["given_by"]


def test_nobody_of_another_service_nor_with_a_closed_account_gives_one() -> None:
    home, other = a_home_without_a_plan(), a_home()
    db.session.get_one(StaffMember, home.manager.staff_id).disabled_at = home.at
    commit()
    assert problems_of(home) == {"given_by"}
    assert problems_of(home, given_by_id=str(other.manager.staff_id)) == {"given_by"}
    assert problems_of(home, given_by_id="") == {"given_by"}
    assert problems_of(home, given_by_id="somebody") == {"given_by"}


@pytest.mark.parametrize(
    ("reason", "enough"),
    [("Nineteen letters ab", False), ("x         " * 4, False), ("Twenty letters abcde", True), ("", False)],
)
def test_the_reason_has_twenty_characters_of_their_own(reason: str, enough: bool) -> None:
    home = a_home_without_a_plan()
    assert problems_of(home, reason=reason) == (set() if enough else {"exception_reason"})


@pytest.mark.parametrize(("hours", "possible"), [(72, True), (72.01, False), (0, False), (-1, False)])
def test_it_ends_within_three_days(hours: float, possible: bool) -> None:
    home = a_home_without_a_plan()
    assert problems_of(home, until_at=home.at + hours * HOUR) == (set() if possible else {"until"})


def test_for_a_closure_it_lasts_to_the_end_of_the_next_working_day_after_it() -> None:
    home = a_home_without_a_plan()
    for day in (15, 16, 17, 18, 19):  # Monday to Friday of the week after
        close_day(pharmacy_id=home.pharmacy.id, day=date(2026, 6, day), by=home.worker.staff_id, at=home.at)
    commit()
    after = at_london(date(2026, 6, 23), 0)  # the shop opens on Saturday; the next working day is Monday the 22nd
    assert problems_of(home, until_at=after, closure_on=date(2026, 6, 12)) == {"until"}
    assert problems_of(home, until_at=after + HOUR, closure_on=date(2026, 6, 15)) == {"until"}
    assert problems_of(home, until_at=after, closure_on=date(2026, 6, 15)) == set()


def test_closures_ahead_are_runs_of_closed_days_with_a_planned_one_among_them() -> None:
    christmas = frozenset({date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28), date(2027, 1, 1)})
    calendar = Calendar(frozenset({6}), bank_holidays_shut=True, bank_holidays=christmas)
    found = closures_ahead(calendar, date(2026, 12, 14), 28)
    assert [(one.first, one.last) for one in found] == [
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2027, 1, 1)),
    ]
    assert found[0].ends_at(christmas) == at_london(date(2026, 12, 30), 0)


def test_after_a_child_may_have_swallowed_some_it_takes_a_prescriber_and_the_lead() -> None:
    home = a_safe_home()
    home.happened(EventKind.CHILD_EXPOSURE)
    home.plan(days_ago=0)
    commit()
    prescriber, lead, manager = (str(one.staff_id) for one in (home.prescriber, home.lead, home.manager))

    def fields(given_by: str, second_by: str = "") -> set[str]:
        try:
            home.decides(exception=home.exception(given_by_id=given_by, second_by_id=second_by))
        except ExceptionRefused as refused:
            db.session.rollback()
            return {field for field, _ in refused.problems}
        return set()

    assert fields(prescriber) == {"second_by"}
    assert fields(lead) == {"second_by"}
    assert fields(manager, prescriber) == {"second_by"}
    assert fields(manager, lead) == {"second_by"}
    assert fields(prescriber, prescriber) == {"second_by"}
    assert fields(lead, prescriber) == set()


def test_an_unfinished_plan_is_never_set_aside() -> None:
    stop = Finding("plan-incomplete", Severity.STOP, Owner.KEYWORKER, TODAY, "Not finished.")
    assert set_aside((stop,)) == ()


def test_the_same_person_cannot_be_named_twice_in_the_database() -> None:
    home = a_home_without_a_plan()
    values = {"stops": ["plan-missing"], "reason": "x" * 20, "until_at": home.at, "recorded_at": home.at}
    who = {"person_id": home.person_id, "recorded_by_id": home.worker.staff_id}
    wrong: list[dict[str, Any]] = [
        {"given_by_id": home.worker.staff_id},
        {"given_by_id": home.manager.staff_id, "second_by_id": home.manager.staff_id},
        {"given_by_id": home.manager.staff_id, "reason": "x" * 19},
    ]
    for one in wrong:
        db.session.add(DecisionException(**values | who | one))
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_what_it_set_aside_stands_again_when_it_ends() -> None:
    home = a_home_without_a_plan()
    home.decides(exception=home.exception(until_at=home.at + 48 * HOUR))
    exceptions = exceptions_of(home)
    assert codes_set_aside(exceptions, home.at + 47 * HOUR) == {"plan-missing"}
    assert codes_set_aside(exceptions, home.at + 48 * HOUR) == frozenset()
    now = situation(home.person_id, TODAY + timedelta(days=2), home.policy())
    assert now is not None
    assert "plan-missing" in {stop.code for stop in standing_stops(now)}


def test_who_is_named_confirms_or_disowns_once() -> None:
    home = a_home_without_a_plan()
    given = home.decides(exception=home.exception()).exception_id
    assert given is not None
    for somebody in (home.worker, home.prescriber):
        with pytest.raises(Refused):
            confirm_exception(exception_id=given, by=somebody.staff_id, at=home.at)
    with pytest.raises(Refused):
        disown_exception(exception_id=given, because=" ", by=home.manager.staff_id, at=home.at)
    confirm_exception(exception_id=given, by=home.manager.staff_id, at=home.at + HOUR)
    commit()
    (fact,) = exceptions_of(home)
    assert fact.confirmed_by == {str(home.manager.staff_id)}
    assert fact.in_force(home.at + 2 * HOUR)
    with pytest.raises(Refused):
        disown_exception(exception_id=given, because="No", by=home.manager.staff_id, at=home.at)


def test_disowned_its_stops_stand_again_at_once() -> None:
    home = a_home_without_a_plan()
    given = home.decides(exception=home.exception()).exception_id
    assert given is not None
    disown_exception(exception_id=given, because="I was not asked.", by=home.manager.staff_id, at=home.at + HOUR)
    commit()
    assert codes_set_aside(exceptions_of(home), home.at + HOUR) == frozenset()


def test_a_manager_looks_and_says_what_they_think() -> None:
    home = a_home_without_a_plan()
    given = home.decides(exception=home.exception()).exception_id
    assert given is not None
    with pytest.raises(Refused):
        look_at_exception(exception_id=given, what="", by=home.lead.staff_id, at=home.at)
    look_at_exception(exception_id=given, what="Agreed with the team.", by=home.lead.staff_id, at=home.at + HOUR)
    commit()
    assert exceptions_of(home)[0].looked_at == home.at + HOUR


def test_a_second_in_a_row_for_the_same_stop_is_known() -> None:
    home = a_home_without_a_plan()
    home.decides(exception=home.exception())
    home.decides(
        home.asks(DAILY),
        exception=home.exception(until_at=home.at + 90 * HOUR),
        at=home.at + 60 * HOUR,
        expected_version=1,
    )
    first, second = exceptions_of(home)
    assert again_for((first, second)) == {second.id: frozenset({"plan-missing"})}
    assert again_for((first,)) == {}


def test_the_prescriber_named_confirms_or_says_no() -> None:
    home = a_safe_home()
    decision = home.decides().decision_id
    with pytest.raises(Refused):
        confirm_decision(decision_id=decision, confirmed=True, by=home.manager.staff_id, at=home.at)
    with pytest.raises(Refused):
        confirm_decision(decision_id=decision, confirmed=False, by=home.prescriber.staff_id, at=home.at)
    assert _confirmed(home) is None
    confirm_decision(decision_id=decision, confirmed=True, by=home.prescriber.staff_id, at=home.at + HOUR)
    commit()
    assert _confirmed(home) is True
    said = "I was asked about another person."
    confirm_decision(
        decision_id=decision, confirmed=False, because=said, by=home.prescriber.staff_id, at=home.at + 2 * HOUR
    )
    commit()
    assert _confirmed(home) is False
    now = situation(home.person_id, TODAY, home.policy())
    assert now is not None
    assert now.decision is None
    assert now.in_use == DAILY


def test_after_a_no_the_next_decision_follows_the_newest_version() -> None:
    home = a_safe_home()
    decision = home.decides().decision_id
    confirm_decision(
        decision_id=decision, confirmed=False, because="Not mine.", by=home.prescriber.staff_id, at=home.at + HOUR
    )
    commit()
    assert home.decides(home.asks(SUPERVISED), expected_version=1).version == 2


def test_a_stop_that_only_watches_needs_no_exception() -> None:
    home = a_home_without_a_plan()
    now = situation(home.person_id, TODAY, home.policy())
    assert now is not None
    assert {stop.code for stop in decision_stops(now, home.asks())} == {"plan-missing"}
    with pytest.raises(Stopped):
        home.decides()
    db.session.rollback()
    assert home.decides(watched_gates=(WatchedGate(Watchable.PLAN_MISSING, TODAY, ""),)).exception_id is None


def _confirmed(home: Home) -> bool | None:
    decision = decisions_of([home.person_id])[str(home.person_id)].decision
    assert decision is not None
    assert UUID(decision.id)
    return decision.confirmed
