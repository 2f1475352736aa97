"""The children of a household that nobody has named yet, for the page of who is at home.

That page belongs to a package that knows no pregnancy; it asks for them by the name of this function.
"""

from uuid import UUID

from casework.rules.children import age_words
from casework.views.blueprint import blueprint
from core.clock import day_of, now
from supply.queries import family_now
from supply.rules.expected import is_nameless


@blueprint.app_template_global("children_without_name")
def children_without_name(person_id: str) -> list[tuple[str, str]]:
    """What each is called and how old it is, of a person found by a scoped query: the unborn of a pregnancy, a baby."""
    family = family_now(UUID(person_id))
    today = day_of(now())
    return [
        (child.name, age_words(child, today)) for child in (family.children if family else ()) if is_nameless(child)
    ]
