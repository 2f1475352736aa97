"""Loading the demonstration: households/*.jsonl played on the real database, with the demonstration's own staff."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from casework.demonstration.people import Cast
from casework.replay.acts import VERBS_PLAYED, Play
from casework.replay.names import check_names
from casework.replay.reading import Line, read_lines
from casework.replay.stage import Stage
from core.calendar import at_london
from core.db import commit, db
from core.findings import Stopped
from core.policy import Policy
from dispensing.queries import policies_for
from people.rules import PersonSaid
from staff.rules import RoleName

HOUSEHOLDS = Path(__file__).parent / "households"
RELATIVE = re.compile(r"[+-]\d+")
FIRST_LINE_AT = 9


class DemonstrationBroken(Exception):
    """A household of the demonstration does not load as it should."""


@dataclass(frozen=True, slots=True)
class DemoFamily:
    """One household: what it shows, its pharmacy, its keyworker, and its lines in date order."""

    shows: str
    pharmacy: str
    keyworker: str
    lines: tuple[Line, ...]


def demo_families(today: date) -> Iterator[DemoFamily]:
    """The households, dated from a London day: "-40" in a file is forty days before it."""
    for path in sorted(HOUSEHOLDS.glob("*.jsonl")):
        head, *rest = path.read_text(encoding="utf-8").splitlines()
        about = json.loads(head)
        dated = [json.dumps(_dated(json.loads(row), today)) for row in rest]
        lines = read_lines("\n".join(dated).encode())
        check_names(lines)
        yield DemoFamily(about["shows"], about["pharmacy"], about["keyworker"], lines)


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, dict):
        return {key: _dated(one, today) for key, one in value.items()}
    if isinstance(value, list):
        return [_dated(one, today) for one in value]
    if isinstance(value, str) and RELATIVE.fullmatch(value):
        return (today + timedelta(days=int(value))).isoformat()
    return value


@dataclass
class DemoStage(Stage):
    """A stage whose staff, agencies and pharmacies are the demonstration's."""

    cast: Cast = field(kw_only=True)
    keyworker: str = ""
    pharmacy_name: str = ""
    registered: int = 0

    def service(self, name: str) -> UUID:
        """There is one service here."""
        return self.cast.service_id

    def member(self, name: str, role: RoleName, service: str) -> UUID:
        """A member of the demonstration's staff by name; the household's keyworker where the file names none."""
        return self.cast.staff.get(name) or self.cast.staff[self.keyworker]

    def pharmacy(self, who: str, service: str) -> UUID:
        """The household's pharmacy."""
        return self.cast.pharmacies[self.pharmacy_name]

    def open_pharmacy(self, who: str, line: Line, by: UUID, at: datetime) -> None:
        """The pharmacies have their days already."""

    def person_said(self, line: Line) -> PersonSaid:
        """A full name, an NHS number of the test range and a number of the drama range."""
        given, family_name = line.who.rsplit(" ", 1)
        said = super().person_said(line)
        self.registered += 1
        return PersonSaid(
            family_name=family_name,
            given_names=given,
            born_on=said.born_on,
            nhs_number=self.cast.nhs_numbers[self.registered - 1],
            phone=f"07700 900{100 + self.registered:03d}",
            treatment_started_on=said.treatment_started_on,
            leaflet_language=said.leaflet_language,
            leaflet_format=said.leaflet_format,
        )


def load_families(cast: Cast, policy: Policy, today: date, until: datetime) -> int:
    """Play every household as of a London day, nothing later than the instant `until`. How many were loaded.

    Raises DemonstrationBroken where a line that should be accepted is not.
    """
    stage = DemoStage(cast=cast)
    count = 0
    for family in demo_families(today):
        stage.keyworker, stage.pharmacy_name = family.keyworker, family.pharmacy
        _play(family, stage, policy, until)
        count += 1
    return count


def _play(family: DemoFamily, stage: DemoStage, policy: Policy, until: datetime) -> None:
    minutes: dict[date, int] = {}
    for line in family.lines:
        minutes[line.on] = minutes.get(line.on, -1) + 1
        at = min(at_london(line.on, FIRST_LINE_AT) + timedelta(minutes=minutes[line.on]), until)
        _line(Play(stage, line, at, policies_for(None, policy, line.on), {}), family.shows)


def _line(play: Play, shows: str) -> None:
    """Play one line. A decision that a closed day of the season stops is kept as not agreed, as at a desk."""
    try:
        VERBS_PLAYED[play.line.do](play)
        commit()
    except Stopped as stopped:
        db.session.rollback()
        if play.line.do != "decide":
            raise DemonstrationBroken(f"{shows}: line {play.line.number} ({play.line.do}): {stopped}") from stopped
