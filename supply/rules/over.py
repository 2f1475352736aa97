"""What is over: pregnancies that ended and children who died, whether an event says so or the child's own entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from people.rules import ChildFact, ChildGone, Family
from safeguarding.rules import EventFact, EventKind

_SAYS: Mapping[ChildGone, EventKind] = MappingProxyType(
    {ChildGone.PREGNANCY_ENDED: EventKind.PREGNANCY_ENDED, ChildGone.DIED: EventKind.CHILD_DIED}
)


def ends_of_children(family: Family, told: Iterable[EventFact]) -> Iterator[EventFact]:
    """The end that a child's own entry tells, where no event says it in so many words."""
    said = {(one.kind, one.about) for one in told}
    for child in family.gone:
        kind = None if child.gone is None else _SAYS.get(child.gone)
        if kind is not None and child.gone_at is not None and child.gone_on and (kind, child.id) not in said:
            yield EventFact(
                id=f"{kind}-{child.id}",
                kind=kind,
                happened_on=child.gone_on,
                recorded_at=child.gone_at,
                about=child.id,
                about_name=child.name,
            )


def with_pregnancies_over(family: Family, events: Sequence[EventFact]) -> tuple[EventFact, ...]:
    """The same events in their order, those marked `over` that told of a pregnancy which has ended since."""
    over: set[str] = set()
    for index, end in enumerate(events):
        if end.kind is EventKind.PREGNANCY_ENDED:
            over |= {one.id for one in _ended_by(end, _open(events[:index], over), family)}
    return tuple(replace(one, over=True) if one.id in over else one for one in events)


def _open(before: Sequence[EventFact], over: set[str]) -> list[EventFact]:
    """The pregnancies told before and not over: neither ended nor born, each birth being that of the first."""
    found: list[EventFact] = []
    for one in before:
        if one.kind is EventKind.PREGNANCY and one.id not in over:
            found.append(one)
        elif one.kind is EventKind.BIRTH and found:
            found.pop(0)
    return found


def _ended_by(end: EventFact, pregnancies: Sequence[EventFact], family: Family) -> list[EventFact]:
    """Which of them ended. All, unless another child is expected still: then only those that were not of that child.

    Where nobody can say whose they were, they stay: another unborn child is never forgotten with this one.
    """
    others = [child for child in family.children if child.id != end.about and _was_unborn(child, end)]
    if not end.about or _spoken_for(others, pregnancies):
        expected = {child.id for child in others} if end.about else set()
        return [one for one in pregnancies if one.about not in expected]
    children = {child.id for child in (*family.children, *family.gone)}
    theirs = [one for one in pregnancies if one.about == end.about]
    nobodys = [one for one in pregnancies if one.about not in children]
    hers = [one for one in nobodys if one.person_id and one.person_id == end.person_id]
    return theirs or (hers if len(hers) < len(nobodys) else [])


def _was_unborn(child: ChildFact, end: EventFact) -> bool:
    """Whether a child was known and not born yet when it was written down that a pregnancy had ended."""
    born_later = child.birth_at is not None and child.birth_at > end.recorded_at
    return child.known_at <= end.recorded_at and (child.unborn or born_later)


def _spoken_for(children: Iterable[ChildFact], pregnancies: Iterable[EventFact]) -> bool:
    """Whether each of them has a pregnancy of their own on record."""
    return {child.id for child in children} <= {one.about for one in pregnancies}
