"""What the person holds: their copy of the plan, the leaflet."""

from datetime import date, datetime
from uuid import UUID

from safetyplans.actions.recording import add_dated, plan_that_stands, refuse
from safetyplans.models import LeafletGiven, PlanCopy
from safetyplans.queries import leaflet_given_out
from safetyplans.rules import CopyHow

LANGUAGE = "en"
FORMAT = "standard"


def record_copy(
    *,
    person_id: UUID,
    how: CopyHow,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    plan_id: UUID | None = None,
) -> PlanCopy:
    """Record what became of the person's copy: given, declined, or kept for them at the clinic (`plan-not-copied`).

    Raises Refused without a plan, and where `plan_id` is not the version that stands.
    """
    plan = plan_that_stands(person_id, plan_id)
    return add_dated(
        PlanCopy,
        "record_copy",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        plan_id=plan.id,
        how=how,
    )


def give_leaflet(
    *,
    person_id: UUID,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    language: str = LANGUAGE,
    format: str = FORMAT,
    said_back: str = "",
    signed_copy: bool = False,
    not_theirs_because: str = "",
    pharmacy_id: UUID | None = None,
) -> LeafletGiven:
    """Record that the leaflet was given, in the version the service gives out, and what the person said back.

    `pharmacy_id`: at whose counter. `not_theirs_because`: why it was not in the language and format they need.
    """
    return add_dated(
        LeafletGiven,
        "give_leaflet",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        leaflet_version_id=leaflet_given_out(person_id, language, format),
        language=language,
        format=format,
        said_back=said_back,
        signed_copy=signed_copy,
        not_theirs_because=not_theirs_because.strip(),
        pharmacy_id=pharmacy_id,
    )


def decline_leaflet(
    *,
    person_id: UUID,
    by: UUID,
    at: datetime,
    happened_on: date | None = None,
    language: str = LANGUAGE,
    format: str = FORMAT,
    pharmacy_id: UUID | None = None,
) -> LeafletGiven:
    """Record that the leaflet was offered and declined."""
    return add_dated(
        LeafletGiven,
        "decline_leaflet",
        person_id=person_id,
        happened_on=happened_on,
        by=by,
        at=at,
        leaflet_version_id=None,
        language=language,
        format=format,
        declined=True,
        pharmacy_id=pharmacy_id,
    )


def record_leaflet_elsewhere(
    *,
    person_id: UUID,
    given_by: str,
    given_on: date,
    by: UUID,
    at: datetime,
    language: str = LANGUAGE,
    format: str = FORMAT,
) -> LeafletGiven:
    """Record a leaflet that somebody else gave. Raises Refused without who."""
    if not given_by.strip():
        refuse([("leaflet_given_by", "Say who gave the leaflet.")])
    return add_dated(
        LeafletGiven,
        "record_leaflet_elsewhere",
        person_id=person_id,
        happened_on=given_on,
        by=by,
        at=at,
        leaflet_version_id=None,
        language=language,
        format=format,
        given_by=given_by.strip(),
    )
