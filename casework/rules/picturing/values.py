"""What the picture of a chronology is made of: marks in lanes, spans, and bands beneath."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safeguarding.rules import EventKind


class Shape(StrEnum):
    """How a signal is drawn: told apart without colour."""

    CIRCLE = "circle"
    RING = "ring"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"


SHAPE_WORDS = {
    Shape.CIRCLE: "Drugs or a dose",
    Shape.RING: "Missed, or was not brought",
    Shape.TRIANGLE: "About a child",
    Shape.SQUARE: "Police or violence",
    Shape.DIAMOND: "Storage",
}

_SHAPES = {
    Shape.CIRCLE: (EventKind.USE_ON_TOP, EventKind.INTOXICATED, EventKind.DOSE_LOST_OR_STOLEN),
    Shape.RING: (EventKind.MISSED_APPOINTMENT, EventKind.MISSED_DOSE, EventKind.CHILD_MISSED_APPOINTMENT),
    Shape.TRIANGLE: (
        EventKind.CHILD_INJURY,
        EventKind.CHILD_HANDLING,
        EventKind.CHILD_EXPOSURE,
        EventKind.THIRD_PARTY_CONCERN,
    ),
    Shape.SQUARE: (EventKind.DOMESTIC_ABUSE, EventKind.WARRANT, EventKind.POLICE_CONTACT),
    Shape.DIAMOND: (EventKind.STORAGE_FAILED,),
}
SHAPE_OF = {kind: shape for shape, kinds in _SHAPES.items() for kind in kinds}

LIFE = frozenset(
    {
        EventKind.PREGNANCY,
        EventKind.BIRTH,
        EventKind.HOSPITAL_DISCHARGE,
        EventKind.NEW_ADULT,
        EventKind.ADULT_LEFT,
        EventKind.MOVED,
        EventKind.SOCIAL_CARE_STARTED,
        EventKind.SOCIAL_CARE_ENDED,
        EventKind.ASKS_FOR_LESS_SUPERVISION,
    }
)
"""What changes a family's life, and is no signal: named above the lanes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A signal in a lane: in that of whoever saw it, or small in that of whoever knows of it."""

    on: date
    shape: Shape
    words: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One agency, or us: its signals, and the days on which we met the person or heard from the agency."""

    name: str
    marks: tuple[Mark, ...]
    contacts: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Something that weighs on the family, from a day to a day."""

    first: date
    last: date
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """A time beneath the lanes. `level`: how many bottles can be at home; none where nobody knows.

    `lapsed`: of a plan, past the day it was to be looked at again. `short`: the words where there is little room.
    """

    first: date
    last: date
    words: str
    level: int | None = 0
    lapsed: bool = False
    short: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a name."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the picture as a table: the day, what, who saw it, who knows."""

    on: date
    words: str
    seen_by: str
    known_to: str
    signal: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the picture draws, from a London day to a London day. `many`: so many signals are many."""

    first: date
    last: date
    lanes: tuple[Lane, ...]
    spans: tuple[Span, ...]
    moments: tuple[Moment, ...]
    agreed: tuple[Band, ...]
    in_use: tuple[Band, ...]
    plan: tuple[Band, ...]
    not_agreed: tuple[Moment, ...]
    counts: tuple[tuple[date, int], ...]
    many: int
    window_days: int
    table: tuple[Told, ...]
    closed: int = 0
