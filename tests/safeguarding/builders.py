"""Entries about one fictional family, written by the acts that the pages use."""

from datetime import datetime
from typing import Any
from uuid import UUID

from people.actions import join_households
from people.queries import family
from people.rules import ChildFact
from safeguarding.actions import record_event, record_outcome, refer
from safeguarding.models import Event, Referral, ReferralOutcome
from safeguarding.queries import history
from safeguarding.rules import EventKind, EventSaid, History, OutcomeResult, ReferralKind, ReferralSaid
from tests.people.builders import TODAY, Home


def ella(home: Home) -> ChildFact:
    """The family's first child."""
    return family(home.household_id).children[0]


def signed(home: Home, at: datetime | None = None) -> dict[str, Any]:
    """Whose family, who records, and when."""
    return {"household_id": home.household_id, **home.signed} | ({"at": at} if at else {})


def an_event(home: Home, kind: EventKind, at: datetime | None = None, **values: Any) -> Event:
    """An event, flushed; `values` are what was said, `happened_on` and `changes_nothing_because` aside."""
    about = {name: values.pop(name) for name in ("happened_on", "changes_nothing_because") if name in values}
    return record_event(person_id=home.person_id, said=EventSaid(kind, **values), **signed(home, at), **about)


def a_referral(home: Home, at: datetime | None = None, **values: Any) -> Referral:
    """A complete referral about the first child, flushed."""
    said: dict[str, Any] = {
        "child_id": UUID(ella(home).id),
        "kind": ReferralKind.S17,
        "seen": "Asleep on the sofa at ten, twice this week",
        "for_the_child": "Nobody made her breakfast",
    }
    day = values.pop("happened_on", None)
    return refer(person_id=home.person_id, said=ReferralSaid(**said | values), happened_on=day, **signed(home, at))


def an_outcome(home: Home, referral: Referral, at: datetime | None = None, **values: Any) -> ReferralOutcome:
    """What became of a referral, flushed."""
    said: dict[str, Any] = {"result": OutcomeResult.NO_ACTION}
    return record_outcome(referral_id=referral.entry_id, **said | values, **signed(home, at))


def told(home: Home) -> History:
    """The family's history."""
    return history(home.household_id)


def join(one: Home, into: Home, at: datetime) -> None:
    """Two households of one service become one."""
    ids = {"household_id": one.household_id, "into_household_id": into.household_id}
    join_households(**ids, on=TODAY, by=into.worker.staff_id, at=at)
