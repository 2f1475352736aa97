"""Recording a decision through its gate, on both databases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DatabaseError

from core.conflict import Conflict, Refused
from core.db import commit, db
from core.findings import Stopped
from dispensing.actions import record_decision, record_not_agreed
from dispensing.models import DecisionConfirmed, DecisionNotAgreed, DispensingDecision
from dispensing.queries import decisions_of, situation, situations
from dispensing.rules import Asked
from people.models import Adult
from safeguarding.rules import EventKind
from safetyplans.models import AdultAgreement
from staff.models import StaffMember
from supply.models import ArrangementInUse
from supply.rules import UNKNOWN_ARRANGEMENT, Wording, from_days
from tests.dispensing.builders import DAILY, SUNDAY, SUPERVISED, TODAY, WEEKLY, Home, a_home, a_safe_home

pytestmark = pytest.mark.usefixtures("inside")


def stops_of(home: Home, asked: Asked | None = None, **values: object) -> set[str]:
    """The codes of the stops a decision meets; none where it was recorded."""
    try:
        home.decides(asked, **values)  # type: ignore[arg-type]
    except Stopped as stopped:
        db.session.rollback()
        return {stop.code for stop in stopped.stops}
    return set()


@dataclass(frozen=True)
class Case:
    """How one stop comes to stand, and what clears it."""

    code: str
    stands: Callable[[], tuple[Home, Asked | None]]
    cleared: Callable[[Home, Asked | None], object]


def _of(home: Home, **asked: object) -> tuple[Home, Asked | None]:
    return home, home.asks(**asked)  # type: ignore[arg-type]


def _not_asked() -> tuple[Home, Asked | None]:
    home = a_home()
    home.prescribed()
    home.uses(SUPERVISED)
    return home, None


def _no_plan() -> tuple[Home, Asked | None]:
    home, _ = _not_asked()
    home.asked_about_children()
    home.child()
    return home, None


def _stale_by_date() -> tuple[Home, Asked | None]:
    home, _ = _no_plan()
    home.plan(review_in=-1, days_ago=30)
    return home, None


def _stale_by_event() -> tuple[Home, Asked | None]:
    home, _ = _no_plan()
    home.plan(days_ago=30)
    home.happened(EventKind.MOVED)
    return home, None


def _too_small() -> tuple[Home, Asked | None]:
    home, _ = _no_plan()
    home.plan(bottles=1, mg=60)
    home.shut_on(SUNDAY)
    home.prescribed(wording=(Wording.CLOSED_DAYS,), at=home.at - timedelta(days=2))
    return home, None


def _only_told() -> tuple[Home, Asked | None]:
    home, _ = _no_plan()
    home.plan(evidence="told")
    return home, None


def _second_adult() -> tuple[Home, Asked | None]:
    home = a_safe_home()
    home.adult(part=("key",))
    return home, None


def _no_wording() -> tuple[Home, Asked | None]:
    home = a_safe_home()
    home.shut_on(SUNDAY)
    return home, None


def _over_limit() -> tuple[Home, Asked | None]:
    home, _ = _no_plan()
    home.plan(bottles=14, mg=840)
    return _of(home, arrangement=from_days({"monday": "take-home"}, 2, TODAY))


def _exposed() -> tuple[Home, Asked | None]:
    home = a_safe_home()
    home.happened(EventKind.CHILD_EXPOSURE)
    home.plan(days_ago=0)
    return home, None


def _at_risk() -> tuple[Home, Asked | None]:
    home = a_safe_home()
    home.happened(EventKind.BEREAVEMENT, days_ago=5)
    return _of(home, senior_id="")


def _early() -> tuple[Home, Asked | None]:
    home = a_safe_home(treatment_started_on=TODAY - timedelta(days=60))
    return _of(home, review_on=TODAY + timedelta(days=15))


CASES = [
    Case("children-not-asked", _not_asked, lambda home, asked: home.asked_about_children("none")),
    Case("plan-missing", _no_plan, lambda home, asked: home.plan()),
    Case("plan-stale", _stale_by_date, lambda home, asked: home.plan(days_ago=0)),
    Case("plan-stale", _stale_by_event, lambda home, asked: home.plan(days_ago=0)),
    Case("plan-too-small", _too_small, lambda home, asked: home.plan(bottles=2, mg=120, days_ago=0)),
    Case("plan-unverified", _only_told, lambda home, asked: home.plan(evidence="photo", days_ago=0)),
    Case("second-adult-not-agreed", _second_adult, lambda home, asked: agree_everybody(home)),
    Case(
        "wording-missing",
        _no_wording,
        lambda home, asked: home.prescribed(wording=(Wording.CLOSED_DAYS,), at=home.at),
    ),
    Case("over-limit", _over_limit, lambda home, asked: home.asks(WEEKLY, review_on=TODAY + timedelta(days=14))),
    Case("child-exposure-open", _exposed, lambda home, asked: home.asks(SUPERVISED)),
    Case("relaxing-at-risk", _at_risk, lambda home, asked: home.asks()),
    Case("relaxing-at-risk", _early, lambda home, asked: home.asks()),
    Case("alternatives-missing", lambda: _of(a_safe_home(), alternatives=()), lambda home, asked: home.asks()),
    Case("authoriser-missing", lambda: _of(a_safe_home(), authoriser_id=""), lambda home, asked: home.asks()),
    Case("reason-missing", lambda: _of(a_safe_home(), reason="  "), lambda home, asked: home.asks()),
    Case("review-date-missing", lambda: _of(a_safe_home(), review_on=None), lambda home, asked: home.asks()),
    Case(
        "review-date-missing",
        lambda: _of(a_safe_home(), review_on=TODAY + timedelta(days=85)),
        lambda home, asked: home.asks(review_on=TODAY + timedelta(days=84)),
    ),
]


def agree_everybody(home: Home) -> None:
    """The other adults agreed their part today."""
    for adult_id in db.session.scalars(select(Adult.id).where(Adult.household_id == home.household_id)):
        home._add(AdultAgreement, home.at, adult_id=adult_id, agrees=True, happened_on=TODAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_stop_stands_until_what_it_names_is_there(case: Case) -> None:
    home, asked = case.stands()
    commit()
    assert case.code in stops_of(home, asked)
    assert db.session.scalars(select(DispensingDecision)).all() == []
    clearing = case.cleared(home, asked)
    commit()
    assert case.code not in stops_of(home, clearing if isinstance(clearing, Asked) else asked)


def test_every_stop_is_named_at_once() -> None:
    home = a_home()
    home.prescribed()
    home.child()
    commit()
    asked = Asked(arrangement=DAILY)
    assert stops_of(home, asked) == {
        "children-not-asked",
        "plan-missing",
        "alternatives-missing",
        "authoriser-missing",
        "reason-missing",
        "review-date-missing",
    }


def test_a_decision_with_everything_is_recorded_and_in_use_from_today() -> None:
    home = a_safe_home()
    recorded = home.decides()
    assert (recorded.version, recorded.set_aside, recorded.watched) == (1, (), ())
    now = situation(home.person_id, TODAY, home.policy())
    assert now is not None
    assert now.in_use == DAILY
    assert now.decision is not None
    assert now.decision.most_bottles == 1
    assert now.decision.confirmed is None


def test_the_prescriber_who_records_has_confirmed() -> None:
    home = a_safe_home()
    home.decides(by=home.prescriber.staff_id)
    (confirmed,) = db.session.scalars(select(DecisionConfirmed)).all()
    assert confirmed.confirmed
    assert confirmed.recorded_by_id == home.prescriber.staff_id


def test_more_safety_needs_a_prescriber_and_a_reason_and_nothing_else() -> None:
    home = a_home()
    home.prescribed()
    home.child()
    home.uses(WEEKLY)
    home.happened(EventKind.USE_ON_TOP)
    commit()
    bare = Asked(arrangement=SUPERVISED)
    assert stops_of(home, bare) == {"authoriser-missing", "reason-missing"}
    enough = Asked(SUPERVISED, reason="Heroin last week.", authoriser_id=str(home.prescriber.staff_id))
    recorded = home.decides(enough)
    assert recorded.adds_safety
    now = situation(home.person_id, TODAY, home.policy())
    assert now is not None
    assert now.in_use == SUPERVISED


@pytest.mark.parametrize("who", ["worker", "manager", "lead"])
def test_only_a_prescriber_of_the_service_authorises(who: str) -> None:
    home = a_safe_home()
    assert stops_of(home, home.asks(authoriser_id=str(getattr(home, who).staff_id))) == {"authoriser-missing"}


def test_another_services_prescriber_does_not_authorise() -> None:
    home, other = a_safe_home(), a_safe_home()
    assert stops_of(home, home.asks(authoriser_id=str(other.prescriber.staff_id))) == {"authoriser-missing"}


def test_a_prescriber_whose_account_is_closed_does_not_authorise() -> None:
    home = a_safe_home()
    db.session.get_one(StaffMember, home.prescriber.staff_id).disabled_at = home.at
    commit()
    assert stops_of(home) == {"authoriser-missing"}


def test_an_older_page_is_told_of_the_newer_decision() -> None:
    home = a_safe_home()
    home.decides()
    with pytest.raises(Conflict):
        home.decides(expected_version=0)
    db.session.rollback()
    home.decides(home.asks(SUPERVISED), expected_version=1)
    assert [one.version for one in decisions_of([home.person_id])[str(home.person_id)].decisions] == [1, 2]


def test_a_refused_decision_is_kept_as_not_agreed() -> None:
    home, _ = _no_plan()
    commit()
    asked = home.asks()
    with pytest.raises(Stopped) as stopped:
        home.decides(asked)
    assert not db.session.new
    assert not db.session.dirty
    record_not_agreed(
        person_id=home.person_id, asked=asked, stops=stopped.value.stops, by=home.worker.staff_id, at=home.at
    )
    commit()
    (kept,) = db.session.scalars(select(DecisionNotAgreed)).all()
    assert kept.stops == ["plan-missing"]
    assert kept.reason == asked.reason
    assert not kept.watched
    assert kept.recorded_by_id == home.worker.staff_id
    assert len(db.session.scalars(select(ArrangementInUse)).all()) == 1


def test_what_nobody_knows_cannot_be_agreed() -> None:
    home = a_home()
    home.prescribed()
    home.asked_about_children("none")
    commit()
    with pytest.raises(Refused):
        home.decides(home.asks(UNKNOWN_ARRANGEMENT))


def test_a_decision_starts_within_four_weeks() -> None:
    home = a_safe_home()
    values = {
        "person_id": home.person_id,
        "asked": home.asks(),
        "expected_version": 0,
        "policy": home.policy(),
        "by": home.worker.staff_id,
        "at": home.at,
    }
    with pytest.raises(Refused):
        record_decision(**values, from_on=TODAY + timedelta(days=29))  # type: ignore[arg-type]
    db.session.rollback()
    record_decision(**values, from_on=TODAY + timedelta(days=28))  # type: ignore[arg-type]
    commit()
    now = situation(home.person_id, TODAY, home.policy())
    assert now is not None
    assert now.in_use == SUPERVISED
    later = situation(home.person_id, TODAY + timedelta(days=28), home.policy())
    assert later is not None
    assert later.in_use == DAILY


def test_a_decision_is_never_changed_nor_deleted() -> None:
    home = a_safe_home()
    home.decides()
    row = db.session.scalars(select(DispensingDecision)).one()
    row.reason = "Something else"
    with pytest.raises(DatabaseError):
        db.session.flush()
    db.session.rollback()
    db.session.delete(db.session.scalars(select(DispensingDecision)).one())
    with pytest.raises(DatabaseError):
        db.session.flush()
    db.session.rollback()


def test_situations_of_many_take_as_many_statements_as_one() -> None:
    homes = [a_safe_home() for _ in range(3)]
    policy = homes[0].policy()
    db.session.commit()
    one = statements(lambda: situations([homes[0].person_id], TODAY, policy))
    db.session.commit()
    three = statements(lambda: situations([home.person_id for home in homes], TODAY, policy))
    assert three == one


def statements(work: Callable[[], object]) -> int:
    """How many statements some work takes."""
    seen: list[str] = []

    def note(_c: object, _u: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)
