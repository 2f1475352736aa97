"""Writes of prescriptions, pharmacies, arrangements in use and doses. None of them commits."""

from supply.actions.bottles import record_bottle, record_prescriber_spoken, withdraw_bottle
from supply.actions.doses import correct_dose, record_dose, record_doses, withdraw_dose
from supply.actions.pharmacies import close_day, open_day, set_pharmacy_hours
from supply.actions.prescriptions import prescribe, set_arrangement_in_use

__all__ = [
    "close_day",
    "correct_dose",
    "open_day",
    "prescribe",
    "record_bottle",
    "record_dose",
    "record_doses",
    "record_prescriber_spoken",
    "set_arrangement_in_use",
    "set_pharmacy_hours",
    "withdraw_bottle",
    "withdraw_dose",
]
