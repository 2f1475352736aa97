"""Reviews, supervision, looks, support and the co-ordinator."""

from core.forms import CheckboxField, DateField, Form, LongTextField, TextField


class ReviewForm(Form):
    """The review after a child may have swallowed some."""

    happened_on = DateField("When was the review?", required="Enter the day of the review")
    by_name = TextField("Who led it?", required="Say who led the review")
    decision = LongTextField("What was decided?", required="Say what was decided")


class SupervisionForm(Form):
    """Reflective supervision of one case."""

    happened_on = DateField("When was it?", required="Enter the day")
    better_for_the_child = LongTextField(
        "What is better for the child, and how do we know?",
        required="Say what is better for the child, or what is not",
        hint="What would change your mind? What do we not know?",
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
