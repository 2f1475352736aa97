"""The two key presses of the counter, other doses than the usual, a second one, and putting an entry right."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from core.calendar import DAY
from core.forms import Form
from dispensing import queries
from dispensing.actions.counter import record_given, tell_of_missed
from dispensing.forms.counter import (
    KIND_WORDS,
    TAKE_BACK,
    CorrectForm,
    GiveForm,
    Kind,
    OtherForm,
    ReplacedForm,
    SecondForm,
    StorageForm,
    correct_form,
    other_form,
    usual_answers,
)
from dispensing.rules.counter_words import act_words, dose_words, one_entry_words, what_is_due
from dispensing.views.blueprint import blueprint
from dispensing.views.counter_page import AtCounter, already, come_to, entry_page, written
from staff.access import allowed, found
from staff.rules import Permission
from supply.actions import correct_dose, withdraw_dose
from supply.rules import DoseFact, DoseHow
from supply.rules.counter import Given, NotGivenBecause
from supply.rules.due import entries_on
from supply.rules.recorded import NOT_TAKEN, standing

SOMETHING_CHANGED = "Something has changed since this page was opened. Read it again, then press once more."
SAID_FIRST = "Read what stands above. Press once more to write it down all the same."
DAYS_OFFERED = 14


@blueprint.route("/desk/people/<uuid:person_id>/dose", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def give_dose(person_id: UUID) -> ResponseReturnValue:
    """The usual press: what is due today is shown with name, birth and dose, and a second press writes it down."""
    here = come_to(person_id, "give_dose", everyday=True)
    given = here.due.given
    mark = here.mark(given)
    form = GiveForm(data=usual_answers(mark))
    if form.validate_on_submit():
        if given and form.shown.data == mark:
            details = form.details(_mg(here), here.said(given))
            return written(here, given, lambda: record_given(here.counter, given, details, here.on), form)
        if here.due.done:
            return already(here, entries_on(here.counter.supply, here.on))
        form.form_errors = [*form.form_errors, SOMETHING_CHANGED]
    form.shown.data = mark
    return render_template(
        "dispensing/give_dose.html",
        here=here,
        form=form,
        due=what_is_due(here.due, here.terms),
        act=act_words(given),
        dose=dose_words(here.terms, given),
        given=given,
        said=here.said(given) if given else (),
        kinds=KIND_WORDS,
        storage=StorageForm(formdata=None, prefix="storage") if _ask_about_storage(here, given) else None,
    )


@blueprint.route("/desk/people/<uuid:person_id>/other-doses", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def give_other_doses(person_id: UUID) -> ResponseReturnValue:
    """Other doses or bottles than the arrangement in use says; what that goes beyond is said first."""
    here = come_to(person_id, "give_other_doses")
    days = [here.on + DAY * count for count in range(1, DAYS_OFFERED + 1)]
    form = other_form(days, here.on, usual_answers(""))
    if form.validate_on_submit():
        given = form.given(here.on)
        if not given:
            form.add_problem("bottles", "Tick at least one bottle, or say what became of today’s dose")
        elif _has_been_said(here, form, given):
            details = form.details(_mg(here), here.said(given))
            return written(here, given, lambda: record_given(here.counter, given, details, here.on), form, Kind.OTHER)
        return _said_page(here, form, Kind.OTHER, given)
    return _said_page(here, form, Kind.OTHER, ())


@blueprint.route("/desk/people/<uuid:person_id>/second-dose/<any('split','replaced'):kind>", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def give_second_dose(person_id: UUID, kind: str) -> ResponseReturnValue:
    """A second entry for today: part of a split dose, or a replacement whose new prescription was seen."""
    here = come_to(person_id, "give_second_dose")
    form = (ReplacedForm if kind == Kind.REPLACED else SecondForm)(data=usual_answers(""))
    if form.validate_on_submit():
        given = [Given(here.on, DoseHow(form.how.data), _next_part(here))]
        if _has_been_said(here, form, given):
            details = form.details(_mg(here), here.said(given), **form.more())
            return written(here, given, lambda: record_given(here.counter, given, details, here.on), form, kind)
        return _said_page(here, form, Kind(kind), given)
    return _said_page(here, form, Kind(kind), ())


@blueprint.route("/desk/people/<uuid:person_id>/correct/<day>/<int:part>", methods=["GET", "POST"])
@allowed(Permission.COUNTER)
def correct_entry(person_id: UUID, day: str, part: int) -> ResponseReturnValue:
    """Put an entry right by a new one with its reason; the one before stays readable."""
    here = come_to(person_id, "correct_entry")
    entry = _entry(here, day, part)
    form = correct_form(entry)
    if form.validate_on_submit():
        return written(here, (), lambda: _correct(here, entry, form), form, "correct")
    return entry_page(here, form, "correct", f"Put right: {one_entry_words(entry)}, for {day}")


def _correct(here: AtCounter, entry: DoseFact, form: CorrectForm) -> tuple[date, ...]:
    what: dict[str, Any] = {
        "household_id": here.counter.household_id,
        "person_id": here.counter.person_id,
        "for_on": entry.for_on,
        "part": entry.part,
        "because": form.because.data or "",
        "seen_version": form.seen_version.data,
        "medicine": entry.medicine,
        "by": here.counter.by,
        "at": here.counter.at,
    }
    if form.how.data == TAKE_BACK:
        withdraw_dose(**what)
    else:
        why = NotGivenBecause(form.why.data) if form.why.data else None
        correct_dose(how=DoseHow(form.how.data), why=why, **what)
        if DoseHow(form.how.data) in NOT_TAKEN:
            return tell_of_missed(here.counter)
    return ()


def _entry(here: AtCounter, day: str, part: int) -> DoseFact:
    """The entry that stands for a day and part, or 404."""
    entries = standing(here.counter.supply.doses)
    return found(next((one for one in entries if one.for_on.isoformat() == day and one.part == part), None))


def _has_been_said(here: AtCounter, form: GiveForm | OtherForm | SecondForm, given: Sequence[Given]) -> bool:
    """Whether all that is to be said of these doses stood on the page that was pressed; if not, it does now."""
    said, mark = here.said(given), here.mark(given)
    if not said or form.told.data == mark:
        return True
    form.told.data = mark
    return False


def _said_page(here: AtCounter, form: Form, kind: Kind, given: Sequence[Given]) -> str:
    said = here.said(given) if given and not form.errors else ()
    return entry_page(here, form, kind, KIND_WORDS[kind], said=said, hint=SAID_FIRST if said else "")


def _mg(here: AtCounter) -> Decimal | None:
    return here.terms.mg_a_day if here.terms else None


def _next_part(here: AtCounter) -> int:
    return 1 + max((one.part for one in here.counter.supply.doses if one.for_on == here.on), default=0)


def _ask_about_storage(here: AtCounter, given: Sequence[Given]) -> bool:
    """Whether bottles go home and the three questions are due again."""
    home = any(each.how is DoseHow.TAKE_HOME for each in given)
    return home and queries.storage_questions_due(
        here.counter.person_id, here.on, here.policies.safetyplans.storage_questions_days
    )
