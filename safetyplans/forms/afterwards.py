"""What follows a plan: looking again, storage visits, boxes, naloxone, answers to the pharmacist."""

from core.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    Form,
    LongTextField,
    NumberField,
    RadiosField,
    TextField,
)
from safetyplans.forms.agreeing import MOST_BOTTLES, MOST_MG
from safetyplans.rules import (
    EVIDENCE_WORDS,
    LEAFLET_STATUS_WORDS,
    NALOXONE_WORDS,
    CareReviewSaid,
    Evidence,
    LeafletStatus,
    NaloxoneState,
    PlanReviewSaid,
)

WORDS = 1000


class PlanReviewForm(Form):
    """The plan looked at again."""

    happened_on = DateField("When did you look at it together?", required="Say when that was")
    changes = LongTextField("What has changed at home?", hint="“Nothing” is an answer too.", optional=True, rows=3)
    evidence = RadiosField(
        "What have we seen of where it is kept, this time?",
        hint="Leave it empty where nothing new was seen.",
        choices=[(each.value, EVIDENCE_WORDS[each]) for each in Evidence],
    )
    bottles = NumberField("The most bottles at home at once", optional=True, low=0, high=MOST_BOTTLES, suffix="bottles")
    mg = NumberField("How much methadone is that?", optional=True, low=0, high=MOST_MG, places=2, suffix="mg")
    events = CheckboxesField("What has happened since, and was talked about?")
    review_on = DateField("When do we look at it again?", required="Say when we look again")

    def said(self) -> PlanReviewSaid:
        """The review."""
        return PlanReviewSaid(
            evidence=Evidence(self.evidence.data) if self.evidence.data else None,
            changes=self.changes.data or "",
            bottles=self.bottles.data,
            mg=self.mg.data,
            events=tuple(self.events.data or ()) if self.events.offered else None,
            review_on=self.review_on.data,
        )


class CareReviewForm(Form):
    """A care-plan review about to be closed."""

    happened_on = DateField("When was the review?", required="Say when the review was")
    risk_discussed = CheckboxField("We talked about how the methadone is kept at home")
    more_at_home = RadiosField(
        "Is more at home, or less supervision, being thought about?",
        inline=True,
        choices=[("yes", "Yes"), ("no", "No")],
    )
    better_for_the_child = LongTextField("What has improved for the child?", rows=3, max_length=WORDS)
    how_we_know = LongTextField(
        "And how do you know?",
        hint="Told, by whom. Another agency. An observed test. Seen by you.",
        rows=2,
        max_length=WORDS,
    )
    leaflet = RadiosField(
        "Do they have the leaflet?", choices=[(each.value, LEAFLET_STATUS_WORDS[each]) for each in LeafletStatus]
    )
    leaflet_given_by = TextField("Who gave it?", hint="Where we have no record of it.", width=20)
    leaflet_given_on = DateField("When?")
    events = CheckboxesField("What has happened since, and was talked about?")
    review_on = DateField("When is the next review?", required="Say when the next review is")

    def said(self, language: str, format: str) -> CareReviewSaid:
        """The review; a leaflet given is given in their language and format."""
        return CareReviewSaid(
            risk_discussed=bool(self.risk_discussed.data),
            leaflet=LeafletStatus(self.leaflet.data) if self.leaflet.data else None,
            leaflet_given_by=self.leaflet_given_by.data or "",
            leaflet_given_on=self.leaflet_given_on.data,
            leaflet_language=language,
            leaflet_format=format,
            events=tuple(self.events.data or ()) if self.events.offered else None,
            better_for_the_child=self.better_for_the_child.data or "",
            more_at_home={"yes": True, "no": False}.get(self.more_at_home.data or ""),
            how_we_know=self.how_we_know.data or "",
            review_on=self.review_on.data,
        )


class NaloxoneForm(Form):
    """Naloxone."""

    state = RadiosField(
        "Naloxone",
        required="Say how it stands",
        choices=[(each.value, NALOXONE_WORDS[each]) for each in NaloxoneState],
    )
    expires_on = DateField("When does the kit run out?", optional=True)
    happened_on = DateField("When was that?", required="Say when that was")


class AnswerForm(Form):
    """An answer to the pharmacist."""

    text = LongTextField("Your answer", hint="The pharmacist reads it.", required="Write an answer", max_length=WORDS)
