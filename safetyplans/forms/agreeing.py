"""Agreeing a plan: how, when, what was seen, what it covers, when we look again."""

from datetime import date
from decimal import Decimal

from core.forms import (
    DateField,
    Form,
    LongTextField,
    NumberField,
    RadiosField,
    TextField,
    VersionField,
)
from safetyplans.rules import (
    AGREED_HOW_WORDS,
    COPY_WORDS,
    EVIDENCE_WORDS,
    AgreedHow,
    Amount,
    Answers,
    CopyHow,
    Evidence,
    PlanSaid,
)

MOST_BOTTLES = 60
MOST_MG = Decimal(20000)


class AgreeForm(Form):
    """What is said about the plan as a whole once every item has been talked through."""

    revision = VersionField()
    version = VersionField()
    agreed_on = DateField("When was it agreed?", required="Say when it was agreed")
    agreed_how = RadiosField(
        "How did they agree?",
        required="Say how they agreed",
        choices=[(each.value, AGREED_HOW_WORDS[each]) for each in AgreedHow],
    )
    witness = TextField("Who heard it?", width=20)
    evidence = RadiosField(
        "What have we seen of where it is kept?",
        required="Say what was seen",
        choices=[(each.value, EVIDENCE_WORDS[each]) for each in Evidence],
    )
    bottles = NumberField(
        "The most bottles at home at once that this plan is for",
        required="Say how many bottles the plan is for",
        low=0,
        high=MOST_BOTTLES,
        suffix="bottles",
    )
    mg = NumberField(
        "How much methadone is that?", required="Say how many mg that is", low=0, high=MOST_MG, places=2, suffix="mg"
    )
    review_on = DateField("When do we look at this plan again?")
    what_changed = LongTextField("What has changed since the last version?", optional=True, rows=2)

    def said(self, answers: Answers, own_words: str, said_back: str, amount: Amount) -> PlanSaid:
        """The plan to be agreed. What the print says of other days goes with the household's own numbers alone."""
        ours = self.bottles.data == amount.bottles
        return PlanSaid(
            answers=answers,
            evidence=Evidence(self.evidence.data),
            bottles=self.bottles.data,
            mg=self.mg.data,
            review_on=self.review_on.data,
            agreed_how=AgreedHow(self.agreed_how.data),
            witness=self.witness.data or "",
            own_words=own_words,
            said_back=said_back,
            what_changed=self.what_changed.data or "",
            usual_bottles=amount.usual_bottles if ours else None,
            when_most=amount.when if ours else "",
        )


def agree_form(*, amount: Amount, today: date, last_review_on: date, revision: int, version: int) -> AgreeForm:
    """A new form begins with the household's real numbers, today, and the last day for looking again."""
    return AgreeForm(
        data={
            "agreed_on": today,
            "review_on": last_review_on,
            "bottles": amount.bottles,
            "mg": amount.mg,
            "revision": revision,
            "version": version,
        }
    )


class CopyForm(Form):
    """What became of the person's copy."""

    how = RadiosField(
        "What became of their copy?",
        required="Say what became of their copy",
        choices=[(each.value, COPY_WORDS[each]) for each in CopyHow],
    )
    happened_on = DateField("When was that?", required="Say when that was")


class PartForm(Form):
    """An adult agreed their part."""

    happened_on = DateField("When did they agree?", required="Say when they agreed")
    how = TextField("How did they agree?", hint="For example: signed the plan", optional=True)


class NotToldForm(Form):
    """An adult is not told, and has no part."""

    because = LongTextField(
        "Why are they not told?",
        hint="For example because of privacy, or somebody's safety.",
        required="Say why they are not told",
        rows=2,
        max_length=1000,
    )
    happened_on = DateField("When was that decided?", required="Say when that was decided")


class LeafletForm(Form):
    """The leaflet was given, or declined."""

    given = RadiosField(
        "Did they take the leaflet?",
        required="Say whether they took it",
        choices=[("given", "Yes, and we talked it through"), ("declined", "They did not want it")],
    )
    edition = RadiosField("Which one?", required="Say which leaflet")
    said_back = LongTextField(
        "What did they say when you asked them to say it back?", hint="Their own words.", optional=True, rows=3
    )
    happened_on = DateField("When was that?", required="Say when that was")
