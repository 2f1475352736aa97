"""Moving many at once: who may not be moved without a plan, and why, person by person; each decided alone."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue

from core import clock, policy
from core.audit import record_view
from core.conflict import Conflict, Refused
from core.db import commit, db
from core.findings import Finding, Stopped
from core.wording import counted
from dispensing import actions, queries
from dispensing.actions.moving import move_one
from dispensing.forms.moving import MoveManyForm
from dispensing.rules import Policies, Situation, decision_stops
from dispensing.rules.naming import MAY_AUTHORISE, SENIOR_ROLES
from dispensing.views.blueprint import blueprint
from dispensing.views.ways import to_do
from people.queries import person_headers
from people.rules import PersonHeader
from staff.access import allowed, found, viewer
from staff.queries import open_pharmacies, pharmacy_names
from staff.rules import Permission, RoleName
from supply.queries import openings, people_by_pharmacy
from supply.queries.pharmacies import Opening
from supply.rules import describe, most_at_home

NOBODY_KNOWS = "Nobody knows what is in use: decide it on the person’s own page."


@dataclass(frozen=True, slots=True)
class Moving:
    """One person of the list: what they have now, what it would put at home, what stands in the way."""

    header: PersonHeader
    now: str
    bottles: str
    children: bool
    stops: tuple[Finding, ...]
    ways: tuple[object, ...]
    version: int
    done: str = ""

    @property
    def may_move(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.stops and not self.done


@blueprint.route("/move-many", methods=["GET", "POST"])
@allowed(Permission.RECORD_DECISION)
def move_many() -> ResponseReturnValue:
    """Show what a move would mean for each, then record it for those ticked, each on its own."""
    looking, at = viewer(), clock.now()
    service_id, on = found(looking.service_id), clock.day_of(at)
    served = people_by_pharmacy(service_id)
    form = _offered(service_id, served)
    rows: list[Moving] = []
    if request.method == "POST" and form.validate():
        policies = queries.policies_of(service_id, policy.current(), on)
        people = served.get(UUID(form.from_pharmacy.data), [])
        headers = {one: header for one, header in person_headers(people).items() if header.ended is None}
        opening = _opening(form)
        done = _move(form, headers, opening, policies, at) if request.form.get("step") == "save" else {}
        now = queries.situations(list(headers), on, policies)
        rows = [_row(form, headers[one], now[one], opening, done.get(one, "")) for one in headers]
    record_view("move_many", by=looking.staff_id, at=at)
    return render_template("dispensing/move_many.html", form=form, rows=rows, shown=request.method == "POST")


def _offered(service_id: UUID, served: dict[UUID, list[UUID]]) -> MoveManyForm:
    form = MoveManyForm()
    form.from_pharmacy.offer(
        (str(one), f"{name} ({counted(len(served[one]), 'person', 'people')})")
        for one, name in sorted(pharmacy_names(served).items(), key=lambda pair: pair[1])
    )
    form.to_pharmacy.offer((str(one.id), one.name) for one in open_pharmacies())
    named = queries.nameable_staff(service_id)
    form.authoriser.offer(_named(named, MAY_AUTHORISE))
    form.senior.offer(_named(named, SENIOR_ROLES, but=str(viewer().staff_id)))
    return form


def _named(staff: tuple[queries.NamedStaff, ...], roles: frozenset[RoleName], but: str = "") -> list[tuple[str, str]]:
    return [(one.id, one.name) for one in staff if one.roles & roles and one.id != but]


def _opening(form: MoveManyForm) -> Opening | None:
    """When the other pharmacy is open; none where they stay."""
    chosen = form.to_pharmacy.data
    return openings([UUID(chosen)])[UUID(chosen)] if chosen else None


def _there(now: Situation, opening: Opening | None) -> Situation:
    """The same person, collecting at the other pharmacy."""
    if opening is None:
        return now
    supply = replace(now.supply, calendar=opening.calendar, hours_known=opening.hours_known)
    return replace(now, supply=supply)


def _row(form: MoveManyForm, header: PersonHeader, now: Situation, opening: Opening | None, done: str) -> Moving:
    there = _there(now, opening)
    arrangement = form.arrangement(now.in_use, now.on)
    stops = () if done or arrangement is None else decision_stops(there, form.asked(arrangement))
    most = arrangement and most_at_home(
        arrangement, there.supply.calendar, there.counting_terms, there.on, there.looks_ahead_to
    )
    return Moving(
        header=header,
        now=describe(now.in_use, now.supply.calendar) if now.in_use else "Not known",
        bottles=counted(most.bottles, "bottle") if most else "Not known",
        children=now.child_present,
        stops=stops,
        ways=tuple(to_do(stop, header) for stop in stops),
        version=_version(now),
        done=done or ("" if arrangement else NOBODY_KNOWS),
    )


def _version(now: Situation) -> int:
    return now.decisions.decision.version if now.decisions.decision else 0


def _seen(person_id: UUID) -> int:
    """The version of somebody's decision that the page showed. Raises Conflict where it showed none."""
    shown = request.form.get(f"version-{person_id}", "")
    if not (shown.isascii() and shown.isdigit() and len(shown) < 10):
        raise Conflict("Look first at what it would mean for them.")
    return int(shown)


def _move(
    form: MoveManyForm, headers: dict[UUID, PersonHeader], opening: Opening | None, policies: Policies, at: datetime
) -> dict[UUID, str]:
    """Record each of those ticked on its own, and say what became of it; a stop keeps that it was not agreed."""
    ticked = [one for one in headers if str(one) in request.form.getlist("move")]
    said = {one: _move_one(form, headers[one], one, policies, at) for one in ticked}
    moved = sum(words == MOVED for words in said.values())
    flash(f"Recorded for {counted(moved, 'person', 'people')}; not agreed for {len(said) - moved}.", "success")
    return {one: words for one, words in said.items() if words}


MOVED = "Recorded now"


def _move_one(form: MoveManyForm, header: PersonHeader, person_id: UUID, policies: Policies, at: datetime) -> str:
    now = found(queries.situation(person_id, clock.day_of(at), policies))
    arrangement = form.arrangement(now.in_use, now.on)
    if arrangement is None:
        return NOBODY_KNOWS
    asked, by = form.asked(arrangement), viewer().staff_id
    chosen = form.to_pharmacy.data
    try:
        move_one(
            person_id=person_id,
            household_id=UUID(header.household_id),
            now=now,
            asked=asked,
            expected_version=_seen(person_id),
            to_pharmacy=UUID(chosen) if chosen else None,
            policy=policies,
            by=by,
            at=at,
        )
        commit()
    except Stopped as stopped:
        db.session.rollback()
        actions.record_not_agreed(person_id=person_id, asked=asked, stops=stopped.stops, by=by, at=at)
        commit()
        return ""
    except (Refused, Conflict) as problem:
        db.session.rollback()
        return str(problem)
    return MOVED
