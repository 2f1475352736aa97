"""Contacts, calls, what agencies tell us, and children seen."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from core.forms import (
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
from people.rules import AGENCY_ROLE_WORDS, AgencyRole, Family
from safeguarding.rules import (
    ALERT_HINTS,
    ALERT_WORDS,
    CONTACT_WORDS,
    PLACE_WORDS,
    Alert,
    CallFact,
    CallSaid,
    ChildSeenFact,
    ChildSeenSaid,
    ContactFact,
    ContactHow,
)

_KEEP_CLOSED = "Keep this closed on the page"
_KEEP_CLOSED_HINT = "The person may see the screen. This shows as “1 entry kept closed” until somebody opens it."
_AGAIN = "Record it once more: there were two"
_WHY = "Say why you are changing this"
_HOW_MET = (ContactHow.CLINIC, ContactHow.HOME, ContactHow.PHONE)
_ELSEWHERE = "elsewhere"
_US = "us"


class ContactForm(Form):
    """We met or spoke with the service user."""

    happened_on = DateField("When was it?", required="Enter the day of the contact")
    how = RadiosField(
        "How?",
        inline=True,
        required="Say how you were in contact",
        choices=[(each.value, CONTACT_WORDS[each]) for each in _HOW_MET],
    )
    what = LongTextField("What was it about?", optional=True)
    ours_alone = CheckboxField(_KEEP_CLOSED, hint=_KEEP_CLOSED_HINT)

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {
            "how": ContactHow(self.how.data),
            "happened_on": self.happened_on.data,
            "what": self.what.data or "",
            "ours_alone": bool(self.ours_alone.data),
        }


class NewContactForm(ContactForm):
    """The first version; `again` is asked only where the very same was recorded a moment ago."""

    again = CheckboxField(_AGAIN)


class CallForm(Form):
    """A call between professionals."""

    happened_on = DateField("When was it?", required="Enter the day of the call")
    with_agency = SelectField("Who was it with?", empty="Somebody else", optional=True)
    with_name = TextField("Their name, and where they work", optional=True)
    said = LongTextField("What was said?", required="Write down what was said")
    agreed = LongTextField(
        "What was agreed?", optional=True, rows=2, hint="Who does what, by when. It is then confirmed in writing."
    )
    ours_alone = CheckboxField(_KEEP_CLOSED, hint=_KEEP_CLOSED_HINT)
    confirmed = CheckboxField("I have confirmed this in writing already")

    def told(self, family: Family) -> CallSaid:
        """What was told."""
        agency = next((each for each in family.agencies if each.id == self.with_agency.data), None)
        names = [self.with_name.data or "", agency.name if agency else ""]
        return CallSaid(
            with_name=", ".join(filter(None, names)),
            said=self.said.data or "",
            agreed=self.agreed.data or "",
            family_agency_id=UUID(agency.id) if agency else None,
            ours_alone=bool(self.ours_alone.data),
        )


class HeardFromForm(Form):
    """An agency told us something, or that there is nothing new."""

    happened_on = DateField("When did we hear from them?", required="Enter the day we heard from them")
    agency = RadiosField("Who?", required="Choose who we heard from")
    said = LongTextField(
        "What did they say?",
        required="Write down what they said, or that there is nothing new",
        hint="“Nothing new” is worth writing down too.",
    )
    ours_alone = CheckboxField(_KEEP_CLOSED, hint=_KEEP_CLOSED_HINT)

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {
            "family_agency_id": UUID(self.agency.data),
            "said": self.said.data,
            "happened_on": self.happened_on.data,
            "ours_alone": bool(self.ours_alone.data),
        }


class ChildSeenForm(Form):
    """A child was seen: where, how they were, their own words."""

    happened_on = DateField("When was the child seen?", required="Enter the day the child was seen")
    child = RadiosField("Who was seen?", required="Choose the child")
    by = SelectField("Who saw the child?", empty=None)
    place = RadiosField(
        "Where?",
        inline=True,
        required="Say where the child was seen",
        choices=[*PLACE_WORDS.items(), (_ELSEWHERE, "Somewhere else")],
    )
    elsewhere = TextField("Where was that?")
    alert = RadiosField(
        "How was the child?",
        required="Say whether the child was awake",
        choices=[Choice(each.value, ALERT_WORDS[each], ALERT_HINTS.get(each, "")) for each in Alert],
    )
    description = LongTextField(
        "How did the child look?",
        required="Describe how the child looked",
        rows=3,
        hint="What you saw: clothes, skin, hair, weight, marks, tired or rested.",
    )
    mood = TextField("What was their mood?", optional=True, hint="For example, watchful, clingy, cheerful")
    did = LongTextField("What did they do, and with whom?", optional=True, rows=2)
    words = LongTextField(
        "What did the child say?",
        optional=True,
        rows=2,
        hint="In their own words. What a baby does is how a baby tells.",
    )
    health = LongTextField(
        "Weight and health, as told",
        optional=True,
        rows=2,
        hint="Who weighed or saw the child, when, and what they said",
    )
    ours_alone = CheckboxField(_KEEP_CLOSED, hint=_KEEP_CLOSED_HINT)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that somewhere else says where."""
        fine: bool = super().validate(extra_validators)
        if self.place.data == _ELSEWHERE and not self.elsewhere.data:
            self.add_problem("elsewhere", "Say where the child was seen")
            return False
        return fine

    def told(self) -> ChildSeenSaid:
        """What was told."""
        kind, _, who = (self.by.data or _US).partition(":")
        return ChildSeenSaid(
            child_id=UUID(self.child.data),
            place=(self.elsewhere if self.place.data == _ELSEWHERE else self.place).data or "",
            description=self.description.data or "",
            alert=Alert(self.alert.data),
            words=self.words.data or "",
            mood=self.mood.data or "",
            did=self.did.data or "",
            health=self.health.data or "",
            family_agency_id=UUID(who) if kind == "agency" else None,
            by_role=who if kind == "role" else "",
            ours_alone=bool(self.ours_alone.data),
        )


class CorrectContactForm(ContactForm):
    """The next version of a contact."""

    because_changed = TextField("Why are you changing this?", required=_WHY)
    version = VersionField()


class CorrectCallForm(CallForm):
    """The next version of a call."""

    because_changed = TextField("Why are you changing this?", required=_WHY)
    version = VersionField()


class CorrectChildSeenForm(ChildSeenForm):
    """The next version of a child seen."""

    because_changed = TextField("Why are you changing this?", required=_WHY)
    version = VersionField()


def contact_form(on: date) -> NewContactForm:
    """An empty form, asked on a London day."""
    return NewContactForm(data={"happened_on": on})


def correct_contact_form(fact: ContactFact, version: int) -> CorrectContactForm:
    """A form that shows what is recorded, to be put right."""
    return CorrectContactForm(
        data={
            "happened_on": fact.happened_on,
            "how": fact.how.value,
            "what": fact.what,
            "ours_alone": fact.ours_alone,
            "version": version,
        }
    )


def call_form(family: Family, on: date) -> CallForm:
    """An empty form, asked on a London day."""
    form = CallForm(data={"happened_on": on, "ours_alone": True})
    form.with_agency.offer(_agencies(family))
    return form


def correct_call_form(fact: CallFact, family: Family, version: int) -> CorrectCallForm:
    """A form that shows what is recorded, to be put right."""
    form = CorrectCallForm(
        data={
            "happened_on": fact.happened_on,
            "with_agency": fact.agency_id,
            "with_name": _name_alone(fact, family),
            "said": fact.said,
            "agreed": fact.agreed,
            "ours_alone": fact.ours_alone,
            "version": version,
        }
    )
    form.with_agency.offer(_agencies(family))
    del form.confirmed
    return form


def heard_from_form(family: Family, on: date) -> HeardFromForm:
    """An empty form, asked on a London day."""
    form = HeardFromForm(data={"happened_on": on, "ours_alone": True})
    form.agency.offer(_agencies(family))
    return form


def child_seen_form(family: Family, on: date) -> ChildSeenForm:
    """An empty form, asked on a London day."""
    form = ChildSeenForm(data={"happened_on": on, "by": _US, **_only_child(family)})
    return _with_choices(form, family)


def correct_child_seen_form(fact: ChildSeenFact, family: Family, version: int) -> CorrectChildSeenForm:
    """A form that shows what is recorded, to be put right."""
    known = fact.place in PLACE_WORDS
    form = CorrectChildSeenForm(
        data={
            "happened_on": fact.happened_on,
            "child": fact.child_id,
            "by": _seen_by(fact),
            "place": fact.place if known else _ELSEWHERE,
            "elsewhere": "" if known else fact.place,
            "alert": fact.alert.value,
            "description": fact.description,
            "words": fact.words,
            "mood": fact.mood,
            "did": fact.did,
            "health": fact.health,
            "ours_alone": fact.ours_alone,
            "version": version,
        }
    )
    _with_choices(form, family)
    return form


def _with_choices(form: ChildSeenForm, family: Family) -> ChildSeenForm:
    form.child.offer((child.id, child.name) for child in family.children if not child.unborn)
    roles = {agency.role for agency in family.agencies}
    others = [
        (f"role:{role.value}", AGENCY_ROLE_WORDS[role])
        for role in (AgencyRole.HEALTH_VISITOR, AgencyRole.SOCIAL_WORKER, AgencyRole.SCHOOL, AgencyRole.GP)
        if role not in roles
    ]
    agencies = [(f"agency:{value}", text) for value, text in _agencies(family)]
    form.by.offer([(_US, "One of us"), *agencies, *others])
    return form


def _only_child(family: Family) -> dict[str, str]:
    born = [child.id for child in family.children if not child.unborn]
    return {"child": born[0]} if len(born) == 1 else {}


def _seen_by(fact: ChildSeenFact) -> str:
    if fact.by_agency_id:
        return f"agency:{fact.by_agency_id}"
    return f"role:{fact.by_role}" if fact.by_role else _US


def _agencies(family: Family) -> Iterable[tuple[str, str]]:
    return [(agency.id, agency.name) for agency in family.agencies]


def _name_alone(fact: CallFact, family: Family) -> str:
    """The person's name of a call, without the agency's behind it."""
    agency = next((each.name for each in family.agencies if each.id == fact.agency_id), "")
    return fact.with_name.removesuffix(agency).rstrip(", ") if agency else fact.with_name
