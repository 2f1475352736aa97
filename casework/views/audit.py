"""Who looked at a person, who changed what, when and from where: for managers and safeguarding leads."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.queries.auditing import PAGE, audit_of
from casework.rules.audited import KIND_WORDS, verb_words
from casework.views.arriving import whose
from casework.views.blueprint import blueprint
from core import clock
from staff.access import allowed
from staff.rules import Permission


@blueprint.get("/people/<uuid:person_id>/audit")
@allowed(Permission.READ_AUDIT)
def audit(person_id: UUID) -> ResponseReturnValue:
    """The audit of one person, newest first; `?before=` is the last line of the page before."""
    header = whose(person_id, "audit", clock.now())
    before = request.args.get("before", "")
    known = before.isascii() and before.isdigit() and len(before) < 16
    lines = audit_of(person_id, UUID(header.household_id), before=int(before) if known else None)
    older = url_for("casework.audit", person_id=person_id, before=lines[PAGE - 1].id) if len(lines) > PAGE else None
    return render_template(
        "casework/audit.html",
        header=header,
        lines=lines[:PAGE],
        words=verb_words,
        kinds=KIND_WORDS,
        older=older,
        newest=url_for("casework.audit", person_id=person_id) if known else None,
    )
