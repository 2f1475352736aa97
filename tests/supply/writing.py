"""Prescriptions, hours and doses of one fictional person, written by the acts that the pages use."""

from decimal import Decimal
from typing import Any

from core.bank_holidays import Nation
from staff.models import Pharmacy
from supply.actions import (
    prescribe,
    set_pharmacy_hours,
)
from supply.models import Prescription
from supply.queries import supply_of
from supply.rules import Pattern, from_pattern
from supply.rules.facts import SupplyOf
from supply.rules.prescribing import PrescriptionSaid
from tests.people.builders import TODAY, Home

DAILY = from_pattern(Pattern.DAILY_PICK_UP)
SUPERVISED = from_pattern(Pattern.SUPERVISED_7)
SUNDAY = 6


def signed(home: Home, **values: Any) -> dict[str, Any]:
    """Whose, who records, and when."""
    return {"household_id": home.household_id, "person_id": home.person_id, **home.signed} | values


def prescribed(home: Home, pharmacy: Pharmacy | None = None, **values: Any) -> Prescription:
    """60 mg a day from today, flushed."""
    acting = {name: values.pop(name) for name in ("at", "seen_version") if name in values}
    said: dict[str, Any] = {"mg_a_day": Decimal(60), "starts_on": TODAY}
    said["pharmacy_id"] = pharmacy.id if pharmacy else None
    return prescribe(said=PrescriptionSaid(**said | values), **signed(home, **acting))


def told(home: Home) -> SupplyOf:
    """What is known of the person's supply."""
    return supply_of([home.person_id])[home.person_id]


def shut(pharmacy: Pharmacy, home: Home, *weekdays: int, bank_holidays: bool = False, **values: Any) -> None:
    """The pharmacy's usual hours."""
    set_pharmacy_hours(
        pharmacy_id=pharmacy.id,
        closed_weekdays=weekdays,
        shut_on_bank_holidays=bank_holidays,
        nation=values.pop("nation", Nation.ENGLAND_AND_WALES),
        **home.signed | values,
    )
