"""One person, their family, pharmacy and prescriber, put into the database for tests of decisions. All fictional."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core import policy as policies
from core.bank_holidays import Nation
from core.clock import LONDON, at_london, day_of
from core.db import commit, db
from dispensing.actions import Recorded, record_decision
from dispensing.models import DispensingDecision
from dispensing.queries import policies_for
from dispensing.rules import Asked, BetterEvidence, ExceptionAsked, Policies
from people.models import (
    Adult,
    AdultDetails,
    Child,
    ChildDetails,
    Household,
    HouseholdAsked,
    KeyworkerAssignment,
    Membership,
    PersonDetails,
    PharmacyAssignment,
    ServiceUser,
)
from safeguarding.actions import record_event
from safeguarding.rules import EventKind, EventSaid
from safetyplans.models import SafetyPlan
from staff.models import Pharmacy, Service
from supply.actions import prescribe, set_arrangement_in_use, set_pharmacy_hours
from supply.rules import Arrangement, Pattern, Wording, from_pattern
from supply.rules.facts import InUseSource
from supply.rules.prescribing import PrescriptionSaid
from tests.staff.builders import Person, a_pharmacy, a_service, a_staff_member

NOW = at_london(date(2026, 6, 10), 10)  # a Wednesday, without a bank holiday in the weeks around it
TODAY = day_of(NOW)
LONG_AGO = NOW - timedelta(days=800)
SUNDAY = 6

SUPERVISED = from_pattern(Pattern.SUPERVISED_7)
DAILY = from_pattern(Pattern.DAILY_PICK_UP)
WEEKLY = from_pattern(Pattern.WEEKLY)


def days_before(moment: datetime, days: int) -> datetime:
    """The instant (UTC) so many London days earlier, at the same time by the clock on the wall."""
    return (moment.astimezone(LONDON) - timedelta(days=days)).astimezone(UTC)


@dataclass
class Home:
    """A service user at home, and everybody at work around them."""

    service: Service
    pharmacy: Pharmacy
    worker: Person
    prescriber: Person
    manager: Person
    lead: Person
    person_id: UUID
    household_id: UUID
    at: datetime = NOW
    children: dict[str, UUID] = field(default_factory=dict)

    def asked_about_children(self, answer: str = "children", at: datetime | None = None) -> None:
        """Somebody asked who lives, stays and visits."""
        moment = at or self.at - timedelta(days=1)
        self._add(
            HouseholdAsked,
            moment,
            household_id=self.household_id,
            person_id=self.person_id,
            answer=answer,
            because="no time" if answer == "not-asked" else None,
            asked_on=day_of(moment),
        )

    def child(self, name: str = "Ella", years: int | None = 1, how: str = "lives", at: datetime | None = None) -> UUID:
        """A child of that age on the day; unborn where `years` is none."""
        moment = at or self.at - timedelta(days=1)
        row = Child(household_id=self.household_id)
        db.session.add(row)
        db.session.flush()
        born = None if years is None else day_of(self.at) - timedelta(days=366 * years + 30)
        self._add(
            ChildDetails,
            moment,
            child_id=row.id,
            version=1,
            household_id=self.household_id,
            name=name,
            born_on=born,
            how=how,
        )
        self.children[name] = row.id
        return row.id

    def adult(self, name: str = "Jo Alder", part: tuple[str, ...] = (), own_supply: bool | None = None) -> UUID:
        """Another adult of the household."""
        moment = self.at - timedelta(days=1)
        row = Adult(household_id=self.household_id)
        db.session.add(row)
        db.session.flush()
        self._add(
            AdultDetails,
            moment,
            adult_id=row.id,
            version=1,
            household_id=self.household_id,
            name=name,
            role="partner",
            own_supply=own_supply,
            part=list(part),
            since_on=day_of(moment),
        )
        return row.id

    def prescribed(self, mg: int = 60, wording: tuple[Wording, ...] = (), at: datetime | None = None) -> None:
        """What is prescribed, at the home's pharmacy."""
        moment = at or self.at - timedelta(days=400)
        said = PrescriptionSaid(
            mg_a_day=Decimal(mg), starts_on=day_of(moment), pharmacy_id=self.pharmacy.id, wording=frozenset(wording)
        )
        prescribe(
            household_id=self.household_id, person_id=self.person_id, said=said, by=self.worker.staff_id, at=moment
        )

    def shut_on(self, *weekdays: int) -> None:
        """The weekdays on which the pharmacy is shut, none at all where none is named; it is open on bank holidays."""
        set_pharmacy_hours(
            pharmacy_id=self.pharmacy.id,
            closed_weekdays=weekdays,
            shut_on_bank_holidays=False,
            nation=Nation.ENGLAND_AND_WALES,
            by=self.worker.staff_id,
            at=self.at - timedelta(days=300),
        )

    def uses(self, arrangement: Arrangement, days_ago: int = 200) -> None:
        """The arrangement in use since some days ago, as somebody said."""
        set_arrangement_in_use(
            household_id=self.household_id,
            person_id=self.person_id,
            arrangement=arrangement,
            source=InUseSource.TOLD,
            by=self.worker.staff_id,
            at=days_before(self.at, days_ago),
        )

    def happened(self, kind: EventKind, days_ago: int = 3) -> UUID:
        """Something that happened and was recorded the same day."""
        moment = days_before(self.at, days_ago)
        row = record_event(
            household_id=self.household_id,
            person_id=self.person_id,
            said=EventSaid(kind),
            by=self.worker.staff_id,
            at=moment,
        )
        return row.entry_id

    def plan(
        self,
        bottles: int = 2,
        mg: int = 120,
        evidence: str = "seen-at-home",
        review_in: int = 60,
        days_ago: int = 1,
    ) -> UUID:
        """An agreed storage plan."""
        moment = days_before(self.at, days_ago)
        version = 1 + db.session.query(SafetyPlan).filter_by(person_id=self.person_id).count()
        return self._add(
            SafetyPlan,
            moment,
            person_id=self.person_id,
            happened_on=day_of(moment),
            version=version,
            agreed_how="paper",
            evidence=evidence,
            bottles=bottles,
            mg=Decimal(mg),
            review_on=day_of(self.at) + timedelta(days=review_in),
        )

    def policy(self, **dispensing: Any) -> Policies:
        """The shipped policy, with some numbers of the gate changed."""
        shipped = policies_for(None, policies.current(), day_of(self.at))
        return replaced(shipped, **dispensing)

    def asks(self, arrangement: Arrangement = DAILY, **values: Any) -> Asked:
        """A decision with everything a careful worker would fill in, but for what `values` says otherwise."""
        whole: dict[str, Any] = {
            "arrangement": arrangement,
            "reason": "She works early shifts and the pharmacy opens at nine.",
            "asked_by": "Herself",
            "alternatives": ("A seven-day pharmacy",),
            "better_for_the_child": "Breakfast together again; seen by the health visitor.",
            "better_evidence": BetterEvidence.AGENCY,
            "authoriser_id": str(self.prescriber.staff_id),
            "senior_id": str(self.manager.staff_id),
            "review_on": day_of(self.at) + timedelta(days=14),
        }
        return Asked(**whole | values)

    def exception(self, **values: Any) -> ExceptionAsked:
        """An exception that can be, but for what `values` says otherwise."""
        whole: dict[str, Any] = {
            "given_by_id": str(self.manager.staff_id),
            "reason": "The pharmacy closes early today and the visit is tomorrow.",
            "until_at": self.at + timedelta(hours=48),
        }
        return ExceptionAsked(**whole | values)

    def decides(
        self,
        asked: Asked | None = None,
        *,
        expected_version: int = 0,
        exception: ExceptionAsked | None = None,
        by: UUID | None = None,
        at: datetime | None = None,
        **policy: Any,
    ) -> Recorded:
        """Record a decision as the worker, through the action."""
        recorded = record_decision(
            person_id=self.person_id,
            asked=asked or self.asks(),
            expected_version=expected_version,
            exception=exception,
            policy=self.policy(**policy),
            by=by or self.worker.staff_id,
            at=at or self.at,
        )
        commit()
        return recorded

    def decisions(self) -> list[DispensingDecision]:
        """Every decision recorded for them, in order."""
        query = select(DispensingDecision).where(DispensingDecision.person_id == self.person_id)
        return list(db.session.scalars(query.order_by(DispensingDecision.version)))

    def _add(self, model: Any, at: datetime, **values: Any) -> UUID:
        row = model(id=uuid4(), recorded_at=at, recorded_by_id=self.worker.staff_id, **values)
        db.session.add(row)
        db.session.flush()
        identifier: UUID = row.id
        return identifier


def replaced(policy: Policies, **dispensing: Any) -> Policies:
    """The same policy with some numbers of the gate changed."""
    return replace(policy, dispensing=replace(policy.dispensing, **dispensing))


def a_home(at: datetime = NOW, *, treatment_started_on: date | None = None, service: Service | None = None) -> Home:
    """A service user long in treatment, registered long ago: nothing asked, prescribed or in use yet."""
    where = service or a_service()
    pharmacy = a_pharmacy(where)
    worker, prescriber, manager, lead = (
        a_staff_member(role, service=where) for role in ("drugs-worker", "prescriber", "manager", "safeguarding-lead")
    )
    household = Household(id=uuid4(), service_id=where.id)
    db.session.add(household)
    db.session.flush()
    long_ago = at - timedelta(days=800)
    home = Home(where, pharmacy, worker, prescriber, manager, lead, uuid4(), household.id, at)
    person = ServiceUser(
        id=home.person_id,
        service_id=where.id,
        reference=home.person_id.hex[:8].upper(),
        registered_on=day_of(long_ago),
        recorded_at=long_ago,
        recorded_by_id=worker.staff_id,
    )
    db.session.add(person)
    db.session.flush()
    home._add(
        PersonDetails,
        long_ago,
        person_id=person.id,
        version=1,
        given_names="Rosa",
        family_name="Alder",
        born_on=date(1990, 2, 3),
        treatment_started_on=treatment_started_on or day_of(long_ago),
    )
    home._add(
        Membership,
        long_ago,
        person_id=person.id,
        version=1,
        household_id=household.id,
        from_on=day_of(long_ago),
        how="registered",
    )
    home._add(
        KeyworkerAssignment,
        long_ago,
        person_id=person.id,
        version=1,
        staff_id=worker.staff_id,
        from_on=day_of(long_ago),
    )
    home._add(
        PharmacyAssignment, long_ago, person_id=person.id, version=1, pharmacy_id=pharmacy.id, from_on=day_of(long_ago)
    )
    return home


def a_safe_home(at: datetime = NOW, **values: Any) -> Home:
    """A family for which a daily pick-up can be agreed: a child, a plan seen at home, a prescription."""
    home = a_home(at, **values)
    home.asked_about_children()
    home.child()
    home.prescribed()
    home.shut_on()
    home.uses(SUPERVISED)
    home.plan()
    commit()
    return home
