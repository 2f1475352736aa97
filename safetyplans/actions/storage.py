"""What was seen and given for keeping it safe: storage visits, photos, boxes, naloxone."""

from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from core.pictures import Picture
from core.versions import following
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.files import keep_picture
from safetyplans.actions.recording import add, add_dated, refuse
from safetyplans.models import Box, Naloxone, StorageCheck, StorageCheckTold, StorageSeen
from safetyplans.queries import times_visited, visit
from safetyplans.rules import BoxSaid, BoxState, CheckResult, CheckSaid, Evidence, FileKind, NaloxoneState, Told
from safetyplans.rules.visiting import contradictions


def record_storage_check(
    *,
    person_id: UUID,
    said: CheckSaid,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    photo: Picture | None = None,
    seen: int | None = None,
) -> StorageCheck:
    """Record a storage visit (domain.md 4.2). A satisfactory one is evidence *seen at home*, of its day.

    `photo`: taken with their agreement. Raises Refused where *fix by a date* has no date, or one before the visit,
    where another result has one, and where *safe on that day* contradicts what was found; Conflict where more visits
    were written down than the page had `seen`: a second press of the button.
    """
    following(times_visited(person_id), seen)
    visited_on = happened_on or day_of(at)
    if said.result is CheckResult.FIX_BY and (said.fix_by is None or said.fix_by < visited_on):
        refuse([("fix_by", "Say by when it will be put right.")])
    if said.result is not CheckResult.FIX_BY and said.fix_by is not None:
        refuse([("fix_by", "A date belongs to “to be put right by” alone.")])
    if said.answers:
        refuse(contradictions(said.result, said.answers))
    row = add_dated(
        StorageCheck,
        "record_storage_check",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        result=said.result,
        fix_by=said.fix_by,
        what=said.what,
        answers=dict(said.answers),
        bottles_found=said.bottles_found,
        bottles_expected=said.bottles_expected,
    )
    if photo is not None:
        keep_picture(photo, FileKind.PHOTO, person_id=person_id, by=by, at=at, check_id=row.id)
    return row


def record_check_told(
    *,
    person_id: UUID,
    check_id: UUID,
    whom: Told,
    name: str,
    what: str,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
) -> StorageCheckTold:
    """Record the call of the same day after a visit that did not find it safe yet: whom, and what was said.

    Raises Refused for a visit to somebody else, without a name, and without what was said.
    """
    day = happened_on or day_of(at)
    if visit(person_id, check_id) is None:
        refuse([("check", "There is no such storage visit.")])
    refuse(
        day_problems(day, day_of(at)),
        text_problems("name", name, "Say who it was."),
        text_problems("what", what, "Say what was said."),
    )
    row = StorageCheckTold(check_id=check_id, whom=whom, name=name.strip(), what=what.strip(), happened_on=day)
    return add(row, "record_check_told", person_id=person_id, by=by, at=at)


def record_seen(
    *,
    person_id: UUID,
    evidence: Evidence,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    seen_by: str = "",
    what: str = "",
    photo: Picture | None = None,
) -> StorageSeen:
    """Record what was seen of the storage between plans, reviews and visits.

    `seen_by`: who saw it, where that was not the one who records. Raises Refused for a photo that is not there, and
    for what was seen at home, which is a storage visit.
    """
    if evidence is Evidence.PHOTO and photo is None:
        refuse([("photo", "Add the photo.")])
    if evidence is Evidence.SEEN_AT_HOME:
        refuse([("evidence", "Write down what was seen at home as a storage visit.")])
    row = add_dated(
        StorageSeen,
        "record_seen",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        evidence=evidence,
        seen_by=seen_by.strip(),
        what=what.strip(),
    )
    if photo is not None:
        keep_picture(photo, FileKind.PHOTO, person_id=person_id, by=by, at=at, seen_id=row.id)
    return row


def record_box(
    *,
    person_id: UUID,
    by: UUID,
    at: datetime,
    state: BoxState | None = None,
    happened_on: date | None = None,
    kind: str = "",
    serial: str = "",
    said: BoxSaid | None = None,
) -> Box:
    """Record a lockable box: given, their own and seen, owed (`box-owed`), or back with us.

    `said`: everything about it; without it, its state, kind and number alone.
    """
    box = said or BoxSaid(state or BoxState.OWED, kind, serial)
    return add_dated(
        Box,
        "record_box",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        state=box.state,
        kind=box.kind,
        serial=box.serial.strip(),
        lock=box.lock,
        holds_bottles=box.holds_bottles,
        fixed=box.fixed,
        place=box.place,
        key_with=box.key_with,
        spare_with=box.spare_with,
    )


def record_naloxone(
    *,
    person_id: UUID,
    state: NaloxoneState,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    expires_on: date | None = None,
) -> Naloxone:
    """Record that naloxone was given or declined, and when the kit runs out (`naloxone-not-offered`)."""
    return add_dated(
        Naloxone,
        "record_naloxone",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        state=state,
        expires_on=expires_on,
    )
