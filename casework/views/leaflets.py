"""Leaflets over many people: the monthly completeness figure, and who holds a version."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from casework.charts import bar
from casework.queries.leaflets import holders, treated_at_pharmacy, treated_at_service
from casework.rules.completeness import Month, months_until
from casework.rules.figures.table import as_csv
from casework.views.blueprint import blueprint
from casework.views.reports import as_file
from core import clock
from core.audit import record_view
from leaflets.queries import edition
from leaflets.rules import CODE_WORDS, FORMAT_WORDS, LANGUAGE_NAMES
from staff.access import allowed, found, viewer
from staff.queries import pharmacy_by_id, service_by_id
from staff.rules import Permission

HEAD = (
    "Month",
    "On methadone on its last day",
    "Have had the leaflet",
    "Did not want it",
    "Neither",
    "Percent",
    "Given in the month",
)


@blueprint.get("/leaflets/complete")
@allowed(Permission.REPORTS)
def leaflets_complete() -> ResponseReturnValue:
    """The monthly figure of the viewer's service."""
    return _page(*_of_service(), csv=url_for("casework.leaflets_complete_table"))


@blueprint.get("/leaflets/complete.csv")
@allowed(Permission.REPORTS)
def leaflets_complete_table() -> ResponseReturnValue:
    """The same for a spreadsheet."""
    return _table(*_of_service())


@blueprint.get("/desk/leaflets")
@allowed(Permission.COUNTER)
def pharmacy_leaflets() -> ResponseReturnValue:
    """The monthly figure of the viewer's pharmacy, to declare."""
    return _page(*_of_pharmacy(), csv=url_for("casework.pharmacy_leaflets_table"))


@blueprint.get("/desk/leaflets.csv")
@allowed(Permission.COUNTER)
def pharmacy_leaflets_table() -> ResponseReturnValue:
    """The same for a spreadsheet."""
    return _table(*_of_pharmacy())


@blueprint.get("/leaflets/<uuid:version_id>/held")
@allowed(Permission.PEOPLE)
def who_holds_leaflet(version_id: UUID) -> ResponseReturnValue:
    """Who was given a version: also one that was replaced or withdrawn, so that they can be given another."""
    service_id = found(viewer().service_id)
    one = found(edition(service_id, version_id))
    record_view("who_holds_leaflet", by=viewer().staff_id, at=clock.now(), about=str(version_id))
    shown, count = holders(service_id, version_id)
    name = f"{CODE_WORDS[one.code]}: {LANGUAGE_NAMES[one.language]}, {FORMAT_WORDS[one.format].lower()}"
    return render_template("casework/leaflet_holders.html", one=one, name=name, holders=shown, count=count)


def _of_service() -> tuple[str, list[Month]]:
    service_id, today = found(viewer().service_id), clock.day_of(clock.now())
    return found(service_by_id(service_id)).name, months_until(today, treated_at_service(service_id))


def _of_pharmacy() -> tuple[str, list[Month]]:
    pharmacy_id, today = found(viewer().pharmacy_id), clock.day_of(clock.now())
    return found(pharmacy_by_id(pharmacy_id)).name, months_until(today, treated_at_pharmacy(pharmacy_id))


def _page(name: str, months: Sequence[Month], *, csv: str) -> str:
    return render_template("casework/leaflets_complete.html", name=name, months=months, bar=bar, csv=csv)


def _table(name: str, months: Sequence[Month]) -> ResponseReturnValue:
    rows: list[Sequence[object]] = [("For", name), (), HEAD]
    rows += [
        (_words(one.first), one.treated, one.given, one.declined, one.neither, one.percent, one.given_this_month)
        for one in months
    ]
    return as_file(as_csv(rows), "leaflets.csv")


def _words(month: date) -> str:
    return f"{month:%B %Y}"
