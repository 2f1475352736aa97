"""The pharmacist's desk: who comes today, one person at a glance, a tick, a question, a concern.

Nothing is ever disabled here: the prescription stands.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from core import clock, policy
from core.audit import record_view
from core.bank_holidays import around
from core.calendar import DAY, add_working_days
from core.conflict import Refused
from core.db import commit, db
from dispensing import queries
from dispensing.forms import AskForm, ConcernForm, FindForm
from dispensing.forms.counter import KIND_WORDS
from dispensing.rules.at_the_counter import glance
from dispensing.rules.counter_words import act_words, dose_words, what_is_due
from dispensing.views.blueprint import blueprint
from dispensing.views.counter_page import AtCounter, come_to, happened_lately, recent_entries
from people.queries import found_at_pharmacy, person_of_pharmacy
from people.rules import PersonHeader
from safetyplans.actions import ask_query, pharmacist_checked, raise_concern
from staff.access import allowed, found, viewer
from staff.rules import Permission
from supply.rules import SupplyPolicy
from supply.rules.home_words import believed_words

LINES_REMEMBERED = 4096
"""Of how many people of all pharmacies a process keeps the line as it was last shown."""


@blueprint.route("/desk/", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def counter() -> ResponseReturnValue:
    """Today's people of the viewer's pharmacy; by POST, those who may be meant."""
    pharmacy_id, at = found(viewer().pharmacy_id), clock.now()
    form, people = FindForm(), None
    if request.method == "POST" and form.validate():
        people = {one.header.id for one in found_at_pharmacy(pharmacy_id, form.name.data or "", form.born_on.data)}
        record_view("find_at_counter", by=viewer().staff_id, at=at)
    lines = queries.desk_lines(pharmacy_id, clock.day_of(at), _supply_policy(clock.day_of(at)))
    next_id = _next(lines, request.args.get("after", ""))
    return render_template(
        "dispensing/counter.html",
        form=form,
        searched=people is not None,
        lines=[_shown(line, line.header.id == next_id) for line in lines if people is None or line.header.id in people],
        counts=_counts(lines),
        most=queries.MOST_AT_DESK,
        today=clock.day_of(at),
        find_fields=_empty_find() if request.method == "GET" else _find_fields(form),
    )


@cache
def _empty_find() -> Markup:
    """The search before anything is typed: the same for everybody, so it is put together once."""
    return _find_fields(FindForm(formdata=None))


def _find_fields(form: FindForm) -> Markup:
    return Markup(render_template("dispensing/find_fields.html", form=form))  # noqa: S704  (our own template)


@lru_cache(maxsize=LINES_REMEMBERED)
def _shown(line: queries.DeskLine, is_next: bool) -> Markup:
    """A line of the list; one that shows what it showed before is not put together anew.

    Without the page's context: that asks statements, and differs between one viewer and the next.
    """
    template = current_app.jinja_env.get_template("dispensing/counter_line.html")
    return Markup(template.render(line=line, is_next=is_next))  # noqa: S704  (our own template)


def _supply_policy(on: date) -> SupplyPolicy:
    """A pharmacy serves several services: its list goes by what is shipped, each person's page by their service's."""
    return policy.current().section(SupplyPolicy, on=on)


def _counts(lines: Sequence[queries.DeskLine]) -> tuple[int, int]:
    """How many are due or were seen today, and how many of them are written down."""
    today = [line for line in lines if line.due or line.done]
    return len(today), sum(bool(line.done) for line in today)


def _next(lines: Sequence[queries.DeskLine], after: str) -> str:
    """Whose line is next: the first that is due and not written down, after the one just served where there is one."""
    ids = [line.header.id for line in lines]
    start = ids.index(after) + 1 if after in ids else 0
    waiting = [line.header.id for line in (*lines[start:], *lines[:start]) if line.act]
    return waiting[0] if waiting else ""


@blueprint.get("/desk/people/<uuid:person_id>")
@allowed(Permission.COUNTER)
def counter_person(person_id: UUID) -> ResponseReturnValue:
    """One person at a glance."""
    return _show(_header(person_id), AskForm(formdata=None, prefix="ask"), ConcernForm(formdata=None, prefix="concern"))


@blueprint.post("/desk/people/<uuid:person_id>/checked")
@allowed(Permission.COUNTER)
def check_plan(person_id: UUID) -> ResponseReturnValue:
    """Tick "checked"."""
    header = _header(person_id)
    pharmacist_checked(person_id=person_id, by=viewer().staff_id, at=clock.now())
    commit()
    flash(f"Recorded: you have checked the storage plan of {header.name}.", "success")
    return redirect(url_for("dispensing.counter_person", person_id=person_id))


@blueprint.post("/desk/people/<uuid:person_id>/question")
@allowed(Permission.COUNTER)
def ask_keyworker(person_id: UUID) -> ResponseReturnValue:
    """Ask the keyworker something."""
    header, form = _header(person_id), AskForm(prefix="ask")
    if form.validate():
        try:
            ask_query(person_id=person_id, text=form.text.data or "", by=viewer().staff_id, at=clock.now())
            commit()
            flash("Your question is on the keyworker’s list.", "success")
            return redirect(url_for("dispensing.counter_person", person_id=person_id))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return _show(header, form, ConcernForm(formdata=None, prefix="concern"))


@blueprint.post("/desk/people/<uuid:person_id>/concern")
@allowed(Permission.RAISE_CONCERN)
def raise_counter_concern(person_id: UUID) -> ResponseReturnValue:
    """Tell the manager what worries the pharmacist."""
    header, form = _header(person_id), ConcernForm(prefix="concern")
    if form.validate():
        try:
            raise_concern(person_id=person_id, text=form.said(), by=viewer().staff_id, at=clock.now())
            commit()
            flash("Your concern is on the manager’s list, for today.", "success")
            return redirect(url_for("dispensing.counter_person", person_id=person_id))
        except Refused as refused:
            db.session.rollback()
            form.add_problems(refused.problems)
    return _show(header, AskForm(formdata=None, prefix="ask"), form)


def _header(person_id: UUID) -> PersonHeader:
    """Somebody whom the viewer's pharmacy serves now; 404 for anybody else."""
    return found(person_of_pharmacy(found(viewer().pharmacy_id), person_id))


def _show(header: PersonHeader, ask: AskForm, concern: ConcernForm) -> str:
    person_id, pharmacy_id, at = UUID(header.id), found(viewer().pharmacy_id), clock.now()
    _note_view(header, at)
    policies = queries.policies_of(UUID(header.service_id), policy.current(), clock.day_of(at))
    situation = found(queries.situation(person_id, clock.day_of(at), policies))
    here = come_to(person_id)
    return render_template(
        "dispensing/counter_person.html",
        header=header,
        act=act_words(here.due.given),
        dose=dose_words(here.terms, here.due.given),
        due=what_is_due(here.due, here.terms),
        kinds=KIND_WORDS,
        entries=recent_entries(here),
        happened=happened_lately(here),
        believed=believed_words(situation.supply, here.on, situation.history.events),
        alike=queries.alike_at(pharmacy_id, person_id),
        seen=glance(situation, at),
        ring=queries.ring(header),
        checked=queries.last_checked(pharmacy_id, person_id),
        asked=queries.asked_here(pharmacy_id, person_id),
        answer_by=_answer_by(here),
        ask=ask,
        concern=concern,
        today=clock.day_of(at),
    )


def _answer_by(here: AtCounter) -> Callable[[str, datetime], date]:
    """By which London day the service answers what was asked or raised at an instant."""
    numbers, on = here.policies.safetyplans, here.on
    holidays = around(queries.nation_of(UUID(here.header.service_id)), on)

    def by(kind: str, at: datetime) -> date:
        since = clock.day_of(at)
        if kind == "concern":
            return since + DAY * numbers.concern_days
        return add_working_days(since, numbers.query_working_days, holidays)

    return by


def _note_view(header: PersonHeader, at: datetime) -> None:
    household = UUID(header.household_id)
    record_view("view_at_counter", by=viewer().staff_id, at=at, household=household, person=UUID(header.id))
