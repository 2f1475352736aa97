"""The facts of safeguarding, as the findings read them. Days are London days, instants UTC."""

from dataclasses import dataclass
from datetime import date, datetime

from people.rules import ConsentAnswer
from safeguarding.rules.events import Alert, EventFact
from safeguarding.rules.kinds import ContactHow, OurView, OutcomeResult, ReferralKind, TheirPlanKind


@dataclass(frozen=True, slots=True)
class ContactFact:
    """We met or spoke with a service user."""

    person_id: str
    how: ContactHow
    happened_on: date
    recorded_at: datetime
    id: str = ""
    what: str = ""
    recorded_by: str = ""
    ours_alone: bool = False


@dataclass(frozen=True, slots=True)
class CallFact:
    """A call with an agency. `agency_id` is the family's link where it is one of the family's agencies."""

    id: str
    with_name: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str
    agency_id: str = ""
    agreed: str = ""
    confirmed_at: datetime | None = None
    said: str = ""
    ours_alone: bool = True


@dataclass(frozen=True, slots=True)
class HeardFact:
    """We heard from an agency, "nothing new" included. A call with it and a child it saw are handed on as this too."""

    agency_id: str
    happened_on: date
    recorded_at: datetime
    id: str = ""
    said: str = ""
    recorded_by: str = ""
    ours_alone: bool = True


@dataclass(frozen=True, slots=True)
class ChildSeenFact:
    """A child was seen by someone who can describe them (SEED 10.17)."""

    id: str
    child_id: str
    place: str
    description: str
    alert: Alert
    words: str
    happened_on: date
    recorded_at: datetime
    by_agency_id: str = ""
    by_role: str = ""
    person_id: str = ""
    recorded_by: str = ""
    ours_alone: bool = False
    mood: str = ""
    did: str = ""
    health: str = ""

    @property
    def by_us(self) -> bool:
        """Whether one of our own staff saw the child."""
        return not self.by_agency_id and not self.by_role


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """A safeguarding review after a child may have swallowed some."""

    by: str
    decision: str
    happened_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ReferralFact:
    """A referral sent, or a reason why none was. `decide_by` brings it back on that day.

    `person_id`: the adult about whose family it was made, where that is known.
    """

    id: str
    recorded_at: datetime
    happened_on: date
    person_id: str = ""
    child_id: str = ""
    kind: ReferralKind | None = None
    not_sent_because: str = ""
    decide_by: date | None = None
    told_by_phone: bool = False
    seen: str = ""
    for_the_child: str = ""
    to_whom: str = ""
    asked_for: str = ""
    recorded_by: str = ""
    others_know: str = ""
    view: ConsentAnswer | None = None
    basis: str = ""
    told: str = ""
    plan_version: int | None = None
    confirmed_at: datetime | None = None

    @property
    def sent(self) -> bool:
        """Whether it went."""
        return not self.not_sent_because and self.decide_by is None


@dataclass(frozen=True, slots=True)
class OutcomeFact:
    """What became of a referral, and our view of it (the newest, with when it was given)."""

    id: str
    referral_id: str
    result: OutcomeResult
    happened_on: date
    recorded_at: datetime
    view: OurView | None = None
    view_at: datetime | None = None
    child_ids: frozenset[str] = frozenset()
    resolved_at: datetime | None = None
    what: str = ""
    in_writing: bool = False
    why: str = ""
    resolved_with: str = ""
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class EscalationFact:
    """One step up about an outcome we do not agree with; resolved with a text and who agreed.

    `urgent`: straight to this stage, past those between, because a child's safety does not wait.
    """

    id: str
    outcome_id: str
    stage: str
    recorded_at: datetime
    happened_on: date
    resolved_at: datetime | None = None
    urgent: bool = False
    with_name: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class TheirPlanFact:
    """A child in need or child protection plan exists; whether we hold the written copy."""

    id: str
    kind: TheirPlanKind
    held: bool
    happened_on: date
    recorded_at: datetime
    agencies_parts: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class SupervisionFact:
    """A case was talked through with a manager (SEED 9.1)."""

    person_id: str
    happened_on: date
    recorded_at: datetime
    by: str = ""
    better_for_the_child: str = ""
    improved: str = ""
    evidence: str = ""
    change_mind: str = ""
    decided: str = ""
    decided_because: str = ""
    minutes_on_case: int | None = None
    minutes_on_compliance: int | None = None


@dataclass(frozen=True, slots=True)
class LookFact:
    """A manager looked at the signals, or a prescriber at what was told; `kind` says which."""

    kind: str
    recorded_at: datetime
    person_id: str = ""
    by: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class SupportFact:
    """Support was offered; declined is an answer too."""

    recorded_at: datetime
    person_id: str = ""
    what: str = ""
    declined: bool = False


@dataclass(frozen=True, slots=True)
class NotNeededFact:
    """An answer to a finding: not needed, because, by whom, until when. `about` empty: for every one of its code."""

    code: str
    about: str
    until: date
    recorded_at: datetime
    person_id: str = ""
    because: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ExposureActFact:
    """What was done, and by whom, when a child may have swallowed some; `entry_id` is the event."""

    entry_id: str
    what: str
    by_name: str
    done_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting about the family."""

    id: str
    what: str
    happened_on: date
    recorded_at: datetime
    came: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    agreed: str = ""
    next_on: date | None = None
    recorded_by: str = ""
    ours_alone: bool = True


@dataclass(frozen=True, slots=True)
class JointActionFact:
    """Something one agency said it would do for the family, by a day."""

    id: str
    what: str
    by_name: str
    due_on: date
    happened_on: date
    recorded_at: datetime
    agency_id: str = ""
    done_on: date | None = None
    recorded_by: str = ""
    version: int = 1

    def is_overdue(self, on: date) -> bool:
        """Whether it is not done on the London day `on`, and should be."""
        return self.done_on is None and self.due_on < on


@dataclass(frozen=True, slots=True)
class BeforeBirthFact:
    """Who leads until a child is born, and what was agreed."""

    id: str
    child_id: str
    by_name: str
    happened_on: date
    recorded_at: datetime
    assessment_by: date | None = None
    agreed: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class IdentityFact:
    """What a child's ethnicity, religion and language mean for the help they get."""

    id: str
    child_id: str
    what: str
    happened_on: date
    recorded_at: datetime
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class SharedFact:
    """What one drug service lets the other read about a family they both work with."""

    id: str
    what: str
    happened_on: date
    recorded_at: datetime
    service_name: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFact:
    """A question or concern of a pharmacist and its answer."""

    id: str
    kind: str
    recorded_at: datetime
    answered_at: datetime | None = None
    person_id: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Everything recorded about a family's safety, each kind in order of recording."""

    events: tuple[EventFact, ...] = ()
    contacts: tuple[ContactFact, ...] = ()
    calls: tuple[CallFact, ...] = ()
    heard: tuple[HeardFact, ...] = ()
    seen: tuple[ChildSeenFact, ...] = ()
    safeguarding_reviews: tuple[ReviewFact, ...] = ()
    referrals: tuple[ReferralFact, ...] = ()
    outcomes: tuple[OutcomeFact, ...] = ()
    escalations: tuple[EscalationFact, ...] = ()
    their_plans: tuple[TheirPlanFact, ...] = ()
    supervisions: tuple[SupervisionFact, ...] = ()
    looks: tuple[LookFact, ...] = ()
    support: tuple[SupportFact, ...] = ()
    not_needed: tuple[NotNeededFact, ...] = ()
    exposure_acts: tuple[ExposureActFact, ...] = ()
    co_ordinator: str = ""
    meetings: tuple[MeetingFact, ...] = ()
    joint_actions: tuple[JointActionFact, ...] = ()
    before_births: tuple[BeforeBirthFact, ...] = ()
    identities: tuple[IdentityFact, ...] = ()
