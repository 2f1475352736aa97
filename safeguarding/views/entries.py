"""One entry: all its versions, putting it right, taking it back, and what answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.forms import Form
from people.queries import held
from safeguarding import actions
from safeguarding.forms import (
    AnswerForm,
    WithdrawForm,
    correct_call_form,
    correct_child_seen_form,
    correct_contact_form,
    correct_event_form,
    exposure_act_form,
)
from safeguarding.queries import history, shown
from safeguarding.rules import EVENT_WORDS, NO_QUESTION, NOUN_WORDS, EntryNoun, EventFact, EventKind, History
from safeguarding.views.blueprint import blueprint
from safeguarding.views.desk import Desk, not_found, saved, sit_down
from staff.access import allowed, found, viewer
from staff.queries import names_of
from staff.rules import Permission

CORRECTED = (EntryNoun.EVENT, EntryNoun.CONTACT, EntryNoun.CALL, EntryNoun.CHILD_SEEN)

Fact = TypeVar("Fact")


@blueprint.get("/entries/<noun>/<uuid:entry_id>")
@allowed(Permission.PEOPLE)
def show_entry(person_id: UUID, noun: str, entry_id: UUID) -> ResponseReturnValue:
    """An entry as it stands, and every version before."""
    desk, what = sit_down(person_id, about=str(entry_id)), _noun(noun)
    versions = shown(desk.household_id, what, entry_id, desk.family)
    newest = found(versions[0] if versions else None)
    known = history(desk.household_id)
    return render_template(
        "safeguarding/show_entry.html",
        person=desk.header,
        noun=what,
        entry_id=entry_id,
        title=NOUN_WORDS[what],
        newest=newest,
        earlier=versions[1:],
        names=names_of(version.recorded_by for version in versions),
        can_correct=what in CORRECTED and not newest.withdrawn,
        event=_with_id(known.events, entry_id),
        call=_with_id(known.calls, entry_id),
        no_question=NO_QUESTION,
        exposure=EventKind.CHILD_EXPOSURE,
        acts=[act for act in known.exposure_acts if act.entry_id == str(entry_id)],
    )


@blueprint.route("/entries/<noun>/<uuid:entry_id>/correct", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def correct_entry(person_id: UUID, noun: str, entry_id: UUID) -> ResponseReturnValue:
    """Put an entry right: the next version, with the reason."""
    desk, what = sit_down(person_id), _noun(noun)
    correction = _corrections(desk, what, entry_id)
    form = correction.form
    if form.validate_on_submit() and saved(form, correction.act):
        flash("The entry is put right. What it said before stays readable.", "success")
        return redirect(url_for("safeguarding.show_entry", person_id=person_id, noun=noun, entry_id=entry_id))
    return render_template(
        "safeguarding/correct_entry.html", person=desk.header, form=form, title=correction.title, noun=what,
        entry_id=entry_id,
    )  # fmt: skip


@blueprint.route("/entries/<noun>/<uuid:entry_id>/take-back", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def withdraw_entry(person_id: UUID, noun: str, entry_id: UUID) -> ResponseReturnValue:
    """Take an entry back: it counts no longer and stays readable."""
    desk, what = sit_down(person_id), _noun(noun)
    versions = shown(desk.household_id, what, entry_id, desk.family)
    newest = found(versions[0] if versions and not versions[0].withdrawn else None)
    form = WithdrawForm(data={"version": newest.version})
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.withdraw_entry(
            noun=what, entry_id=entry_id, because=form.because.data or "", seen_version=form.version.data, **desk.signed
        ),
    ):
        flash("The entry is taken back. It stays readable.", "success")
        return redirect(url_for("safeguarding.show_entry", person_id=person_id, noun=noun, entry_id=entry_id))
    return render_template(
        "safeguarding/withdraw_entry.html", person=desk.header, form=form, newest=newest, noun=what, entry_id=entry_id
    )


@blueprint.post("/calls/<uuid:entry_id>/confirm")
@allowed(Permission.PEOPLE)
def confirm_call(person_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Record that a call was confirmed in writing."""
    desk, form = sit_down(person_id), Form()
    if form.validate_on_submit() and saved(form, lambda: actions.confirm_call(entry_id=entry_id, **desk.signed)):
        flash("Recorded: the call was confirmed in writing.", "success")
    return redirect(
        url_for("safeguarding.show_entry", person_id=person_id, noun=EntryNoun.CALL.value, entry_id=entry_id)
    )


@blueprint.route("/events/<uuid:entry_id>/answer", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def answer_event(person_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Answer whether an event changes anything about the methadone at home."""
    desk = sit_down(person_id)
    event = found(_with_id(history(desk.household_id).events, entry_id))
    form = AnswerForm()
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.answer_event(
            entry_id=entry_id, because=form.because.data or "", changes=form.is_a_change, **desk.signed
        ),
    ):
        flash("The answer is recorded.", "success")
        return redirect(
            url_for("safeguarding.show_entry", person_id=person_id, noun=EntryNoun.EVENT.value, entry_id=entry_id)
        )
    return render_template(
        "safeguarding/answer_event.html", person=desk.header, form=form, event=event, words=EVENT_WORDS
    )


@blueprint.route("/events/<uuid:entry_id>/done", methods=["GET", "POST"])
@allowed(Permission.PEOPLE)
def record_exposure_act(person_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """What to do now when a child may have swallowed some, and what was done."""
    desk = sit_down(person_id)
    known = history(desk.household_id)
    found(_exposure(_with_id(known.events, entry_id)))
    form = exposure_act_form(desk.today, viewer().name)
    if form.validate_on_submit() and saved(
        form,
        lambda: actions.record_exposure_act(
            entry_id=entry_id,
            what=form.what.data or "",
            by_name=form.by_name.data or "",
            done_at=form.done_at(),
            **desk.signed,
        ),
    ):
        flash("Recorded.", "success")
        return redirect(url_for("safeguarding.record_exposure_act", person_id=person_id, entry_id=entry_id))
    acts = [act for act in known.exposure_acts if act.entry_id == str(entry_id)]
    return render_template(
        "safeguarding/record_exposure_act.html",
        person=desk.header,
        form=form,
        acts=acts,
        children=[f"{child.name}, not born yet" if child.unborn else child.name for child in desk.family.children],
        hold=held(desk.household_id),
        may_hold=viewer().may(Permission.REPORTS),
    )


@dataclass(frozen=True, slots=True)
class Correction:
    """A filled form, its heading, and the act that saves it."""

    form: Any
    title: str
    act: Callable[[], object]


def _corrections(desk: Desk, noun: EntryNoun, entry_id: UUID) -> Correction:
    """How an entry of this kind is put right; 404 for one that is not there or not corrected like this."""
    known = history(desk.household_id)
    make = {
        EntryNoun.EVENT: _correct_event,
        EntryNoun.CONTACT: _correct_contact,
        EntryNoun.CALL: _correct_call,
        EntryNoun.CHILD_SEEN: _correct_child_seen,
    }
    return make[noun](desk, known, entry_id) if noun in make else not_found()


def _correct_event(desk: Desk, known: History, entry_id: UUID) -> Correction:
    fact = found(_with_id(known.events, entry_id))
    kind = EventKind.POLICE_CONTACT if _was_police_contact(desk, entry_id) else fact.kind
    form = correct_event_form(fact, kind, desk.family)
    return Correction(
        form,
        EVENT_WORDS[kind],
        lambda: actions.correct_event(
            entry_id=entry_id, said=form.said(kind), happened_on=form.happened_on.data, **_changed(form), **desk.signed
        ),
    )


def _correct_contact(desk: Desk, known: History, entry_id: UUID) -> Correction:
    fact = found(_with_id(known.contacts, entry_id))
    form = correct_contact_form(fact, _version(desk, EntryNoun.CONTACT, entry_id))
    return Correction(
        form,
        "Contact",
        lambda: actions.correct_contact(entry_id=entry_id, **form.values(), **_changed(form), **desk.signed),
    )


def _correct_call(desk: Desk, known: History, entry_id: UUID) -> Correction:
    fact = found(_with_id(known.calls, entry_id))
    form = correct_call_form(fact, desk.family, _version(desk, EntryNoun.CALL, entry_id))
    return Correction(
        form,
        "Call",
        lambda: actions.correct_call(
            entry_id=entry_id,
            said=form.told(desk.family),
            happened_on=form.happened_on.data,
            **_changed(form),
            **desk.signed,
        ),
    )


def _correct_child_seen(desk: Desk, known: History, entry_id: UUID) -> Correction:
    fact = found(_with_id(known.seen, entry_id))
    form = correct_child_seen_form(fact, desk.family, _version(desk, EntryNoun.CHILD_SEEN, entry_id))
    return Correction(
        form,
        "Child seen",
        lambda: actions.correct_child_seen(
            entry_id=entry_id, said=form.told(), happened_on=form.happened_on.data, **_changed(form), **desk.signed
        ),
    )


def _changed(form: Any) -> dict[str, Any]:
    return {"because": form.because_changed.data, "seen_version": form.version.data}


def _version(desk: Desk, noun: EntryNoun, entry_id: UUID) -> int:
    return shown(desk.household_id, noun, entry_id, desk.family)[0].version


def _was_police_contact(desk: Desk, entry_id: UUID) -> bool:
    """The row keeps its kind where the findings read a warrant."""
    newest = shown(desk.household_id, EntryNoun.EVENT, entry_id, desk.family)[0]
    return EVENT_WORDS[EventKind.POLICE_CONTACT] in (words for _, words in newest.parts)


def _with_id(facts: tuple[Fact, ...], entry_id: UUID) -> Fact | None:
    return next((fact for fact in facts if getattr(fact, "id", "") == str(entry_id)), None)


def _exposure(event: EventFact | None) -> EventFact | None:
    return event if event is not None and event.kind is EventKind.CHILD_EXPOSURE else None


def _noun(text: str) -> EntryNoun:
    try:
        return EntryNoun(text)
    except ValueError:
        not_found()
