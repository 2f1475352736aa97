"""What the prescription says, and what is in use."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from core.forms import (
    CheckboxesField,
    CheckboxField,
    Choice,
    DateField,
    Form,
    NumberField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from supply.rules import (
    MEDICINES,
    METHADONE,
    PATTERN_WORDS,
    UNKNOWN_ARRANGEMENT,
    WEEKDAYS,
    WORDING_WORDS,
    Arrangement,
    Attendance,
    Pattern,
    PrescriptionTerms,
    Wording,
    from_days,
    from_pattern,
)
from supply.rules.facts import InUseSource
from supply.rules.prescribing import PrescriptionSaid

WORDING_HINTS = {
    Wording.CLOSED_DAYS: "Without this, or the last one below, nothing may be handed over for a closed day.",
    Wording.MISSED_COLLECTION: "Without this, one missed day loses the rest of what was due that day.",
    Wording.MISSED_3_DAYS: "The body may no longer be used to the full dose.",
    Wording.SUPERVISE_ON_COLLECTION: "The bottles for the other days go home.",
    Wording.SEPARATE_CONTAINERS: "One labelled bottle a day: nothing is measured out at home.",
    Wording.INSTALMENTS_DAY_BEFORE: "The other way of providing for closed days.",
}
"""Why each matters, in a line."""

NOT_ATTENDED = "none"
_SOURCE_WORDS = {
    InUseSource.TOLD: "We were told",
    InUseSource.COUNTER: "The pharmacy says so",
    InUseSource.PRESCRIPTION: "The prescription says so",
}
_DAY_ANSWERS = (
    Choice(Attendance.SUPERVISED, "Supervised"),
    Choice(Attendance.TAKE_HOME, "Taken home"),
    Choice(NOT_ATTENDED, "Not attended"),
)


class PrescriptionForm(Form):
    """What is prescribed, from a day on."""

    medicine = RadiosField(
        "Which medicine?",
        choices=[(code, one.name) for code, one in MEDICINES.items()],
        required="Choose the medicine",
    )
    mg_a_day = NumberField(
        "Dose a day", places=2, low=Decimal("0.01"), width=5, suffix="mg", required="Enter the dose in mg a day"
    )
    pharmacy = SelectField("Which pharmacy?", empty="Not known yet", optional=True)
    starts_on = DateField("First day", required="Enter the first day")
    ends_on = DateField("Last day", optional=True, hint="As written on the prescription")
    titrating = CheckboxField("The dose is still being found", hint="Then one missed day is told to the prescriber.")
    wording = CheckboxesField(
        "What does the prescription say?",
        optional=True,
        choices=[Choice(each, WORDING_WORDS[each], WORDING_HINTS[each]) for each in Wording],
    )
    version = VersionField()

    def said(self) -> PrescriptionSaid:
        """What was written down."""
        return PrescriptionSaid(
            mg_a_day=Decimal(str(self.mg_a_day.data)),
            starts_on=self.starts_on.data,
            medicine=self.medicine.data or "",
            ends_on=self.ends_on.data,
            pharmacy_id=UUID(self.pharmacy.data) if self.pharmacy.data else None,
            wording=frozenset(Wording(each) for each in self.wording.data or ()),
            titrating=bool(self.titrating.data),
        )


class InUseForm(Form):
    """How doses are collected now, as we are told: not thereby agreed."""

    pattern = RadiosField(
        "How are doses collected now?",
        required="Choose how doses are collected now",
        choices=[(each, PATTERN_WORDS[each]) for each in Pattern],
    )
    monday = RadiosField("Monday", choices=_DAY_ANSWERS, inline=True)
    tuesday = RadiosField("Tuesday", choices=_DAY_ANSWERS, inline=True)
    wednesday = RadiosField("Wednesday", choices=_DAY_ANSWERS, inline=True)
    thursday = RadiosField("Thursday", choices=_DAY_ANSWERS, inline=True)
    friday = RadiosField("Friday", choices=_DAY_ANSWERS, inline=True)
    saturday = RadiosField("Saturday", choices=_DAY_ANSWERS, inline=True)
    sunday = RadiosField("Sunday", choices=_DAY_ANSWERS, inline=True)
    from_on = DateField("Since when?", optional=True)
    since_unknown = CheckboxField(
        "Nobody knows since when", hint="It then counts from today, and the history says that the day is not known."
    )
    decided_by = TextField("Who decided it, as we are told?", optional=True)
    why = TextField("Why, as we are told?", optional=True)
    how_known = RadiosField(
        "How do we know?",
        required="Say how we know",
        choices=[(each, _SOURCE_WORDS[each]) for each in _SOURCE_WORDS],
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that their own days name one that is attended."""
        fine: bool = super().validate(extra_validators)
        if not self.from_on.data and not self.from_on.errors and not self.since_unknown.data:
            self.add_problem("from_on", "Enter since when, or say that nobody knows")
            fine = False
        if self.pattern.data == Pattern.OWN and not self._own_days():
            self.add_problem(WEEKDAYS[0], "Choose at least one day that is attended")
            return False
        return fine

    def source(self) -> InUseSource:
        """How it is known."""
        return InUseSource(self.how_known.data)

    def arrangement(self, on: date) -> Arrangement:
        """The arrangement chosen on a London day."""
        pattern = Pattern(self.pattern.data)
        if pattern is Pattern.UNKNOWN:
            return UNKNOWN_ARRANGEMENT
        return from_days(self._own_days()) if pattern is Pattern.OWN else from_pattern(pattern, self.from_on.data or on)

    def _own_days(self) -> dict[str, str]:
        days = ((name, self[name].data) for name in WEEKDAYS)
        return {name: answer for name, answer in days if answer not in (None, "", NOT_ATTENDED)}


def prescription_form(
    terms: PrescriptionTerms | None, pharmacy_id: str, version: int, pharmacies: Iterable[tuple[str, str]], on: date
) -> PrescriptionForm:
    """A form that shows the newest prescription, to be renewed or changed from a London day on."""
    data: dict[str, Any] = {
        "medicine": terms.medicine.code if terms else METHADONE.code,
        "mg_a_day": terms.mg_a_day.normalize() if terms else None,
        "pharmacy": pharmacy_id,
        "starts_on": on,
        "titrating": terms.titrating if terms else False,
        "wording": sorted(terms.wording) if terms else [],
        "version": version,
    }
    form = PrescriptionForm(data=data)
    form.pharmacy.offer(pharmacies)
    return form


def in_use_form(arrangement: Arrangement | None, on: date) -> InUseForm:
    """A form that shows what is known to be in use, to be said anew from a London day on."""
    data: dict[str, Any] = {"from_on": on}
    if arrangement is not None:
        data["pattern"] = arrangement.pattern.value
        for name, attendance in zip(WEEKDAYS, arrangement.days, strict=True):
            data[name] = attendance.value if attendance else NOT_ATTENDED
    return InUseForm(data=data)
