"""The plan as a conversation: an answer an item, why not and by when, the person's words, what stays in the file."""

from collections.abc import Mapping
from typing import Any

from core.forms import CheckboxesField, Choice, DateField, Form, LongTextField, RadiosField, VersionField
from safetyplans.asking import TEACH_BACK, moments_of
from safetyplans.items import CHANGES, ITEMS, Item, Kind, item
from safetyplans.rules import ANSWER_WORDS, Answer, DraftSaid, ItemAnswer

WORDS = 1000
TICKED = "P18"
OWN_WORDS = "P25"


def field_name(code: str, part: str) -> str:
    """The name, and the id on the page, of one field of an item: P5_answer, P5_words …"""
    return f"{code}_{part}"


def asked_back_name(code: str) -> str:
    """The name, and the id on the page, of what they said to one of the questions asked back."""
    return f"back_{code.replace('-', '_')}"


class TalkForm(Form):
    """Every item that people answer, and what they say in their own words. Nothing has to be answered to be saved."""

    revision = VersionField()

    def said(self) -> DraftSaid:
        """What was talked through."""
        answers = {one.code: answer_in(self, one) for one in ITEMS if one.asked}
        asked_back = {one.code: self[asked_back_name(one.code)].data or "" for one in TEACH_BACK}
        return DraftSaid(answers, self["own_words"].data or "", asked_back, self["strengths"].data or "")


def talk_form(draft: DraftSaid, revision: int) -> TalkForm:
    """The form with what was talked through so far, or with what was typed just now."""
    filled = {
        field_name(code, part): value for code, one in draft.answers.items() for part, value in _parts(one).items()
    }
    words = {"own_words": draft.own_words or "", "strengths": draft.strengths or ""}
    asked_back = {asked_back_name(code): said for code, said in (draft.teach_back or {}).items()}
    return TalkForm(data={"revision": revision, **words, **asked_back, **filled})


def answer_in(form: Form, one: Item) -> ItemAnswer:
    """How an item is answered in a form that has its fields."""
    typed = {part: form[field_name(one.code, part)].data for part in _fields_of(one)}
    chosen = Answer(typed["answer"]) if typed["answer"] else None
    not_yet = chosen is Answer.NOT_YET
    why = typed["not_yet"] if not_yet else typed.get("why_not") if chosen is Answer.DOES_NOT_APPLY else ""
    return ItemAnswer(
        answer=chosen,
        words=typed.get("words") or "",
        private=typed.get("private") or "",
        because=why or "",
        by_on=typed["by_on"] if not_yet else None,
        ticks=tuple(typed.get("ticks") or ()),
    )


def _parts(one: ItemAnswer) -> Mapping[str, Any]:
    """The values of an item's fields."""
    return {
        "answer": one.answer.value if one.answer else None,
        "words": one.words,
        "private": one.private,
        "not_yet": one.because if one.answer is Answer.NOT_YET else "",
        "by_on": one.by_on,
        "why_not": one.because if one.answer is Answer.DOES_NOT_APPLY else "",
        "ticks": list(one.ticks),
    }


def answer_words(answer: Answer, one: Item) -> str:
    """What an answer to an item is called: who, where and what are talked about first, and then agreed."""
    talked_about = answer is Answer.AGREED and one.kind is Kind.TEXT
    return "Talked about, and agreed" if talked_about else ANSWER_WORDS[answer]


def _fields_of(one: Item) -> dict[str, Any]:
    """The fields of one item, in the order of the page."""
    answers = [each for each in Answer if one.may_not_apply or each is not Answer.DOES_NOT_APPLY]
    fields: dict[str, Any] = {
        "answer": RadiosField(
            one.question,
            hint=one.why,
            choices=[Choice(each.value, answer_words(each, one)) for each in answers],
            inline=False,
        ),
        "not_yet": LongTextField("Why not yet?", rows=2, max_length=WORDS),
        "by_on": DateField("By when?"),
    }
    if one.may_not_apply:
        fields["why_not"] = LongTextField("Why does it not apply?", rows=2, max_length=WORDS)
    if one.words_label:
        fields["words"] = LongTextField(one.words_label, rows=2, max_length=WORDS)
    if one.code == TICKED:
        fields["ticks"] = CheckboxesField("Tick what fits", choices=[(each.code, each.words) for each in CHANGES])
    if moments := moments_of(one.code):
        fields["ticks"] = CheckboxesField("Ask by name", choices=[(each.code, each.words) for each in moments])
    if one.private_label:
        fields["private"] = LongTextField(one.private_label, rows=2, max_length=WORDS)
    return fields


for _one in ITEMS:
    if _one.asked:
        for _part, _field in _fields_of(_one).items():
            setattr(TalkForm, field_name(_one.code, _part), _field)
setattr(
    TalkForm,
    "own_words",
    LongTextField(item(OWN_WORDS).question, hint=item(OWN_WORDS).why, rows=3, max_length=WORDS),
)
setattr(
    TalkForm,
    "strengths",
    LongTextField(
        "What is going well already, and how do you know?",
        hint="For example: the box is used every day, her mum minds them, no dose was missed.",
        rows=3,
        max_length=WORDS,
    ),
)
for _question in TEACH_BACK:
    setattr(TalkForm, asked_back_name(_question.code), LongTextField(_question.words, rows=2, max_length=WORDS))


class LaterForm(Form):
    """One item of an agreed plan, answered later; `later_form` gives it its fields."""

    version = VersionField()


def later_form(one: Item, standing: ItemAnswer, version: int) -> LaterForm:
    """The form of one item, with how it stands; `version` is that of its last answer, 0 where there is none."""
    named = {field_name(one.code, part): field for part, field in _fields_of(one).items()}
    filled = {field_name(one.code, part): value for part, value in _parts(standing).items()}
    made: LaterForm = type("LaterFormOfOne", (LaterForm,), named)(data={"version": version, **filled})
    return made
