"""The adults with a part in the plan: each agrees their own; or is not told, because."""

from datetime import date, datetime
from uuid import UUID

from core.calendar import day_of
from core.conflict import Refused
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
    """Record that an adult is not told, because (privacy, safety). Raises Refused without a reason.

    Their part is removed with `people.actions`, by whoever records this: an adult who was not told has none.
    """
    refuse(text_problems("because", because, "Say why they are not told."))
    return _record("record_not_told", person_id, adult_id, happened_on, because.strip(), "", by, at)


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
