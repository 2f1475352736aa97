"""People at one pharmacy's counter, for tests of what is written down there. All fictional."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core import clock
from core.db import commit, db
from people.models import PersonDetails
from supply.models import Dose
from supply.rules import Arrangement, Wording
from tests.dispensing.builders import SUPERVISED, Home, a_home


def at_the_counter(
    given_names: str = "Rosa",
    family_name: str = "Alder",
    *,
    beside: Home | None = None,
    arrangement: Arrangement = SUPERVISED,
    wording: tuple[Wording, ...] = (),
    born_on: date = date(1990, 2, 3),
) -> Home:
    """Somebody who collects at a pharmacy that never closes: `beside` somebody else, or at a new one. Committed."""
    home = a_home(clock.now(), service=beside.service if beside else None)
    if beside:
        home.pharmacy = beside.pharmacy
    home.asked_about_children("none")
    home.prescribed(wording=wording)
    if beside is None:
        home.shut_on()
    home.uses(arrangement)
    _rename(home, given_names, family_name, born_on)
    commit()
    return home


def _rename(home: Home, given_names: str, family_name: str, born_on: date) -> None:
    details: dict[str, Any] = {"given_names": given_names, "family_name": family_name, "born_on": born_on}
    home._add(
        PersonDetails,
        home.at - timedelta(days=700),
        person_id=home.person_id,
        version=2,
        because="Spelt as on the passport",
        treatment_started_on=clock.day_of(home.at) - timedelta(days=800),
        **details,
    )


def doses_of(person_id: UUID) -> list[Dose]:
    """Everything written down about a person's doses, in order."""
    query = select(Dose).where(Dose.person_id == person_id)
    return list(db.session.scalars(query.order_by(Dose.for_on, Dose.part, Dose.version)))
