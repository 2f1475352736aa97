"""One pass: what stands is brought up to date, who is to be told is written down, and what is due goes out."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from casework.cli import day_pass, forget_old_presses, keep_todays_figures, throw_old_packs_away
from casework.models import TellingClock, TellingDue
from casework.queries.deriving import derived
from casework.queries.telling import CLOCK, count_to_tell_of, households_to_tell_of
from casework.rules.messages import MessageKind
from casework.rules.policy import TellingPolicy
from casework.rules.stages import Way
from core.bank_holidays import Nation, around
from core.calendar import day_of
from core.db import commit, db, reading, writing
from core.policy import current
from core.wording import counted
from reminders.actions.planning import Policies, assemble, plan, write_once
from reminders.alarm import raise_alarm
from reminders.queries import holders, keys_taken, messages_to_send, reaches, room_in, services, waiting_groups
from reminders.rules.when import when_allowed
from reminders.rules.wording import summary_text
from reminders.sending import send_one
from reminders.summing import numbers, summary_goes
from staff.models import Service
from staff.rules import RoleName

log = logging.getLogger(__name__)

BATCH = 25
EVERY = timedelta(minutes=1)
SOMETHING_WRONG = "The last pass could not be finished; the machine's log says why."


@dataclass(frozen=True, slots=True)
class Passed:
    """What a pass did."""

    looked_at: int
    planned: int
    sent: int


def one_pass(*, at: datetime, worker: str) -> Passed | None:
    """Do everything that is due at an instant (UTC). None where another process is at it. Commits, step by step."""
    policy, by_now = current().section(TellingPolicy, on=day_of(at)), _from(at)
    if not _take(at, worker, policy):
        return None
    try:
        raise_alarm(at, policy)
        failed = set(day_pass(on=day_of(at), policy=current()).failed)
        keep_todays_figures(at)
        throw_old_packs_away(at)
        forget_old_presses(at)
        looked_at, planned, untold = _plan_all(at, by_now, worker, policy)
        _summaries(at)
        _assemble_all(at)
        sent = send_due(at=by_now(), worker=worker)
    except Exception:
        db.session.rollback()
        log.exception("the reminders' pass could not be finished")
        _leave(at, worker, {"problem": SOMETHING_WRONG})
        send_due(at=by_now(), worker=worker)
        raise
    _leave(at, worker, {"problem": _problem(len(failed | untold)), "succeeded_at": at})
    return Passed(looked_at, planned, sent)


def _problem(families: int) -> str:
    """What the board says of families that could not be worked out, or told of; the log names them."""
    if not families:
        return ""
    who = counted(families, "family", "families")
    return f"{who} could not be worked out, so nobody hears of what is new there; the machine’s log names them."


def send_due(*, at: datetime, worker: str) -> int:
    """Send what is due from an instant (UTC) on, for a minute at most. Says how many were taken on.

    No more begin in any minute of the clock than the policy allows, whoever else sends: the rest follow.
    """
    policy, by_now = current().section(TellingPolicy, on=day_of(at)), _from(at)
    with reading():
        ids = messages_to_send(at, limit=room_in(at, policy.messages_a_minute))
        db.session.commit()
    taken = 0
    for message_id in ids:
        if by_now() - at >= EVERY:
            break
        taken += send_one(message_id, at=by_now(), worker=worker)
    return taken


def _from(at: datetime) -> Callable[[], datetime]:
    """What it is by then, asked later: a pass takes its time, and what it takes in hand late is in hand from then."""
    began = time.monotonic()
    return lambda: at + timedelta(seconds=time.monotonic() - began)


# ---- one process at a time ----


def _take(at: datetime, worker: str, policy: TellingPolicy) -> bool:
    """Whether this process may make the pass: nobody else is at it, or gave no sign of life for a while."""
    _make_clock()
    free = or_(TellingClock.held_by.is_(None), TellingClock.held_by == worker, TellingClock.held_until_at < at)
    until = at + timedelta(minutes=policy.lease_minutes)
    values = {"held_by": worker, "held_until_at": until, "started_at": at, "done_parts": 0, "of_parts": 0}
    return _set(values, free)


def _make_clock() -> None:
    with reading():
        there = db.session.get(TellingClock, CLOCK) is not None
        db.session.commit()
    if there:
        return
    with writing():
        try:
            db.session.execute(insert(TellingClock).values(name=CLOCK, problem="", done_parts=0, of_parts=0))
            db.session.commit()
        except IntegrityError:
            db.session.rollback()


def _leave(at: datetime, worker: str, values: dict[str, object]) -> None:
    done = {**values, "held_by": None, "held_until_at": None, "next_at": at + EVERY}
    _set(done, TellingClock.held_by == worker)


def _set(values: dict[str, object], *conditions: object) -> bool:
    with writing():
        query = update(TellingClock).where(TellingClock.name == CLOCK, *conditions).values(**values)  # type: ignore[arg-type]
        found = db.session.execute(query, execution_options={"synchronize_session": False})
        db.session.commit()
    return bool(getattr(found, "rowcount", 0))


# ---- who is to be told ----


def _plan_all(
    at: datetime, by_now: Callable[[], datetime], worker: str, policy: TellingPolicy
) -> tuple[int, int, set[UUID]]:
    """Every household about which there may be something to tell, batch by batch, with progress and a sign of life.

    How many, how many reminders were written, and the households that could not be told of.
    """
    on, done, planned, untold = day_of(at), 0, 0, set[UUID]()
    with reading():
        of = count_to_tell_of(on)
        policies = {one.id: _policy(one, at) for one in services()} if of else {}
        db.session.commit()
    for ids in _batches(at):
        written, lost = _plan(ids, at, policies)
        planned, untold = planned + written, untold | lost
        done += len(ids)
        until = by_now() + timedelta(minutes=policy.lease_minutes)
        _set({"done_parts": done, "of_parts": max(of, done), "held_until_at": until}, TellingClock.held_by == worker)
    return done, planned, untold


def _batches(at: datetime) -> Iterator[list[UUID]]:
    last = None
    while True:
        with reading():
            some = households_to_tell_of(day_of(at), limit=BATCH, after=last)
            db.session.commit()
        if not some:
            return
        yield [one.household_id for one in some]
        last = some[-1]


def _plan(ids: list[UUID], at: datetime, policies: Policies) -> tuple[int, set[UUID]]:
    """One batch; where one of it cannot be worked out, each by itself, so that it holds up no other; and which."""
    try:
        with reading():
            query = select(TellingDue.household_id, TellingDue.stamp).where(TellingDue.household_id.in_(ids))
            stamps = {row.household_id: row.stamp for row in db.session.execute(query)}
            found = [one for one in derived(stamps, day_of(at), current()) if one.case.family.people]
            db.session.commit()
        with writing():
            planned = plan(found, stamps, at=at, policies=policies)
            commit()
    except Exception:
        db.session.rollback()
        if len(ids) == 1:
            log.exception("household %s could not be told of", ids[0])
            return 0, set(ids)
        each = [_plan([household_id], at, policies) for household_id in ids]
        return sum(written for written, _ in each), set().union(*(lost for _, lost in each))
    return planned, set()


def _policy(service: Service, at: datetime) -> TellingPolicy:
    return current().section(TellingPolicy, on=day_of(at), service_code=service.code)


def _assemble_all(at: datetime) -> None:
    """One message for whatever may go now; outside a service's hours that is the same day's alone."""
    with reading():
        open_hours = {one.id for one in services() if _may_go(one, at)}
        groups = waiting_groups(at, open_hours)
        db.session.commit()
    for group in groups:
        with writing():
            assemble(group, at=at, same_day=group.service_id not in open_hours)
            commit()


def _may_go(service: Service, at: datetime) -> bool:
    """Whether anybody at a service may be disturbed now: a process that was down has its catching up to do later."""
    return when_allowed(at, _policy(service, at), around(Nation(service.nation), day_of(at))) <= at


# ---- the week ----


def _summaries(at: datetime) -> None:
    """The week for every manager, once, with the digest of its day."""
    with reading():
        every = [(one, _policy(one, at)) for one in services()]
        db.session.commit()
    for service, policy in every:
        goes = summary_goes(at, policy, around(Nation(service.nation), day_of(at)))
        if goes is None or at < goes:
            continue
        with reading():
            keys = {f"summary:{one}:{day_of(goes)}": one for one in holders(service.id, RoleName.MANAGER)}
            new = {key: keys[key] for key in keys.keys() - keys_taken(keys)} if keys else {}
            reach, said = (reaches(new.values()), numbers(service.id, at)) if new else ({}, [])
            db.session.commit()
        if not new:
            continue
        with writing():
            write_once(
                {
                    "service_id": service.id,
                    "kind": MessageKind.SUMMARY,
                    "way": Way.EMAIL,
                    "recipient_id": staff_id,
                    "at": at,
                    "key": key,
                    "text": summary_text(reach[staff_id].name, said, f"{_address()}/board"),
                }
                for key, staff_id in sorted(new.items())
            )
            commit()


def _address() -> str:
    return str(current_app.extensions["settings"].address_for_links)
