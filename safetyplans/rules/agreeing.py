"""What has to be there before a plan, a sending or a care-plan review is recorded as agreed, sent or closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.findings import Finding, Owner, Severity
from safetyplans.items import MUST_BE_AGREED
from safetyplans.rules.answers import Answers, ItemAnswer, gaps, unanswered
from safetyplans.rules.facts import Answer, SharingView
from safetyplans.rules.policy import SafetyPlanPolicy
from safetyplans.rules.topics import day_words, items_in_words, listed

PLAN_INCOMPLETE = "plan-incomplete"
PLAN_GAP = "plan-gap"
SHARE_NOT_JUSTIFIED = "share-not-justified"
RISK_NOT_DISCUSSED = "risk-not-discussed"


def _stop(code: str, sentence: str, since: date, clears: str, because: Sequence[str]) -> Finding:
    """A stop of the keyworker's; `because` holds the names of the parts missing, so that a page can link to each."""
    return Finding(code, Severity.STOP, Owner.KEYWORKER, since, sentence, clears=(clears,), because=tuple(because))


def review_within(agreed_on: date, policy: SafetyPlanPolicy) -> date:
    """The last London day on which a plan agreed or reviewed that day may be looked at again (SEED 10.19)."""
    return agreed_on + timedelta(days=policy.review_within_days)


def review_day_fits(review_on: date | None, agreed_on: date, policy: SafetyPlanPolicy) -> bool:
    """Whether a review day is there, after the day itself, and within twelve weeks."""
    return review_on is not None and agreed_on < review_on <= review_within(agreed_on, policy)


def plan_stops(
    answers: Answers, *, most_bottles: int, review_on: date | None, agreed_on: date, policy: SafetyPlanPolicy
) -> tuple[Finding, ...]:
    """What stands between a draft and an agreed plan: `plan-incomplete` and `plan-gap`, each naming everything missing.

    `most_bottles`: the most at home at once, or that the plan is to cover, whichever is more. `agreed_on`: a London
    day. `because` of a finding holds the codes of the items it names, and "review_on" where the day is missing.
    """
    missing = unanswered(answers, most_bottles=most_bottles, policy=policy)
    fits = review_day_fits(review_on, agreed_on, policy)
    found = []
    if missing or not fits:
        found.append(_incomplete(missing, fits, agreed_on, policy))
    return (*found, *_gap(gaps(answers), agreed_on, "agree_plan"))


def answer_stops(code: str, answer: ItemAnswer, *, on: date) -> tuple[Finding, ...]:
    """`plan-gap` where a later answer would take back what has to stay agreed."""
    left = [code] if code in MUST_BE_AGREED and answer.answer is not Answer.AGREED else []
    return _gap(left, on, "answer_item")


def _gap(left: Sequence[str], on: date, clears: str) -> tuple[Finding, ...]:
    if not left:
        return ()
    sentence = f"These are what keep a child safe, so the plan stands once they are agreed: {items_in_words(left)}."
    return (_stop(PLAN_GAP, sentence, on, clears, left),)


def _incomplete(missing: tuple[str, ...], fits: bool, on: date, policy: SafetyPlanPolicy) -> Finding:
    """The sentence about what is not answered, and about the day of the next look."""
    day = f"a day to look at it again, after today and by {day_words(review_within(on, policy))}"
    parts = ([items_in_words(missing)] if missing else []) + ([] if fits else [day])
    sentence = f"Before the plan is agreed, it still needs an answer about {'; and '.join(parts)}."
    if not missing:
        sentence = f"Before the plan is agreed, it needs {day}."
    return _stop(PLAN_INCOMPLETE, sentence, on, "agree_plan", (*missing, *(() if fits else ("review_on",))))


@dataclass(frozen=True, slots=True)
class Sending:
    """What is said about sending a plan to one agency; `decided_by` is the id of a lead or manager."""

    view: SharingView | None = None
    basis: str = ""
    necessary_because: str = ""
    decided_by: str = ""
    told_on: date | None = None
    not_told_because: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts still wanted where the person does not agree, by the names of the form's fields."""
        if self.view is SharingView.AGREES:
            return ()
        there = {
            "necessary_because": bool(self.necessary_because.strip()),
            "decided_by": bool(self.decided_by),
            "basis": bool(self.basis.strip()),
            "told_on": self.told_on is not None or bool(self.not_told_because.strip()),
        }
        return tuple(part for part, is_there in there.items() if not is_there)


_SENDING_WORDS = {
    "necessary_because": "why it is necessary for the child",
    "decided_by": "which manager or safeguarding lead decided",
    "basis": "the basis for sharing",
    "told_on": "the day the person was told, or why not",
}


def share_stops(sending: Sending, *, on: date) -> tuple[Finding, ...]:
    """`share-not-justified`: sent against, or without, the person's agreement and without what that asks for.

    [54][55][56]; domain.md 5.2. `because` holds the names of the missing parts.
    """
    if not sending.missing:
        return ()
    wanted = listed(_SENDING_WORDS[part] for part in sending.missing)
    sentence = f"They have not agreed to this being sent, so please say {wanted}."
    return (_stop(SHARE_NOT_JUSTIFIED, sentence, on, "share_plan", sending.missing),)


def care_review_stops(
    *, on: date, risk_discussed: bool, leaflet_known: bool, events_left: Sequence[str]
) -> tuple[Finding, ...]:
    """`risk-not-discussed`: a care-plan review that would be closed without what SEED 10.19 and 10.20 ask for.

    `leaflet_known`: a leaflet is recorded, or said to have been given by whom and when, or was declined.
    `events_left`: what the events since last time are called on screen, those not yet considered.
    """
    parts = {
        "risk_discussed": "" if risk_discussed else "talk about how the methadone is kept at home",
        "leaflet": "" if leaflet_known else "say whether they have the leaflet, from whom and since when",
        "events": f"consider what has happened since: {listed(events_left)}" if events_left else "",
    }
    wanted = {name: words for name, words in parts.items() if words}
    if not wanted:
        return ()
    sentence = f"Before this review is closed, please {listed(wanted.values())}."
    return (_stop(RISK_NOT_DISCUSSED, sentence, on, "review_care_plan", tuple(wanted)),)
