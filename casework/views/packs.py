"""Packs for several people at once: ticked, made by the worker, printed a file at a time as they come."""

from datetime import datetime
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.actions.packs import KEPT, KIND, ask_for_packs, keep_file
from casework.queries import packs
from casework.queries.packs import Batch
from casework.views.blueprint import blueprint
from core import clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db, reading
from core.forms import Problem
from core.jobs import GiveUp, Running, handles, progress
from leaflets.pdf import CannotPrint, render_pack
from leaflets.queries import logo_of
from people.queries import person
from safetyplans.views.loading import Whose
from safetyplans.views.packing import TITLE, pack_parts, uuid_in, write_down_copy
from staff.access import allowed, found, viewer
from staff.queries import service_by_id
from staff.rules import Permission

A_FILE = 10  # people: one trip to the printer, and the most that is held in memory at a time


@blueprint.route("/packs", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def ask_packs() -> ResponseReturnValue:
    """Whoever has no leaflet or an old one, to be ticked; and what was asked for before."""
    service_id, at, by = found(viewer().service_id), clock.now(), viewer().staff_id
    problems: list[Problem] = []
    if request.method == "POST":
        ticked = [one for value in request.form.getlist("people") if (one := uuid_in(value)) is not None]
        try:
            made = ask_for_packs(service_id=service_id, person_ids=ticked, by=by, at=at)
            commit()
            return redirect(url_for("casework.show_packs", batch_id=made))
        except Refused as refused:
            db.session.rollback()
            problems = [Problem("people", sentence) for _, sentence in refused.problems]
    else:
        record_view("ask_packs", by=by, at=at)
    people = packs.need_a_leaflet(service_id)
    return render_template(
        "casework/ask_packs.html",
        people=people,
        others=packs.everybody_else(service_id, {header.id for header, _ in people}),
        ticked=set(request.form.getlist("people")),
        batches=packs.recent_batches(service_id),
        problems=problems,
    ), (422 if problems else 200)


@blueprint.get("/packs/<uuid:batch_id>")
@allowed(Permission.PEOPLE)
def show_packs(batch_id: UUID) -> ResponseReturnValue:
    """How far a batch is, and the files that are there; it looks again by itself until all are."""
    one = _batch(batch_id)
    return render_template(
        "casework/show_packs.html", batch=one, progress=progress(f"{KIND}-{one.id}"), files=packs.files_of(one.id)
    )


@blueprint.get("/packs/<uuid:batch_id>/<int:number>.pdf")
@allowed(Permission.PEOPLE)
def print_packs(batch_id: UUID, number: int) -> ResponseReturnValue:
    """One file of a batch."""
    one = _batch(batch_id)
    at, first = clock.now(), (number - 1) * A_FILE
    pdf = found(packs.pdf_of(one.id, number, since=at - KEPT))
    for person_id in one.people[max(first, 0) : first + A_FILE]:
        record_view("print_packs", by=viewer().staff_id, at=at, person=person_id, about=str(batch_id))
    response = make_response(pdf)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="packs-{number}.pdf"'
    return response


def _batch(batch_id: UUID) -> Batch:
    return found(packs.batch(batch_id, found(viewer().service_id)))


@handles(KIND)
def make_packs(running: Running) -> str:
    """Make the files of a batch, each with the packs of ten people; where it was broken off it goes on."""
    batch_id = UUID(running.payload["batch"])
    one = packs.batch(batch_id)
    if one is None:
        raise GiveUp("There is no such batch any more.")
    service_id, done = packs.service_of_batch(batch_id), {line.number for line in packs.files_of(batch_id)}
    code, logo = found(service_by_id(service_id)).code, {"logo": logo_of(service_id)}
    for number, start in enumerate(range(0, len(one.people), A_FILE), 1):
        some = one.people[start : start + A_FILE]
        if number not in done:
            _make_file(one, service_id, code, logo, number=number, people=some, at=running.now())
        running.progress(start + len(some), len(one.people))
    return "All of them are ready to print."


def _parts(here: Whose, by: UUID) -> list[str]:
    """The pages of one person's pack; their copy is written down at once, so that nobody waits while it is set.

    What is read is read beside whoever writes: on SQLite a batch would otherwise stand in the counter's way.
    """
    with reading():
        planned = here.plans.plan is not None
        db.session.commit()
    copy_id = write_down_copy(here, by=by) if planned else None
    commit()
    with reading():
        parts = pack_parts(here, copy_id)
        db.session.commit()
    return parts


def _make_file(
    one: Batch,
    service_id: UUID,
    code: str,
    logo: dict[str, bytes],
    *,
    number: int,
    people: tuple[UUID, ...],
    at: datetime,
) -> None:
    """Set one file and keep it. Nothing is held in the database while it is set: the counter writes meanwhile."""
    with reading():
        headers = [person(service_id, person_id) for person_id in people]
        db.session.commit()
    parts: list[str] = []
    for here in (Whose(header, at, code) for header in headers if header is not None):
        parts += _parts(here, one.asked_by_id)
    if not parts:
        raise GiveUp("Nothing is signed off yet, and none of them has a plan: there is nothing to print.")
    try:
        made = render_pack(parts, title=TITLE, pictures=logo)
    except CannotPrint as problem:
        raise GiveUp(f"This cannot be printed: {problem}") from problem
    keep_file(batch_id=one.id, number=number, people=len(people), pdf=made, at=at)
