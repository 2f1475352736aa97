"""Households and the service users in them: who they are, who works with them, whether they are here."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Fact, Row, append_only, constant
from people.rules import CareHow, ConsentAnswer, MembershipHow, ReturnAnswer, ReturnQuestion


class Household(Row, Base):
    """A family at one service. The same family at another service is another household."""

    __table_args__ = (Index("ix_household_next_change_on", "next_change_on"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"), index=True)
    next_change_on: Mapped[date | None]


@append_only
class FamilyLink(Fact, Base):
    """One side says that two households at two services are the same family; it counts when both sides say so."""

    __table_args__ = (
        UniqueConstraint("household_id", "other_household_id"),
        CheckConstraint("household_id <> other_household_id", name="links_two_households"),
    )

    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    other_household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"), index=True)
    because: Mapped[str]


@append_only
class ServiceUser(Fact, Base):
    """A person registered with a drug service."""

    __table_args__ = (UniqueConstraint("service_id", "reference"),)

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    reference: Mapped[str]
    registered_on: Mapped[date]


@append_only
class PersonDetails(Fact, Base):
    """Who a service user is, as known at one version."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        Index("ix_person_details_nhs_number", "nhs_number"),
        Index("ix_person_details_born_on", "born_on"),
        CheckConstraint("version >= 1", name="version_starts_at_one"),
        CheckConstraint("length(family_name) > 0", name="has_a_family_name"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    given_names: Mapped[str] = mapped_column(default="")
    family_name: Mapped[str]
    known_as: Mapped[str] = mapped_column(default="")
    born_on: Mapped[date | None]
    nhs_number: Mapped[str | None]
    phone: Mapped[str] = mapped_column(default="")
    treatment_started_on: Mapped[date | None]
    leaflet_language: Mapped[str | None]
    leaflet_format: Mapped[str | None]
    because: Mapped[str] = mapped_column(default="")


class NameToken(Row, Base):
    """A word of a name and how it sounds, for finding people; former names stay, as people are asked for by them."""

    __table_args__ = (
        UniqueConstraint("person_id", "word"),
        Index("ix_name_token_service_id_word", "service_id", "word", "person_id"),
        Index("ix_name_token_service_id_sound", "service_id", "sound", "word"),
    )

    service_id: Mapped[UUID] = mapped_column(ForeignKey("service.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    word: Mapped[str]
    sound: Mapped[str]


@append_only
class Membership(Fact, Base):
    """A service user belongs to a household from a day on; the newest of a person stands."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        Index("ix_membership_household_id", "household_id"),
        constant("how", MembershipHow),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    household_id: Mapped[UUID] = mapped_column(ForeignKey("household.id"))
    from_on: Mapped[date]
    how: Mapped[str]


@append_only
class KeyworkerAssignment(Fact, Base):
    """Who is a person's keyworker from a day on; nobody, where staff_id is empty. The newest stands."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        Index("ix_keyworker_assignment_staff_id", "staff_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff_member.id"))
    from_on: Mapped[date]


@append_only
class PharmacyAssignment(Fact, Base):
    """Which pharmacy serves a person since when; the newest stands."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        Index("ix_pharmacy_assignment_pharmacy_id", "pharmacy_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    pharmacy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pharmacy.id"))
    from_on: Mapped[date]


@append_only
class ConsentView(Fact, Base):
    """What a person thinks of sharing their plan; the newest stands."""

    __table_args__ = (
        Index("ix_consent_view_person_id", "person_id"),
        constant("view", ConsentAnswer),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    view: Mapped[str]
    not_asked_because: Mapped[str | None]
    asked_on: Mapped[date]


@append_only
class CareEnded(Fact, Base):
    """Care ended, the person died, two records were one (merged into another), or came back (returned)."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        constant("how", CareHow),
        CheckConstraint(
            "(how = 'merged') = (merged_into_id IS NOT NULL)",
            name="merged_into_somebody",
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    how: Mapped[str]
    why: Mapped[str]
    still_at_home: Mapped[str] = mapped_column(default="")
    happened_on: Mapped[date]
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("service_user.id"))


@append_only
class ReturnAnswered(Fact, Base):
    """What a person answered to a question of the national return that nothing else recorded tells; the newest stands.

    How many children live there is never typed here: it is counted from the household.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "question", "version"),
        constant("question", ReturnQuestion),
        constant("answer", ReturnAnswer),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    question: Mapped[str]
    version: Mapped[int]
    answer: Mapped[str]
    asked_on: Mapped[date]
