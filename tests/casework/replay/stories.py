"""Case files for tests, short enough that a test reads like the row it is about. All fictional.

Day 0 is Monday 1 June 2026; there is no bank holiday until day 91, so that day 7 is five working days after day 0.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from app import SECTIONS
from casework.replay.playing import Played, replay
from casework.rules.catalogue import CATALOGUE
from core.db import db
from core.policy import Policy, as_shipped, current, load

START = date(2026, 6, 1)
SAM = "Sam"

Lines = list[dict[str, Any]]


def a_stage() -> Flask:
    """An application with the shipped policy and nothing else: case files bring their own database."""
    app = Flask("stage")
    app.config["SQLALCHEMY_ENGINES"] = {"default": "sqlite://"}
    db.init_app(app)
    app.extensions["policy"] = shipped()
    return app


def shipped() -> Policy:
    return load(Path(__file__).parents[3] / "policy.toml", None, SECTIONS)


def day(count: int) -> str:
    """Day `count` as the case file writes it."""
    return (START + timedelta(days=count)).isoformat()


def years_ago(years: int, days: int = 0) -> str:
    """A date of birth: so many years, and days, before day 0."""
    return (START.replace(year=START.year - years) - timedelta(days=days)).isoformat()


def on(count: int, do: str, **keys: Any) -> dict[str, Any]:
    """A line of day `count`; about Sam unless `who` says otherwise."""
    who = {} if do in ("wait", "new-leaflet-version") else {"who": keys.pop("who", SAM)}
    return {"on": day(count), "do": do, **who, **keys}


def waits(*counts: int) -> Lines:
    """Days on which one only looks."""
    return [on(count, "wait") for count in counts]


def child(name: str = "Mia", born: str | None = None, how: str = "lives", **keys: Any) -> dict[str, Any]:
    """A child of a household; three years old unless `born`, or `due`, says otherwise."""
    return {"name": name, "how": how, **({} if "due" in keys else {"born": born or years_ago(3, 40)}), **keys}


def adult(name: str = "Tom", role: str = "partner", **keys: Any) -> dict[str, Any]:
    return {"name": name, "role": role, **keys}


def registered(*, who: str = SAM, **keys: Any) -> Lines:
    """Somebody two years in treatment, who has the leaflet and was offered naloxone."""
    return [
        on(0, "register", who=who, **{"started_on": years_ago(2), **keys}),
        on(0, "leaflet", who=who),
        on(0, "naloxone", who=who, **{"is": "given"}),
    ]


def household(*children: dict[str, Any], who: str = SAM, at: int = 0, **keys: Any) -> Lines:
    """The answer to who lives, stays and visits."""
    answer = {"answer": "children", "children": list(children)} if children else {"answer": "none"}
    return [on(at, "household", who=who, **{**answer, **keys})]


def prescribed(at: int = 0, *, who: str = SAM, mg: float = 50, **keys: Any) -> Lines:
    return [on(at, "prescribe", who=who, mg=mg, **keys)]


def plan(at: int = 0, *, who: str = SAM, copied: bool = True, **keys: Any) -> Lines:
    """A plan with every item agreed, seen at home, for one bottle, and the person's copy."""
    whole = {"items": "all", "evidence": "seen-at-home", "bottles": 1, "mg": 50, "review_on": day(at + 84)}
    return [on(at, "plan", who=who, **{**whole, **keys}), *([on(at, "copy", who=who)] if copied else [])]


def decided(arrangement: Any = "daily-pick-up", at: int = 0, *, who: str = SAM, **keys: Any) -> Lines:
    """A decision with all that a decision takes, at a time without risk."""
    whole = {
        "arrangement": arrangement,
        "reason": "works early shifts",
        "alternatives": ["a seven-day pharmacy"],
        "authorised_by": "Dr Shah",
        "senior": "Mx Lane",
        "better_for_the_child": {"text": "breakfast together again", "evidence": "seen"},
        "review_on": day(at + 14),
    }
    return [on(at, "decide", who=who, **{key: one for key, one in {**whole, **keys}.items() if one is not None})]


def a_family(
    *children: dict[str, Any],
    arrangement: Any = "daily-pick-up",
    planned: dict[str, Any] | None = None,
    prescription: dict[str, Any] | None = None,
    decision: dict[str, Any] | None = None,
    more: Iterable[dict[str, Any]] = (),
) -> Lines:
    """A family for which all is in order on day 0: one bottle at home, a child of three, a plan seen at home."""
    return [
        *registered(),
        *household(*(children or (child(),))),
        *prescribed(**(prescription or {})),
        *more,
        *plan(**(planned or {})),
        *decided(arrangement, **{"review_on": day(84), **(decision or {})}),
    ]


def with_a_dose_at_home(*children: dict[str, Any], arrangement: Any = "daily-pick-up") -> Lines:
    """A family with a dose at home, that nobody decided on and no plan is for."""
    return [*registered(), *household(*(children or (child(),))), *prescribed(in_use=arrangement)]


def without_a_dose_at_home(*children: dict[str, Any]) -> Lines:
    """A family whose every dose is swallowed at the pharmacy."""
    return with_a_dose_at_home(*children, arrangement="supervised-7")


@dataclass(frozen=True)
class Raised:
    """When a finding was first told, to whom, and by which day it is due (none: the play ended before)."""

    on: int
    due: int | None
    to: tuple[str, ...] = ("keyworker",)


@dataclass(frozen=True)
class Told:
    """What was said of a case file."""

    played: Sequence[Played]

    def __getitem__(self, key: int | str) -> Played:
        """The last line of a day, or the line with an id."""
        found = [one for one in self.played if key in ((one.line.on - START).days, one.line.get("id"))]
        return found[-1]

    @property
    def last(self) -> Played:
        return self.played[-1]

    def open(self, key: int | str) -> set[str]:
        return set(self[key].open)

    def tellings(self, code: str, since: int = 0) -> list[tuple[int, str]]:
        """The days and roles told of a code, from a day on."""
        told = [((one.on - START).days, one.to) for each in self.played for one in each.sent if one.about == code]
        return [one for one in told if one[0] >= since]

    def raised(self, code: str, since: int = 0) -> Raised | None:
        """When it was first told from a day on, to whom, and its due day: the day before the manager was told too."""
        told = self.tellings(code, since)
        if not told:
            return None
        first = told[0][0]
        owners = tuple(sorted({to for when, to in told if when == first}))
        late = [when for when, to in told if when > first and to == "manager"]
        return Raised(first, late[0] - 1 if late else None, owners)


def play(*lines: dict[str, Any] | Lines) -> Told:
    """Play lines, and lists of lines, in the order of their days."""
    flat = [one for each in lines for one in (each if isinstance(each, list) else [each])]
    told = Told(tuple(replay(as_bytes(flat), as_shipped(current()))))
    assert {code for one in told.played for code in (*one.open, *one.stopped)} <= CATALOGUE.keys()
    return told


def as_bytes(lines: Lines) -> bytes:
    """The case file of these lines, in the order of their days."""
    return "\n".join(json.dumps(one) for one in sorted(lines, key=lambda one: one["on"])).encode()


def stopped(told: Told, key: int | str) -> set[str]:
    """The stops that a line met; it was not accepted because of them."""
    line = told[key]
    assert line.accepted != bool(line.stopped), "a line is accepted, or something stopped it"
    return set(line.stopped)


def assert_clears(before: Lines, code: str, *ways: dict[str, Any] | Lines) -> None:
    """Each way by itself, as the last thing done, clears what stood before it."""
    for way in ways:
        last = [way] if isinstance(way, dict) else way
        told = play(before, last)
        assert any(code in one.open for one in told.played[: -len(last)]), f"{code} never stood"
        assert code not in told.last.open, f"{code} still stands after {last[-1]}"
        assert told.last.accepted, f"{last[-1]} was not accepted: {told.last.stopped}"


def assert_leaves(before: Lines, code: str, *lines: dict[str, Any]) -> None:
    """None of these lines, one after the other, clears it."""
    told = play(before, list(lines))
    for one in told.played[-len(lines) :]:
        assert code in one.open, f"{one.line.do} cleared {code}"
