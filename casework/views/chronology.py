"""The chronology: every fact about a family, newest first, whoever saw it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.queries.chronology import chronology_of
from casework.rules.entries import (
    KIND_WORDS,
    PAGE,
    Entry,
    EntryFilter,
    filter_from_plain,
    for_reader_beside,
    newest_first,
    page_of,
)
from casework.rules.portrait import children_lines
from casework.views.arriving import arrive, was_opened
from casework.views.blueprint import blueprint
from casework.views.doors import doors
from staff.access import allowed
from staff.rules import Permission


@blueprint.get("/people/<uuid:person_id>/chronology")
@allowed(Permission.PEOPLE)
def chronology(person_id: UUID) -> ResponseReturnValue:
    """Filtered by `?kind=`, `agency=`, `from=`, `until=`, a page at a time; `entry=` finds the page an entry is on."""
    here = arrive(person_id, "chronology")
    opened = was_opened("chronology", person_id)
    entries = for_reader_beside(chronology_of(here.derived.case), here.header.id)
    wanted = _wanted(entries)
    page = page_of(entries, wanted)
    return render_template(
        "casework/chronology.html",
        header=here.header,
        on=here.on,
        children=children_lines(here.derived.scene),
        opened=opened,
        page=page,
        wanted=wanted,
        filtered=bool(replace(wanted, page=1).to_plain()),
        kinds=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        agencies=[(agency.id, agency.name) for agency in here.derived.scene.family.agencies],
        values=wanted.to_plain(),
        previous=_address(person_id, wanted, wanted.page - 1) if wanted.page > 1 else None,
        next=_address(person_id, wanted, wanted.page + 1) if wanted.page < page.pages else None,
        doors=doors(here.header),
    )


def _wanted(entries: list[Entry]) -> EntryFilter:
    """The filter of the URL; or the page of everything on which one entry is."""
    key = request.args.get("entry", "")
    keys = [one.key for one in newest_first(entries)] if key else []
    if key in keys:
        return EntryFilter(page=keys.index(key) // PAGE + 1)
    return filter_from_plain(request.args)


def _address(person_id: UUID, wanted: EntryFilter, page: int) -> str:
    values: dict[str, Any] = dict(replace(wanted, page=page).to_plain())
    return url_for("casework.chronology", person_id=person_id, **values)
