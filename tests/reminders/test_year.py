"""A year of families as they are, and of staff as they are: how many messages a worker gets, and what is in them."""

import json
import os
import random
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from casework.replay import playing
from casework.rules.notices import notices
from core.bank_holidays import Nation, around
from core.calendar import is_working_day
from core.policy import as_shipped, current
from tests.casework.replay.stories import a_stage

CASES = Path(__file__).parents[2] / "docs" / "cases"
CASELOAD = {
    "quiet-alone": 18,
    "quiet-couple": 5,
    "quiet-toddler": 8,
    "quiet-grandchild": 6,
    "quiet-teenager": 9,
    "quiet-baby": 4,
}
"""Of 50 families: how many are like each of those that are well kept over a year (tests/casework/replay)."""

WHOLE = bool(os.environ.get("BENCH"))
WORKERS, PEOPLE = (4, 50) if WHOLE else (1, 2)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LATE, LATEST = 0.15, 5
"""Ordinary staff: of what they do, this part comes late, by so many days at most."""


def a_year(name: str, weeks: int, chance: random.Random) -> bytes:
    """A family's year, so many weeks later, kept by somebody who is late now and then."""
    lines: list[str] = []
    day = date.min
    for line in (CASES / f"{name}.jsonl").read_text().splitlines():
        moved = DAY.sub(lambda found: str(date.fromisoformat(found[0]) + timedelta(weeks=weeks)), line)
        said = json.loads(moved)
        on = date.fromisoformat(said["on"])
        late = chance.randint(1, LATEST) if lines and chance.random() < LATE else 0
        day = max(day, on + timedelta(days=late)) if said["do"] != "register" else max(day, on)
        lines.append(json.dumps(said | {"on": str(day)}))
    return "\n".join(lines).encode()


def heard(stage: Flask, name: str, chance: random.Random) -> Iterator[tuple[date, str]]:
    """What is told about one family after its first day: the day and to whom; what is due soon included."""
    with stage.app_context():
        played = list(playing.replay(a_year(name, chance.randrange(52), chance), as_shipped(current())))
    first = played[0].line.on
    yield from ((one.on, one.to) for each in played for one in each.sent if one.on > first)


@pytest.mark.bench
@pytest.mark.timeout(3600)
def test_a_digest_that_nobody_would_mute(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    due = lambda found, case, policy, on: (one for one in notices(found, case, policy) if one.due_on <= on)  # noqa: E731
    monkeypatch.setattr(playing, "due_notices", due)
    chance, weeks, things, stage = random.Random(7), Counter[int](), [], a_stage()
    kinds = [name for name, count in CASELOAD.items() for _ in range(count)]
    holidays = around(Nation.ENGLAND_AND_WALES, date(2026, 1, 1))
    for _ in range(WORKERS):
        mornings: dict[date, int] = defaultdict(int)
        for name in chance.sample(kinds, PEOPLE):
            for on, to in heard(stage, name, chance):
                while not is_working_day(on, holidays):
                    on += timedelta(days=1)
                mornings[on] += to == "keyworker"
        things += [count for count in mornings.values() if count]
        per_week = Counter(day.isocalendar()[:2] for day, count in mornings.items() if count)
        weeks.update(per_week.values())
    a_week = sorted(weeks.elements())
    with capsys.disabled():
        print(
            f"\n{WORKERS * PEOPLE} families, {WORKERS} workers, a year: e-mails a worker gets a week: "
            f"median {statistics.median(a_week):.0f}, worst {a_week[-1]}; things in one: "
            f"median {statistics.median(things):.0f}, worst {max(things)}"
        )
    assert a_week[-1] <= 5
    assert statistics.median(things) <= 4
