"""Prescriptions, what is in use, doses that were not taken, bottles, and decisions, as entries."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select

from casework.queries.chronology.reading import of_people
from casework.rules.entries import Entry, EntryKind, Parts
from casework.rules.picturing import Moment
from core.calendar import day_of
from core.db import db
from core.wording import amount, counted, instant, listed, short_day
from dispensing.models import DecisionException
from dispensing.queries import DecisionLine, ExceptionLine, NotAgreedLine, decision_lines, not_agreed_lines
from dispensing.queries.history import exception_lines
from supply.models import ArrangementInUse, Bottle, BottleTakenBack, Dose, PrescriberSpoken, Prescription
from supply.rules import MEDICINES, WORDING_WORDS, DoseHow, Went, Wording, describe, from_plain
from supply.rules.counter import NOT_GIVEN_WORDS, NotGivenBecause
from supply.rules.facts import InUseSource

SOURCE_WORDS = {
    InUseSource.PRESCRIPTION: "The prescription says so",
    InUseSource.DECISION: "It was decided",
    InUseSource.COUNTER: "The pharmacy says so",
    InUseSource.TOLD: "We were told",
}
WENT_WORDS = {
    Went.DRUNK_LATER: "drunk later",
    Went.RETURNED: "brought back",
    Went.DESTROYED: "destroyed",
    Went.LOST: "lost",
}
NOT_TAKEN_WORDS = {
    DoseHow.MISSED: "A dose was missed",
    DoseHow.REFUSED: "A dose was not wanted",
    DoseHow.NOT_GIVEN: "The pharmacy did not give a dose",
}


def supplied(person_ids: Sequence[UUID]) -> Iterator[tuple[Entry, UUID]]:
    """Each with who signed it: six statements."""
    for row in of_people(Prescription, person_ids):
        yield _prescription(row), row.recorded_by_id
    for used in of_people(ArrangementInUse, person_ids):
        title = f"In use: {describe(from_plain(used.arrangement))}"
        parts: Parts = (("How we know", SOURCE_WORDS[InUseSource(used.source)]),)
        yield _entry(used, used.from_on, title, parts), used.recorded_by_id
    yield from _doses(of_people(Dose, person_ids))
    back = _taken_back(person_ids)
    for bottle in of_people(Bottle, person_ids):
        whose = f" of {short_day(bottle.for_on)}" if bottle.for_on else ""
        yield (
            _entry(
                bottle,
                bottle.happened_on,
                f"The bottle{whose} was {WENT_WORDS[Went(bottle.went)]}",
                (("Taken back, because", back.get(bottle.id, "")),),
            ),
            (bottle.recorded_by_id),
        )
    for spoken in of_people(PrescriberSpoken, person_ids):
        parts = (
            ("With", spoken.spoke_to),
            ("What they said", spoken.advice),
            ("The dose", "was supplied" if spoken.supplied else "was not supplied"),
        )
        yield _entry(spoken, spoken.happened_on, "The pharmacist spoke to the prescriber", parts), spoken.recorded_by_id


def _taken_back(person_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Why the entries of bottles that should not be there were taken back."""
    query = select(BottleTakenBack.bottle_id, BottleTakenBack.because).join(Bottle)
    return {row[0]: row[1] for row in db.session.execute(query.where(Bottle.person_id.in_(person_ids)))}


def _entry(row: object, happened_on: object, title: str, parts: Parts = (), **more: object) -> Entry:
    given: dict[str, object] = {
        "key": str(row.id),  # type: ignore[attr-defined]
        "kind": EntryKind.SUPPLY,
        "title": title,
        "happened_on": happened_on,
        "recorded_at": row.recorded_at,  # type: ignore[attr-defined]
        "person_id": str(row.person_id),  # type: ignore[attr-defined]
        "parts": tuple((what, words) for what, words in parts if words),
    }
    return Entry(**given | more)  # type: ignore[arg-type]


def _prescription(row: Prescription) -> Entry:
    said = [WORDING_WORDS[Wording(word)] for word in row.wording]
    until = f" until {short_day(row.ends_on)}" if row.ends_on else ""
    parts = (
        ("From", f"{short_day(row.starts_on)}{until}"),
        ("It says", "; ".join(said)),
        ("Dose still being found", "Yes" if row.titrating else ""),
    )
    title = f"Prescribed: {MEDICINES[row.medicine].name}, {amount(row.mg_a_day)} a day"
    return _entry(row, day_of(row.recorded_at), title, parts)


def _doses(rows: Sequence[Dose]) -> Iterator[tuple[Entry, UUID]]:
    """The doses missed, refused or not given; where that was put right later, the correction."""
    standing = {(row.person_id, row.for_on, row.part): row for row in sorted(rows, key=lambda row: row.version)}
    for (person, day, part), row in standing.items():
        if row.how in NOT_TAKEN_WORDS and not row.withdrawn:
            what = "missed-dose" if row.how == DoseHow.MISSED else row.why or ""
            signal = what in ("missed-dose", NotGivenBecause.INTOXICATED)
            key = f"{what}-{person}-{day.isoformat()}-{part}" if signal else str(row.id)
            parts = (
                ("Why", NOT_GIVEN_WORDS[NotGivenBecause(row.why)] if row.why else ""),
                ("What the pharmacy wrote", row.note or ""),
                ("Put right, because", row.because or ""),
            )
            words = NOT_TAKEN_WORDS[DoseHow(row.how)]
            yield _entry(row, day, words, parts, key=key, signal=signal, versions=row.version), row.recorded_by_id


def decided(person_ids: Sequence[UUID]) -> Iterator[Entry]:
    """Decisions, those not agreed, and exceptions; signed with names already."""
    for person_id in person_ids:
        for line in decision_lines(person_id):
            yield _decision(line)
        for refused in not_agreed_lines(person_id):
            yield _not_agreed(refused, person_id)
    for exception in exception_lines(DecisionException.person_id.in_(person_ids)):
        yield _exception(exception)


def _decision(line: DecisionLine) -> Entry:
    review = short_day(line.review_on) if line.review_on else ""
    parts = (
        ("From", short_day(line.from_on)),
        ("Most at home at once", f"{counted(line.most_bottles, 'bottle')} ({amount(line.most_mg)})"),
        ("Why", line.reason),
        ("Asked for by", line.asked_by),
        ("Other ways thought of", listed(line.alternatives) if line.alternatives else ""),
        ("What is better for the child", line.better_for_the_child),
        ("Authorised by", _authorised(line)),
        ("Senior who thought about it too", line.senior),
        ("Looked at again", review),
    )
    return Entry(
        key=str(line.id),
        kind=EntryKind.DECISION,
        title=f"Agreed: {describe(line.arrangement)}",
        happened_on=day_of(line.recorded_at),
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        person_id=str(line.person_id),
        parts=tuple((what, words) for what, words in parts if words),
    )


def _authorised(line: DecisionLine) -> str:
    if not line.authoriser or line.confirmed is None:
        return f"{line.authoriser}, not confirmed yet" if line.authoriser else ""
    return line.authoriser if line.confirmed else f"{line.authoriser} said no: {line.confirmed_because}"


def _not_agreed(line: NotAgreedLine, person_id: UUID) -> Entry:
    parts = (("Why", line.reason), ("Asked for by", line.asked_by), ("Because", listed(line.stops)))
    title = "Asked for, and only watched" if line.watched else "Asked for, and not agreed"
    return Entry(
        key=f"not-agreed-{line.recorded_at.timestamp():.6f}".replace(".", "-"),
        kind=EntryKind.DECISION,
        title=f"{title}: {describe(line.arrangement)}",
        happened_on=day_of(line.recorded_at),
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        person_id=str(person_id),
        parts=tuple((what, words) for what, words in parts if words),
    )


ANSWER_WORDS = {"confirmed": "confirmed it", "disowned": "says they did not give it", "looked": "has looked at it"}


def refused(person_id: UUID) -> list[Moment]:
    """What was asked for and not agreed, by day. Two statements."""
    return [
        Moment(day_of(line.recorded_at), describe(line.arrangement))
        for line in not_agreed_lines(person_id)
        if not line.watched
    ]


def _exception(line: ExceptionLine) -> Entry:
    """Its reason is closed: it may say what others told us."""
    answers = "; ".join(
        f"{one.who} {ANSWER_WORDS[one.answer]}, {instant(one.at)}{f': {one.what}' if one.what else ''}"
        for one in line.answers
    )
    parts = (
        ("Given by", listed([line.given_by, line.second_by]) if line.second_by else line.given_by),
        ("Why it could not wait", line.reason),
        ("Until", instant(line.until_at)),
        ("What it sets aside", listed(line.stops)),
        ("Answers", answers),
    )
    return Entry(
        key=str(line.id),
        kind=EntryKind.DECISION,
        title="An exception",
        happened_on=day_of(line.recorded_at),
        recorded_at=line.recorded_at,
        recorded_by=line.recorded_by,
        person_id=str(line.person_id),
        parts=tuple((what, words) for what, words in parts if words),
        closed=True,
    )
