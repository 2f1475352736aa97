"""What holds of every history, whatever was written down in it: tried on families made up at random."""

import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from casework.queries.cases import assembled, gathered
from casework.replay.acts import VERBS_PLAYED, Play
from casework.replay.labels import Labels
from casework.replay.names import check_names
from casework.replay.reading import read_lines
from casework.replay.stage import set_stage
from casework.rules import Case, CaseworkPolicy, findings, next_change_on
from casework.rules.catalogue import CATALOGUE
from core.calendar import DAY, at_london
from core.db import Base, db
from core.policy import current
from core.throw_away import throw_away
from dispensing.queries import policies_for
from people.rules import AskedFact, Family, HouseholdAnswer, PersonFact
from safeguarding.rules import History
from tests.casework.replay.stories import (
    SAM,
    START,
    Lines,
    a_family,
    a_stage,
    adult,
    as_bytes,
    child,
    day,
    household,
    on,
    plan,
    play,
    prescribed,
    registered,
    waits,
    with_a_dose_at_home,
    without_a_dose_at_home,
    years_ago,
)

SOAK = "SOAK" in os.environ
"""Sixteen times the examples, new ones each time: for a night, not for every change."""


def tried(examples: int) -> settings:
    """So many families made up at random, always the same ones; many more and others where it is to soak."""
    count = examples * 16 if SOAK else examples
    return settings(max_examples=count, deadline=None, derandomize=not SOAK, suppress_health_check=list(HealthCheck))


QUICK = tried(6)
PURE = tried(40)

ARRANGEMENTS = ["supervised-7", "daily-pick-up", "3-a-week", "2-a-week", "weekly", "fortnightly"]
"""From the most supervised to the most at home."""

EVENTS = ["use-on-top", "moved", "bereavement", "debt", "illness", "missed-appointment", "vomiting", "domestic-abuse",
          "child-injury", "child-exposure", "third-party-concern", "police-contact", "storage-advice", "strength",
          "asks-for-less-supervision", "intoxicated", "pregnancy", "hospital-discharge"]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def on_stage() -> Iterator[Flask]:
    app = a_stage()
    with app.app_context():
        yield app


# families made up at random


def starts() -> st.SearchStrategy[Lines]:
    """A family on day 0: in good order, with nothing in order, or with little known."""
    return st.sampled_from(
        [
            a_family(),
            a_family(child("Zoe", years_ago(8)), more=[on(0, "agency", name="Nurse Ito", role="health-visitor")]),
            with_a_dose_at_home(),
            without_a_dose_at_home(child(), child("Kit", years_ago(14))),
            [on(0, "register"), *prescribed(in_use="weekly")],
            [*registered(keyworker=None), on(0, "household", answer="would-not-say"), *prescribed()],
            [*registered(), *household(), *prescribed(closed=["sunday"], in_use="supervised-7")],
        ]
    )


def happenings() -> st.SearchStrategy[list[tuple[int, dict[str, Any]]]]:
    """What happens afterwards: so many days after the last, one line."""
    lines = st.one_of(
        st.sampled_from(EVENTS).map(lambda kind: {"do": "event", "kind": kind}),
        st.sampled_from(["clinic", "home", "phone"]).map(lambda how: {"do": "contact", "how": how}),
        st.sampled_from(ARRANGEMENTS).map(lambda use: {"do": "prescribe", "mg": 50, "in_use": use}),
        st.sampled_from(["told", "issued", "photo"]).map(
            lambda seen: {"do": "plan", "items": "all", "evidence": seen, "bottles": 4, "mg": 200, "review_on": 60}
        ),
        st.sampled_from(["satisfactory", "not-safe", "not-seen"]).map(lambda one: {"do": "home-check", "result": one}),
        st.just({"do": "plan-review"}),
        st.just({"do": "review", "risk_discussed": True, "leaflet": "given"}),
        st.just({"do": "manager-look"}),
        st.just({"do": "refer", "not_sent_because": "known to the family team"}),
        st.just({"do": "adult", **adult(own_supply=True, part=["key"])}),
        st.just({"do": "child", **child("Ivy", years_ago(1))}),
        st.just({"do": "box", "is": "owed"}),
        st.just({"do": "their-plan", "kind": "child-in-need"}),
        st.just({"do": "call", "with": "Ms Roe", "said": "visits", "agreed": "we tell her"}),
        st.just({"do": "dose", "for": 0, "how": "missed"}),
        st.just({"do": "decide", "arrangement": "weekly", "reason": "asked for", "authorised_by": "Dr Shah"}),
    )
    return st.lists(st.tuples(st.integers(0, 25), lines), max_size=9)


def told_on_days(start: Lines, later: list[tuple[int, dict[str, Any]]]) -> Lines:
    """The lines of a story, each on its day."""
    lines, count = list(start), 0
    for gap, told in later:
        count += gap
        keys = {key: day(count + value) if key in ("review_on", "for") else value for key, value in told.items()}
        lines.append(on(count, keys.pop("do"), **keys))
    return lines


def stories() -> st.SearchStrategy[Lines]:
    return st.builds(told_on_days, starts(), happenings())


def last_day(lines: Lines) -> int:
    return max((date.fromisoformat(line["on"]) - START).days for line in lines)


# however the facts are loaded


def standing_after(lines: Lines) -> tuple[Any, list[tuple[Any, list[Any]]]]:
    """Play lines without printing: what stands on the last day, and every row that was written."""
    read = read_lines(as_bytes(lines))
    check_names(read)
    stage = set_stage(read, at_london(read[0].on - DAY, 9))
    policy = current()
    for count, line in enumerate(read):
        act = VERBS_PLAYED.get(line.do)
        if act is not None:
            try:
                act(Play(stage, line, at_london(line.on, 9) + timedelta(minutes=count),
                         policies_for(None, policy, line.on), Labels().events_of_lines))  # fmt: skip
                db.session.commit()
            except Exception:
                db.session.rollback()
    ids = stage.households()
    rows = [(table, [dict(row._mapping) for row in db.session.execute(select(table))])
            for table in Base.metadata.sorted_tables]  # fmt: skip
    return ids, rows


def stands(ids: Any, on_day: date) -> list[Any]:
    policy = policies_for(None, current(), on_day)
    casework = current().section(CaseworkPolicy, on=on_day)
    return [findings(case, on_day, policy, casework) for case in assembled(gathered(ids), on_day).values()]


@QUICK
@given(stories(), st.randoms(use_true_random=False))
def test_the_same_facts_give_the_same_findings_in_whatever_order_they_lie_in_the_database(
    lines: Lines, random: Random
) -> None:
    looked_on = START + timedelta(days=last_day(lines) + 3)
    with throw_away():
        ids, rows = standing_after(lines)
        before = stands(ids, looked_on)
    with throw_away():
        for table, written in rows:
            random.shuffle(written)
            if written:
                db.session.execute(insert(table), written)
        db.session.commit()
        assert stands(ids, looked_on) == before


# what came after


@QUICK
@given(st.lists(st.sampled_from(["moved", "bereavement", "plan-review", "plan-review one", "review"]), max_size=6))
def test_what_came_after_what_is_decided_by_the_order_of_recording_on_one_day(acts: list[str]) -> None:
    lines: Lines = []
    unreviewed, stale = set[str](), set[str]()
    for number, act in enumerate(acts):
        if act in ("moved", "bereavement"):
            lines.append(on(3, "event", kind=act, id=f"e{number}"))
            unreviewed.add(f"{act} e{number}")
            stale.add(f"{act} e{number}")
        elif act == "plan-review":
            lines.append(on(3, "plan-review"))
            unreviewed, stale = set(), set()
        elif act == "review":
            lines.append(on(3, "review", risk_discussed=True))
            unreviewed = set()
        elif stale:
            one = sorted(stale)[0]
            lines.append(on(3, "plan-review", events_considered=[one.split(" ")[1]]))
            unreviewed -= {one}
            stale -= {one}
    told = play(a_family(), lines, waits(3))
    assert told.last.details.get("event-unreviewed", []) == sorted(unreviewed)
    assert told.last.details.get("plan-stale", []) == sorted(stale)


# what clears what

SIMPLE_ACTS: list[dict[str, Any]] = [
    {"do": "plan-review"},
    {"do": "review", "risk_discussed": True, "leaflet": "given"},
    {"do": "manager-look"},
    {"do": "clinical-review", "by": "Dr Shah"},
    {"do": "support-offered"},
    {"do": "contact", "how": "phone"},
    {"do": "supervise", "by": "Mx Lane", "better_for_the_child": "calmer"},
    {"do": "home-check", "result": "satisfactory"},
    {"do": "refer", "not_sent_because": "known to the family team"},
    {"do": "safeguarding-review", "by": "The lead", "decision": "held"},
    {"do": "bottle", "went": "returned"},
    {"do": "naloxone", "is": "given"},
    {"do": "leaflet"},
    {"do": "box", "is": "given"},
    {"do": "copy"},
    {"do": "confirm", "with": "Ms Roe"},
    {"do": "their-plan", "kind": "child-in-need", "held": True},
    {"do": "spoke-to-prescriber", "advice": "go on", "supplied": True},
    {"do": "event", "kind": "strength"},
    {"do": "dose", "for": 0, "how": "supervised"},
]


@tried(9)
@given(stories(), st.lists(st.sampled_from(SIMPLE_ACTS), min_size=3, max_size=8))
def test_an_act_clears_what_it_is_listed_for_and_nothing_else(lines: Lines, acts: list[dict[str, Any]]) -> None:
    at = last_day(lines)
    told = play(
        lines, waits(at), told_on_days([], [(at, acts[0])]), *(told_on_days([], [(at, one)]) for one in acts[1:])
    )
    for one in told.played[-len(acts) :]:
        listed = {code for code in one.cleared if one.line.do in CATALOGUE[code].verbs}
        assert set(one.cleared) == listed, (one.line.do, one.cleared)


# more safety


@tried(9)
@given(stories(), st.integers(0, 5), st.integers(0, 5), st.booleans(), st.booleans())
def test_no_act_that_adds_supervision_is_refused_but_for_who_and_why(
    lines: Lines, one: int, other: int, authorised: bool, reasoned: bool
) -> None:
    safer, now = sorted((one, other))
    at = last_day(lines) + 1
    keys = {**({"authorised_by": "Dr Shah"} if authorised else {}), **({"reason": "safer for now"} if reasoned else {})}
    told = play(
        lines,
        prescribed(at=at, in_use=ARRANGEMENTS[now]),
        on(at, "decide", arrangement=ARRANGEMENTS[safer if safer < now else 0], **keys),
    )
    if safer < now or now > 0:
        missing = {"authoriser-missing"} - ({"authoriser-missing"} if authorised else set())
        missing |= set() if reasoned else {"reason-missing"}
        assert set(told.last.stopped) == missing
        assert told.last.accepted == (not missing)


# round after round

CLEARED_BY: dict[str, Callable[[int], Lines]] = {
    "children-not-asked": lambda at: [on(at, "household", answer="children")],
    "plan-missing": lambda at: plan(at, bottles=7, mg=400),
    "plan-stale": lambda at: [on(at, "plan-review")],
    "plan-too-small": lambda at: plan(at, bottles=7, mg=400),
    "plan-unverified": lambda at: [on(at, "home-check", result="satisfactory")],
    "second-adult-not-agreed": lambda at: [on(at, "adult", **adult(agrees=True))],
    "wording-missing": lambda at: prescribed(at=at, closed=["sunday"], wording=["closed-days"]),
    "child-exposure-open": lambda at: [on(at, "safeguarding-review", by="The lead", decision="held")],
    "over-limit": lambda at: prescribed(at=at, in_use="weekly"),
}
OTHERWISE: dict[str, dict[str, Any]] = {
    "alternatives-missing": {"alternatives": ["a seven-day pharmacy"]},
    "authoriser-missing": {"authorised_by": "Dr Shah"},
    "reason-missing": {"reason": "works early shifts"},
    "relaxing-at-risk": {
        "alternatives": ["a seven-day pharmacy"],
        "better_for_the_child": {"text": "calm mornings", "evidence": "seen"},
        "senior": "Mx Lane",
    },
}


@tried(7)
@given(stories(), st.sampled_from(["weekly", "daily-pick-up", "2-a-week"]), st.randoms(use_true_random=False))
def test_whoever_clears_every_stop_named_in_any_order_ends_with_an_agreed_decision(
    lines: Lines, arrangement: str, random: Random
) -> None:
    at, keys, done = last_day(lines) + 1, dict[str, Any](), list(lines)
    if any(line["do"] == "child" for line in lines):
        done.append(on(at, "household", answer="children"))
    for _ in range(14):
        told = play(done, on(at, "decide", arrangement=arrangement, review_on=day(at + 14), **keys))
        if told.last.accepted:
            return
        code = random.choice(told.last.stopped)
        keys |= OTHERWISE.get(code, {})
        done += CLEARED_BY[code](at) if code in CLEARED_BY else []
    raise AssertionError(f"still not agreed: {told.last.stopped}")


# time


def cases_of(lines: Lines) -> tuple[list[Case], date]:
    with throw_away():
        ids, _ = standing_after(lines)
        on_day = START + timedelta(days=last_day(lines))
        return list(assembled(gathered(ids), on_day).values()), on_day


def on_each_day(case: Case, first: date, days: int) -> list[tuple[date, dict[Any, Any]]]:
    found = []
    for count in range(days):
        when = first + timedelta(days=count)
        policy, casework = policies_for(None, current(), when), current().section(CaseworkPolicy, on=when)
        standing = findings(case, when, policy, casework)
        found.append((when, {(one.person_id, one.code, one.about): (one.since, one.due_on) for one in standing}))
    return found


@QUICK
@given(stories())
def test_while_nothing_is_written_a_finding_keeps_its_day_and_its_due_day(lines: Lines) -> None:
    cases, first = cases_of(lines)
    for case in cases:
        for (_, before), (when, after) in pairwise(on_each_day(case, first, 130)):
            for key in before.keys() & after.keys():
                assert before[key][0] == after[key][0], (when, key)
                if key[1] != "event-unreviewed":  # due the same day while a dose is at home with a child
                    assert before[key][1] == after[key][1], (when, key)


@QUICK
@given(stories())
def test_nothing_stands_before_its_day_and_everything_says_who_and_by_when(lines: Lines) -> None:
    cases, first = cases_of(lines)
    policy, casework = policies_for(None, current(), first), current().section(CaseworkPolicy, on=first)
    for case in cases:
        for one in findings(case, first + timedelta(days=40), policy, casework):
            assert one.since <= first + timedelta(days=40)
            assert one.due_on is not None and one.owner
            assert one.due_on >= one.since or one.code == "item-overdue", one
            assert one.sentence and one.code not in one.sentence


@tried(4)
@given(stories())
def test_nothing_changes_before_the_next_change(lines: Lines) -> None:
    cases, first = cases_of(lines)
    policy, casework = policies_for(None, current(), first), current().section(CaseworkPolicy, on=first)
    for case in cases:
        changes_on = next_change_on(case, first, policy, casework)
        assert first < changes_on <= first + timedelta(days=casework.looks_ahead_days)
        today = {(one.code, one.about, one.since, one.due_on, one.is_overdue(first))
                 for one in findings(case, first, policy, casework)}  # fmt: skip
        for count in range(1, (changes_on - first).days):
            when = first + timedelta(days=count)
            standing = findings(case, when, policy, casework)
            assert {(one.code, one.about, one.since, one.due_on, one.is_overdue(when)) for one in standing} == today


# no facts, no crash


def facts() -> st.SearchStrategy[Case]:
    """A household of which next to nothing is known."""
    at = at_london(START, 9)
    person = PersonFact("p1", SAM, "R1", registered_on=START, registered_at=at)
    asked = [AskedFact(answer, START, at, person_id="p1") for answer in HouseholdAnswer]
    families = st.builds(
        lambda people, answers: Family("h1", people=tuple(people), asked=tuple(answers)),
        st.sampled_from([[], [person]]),
        st.lists(st.sampled_from(asked), max_size=2),
    )
    return families.map(lambda family: Case(family, History(), {}, {}, {}, frozenset()))


@PURE
@given(facts(), st.integers(-400, 4000))
def test_no_facts_no_crash(case: Case, count: int) -> None:
    when = START + timedelta(days=count)
    policy, casework = policies_for(None, current(), when), current().section(CaseworkPolicy, on=when)
    for one in findings(case, when, policy, casework):
        assert one.code in CATALOGUE
    next_change_on(case, when, policy, casework)


def test_children_without_anybody_in_care_need_nothing() -> None:
    with throw_away():
        ids, _ = standing_after([*a_family(), on(3, "end", why="moved away")])
        assert stands(ids, START + timedelta(days=90)) == [()]
