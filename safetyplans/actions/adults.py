"""The adults with a part in the plan: each agrees their own; or is not told, because."""

from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from core.conflict import Refused
from people.actions import change_adult
from people.queries import family
from people.rules import AdultSaid
from safeguarding.rules import day_problems, text_problems
from safetyplans.actions.recording import add, home_of, refuse
from safetyplans.models import AdultAgreement
from safetyplans.queries import is_adult_of


def agree_part(
    *, person_id: UUID, adult_id: UUID, by: UUID, at: datetime, happened_on: date | None = None, how: str = ""
) -> AdultAgreement:
    """Record that an adult of the person's household agreed their part in the plan (`second-adult-not-agreed`).

    `how`: in words (signed, said, witnessed by whom). Raises Refused for an adult of another household.
    """
    return _record("agree_part", person_id, adult_id, happened_on, None, how, by, at)


def record_not_told(
    *, person_id: UUID, adult_id: UUID, because: str, by: UUID, at: datetime, happened_on: date | None = None
) -> AdultAgreement:
    """Record that an adult is not told, because (privacy, safety); the part they had in the plan is removed.

    Raises Refused without a reason, and for an adult of another household.
    """
    refuse(text_problems("because", because, "Say why they are not told."))
    row = _record("record_not_told", person_id, adult_id, happened_on, because.strip(), "", by, at)
    _remove_part(person_id, adult_id, by, at)
    return row


def _remove_part(person_id: UUID, adult_id: UUID, by: UUID, at: datetime) -> None:
    """An adult who was not told holds no key, moves no box and minds no child in this plan."""
    adult = next(one for one in family(home_of(person_id)).adults if one.id == str(adult_id))
    known = UUID(adult.person_id) if adult.person_id else None
    change_adult(
        adult_id=adult_id, said=AdultSaid(adult.name, adult.role, adult.own_supply, person_id=known), by=by, at=at
    )


def _record(
    verb: str,
    person_id: UUID,
    adult_id: UUID,
    happened_on: date | None,
    not_told_because: str | None,
    how: str,
    by: UUID,
    at: datetime,
) -> AdultAgreement:
    day = happened_on or day_of(at)
    refuse(day_problems(day, day_of(at)))
    if not is_adult_of(home_of(person_id), adult_id):
        raise Refused(("adult", "Choose an adult of this household."))
    row = AdultAgreement(
        adult_id=adult_id,
        agrees=not_told_because is None,
        not_told_because=not_told_because,
        how=how,
        happened_on=day,
    )
    return add(row, verb, person_id=person_id, by=by, at=at)
