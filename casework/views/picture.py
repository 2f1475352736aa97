"""The chronology as a picture: signals that each agency held alone, side by side; on the screen and on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from casework.picture import draw
from casework.queries.chronology.treatment import refused
from casework.rules.entries import EntryFilter, filter_from_plain
from casework.rules.picturing import Picture, picture_of
from casework.rules.portrait import children_lines
from casework.views.arriving import Arrived, arrive, was_opened
from casework.views.blueprint import blueprint
from casework.views.doors import doors
from core.wording import short_day
from leaflets.pdf import render_pdf, without_emoji
from leaflets.sheets import fill
from staff.access import allowed, found, viewer
from staff.queries import service_by_id
from staff.rules import Permission

TITLE = "Chronology as a picture"
PRINT_FONT = "Print Figures, Print Latin, Print Latin Extended"


@blueprint.get("/people/<uuid:person_id>/picture")
@allowed(Permission.PEOPLE)
def picture(person_id: UUID) -> ResponseReturnValue:
    """The picture of a family, `?from=` and `until=` a day; what is ours alone only where it was opened."""
    here = arrive(person_id, "picture")
    opened = was_opened("picture", person_id)
    shown, wanted = _picture(here, opened)
    return render_template(
        "casework/picture.html",
        header=here.header,
        children=children_lines(here.derived.scene),
        opened=opened,
        picture=shown,
        svg=draw(shown, title=_words(shown)),
        values=wanted.to_plain(),
        doors=doors(here.header),
    )


@blueprint.get("/people/<uuid:person_id>/picture/print")
@allowed(Permission.PEOPLE)
def print_picture(person_id: UUID) -> ResponseReturnValue:
    """A page for a case conference, without what is ours alone."""
    return _pdf(arrive(person_id, "print_picture"), whole=False)


@blueprint.post("/people/<uuid:person_id>/picture/print-whole")
@allowed(Permission.PEOPLE)
def print_whole_picture(person_id: UUID) -> ResponseReturnValue:
    """The same with what is ours alone, marked as not for the family. By POST, so that no link ever prints it."""
    return _pdf(arrive(person_id, "print_whole_picture"), whole=True)


def _picture(here: Arrived, opened: bool) -> tuple[Picture, EntryFilter]:
    wanted = filter_from_plain(request.args)
    shown = picture_of(
        here.derived.scene,
        here.situation,
        person_id=here.header.id,
        not_agreed=refused(here.person_id),
        opened=opened,
        first=_sound(wanted.first),
        last=_sound(wanted.last),
    )
    return shown, wanted


def _sound(day: date | None) -> date | None:
    """A day that a picture can begin or end with."""
    return day if day is not None and 1950 <= day.year <= 2100 else None


def _words(shown: Picture) -> str:
    """What a screen reader says first; the table beneath says the rest."""
    return f"{TITLE}, {short_day(shown.first)} to {short_day(shown.last)}. The table below says the same in words."


@dataclass(frozen=True, slots=True)
class Head:
    """What the printed page says about itself."""

    name: str
    born_on: date | None
    reference: str
    service: str
    printed_by: str
    printed_on: date


def _pdf(here: Arrived, *, whole: bool) -> Response:
    """One A4 page on its side with the picture, and the same as a table after it."""
    shown, _ = _picture(here, whole)
    service = found(service_by_id(UUID(here.header.service_id)))
    head = Head(here.header.name, here.header.born_on, here.header.reference, service.name, viewer().name, here.on)
    svg = draw(shown, title=_words(shown), font=PRINT_FONT)
    values: dict[str, Any] = {"title": TITLE, "head": head, "picture": shown, "svg": svg, "whole": whole}
    response = make_response(render_pdf(without_emoji(fill("casework/print_picture.html", **values)), title=TITLE))
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = 'inline; filename="picture.pdf"'
    return response
