"""Verbs about what happened and what was said: events, contacts, calls, children seen, looks, supervision."""

from uuid import UUID

from casework.replay.acts.play import NothingToActOn, Play, plays
from casework.rules.catalogue import can_be_not_needed
from people.rules import AgencyRole
from safeguarding.actions import (
    answer_finding,
    confirm_call,
    look,
    name_co_ordinator,
    offer_support,
    record_call,
    record_child_seen,
    record_contact,
    record_event,
    record_heard_from,
    record_safeguarding_review,
    record_supervision,
)
from safeguarding.queries import history
from safeguarding.rules import Alert, ContactHow, EventKind, EventSource, LookKind, SupervisionSaid
from safeguarding.rules.said import CallSaid, ChildSeenSaid, EventSaid


@plays("event")
def event(play: Play) -> None:
    """Something that happened."""
    line = play.line
    child = play.stage.child(play.who, line.get("about", ""))
    adult = play.stage.adult(play.who, line.get("about", "")) if child is None else None
    present = line.get("present", ())
    record_event(
        household_id=play.household_id,
        person_id=play.person_id,
        said=EventSaid(
            kind=EventKind(line.get("kind")),
            source=EventSource(line.get("source")) if line.get("source") else None,
            about_child_id=UUID(child.id) if child else None,
            about_adult_id=UUID(adult.id) if adult else None,
            seen_by=line.get("seen_by", ""),
            known_to=line.get("known_to", ()),
            place=line.get("where", ""),
            present=present,
            child_present=any(play.stage.child(play.who, name) is not None for name in present),
            what=line.get("what", ""),
            how_often=line.get("how_often", ""),
            child_was=line.get("child_was", ""),
            minded_by=line.get("minded_by", ""),
        ),
        changes_nothing_because=line.get("changes_nothing_because", ""),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("contact")
def contact(play: Play) -> None:
    """We met or spoke."""
    record_contact(
        household_id=play.household_id,
        person_id=play.person_id,
        how=ContactHow(play.line.get("how")),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("heard-from")
def heard_from(play: Play) -> None:
    """An agency told us something, or that there is nothing new."""
    agency = play.stage.agency(play.who, play.line.get("with"))
    if agency is None:
        raise NothingToActOn
    record_heard_from(
        household_id=play.household_id,
        family_agency_id=UUID(agency.id),
        said=play.line.get("said"),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("child-seen")
def child_seen(play: Play) -> None:
    """A child was seen, by us or by an agency that told us."""
    line = play.line
    child = play.stage.child(play.who, line.get("child"))
    if child is None:
        raise NothingToActOn
    agency = play.stage.agency(play.who, line.get("by", ""))
    record_child_seen(
        household_id=play.household_id,
        person_id=play.person_id,
        said=ChildSeenSaid(
            child_id=UUID(child.id),
            place=line.get("place"),
            description=line.get("description"),
            alert=Alert(line.get("alert")),
            words=line.get("words", ""),
            family_agency_id=UUID(agency.id) if agency else None,
            by_role=agency.role.value if agency else _role(line.get("by", "")),
        ),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


def _role(by: str) -> str:
    """Who saw a child, where that is none of the family's agencies; a drug service is ourselves."""
    return "" if by.casefold() == AgencyRole.DRUG_SERVICE else by.casefold()


@plays("call")
def call(play: Play) -> None:
    """A call with an agency."""
    line = play.line
    agency = play.stage.agency(play.who, line.get("with"))
    record_call(
        household_id=play.household_id,
        person_id=play.person_id,
        said=CallSaid(
            with_name=line.get("with"),
            said=line.get("said"),
            agreed=line.get("agreed", ""),
            family_agency_id=UUID(agency.id) if agency else None,
        ),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("confirm")
def confirm(play: Play) -> None:
    """The last call that agreed something and was not confirmed yet, confirmed in writing."""
    waiting = [
        one
        for one in history(play.household_id).calls
        if one.confirmed_at is None and one.with_name.casefold() == play.line.get("with").casefold()
    ]
    agreed = [one for one in waiting if one.agreed] or waiting
    if not agreed:
        raise NothingToActOn
    confirm_call(household_id=play.household_id, entry_id=UUID(agreed[-1].id), by=play.by, at=play.at)


@plays("safeguarding-review")
def safeguarding_review(play: Play) -> None:
    """The review after a child may have swallowed some."""
    record_safeguarding_review(
        household_id=play.household_id,
        by_name=play.line.get("by"),
        decision=play.line.get("decision"),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("supervise")
def supervise(play: Play) -> None:
    """The case was talked through in supervision."""
    record_supervision(
        household_id=play.household_id,
        person_id=play.person_id,
        by_name=play.line.get("by"),
        said=SupervisionSaid(play.line.get("better_for_the_child")),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("manager-look")
def manager_look(play: Play) -> None:
    """A manager looked at what is building up."""
    _look(play, LookKind.MANAGER)


@plays("clinical-review")
def clinical_review(play: Play) -> None:
    """A prescriber looked at what was told."""
    _look(play, LookKind.PRESCRIBER)


def _look(play: Play, kind: LookKind) -> None:
    look(
        household_id=play.household_id,
        person_id=play.person_id,
        kind=kind,
        by_name=play.line.get("by") or "the manager",
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("co-ordinator")
def co_ordinator(play: Play) -> None:
    """One named co-ordinator for the family."""
    name_co_ordinator(
        household_id=play.household_id, name=play.line.get("name"), happened_on=play.on, by=play.by, at=play.at
    )


@plays("support-offered")
def support_offered(play: Play) -> None:
    """Support was offered; declined is an answer."""
    offer_support(
        household_id=play.household_id,
        person_id=play.person_id,
        declined=play.line.get("declined", False),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("not-needed")
def not_needed(play: Play) -> None:
    """An answer to a finding: not needed, because. Stops, and a child in danger, are not answered so."""
    line = play.line
    if not can_be_not_needed(line.get("code")):
        raise NothingToActOn
    answer_finding(
        household_id=play.household_id,
        person_id=play.person_id,
        code=line.get("code"),
        because=line.get("because"),
        by_name=line.get("by"),
        until=line.get("until"),
        by=play.by,
        at=play.at,
    )
