"""What somebody's pack holds: only what is signed off, in what they read as far as it is there. Needs no request."""

from uuid import UUID

from safetyplans import actions
from safetyplans.queries import agreed_plan, copy_printed
from safetyplans.rules import LAYOUT_OF_FORMAT, Layout, Reader
from safetyplans.views.copying import contacts, copy_pages
from safetyplans.views.giving import both_copies, page_of, what_to_give
from safetyplans.views.loading import Whose

TITLE = "To read, to keep and to sign"


def write_down_copy(here: Whose, *, by: UUID | None = None) -> UUID | None:
    """Write down that the person's copy of the plan that stands is printed; none where there is no plan.

    `by`: who asked for it, where that is not whoever is signed in.
    """
    plan = here.plans.plan
    if plan is None:
        return None
    signed = here.signed if by is None else {"person_id": here.person_id, "by": by, "at": here.at}
    layout = LAYOUT_OF_FORMAT.get(here.header.leaflet_format or "", Layout.STANDARD)
    return actions.print_copy(plan_id=UUID(plan.id), reader=Reader.PERSON, layout=layout, **signed).id


def pack_parts(here: Whose, copy_id: UUID | None) -> list[str]:
    """The pages of a person's pack: their copy of the plan, the leaflet twice, the page for the fridge, the card."""
    giving, numbers = what_to_give(here.header), contacts(here)
    parts = _plan(here, copy_id)
    if giving.offered.first is not None and not giving.drafts:
        parts += both_copies(giving.offered.first, numbers)
    return parts + [page_of(one, numbers) for one in giving.with_it()]


def _plan(here: Whose, copy_id: UUID | None) -> list[str]:
    copy = copy_printed(here.person_id, copy_id) if copy_id is not None else None
    plan = agreed_plan(here.person_id, copy.row.plan_id) if copy is not None else None
    if copy is None or plan is None or copy.row.reader != Reader.PERSON:
        return []
    pages, _ = copy_pages(here, plan, copy)
    return list(pages)


def uuid_in(text: str | None) -> UUID | None:
    """An identifier in an address; none where it is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
