"""Gates that only watch: for a team, until a day; what would have been stopped is recorded, counted and shown."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import SECTIONS
from core.clock import day_of, now
from core.db import commit, db
from core.findings import Stopped
from core.policy import PolicyProblem, load
from core.settings import ROOT
from dispensing.models import DecisionNotAgreed, DispensingDecision
from dispensing.queries import would_have_stopped
from dispensing.rules import DispensingPolicy
from dispensing.rules.watching import Watchable, WatchedGate, only_watched
from staff.models import StaffMember
from tests.dispensing.builders import TODAY, Home, a_home
from tests.staff.builders import a_team, put_into_session
from tests.strict_client import StrictClient

PLAN, SEEN = Watchable.PLAN_MISSING, Watchable.PLAN_UNVERIFIED


def watching(gate: Watchable = PLAN, until: date = TODAY, team: str = "") -> tuple[WatchedGate, ...]:
    return (WatchedGate(gate, until, team),)


@pytest.mark.parametrize(
    ("gates", "team", "codes"),
    [
        ((), "North", set()),
        (watching(), "", {"plan-missing"}),
        (watching(until=TODAY - timedelta(days=1)), "", set()),
        (watching(team="North"), "north", {"plan-missing"}),
        (watching(team="North"), "South", set()),
        (watching(team="North"), "", set()),
        ((*watching(), *watching(SEEN, team="South")), "South", {"plan-missing", "plan-unverified"}),
    ],
)
def test_a_gate_watches_for_its_team_up_to_its_day(gates: tuple[WatchedGate, ...], team: str, codes: set[str]) -> None:
    assert only_watched(gates, team, TODAY) == codes


def no_plan(**values: object) -> Home:
    home = a_home(**values)  # type: ignore[arg-type]
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.shut_on()  # no bank holiday stands in the way as well
    commit()
    return home


@pytest.mark.usefixtures("inside")
def test_what_a_watched_gate_would_have_stopped_is_recorded_and_the_decision_too() -> None:
    home = no_plan()
    recorded = home.decides(watched_gates=watching())
    assert [stop.code for stop in recorded.watched] == ["plan-missing"]
    kept = db.session.scalars(select(DecisionNotAgreed)).one()
    assert (kept.watched, kept.stops) == (True, ["plan-missing"])
    assert db.session.scalars(select(DispensingDecision)).one().version == 1


@pytest.mark.usefixtures("inside")
def test_another_teams_gate_holds_and_so_does_one_whose_day_has_passed() -> None:
    home = no_plan()
    db.session.get_one(StaffMember, home.worker.staff_id).team_id = a_team(home.service, name="North").id
    commit()
    for gates in (watching(team="South"), watching(until=TODAY - timedelta(days=1))):
        with pytest.raises(Stopped):
            home.decides(watched_gates=gates)
        db.session.rollback()
    assert home.decides(watched_gates=watching(team="North")).watched


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ('[{ gate = "authoriser-missing", until = 2027-01-01, team = "" }]', "gate must be one of children-not-asked"),
        ('[{ gate = "child-exposure-open", until = 2027-01-01, team = "" }]', "gate must be one of children-not-asked"),
        ('[{ gate = "plan-missing", team = "" }]', "number 1 needs until"),
        ('[{ gate = "plan-missing", until = "soon", team = "" }]', "until must be a date (2025-01-31), not 'soon'"),
        ('["plan-missing"]', "number 1 must be a table in braces"),
    ],
)
def test_a_gate_that_cannot_be_watched_stops_the_start(tmp_path: Path, written: str, sentence: str) -> None:
    local = tmp_path / "policy.toml"
    signed = 'from = 2026-01-01\nsigned_off_by = "Dr Ames"\nsigned_off_on = 2026-01-01\n'
    local.write_text(f"[[dispensing]]\n{signed}watched_gates = {written}\n")
    with pytest.raises(PolicyProblem) as problem:
        load(ROOT / "policy.toml", local, SECTIONS)
    assert sentence in str(problem.value)


def test_the_board_says_which_gates_watch_and_what_they_would_have_stopped(
    client: StrictClient, inside: Flask, tmp_path: Path
) -> None:
    home, until = no_plan(at=now() - timedelta(minutes=20)), day_of(now()) + timedelta(days=30)
    for number in range(2):
        at = now() - timedelta(minutes=10 - 5 * number)
        home.decides(watched_gates=watching(until=until), expected_version=number, at=at)
    (counted,) = would_have_stopped(home.service.id, now() - timedelta(weeks=4), now() + timedelta(minutes=1))
    assert (counted.decisions, counted.gates) == (2, (("plan-missing", 2),))
    assert 0.49 < counted.a_week < 0.51
    local = tmp_path / "policy.toml"
    signed = 'from = 2026-01-01\nsigned_off_by = "Dr Ames"\nsigned_off_on = 2026-01-01\n'
    gates = f'[{{ gate = "plan-missing", until = {until.isoformat()}, team = "North" }}]'
    local.write_text(f"[[dispensing]]\n{signed}watched_gates = {gates}\n")
    put_into_session(client, home.manager)
    shipped = inside.extensions["policy"]
    try:
        inside.extensions["policy"] = load(ROOT / "policy.toml", local, SECTIONS)
        board = client.get("/board").text
    finally:
        inside.extensions["policy"] = shipped
    assert "The storage plan: until" in board
    assert "North" in board
    shown = board[board.index('id="watched"') :]
    assert re.findall(r"<td[^>]*>([\d.]+)</td>", shown) == ["2", "0.5"]
    assert "the storage plan (2)" in shown
    assert "plan-missing" not in board


def test_policy_as_shipped_watches_nothing(inside: Flask) -> None:
    assert inside.extensions["policy"].section(DispensingPolicy, on=TODAY).watched_gates == ()
