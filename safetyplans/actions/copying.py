"""Printing a copy: every print is written down, with its number, before the page is set."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from core.conflict import Refused
from safeguarding.queries import is_agency_of
from safetyplans.actions.recording import add_dated, home_of, plan_that_stands
from safetyplans.models import PrintedCopy
from safetyplans.queries import agreed_plan, last_copy_number
from safetyplans.rules import AgencyPart, Layout, Reader


def print_copy(
    *,
    person_id: UUID,
    plan_id: UUID,
    reader: Reader,
    by: UUID,
    at: datetime,
    layout: Layout = Layout.STANDARD,
    plain_cover: bool = False,
    family_agency_id: UUID | None = None,
    parts: Collection[AgencyPart] = (),
) -> PrintedCopy:
    """Write down that a copy of a version is printed: the next number of that version.

    `layout` and `plain_cover` belong to the person's own copy, `family_agency_id` and `parts` to an agency's. Raises
    Refused for a version of somebody else, for an older version to an agency or the counter, and for an agency that
    does not work with the family.
    """
    if agreed_plan(person_id, plan_id) is None:
        raise Refused(("plan", "There is no such version of this plan."))
    if reader in (Reader.AGENCY, Reader.PHARMACY):
        plan_that_stands(person_id, plan_id)
    if reader is Reader.AGENCY and (family_agency_id is None or not is_agency_of(home_of(person_id), family_agency_id)):
        raise Refused(("agency", "Choose an agency that works with this family."))
    return add_dated(
        PrintedCopy,
        "print_copy",
        person_id=person_id,
        happened_on=None,
        by=by,
        at=at,
        plan_id=plan_id,
        number=last_copy_number(plan_id) + 1,
        reader=reader,
        layout=layout,
        plain_cover=plain_cover,
        family_agency_id=family_agency_id,
        parts=sorted(part.value for part in parts),
    )
