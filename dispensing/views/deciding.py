"""The decision page: type, see what it means, save; or see what is still to do, with nothing typed lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.audit import record_view
from core.conflict import Conflict, Refused
from core.db import commit, db, reading
from core.findings import Finding, Stopped
from core.wording import listed
from dispensing import actions, queries
from dispensing.forms import (
    PATTERN_KEYS,
    PATTERN_LETTERS,
    DecisionForm,
    typed,
)
from dispensing.rules import (
    BY_PRESCRIBER_AND_LEAD,
)
from dispensing.rules.words import stop_words
from dispensing.rules.worked_out import COMPARED_WORDS
from dispensing.views.blueprint import blueprint
from dispensing.views.decision_page import Deciding, load
from dispensing.views.way_back import forget, remember
from dispensing.views.ways import person_page, to_do
from people.queries import person
from people.rules import PersonHeader
from staff.access import allowed, found, viewer
from staff.rules import Permission

EXCEPTION_FIELDS = ("given_by", "second_by", "exception_reason", "until")


@blueprint.get("/people/<uuid:person_id>/decision")
@allowed(Permission.RECORD_DECISION)
def record_decision(person_id: UUID) -> ResponseReturnValue:
    """The page on which a decision is recorded, with what was kept of it."""
    here = load(person_id)
    kept = queries.draft_of(person_id, viewer().staff_id)
    _note_view("view_decision_page", here.header, here.at)
    form = here.form(kept)
    return show(here, form, stops=here.stops(form) if kept else (), kept=kept)


@blueprint.post("/people/<uuid:person_id>/decision")
@allowed(Permission.RECORD_DECISION)
def save_decision(person_id: UUID) -> ResponseReturnValue:
    """Work it out, record it, or record it as an exception."""
    with only_reading():
        here = load(person_id)
        form = here.form()
        if request.form.get("step") == "work-it-out":
            return show(here, form)
        if not form.check(here.situation.on):
            return show(here, form, stops=here.stops(form) if _by_exception() else ())
    try:
        return _record(here, form)
    except Stopped as stopped:
        return _not_agreed(here, form, stopped.stops)
    except Conflict:
        return _newer(here, form)
    except Refused as refused:
        with only_reading():
            form.add_problems(refused.problems)
            return show(here, form, stops=refused.stops if isinstance(refused, actions.ExceptionRefused) else ())


@contextmanager
def only_reading() -> Iterator[None]:
    """Give the writer's place back while a page is worked out or shown: others write meanwhile."""
    db.session.rollback()
    with reading():
        yield
        db.session.rollback()


@blueprint.post("/people/<uuid:person_id>/decision/worked-out")
@allowed(Permission.RECORD_DECISION)
def work_out_decision(person_id: UUID) -> ResponseReturnValue:
    """The panel alone, for the page that asks while somebody types."""
    with only_reading():
        here = load(person_id)
        worked = here.worked_out(here.form())
        return {"panel": render_template("dispensing/worked_out.html", worked=worked, compared_words=COMPARED_WORDS)}


@blueprint.post("/people/<uuid:person_id>/decision/afresh")
@allowed(Permission.RECORD_DECISION)
def begin_decision_afresh(person_id: UUID) -> ResponseReturnValue:
    """Forget what was typed."""
    header = found(person(found(viewer().service_id), person_id))
    actions.drop_draft(person_id=person_id, by=viewer().staff_id)
    commit()
    forget(header.id)
    return redirect(url_for("dispensing.record_decision", person_id=person_id))


def show(
    here: Deciding, form: DecisionForm, *, stops: tuple[Finding, ...] = (), kept: queries.Draft | None = None
) -> str:
    """The decision page."""
    return render_template(
        "dispensing/record_decision.html",
        header=here.header,
        form=form,
        here=here,
        worked=here.worked_out(form),
        stops=[to_do(stop, here.header) for stop in stops],
        together=any(stop.code in BY_PRESCRIBER_AND_LEAD for stop in stops),
        exception_open=any(form[name].errors for name in EXCEPTION_FIELDS),
        kept=kept,
        back_to=person_page(here.header),
        pattern_keys=PATTERN_KEYS,
        pattern_weeks=PATTERN_LETTERS,
        compared_words=COMPARED_WORDS,
    )


def _by_exception() -> bool:
    return request.form.get("step") == "exception"


def _record(here: Deciding, form: DecisionForm) -> ResponseReturnValue:
    """Record it and say so. Raises what the action raises."""
    starts_on = form.from_on.data or here.situation.on
    arrangement = found(form.arrangement(starts_on))
    recorded = actions.record_decision(
        person_id=UUID(here.header.id),
        asked=form.asked(arrangement),
        expected_version=-1 if form.version.data is None else form.version.data,
        exception=form.exception(here.at, here.closures) if _by_exception() else None,
        policy=here.policy,
        by=viewer().staff_id,
        at=here.at,
        from_on=starts_on,
    )
    actions.drop_draft(person_id=UUID(here.header.id), by=viewer().staff_id)
    commit()
    forget(here.header.id)
    flash(_said(recorded), "success")
    return redirect(url_for("dispensing.decisions", person_id=here.header.id))


def _said(recorded: actions.Recorded) -> str:
    """What was recorded, and which stops were only watched."""
    if recorded.exception_id:
        return "The decision is recorded as an exception. Whoever gives it is asked to confirm."
    if recorded.watched:
        watched = listed(stop_words(sorted({stop.code for stop in recorded.watched})))
        return f"The decision is recorded. Noted, and not held for now: {watched}."
    return "The decision is recorded."


def _not_agreed(here: Deciding, form: DecisionForm, stops: tuple[Finding, ...]) -> ResponseReturnValue:
    """Keep that it was not agreed, and what was typed; then show what is still to do."""
    starts_on = form.from_on.data or here.situation.on
    asked = form.asked(found(form.arrangement(starts_on)))
    person_id, by = UUID(here.header.id), viewer().staff_id
    actions.record_not_agreed(person_id=person_id, asked=asked, stops=stops, by=by, at=here.at)
    actions.keep_draft(person_id=person_id, typed=typed(request.form), by=by, at=here.at)
    commit()
    remember(here.header.id)
    return redirect(url_for("dispensing.record_decision", person_id=person_id, _anchor="to-do"))


def _newer(here: Deciding, form: DecisionForm) -> ResponseReturnValue:
    """409: what was typed is kept, and the newer decision shown."""
    db.session.rollback()
    person_id = UUID(here.header.id)
    actions.keep_draft(person_id=person_id, typed=typed(request.form), by=viewer().staff_id, at=here.at)
    commit()
    with only_reading():
        newest = queries.newest_decision(person_id)
        return render_template("dispensing/newer_decision.html", header=here.header, newest=newest), 409


def _note_view(verb: str, header: PersonHeader, at: datetime) -> None:
    record_view(verb, by=viewer().staff_id, at=at, household=UUID(header.household_id), person=UUID(header.id))
