"""Agreeing a plan: how, when, what was seen, what it covers, when we look again."""

from datetime import date
from decimal import Decimal
from typing import Any

from core.forms import (
    CheckboxField,
    DateField,
    Form,
    HiddenField,
    LongTextField,
    NumberField,
    PictureField,
    RadiosField,
    SelectField,
    SignatureField,
    TextField,
    VersionField,
)
from people.rules import LEAFLET_FORMATS, LEAFLET_LANGUAGES
from safetyplans.rules import (
    AGREED_HOW_WORDS,
    COPY_WORDS,
    EVIDENCE_WORDS,
    AgreedHow,
    Amount,
    CopyHow,
    DraftSaid,
    Evidence,
    PlanSaid,
    proof_problems,
)

MOST_BOTTLES = 60
MOST_MG = Decimal(20000)


class ProofForm(Form):
    """How somebody agreed, and what shows it: a signature, a paper or where it lies, or who heard it."""

    agreed_how = RadiosField(
        "How did they agree?",
        required="Say how they agreed",
        choices=[(each.value, AGREED_HOW_WORDS[each]) for each in AgreedHow],
    )
    signature = SignatureField("Their signature")
    paper = PictureField(
        "A photo or scan of the signed paper", hint="A JPEG, PNG or WebP, no PDF. Every word of it can be read."
    )
    held_at = TextField("Or: held in the paper file at", hint="For example: cabinet 2, folder 114.", width=20)
    witness = TextField("Who heard it?", width=20)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the agreement shows itself."""
        sound = bool(super().validate(extra_validators))
        if not self.agreed_how.data or self.agreed_how.errors:
            return sound
        wrong = proof_problems(
            AgreedHow(self.agreed_how.data),
            drawn=self.signature.data is not None,
            pictured=self.paper.data is not None,
            held_at=self.held_at.data or "",
            witness=self.witness.data or "",
        )
        wrong = tuple((name, words) for name, words in wrong if not self[name].errors)
        self.add_problems(wrong)
        return sound and not wrong

    def proof(self) -> dict[str, Any]:
        """What an action is told of it: only what belongs to the way they agreed."""
        how = AgreedHow(self.agreed_how.data)
        return {
            "agreed_how": how,
            "witness": self.witness.data or "" if how is AgreedHow.SAID else "",
            "held_at": self.held_at.data or "" if how is AgreedHow.PAPER else "",
        }

    def picture(self) -> Any:
        """What they signed, where there is a picture of it."""
        shown = {AgreedHow.SCREEN: self.signature.data, AgreedHow.PAPER: self.paper.data}
        return shown.get(AgreedHow(self.agreed_how.data))


class AgreeForm(ProofForm):
    """What is said about the plan as a whole once every item has been talked through."""

    revision = VersionField()
    version = VersionField()
    agreed_on = DateField("When was it agreed?", required="Say when it was agreed")
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

    def said(self, draft: DraftSaid, amount: Amount) -> PlanSaid:
        """The plan to be agreed, from what was talked through.

        What the print says of other days goes with the household's own numbers alone.
        """
        ours = self.bottles.data == amount.bottles
        return PlanSaid(
            answers=draft.answers,
            evidence=Evidence(self.evidence.data),
            bottles=self.bottles.data,
            mg=self.mg.data,
            review_on=self.review_on.data,
            **self.proof(),
            own_words=draft.own_words or "",
            teach_back=draft.teach_back or {},
            strengths=draft.strengths or "",
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
            "bottles": amount.bottles or None,
            "mg": amount.mg or None,
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


class PartForm(ProofForm):
    """An adult agreed their part. `plan` is the version they had before them."""

    plan = HiddenField()
    seen = VersionField()
    happened_on = DateField("When did they agree?", required="Say when they agreed")


class DeclineForm(Form):
    """Somebody did not agree: why, and what then."""

    because = LongTextField(
        "Why do they not agree?", hint="In their words.", required="Say why they did not agree", rows=3, max_length=1000
    )
    what_then = LongTextField(
        "What happens then?",
        hint="For example: fewer doses at home for now, or we talk again on a day.",
        required="Say what happens then",
        rows=3,
        max_length=1000,
    )
    plan = HiddenField()
    happened_on = DateField("When was that?", required="Say when that was")


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


class NotAgreedForm(Form):
    """An agreement was recorded by mistake: why. `seen`: the newest there was when the page was made."""

    because = LongTextField(
        "What was wrong?",
        hint="For example: another person signed, or it belongs to another family.",
        required="Say what was wrong",
        rows=2,
        max_length=500,
    )
    talked_through = RadiosField(
        "Is what was talked through right?",
        choices=[
            ("kept", "Yes: keep it, to be agreed anew"),
            ("gone", "No, or it is somebody else’s: begin again from what stands"),
        ],
    )
    seen = VersionField()


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
    signed_copy = CheckboxField("They signed the second copy, and it is kept", optional=True)
    not_theirs_because = LongTextField(
        "Why is it not in the language and format they need?",
        hint="Asked only where theirs is there, and they were given another.",
        optional=True,
        rows=2,
        max_length=500,
    )
    happened_on = DateField("When was that?", required="Say when that was")

    def needs_a_reason(self, it_is_the_one: bool) -> None:
        """Given another than the one they need, which is there: say why."""
        if not it_is_the_one and self.given.data == "given" and not self.not_theirs_because.data:
            self.add_problem("not_theirs_because", "Say why they were not given the one they need")


class NeedsForm(Form):
    """What somebody reads, and how: asked once (Accessible Information Standard)."""

    language = SelectField(
        "Which language do they read best?",
        required="Say which language they read best",
        choices=list(LEAFLET_LANGUAGES.items()),
    )
    format = SelectField(
        "How do they read best?",
        hint="Ask whether they find print hard to read, and whether pictures help.",
        required="Say how they read best; standard print where it makes no difference",
        choices=list(LEAFLET_FORMATS.items()),
    )
