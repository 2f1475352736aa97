"""Rows into the facts that the findings read. Ids become text; empty where there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from people.rules import ConsentAnswer
from safeguarding.models import (
    Call,
    CallConfirmed,
    ChildSeen,
    Contact,
    Escalation,
    EscalationResolved,
    Event,
    EventAnswer,
    HeardFrom,
    OutcomeView,
    Referral,
    ReferralConfirmed,
    ReferralOutcome,
    TheirPlan,
)
from safeguarding.queries.members import Members
from safeguarding.queries.standing import Standing
from safeguarding.rules import (
    Alert,
    CallFact,
    ChildSeenFact,
    ContactFact,
    ContactHow,
    EscalationFact,
    EventFact,
    EventKind,
    EventSource,
    HeardFact,
    OurView,
    OutcomeFact,
    OutcomeResult,
    ReferralFact,
    ReferralKind,
    TheirPlanFact,
    TheirPlanKind,
    handed_on,
    is_a_contact,
)


def text(identifier: UUID | None) -> str:
    """An id as the facts carry it."""
    return "" if identifier is None else str(identifier)


def kind_of(row: Event, family: Members) -> EventKind:
    """The kind of an event as the findings read it: a police contact with a child present is a warrant."""
    return handed_on(
        EventKind(row.kind),
        child_present=row.child_present,
        present=row.present,
        child_names=family.children.values(),
    )


def event_fact(entry: Standing[Event], answers: Sequence[EventAnswer], family: Members) -> EventFact:
    """An event; the newest answer to it counts where it was given to what the event now is."""
    row = entry.row
    answer = answers[-1] if answers and answers[-1].recorded_at >= entry.since and not answers[-1].changes else None
    return EventFact(
        id=text(row.entry_id),
        kind=kind_of(row, family),
        happened_on=row.happened_on,
        recorded_at=entry.since,
        person_id=text(row.person_id),
        source=EventSource(row.source) if row.source else None,
        about=text(row.about_child_id or row.about_adult_id),
        about_name=family.name_of(row.about_child_id, row.about_adult_id),
        seen_by=row.seen_by,
        known_to=tuple(row.known_to),
        where=row.place,
        present=tuple(row.present),
        what=row.what,
        how_often=row.how_often,
        child_was=row.child_was,
        minded_by=row.minded_by,
        child_present=row.child_present,
        changes_nothing_at=answer.recorded_at if answer else None,
        changes_nothing_because=answer.because if answer else "",
        ours_alone=row.ours_alone,
        recorded_by=text(row.recorded_by_id),
        versions=entry.versions,
    )


def contact_fact(entry: Standing[Contact]) -> ContactFact:
    """A contact with the service user."""
    row = entry.row
    return ContactFact(
        person_id=text(row.person_id),
        how=ContactHow(row.how),
        happened_on=row.happened_on,
        recorded_at=entry.since,
        id=text(row.entry_id),
        what=row.what,
        recorded_by=text(row.recorded_by_id),
        ours_alone=row.ours_alone,
    )


def call_fact(entry: Standing[Call], confirmed: Mapping[UUID, CallConfirmed]) -> CallFact:
    """A call, and when it was confirmed in writing."""
    row = entry.row
    written = confirmed.get(row.entry_id)
    return CallFact(
        id=text(row.entry_id),
        with_name=row.with_name,
        happened_on=row.happened_on,
        recorded_at=entry.since,
        recorded_by=text(row.recorded_by_id),
        agency_id=text(row.family_agency_id),
        agreed=row.agreed,
        confirmed_at=written.recorded_at if written else None,
        said=row.said,
        ours_alone=row.ours_alone,
    )


def heard_fact(entry: Standing[HeardFrom]) -> HeardFact:
    """What an agency told us."""
    row = entry.row
    return HeardFact(
        agency_id=text(row.family_agency_id),
        happened_on=row.happened_on,
        recorded_at=entry.since,
        id=text(row.entry_id),
        said=row.said,
        recorded_by=text(row.recorded_by_id),
        ours_alone=row.ours_alone,
    )


def seen_fact(entry: Standing[ChildSeen]) -> ChildSeenFact:
    """A child seen, by us or by another agency."""
    row = entry.row
    return ChildSeenFact(
        id=text(row.entry_id),
        child_id=text(row.child_id),
        place=row.place,
        description=row.description,
        alert=Alert(row.alert),
        words=row.words,
        happened_on=row.happened_on,
        recorded_at=entry.since,
        by_agency_id=text(row.family_agency_id),
        by_role=row.by_role,
        person_id=text(row.person_id),
        recorded_by=text(row.recorded_by_id),
        ours_alone=row.ours_alone,
        mood=row.mood,
        did=row.did,
        health=row.health,
    )


def implied_contacts(seen: Iterable[ChildSeenFact]) -> Iterable[ContactFact]:
    """A child seen by us at the clinic or at home is a contact with the service user too (replay.md)."""
    for one in seen:
        if one.by_us and one.person_id and is_a_contact(one.place):
            yield ContactFact(one.person_id, ContactHow.RECORD, one.happened_on, one.recorded_at, id=one.id)


def implied_hearing(calls: Iterable[CallFact], seen: Iterable[ChildSeenFact]) -> Iterable[HeardFact]:
    """A call with an agency of the family, and a child it saw, are hearing from it too (replay.md)."""
    for call in calls:
        if call.agency_id:
            yield HeardFact(call.agency_id, call.happened_on, call.recorded_at, id=call.id)
    for one in seen:
        if one.by_agency_id:
            yield HeardFact(one.by_agency_id, one.happened_on, one.recorded_at, id=one.id)


def referral_fact(entry: Standing[Referral], confirmed: Mapping[UUID, ReferralConfirmed]) -> ReferralFact:
    """A referral, or why none was made; and when what was told by phone was sent in writing."""
    row = entry.row
    written = confirmed.get(row.entry_id)
    return ReferralFact(
        id=text(row.entry_id),
        recorded_at=entry.since,
        happened_on=row.happened_on,
        person_id=text(row.person_id),
        child_id=text(row.child_id),
        kind=ReferralKind(row.kind) if row.kind else None,
        not_sent_because=row.not_sent_because or "",
        decide_by=row.decide_by,
        told_by_phone=row.told_by_phone,
        seen=row.seen,
        for_the_child=row.for_the_child,
        to_whom=row.to_whom,
        asked_for=row.asked_for,
        recorded_by=text(row.recorded_by_id),
        others_know=row.others_know,
        view=ConsentAnswer(row.view) if row.view else None,
        basis=row.basis,
        told=row.told,
        plan_version=row.plan_version,
        confirmed_at=written.recorded_at if written else None,
    )


def outcome_fact(
    entry: Standing[ReferralOutcome],
    views: Sequence[OutcomeView],
    resolved: Sequence[EscalationResolved],
    last_step_at: datetime | None,
    child_id: str,
) -> OutcomeFact:
    """What became of a referral, our newest view, and when a disagreement about it was resolved for good."""
    row = entry.row
    view = views[-1] if views else None
    ended = resolved[-1].recorded_at if resolved else None
    if ended is not None and last_step_at is not None and last_step_at > ended:
        ended = None
    return OutcomeFact(
        id=text(row.entry_id),
        referral_id=text(row.referral_id),
        result=OutcomeResult(row.result),
        happened_on=row.happened_on,
        recorded_at=entry.since,
        view=OurView(view.view) if view else None,
        view_at=view.recorded_at if view else None,
        child_ids=frozenset({child_id} if child_id else ()),
        resolved_at=ended,
        what=row.what,
        in_writing=row.in_writing,
        why=view.why if view else "",
        resolved_with=resolved[-1].text if ended else "",
        agreed_by=resolved[-1].agreed_by if ended else "",
    )


def escalation_fact(entry: Standing[Escalation], resolved: Sequence[EscalationResolved]) -> EscalationFact:
    """One step up, and when the disagreement it belongs to was first resolved after it."""
    row = entry.row
    after = (one.recorded_at for one in resolved if one.recorded_at >= entry.since)
    return EscalationFact(
        id=text(row.entry_id),
        outcome_id=text(row.outcome_id),
        stage=row.stage,
        recorded_at=entry.since,
        happened_on=row.happened_on,
        resolved_at=next(after, None),
        urgent=row.urgent,
        with_name=row.with_name,
        said=row.said,
    )


def their_plan_facts(entries: Sequence[Standing[TheirPlan]]) -> tuple[TheirPlanFact, ...]:
    """The newest plan of each kind; one not held counts from when we first knew that we did not hold it."""
    newest: dict[TheirPlanKind, TheirPlanFact] = {}
    for entry in entries:
        fact = TheirPlanFact(
            id=text(entry.row.entry_id),
            kind=TheirPlanKind(entry.row.kind),
            held=entry.row.held,
            happened_on=entry.row.happened_on,
            recorded_at=entry.since,
            agencies_parts=entry.row.agencies_parts,
            review_on=entry.row.review_on,
        )
        before = newest.get(fact.kind)
        if before is not None and not before.held and not fact.held:
            fact = replace(fact, id=before.id, happened_on=before.happened_on, recorded_at=before.recorded_at)
        newest[fact.kind] = fact
    return tuple(sorted(newest.values(), key=lambda plan: (plan.recorded_at, plan.id)))
