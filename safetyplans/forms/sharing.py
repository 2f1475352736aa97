"""Sending a plan, what becomes of it, and what an agency answers: by us, or by its link itself."""

import re

from core.forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    Form,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    VersionField,
)
from safetyplans.rules import (
    AGENCY_PART_WORDS,
    BASIS_WORDS,
    BECAME_WORDS,
    SENT_BY_WORDS,
    VIEW_WORDS,
    AgencyPart,
    Became,
    Sending,
    SentBy,
    SharingView,
)

WORDS = 1000
SENDING, NOT_SENDING = "sent", "not-sent"
BY_EMAIL = frozenset({SentBy.SECURE_EMAIL, SentBy.LINK})
AN_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+", re.ASCII)
NOTHING_NEW, SOMETHING_NEW = "nothing-new", "something-new"


class ShareForm(Form):
    """The plan is sent to one agency; or is not, because."""

    sent = RadiosField(
        "Does the plan go to them?",
        required="Say whether it is sent",
        choices=[(SENDING, "Yes"), (NOT_SENDING, "No, it is not sent")],
    )
    not_sent_because = LongTextField("Why is it not sent?", rows=2, max_length=WORDS)
    sent_by = RadiosField("How?", choices=[(each.value, SENT_BY_WORDS[each]) for each in SentBy])
    sent_to = TextField(
        "To which address?",
        hint="For an email or a link: their secure work email address. For post: where it was sent.",
        optional=True,
    )
    parts = CheckboxesField(
        "What of it goes?",
        hint="What to do in an emergency always goes. A drug history never does.",
        choices=[(each.value, AGENCY_PART_WORDS[each]) for each in AgencyPart],
    )
    delivered = CheckboxField("I know that it arrived")
    happened_on = DateField("When was that?", required="Say when that was")
    view = RadiosField(
        "What do they think of it being sent?",
        choices=[(each.value, VIEW_WORDS[each]) for each in SharingView],
    )
    not_asked_because = LongTextField("Why were they not asked?", rows=2, max_length=WORDS)
    necessary_because = LongTextField(
        "Why is it necessary for the child?", hint="Needed where they have not agreed.", rows=2, max_length=WORDS
    )
    decided_by = SelectField("Who decided?", hint="A manager or safeguarding lead. Needed where they have not agreed.")
    basis = SelectField(
        "On what basis?",
        hint="Needed where they have not agreed.",
        choices=list(BASIS_WORDS.items()),
    )
    told_on = DateField("When were they told?", hint="Needed where they have not agreed, or say why not below.")
    not_told_because = LongTextField("Why were they not told?", rows=2, max_length=WORDS)
    sendings = VersionField()

    def sending(self) -> Sending:
        """What was said about sending it."""
        return Sending(
            view=SharingView(self.view.data) if self.view.data else None,
            basis=self.basis.data or "",
            necessary_because=self.necessary_because.data or "",
            decided_by=self.decided_by.data or "",
            told_on=self.told_on.data,
            not_told_because=self.not_told_because.data or "",
        )

    @property
    def chosen_parts(self) -> frozenset[AgencyPart]:
        """What of the plan goes."""
        return frozenset(AgencyPart(each) for each in self.parts.data or () if each)

    @property
    def by_email(self) -> bool:
        """Whether something goes to an email address."""
        return self.sent_by.data in BY_EMAIL

    def check_way(self) -> None:
        """How it goes, and for an email or a link the address it goes to."""
        if not self.sent_by.data:
            self.add_problem("sent_by", "Say how it is sent")
        if not self.chosen_parts:
            self.add_problem("parts", "Choose what of the plan goes")
        if self.by_email and not AN_ADDRESS.fullmatch(self.sent_to.data or ""):
            self.add_problem("sent_to", "Enter their work email address, in the form name@example.org")


class AcknowledgeForm(Form):
    """An agency has the plan."""

    our_part = LongTextField(
        "What do they say their part is?", hint="“Our part in this is …”, in their words.", optional=True, rows=3
    )
    happened_on = DateField("When did they say so?", required="Say when that was")


class BecameForm(Form):
    """What became of a sending."""

    what = RadiosField(
        "What do you know of it?",
        required="Say what you know of it",
        choices=[(each.value, BECAME_WORDS[each]) for each in (Became.ARRIVED, Became.CHASED, Became.CAME_BACK)],
    )
    happened_on = DateField("When was that?", required="Say when that was")
    said = LongTextField("In your words", hint="Whom you spoke with, what came back and why.", optional=True, rows=2)


class BreachForm(Form):
    """It went to the wrong place."""

    happened_on = DateField("When did it go there?", required="Say when that was")
    said = LongTextField(
        "What happened?", hint="Where it went, and who may have read it.", required="Say what happened", rows=3
    )
    recalled = LongTextField(
        "What was done to get it back?",
        hint="Who was rung, what they promised, what has come back or been destroyed.",
        required="Say what was done to get it back",
        rows=3,
    )
    told = LongTextField(
        "Who was told?",
        hint="The manager, whoever looks after records here, and the person whose plan it is.",
        required="Say who was told",
        rows=2,
    )


class ReplyForm(Form):
    """An answer to what an agency asked."""

    text = LongTextField("What did you answer?", required="Write down what you answered", max_length=WORDS)
    happened_on = DateField("When was that?", required="Say when that was")


class SendAgainForm(Form):
    """The new version to everybody who had the one before."""

    told_on = DateField("When were they told that the new plan goes to the same agencies?", required="Say when")


class CodeForm(Form):
    """The code of a link."""

    code = TextField(
        "Your code",
        hint="Eight figures. The drug service read them out to you, or sent them by post.",
        required="Enter the code of eight figures",
        max_length=40,
        width=10,
        autocomplete="one-time-code",
        inputmode="numeric",
    )


class LinkAnswerForm(Form):
    """What an agency answers by its link."""

    our_part = LongTextField(
        "Our part in this is …",
        hint="What you or your team will do, for example: I will look at the box when I visit.",
        rows=3,
        max_length=WORDS,
    )
    news = RadiosField(
        "",
        required="Say whether there is anything new",
        choices=[(NOTHING_NEW, "Nothing new"), (SOMETHING_NEW, "Yes, there is")],
    )
    news_text = LongTextField("What is new?", rows=3, max_length=WORDS)
    question = LongTextField(
        "Is there anything you want to ask us?",
        hint="If a child may be in danger now, ring 999. Do not wait for an answer here.",
        optional=True,
        rows=2,
        max_length=WORDS,
    )

    def check_answer(self, *, has_part: bool) -> bool:
        """What the choice before asks for: the news; and their part, where they have one."""
        if has_part and not self.our_part.data:
            self.add_problem("our_part", "Say what your part is")
        if self.news.data == SOMETHING_NEW and not self.news_text.data:
            self.add_problem("news_text", "Say what is new")
        return not self.problems()

    @property
    def said_news(self) -> str:
        """The news in their words; empty for nothing new."""
        return (self.news_text.data or "") if self.news.data == SOMETHING_NEW else ""
