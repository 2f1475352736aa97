"""Supervision, looks, support, the co-ordinator, and "not needed"."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from core.conflict import Refused
from core.db import db
from safeguarding.actions import (
    answer_finding,
    look,
    name_co_ordinator,
    offer_support,
    record_supervision,
)
from safeguarding.models import NotNeeded
from safeguarding.rules import LookKind, SupervisionSaid
from tests.people.builders import AT, TODAY, a_family, later
from tests.safeguarding.builders import signed, told

pytestmark = pytest.mark.usefixtures("inside")


def test_supervision_asks_what_is_better_for_the_child() -> None:
    home = a_family()
    with pytest.raises(Refused, match="better for the child"):
        record_supervision(person_id=home.person_id, by_name="Alex", said=SupervisionSaid(""), **signed(home))
    record_supervision(person_id=home.person_id, by_name="Alex", said=SupervisionSaid("Nothing yet"), **signed(home))
    assert [one.better_for_the_child for one in told(home).supervisions] == ["Nothing yet"]


def test_looks_say_whose_they_were() -> None:
    home = a_family()
    look(person_id=home.person_id, kind=LookKind.MANAGER, by_name="Alex", **signed(home, later(1)))
    look(person_id=home.person_id, kind=LookKind.PRESCRIBER, by_name="Dr Lee", **signed(home, later(2)))
    assert [(one.kind, one.by) for one in told(home).looks] == [("manager", "Alex"), ("prescriber", "Dr Lee")]


def test_support_that_is_declined_was_offered_all_the_same() -> None:
    home = a_family()
    offer_support(person_id=home.person_id, declined=True, **signed(home))
    assert [one.declined for one in told(home).support] == [True]


def test_the_newest_co_ordinator_stands() -> None:
    home = a_family()
    assert told(home).co_ordinator == ""
    name_co_ordinator(name="Sam", **signed(home, later(1)))
    name_co_ordinator(name="Jo", **signed(home, later(2)))
    assert told(home).co_ordinator == "Jo"


def test_the_newest_answer_to_a_finding_stands() -> None:
    home = a_family()
    answer: dict[str, Any] = {"person_id": home.person_id, "code": "box-owed", "by_name": "Alex"}
    answer_finding(**answer, because="Bought one", until=TODAY + timedelta(days=90), **signed(home, later(1)))
    answer_finding(**answer, because="It broke", until=TODAY, **signed(home, later(2)))
    answer_finding(**answer, about="other", because="x", until=TODAY, **signed(home, later(3)))
    assert [(one.about, one.until, one.because) for one in told(home).not_needed] == [
        ("", TODAY, "It broke"),
        ("other", TODAY, "x"),
    ]


def test_never_not_needed_is_said_by_the_database_too() -> None:
    home = a_family()
    with pytest.raises(Refused, match="may have swallowed"):
        answer_finding(person_id=None, code="exposure-act-now", because="x", by_name="y", until=TODAY, **signed(home))
    db.session.commit()
    db.session.add(
        NotNeeded(
            household_id=home.household_id, code="child-exposure-open", because="x", by_name="y", until=TODAY,
            recorded_at=AT, recorded_by_id=home.worker.staff_id,
        )
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="never_for_exposure"):
        db.session.flush()
    db.session.rollback()
