"""Jobs: there or not at all, one at a time, once, and again later where it did not work."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from core.db import db
from core.jobs import GiveUp, Job, Running, TryLater, handles, progress, queue, run_due, run_one
from core.jobs.kinds import KINDS

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def seen(inside: Flask) -> Iterator[list[str]]:
    """What the handler of `try-out` was given; it does as its payload says."""
    done: list[str] = []

    @handles("try-out")
    def _run(running: Running) -> str:
        done.append(running.payload["name"])
        match running.payload.get("do"):
            case "later":
                raise TryLater("not now")
            case "never":
                raise GiveUp("never: ask them")
            case "break":
                raise ValueError("a fault in the program")
            case "batch":
                for part in (1, 2):
                    running.progress(part, 3)
                raise TryLater("the last one did not come")
        return "done"

    yield done
    KINDS.pop("try-out")


def put(name: str, do: str = "", key: str | None = None, not_before: datetime | None = None) -> Job:
    job = queue("try-out", {"name": name, "do": do}, at=AT, key=key, not_before=not_before)
    db.session.commit()
    return job


def row(job: Job) -> Job:
    return db.session.get_one(Job, job.id, populate_existing=True)


def test_what_is_due_is_done_once_in_its_order(seen: list[str]) -> None:
    put("second", not_before=AT + MINUTE)
    put("first")
    put("tomorrow", not_before=AT + 24 * HOUR)
    assert run_due(at=AT + HOUR, worker="one") == 2
    assert run_due(at=AT + HOUR, worker="two") == 0
    assert seen == ["first", "second"]


def test_there_is_only_one_of_a_key(seen: list[str]) -> None:
    first = put("first", key="pack:1")
    assert put("again", key="pack:1").id == first.id
    run_due(at=AT, worker="one")
    put("and again", key="pack:1")
    assert run_due(at=AT, worker="one") == 0
    assert seen == ["first"]


def test_a_job_that_is_rolled_back_was_never_there(seen: list[str]) -> None:
    queue("try-out", {"name": "gone"}, at=AT)
    db.session.rollback()
    assert run_due(at=AT, worker="one") == 0


@pytest.mark.parametrize(
    ("do", "words"), [("later", "not now"), ("break", "This could not be done; the machine's log says why.")]
)
def test_what_did_not_work_waits_longer_each_time_and_is_given_up_in_the_end(
    seen: list[str], do: str, words: str
) -> None:
    job, at, waits = put("stubborn", do), AT, []
    while row(job).done_at is None:
        at = row(job).not_before_at + MINUTE / 60
        run_due(at=at, worker="one")
        waits.append(row(job).not_before_at - at)
    assert len(seen) == row(job).tries == 16
    assert (waits[0].seconds, waits[1].seconds, waits[2].seconds) == (30, 60, 120)
    assert max(waits) <= 8 * HOUR + MINUTE
    assert (row(job).given_up, row(job).outcome) == (True, words)


def test_what_will_never_work_is_given_up_at_once(seen: list[str]) -> None:
    job = put("hopeless", "never")
    run_due(at=AT, worker="one")
    assert (row(job).tries, row(job).given_up, row(job).outcome) == (1, True, "never: ask them")


def test_a_batch_keeps_the_parts_it_has_done(seen: list[str]) -> None:
    put("batch", "batch", key="batch:1")
    run_due(at=AT, worker="one")
    found = progress("batch:1")
    assert found is not None
    assert (found.done_parts, found.of_parts, found.ended) == (2, 3, False)


def test_what_a_worker_dropped_is_taken_up_when_its_while_is_over(seen: list[str]) -> None:
    job = put("dropped")
    taken = row(job)
    taken.claimed_by, taken.claimed_at, taken.claimed_until_at, taken.tries = "dead", AT, AT + 5 * MINUTE, 1
    db.session.commit()
    assert run_due(at=AT + 4 * MINUTE, worker="one") == 0
    assert run_due(at=AT + 6 * MINUTE, worker="one") == 1
    assert row(job).done_at is not None


def test_a_worker_that_was_away_too_long_does_not_overwrite_what_another_did(inside: Flask) -> None:
    @handles("slow")
    def _slow(running: Running) -> str:
        if running.worker == "slow":
            assert run_one(at=AT + HOUR, worker="quick")
            return "slow"
        return "quick"

    job = queue("slow", {}, at=AT)
    db.session.commit()
    run_one(at=AT, worker="slow")
    KINDS.pop("slow")
    assert (row(job).outcome, row(job).tries) == ("quick", 2)


def test_what_cannot_be_done_here_waits_untouched(seen: list[str]) -> None:
    @handles("not-here", ready=lambda: False)
    def _never(running: Running) -> str:
        raise AssertionError

    queue("not-here", {}, at=AT)
    db.session.commit()
    assert run_due(at=AT + HOUR, worker="one") == 0
    KINDS.pop("not-here")
    assert db.session.scalars(select(Job.tries)).all() == [0]


def test_the_command_does_what_is_due_and_ends(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["jobs", "run", "--once"])
    assert result.output == "Did 0 jobs.\n"
