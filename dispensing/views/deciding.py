"""The decision page: type, see what it means, save; or see what is still to do, with nothing typed lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock, policy
from core.audit import record_view
from core.calendar import is_working_day
from core.conflict import Conflict, Refused
from core.db import commit, db, reading
from core.findings import Finding, Stopped
from core.forms import Choice
from core.wording import listed, short_day
from dispensing import actions, queries
from dispensing.forms import (
    PATTERN_KEYS,
    PATTERN_LETTERS,
    DecisionForm,
    as_typed,
    exception_ends,
    in_use_typed,
    typed,
)
from dispensing.rules import (
    BY_PRESCRIBER_AND_LEAD,
    Closure,
    Policies,
    Situation,
    closures_ahead,
    decision_stops,
    risks_now,
)
from dispensing.rules.exceptions import MAY_GIVE
from dispensing.rules.naming import MAY_AUTHORISE, SENIOR_ROLES
from dispensing.rules.words import stop_words
from dispensing.rules.worked_out import COMPARED_WORDS, WorkedOut, worked_out
from dispensing.views.blueprint import blueprint
from dispensing.views.way_back import forget, remember
from dispensing.views.ways import person_page, to_do
from people.queries import person
from people.rules import PersonHeader
from staff.access import allowed, found, viewer
from staff.rules import ROLE_WORDS, Permission, RoleName

EXCEPTION_FIELDS = ("given_by", "second_by", "exception_reason", "until")


@dataclass(frozen=True)
class Deciding:
    """Everything one look at the decision page needs: who, the facts of today, who can be named, until when."""

    header: PersonHeader
    at: datetime
    situation: Situation
    staff: tuple[queries.NamedStaff, ...]

    @property
    def policy(self) -> Policies:
        """The policy in force for the person's service."""
        return self.situation.policy

    @property
    def version(self) -> int:
        """The version of the decision that stands, 0 for none."""
        decision = self.situation.decisions.decision
        return decision.version if decision else 0

    @cached_property
    def closures(self) -> dict[Closure, date]:
        """The planned closures ahead, with the last day of an exception for each."""
        now = self.situation
        ahead = closures_ahead(now.supply.calendar, now.on, now.policy.safetyplans.closure_notice_days)
        return {closure: closure.ends_on(now.holidays) for closure in ahead}

    def form(self, kept: queries.Draft | None = None) -> DecisionForm:
        """The form: as it was sent, as it was kept, or with what is in use now and a sensible day to look again."""
        if request.method == "POST":
            form = DecisionForm()
        elif kept:
            form = DecisionForm(formdata=as_typed(kept.typed))
        else:
            form = DecisionForm(data=self._usual())
        if request.method != "POST":
            form.version.data = self.version
        form.offer(
            prescribers=self._choices(MAY_AUTHORISE),
            seniors=self._choices(SENIOR_ROLES, but=viewer().staff_id),
            givers=self._choices(MAY_GIVE, but=viewer().staff_id),
            until=exception_ends(self.at, self.policy.dispensing.exception_hours, self.closures),
        )
        form.review_on.hint = self._review_hint()
        return form

    def stops(self, form: DecisionForm) -> tuple[Finding, ...]:
        """What stands in the way of what was typed; nothing where no week was chosen."""
        arrangement = form.arrangement(form.from_on.data or self.situation.on)
        return decision_stops(self.situation, form.asked(arrangement)) if arrangement else ()

    def worked_out(self, form: DecisionForm) -> WorkedOut | None:
        """What was typed would mean at home; none where no week was chosen."""
        arrangement = form.arrangement(form.from_on.data or self.situation.on)
        return worked_out(self.situation, arrangement, form.review_on.data) if arrangement else None

    def _choices(self, roles: frozenset[RoleName], but: UUID | None = None) -> list[Choice]:
        named = [one for one in self.staff if one.roles & roles and one.id != str(but)]
        return [Choice(one.id, f"{one.name} ({_role_words(one.roles & roles)})") for one in named]

    def _usual(self) -> dict[str, object]:
        review_on = self._review_by(self._risks)
        while not is_working_day(review_on, self.situation.holidays):
            review_on -= timedelta(days=1)
        return {**in_use_typed(self.situation.in_use), "from_on": self.situation.on, "review_on": review_on}

    @cached_property
    def _risks(self) -> tuple[str, ...]:
        return tuple(risks_now(self.situation))

    def _review_by(self, at_risk: object) -> date:
        numbers = self.policy.dispensing
        days = numbers.at_risk_review_within_days if at_risk else numbers.review_within_days
        return self.situation.on + timedelta(days=days)

    def _review_hint(self) -> str:
        if self._risks:
            return f"With more doses at home, by {short_day(self._review_by(True))}: {listed(self._risks)}"
        return f"By {short_day(self._review_by(False))} at the latest"


def _role_words(roles: frozenset[RoleName]) -> str:
    return ", ".join(ROLE_WORDS[role].lower() for role in RoleName if role in roles)


def load(person_id: UUID) -> Deciding:
    """The decision page of a person of the viewer's service; 404 for anybody else's."""
    service_id, at = found(viewer().service_id), clock.now()
    header = found(person(service_id, person_id))
    policies = queries.policies_of(service_id, policy.current(), clock.day_of(at))
    situation = found(queries.situation(person_id, clock.day_of(at), policies))
    return Deciding(header, at, situation, queries.nameable_staff(service_id))


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
