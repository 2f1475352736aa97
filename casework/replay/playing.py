"""Playing a case file: each line recorded on its day, each day's pass in between, and what stands after each line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from casework.queries.cases import Gathered, assembled, gathered, gathered_again
from casework.replay.acts import VERBS_PLAYED, NothingToActOn, Play
from casework.replay.labels import Labels
from casework.replay.names import check_names
from casework.replay.reading import Line, read_lines
from casework.replay.stage import Stage, set_stage
from casework.replay.written import Written
from casework.rules import Case, CaseworkPolicy, findings
from casework.rules.notices import Telling, due_notices
from core.calendar import DAY, at_london
from core.conflict import Conflict, Refused
from core.db import db
from core.findings import Finding, Stopped
from core.policy import Policy
from core.throw_away import throw_away
from dispensing.actions import ExceptionRefused
from dispensing.queries import policies_for

FIRST_LINE_AT = 9

Standing = list[tuple[Case, tuple[Finding, ...]]]
NoticeKey = tuple[str, str, str, date, str]


@dataclass(frozen=True, slots=True)
class Played:
    """What one line brought: whether it was accepted, the stops it met, what stands after it, who was told."""

    line: Line
    accepted: bool
    stopped: tuple[str, ...]
    raised: tuple[str, ...]
    cleared: tuple[str, ...]
    open: tuple[str, ...]
    details: dict[str, list[str]]
    sent: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole play in numbers."""

    lines: int
    accepted: int
    refused: int
    raised: dict[str, int]
    sent: dict[str, int]


def replay(content: bytes, policy: Policy) -> Iterator[Played]:
    """Play a case file in a throw-away database. Raises CaseRefused before line 1 is played."""
    lines = read_lines(content)
    check_names(lines)
    with throw_away():
        stage = set_stage(lines, at_london(lines[0].on - DAY, FIRST_LINE_AT))
        yield from _Theatre(policy, stage, Written()).play(lines)


def summary(played: Sequence[Played]) -> Summary:
    """What the summary line says."""
    accepted = sum(one.accepted for one in played)
    return Summary(
        lines=len(played),
        accepted=accepted,
        refused=len(played) - accepted,
        raised=dict(sorted(Counter(code for one in played for code in one.raised).items())),
        sent=dict(sorted(Counter(telling.to for one in played for telling in one.sent).items())),
    )


@dataclass
class _Theatre:
    """The state of a play between lines: whose facts are known, what stands, who was told what."""

    policy: Policy
    stage: Stage
    written: Written
    facts: Gathered | None = None
    known: dict[UUID, Case] = field(default_factory=dict)
    known_on: date | None = None
    standing: Standing = field(default_factory=list)
    stands_on: date | None = None
    open: tuple[str, ...] = ()
    told: set[NoticeKey] = field(default_factory=set)
    tellings: set[Telling] = field(default_factory=set)
    labels: Labels = field(default_factory=Labels)

    def play(self, lines: Sequence[Line]) -> Iterator[Played]:
        """Every line in order, the day passes of the days since the last one before the first of a date."""
        day = lines[0].on - DAY
        count = 0
        for line in lines:
            count = 0 if line.on > day else count + 1
            sent: list[Telling] = []
            while day < line.on:
                day += DAY
                sent += self._day_pass(day)
            yield self._line(line, at_london(line.on, FIRST_LINE_AT) + timedelta(minutes=count), sent)

    def _day_pass(self, on: date) -> list[Telling]:
        self._look(on)
        return self._tell(on)

    def _line(self, line: Line, at: datetime, sent: list[Telling]) -> Played:
        accepted, stopped = self._act(line, at)
        self._look(line.on)
        self.labels.learn(line, self.known.values())
        now = tuple(sorted({finding.code for _, found in self.standing for finding in found}))
        before, self.open = set(self.open), now
        return Played(
            line=line,
            accepted=accepted,
            stopped=tuple(sorted({stop.code for stop in stopped})),
            raised=tuple(code for code in now if code not in before),
            cleared=tuple(sorted(before - set(now))),
            open=now,
            details=self.labels.details(finding for _, found in self.standing for finding in found),
            sent=tuple(sorted([*sent, *self._tell(line.on)])),
        )

    def _act(self, line: Line, at: datetime) -> tuple[bool, tuple[Finding, ...]]:
        """Play one line: whether it was accepted, and the stops it met."""
        verb = VERBS_PLAYED.get(line.do)
        if verb is None:
            return True, ()
        try:
            play = Play(self.stage, line, at, policies_for(None, self.policy, line.on), self.labels.events_of_lines)
            set_aside = verb(play)
            db.session.commit()
        except (Stopped, ExceptionRefused) as refused:
            db.session.rollback()
            return False, refused.stops
        except (Refused, Conflict, NothingToActOn):
            db.session.rollback()
            return False, ()
        return True, set_aside or ()

    def _look(self, on: date) -> None:
        """What stands on a day: worked out anew where something was written, or a day has passed."""
        fresh = self._gather(self.written.since_asked(), on)
        if not fresh and self.stands_on == on:
            return
        policy, casework = policies_for(None, self.policy, on), self.policy.section(CaseworkPolicy, on=on)
        self.standing = [(case, findings(case, on, policy, casework)) for case in self.known.values()]
        self.stands_on = on

    def _gather(self, written: frozenset[str], on: date) -> bool:
        """Read what was written since; the bank holidays of another year are another year's. Whether anything is new.

        Only the packages that wrote are read again. Who came or moved changes what all of them have to say.
        """
        if self.facts is None or "people" in written:
            self.facts = gathered(self.stage.households())
        elif written:
            self.facts = gathered_again(self.facts, written)
        elif self.known_on is not None and self.known_on.year == on.year:
            return False
        self.known, self.known_on = assembled(self.facts, on), on
        return True

    def _tell(self, on: date) -> list[Telling]:
        """Who is told today, once per day, role and code; each stage of a finding once."""
        casework = self.policy.section(CaseworkPolicy, on=on)
        new: set[Telling] = set()
        due = set()
        for case, found in self.standing:
            for notice in due_notices(found, case, casework, on):
                due.add(notice.key)
                if notice.key not in self.told:
                    new |= {Telling(on, owner.value, notice.finding.code) for owner in notice.to}
        self.told = due
        fresh = sorted(new - self.tellings)
        self.tellings |= new
        return fresh
