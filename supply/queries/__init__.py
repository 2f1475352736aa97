"""Reads of prescriptions, pharmacies, arrangements in use and doses."""

from supply.queries.counter import (
    PrescriptionShown,
    newest_closed_day,
    newest_prescription,
    newest_version,
    prescriptions_shown,
    standing_dose,
    standing_doses,
)
from supply.queries.families import events_spoken_of, family_now
from supply.queries.of_people import not_taken_back, supply_of, terms_of
from supply.queries.pharmacies import OddDay, Opening, odd_days, openings, people_by_pharmacy, person_ids_at

__all__ = [
    "OddDay",
    "Opening",
    "PrescriptionShown",
    "events_spoken_of",
    "family_now",
    "newest_closed_day",
    "newest_prescription",
    "newest_version",
    "not_taken_back",
    "odd_days",
    "openings",
    "people_by_pharmacy",
    "person_ids_at",
    "prescriptions_shown",
    "standing_dose",
    "standing_doses",
    "supply_of",
    "terms_of",
]
