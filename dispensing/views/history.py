"""Every decision of a person: what was agreed, what was not, by whom, why and until when."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from dispensing import queries
from dispensing.views.blueprint import blueprint
from dispensing.views.rows import decision_rows, exception_rows, not_agreed_rows
from dispensing.views.ways import person_page
from people.queries import person
from staff.access import allowed, found, viewer
from staff.rules import Permission
from supply.rules import PATTERN_WORDS, Arrangement, Pattern, describe


@blueprint.app_template_filter("arrangement")
def arrangement_words(arrangement: Arrangement) -> str:
    """An arrangement by its usual name; a week of one's own as one plain sentence without a full stop."""
    own = arrangement.pattern is Pattern.OWN
    return describe(arrangement) if own else PATTERN_WORDS[arrangement.pattern]


@blueprint.get("/people/<uuid:person_id>/decisions")
@allowed(Permission.PEOPLE)
def decisions(person_id: UUID) -> ResponseReturnValue:
    """Every decision, the newest first, and those that were not agreed."""
    looking, at = viewer(), clock.now()
    header = found(person(found(looking.service_id), person_id))
    household = UUID(header.household_id)
    record_view("view_decisions", by=looking.staff_id, at=at, household=household, person=person_id)
    return render_template(
        "dispensing/decisions.html",
        header=header,
        lines=queries.decision_lines(person_id),
        not_agreed=queries.not_agreed_lines(person_id),
        now=at,
        decision_rows=decision_rows,
        not_agreed_rows=not_agreed_rows,
        exception_rows=exception_rows,
        back_to=person_page(header),
        may_decide=looking.may(Permission.RECORD_DECISION),
    )


@blueprint.get("/people/<uuid:person_id>/arrangements")
@allowed(Permission.PEOPLE)
def list_arrangements(person_id: UUID) -> ResponseReturnValue:
    """How doses were collected from the beginning: what was in use, what was agreed, who decided it and why."""
    looking, at = viewer(), clock.now()
    header = found(person(found(looking.service_id), person_id))
    household = UUID(header.household_id)
    record_view("list_arrangements", by=looking.staff_id, at=at, household=household, person=person_id)
    return render_template(
        "dispensing/list_arrangements.html",
        header=header,
        lines=queries.arrangement_history(person_id),
        back_to=person_page(header),
        may_decide=looking.may(Permission.RECORD_DECISION),
    )
