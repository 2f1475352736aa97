"""Storage plans and what became of them, as entries: agreed, seen, sent, answered, looked at again, handed over."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.queries.chronology.reading import of_people
from casework.rules.chronicle import Circle
from casework.rules.entries import Entry, EntryKind, Parts
from core.calendar import day_of
from core.db import db
from core.wording import amount, counted, short_day
from leaflets.models import LeafletVersion
from leaflets.rules import FORMAT_WORDS, Format
from people.models import Adult, AdultDetails
from people.rules import LEAFLET_FORMATS, LEAFLET_LANGUAGES
from safetyplans.models import (
    Acknowledgement,
    AdultAgreement,
    AgreementTakenBack,
    Box,
    CarePlanReview,
    LeafletGiven,
    Naloxone,
    PharmacistCheck,
    PharmacistQuery,
    PlanCopy,
    PlanDeclined,
    PlanReview,
    QueryAnswer,
    SafetyPlan,
    Share,
    ShareBecame,
    StorageCheck,
    StorageCheckTold,
    StorageSeen,
)
from safetyplans.rules import (
    AGREED_HOW_WORDS,
    BECAME_WORDS,
    BOX_WORDS,
    CHECK_WORDS,
    COPY_WORDS,
    EVIDENCE_WORDS,
    NALOXONE_WORDS,
    QUERY_WORDS,
    SENT_BY_WORDS,
    TOLD_WORDS,
    VIEW_WORDS,
    AgreedHow,
    Became,
    BoxState,
    CheckResult,
    CopyHow,
    Evidence,
    NaloxoneState,
    QueryKind,
    SentBy,
    SharingView,
    Told,
)
from safetyplans.rules.visiting import count_words

Signed = Iterator[tuple[Entry, UUID]]


def planned(person_ids: Sequence[UUID], circle: Circle, household_id: UUID) -> Signed:
    """Each with who signed it; the number of statements does not depend on how much there is."""
    yield from _agreed(person_ids)
    yield from _looked_at(person_ids)
    yield from _handed_over(person_ids)
    yield from _shared(person_ids, circle)
    yield from _pharmacist(person_ids)
    yield from _adults(household_id)
    yield from _taken_back(person_ids)


def _entry(row: Any, title: str, parts: Parts = (), **more: Any) -> tuple[Entry, UUID]:
    given: dict[str, Any] = {
        "key": str(row.id),
        "kind": EntryKind.PLAN,
        "title": title,
        "happened_on": getattr(row, "happened_on", None) or day_of(row.recorded_at),
        "recorded_at": row.recorded_at,
        "person_id": str(getattr(row, "person_id", None) or ""),
        "parts": tuple((what, words) for what, words in parts if words),
    }
    return Entry(**given | more), row.recorded_by_id


def _agreed(person_ids: Sequence[UUID]) -> Signed:
    for row in of_people(SafetyPlan, person_ids):
        parts = (
            ("How", AGREED_HOW_WORDS[AgreedHow(row.agreed_how)]),
            ("It covers", f"up to {counted(row.bottles, 'bottle')} ({amount(row.mg)}) at once"),
            ("Where it is locked away", EVIDENCE_WORDS[Evidence(row.evidence)]),
            ("In their own words", row.own_words),
            ("What is going well", row.strengths or ""),
            ("What changed", row.what_changed),
            ("Looked at again", short_day(row.review_on)),
        )
        yield _entry(row, f"Storage plan agreed, version {row.version}", parts)
    for declined in of_people(PlanDeclined, person_ids):
        said = (("Because", declined.because), ("What then", declined.what_then))
        yield _entry(declined, f"Storage plan not agreed, version {declined.version}", said)


def _looked_at(person_ids: Sequence[UUID]) -> Signed:
    for row in of_people(PlanReview, person_ids):
        parts: Parts = (
            ("What changed", row.changes),
            ("Where it is locked away", EVIDENCE_WORDS[Evidence(row.evidence)] if row.evidence else ""),
            ("It covers", f"up to {counted(row.bottles, 'bottle')} at once" if row.bottles is not None else ""),
            ("Looked at again", short_day(row.review_on) if row.review_on else ""),
        )
        yield _entry(row, "Storage plan looked at again", parts)
    for care in of_people(CarePlanReview, person_ids):
        parts = (
            ("Storage at home", "Talked through"),
            ("What is better for the child", care.better_for_the_child),
            ("How we know", care.how_we_know or ""),
            ("Looked at again", short_day(care.review_on) if care.review_on else ""),
        )
        yield _entry(care, "Care plan reviewed", parts)
    for check in of_people(StorageCheck, person_ids):
        by = f", by {short_day(check.fix_by)}" if check.fix_by else ""
        words = CHECK_WORDS[CheckResult(check.result)]
        count = count_words(check.bottles_found, check.bottles_expected)
        parts = (("Bottles", count), ("In words", check.what))
        yield _entry(check, f"Storage visit: {words[0].lower()}{words[1:]}{by}", parts)
    yield from _told(person_ids)
    for seen in of_people(StorageSeen, person_ids):
        words = EVIDENCE_WORDS[Evidence(seen.evidence)]
        parts = (("What", words), ("Who saw it", seen.seen_by), ("In words", seen.what))
        yield _entry(seen, "Where it is locked away", parts)


def _told(person_ids: Sequence[UUID]) -> Signed:
    """The calls of the same day after a visit that did not find it safe yet."""
    checks = {row.id: row.person_id for row in of_people(StorageCheck, person_ids)}
    query = select(StorageCheckTold).where(StorageCheckTold.check_id.in_(checks))
    for row in db.session.scalars(query.order_by(StorageCheckTold.recorded_at, StorageCheckTold.id)):
        title = f"{TOLD_WORDS[Told(row.whom)]} was rung about the storage visit"
        said = (("Who", row.name), ("What was said", row.what))
        yield _entry(row, title, said, person_id=str(checks[row.check_id]), closed=True)


def _handed_over(person_ids: Sequence[UUID]) -> Signed:
    for copy in of_people(PlanCopy, person_ids):
        yield _entry(copy, "Their copy of the storage plan", (("", COPY_WORDS[CopyHow(copy.how)]),))
    for box in of_people(Box, person_ids):
        yield _entry(box, "Lockable box", (("", BOX_WORDS[BoxState(box.state)]), ("Kind", box.kind)))
    for kit in of_people(Naloxone, person_ids):
        expires = short_day(kit.expires_on) if kit.expires_on else ""
        yield _entry(kit, f"Naloxone: {NALOXONE_WORDS[NaloxoneState(kit.state)].lower()}", (("Good until", expires),))
    given = of_people(LeafletGiven, person_ids)
    versions = _versions([row.leaflet_version_id for row in given if row.leaflet_version_id])
    for row in given:
        yield _leaflet(row, versions)


def _versions(version_ids: Sequence[UUID]) -> dict[UUID, int]:
    query = select(LeafletVersion.id, LeafletVersion.version).where(LeafletVersion.id.in_(version_ids))
    return {row.id: row.version for row in db.session.execute(query)}


def _leaflet(row: LeafletGiven, versions: Mapping[UUID, int]) -> tuple[Entry, UUID]:
    form = FORMAT_WORDS[Format(row.format)] if row.format in set(Format) else LEAFLET_FORMATS.get(row.format, "")
    number = versions.get(row.leaflet_version_id) if row.leaflet_version_id else None
    version = f"version {number}" if number else ""
    which = ", ".join(filter(None, (LEAFLET_LANGUAGES.get(row.language, row.language), form.lower(), version)))
    parts = (("Which", which), ("Given by", row.given_by), ("What they said back", row.said_back))
    title = "Leaflet offered, and not wanted" if row.declined else "Leaflet given"
    return _entry(row, title, parts, kind=EntryKind.LEAFLET)


def _shared(person_ids: Sequence[UUID], circle: Circle) -> Signed:
    """What was sent, and what each agency answered. Why it was sent against the person's wish stays closed."""
    shares = {row.id: row for row in of_people(Share, person_ids)}
    for row in shares.values():
        name = circle.agencies.get(str(row.family_agency_id), "an agency")
        agreed = row.view == SharingView.AGREES.value or row.view is None
        parts = (
            ("How", SENT_BY_WORDS[SentBy(row.sent_by)] if row.sent_by else ""),
            ("What they think of it", VIEW_WORDS[SharingView(row.view)] if row.view else ""),
            ("Why it is necessary for the child", row.necessary_because or ""),
            ("Told them", short_day(row.told_on) if row.told_on else ""),
            ("Not told, because", row.not_told_because or ""),
            ("Not sent, because", row.not_sent_because or ""),
        )
        title = f"Storage plan not sent to {name}" if row.not_sent_because else f"Storage plan sent to {name}"
        link = frozenset({str(row.family_agency_id)})
        yield _entry(row, title, parts, agencies=link, closed=not agreed)
    yield from _became(shares, circle)
    query = select(Acknowledgement).where(Acknowledgement.share_id.in_(shares))
    for answer in db.session.scalars(query.order_by(Acknowledgement.recorded_at, Acknowledgement.id)):
        share = shares[answer.share_id]
        name = circle.agencies.get(str(share.family_agency_id), "An agency")
        link = frozenset({str(share.family_agency_id)})
        part = (("Their part", answer.our_part),)
        person = str(share.person_id)
        yield _entry(answer, f"{name} has the storage plan", part, agencies=link, seen_by=name, person_id=person)


def _became(shares: Mapping[UUID, Share], circle: Circle) -> Signed:
    """What became of what was sent. A wrong place stays closed: it is for us to put right first."""
    query = select(ShareBecame).where(ShareBecame.share_id.in_(shares))
    for row in db.session.scalars(query.order_by(ShareBecame.recorded_at, ShareBecame.id)):
        share = shares[row.share_id]
        name = circle.agencies.get(str(share.family_agency_id), "an agency")
        what = Became(row.what)
        parts = (("In words", row.said), ("To get it back", row.recalled), ("Told", row.told))
        link = frozenset({str(share.family_agency_id)})
        title = f"Storage plan for {name}: {BECAME_WORDS[what].lower()}"
        closed = what is Became.WRONG_ADDRESS
        yield _entry(row, title, parts, agencies=link, closed=closed, person_id=str(share.person_id))


def _pharmacist(person_ids: Sequence[UUID]) -> Signed:
    queries = {row.id: row for row in of_people(PharmacistQuery, person_ids)}
    for row in queries.values():
        title = QUERY_WORDS[QueryKind(row.kind)]
        yield _entry(row, title, (("In words", row.text),), closed=row.kind == QueryKind.CONCERN.value)
    answers = select(QueryAnswer).where(QueryAnswer.query_id.in_(queries))
    for answer in db.session.scalars(answers.order_by(QueryAnswer.recorded_at, QueryAnswer.id)):
        asked = queries[answer.query_id]
        concern = asked.kind == QueryKind.CONCERN.value
        person = str(asked.person_id)
        words = (("In words", answer.text),)
        yield _entry(answer, "Answer to the pharmacist", words, person_id=person, closed=concern)
    for check in of_people(PharmacistCheck, person_ids):
        yield _entry(check, "The pharmacist looked at the storage plan", (("In words", check.what),))


def _taken_back(person_ids: Sequence[UUID]) -> Signed:
    """Agreements that were recorded by mistake, each from the day on which it was taken back."""
    query = (
        select(AgreementTakenBack, SafetyPlan.version, AdultAgreement.happened_on, PlanDeclined.version)
        .outerjoin(SafetyPlan, SafetyPlan.id == AgreementTakenBack.plan_id)
        .outerjoin(AdultAgreement, AdultAgreement.id == AgreementTakenBack.agreement_id)
        .outerjoin(PlanDeclined, PlanDeclined.id == AgreementTakenBack.declined_id)
        .where(AgreementTakenBack.person_id.in_(person_ids))
        .order_by(AgreementTakenBack.recorded_at, AgreementTakenBack.id)
    )
    for row, version, said_on, declined in db.session.execute(query):
        what = f"what an adult said of their part on {short_day(said_on)}" if said_on else f"version {version} agreed"
        what = f"version {declined} not agreed" if declined else what
        yield _entry(row, f"Taken back, as recorded by mistake: {what}", (("What was wrong", row.because),))


def _adults(household_id: UUID) -> Signed:
    """What the adults of the household agreed, under the name they have now."""
    named: dict[UUID, str] = {}
    versions = select(AdultDetails).where(AdultDetails.household_id == household_id).order_by(AdultDetails.version)
    for details in db.session.scalars(versions):
        named[details.adult_id] = details.name
    query = (
        select(AdultAgreement)
        .join(Adult, Adult.id == AdultAgreement.adult_id)
        .where(Adult.household_id == household_id)
        .order_by(AdultAgreement.recorded_at, AdultAgreement.id)
    )
    for row in db.session.scalars(query):
        name = named.get(row.adult_id, "An adult")
        declined = "did not agree their part" if row.declined_because else "was not told, and has no part"
        title = f"{name} agreed their part" if row.agrees else f"{name} {declined}"
        how = AGREED_HOW_WORDS[AgreedHow(row.agreed_how)] if row.agreed_how else row.how
        because = row.not_told_because or row.declined_because or ""
        parts = (("How", how), ("Because", because), ("What then", row.what_then or ""))
        yield _entry(row, title, parts, closed=not row.agrees)
