"""Meetings, what agencies agreed to do, who leads before a birth, who a child is, and what the other service reads."""

from datetime import date

from core.forms import CheckboxField, DateField, Form, HiddenField, LongTextField, SelectField, TextField
from people.rules import Family
from safeguarding.forms.events import names_in
from safeguarding.rules import MeetingSaid


class MeetingForm(Form):
    """A meeting about a family."""

    happened_on = DateField("When was it?", required="Enter the day of the meeting")
    what = TextField("What was it about?", required="Say what the meeting was about", hint="For example, core group")
    came = TextField("Who came?", required="Say who came", hint="Names and where they work, with a comma between them")
    asked = TextField("Who was asked and did not come?", optional=True, hint="With a comma between them")
    agreed = LongTextField("What was agreed?", optional=True, rows=4)
    next_on = DateField("When is the next one?", optional=True)
    ours_alone = CheckboxField(
        "Keep this closed on the page",
        hint="The person may see the screen. This shows as “1 entry kept closed” until somebody opens it.",
    )

    def said(self) -> MeetingSaid:
        """What was told."""
        return MeetingSaid(
            what=self.what.data or "",
            came=names_in(self.came.data),
            asked=names_in(self.asked.data),
            agreed=self.agreed.data or "",
            next_on=self.next_on.data,
            ours_alone=bool(self.ours_alone.data),
        )


class JointActionForm(Form):
    """Something one agency said it would do."""

    what = TextField("What will be done?", required="Say what will be done")
    agency = SelectField("Which agency?", empty="Us", optional=True)
    by_name = TextField("Who there?", required="Say who does it", hint="One name: whoever is asked on the day")
    due_on = DateField("By when?", required="Enter the day by which it is done")
    happened_on = DateField("When was it agreed?", required="Enter the day it was agreed")


class DoneForm(Form):
    """It is done."""

    done_on = DateField("When was it done?", required="Enter the day it was done")
    how = TextField("What was done, and how do we know?", required="Say what was done, and how we know")


class BeforeBirthForm(Form):
    """Who leads until a child is born."""

    by_name = TextField("Who leads until the birth?", required="Say who leads", hint="Name, and where they work")
    assessment_by = DateField("By when is the assessment done?", optional=True)
    agreed = LongTextField(
        "What is agreed?", optional=True, rows=4, hint="Who tells whom, who is there at the birth, where the baby goes"
    )


class IdentityForm(Form):
    """What a child's background means for the help they get."""

    what = LongTextField(
        "What does it mean for the help this child gets?",
        required="Say what it means for the help this child gets, or that it changes nothing",
        hint="Food, hair and skin, prayer, festivals, an interpreter, who the child can talk to. Ask; do not guess.",
        rows=4,
    )


class ShareNoteForm(Form):
    """A note the other drug service may read."""

    what = LongTextField(
        "What may they read?",
        required="Write what the other service may read",
        hint="They see these words and nothing else of ours: what is in use, the storage plan, who works with whom.",
        rows=5,
    )


class HoldForm(Form):
    """Why a record is frozen, or is no longer. `act`: "hold" or "release", whichever the page offered."""

    because = LongTextField("Why?", required="Say why", rows=2, hint="For example, a local review has been asked for")
    act = HiddenField()


def meeting_form(on: date) -> MeetingForm:
    """An empty form, asked on a London day."""
    return MeetingForm(data={"happened_on": on, "ours_alone": True})


def joint_action_form(family: Family, on: date) -> JointActionForm:
    """An empty form, asked on a London day, with the family's agencies to choose from."""
    form = JointActionForm(data={"happened_on": on})
    form.agency.offer((agency.id, agency.name) for agency in family.agencies)
    return form
