"""What was done about a child's safety, as entries. All of it stays closed on a screen turned to the family."""

from collections.abc import Iterator
from datetime import date, datetime

from casework.rules.chronicle.circle import Circle
from casework.rules.entries import Entry, EntryKind, Parts
from casework.rules.names import finding_words
from core.calendar import day_of
from core.wording import instant, short_day
from safeguarding.rules import (
    LOOK_WORDS,
    OUTCOME_WORDS,
    REFERRAL_WORDS,
    THEIR_PLAN_WORDS,
    VIEW_WORDS,
    BeforeBirthFact,
    EntryNoun,
    History,
    IdentityFact,
    JointActionFact,
    LookKind,
    MeetingFact,
    OutcomeFact,
    ReferralFact,
)


def safeguarded(history: History, circle: Circle) -> Iterator[Entry]:
    """Reviews, referrals and their answers, disagreements, others' plans, supervision, looks, support, answers."""
    yield from _referring(history, circle)
    yield from _looking(history, circle)
    yield from _answering(history, circle)
    yield from _joining(history, circle)


def _entry(
    noun: str,
    title: str,
    at: datetime,
    circle: Circle,
    parts: Parts,
    *,
    on: date | None = None,
    key: str = "",
    person: str = "",
    staff: str = "",
    closed: bool = True,
    own_page: bool = False,
) -> Entry:
    return Entry(
        key=key or f"{noun}-{at.timestamp():.6f}".replace(".", "-"),
        kind=EntryKind.SAFEGUARDING,
        title=title,
        happened_on=on or day_of(at),
        recorded_at=at,
        recorded_by=circle.who_signed(noun, at, staff),
        person_id=person,
        parts=tuple((what, words) for what, words in parts if words),
        closed=closed,
        noun=noun if own_page else "",
    )


def _referring(history: History, circle: Circle) -> Iterator[Entry]:
    for one in history.referrals:
        yield _referral(one, circle)
    for outcome in history.outcomes:
        yield _outcome(outcome, circle)
    for step in history.escalations:
        parts: Parts = (
            ("Stage", step.stage),
            ("Straight up", "Yes" if step.urgent else ""),
            ("With", step.with_name),
            ("What was said", step.said),
            ("Resolved", instant(step.resolved_at) if step.resolved_at else ""),
        )
        noun, title = EntryNoun.ESCALATION.value, "Disagreement taken further"
        yield _entry(noun, title, step.recorded_at, circle, parts, on=step.happened_on, key=step.id, own_page=True)
    for plan in history.their_plans:
        parts = (
            ("Written copy", "We hold it" if plan.held else "We do not hold it yet"),
            ("Each agency's part", plan.agencies_parts),
            ("Looked at again by", short_day(plan.review_on) if plan.review_on else ""),
        )
        noun, title = EntryNoun.THEIR_PLAN.value, THEIR_PLAN_WORDS[plan.kind]
        yield _entry(noun, title, plan.recorded_at, circle, parts, on=plan.happened_on, key=plan.id, own_page=True)


def _referral(one: ReferralFact, circle: Circle) -> Entry:
    child = circle.children.get(one.child_id, "")
    title = "Referral" if one.sent else "No referral yet" if one.decide_by else "No referral"
    parts = (
        ("Kind", REFERRAL_WORDS[one.kind] if one.kind else ""),
        ("Sent to", one.to_whom),
        ("What was seen or heard", one.seen),
        ("What it means for the child", one.for_the_child),
        ("What we ask for", one.asked_for),
        ("Who else knows", one.others_know),
        ("In writing", instant(one.confirmed_at) if one.confirmed_at else ""),
        ("Told by phone", "Yes" if one.told_by_phone else ""),
        ("No referral, because", one.not_sent_because),
        ("To be decided by", short_day(one.decide_by) if one.decide_by else ""),
    )
    return _entry(
        EntryNoun.REFERRAL.value,
        title + (f": {child}" if child else ""),
        one.recorded_at,
        circle,
        parts,
        on=one.happened_on,
        key=one.id,
        staff=one.recorded_by,
        own_page=True,
    )


def _outcome(one: OutcomeFact, circle: Circle) -> Entry:
    parts = (
        ("What they decided", OUTCOME_WORDS[one.result]),
        ("In words", one.what),
        ("In writing", "Yes" if one.in_writing else ""),
        ("What we think of it", VIEW_WORDS[one.view] if one.view else "Not said yet"),
        ("Why we think so", one.why),
        ("Resolved", instant(one.resolved_at) if one.resolved_at else ""),
        ("What was resolved", one.resolved_with),
        ("Who agreed", one.agreed_by),
    )
    noun = EntryNoun.OUTCOME.value
    return _entry(
        noun, "Answer to a referral", one.recorded_at, circle, parts, on=one.happened_on, key=one.id, own_page=True
    )


def _looking(history: History, circle: Circle) -> Iterator[Entry]:
    for review in history.safeguarding_reviews:
        parts: Parts = (("Led by", review.by), ("What was decided", review.decision))
        noun = EntryNoun.SAFEGUARDING_REVIEW.value
        yield _entry(noun, "Safeguarding review", review.recorded_at, circle, parts, on=review.happened_on)
    for one in history.supervisions:
        parts = (
            ("With", one.by),
            ("What has improved for the child", one.improved),
            ("How we know", one.evidence),
            ("What would change our mind", one.change_mind),
            ("What is better for the child", one.better_for_the_child),
            ("What was decided", one.decided),
            ("Because", one.decided_because),
        )
        noun = EntryNoun.SUPERVISION.value
        yield _entry(
            noun, "Talked through in supervision", one.recorded_at, circle, parts, on=one.happened_on,
            person=one.person_id,
        )  # fmt: skip
    for look in history.looks:
        parts = (("By", look.by), ("In words", look.what))
        title = LOOK_WORDS[LookKind(look.kind)]
        yield _entry(EntryNoun.LOOK.value, title, look.recorded_at, circle, parts, person=look.person_id)


def _answering(history: History, circle: Circle) -> Iterator[Entry]:
    for one in history.support:
        words = "Support offered, and not wanted just now" if one.declined else "Support offered"
        parts: Parts = (("In words", one.what),)
        noun = EntryNoun.SUPPORT.value
        yield _entry(noun, words, one.recorded_at, circle, parts, person=one.person_id, closed=False)
    for answer in history.not_needed:
        parts = (("Because", answer.because), ("Decided by", answer.by), ("Until", short_day(answer.until)))
        title = f"Answered “not needed”: {finding_words(answer.code)}"
        yield _entry("not-needed", title, answer.recorded_at, circle, parts, person=answer.person_id)
    for act in history.exposure_acts:
        parts = (("What was done", act.what), ("By", act.by_name), ("When", instant(act.done_at)))
        yield _entry("exposure-act", "Done at once for the child", act.recorded_at, circle, parts)


def _joining(history: History, circle: Circle) -> Iterator[Entry]:
    """Meetings, what agencies agreed to do, and who leads before a birth."""
    for met in history.meetings:
        parts: Parts = (
            ("Came", ", ".join(met.came)),
            ("Asked, and did not come", ", ".join(met.asked)),
            ("What was agreed", met.agreed),
            ("The next one", short_day(met.next_on) if met.next_on else ""),
        )
        yield _told(EntryNoun.MEETING, f"Meeting: {met.what}", met, circle, parts, closed=met.ours_alone)
    for one in history.joint_actions:
        who = ", ".join(filter(None, (one.by_name, circle.agencies.get(one.agency_id, ""))))
        parts = (("Who", who), ("By", short_day(one.due_on)), ("Done", short_day(one.done_on) if one.done_on else ""))
        yield _told(EntryNoun.JOINT_ACTION, f"Agreed between agencies: {one.what}", one, circle, parts)
    expected = {child.id for child in circle.family.children}
    for lead in history.before_births:
        if lead.child_id in expected:
            parts = (("Leads", lead.by_name), ("What was agreed", lead.agreed))
            yield _told(EntryNoun.BEFORE_BIRTH, "Before the birth", lead, circle, parts)
    for said in history.identities:
        if said.child_id in expected:
            title = f"Who {circle.children[said.child_id]} is, and the help they get"
            yield _told(EntryNoun.IDENTITY, title, said, circle, (("In words", said.what),))


def _told(
    noun: EntryNoun,
    title: str,
    fact: MeetingFact | JointActionFact | BeforeBirthFact | IdentityFact,
    circle: Circle,
    parts: Parts,
    *,
    closed: bool = True,
) -> Entry:
    return _entry(
        noun.value,
        title,
        fact.recorded_at,
        circle,
        parts,
        on=fact.happened_on,
        key=fact.id,
        staff=fact.recorded_by,
        closed=closed,
        own_page=True,
    )
