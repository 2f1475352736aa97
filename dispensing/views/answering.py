"""What waits for the viewer's own answer: decisions to confirm, exceptions to confirm or disown, and to look at."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.audit import record_view
from core.conflict import Refused
from core.db import commit, db
from core.forms import Form
from dispensing import actions, queries
from dispensing.forms import AnswerForm, LookForm
from dispensing.views.blueprint import blueprint
from dispensing.views.rows import decision_rows, exception_rows
from people.queries import person_headers
from staff.access import allowed, found, viewer
from staff.rules import Permission

AT_ONCE = 20
"""So many exceptions of a kind stand on the page at once: each carries a form."""


@blueprint.get("/waiting")
@allowed(Permission.GIVE_EXCEPTION)
def waiting() -> ResponseReturnValue:
    """Decisions and exceptions that name the viewer, and for managers and leads those nobody has looked at."""
    record_view("view_waiting", by=viewer().staff_id, at=clock.now())
    return _page()


@blueprint.post("/waiting/decisions/<uuid:decision_id>")
@allowed(Permission.AUTHORISE_DECISION)
def confirm_decision(decision_id: UUID) -> ResponseReturnValue:
    """The prescriber named confirms a decision, or says no, because …"""
    found(queries.decision_of_service(found(viewer().service_id), decision_id))
    form = AnswerForm(prefix=str(decision_id))
    yes, because = _said_yes(), form.because.data or ""
    return _answered(
        form,
        lambda: actions.confirm_decision(
            decision_id=decision_id, confirmed=yes, because=because, by=viewer().staff_id, at=clock.now()
        ),
        "Confirmed: thank you." if yes else "Your no is recorded, and the keyworker sees it.",
    )


@blueprint.post("/waiting/exceptions/<uuid:exception_id>")
@allowed(Permission.GIVE_EXCEPTION)
def answer_exception(exception_id: UUID) -> ResponseReturnValue:
    """Whoever an exception names confirms it, or disowns it, because …"""
    found(queries.exception_of_service(found(viewer().service_id), exception_id))
    form = AnswerForm(prefix=str(exception_id))
    if _said_yes():
        return _answered(
            form,
            lambda: actions.confirm_exception(exception_id=exception_id, by=viewer().staff_id, at=clock.now()),
            "Confirmed: thank you.",
        )
    because = form.because.data or ""
    return _answered(
        form,
        lambda: actions.disown_exception(
            exception_id=exception_id, because=because, by=viewer().staff_id, at=clock.now()
        ),
        "Recorded. What the exception set aside counts again from now on.",
    )


@blueprint.post("/waiting/exceptions/<uuid:exception_id>/look")
@allowed(Permission.LOOK_AT_EXCEPTION)
def look_at_exception(exception_id: UUID) -> ResponseReturnValue:
    """A manager or safeguarding lead says what they think of an exception."""
    found(queries.exception_of_service(found(viewer().service_id), exception_id))
    form = LookForm(prefix=f"look-{exception_id}")
    what = form.what.data or ""
    return _answered(
        form,
        lambda: actions.look_at_exception(exception_id=exception_id, what=what, by=viewer().staff_id, at=clock.now()),
        "Your look is recorded.",
    )


def _said_yes() -> bool:
    return request.form.get("answer") == "yes"


def _answered(form: Form, act: Callable[[], None], words: str) -> ResponseReturnValue:
    """Do it and say so; or show the page again with what is wrong beside its field."""
    if not form.validate():
        return _page(form)
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        form.add_problems(refused.problems)
        return _page(form)
    commit()
    flash(words, "success")
    return redirect(url_for("dispensing.waiting"))


def _page(sent: Form | None = None) -> str:
    """The page; the form that was sent takes the place of its own."""
    looking = viewer()
    service_id = found(looking.service_id)
    to_confirm = queries.decisions_waiting(service_id, looking.staff_id)
    naming = queries.exceptions_naming(service_id, looking.staff_id, limit=AT_ONCE)
    looks = looking.may(Permission.LOOK_AT_EXCEPTION)
    to_look_at = queries.exceptions_to_look_at(service_id, limit=AT_ONCE, first=_first()) if looks else []
    return render_template(
        "dispensing/waiting.html",
        to_confirm=[(line, _form(AnswerForm, f"{line.id}", sent)) for line in to_confirm],
        naming=[(line, _form(AnswerForm, f"{line.id}", sent)) for line in naming],
        to_look_at=[(line, _form(LookForm, f"look-{line.id}", sent)) for line in to_look_at],
        at_once=AT_ONCE,
        every_look=queries.count_to_look_at(service_id) if looks else 0,
        people=person_headers(
            {line.person_id for line in to_confirm} | {line.person_id for line in (*naming, *to_look_at)}
        ),
        problems=sent.problems() if sent else [],
        now=clock.now(),
        decision_rows=decision_rows,
        exception_rows=exception_rows,
    )


def _first() -> UUID | None:
    """The exception that comes first: the one just answered, or that `?first=` asks for; none where it is no id."""
    try:
        return (request.view_args or {}).get("exception_id") or UUID(request.args.get("first", ""))
    except ValueError:
        return None


def _form(kind: type[Form], prefix: str, sent: Form | None) -> Form:
    """The form beside one line: the one that was sent, or an empty one."""
    empty = kind(formdata=None, prefix=prefix)
    return sent if sent is not None and next(iter(sent)).name == next(iter(empty)).name else empty
