"""Requests into prescriptions, arrangements, hours and days. Nothing here reads or saves."""

from supply.forms.counter import BottleForm, SpokenForm, bottle_form, spoken_form
from supply.forms.pharmacies import HoursForm, OddDayForm, hours_form
from supply.forms.prescriptions import InUseForm, PrescriptionForm, in_use_form, prescription_form

__all__ = [
    "BottleForm",
    "HoursForm",
    "InUseForm",
    "OddDayForm",
    "PrescriptionForm",
    "SpokenForm",
    "bottle_form",
    "hours_form",
    "in_use_form",
    "prescription_form",
    "spoken_form",
]
