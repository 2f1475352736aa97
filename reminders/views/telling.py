"""One's own choice: when to be told, whether by text, and the code that confirms one's number."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework.rules.policy import TellingPolicy
from core import clock
from core.conflict import Refused
from core.db import commit
from core.policy import current
from core.telephone import mobile_number
from reminders.actions import ask_for_code, choose, confirm_number
from reminders.forms import CodeForm, TellingForm
from reminders.queries import choice_of, confirmed_numbers
from reminders.views.blueprint import blueprint
from staff.access import allowed, found, viewer
from staff.queries import StaffPlace, place_of
from staff.rules import Permission

HERE = "reminders.choose_telling"
NO_NUMBER = "There is no British mobile number of yours here to send a code to"
NOT_THE_CODE = "This is not the code that was sent last, or it is too old. Ask for a new one"


@blueprint.route("/account/telling", methods=["GET", "POST"])
@allowed(Permission.PEOPLE, Permission.COUNTER)
def choose_telling() -> ResponseReturnValue:
    """How the viewer is told, at a service or at a counter; by POST what they choose."""
    looking = viewer()
    choice = choice_of(looking.staff_id)
    form = TellingForm(new_acts=choice.new_acts.value, texts=choice.texts, seen=choice.version)
    if form.validate_on_submit():
        choose(form.asked, by=looking.staff_id, at=clock.now(), seen=form.seen.data)
        commit()
        flash("That is how you are told from now on.", "success")
        return redirect(url_for(HERE))
    return _page(form, CodeForm(formdata=None))


@blueprint.post("/account/telling/code")
@allowed(Permission.PEOPLE, Permission.COUNTER)
def ask_for_telling_code() -> ResponseReturnValue:
    """Send a code to the viewer's number."""
    place, form = _place(), CodeForm(formdata=None)
    number = mobile_number(place.member.phone or "")
    if number is None:
        form.add_problem("number", NO_NUMBER)
        return _page(_telling_form(), form)
    try:
        ask_for_code(number, service_id=found(place.looked_after_by), by=place.member.id, at=clock.now())
    except Refused as refused:
        form.add_problems(refused.problems)
        return _page(_telling_form(), form)
    commit()
    flash("A code is on its way to your mobile.", "info")
    return redirect(url_for(HERE))


@blueprint.post("/account/telling/confirm")
@allowed(Permission.PEOPLE, Permission.COUNTER)
def confirm_telling_number() -> ResponseReturnValue:
    """The code, given back."""
    looking, at, form = viewer(), clock.now(), CodeForm()
    number = mobile_number(_place().member.phone or "")
    if form.validate_on_submit() and number is not None:
        policy = current().section(TellingPolicy, on=clock.day_of(at))
        right = confirm_number(number, form.code.data or "", policy=policy, by=looking.staff_id, at=at)
        commit()
        if right:
            flash("Your number is confirmed.", "success")
            return redirect(url_for(HERE))
        form.add_problem("code", NOT_THE_CODE)
    return _page(_telling_form(), form)


def _telling_form() -> TellingForm:
    choice = choice_of(viewer().staff_id)
    return TellingForm(formdata=None, new_acts=choice.new_acts.value, texts=choice.texts, seen=choice.version)


def _place() -> StaffPlace:
    """Where the viewer works: a drug service or a pharmacy, and the service that looks after the account."""
    return found(place_of(viewer().staff_id))


def _page(form: TellingForm, code_form: CodeForm) -> ResponseReturnValue:
    looking, at, place = viewer(), clock.now(), _place()
    phone = place.member.phone or ""
    number = mobile_number(phone)
    policy = current().section(TellingPolicy, on=clock.day_of(at))
    return render_template(
        "reminders/telling.html",
        form=form,
        code_form=code_form,
        phone=phone,
        number=number,
        confirmed=number is not None and number in confirmed_numbers([looking.staff_id]).get(looking.staff_id, ()),
        texts_are_set_up=current_app.extensions["settings"].texts_are_set_up,
        policy=policy,
        at_counter=place.pharmacy is not None,
    )
