"""Finding a person: searched by POST, so that no address holds a name."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from core.db import reading
from people.forms import FindForm
from people.queries import MOST_SHOWN, FoundPerson, found_people
from people.views.blueprint import blueprint
from staff.access import allowed, found, viewer
from staff.rules import Permission


@blueprint.route("/people/find", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def find_person() -> ResponseReturnValue:
    """The question, and after a POST the people who may be meant."""
    form, people = FindForm(), None
    if form.validate_on_submit():
        record_view("find_person", by=viewer().staff_id, at=clock.now())
        people = _search(form, found(viewer().service_id))
    return render_template("people/find_person.html", form=form, people=people, most=MOST_SHOWN)


def _search(form: FindForm, service_id: UUID) -> tuple[FoundPerson, ...]:
    """A POST that only reads: nobody who writes waits for it."""
    with reading():
        return found_people(
            service_id,
            form.text.data or "",
            form.born_on.data,
            form.nhs_number.number,
            form.reference.data or "",
        )
