"""One event, told quickly: each kind asks only for what belongs to it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from core.forms import (
    CheckboxesField,
    CheckboxField,
    Choice,
    DateField,
    Form,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from people.rules import AgencyFact, ChildFact, Family
from safeguarding.rules import (
    ABOUT_A_CHILD,
    NO_CAUSE,
    NO_QUESTION,
    SOURCE_WORDS,
    USE_ASKED_IN_FULL,
    WHAT_HINTS,
    WITH_PEOPLE_PRESENT,
    EventFact,
    EventKind,
    EventSaid,
    EventSource,
    ours_alone_by_default,
)

_Form = TypeVar("_Form", bound="EventForm")

YES, NO = "yes", "no"
NOT_WRITTEN_DOWN = "other:"
_USE_FIELDS = ("how_often", "child_was", "minded_by")
_QUESTION_FIELDS = ("changes", "because")


class EventForm(Form):
    """Something that happened, who saw it, who knows, how sure it is."""

    happened_on = DateField("When did it happen?", required="Enter the day it happened")
    about = RadiosField("Which child is this about?")
    what = LongTextField("What happened?", optional=True)
    how_often = TextField("How often?", optional=True, hint="For example, twice a week")
    place = TextField("Where?", optional=True)
    present = TextField("Who was there?", optional=True, hint="Everybody, children too, with a comma between the names")
    child_present = CheckboxField("A child was there")
    child_was = TextField("Where were the children?", optional=True)
    minded_by = TextField("Who was looking after the children?", optional=True)
    about_somebody = SelectField("Is it about somebody else in the family?", optional=True, empty="No")
    source = RadiosField(
        "How do we know?", optional=True, choices=[(each.value, SOURCE_WORDS[each]) for each in EventSource]
    )
    seen_by = TextField("Who saw it or told us?", optional=True, hint="Leave this empty if it was you")
    known_to = CheckboxesField("Who else knows?", optional=True)
    known_to_others = TextField("Anybody else who knows", optional=True, hint="With a comma between the names")
    ours_alone = CheckboxField(
        "Keep this closed on the page",
        hint="The person may see the screen. This shows as “1 entry kept closed” until somebody opens it.",
    )
    changes = RadiosField(
        "Does this change anything about the methadone at home?",
        required="Say whether this changes anything about the methadone at home",
        choices=[
            Choice(NO, "No"),
            Choice(YES, "Yes, or not sure yet", hint="It goes on the work list to be looked at with the person."),
        ],
    )
    because = TextField("Why does it change nothing?")
    again = CheckboxField("Record it once more: this happened twice")

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that a no says why, and that one child is meant where nothing else is asked."""
        fine: bool = super().validate(extra_validators)
        if "changes" in self and self.changes.data == NO and not self.because.data:
            self.add_problem("because", "Say why it changes nothing")
            fine = False
        if "about" in self and self.about.required and not self.about.data:
            self.add_problem("about", self.about.required)
            fine = False
        return fine

    def about_ids(self) -> tuple[UUID | None, UUID | None]:
        """The child and the adult chosen."""
        chosen = (self.about.data if "about" in self else "") or (
            self.about_somebody.data if "about_somebody" in self else ""
        )
        kind, _, identifier = (chosen or "").partition(":")
        child_id = UUID(identifier) if kind == "child" else None
        return child_id, UUID(identifier) if kind == "adult" else None

    def said(self, kind: EventKind) -> EventSaid:
        """What was told."""
        child_id, adult_id = self.about_ids()
        return EventSaid(
            kind=kind,
            source=EventSource(self._told("source")) if self._told("source") else None,
            about_child_id=child_id,
            about_adult_id=adult_id,
            seen_by=self._told("seen_by"),
            known_to=self._known_to(),
            place=self._told("place"),
            present=names_in(self._told("present")),
            child_present=bool(self.child_present.data) if "child_present" in self else False,
            what=self._told("what"),
            how_often=self._told("how_often"),
            child_was=self._told("child_was"),
            minded_by=self._told("minded_by"),
            ours_alone=bool(self.ours_alone.data),
        )

    def changes_nothing_because(self) -> str:
        """Why it changes nothing about the methadone at home; empty where it does, or was not asked."""
        return self._told("because") if "changes" in self and self.changes.data == NO else ""

    def _known_to(self) -> tuple[str, ...]:
        chosen: list[str] = (self.known_to.data or []) if "known_to" in self else []
        return (*chosen, *names_in(self._told("known_to_others")))

    def _told(self, name: str) -> str:
        return (self[name].data or "") if name in self else ""


class CorrectEventForm(EventForm):
    """The next version of an event: why it is changed, and which version was seen."""

    because_changed = TextField("Why are you changing this?", required="Say why you are changing this")
    version = VersionField()


def names_in(text: str | None) -> tuple[str, ...]:
    """Names with commas or lines between them."""
    parts = (text or "").replace("\n", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def event_form(kind: EventKind, family: Family, on: date) -> EventForm:
    """An empty form for one kind of event, asked on a London day."""
    return _fitted(EventForm(data={"happened_on": on, "ours_alone": ours_alone_by_default(kind)}), kind, family)


def correct_event_form(fact: EventFact, kind: EventKind, family: Family) -> CorrectEventForm:
    """A form that shows what is recorded, to be put right; the child it is about is offered, even one who is gone."""
    family = replace(family, children=(*family.children, *(one for one in family.gone if one.id == fact.about)))
    agencies = {agency.name for agency in family.agencies}
    form = CorrectEventForm(
        data={
            "happened_on": fact.happened_on,
            "about": _chosen(fact, family),
            "about_somebody": _chosen(fact, family),
            "what": fact.what,
            "how_often": fact.how_often,
            "place": fact.where,
            "present": ", ".join(fact.present),
            "child_present": fact.child_present,
            "child_was": fact.child_was,
            "minded_by": fact.minded_by,
            "source": fact.source.value if fact.source else None,
            "seen_by": fact.seen_by,
            "known_to": [name for name in fact.known_to if name in agencies],
            "known_to_others": ", ".join(name for name in fact.known_to if name not in agencies),
            "ours_alone": fact.ours_alone,
            "version": fact.versions,
        }
    )
    _leave_out(form, (*_QUESTION_FIELDS, "again"))
    return _fitted(form, kind, family)


def _fitted(form: _Form, kind: EventKind, family: Family) -> _Form:
    """The form with the fields of one kind, and this family's names to choose from."""
    form.what.hint = WHAT_HINTS.get(kind, "")
    _offer_people(form, kind, family)
    form.known_to.offer((agency.name, agency.name) for agency in _without_twins(family))
    if not family.agencies:
        form.known_to_others.label.text = "Who else knows?"
    _leave_out(form, _unasked(kind, family))
    return form


def _unasked(kind: EventKind, family: Family) -> Iterable[str]:
    """The fields that this kind does not ask for."""
    yield from () if kind in USE_ASKED_IN_FULL else _USE_FIELDS
    yield from () if kind in WITH_PEOPLE_PRESENT else ("present", "child_present")
    yield from ("about_somebody",) if kind in ABOUT_A_CHILD else ("about",)
    yield from ("about",) if kind in NO_CAUSE and not _may_be_meant(kind, family) else ()
    yield from _QUESTION_FIELDS if kind in NO_QUESTION else ()
    yield from () if family.agencies else ("known_to",)
    if kind in NO_CAUSE:
        yield from ("what", "place", "source", "seen_by", "known_to", "known_to_others")


def _leave_out(form: EventForm, names: Iterable[str]) -> None:
    for name in names:
        if name in form:
            del form[name]


def _offer_people(form: EventForm, kind: EventKind, family: Family) -> None:
    children = [Choice(f"child:{child.id}", child.name) for child in _may_be_meant(kind, family)]
    adults = [Choice(f"adult:{adult.id}", adult.name) for adult in family.grown()]
    form.about_somebody.offer([*children, *adults])
    form.about.offer([*children, *_other_child(kind)])
    form.about.required = "Choose the child" if kind in NO_CAUSE else ""


def _other_child(kind: EventKind) -> Iterable[Choice]:
    """What can be said where it is none of those written down; of a pregnancy that ended nothing more is asked."""
    if kind not in NO_CAUSE:
        yield Choice("", "Not known, or another child")
    elif kind is EventKind.CHILD_DIED:
        yield Choice(NOT_WRITTEN_DOWN, "A child who is not written down here")


def _may_be_meant(kind: EventKind, family: Family) -> tuple[ChildFact, ...]:
    """A pregnancy that ended was an unborn child's."""
    if kind is EventKind.PREGNANCY_ENDED:
        return tuple(child for child in family.children if child.unborn)
    return family.children


def _without_twins(family: Family) -> Iterable[AgencyFact]:
    """The family's agencies, one for each name."""
    return {agency.name: agency for agency in family.agencies}.values()


def _chosen(fact: EventFact, family: Family) -> str:
    if not fact.about:
        return ""
    return f"child:{fact.about}" if any(child.id == fact.about for child in family.children) else f"adult:{fact.about}"
