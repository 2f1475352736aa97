"""The national return about children, answered from the household; and families drawn for an audit of recording."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from casework import cli
from casework.queries.returning import return_page, return_parts
from casework.queries.sampling import drawn
from casework.returns import DataSetProblem, data_set_on
from casework.returns.mapping import SHIPPED, read
from casework.rules.returning import ChildrenReturn, children_return
from core.clock import day_of, now
from core.db import commit
from core.policy import current
from people.actions import answer_return
from people.rules import (
    AskedFact,
    ChildFact,
    ChildHow,
    Family,
    HouseholdAnswer,
    PeoplePolicy,
    ReturnAnswer,
    ReturnQuestion,
)
from safeguarding.rules import History, TheirPlanFact, TheirPlanKind
from tests.casework.crowd import a_crowd
from tests.people.builders import statements
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient

ON = date(2026, 6, 10)
AT = datetime(2026, 6, 1, 9, tzinfo=UTC)
POLICY = PeoplePolicy(children_asked_days=84, adult_from_years=18)
YES, NO = {ReturnQuestion.PARENT: ReturnAnswer.YES}, {ReturnQuestion.PARENT: ReturnAnswer.NO}


def a_child(how: str = "lives", born: date | None = date(2020, 1, 1)) -> ChildFact:
    return ChildFact("c", "Robin", ChildHow(how), AT, ON, born_on=born)


def answered(
    *children: ChildFact, said: Any = None, asked: str | None = "children", plan: str | None = None
) -> ChildrenReturn:
    told = (AskedFact(HouseholdAnswer(asked), ON, AT),) if asked else ()
    plans = (TheirPlanFact("p", TheirPlanKind(plan), True, ON, AT),) if plan else ()
    return children_return(
        Family("h", asked=told, children=children), History(their_plans=plans), said or {}, ON, POLICY
    )


GROWN, UNBORN = date(2000, 1, 1), None


@pytest.mark.parametrize(
    ("found", "parent", "live_with", "in_house", "help_"),
    [
        # not a parent, none in the house: the second and fourth stay blank, the third is nought
        (answered(said=NO, asked="none"), "no", "blank", 0, "blank"),
        # not a parent, a child in the house: the fourth is answered
        (answered(a_child(), said=NO), "no", "blank", 1, "missing"),
        (answered(a_child(), said=NO, plan="child-in-need"), "no", "blank", 1, "child-in-need"),
        # a parent: all are
        (answered(a_child(), a_child(), said=YES, plan="child-protection"), "yes", "all", 2, "child-protection"),
        (answered(a_child(), a_child("elsewhere")), "yes", "some", 1, "missing"),
        (answered(a_child("elsewhere"), asked="none"), "yes", "none", 0, "missing"),
        (answered(a_child("visits"), said=YES), "yes", "none", 0, "missing"),
        # what was answered stands before what the household implies
        (answered(a_child(), said=YES | {ReturnQuestion.LIVE_WITH: ReturnAnswer.NONE,
                                         ReturnQuestion.HELP: ReturnAnswer.NONE}), "yes", "none", 1, "none"),
        # unknown is missing, never guessed
        (answered(a_child()), "missing", "missing", 1, "missing"),
        (answered(asked=None), "missing", "missing", None, "missing"),
        (answered(asked="would-not-say"), "missing", "missing", None, "missing"),
        (answered(asked="children"), "missing", "missing", None, "missing"),
        # the grown and the unborn are not counted
        (answered(a_child(born=GROWN), a_child(born=UNBORN), said=NO), "no", "blank", 0, "blank"),
    ],
)  # fmt: skip
def test_the_four_answers_come_from_the_household(
    found: ChildrenReturn, parent: str, live_with: str, in_house: int | None, help_: str
) -> None:
    said = [one.answer.value if one.answer else one.source.value for one in found.answers.values()]
    assert (*said, found.in_house) == (parent, live_with, help_, in_house)
    assert len(found.missing) == said.count("missing") + (in_house is None)


def test_the_mapping_is_a_file_by_version_that_a_service_fills_in(tmp_path: Path) -> None:
    shipped = data_set_on(ON, tmp_path)
    assert shipped.version == "CDS-P" and shipped.unchecked > 10
    assert shipped.code(ReturnQuestion.PARENT, ReturnAnswer.YES) == "yes"
    (tmp_path / "returns").mkdir()
    ours = tmp_path / "returns" / "cds-p.toml"
    ours.write_text((SHIPPED / "cds-p.toml").read_text().replace('yes = ""', 'yes = "A1"'))
    assert data_set_on(ON, tmp_path).code(ReturnQuestion.PARENT, ReturnAnswer.YES) == "A1"
    ours.write_text(ours.read_text().replace("2020-04-01", "2027-04-01").replace("CDS-P", "CDS-Q"))
    assert [data_set_on(on, tmp_path).version for on in (ON, date(2027, 5, 1))] == ["CDS-P", "CDS-Q"]
    for broken in ('version = "X"', "version = 3", "no toml"):
        ours.write_text(broken)
        with pytest.raises(DataSetProblem):
            read(ours)


def test_what_is_missing_is_listed_answered_and_downloaded(client: StrictClient, inside: Flask) -> None:
    crowd = a_crowd(3, with_child=True)
    commit()
    cli.rebuild(on=day_of(now()), policy=current())
    put_into_session(client, a_staff_member("manager", service=crowd.service))
    with statements() as sent:
        page = client.get("/reports/return").text
    assert page.count("Whether they are a parent") == 3 and "0 complete" in page and len(sent) < 50
    person = crowd.people[0]
    answer = {"seen": "0", "parent": "yes", "live_with": "all", "help": "none"}
    assert client.post(f"/people/{person}/return", data=answer).status_code == 302
    assert client.post(f"/people/{person}/return", data=answer).status_code == 409
    page = client.get("/reports/return").text
    assert page.count("Whether they are a parent") == 2 and "1 complete" in page
    table = list(csv.reader(io.StringIO(client.get("/reports/return.csv").text.removeprefix("\ufeff"))))
    assert table[0] == ["Reference", "parent", "live-with", "help", "in-house", "Missing"]
    assert sorted(row[1:5] for row in table[1:]) == [["", "", "", "1"], ["", "", "", "1"], ["yes", "all", "none", "1"]]


def test_a_large_service_downloads_its_answers_in_parts(inside: Flask) -> None:
    crowd = a_crowd(7)
    commit()
    cli.rebuild(on=day_of(now()), policy=current())
    for size, parts in ((2, 4), (7, 1), (6, 2), (50, 1)):
        begins = return_parts(crowd.service.id, size)
        pages = [return_page(crowd.service.id, ON, POLICY, after=one, limit=size) for one in begins]
        assert len(begins) == parts
        assert sorted(one.header.id for page in pages for one in page.lines) == sorted(map(str, crowd.people))


def test_an_answer_that_says_nothing_new_is_not_written_down_again(inside: Flask) -> None:
    crowd = a_crowd(1)
    signed: dict[str, Any] = {"person_id": crowd.people[0], "by": crowd.worker.staff_id, "at": now()}
    assert [answer_return(said=YES, **signed), answer_return(said=YES, **signed), answer_return(said=NO, **signed)] == [
        1, 0, 1,
    ]  # fmt: skip


def test_the_same_number_draws_the_same_families(client: StrictClient, inside: Flask) -> None:
    crowd = a_crowd(25, with_child=True)
    commit()
    cli.rebuild(on=day_of(now()), policy=current())
    one, again, other = (drawn(crowd.service.id, number, 10) for number in (7, 7, 8))
    assert one == again != other and len({each.household_id for each in one}) == 10
    assert {each.household_id for each in one} <= set(crowd.households)
    put_into_session(client, a_staff_member("manager", service=crowd.service))
    page = client.get("/reports/sample?draw=7").text
    assert all(each.reference in page for each in one) and "what improved for the child" in page
    table = client.get("/reports/sample.csv?draw=7").text
    assert all(each.reference in table and each.name not in table for each in one)
    assert client.get("/reports/sample/print?draw=7").data.startswith(b"%PDF")
    assert client.get("/reports/sample?draw=-1").status_code == 200
