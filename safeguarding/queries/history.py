"""Everything recorded about the safety of families, in a fixed number of statements however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from people.queries import earlier_households_of
from safeguarding.models import (
    BeforeBirth,
    Call,
    CallConfirmed,
    ChildSeen,
    Contact,
    CoOrdinator,
    Escalation,
    EscalationResolved,
    Event,
    EventAnswer,
    ExposureAct,
    HeardFrom,
    IdentityConsidered,
    JointAction,
    Look,
    Meeting,
    NotNeeded,
    OutcomeView,
    Referral,
    ReferralConfirmed,
    ReferralOutcome,
    SafeguardingReview,
    Supervision,
    SupportOffered,
    TheirPlan,
)
from safeguarding.queries import facts, joining
from safeguarding.queries.members import Members, members
from safeguarding.queries.shelf import Shelf
from safeguarding.queries.standing import ByHousehold, rows, standing
from safeguarding.rules import (
    ContactFact,
    EscalationFact,
    EventFact,
    ExposureActFact,
    HeardFact,
    History,
    LookFact,
    NotNeededFact,
    OutcomeFact,
    ReferralFact,
    ReviewFact,
    SupervisionFact,
    SupportFact,
)

_Told = TypeVar("_Told", ContactFact, HeardFact)


def history(household_id: UUID, *, known_at: datetime | None = None) -> History:
    """Everything recorded about one family's safety; what was recorded by the instant `known_at` (UTC), if given.

    The newest version of each entry, those withdrawn left out, each kind in order of recording. What people brought
    along from the households they came from is part of it.
    """
    return histories([household_id], known_at=known_at)[household_id]


def histories(household_ids: Sequence[UUID], *, known_at: datetime | None = None) -> dict[UUID, History]:
    """The same for several families at once, in the same number of statements."""
    spans = earlier_households_of(household_ids)
    earlier = {UUID(span.household_id) for some in spans.values() for span in some}
    loaded = _load(sorted({*household_ids, *earlier}), known_at)
    return {
        household_id: _history(Shelf(household_id, spans[household_id], loaded.members[household_id]), loaded)
        for household_id in household_ids
    }


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The rows of every table, by household."""

    members: dict[UUID, Members]
    events: ByHousehold[Event]
    answers: ByHousehold[EventAnswer]
    contacts: ByHousehold[Contact]
    calls: ByHousehold[Call]
    confirmed: ByHousehold[CallConfirmed]
    heard: ByHousehold[HeardFrom]
    seen: ByHousehold[ChildSeen]
    reviews: ByHousehold[SafeguardingReview]
    referrals: ByHousehold[Referral]
    written: ByHousehold[ReferralConfirmed]
    outcomes: ByHousehold[ReferralOutcome]
    views: ByHousehold[OutcomeView]
    escalations: ByHousehold[Escalation]
    resolved: ByHousehold[EscalationResolved]
    their_plans: ByHousehold[TheirPlan]
    supervisions: ByHousehold[Supervision]
    looks: ByHousehold[Look]
    co_ordinators: ByHousehold[CoOrdinator]
    support: ByHousehold[SupportOffered]
    not_needed: ByHousehold[NotNeeded]
    exposure_acts: ByHousehold[ExposureAct]
    meetings: ByHousehold[Meeting]
    joint_actions: ByHousehold[JointAction]
    before_births: ByHousehold[BeforeBirth]
    identities: ByHousehold[IdentityConsidered]


def _load(household_ids: Sequence[UUID], known_at: datetime | None) -> _Loaded:
    return _Loaded(
        members=members(household_ids),
        events=rows(Event, household_ids, known_at),
        answers=rows(EventAnswer, household_ids, known_at),
        contacts=rows(Contact, household_ids, known_at),
        calls=rows(Call, household_ids, known_at),
        confirmed=rows(CallConfirmed, household_ids, known_at),
        heard=rows(HeardFrom, household_ids, known_at),
        seen=rows(ChildSeen, household_ids, known_at),
        reviews=rows(SafeguardingReview, household_ids, known_at),
        referrals=rows(Referral, household_ids, known_at),
        written=rows(ReferralConfirmed, household_ids, known_at),
        outcomes=rows(ReferralOutcome, household_ids, known_at),
        views=rows(OutcomeView, household_ids, known_at),
        escalations=rows(Escalation, household_ids, known_at),
        resolved=rows(EscalationResolved, household_ids, known_at),
        their_plans=rows(TheirPlan, household_ids, known_at),
        supervisions=rows(Supervision, household_ids, known_at),
        looks=rows(Look, household_ids, known_at),
        co_ordinators=rows(CoOrdinator, household_ids, known_at),
        support=rows(SupportOffered, household_ids, known_at),
        not_needed=rows(NotNeeded, household_ids, known_at),
        exposure_acts=rows(ExposureAct, household_ids, known_at),
        meetings=rows(Meeting, household_ids, known_at),
        joint_actions=rows(JointAction, household_ids, known_at),
        before_births=rows(BeforeBirth, household_ids, known_at),
        identities=rows(IdentityConsidered, household_ids, known_at),
    )


def _history(shelf: Shelf, loaded: _Loaded) -> History:
    confirmed = {row.call_id: row for row in shelf.attached(loaded.confirmed)}
    calls = tuple(facts.call_fact(one, confirmed) for one in standing(shelf.entries(loaded.calls)))
    seen = tuple(facts.seen_fact(one) for one in standing(shelf.entries(loaded.seen)))
    contacts = [facts.contact_fact(one) for one in standing(shelf.entries(loaded.contacts))]
    heard = [facts.heard_fact(one) for one in standing(shelf.entries(loaded.heard))]
    written = {row.referral_id: row for row in shelf.attached(loaded.written)}
    referrals = tuple(facts.referral_fact(one, written) for one in standing(shelf.entries(loaded.referrals)))
    outcomes, escalations = _answers_to_referrals(shelf, loaded, referrals)
    co_ordinators = standing(shelf.entries(loaded.co_ordinators))
    return History(
        events=_events(shelf, loaded),
        contacts=_in_order([*contacts, *facts.implied_contacts(seen)]),
        calls=calls,
        heard=_in_order([*heard, *facts.implied_hearing(calls, seen)]),
        seen=seen,
        safeguarding_reviews=_reviews(shelf.entries(loaded.reviews)),
        referrals=referrals,
        outcomes=outcomes,
        escalations=escalations,
        their_plans=facts.their_plan_facts(standing(shelf.entries(loaded.their_plans))),
        supervisions=_supervisions(shelf.entries(loaded.supervisions)),
        looks=_looks(shelf.entries(loaded.looks)),
        support=_support(shelf.entries(loaded.support)),
        not_needed=_not_needed(shelf.whole(loaded.not_needed)),
        exposure_acts=_exposure_acts(shelf.attached(loaded.exposure_acts)),
        co_ordinator=co_ordinators[-1].row.name if co_ordinators else "",
        meetings=joining.meetings(shelf.entries(loaded.meetings)),
        joint_actions=joining.joint_actions(shelf.entries(loaded.joint_actions)),
        before_births=joining.before_births(shelf.entries(loaded.before_births)),
        identities=joining.identities(shelf.entries(loaded.identities)),
    )


def _in_order(some: list[_Told]) -> tuple[_Told, ...]:
    return tuple(sorted(some, key=lambda one: (one.recorded_at, one.id)))


def _events(shelf: Shelf, loaded: _Loaded) -> tuple[EventFact, ...]:
    answers: dict[UUID, list[EventAnswer]] = defaultdict(list)
    for row in shelf.attached(loaded.answers):
        answers[row.entry_id].append(row)
    known = shelf.family
    said = shelf.entries(loaded.events)
    entries = standing(said, essence=lambda row: (facts.kind_of(row, known), row.about_child_id))
    return tuple(facts.event_fact(entry, answers[entry.row.entry_id], known) for entry in entries)


def _answers_to_referrals(
    shelf: Shelf, loaded: _Loaded, referrals: Iterable[ReferralFact]
) -> tuple[tuple[OutcomeFact, ...], tuple[EscalationFact, ...]]:
    children = {referral.id: referral.child_id for referral in referrals}
    views: dict[UUID, list[OutcomeView]] = defaultdict(list)
    for view in shelf.attached(loaded.views):
        views[view.outcome_id].append(view)
    resolved: dict[UUID, list[EscalationResolved]] = defaultdict(list)
    for end in shelf.attached(loaded.resolved):
        resolved[end.outcome_id].append(end)
    steps = standing(shelf.attached(loaded.escalations))
    last_steps = {step.row.outcome_id: step.since for step in steps}
    outcomes = tuple(
        facts.outcome_fact(
            one,
            views[one.row.entry_id],
            resolved[one.row.entry_id],
            last_steps.get(one.row.entry_id),
            children[str(one.row.referral_id)],
        )
        for one in standing(shelf.attached(loaded.outcomes))
        if str(one.row.referral_id) in children
    )
    known = {outcome.id for outcome in outcomes}
    ours = (step for step in steps if str(step.row.outcome_id) in known)
    return outcomes, tuple(facts.escalation_fact(step, resolved[step.row.outcome_id]) for step in ours)


def _reviews(some: Iterable[SafeguardingReview]) -> tuple[ReviewFact, ...]:
    return tuple(
        ReviewFact(one.row.by_name, one.row.decision, one.row.happened_on, one.since) for one in standing(some)
    )


def _supervisions(some: Iterable[Supervision]) -> tuple[SupervisionFact, ...]:
    return tuple(
        SupervisionFact(
            person_id=str(one.row.person_id),
            happened_on=one.row.happened_on,
            recorded_at=one.since,
            by=one.row.by_name,
            better_for_the_child=one.row.better_for_the_child,
            improved=one.row.improved,
            evidence=one.row.evidence,
            change_mind=one.row.change_mind,
            decided=one.row.decided,
            decided_because=one.row.decided_because,
            minutes_on_case=one.row.minutes_on_case,
            minutes_on_compliance=one.row.minutes_on_compliance,
        )
        for one in standing(some)
    )


def _looks(some: Iterable[Look]) -> tuple[LookFact, ...]:
    return tuple(
        LookFact(one.row.kind, one.since, facts.text(one.row.person_id), one.row.by_name, one.row.what)
        for one in standing(some)
    )


def _support(some: Iterable[SupportOffered]) -> tuple[SupportFact, ...]:
    return tuple(
        SupportFact(one.since, str(one.row.person_id), one.row.what, one.row.declined) for one in standing(some)
    )


def _not_needed(some: Iterable[NotNeeded]) -> tuple[NotNeededFact, ...]:
    """The newest answer to each finding: an earlier one that said something else no longer counts."""
    newest = {(row.code, row.about, row.person_id): row for row in some}
    return tuple(
        NotNeededFact(
            row.code, row.about, row.until, row.recorded_at, facts.text(row.person_id), row.because, row.by_name
        )
        for row in sorted(newest.values(), key=lambda row: (row.recorded_at, row.id))
    )


def _exposure_acts(some: Iterable[ExposureAct]) -> tuple[ExposureActFact, ...]:
    return tuple(
        ExposureActFact(str(row.entry_id), row.what, row.by_name, row.done_at, row.recorded_at) for row in some
    )
