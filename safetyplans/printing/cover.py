"""A plain cover: the papers lie on a table without saying what they are."""

from datetime import date

from leaflets.pdf import without_emoji
from leaflets.sheets import fill

COVER_TITLE = "Private papers"


def cover_html(person_name: str, *, version: int, agreed_on: date, copy: int, large: bool) -> str:
    """The cover of a person's own copy: their name, that it is private, and which copy it is."""
    return fill(
        "safetyplans/print_cover.html",
        title=COVER_TITLE,
        person_name=without_emoji(person_name),
        version=version,
        agreed_on=agreed_on,
        copy=copy,
        large=large,
    )
