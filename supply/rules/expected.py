"""Children who were expected: a pregnancy known is a child, and so is the baby born of it, named or not.

Nobody types them twice (findings.md, principle 4): the unborn child of a pregnancy, and from its birth the baby, stand
on the household until somebody names the child. Whoever is named afterwards is the same child, known since then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.calendar import day_of
from people.rules import ChildFact, ChildGone, ChildHow, Family, HouseholdAnswer
from safeguarding.rules import EventFact, EventKind
from safeguarding.rules.reading import children_no_more

UNBORN_NAME = "The unborn baby"
BABY_NAME = "The baby"
A_YEAR = timedelta(days=365)
"""A child younger than this is the one of a birth told without a name."""


OVER = (ChildGone.DIED, ChildGone.PREGNANCY_ENDED, ChildGone.RECORDED_TWICE)
"""Why an unborn child who is off the pages is expected no more; one who is only not named again still is."""

_NAMELESS = "unborn-"


def is_nameless(child: ChildFact) -> bool:
    """Whether a child is known from a pregnancy or a birth alone, and nobody has named it."""
    return child.id.startswith(_NAMELESS)


def called(child: ChildFact) -> str:
    """How a child is called within a sentence: "Ella", "the unborn baby", "the baby"."""
    return child.name[:1].lower() + child.name[1:] if is_nameless(child) else child.name or "a baby"


@dataclass(frozen=True, slots=True)
class Expected:
    """A pregnancy, its birth, or both: whichever was told."""

    pregnancy: EventFact | None
    birth: EventFact | None

    @property
    def about(self) -> frozenset[str]:
        """The ids of whom they were told to be about."""
        return frozenset(one.about for one in (self.pregnancy, self.birth) if one is not None and one.about)

    @property
    def earliest_birth(self) -> date:
        """A child born before this London day is another one."""
        if self.pregnancy is not None:
            return self.pregnancy.happened_on
        return self.birth.happened_on - A_YEAR if self.birth is not None else date.max


def children_with_expected(family: Family, events: Iterable[EventFact]) -> tuple[ChildFact, ...]:
    """The children, with those of pregnancies and births that nobody has named, without those who are no more."""
    events = tuple(events)
    named = {child.id: child for child in (*family.children, *family.gone) if not _still_expected(child)}
    nameless: list[ChildFact] = []
    taken: set[str] = set()
    for one in _expected(events):
        child = _their_child(one, named, taken)
        if child is None:
            nameless += _nameless(one, family, events)
        else:
            taken.add(child.id)
            named[child.id] = _known_since(child, one)
    gone = children_no_more(events)
    here = (named[child.id] for child in family.children if child.id not in gone)
    ended = max((one.recorded_at for one in events if _ends_all(one)), default=None)
    return (*nameless, *(one for one in here if not (one.unborn and ended is not None and one.known_at <= ended)))


def _still_expected(child: ChildFact) -> bool:
    """Whether a child was named before birth and is off the pages for a reason that ends no pregnancy."""
    return child.unborn and child.gone is not None and child.gone not in OVER


def _ends_all(event: EventFact) -> bool:
    """Whether a pregnancy ended and nobody said of which child: everybody expected until then is meant."""
    return event.kind is EventKind.PREGNANCY_ENDED and not event.about


def _expected(events: Iterable[EventFact]) -> Iterator[Expected]:
    """Every pregnancy not ended, with its birth, and every birth without one; in order of recording."""
    pregnancy = None
    for one in events:
        if one.kind is EventKind.PREGNANCY and not one.over:
            pregnancy = pregnancy or one
        elif one.kind is EventKind.BIRTH:
            yield Expected(pregnancy, one)
            pregnancy = None
    if pregnancy is not None:
        yield Expected(pregnancy, None)


def _their_child(one: Expected, named: dict[str, ChildFact], taken: set[str]) -> ChildFact | None:
    """The child that somebody has named of it: whom it was told about, one not born yet, or one born since."""
    about = [child for child in named.values() if child.id in one.about]
    free = [child for child in named.values() if child.id not in taken]
    unborn = [child for child in free if child.unborn]
    born = [child for child in free if child.born_on is not None and child.born_on >= one.earliest_birth]
    return next(iter((*about, *unborn, *born)), None)


def _known_since(child: ChildFact, one: Expected) -> ChildFact:
    """The child as known: since the pregnancy was, and born since the birth was told."""
    if one.pregnancy is not None and one.pregnancy.recorded_at < child.known_at:
        born_at = child.birth_at or (None if child.unborn else child.known_at)
        child = replace(child, known_on=day_of(one.pregnancy.recorded_at), birth_at=born_at)
    if one.birth is not None and child.unborn:
        child = replace(child, born_on=one.birth.happened_on, birth_at=one.birth.recorded_at)
    return child


def _nameless(one: Expected, family: Family, events: tuple[EventFact, ...]) -> Iterator[ChildFact]:
    """The child nobody has named: unborn, or the baby, unless the household was said to have no child since."""
    first = one.pregnancy or one.birth
    if first is None or (one.birth is not None and _no_child_since(one.birth, family, events)):
        return
    yield ChildFact(
        id=f"{_NAMELESS}{first.id}",
        name=UNBORN_NAME if one.birth is None else BABY_NAME,
        how=ChildHow.LIVES,
        known_at=first.recorded_at,
        known_on=day_of(first.recorded_at),
        born_on=one.birth.happened_on if one.birth is not None else None,
        birth_at=one.birth.recorded_at if one.birth is not None else None,
    )


def _no_child_since(birth: EventFact, family: Family, events: tuple[EventFact, ...]) -> bool:
    """Whether, after a birth, the answer was that no child is there, or that a child who had no name yet died."""
    none = (one.recorded_at for one in family.asked if one.answer is HouseholdAnswer.NONE)
    died = (one.recorded_at for one in events if one.kind is EventKind.CHILD_DIED and not one.about)
    return any(at > birth.recorded_at for at in (*none, *died))
