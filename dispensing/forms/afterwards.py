"""What was written on paper while the network was down, a line a person, entered afterwards."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.calendar import at_london
from core.forms import DateField, Form
from supply.rules.counter import NotGivenBecause

TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class Wrote(StrEnum):
    """What a line of the paper says."""

    USUAL = "usual"
    MISSED = "missed"
    REFUSED = "not-wanted"
    INTOXICATED = "intoxicated"
    UNWELL = "unwell"
    OTHER = "other"


WROTE_WORDS = {
    Wrote.USUAL: "As it was due",
    Wrote.MISSED: "Missed",
    Wrote.REFUSED: "Not wanted",
    Wrote.INTOXICATED: "Not given: drowsy or unwell from drink or drugs",
    Wrote.UNWELL: "Not given: unwell",
    Wrote.OTHER: "Not given: something else",
}
NOT_GIVEN = {
    Wrote.INTOXICATED: NotGivenBecause.INTOXICATED,
    Wrote.UNWELL: NotGivenBecause.UNWELL,
    Wrote.OTHER: NotGivenBecause.OTHER,
}


class DayForm(Form):
    """The day that the paper is about."""

    day = DateField("Which day is the paper about?", required="Enter the day")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as it was typed: `problem` in words where it cannot be read, `happened_at` where it can."""

    person_id: str
    wrote: Wrote | None
    time: str
    happened_at: datetime | None = None
    problem: str = ""


def read_lines(typed: Mapping[str, str], person_ids: Collection[str], day: date) -> list[PaperLine]:
    """The lines of these people on a London day; one without anything chosen has no `wrote`."""
    return [_read(typed, one, day) for one in person_ids]


def _read(typed: Mapping[str, str], person_id: str, day: date) -> PaperLine:
    said, time = typed.get(f"wrote-{person_id}", ""), typed.get(f"time-{person_id}", "").strip()[:10]
    if said not in set(Wrote):
        return PaperLine(person_id, None, time)
    found = TIME.fullmatch(time)
    if found is None:
        return PaperLine(person_id, Wrote(said), time, problem="Enter the time it happened, like 9:15")
    return PaperLine(person_id, Wrote(said), time, at_london(day, int(found.group(1)), int(found.group(2))))
