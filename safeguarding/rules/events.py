"""Events: what staff record, which make a plan stale at once, and which are risk signals (findings.md, Events)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventKind(StrEnum):
    """Everything that can be recorded as having happened."""

    USE_ON_TOP = "use-on-top"
    INTOXICATED = "intoxicated"
    PREGNANCY = "pregnancy"
    BIRTH = "birth"
    HOSPITAL_DISCHARGE = "hospital-discharge"
    NEW_ADULT = "new-adult"
    MOVED = "moved"
    BEREAVEMENT = "bereavement"
    DOMESTIC_ABUSE = "domestic-abuse"
    WARRANT = "warrant"
    CHILD_INJURY = "child-injury"
    CHILD_HANDLING = "child-handling"
    CHILD_EXPOSURE = "child-exposure"
    THIRD_PARTY_CONCERN = "third-party-concern"
    DOSE_LOST_OR_STOLEN = "dose-lost-or-stolen"
    STORAGE_FAILED = "storage-failed"
    SOCIAL_CARE_ENDED = "social-care-ended"
    ASKS_FOR_LESS_SUPERVISION = "asks-for-less-supervision"
    MISSED_APPOINTMENT = "missed-appointment"
    MISSED_DOSE = "missed-dose"
    CHILD_MISSED_APPOINTMENT = "child-missed-appointment"
    ILLNESS = "illness"
    SEPARATION = "separation"
    DEBT = "debt"
    COURT = "court"
    HOUSING = "housing"
    POLICE_CONTACT = "police-contact"
    VOMITING = "vomiting"
    ADULT_LEFT = "adult-left"
    SOCIAL_CARE_STARTED = "social-care-started"
    PREGNANCY_ENDED = "pregnancy-ended"
    CHILD_DIED = "child-died"
    STORAGE_ADVICE = "storage-advice"
    SUPPORT_OFFERED = "support-offered"
    STRENGTH = "strength"


AT_ONCE = frozenset(
    {
        EventKind.USE_ON_TOP,
        EventKind.INTOXICATED,
        EventKind.PREGNANCY,
        EventKind.BIRTH,
        EventKind.HOSPITAL_DISCHARGE,
        EventKind.NEW_ADULT,
        EventKind.MOVED,
        EventKind.BEREAVEMENT,
        EventKind.DOMESTIC_ABUSE,
        EventKind.WARRANT,
        EventKind.CHILD_INJURY,
        EventKind.CHILD_HANDLING,
        EventKind.CHILD_EXPOSURE,
        EventKind.THIRD_PARTY_CONCERN,
        EventKind.DOSE_LOST_OR_STOLEN,
        EventKind.STORAGE_FAILED,
        EventKind.SOCIAL_CARE_ENDED,
        EventKind.ASKS_FOR_LESS_SUPERVISION,
    }
)
"""Make a plan stale, and want a review, the first time."""

SECOND = frozenset({EventKind.MISSED_APPOINTMENT, EventKind.MISSED_DOSE, EventKind.CHILD_MISSED_APPOINTMENT})
"""The second within four weeks does; the first only signals."""

SIGNALS = (
    frozenset(
        {
            EventKind.USE_ON_TOP,
            EventKind.INTOXICATED,
            EventKind.BEREAVEMENT,
            EventKind.DOMESTIC_ABUSE,
            EventKind.WARRANT,
            EventKind.CHILD_INJURY,
            EventKind.CHILD_HANDLING,
            EventKind.CHILD_EXPOSURE,
            EventKind.THIRD_PARTY_CONCERN,
            EventKind.DOSE_LOST_OR_STOLEN,
            EventKind.STORAGE_FAILED,
            EventKind.ILLNESS,
            EventKind.SEPARATION,
            EventKind.DEBT,
            EventKind.COURT,
            EventKind.HOUSING,
            EventKind.POLICE_CONTACT,
        }
    )
    | SECOND
)
"""Risk signals: marked with a star in findings.md."""

STRESSORS = frozenset(
    {
        EventKind.BEREAVEMENT,
        EventKind.ILLNESS,
        EventKind.SEPARATION,
        EventKind.DEBT,
        EventKind.COURT,
        EventKind.DOMESTIC_ABUSE,
        EventKind.HOUSING,
    }
)
"""What weighs on a person and wants an offer of support (SEED 7.5)."""


CHILD_NO_MORE = frozenset({EventKind.PREGNANCY_ENDED, EventKind.CHILD_DIED})
"""Take the child they are about off every page and print at once, and ask no cause."""


class EventSource(StrEnum):
    """How sure it is."""

    SELF_REPORT = "self-report"
    THIRD_PARTY = "third-party"
    UNOBSERVED_TEST = "unobserved-test"
    OBSERVED_TEST = "observed-test"
    SEEN = "seen"


class Alert(StrEnum):
    """How a child seemed when seen."""

    AWAKE = "awake"
    ASLEEP_WOKEN = "asleep-woken"
    ASLEEP_NOT_WOKEN = "asleep-not-woken"
    UNUSUALLY_SLEEPY = "unusually-sleepy"


@dataclass(frozen=True, slots=True)
class EventFact:
    """One thing that happened. `happened_on` is a London day, `recorded_at` the instant it was written down.

    `id` is the chronology entry, the same for every corrected version of it. A police contact with a
    child present is handed in as a warrant. `about` is a child's or adult's id. `over`: it told of a pregnancy that
    has ended since.
    """

    id: str
    kind: EventKind
    happened_on: date
    recorded_at: datetime
    person_id: str = ""
    source: EventSource | None = None
    about: str = ""
    about_name: str = ""
    seen_by: str = ""
    known_to: tuple[str, ...] = ()
    where: str = ""
    present: tuple[str, ...] = ()
    what: str = ""
    how_often: str = ""
    child_was: str = ""
    minded_by: str = ""
    child_present: bool = False
    changes_nothing_at: datetime | None = None
    ours_alone: bool = False
    recorded_by: str = ""
    versions: int = 1
    changes_nothing_because: str = ""
    over: bool = False

    @property
    def is_signal(self) -> bool:
        """Whether it is a risk signal."""
        return self.kind in SIGNALS


@dataclass(frozen=True, slots=True)
class SignalFact:
    """A risk signal, wherever it was recorded: an event, or a storage visit that could not see it twice."""

    kind: str
    happened_on: date
    recorded_at: datetime
    about: str
