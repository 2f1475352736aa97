"""Verbs about who the family is: register, household, child, adult, agency, end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from casework.replay.acts.play import NothingToActOn, Play, plays
from casework.replay.stage import OUR_SERVICE, Player
from people.actions import (
    add_adult,
    add_agency,
    add_agency_to_family,
    add_child,
    adult_left,
    agency_left,
    change_adult,
    change_child,
    change_family_agency,
    end_care,
    join_households,
    record_household,
    register_person,
)
from people.queries import household_of
from people.rules import (
    AdultFact,
    AdultPart,
    AdultRole,
    AdultSaid,
    AgencyRole,
    AgencySaid,
    CareHow,
    ChildFact,
    ChildHow,
    ChildSaid,
    HouseholdAnswer,
)
from safetyplans.actions import agree_part, record_not_told
from staff.rules import RoleName

DEFAULT_KEYWORKER = "The keyworker"
NOBODY = "none"


@plays("register")
def register(play: Play) -> None:
    """Register a service user, with a keyworker unless the file says there is none."""
    line, service = play.line, play.line.get("service", OUR_SERVICE)
    keyworker = line.get("keyworker", DEFAULT_KEYWORKER) or NOBODY
    named = keyworker.casefold() != NOBODY
    registered = register_person(
        service_id=play.stage.service(service),
        said=play.stage.person_said(line),
        registered_on=line.happened_on,
        keyworker_id=play.stage.member(keyworker, RoleName.DRUGS_WORKER, service) if named else None,
        by=play.stage.recorder(service),
        at=play.at,
    )
    play.stage.people[line.who] = Player(registered.person_id, service, play.stage.pharmacy(line.who, service))


@plays("household")
def household(play: Play) -> None:
    """The answer to "who lives, stays or visits here?", replacing what was known of those it lists."""
    line = play.line
    answer = HouseholdAnswer(line.get("answer"))
    children, adults = line.get("children"), line.get("adults")
    for one in adults or ():
        _join(play, one)
    named = (
        None if children is None else [_child_said(one, play.stage.child(play.who, one["name"])) for one in children]
    )
    if answer is HouseholdAnswer.NONE and named is None:
        named = []
    record_household(
        household_id=play.household_id,
        person_id=play.person_id,
        answer=answer,
        because=line.get("because") or ("no reason given" if answer is HouseholdAnswer.NOT_ASKED else ""),
        asked_on=play.on,
        children=named,
        adults=None if adults is None else [_adult_said(play, one) for one in adults],
        by=play.by,
        at=play.at,
    )
    for one in adults or ():
        _agreement(play, one)


@plays("child")
def child(play: Play) -> None:
    """A child added, or changed."""
    known = play.stage.child(play.who, play.line.get("name"))
    said = _child_said(play.line.keys, known)
    if known is None or known.gone is not None:
        add_child(household_id=play.household_id, said=said, by=play.by, at=play.at)
    else:
        change_child(child_id=UUID(known.id), said=said, by=play.by, at=play.at)


def _child_said(told: Mapping[str, Any], known: ChildFact | None) -> ChildSaid:
    """A child as told, with what was known before and not told again."""
    before = ChildSaid(name=told["name"], how=ChildHow(told["how"]))
    if known is not None:
        before = replace(
            before, due_on=known.due_on, ethnicity=known.ethnicity, religion=known.religion, language=known.language
        )
    return replace(
        before,
        born_on=told.get("born") or (known.born_on if known else None),
        due_on=told.get("due") or before.due_on,
        ethnicity=told.get("ethnicity") or before.ethnicity,
        religion=told.get("religion") or before.religion,
        language=told.get("language") or before.language,
    )


@plays("adult")
def adult(play: Play) -> None:
    """An adult added, or changed, or gone; with what they agreed."""
    told = play.line.keys
    _join(play, told)
    known = play.stage.adult(play.who, told["name"])
    said = _adult_said(play, told)
    if known is None or (known.left_on is not None and not told.get("left")):
        add_adult(household_id=play.household_id, said=said, since_on=play.on, by=play.by, at=play.at)
    elif said != _as_said(known):
        change_adult(adult_id=UUID(known.id), said=said, by=play.by, at=play.at)
    _agreement(play, told)


def _adult_said(play: Play, told: Mapping[str, Any]) -> AdultSaid:
    """An adult as told, with what was known before and not told again."""
    known = play.stage.adult(play.who, told["name"])
    before = _as_said(known) if known is not None else AdultSaid(told["name"], AdultRole(told["role"]))
    person = play.stage.people[told["person"]].person_id if told.get("person") else before.person_id
    part = frozenset(AdultPart(one) for one in told["part"]) if "part" in told else before.part
    if told.get("not_told_because"):
        part = frozenset()
    return replace(
        before,
        role=AdultRole(told["role"]),
        person_id=person,
        part=part,
        own_supply=told.get("own_supply", before.own_supply),
    )


def _as_said(known: AdultFact) -> AdultSaid:
    return AdultSaid(
        known.name, known.role, known.own_supply, known.part, UUID(known.person_id) if known.person_id else None
    )


def _agreement(play: Play, told: Mapping[str, Any]) -> None:
    """What an adult agreed, why they were not told, or that they left."""
    known = play.stage.adult(play.who, told["name"])
    if known is None:
        raise NothingToActOn
    common: dict[str, Any] = {"adult_id": UUID(known.id), "by": play.by, "at": play.at}
    if told.get("agrees"):
        agree_part(person_id=play.person_id, happened_on=play.on, **common)
    if told.get("not_told_because"):
        record_not_told(person_id=play.person_id, because=told["not_told_because"], happened_on=play.on, **common)
    if told.get("left") and known.left_on is None:
        adult_left(on=told["left"] if isinstance(told["left"], date) else play.on, **common)


def _join(play: Play, told: Mapping[str, Any]) -> None:
    """Two registered people are one household when one names the other."""
    if not told.get("person"):
        return
    other = household_of(play.stage.people[told["person"]].person_id)
    if other is not None and other != play.household_id:
        join_households(
            household_id=other, into_household_id=play.household_id, on=play.line.on, by=play.by, at=play.at
        )


@plays("agency")
def agency(play: Play) -> None:
    """An agency working with the family from this line on, changed, or gone."""
    line = play.line
    known = play.stage.agency(play.who, line.get("name"))
    common: dict[str, Any] = {"by": play.by, "at": play.at}
    if known is None and not line.get("left"):
        directory = (play.player.service, line.get("name").casefold())
        if directory not in play.stage.agencies:
            said = AgencySaid(name=line.get("name"), role=AgencyRole(line.get("role")))
            service = play.stage.service(play.player.service)
            play.stage.agencies[directory] = add_agency(service_id=service, said=said, **common)
        add_agency_to_family(
            household_id=play.household_id,
            agency_id=play.stage.agencies[directory],
            has_part=line.get("has_part", False),
            from_on=play.on,
            **common,
        )
    elif known is None:
        raise NothingToActOn
    elif line.get("left"):
        left = line.get("left")
        agency_left(family_agency_id=UUID(known.id), on=left if isinstance(left, date) else play.on, **common)
    else:
        change_family_agency(
            family_agency_id=UUID(known.id),
            worker_name=known.worker_name,
            has_part=line.get("has_part", known.has_part),
            **common,
        )


@plays("end")
def end(play: Play) -> None:
    """Care ended."""
    end_care(
        person_id=play.person_id,
        how=CareHow.ENDED,
        why=play.line.get("why"),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )
