"""Prescriptions, pharmacy calendars, the arrangement in use, and doses. This is no controlled-drug register."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.bank_holidays import Nation
from core.db import Base, Fact, Weekdays, Words, append_only, constant, index_of_some
from supply.rules import DoseHow, Went
from supply.rules.counter import Identity, NotGivenBecause, Second
from supply.rules.facts import InUseSource


@append_only
class Prescription(Fact, Base):
    """What is prescribed from a day on; the newest version of a person stands. mg a day, exact to a hundredth."""

    __table_args__ = (
        UniqueConstraint("person_id", "version"),
        CheckConstraint("mg_a_day > 0", name="prescribes_something"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_starts"),
        Index("ix_prescription_pharmacy_id", "pharmacy_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    version: Mapped[int]
    medicine: Mapped[str] = mapped_column(default="methadone-1mg-ml")
    mg_a_day: Mapped[Decimal]
    pharmacy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pharmacy.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    wording: Mapped[Words] = mapped_column(default=list)
    titrating: Mapped[bool] = mapped_column(default=False)


@append_only
class PharmacyHours(Fact, Base):
    """The weekdays on which a pharmacy is shut (0 Monday), and what it does on bank holidays; the newest stands."""

    __table_args__ = (
        UniqueConstraint("pharmacy_id", "version"),
        constant("nation", Nation),
    )

    pharmacy_id: Mapped[UUID] = mapped_column(ForeignKey("pharmacy.id"))
    version: Mapped[int]
    closed_weekdays: Mapped[Weekdays] = mapped_column(default=list)
    shut_on_bank_holidays: Mapped[bool] = mapped_column(default=True)
    nation: Mapped[str] = mapped_column(default="england-and-wales")


@append_only
class ClosedDay(Fact, Base):
    """One day on which a pharmacy is shut, or open after all, against its usual hours; the newest of a day stands."""

    __table_args__ = (UniqueConstraint("pharmacy_id", "day", "version"),)

    pharmacy_id: Mapped[UUID] = mapped_column(ForeignKey("pharmacy.id"))
    day: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    open_after_all: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(default="")


@append_only
class ArrangementInUse(Fact, Base):
    """Which arrangement is in use from a day on, and how we know; the newest recorded stands.

    `since_unknown`: nobody knows since when; then `from_on` is the day on which it was known to be so.
    """

    __table_args__ = (
        Index("ix_arrangement_in_use_person_id", "person_id"),
        constant("source", InUseSource),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    arrangement: Mapped[dict[str, Any]]
    from_on: Mapped[date]
    source: Mapped[str]
    since_unknown: Mapped[bool | None]
    decided_by: Mapped[str | None]
    why: Mapped[str | None]


ODD = "how IN ('missed', 'not-given', 'refused') OR version > 1"
"""The few doses that are spoken about later: nothing was swallowed, or the entry was put right."""


@append_only
class Dose(Fact, Base):
    """One dose of one day: what became of it. The highest version of a day and part stands, unless withdrawn.

    `happened_at`: where it was entered afterwards, the instant it happened. `said_before`: what the page had said.
    """

    __table_args__ = (
        UniqueConstraint("person_id", "medicine", "for_on", "part", "version", name="uq_dose_one_stands"),
        Index("ix_dose_person_id_for_on", "person_id", "for_on"),
        index_of_some("ix_dose_odd", "person_id", "for_on", where=ODD),
        constant("how", DoseHow),
        constant("why", NotGivenBecause),
        constant("second", Second),
        constant("identity", Identity),
        CheckConstraint("how <> 'not-given' OR why IS NOT NULL", name="not_given_says_why"),
        CheckConstraint("part = 1 OR second IS NOT NULL", name="second_is_coded"),
        CheckConstraint(
            "second IS NULL OR second <> 'replacement' OR "
            "(replaces_dated_on IS NOT NULL AND replaces_serial IS NOT NULL)",
            name="replacement_names_its_prescription",
        ),
        CheckConstraint("version = 1 OR because IS NOT NULL", name="a_correction_says_why"),
        CheckConstraint("part >= 1", name="part_starts_at_one"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    medicine: Mapped[str] = mapped_column(default="methadone-1mg-ml")
    for_on: Mapped[date]
    part: Mapped[int] = mapped_column(default=1)
    version: Mapped[int] = mapped_column(default=1)
    how: Mapped[str]
    pharmacy_id: Mapped[UUID | None] = mapped_column(ForeignKey("pharmacy.id"))
    happened_on: Mapped[date]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    because: Mapped[str | None]
    mg: Mapped[Decimal | None]
    why: Mapped[str | None]
    second: Mapped[str | None]
    replaces_dated_on: Mapped[date | None]
    replaces_serial: Mapped[str | None]
    collected_by: Mapped[str | None]
    identity: Mapped[str | None]
    happened_at: Mapped[datetime | None]
    note: Mapped[str | None]
    said_before: Mapped[Words | None]


@append_only
class Bottle(Fact, Base):
    """Where an undrunk bottle went; without `for_on`, every undrunk bottle known by then."""

    __table_args__ = (
        Index("ix_bottle_person_id", "person_id"),
        constant("went", Went),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    for_on: Mapped[date | None]
    went: Mapped[str]
    happened_on: Mapped[date]


@append_only
class BottleTakenBack(Fact, Base):
    """An entry of where a bottle went that should not be there (another person's, say), and why; it stays readable."""

    __table_args__ = (UniqueConstraint("bottle_id"), CheckConstraint("length(because) > 0", name="says_why"))

    bottle_id: Mapped[UUID] = mapped_column(ForeignKey("bottle.id"))
    because: Mapped[str]


@append_only
class PrescriberSpoken(Fact, Base):
    """The pharmacist spoke to the prescriber after missed doses: what advice, supplied or not."""

    __table_args__ = (Index("ix_prescriber_spoken_person_id", "person_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("service_user.id"))
    spoke_to: Mapped[str] = mapped_column(default="")
    advice: Mapped[str]
    supplied: Mapped[bool]
    happened_on: Mapped[date]
