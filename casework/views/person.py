"""A person's page: the children first, what is to be done and why, what is in use beside what was agreed."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from casework.queries.chronology import chronology_of
from casework.rules.entries import for_reader_beside
from casework.rules.portrait import (
    at_home_words,
    children_lines,
    compared,
    hours_words,
    leaflet_words,
    plan_rows,
    terms_words,
)
from casework.views.arriving import Arrived, arrive, was_opened
from casework.views.blueprint import blueprint
from casework.views.doors import doors
from casework.views.panel import panel
from casework.views.unanswered import answer_page
from core.wording import instant
from dispensing.rules import in_force
from people.rules import ANSWER_WORDS, CARE_WORDS, AgencyFact, CareHow
from people.rules.words import AGENCY_ROLE_WORDS
from safetyplans.queries import questions_waiting
from staff.access import allowed
from staff.rules import Permission
from supply.rules.home_words import believed_words, household_words

NEWEST = 6


@blueprint.get("/people/<uuid:person_id>/")
@allowed(Permission.PEOPLE)
def person(person_id: UUID) -> ResponseReturnValue:
    """Everything about a person that a worker needs before they speak; what is ours alone stays closed."""
    here = arrive(person_id, "person")
    opened = was_opened("person", person_id)
    now = here.situation
    entries = for_reader_beside(chronology_of(here.derived.case), here.header.id)[:NEWEST]
    return render_template(
        "casework/person.html",
        header=here.header,
        on=here.on,
        opened=opened,
        children=children_lines(here.derived.scene),
        asked=_asked(here),
        panel=panel(here, opened=opened),
        now=now,
        compared=compared(now) if now else [],
        at_home=at_home_words(now) if now else "",
        hours=hours_words(now) if now else "",
        believed=believed_words(now.supply, here.on, here.derived.scene.events) if now else None,
        household_holds=_household_holds(here) if opened else "",
        prescribed=terms_words(now.terms) if now else "",
        plan=plan_rows(now) if now else [],
        leaflet=leaflet_words(now) if now else "",
        exceptions=_exceptions(here),
        questions=[
            {"agency": one.agency_name, "at": one.at, "href": answer_page(one)}
            for one in questions_waiting(UUID(here.header.service_id), person_id=person_id)
        ],
        agencies=[_agency(one, here) for one in here.derived.scene.family.agencies],
        entries=entries,
        doors=doors(here.header),
        ended=CARE_WORDS[CareHow(here.header.ended)] if here.header.ended else "",
    )


def _household_holds(here: Arrived) -> str:
    """What is believed to be in the whole home, all its adults together; empty where nobody else is treated."""
    scene = here.derived.scene
    each = [believed_words(one.supply, here.on, scene.events) for one in scene.situations]
    return household_words(each) if len(each) > 1 else ""


def _asked(here: Arrived) -> str:
    """What was said when somebody asked who lives, stays and visits."""
    last = here.derived.scene.family.last_asked
    return f"{ANSWER_WORDS[last.answer]}" if last else ""


def _exceptions(here: Arrived) -> list[str]:
    """Until when exceptions set something aside for this person."""
    decisions = here.derived.case.decisions[here.header.id]
    return [instant(one.until_at) for one in in_force(decisions.exceptions, here.at)]


def _agency(agency: AgencyFact, here: Arrived) -> dict[str, object]:
    """An agency around the family, and when we last heard from it."""
    heard = [one.happened_on for one in here.derived.case.history.heard if one.agency_id == agency.id]
    return {
        "name": agency.name,
        "role": AGENCY_ROLE_WORDS[agency.role],
        "worker": agency.worker_name,
        "phone": agency.phone,
        "heard_on": max(heard, default=None),
        "has_part": agency.has_part,
    }
