"""Moving many at once: from one pharmacy, to another or another arrangement, for one reason; each decided alone."""

from datetime import date

from core.forms import CheckboxesField, Choice, DateField, Form, LongTextField, RadiosField, SelectField
from dispensing.forms.decision import ALTERNATIVES, EVIDENCE, PATTERN_HINTS
from dispensing.rules import Asked, BetterEvidence
from supply.rules import PATTERN_WORDS, Arrangement, Pattern, from_pattern

SAME = "same"
_PATTERNS = tuple(one for one in Pattern if one not in (Pattern.OWN, Pattern.UNKNOWN))


class MoveManyForm(Form):
    """What is the same for everybody who is moved. The gate says of each what is missing."""

    from_pharmacy = SelectField("Whose people?", required="Choose the pharmacy")
    to_pharmacy = SelectField("To which pharmacy?", empty="They stay at this one", optional=True)
    pattern = RadiosField(
        "How will doses be collected?",
        choices=[
            Choice(SAME, "As each of them does now"),
            *(Choice(one, PATTERN_WORDS[one], PATTERN_HINTS.get(one, "")) for one in _PATTERNS),
        ],
        required="Choose how doses will be collected",
    )
    reason = LongTextField("Why?", hint="As you would say it to each of them", required="Say why", rows=3)
    alternatives = CheckboxesField(
        "What else was thought of?", optional=True, choices=[(one, one) for one in ALTERNATIVES]
    )
    better_for_the_child = LongTextField("Where there is a child: what is better for them?", optional=True, rows=2)
    better_evidence = RadiosField("How do we know?", optional=True, choices=EVIDENCE)
    authoriser = SelectField("Which prescriber authorises it?", optional=True)
    senior = SelectField("Which senior has thought about it too?", optional=True)
    review_on = DateField("When is it looked at again?", optional=True)

    def arrangement(self, in_use: Arrangement | None, on: date) -> Arrangement | None:
        """What is asked for somebody, from a London day; none where they keep what nobody knows."""
        return in_use if self.pattern.data == SAME else from_pattern(Pattern(self.pattern.data), on)

    def asked(self, arrangement: Arrangement) -> Asked:
        """The decision as it is asked for one person."""
        evidence = self.better_evidence.data
        return Asked(
            arrangement=arrangement,
            reason=self.reason.data or "",
            asked_by="Many at once",
            alternatives=tuple(self.alternatives.data or ()),
            better_for_the_child=self.better_for_the_child.data or "",
            better_evidence=BetterEvidence(evidence) if evidence else None,
            authoriser_id=self.authoriser.data or "",
            senior_id=self.senior.data or "",
            review_on=self.review_on.data,
        )
