"""Reviews, supervision, looks, support and the co-ordinator."""

from decimal import Decimal

from core.forms import CheckboxField, DateField, Form, LongTextField, NumberField, TextField
from safeguarding.rules import SupervisionSaid


class ReviewForm(Form):
    """The review after a child may have swallowed some."""

    happened_on = DateField("When was the review?", required="Enter the day of the review")
    by_name = TextField("Who led it?", required="Say who led the review")
    decision = LongTextField("What was decided?", required="Say what was decided")


class SupervisionForm(Form):
    """Reflective supervision of one case."""

    happened_on = DateField("When was it?", required="Enter the day")
    improved = LongTextField(
        "What has improved for the child?",
        required="Say what has improved for the child, or that nothing has",
        hint="For the child, not for the adult. “Nothing yet” is an answer.",
        rows=3,
    )
    evidence = LongTextField(
        "What is your evidence?",
        required="Say how we know",
        hint="Seen, or told by whom? When was it seen last?",
        rows=3,
    )
    change_mind = LongTextField(
        "What would change your mind?", required="Say what would change our mind", hint="What do we not know?", rows=2
    )
    better_for_the_child = LongTextField(
        "So what is better for the child now?", required="Say what is better for the child, or what is not", rows=3
    )
    decided = LongTextField("What did you decide?", optional=True, rows=2)
    decided_because = LongTextField("Why?", optional=True, rows=2, hint="A decision is written down with its reason.")
    minutes_on_case = NumberField(
        "Minutes on the child and the family", optional=True, low=0, high=600, suffix="minutes"
    )
    minutes_on_compliance = NumberField(
        "Minutes on forms, dates and targets", optional=True, low=0, high=600, suffix="minutes"
    )

    def said(self) -> SupervisionSaid:
        """What was talked through."""
        return SupervisionSaid(
            better_for_the_child=self.better_for_the_child.data or "",
            improved=self.improved.data or "",
            evidence=self.evidence.data or "",
            change_mind=self.change_mind.data or "",
            decided=self.decided.data or "",
            decided_because=self.decided_because.data or "",
            minutes_on_case=_whole(self.minutes_on_case.data),
            minutes_on_compliance=_whole(self.minutes_on_compliance.data),
        )


class LookForm(Form):
    """A look at what is building up, or at what was told."""

    what = LongTextField("What did you see, and what happens now?", optional=True)


class CoOrdinatorForm(Form):
    """The one named co-ordinator of a family."""

    name = TextField("Who co-ordinates the work with this family?", required="Say who co-ordinates")


class SupportForm(Form):
    """An offer of support."""

    happened_on = DateField("When was it offered?", required="Enter the day")
    what = LongTextField("What was offered?", optional=True, rows=2)
    declined = CheckboxField("They would rather not, for now")


def _whole(number: int | Decimal | None) -> int | None:
    return None if number is None else int(number)
