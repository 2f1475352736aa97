"""What somebody tells us about a plan, before it is recorded; and the plain form in which a draft is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from safetyplans.rules.answers import Answers, ItemAnswer
from safetyplans.rules.facts import AgreedHow, Answer, BoxLock, BoxState, CheckResult, Evidence, LeafletStatus


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """A plan about to be agreed. `bottles` and `mg`: the most it covers at home at once. `witness`: where it was said.

    `own_words` are the person's (P25); `teach_back` what they said when asked back, by question; `strengths` what goes
    well already. `held_at`: the paper file in which the signed paper lies. `usual_bottles` and `when_most` are what the
    print says of other days, and of when the most is there ("on a bank-holiday weekend").
    """

    answers: Answers
    evidence: Evidence
    bottles: int
    mg: Decimal
    review_on: date | None
    agreed_how: AgreedHow = AgreedHow.PAPER
    witness: str = ""
    own_words: str = ""
    teach_back: Mapping[str, str] = field(default_factory=dict)
    strengths: str = ""
    held_at: str = ""
    what_changed: str = ""
    usual_bottles: int | None = None
    when_most: str = ""


@dataclass(frozen=True, slots=True)
class PlanReviewSaid:
    """A plan looked at again; what is none stays as it was. `events`: ids of those considered; none: all before it."""

    evidence: Evidence | None = None
    changes: str = ""
    bottles: int | None = None
    mg: Decimal | None = None
    events: tuple[str, ...] | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class CareReviewSaid:
    """A care-plan review about to be closed. `events`: ids of those considered; none for all before it.

    `leaflet_given_by` and `_on` say who gave a leaflet that we have no record of. `more_at_home`: more at home, or less
    supervision, is thought about; then what has improved for the child, and how we know, is asked.
    """

    risk_discussed: bool
    leaflet: LeafletStatus | None = None
    leaflet_given_by: str = ""
    leaflet_given_on: date | None = None
    leaflet_language: str = "en"
    leaflet_format: str = "standard"
    events: tuple[str, ...] | None = None
    better_for_the_child: str = ""
    review_on: date | None = None
    more_at_home: bool | None = None
    how_we_know: str = ""

    @property
    def missing(self) -> tuple[tuple[str, str], ...]:
        """What is asked before more goes home or less is supervised, each with its field (SEED 8.3, 9.1)."""
        if not self.more_at_home:
            return ()
        wanted = (
            ("better_for_the_child", self.better_for_the_child, "Say what has improved for the child"),
            ("how_we_know", self.how_we_know, "Say how you know"),
        )
        return tuple((name, sentence) for name, words, sentence in wanted if not words.strip())


@dataclass(frozen=True, slots=True)
class CheckSaid:
    """A storage visit. `fix_by` belongs to *fix by a date* alone; `answers`: what was found, by question.

    `bottles_expected`: how many should have been there, worked out that day.
    """

    result: CheckResult
    fix_by: date | None = None
    what: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    bottles_found: int | None = None
    bottles_expected: int | None = None


@dataclass(frozen=True, slots=True)
class BoxSaid:
    """A lockable box: its state, and where it is known what it is, what it holds and who can open it."""

    state: BoxState
    kind: str = ""
    serial: str = ""
    lock: BoxLock | None = None
    holds_bottles: int | None = None
    fixed: bool | None = None
    place: str = ""
    key_with: str = ""
    spare_with: str = ""


@dataclass(frozen=True, slots=True)
class DraftSaid:
    """A plan being talked through, half answered as it may be. Words that are none stay as they were saved."""

    answers: Mapping[str, ItemAnswer] = field(default_factory=dict)
    own_words: str | None = None
    teach_back: Mapping[str, str] | None = None
    strengths: str | None = None


def draft_to_plain(said: DraftSaid) -> dict[str, Any]:
    """A draft as plain JSON; `draft_from_plain` reads it back."""
    items = {code: _answer_to_plain(one) for code, one in said.answers.items()}
    words = {"own_words": said.own_words or "", "strengths": said.strengths or ""}
    return {"items": items, **words, "teach_back": dict(said.teach_back or {})}


def draft_from_plain(plain: Mapping[str, Any]) -> DraftSaid:
    """The draft that `draft_to_plain` wrote."""
    items = {code: _answer_from_plain(one) for code, one in plain.get("items", {}).items()}
    return DraftSaid(items, plain.get("own_words", ""), plain.get("teach_back", {}), plain.get("strengths", ""))


def _answer_to_plain(one: ItemAnswer) -> dict[str, Any]:
    return {
        "answer": one.answer.value if one.answer else None,
        "words": one.words,
        "private": one.private,
        "because": one.because,
        "by_on": one.by_on.isoformat() if one.by_on else None,
        "ticks": list(one.ticks),
    }


def _answer_from_plain(plain: Mapping[str, Any]) -> ItemAnswer:
    return ItemAnswer(
        answer=Answer(plain["answer"]) if plain["answer"] else None,
        words=plain["words"],
        private=plain["private"],
        because=plain["because"],
        by_on=date.fromisoformat(plain["by_on"]) if plain["by_on"] else None,
        ticks=tuple(plain["ticks"]),
    )


def all_agreed(codes: Iterable[str]) -> dict[str, ItemAnswer]:
    """These items agreed, without more words."""
    return {code: ItemAnswer(Answer.AGREED) for code in codes}
