"""Commands of casework: the nightly pass, and making every copy anew."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import click
from flask.cli import AppGroup

from casework.actions import keep_figures, refresh, settle
from casework.actions.packs import throw_old_files_away
from casework.queries.deriving import Derived, derived
from casework.queries.passing import all_households, due_households
from core import clock
from core.calendar import DAY
from core.db import commit, db, reading, writing
from core.once import forget_presses
from core.policy import Policy, current

log = logging.getLogger(__name__)

Looked = tuple[Derived, date]
"""What stands for a household, and the next day to look."""

cli = AppGroup("casework", help="What families still need: bring the lists up to date.")

BATCH = 25
"""So many households are derived at once, and written in one short transaction."""


@cli.command("day-pass")
def day_pass_command() -> None:
    """Look at every family whose findings time alone may have changed. Safe to run again, at any time."""
    at = clock.now()
    passed = day_pass(on=clock.day_of(at), policy=current())
    keep_todays_figures(at)
    throw_old_packs_away(at)
    forget_old_presses(at)
    click.echo(f"Looked at {passed.done:,} families.")
    if passed.failed:
        raise click.ClickException(f"{len(passed.failed):,} could not be worked out; the log says why.")


def keep_todays_figures(at: datetime) -> None:
    """Keep what the reports' figures are on the London day of an instant, once a day. Commits."""
    with writing():
        keep_figures(on=clock.day_of(at), at=at)
        commit()


def throw_old_packs_away(at: datetime) -> None:
    """Throw away the packs that were made more than a week before an instant. Commits."""
    with writing():
        throw_old_files_away(at=at)
        commit()


def forget_old_presses(at: datetime) -> None:
    """Forget which forms were saved two days before an instant (UTC) and longer ago. Commits."""
    with writing():
        forget_presses(at)
        commit()


@cli.command("rebuild")
def rebuild_command() -> None:
    """Make the copies for the lists anew, for every family."""
    done = rebuild(on=clock.day_of(clock.now()), policy=current())
    click.echo(f"Made anew for {done:,} families.")


@dataclass(frozen=True, slots=True)
class Passed:
    """What a pass did: how many households, and those that could not be worked out."""

    done: int
    failed: tuple[UUID, ...] = ()


def day_pass(*, on: date, policy: Policy, batch: int = BATCH) -> Passed:
    """Bring up to date every household that falls due by a London day. Commits, batch by batch.

    Facts are read and derived outside the writer's place, so that the desks are not held up; what somebody wrote
    about in the meantime is left as they left it. A household that cannot be worked out holds up no other: it stays
    due, so that the lists keep saying that they are not up to date.
    """
    done, failed = 0, list[UUID]()
    while True:
        ids = _due(on, batch, failed)
        if not ids:
            return Passed(done, tuple(failed))
        found, lost = _derive(ids, on, policy)
        failed += lost
        with writing():
            done += settle(found)
            commit()


def _due(on: date, limit: int, without: list[UUID]) -> list[UUID]:
    with reading():
        ids = due_households(on, limit=limit, without=without)
        db.session.commit()
    return ids


def _derive(ids: list[UUID], on: date, policy: Policy) -> tuple[list[Looked], list[UUID]]:
    """What stands for these households and when to look again; and which of them could not be worked out."""
    try:
        with reading():
            looked = [(one, max(one.next_change_on(), on + DAY)) for one in derived(ids, on, policy)]
            db.session.commit()
        return looked, []
    except Exception:
        db.session.rollback()
        if len(ids) == 1:
            log.exception("household %s could not be worked out", ids[0])
            return [], ids
    each = [_derive([household_id], on, policy) for household_id in ids]
    return [one for found, _ in each for one in found], [household_id for _, lost in each for household_id in lost]


def rebuild(*, on: date, policy: Policy, batch: int = BATCH) -> int:
    """Make the copy of every household anew. Says how many. Commits, batch by batch."""
    done, last = 0, None
    while True:
        ids = _page(last, batch)
        if not ids:
            return done
        with writing():
            done += refresh(ids, on=on, policy=policy)
            commit()
        last = ids[-1]


def _page(after: UUID | None, limit: int) -> list[UUID]:
    with reading():
        ids = all_households(after=after, limit=limit)
        db.session.commit()
    return ids
