"""Referrals about a child, what became of them, our view, and disagreement."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from core.forms import (
    CheckboxField,
    Choice,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from core.wording import short_day
from people.rules import CONSENT_WORDS, ChildFact, ConsentAnswer, Family
from safeguarding.rules import (
    BASIS_WORDS,
    OUTCOME_WORDS,
    REFERRAL_WORDS,
    THEIR_PLAN_WORDS,
    VIEW_WORDS,
    OurView,
    OutcomeResult,
    ReferralFact,
    ReferralKind,
    ReferralSaid,
    TheirPlanKind,
)

_NOT, _LATER = "not", "later"


class ReferralForm(Form):
    """A referral about a child: the child first. What it misses is said all at once, by the rules."""

    child = RadiosField("Which child is this about?")
    kind = RadiosField(
        "What kind of referral is it?", choices=[(each.value, REFERRAL_WORDS[each]) for each in ReferralKind]
    )
    seen = LongTextField("What was seen or heard?", hint="What happened, when, who saw it. Facts first.")
    for_the_child = LongTextField(
        "What does it mean for the child?",
        hint="Not only what the adult did: what is it like for the child, today and tonight?",
    )
    asked_for = LongTextField("What do you ask them to do?", optional=True, rows=2)
    to_whom = TextField("Who does it go to?", optional=True, hint="For example, the name of the duty team")
    others_know = TextField("Who else knows?", optional=True, hint="Agencies and people, with a comma between them")
    view = RadiosField(
        "What does the person think of it?",
        optional=True,
        choices=[(each.value, CONSENT_WORDS[each]) for each in ConsentAnswer],
        hint="A worry about a child may be shared without agreement. Be open about it where that is safe.",
    )
    basis = SelectField("On what basis?", optional=True, empty="Choose", choices=list(BASIS_WORDS.items()))
    told = TextField("What were they told, or why were they not told?", optional=True)
    with_plan = CheckboxField("The storage plan goes with it")
    asked = HiddenField()
    happened_on = DateField("When was it sent or told?", required="Enter the day it was sent or told")
    told_by_phone = CheckboxField(
        "I have told them by phone",
        hint="It is recorded at once, with what is here. What is missing is written within 48 hours.",
    )

    def said(self, plan_version: int | None = None) -> ReferralSaid:
        """What was written; with the version of the storage plan that there is, where it goes with it."""
        return ReferralSaid(
            child_id=UUID(self.child.data) if self.child.data else None,
            kind=ReferralKind(self.kind.data) if self.kind.data else None,
            seen=self.seen.data or "",
            for_the_child=self.for_the_child.data or "",
            to_whom=self.to_whom.data or "",
            asked_for=self.asked_for.data or "",
            others_know=self.others_know.data or "",
            view=ConsentAnswer(self.view.data) if self.view.data else None,
            basis=self.basis.data or "",
            told=self.told.data or "",
            plan_version=plan_version if "with_plan" in self and self.with_plan.data else None,
        )

    def text(self) -> str:
        """All that is said about what happened."""
        return f"{self.seen.data or ''}\n{self.for_the_child.data or ''}"


class NotReferredForm(Form):
    """Why no referral is made, or by when it will be decided."""

    how = RadiosField(
        "Is it decided?",
        required="Say whether it is decided",
        choices=[
            Choice(_NOT, "No referral is made"),
            Choice(_LATER, "It is decided later", hint="It comes back on that day."),
        ],
    )
    because = LongTextField("Why?", required="Say why", rows=2)
    decide_by = DateField("By which day is it decided?")

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that later says when."""
        fine: bool = super().validate(extra_validators)
        if self.how.data == _LATER and self.decide_by.data is None and not self.decide_by.errors:
            self.add_problem("decide_by", "Enter the day by which it is decided")
            return False
        return fine

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        later = self.how.data == _LATER
        return {"because": self.because.data or "", "decide_by": self.decide_by.data if later else None}


class OutcomeForm(Form):
    """What became of a referral."""

    result = RadiosField(
        "What did they decide?",
        required="Say what they decided",
        choices=[(each.value, OUTCOME_WORDS[each]) for each in OutcomeResult],
    )
    happened_on = DateField("When did they tell us?", required="Enter the day they told us")
    what = LongTextField("Who does what now?", optional=True, rows=3, hint="What each agency will do, us too.")
    in_writing = CheckboxField("We have this in writing")
    view = RadiosField(
        "What do we think of it?",
        optional=True,
        choices=[(each.value, VIEW_WORDS[each]) for each in OurView],
        hint="Not answering is not agreeing.",
    )
    why = LongTextField("Why do we think so?", optional=True, rows=2)

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        return {
            "result": OutcomeResult(self.result.data),
            "happened_on": self.happened_on.data,
            "what": self.what.data or "",
            "in_writing": bool(self.in_writing.data),
            "view": OurView(self.view.data) if self.view.data else None,
            "why": self.why.data or "",
        }


class OurViewForm(Form):
    """What we think of an answer."""

    view = RadiosField(
        "What do we think of it?",
        required="Say what we think of it",
        choices=[(each.value, VIEW_WORDS[each]) for each in OurView],
    )
    why = LongTextField("Why do we think so?", optional=True, rows=2)


class EscalateForm(Form):
    """One step further with a disagreement. `seen`: how many steps the page showed."""

    stage = RadiosField("Which stage is this?", required="Choose the stage")
    urgent = CheckboxField(
        "Straight to this stage: the child's safety does not wait",
        hint="The stages between are left out. If a child is in danger now, ring 999 first.",
    )
    with_name = TextField("Whom did you speak with?", optional=True, hint="Name, and where they work")
    said = LongTextField("What was said?", optional=True, rows=5)
    happened_on = DateField("When was it taken further?", required="Enter the day")
    seen = VersionField()


class ResolveForm(Form):
    """How a disagreement ended."""

    text = LongTextField("What was resolved?", required="Say what was resolved", rows=3)
    agreed_by = TextField("Who agreed?", required="Say who agreed", hint="Names, with a comma between them")


class TheirPlanForm(Form):
    """A plan of children's services."""

    kind = RadiosField(
        "Which plan is it?",
        required="Choose the plan",
        choices=[(each.value, THEIR_PLAN_WORDS[each]) for each in TheirPlanKind],
    )
    held = CheckboxField("We hold the written copy, with each agency's part")
    agencies_parts = LongTextField(
        "What does it say each agency does?", optional=True, rows=4, hint="One line for each agency, ours too"
    )
    review_on = DateField("When is it looked at again?", optional=True)
    happened_on = DateField("Since when do we know?", required="Enter the day")


def referral_form(family: Family, on: date, fact: ReferralFact | None = None, kind: str | None = None) -> ReferralForm:
    """An empty form asked on a London day, or one that shows what was told by phone, to be completed.

    `kind`: what kind of referral the page before asks for.
    """
    data: dict[str, Any] = {"happened_on": on, "kind": kind}
    if fact is not None:
        data = {
            "happened_on": fact.happened_on,
            "child": fact.child_id,
            "kind": fact.kind.value if fact.kind else None,
            "seen": fact.seen,
            "for_the_child": fact.for_the_child,
            "asked_for": fact.asked_for,
            "to_whom": fact.to_whom,
            "others_know": fact.others_know,
            "view": fact.view.value if fact.view else None,
            "basis": fact.basis,
            "told": fact.told,
            "with_plan": fact.plan_version is not None,
        }
    form = ReferralForm(data=data)
    form.child.offer(Choice(child.id, child.name, hint=_age(child)) for child in family.children)
    return form


def _age(child: ChildFact) -> str:
    if child.born_on is None:
        return "Not born yet"
    return f"Born {short_day(child.born_on)}"


def escalate_form(stages: Iterable[Choice], on: date, steps: int) -> EscalateForm:
    """An empty form with the service's own stages, asked on a London day after so many steps.

    No stage is chosen: a step is never made idly.
    """
    form = EscalateForm(data={"happened_on": on, "seen": steps})
    form.stage.offer(stages)
    return form
