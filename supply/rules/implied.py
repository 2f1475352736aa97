"""What one fact says besides itself, read rather than written twice (replay.md, Implied).

A missed dose is an event, a new adult is an event, a birth is one; a pregnancy known is a child on the household. None
of these is copied into a second table: whoever gathers a family's facts reads them with this.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from core.calendar import day_of
from people.rules import AdultFact, ChildFact, Family, HouseholdAnswer
from safeguarding.rules import EventFact, EventKind, History, OutcomeFact, OutcomeResult
from supply.rules import DoseFact, DoseHow
from supply.rules.counter import NotGivenBecause
from supply.rules.expected import children_with_expected
from supply.rules.facts import SupplyOf
from supply.rules.over import ends_of_children, with_pregnancies_over


def with_implied(family: Family, history: History, supply: Iterable[SupplyOf]) -> tuple[Family, History]:
    """The same family and history, with everything that their facts imply, in order of recording."""
    said, supply = history.events, tuple(supply)
    told = _in_order((*said, *ends_of_children(family, said)))
    events = (
        *told,
        *_new_adults(family),
        *_left(family),
        *_pregnancies(family, told),
        *_births(family, told),
        *_missed_doses(supply),
        *_intoxicated(supply),
        *_social_care_ended(history.outcomes),
    )
    in_order = with_pregnancies_over(family, _in_order(events))
    children = children_with_expected(family, in_order)
    gone = (*family.gone, *(child for child in family.children if child not in children))
    known = replace(family, children=children, gone=gone, adults=_adults(family, supply))
    return known, replace(history, events=in_order)


def _in_order(events: Iterable[EventFact]) -> tuple[EventFact, ...]:
    return tuple(sorted(events, key=lambda event: (event.recorded_at, event.happened_on, event.id)))


def _adults(family: Family, supply: Iterable[SupplyOf]) -> tuple[AdultFact, ...]:
    """The adults; one who is a service user on methadone here has a supply of their own, without anybody typing it."""
    supplied = {one.person_id for one in supply if one.prescriptions or one.in_use}
    treated = {
        person.id
        for person in family.people
        if person.ended is None and (person.id in supplied or person.treatment_started_on is not None)
    }
    return tuple(replace(one, own_supply=True) if one.person_id in treated else one for one in family.adults)


def _new_adults(family: Family) -> Iterator[EventFact]:
    """An adult known for the first time after the first answer to "who lives, stays or visits here?"."""
    answers = [one.recorded_at for one in family.asked if one.answer is not HouseholdAnswer.NOT_ASKED]
    if answers:
        first = min(answers)
        for adult in family.adults:
            if adult.known_at > first:
                yield _about_adult(EventKind.NEW_ADULT, adult, adult.known_at)


def _left(family: Family) -> Iterator[EventFact]:
    for adult in family.adults:
        if adult.left_at is not None:
            yield _about_adult(EventKind.ADULT_LEFT, adult, adult.left_at)


def _about_adult(kind: EventKind, adult: AdultFact, recorded_at: datetime) -> EventFact:
    return EventFact(
        id=f"{kind}-{adult.id}",
        kind=kind,
        happened_on=min(adult.left_on or day_of(recorded_at), day_of(recorded_at))
        if kind is EventKind.ADULT_LEFT
        else day_of(recorded_at),
        recorded_at=recorded_at,
        about=adult.id,
        about_name=adult.name,
    )


def _pregnancies(family: Family, told: Iterable[EventFact]) -> Iterator[EventFact]:
    """A child first known before birth is a pregnancy, unless one is recorded that is not over yet."""
    pregnancies = [one for one in told if one.kind is EventKind.PREGNANCY]
    for child in family.children:
        was_unborn = child.unborn or child.birth_at is not None
        if was_unborn and not any(_speaks_of(one, child, told) for one in pregnancies):
            yield _about_child(EventKind.PREGNANCY, child, child.known_at)


def _speaks_of(pregnancy: EventFact, child: ChildFact, told: Iterable[EventFact]) -> bool:
    """Whether a pregnancy on record is the one of this child: not over before the child was known."""
    ends = (EventKind.BIRTH, EventKind.PREGNANCY_ENDED)
    return not any(one.kind in ends and pregnancy.recorded_at <= one.recorded_at < child.known_at for one in told) and (
        child.birth_at is None or pregnancy.recorded_at < child.birth_at
    )


def _births(family: Family, told: Iterable[EventFact]) -> Iterator[EventFact]:
    """A date of birth for a child known before birth; or a baby named after a pregnancy that nobody had named."""
    told = tuple(told)
    for child in family.children:
        at = child.birth_at or _named_at_birth(child, family, told)
        if at is not None and not any(_says_birth(one, child, at) for one in told):
            yield _about_child(EventKind.BIRTH, child, at)


def _named_at_birth(child: ChildFact, family: Family, told: tuple[EventFact, ...]) -> datetime | None:
    """When a child born since an open, unnamed pregnancy became known."""
    open_one = _open_pregnancy(told, before=child.known_at)
    if child.born_on is None or open_one is None or child.born_on < open_one.happened_on:
        return None
    others = (one for one in family.children if one.id != child.id)
    named = any(one.known_at <= child.known_at and (one.unborn or one.birth_at is not None) for one in others)
    return None if named else child.known_at


def _open_pregnancy(told: tuple[EventFact, ...], *, before: datetime) -> EventFact | None:
    """The pregnancy recorded before an instant and not over by then."""
    found = None
    for one in told:
        if one.recorded_at > before:
            break
        if one.kind is EventKind.PREGNANCY:
            found = one
        elif one.kind in (EventKind.BIRTH, EventKind.PREGNANCY_ENDED):
            found = None
    return found


def _says_birth(event: EventFact, child: ChildFact, at: datetime) -> bool:
    """Whether a birth was recorded in so many words, about this child or about nobody by name, since it was known."""
    return event.kind is EventKind.BIRTH and event.about in ("", child.id) and _near(event, child, at)


def _near(event: EventFact, child: ChildFact, at: datetime) -> bool:
    return child.known_at <= event.recorded_at or (event.recorded_at <= at and event.happened_on == child.born_on)


def _about_child(kind: EventKind, child: ChildFact, recorded_at: datetime) -> EventFact:
    born = child.born_on if kind is EventKind.BIRTH else None
    return EventFact(
        id=f"{kind}-{child.id}",
        kind=kind,
        happened_on=min(born or day_of(recorded_at), day_of(recorded_at)),
        recorded_at=recorded_at,
        about=child.id,
        about_name=child.name,
    )


def _missed_doses(supply: Iterable[SupplyOf]) -> Iterator[EventFact]:
    """A dose that was missed, as the counter wrote it down; the highest version of a day and part stands."""
    for person_id, dose in _standing(supply):
        if dose.how is DoseHow.MISSED:
            yield _about_dose(EventKind.MISSED_DOSE, person_id, dose)


def _intoxicated(supply: Iterable[SupplyOf]) -> Iterator[EventFact]:
    """A dose that was not given because they were drowsy or unwell from drink or drugs."""
    for person_id, dose in _standing(supply):
        if dose.how is DoseHow.NOT_GIVEN and dose.why == NotGivenBecause.INTOXICATED:
            yield _about_dose(EventKind.INTOXICATED, person_id, dose)


def _standing(supply: Iterable[SupplyOf]) -> Iterator[tuple[str, DoseFact]]:
    """Whose and what: the entry that stands for each day and part, by day."""
    for one in supply:
        standing = {(dose.for_on, dose.part): dose for dose in sorted(one.doses, key=lambda dose: dose.version)}
        yield from ((one.person_id, dose) for _, dose in sorted(standing.items()))


def _about_dose(kind: EventKind, person_id: str, dose: DoseFact) -> EventFact:
    return EventFact(
        id=f"{kind}-{person_id}-{dose.for_on.isoformat()}-{dose.part}",
        kind=kind,
        happened_on=dose.for_on,
        recorded_at=dose.recorded_at,
        person_id=person_id,
    )


def _social_care_ended(outcomes: Iterable[OutcomeFact]) -> Iterator[EventFact]:
    for one in outcomes:
        if one.result is OutcomeResult.CLOSED:
            yield EventFact(
                id=f"social-care-ended-{one.id}",
                kind=EventKind.SOCIAL_CARE_ENDED,
                happened_on=one.happened_on,
                recorded_at=one.recorded_at,
            )
