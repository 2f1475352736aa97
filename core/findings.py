"""What a finding is. Findings are derived from facts and a date, and decide nothing by being stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """A stop keeps a record from being called agreed; an act is somebody's to do; a note is chased by nobody."""

    STOP = "stop"
    ACT = "act"
    NOTE = "note"


class Owner(StrEnum):
    """The role a finding belongs to."""

    KEYWORKER = "keyworker"
    PRESCRIBER = "prescriber"
    PHARMACIST = "pharmacist"
    MANAGER = "manager"
    SAFEGUARDING_LEAD = "safeguarding-lead"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a household still needs, said in one plain sentence.

    `about` names what it concerns: ids or words that stay the same from day to day, the empty
    string for the person as a whole. `since` and `due_on` are London dates; `since` is the day this
    occurrence began, derived from facts. `clears` holds the acts that clear it (names of pages),
    `also` who else it belongs to at once.
    """

    code: str
    severity: Severity
    owner: Owner
    since: date
    sentence: str
    about: str = ""
    person_id: str = ""
    due_on: date | None = None
    clears: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    also: tuple[Owner, ...] = ()

    def is_overdue(self, on: date) -> bool:
        """Whether the due day has passed on the London day `on`."""
        return self.due_on is not None and self.due_on < on


class Stopped(Exception):
    """An act was not recorded as agreed, closed or sent; `stops` names everything missing at once."""

    def __init__(self, stops: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(stop.code for stop in stops))
        self.stops = stops
