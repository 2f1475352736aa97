"""Commands for whoever runs the machine."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.db import commit, db
from core.policy import PolicyProblem, current
from core.readiness import NotReady, agree_policy, check_ready
from staff import queries
from staff.models import Demonstration, User
from tests.databases import make_app
from tests.emptying import Database
from tests.staff.builders import a_service

FIRST = ["staff", "first-administrator", "--service", "Riverside", "--code", "riverside", "--nation", "scotland"]
FIRST += ["--name", "Avery Admin", "--email", "Avery@Example.org"]


def test_the_first_administrator_can_sign_in_once_with_the_password_shown(app: Flask) -> None:
    said = app.test_cli_runner().invoke(args=FIRST)
    assert said.exit_code == 0, said.output
    password = said.output.split("the password ")[1].split(",")[0]
    client = app.test_client()
    assert client.post("/sign-in", data={"email": "avery@example.org", "password": password}).status_code == 302
    assert client.get("/").headers["Location"] == "/account/password"


def test_a_service_that_is_there_gets_no_second_first_administrator(app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=FIRST)
    said = runner.invoke(args=[*FIRST[:-1], "another@example.org"])
    assert said.exit_code == 1
    assert "There is a service with the code riverside already" in said.output
    with app.app_context():
        assert db.session.scalars(select(User.email)).all() == ["avery@example.org"]


def test_preparing_twice_changes_nothing(app: Flask) -> None:
    runner = app.test_cli_runner()
    for _ in range(2):
        said = runner.invoke(args=["staff", "prepare"])
        assert said.exit_code == 0, said.output
    with app.app_context():
        assert queries.service_codes() == frozenset()


def test_a_database_of_real_records_is_never_emptied(app: Flask) -> None:
    with app.app_context():
        service = a_service()
        commit()
    said = app.test_cli_runner().invoke(args=["staff", "empty"])
    assert said.exit_code == 1
    assert "It is left as it is" in said.output
    with app.app_context():
        assert queries.service_codes() == {service.code}


def test_a_demonstration_can_be_emptied(app: Flask) -> None:
    with app.app_context():
        a_service()
        db.session.add(Demonstration(loaded_at=clock.now()))
        commit()
    said = app.test_cli_runner().invoke(args=["staff", "empty"])
    assert said.exit_code == 0, said.output
    with app.app_context():
        assert queries.service_codes() == frozenset()


def test_nobody_is_served_from_an_old_schema(database: Database, tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path / 'empty.sqlite'}", tmp_path)
    with pytest.raises(NotReady, match="make migrate"):
        check_ready(app)


def test_a_machine_with_another_policy_is_refused_until_somebody_decides(inside: Flask) -> None:
    here = current()
    there = replace(here, digest="another")
    agree_policy(here, machine="a", at=clock.now())
    agree_policy(here, machine="b", at=clock.now())
    with pytest.raises(PolicyProblem, match="not the one that another machine runs with"):
        agree_policy(there, machine="b", at=clock.now())
    agree_policy(there, machine="a", at=clock.now())
    agree_policy(here, machine="b", at=clock.now(), replace=True)
    agree_policy(here, machine="a", at=clock.now())


def test_a_machine_may_change_its_own_policy(app: Flask) -> None:
    check_ready(app)
    kept = app.extensions["policy"]
    app.extensions["policy"] = replace(kept, digest="changed")
    try:
        check_ready(app)
        said = app.test_cli_runner().invoke(args=["staff", "accept-policy"])
        assert "stands from now on" in said.output
    finally:
        app.extensions["policy"] = kept
