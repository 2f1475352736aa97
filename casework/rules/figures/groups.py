"""The groups of a report: numbers that queries counted, and beside each what it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from casework.rules.figures.values import Figure, Group
from casework.rules.names import finding_words
from core.findings import Owner
from core.wording import sentence
from safeguarding.rules import OurView, OutcomeResult, ReferralKind
from safeguarding.rules.words import OUTCOME_WORDS, REFERRAL_WORDS, VIEW_WORDS

PLAN_PARTS: tuple[tuple[str, str, str], ...] = (
    ("agreed", "Storage plan agreed", "Everybody there with a dose at home has agreed a storage plan."),
    ("in_date", "In date", "Agreed, its review day has not passed, and nothing since asks for another look at it."),
    ("verified", "Storage seen", "Agreed, and somebody saw where it is locked away: the box, a photo or a visit."),
    ("copied", "They hold their copy", "Agreed, and the copy was given, is kept here for them, or was declined."),
    ("shared", "Sent to every agency", "Agreed, and every agency working with the family, schools aside, was sent "
     "it, or why not is written down."),
    ("acknowledged", "Every agency answered", "Sent, and each agency said what its part is; where it has none, that "
     "it has the plan."),
    ("all_done", "All of it", "All six."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HomeSums:
    """How many homes of a service there are of each kind."""

    treated: int = 0
    homes_treated: int = 0
    asked_in_time: int = 0
    child_present: int = 0
    at_home_with_child: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)


def homes(sums: HomeSums) -> Group:
    """Homes with a child and a dose at home: how far each plan has come (SEED 10.20)."""
    of = sums.at_home_with_child
    figures = tuple(Figure(code, label, sums.parts.get(code, 0), of, says) for code, label, says in PLAN_PARTS)
    return Group(
        "homes",
        "Homes with a child and a dose at home",
        "Homes of our service where, today, a dose goes home with somebody and a child lives, stays, visits or is "
        "expected. What an exception sets aside, or an answer puts off, counts as not done.",
        figures,
        shares=True,
    )


def everybody(sums: HomeSums, without_leaflet: int) -> Group:
    """Asking about children, and the leaflet, for all on methadone, children or not (SEED 10.20, 10.27)."""
    leaflets = max(0, sums.treated - without_leaflet)
    return Group(
        "everybody",
        "Everybody on methadone",
        "People and homes of our service in treatment today, children or not.",
        (
            Figure("asked", "Asked who is at home", sums.asked_in_time, sums.homes_treated,
                   "Homes where somebody asked who lives, stays and visits, and not longer ago than policy says."),
            Figure("leaflet", "Leaflet recorded", leaflets, sums.treated,
                   "People with the risk leaflet in the language and format they need, or who declined it."),
        ),
        shares=True,
    )  # fmt: skip


class Age(StrEnum):
    """How long ago something was due."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    LONGER = "longer"


AGE_WORDS = {
    Age.WEEK: "Up to a week",
    Age.MONTH: "1 to 4 weeks",
    Age.QUARTER: "4 to 12 weeks",
    Age.LONGER: "Over 12 weeks",
}
AGE_DAYS = {Age.WEEK: 7, Age.MONTH: 28, Age.QUARTER: 84}


def due_from(age: Age, on: date) -> date:
    """The first London day of those on which what has been overdue so long was due; the longest has none before it."""
    return on - timedelta(days=AGE_DAYS[age]) if age in AGE_DAYS else date.min


def overdue(counts: Mapping[Age, int]) -> Group:
    """What is overdue, by how long."""
    return Group(
        "overdue",
        "Overdue today, by how long",
        "Things to do about our people whose day has passed, whoever they belong to. One family may have several.",
        tuple(Figure(age.value, AGE_WORDS[age], counts.get(age, 0)) for age in Age),
        more="overdue",
        folds=False,
    )


def overdue_by_role(counts: Mapping[str, int]) -> Group:
    """Whose the overdue things are."""
    words = {
        Owner.KEYWORKER: "Keyworkers",
        Owner.PRESCRIBER: "Prescribers",
        Owner.PHARMACIST: "Pharmacists",
        Owner.MANAGER: "Managers",
        Owner.SAFEGUARDING_LEAD: "Safeguarding lead",
    }
    figures = (Figure(owner.value, label, counts.get(owner, 0)) for owner, label in words.items())
    return Group(
        "overdue_by_role",
        "Overdue today, by whose it is",
        "The same things to do, by the role that each belongs to.",
        tuple(figures),
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided in a time, in numbers."""

    agreed: int = 0
    safer: int = 0
    not_agreed: int = 0
    watched: int = 0
    exceptions: int = 0
    unseen: int = 0
    disowned: int = 0


def decisions(decided: Decided) -> Group:
    """Decisions about doses at home in the time."""
    return Group(
        "decisions",
        "Decisions about doses at home",
        "Decisions recorded in this time.",
        (
            Figure("agreed", "Agreed", decided.agreed, counts="Recorded as agreed, those under an exception included."),
            Figure("safer", "... of these, more safety", decided.safer,
                   counts="Less at home at once, or more supervised days."),
            Figure("not_agreed", "Not agreed", decided.not_agreed,
                   counts="Asked for, and kept as not agreed with what was still to do. No dose was withheld."),
            Figure("watched", "Would have been stopped", decided.watched,
                   counts="Agreed while the service only watches that stop."),
            Figure("exceptions", "Exceptions given", decided.exceptions,
                   counts="A named person set something aside, with a reason and an end."),
            Figure("unseen", "... not looked at by a manager", decided.unseen, counts="Of these exceptions, today."),
            Figure("disowned", "... disowned", decided.disowned,
                   counts="Whoever was named said that they did not give it."),
        ),
    )  # fmt: skip


def set_aside(counts: Mapping[str, int]) -> Group:
    """What exceptions set aside: the reason there was one."""
    return _by_code("exceptions_why", "What exceptions set aside", "Exceptions given in this time, by what each set "
                    "aside; one may set several aside.", counts)  # fmt: skip


def not_agreed_why(counts: Mapping[str, int]) -> Group:
    """What was still to do where a decision was not agreed."""
    return _by_code("not_agreed_why", "What decisions waited for", "Decisions not agreed in this time, by what was "
                    "still to do; one may wait for several things.", counts)  # fmt: skip


STOPS_MET = {
    "relaxing-at-risk": "thinking it through at a time of risk",
    "alternatives-missing": "writing down other ways",
    "authoriser-missing": "naming a prescriber",
    "reason-missing": "a reason",
    "review-date-missing": "a day to look again",
    "plan-incomplete": "an item of the plan",
    "plan-gap": "an item of the plan that has to be agreed",
    "risk-not-discussed": "talking through storage at the review",
    "referral-incomplete": "a part of the referral",
    "share-not-justified": "why it is shared",
}


def _by_code(code: str, title: str, counts: str, found: Mapping[str, int]) -> Group:
    named: dict[str, int] = {}
    for each, count in found.items():
        words = STOPS_MET.get(each) or finding_words(each)
        named[words] = named.get(words, 0) + count
    most = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))
    return Group(code, title, counts, tuple(Figure(w, f"{w[0].upper()}{w[1:]}", count) for w, count in most))


class Waited(StrEnum):
    """How long it took."""

    SAME_DAY = "same-day"
    TWO_DAYS = "two-days"
    WEEK = "week"
    MONTH = "month"
    LONGER = "longer"
    NOT_YET = "not-yet"


WAITED_WORDS = {
    Waited.SAME_DAY: "The same day",
    Waited.TWO_DAYS: "1 or 2 days",
    Waited.WEEK: "3 to 7 days",
    Waited.MONTH: "8 to 28 days",
    Waited.LONGER: "Over 28 days",
    Waited.NOT_YET: "Not looked at yet",
}
WAITED_DAYS = {Waited.SAME_DAY: 0, Waited.TWO_DAYS: 2, Waited.WEEK: 7, Waited.MONTH: 28}


def waited(days: int | None) -> Waited:
    """Which of these a number of days is; none: not yet."""
    if days is None:
        return Waited.NOT_YET
    return next((each for each, most in WAITED_DAYS.items() if days <= most), Waited.LONGER)


def looked_at(days: Sequence[int | None]) -> Group:
    """From what happened to when somebody looked at it with the children in mind."""
    found = [waited(one) for one in days]
    done = sorted(one for one in days if one is not None)
    middle = f" Half were looked at within {done[(len(done) - 1) // 2]} days." if done else ""
    return Group(
        "looked_at",
        "From what happened to a look at it",
        "Events recorded in this time that ask for a look at once, in homes where a child is today: days until a plan "
        "review, a care-plan review or an answer considered each. What a change of the household says by itself, such "
        f"as a pregnancy, is not among them.{middle}",
        tuple(Figure(each.value, WAITED_WORDS[each], found.count(each)) for each in Waited),
        folds=False,
    )


@dataclass(frozen=True, slots=True)
class Referred:
    """What was referred in a time, in numbers; answers are those to referrals of that time."""

    kinds: Mapping[str, int]
    by_phone: int = 0
    not_sent: int = 0
    results: Mapping[str, int] = field(default_factory=dict)
    views: Mapping[str, int] = field(default_factory=dict)
    answered: int = 0
    steps: Mapping[str, int] = field(default_factory=dict)
    resolved: int = 0
    open_now: int = 0

    @property
    def sent(self) -> int:
        """How many were sent."""
        return sum(self.kinds.values())


NO_KIND = "by-phone"


def referrals(one: Referred) -> tuple[Group, ...]:
    """Referrals about children, what became of them, what we thought of it, disagreements."""
    kinds = [Figure(kind.value, REFERRAL_WORDS[kind], one.kinds.get(kind, 0)) for kind in ReferralKind]
    kinds.append(Figure(NO_KIND, "By phone, not yet of a kind", one.kinds.get("", 0)))
    kinds.append(Figure("not-sent", "Not sent, with the reason", one.not_sent))
    results = [Figure(each.value, OUTCOME_WORDS[each], one.results.get(each, 0)) for each in OutcomeResult]
    results.append(Figure("unanswered", "No answer yet", max(0, one.sent - one.answered)))
    views = [Figure(each.value, VIEW_WORDS[each], one.views.get(each, 0)) for each in OurView]
    views.append(Figure("not-given", "Our view not given", one.views.get("", 0)))
    steps = [
        Figure(f"stage-{n}", sentence(name), count)
        for n, (name, count) in enumerate(sorted(one.steps.items()), start=1)
    ]
    steps += [Figure("resolved", "Resolved, with what was agreed", one.resolved)]
    steps += [Figure("open-now", "Not agreed with, open today", one.open_now)]
    return (
        Group("referrals", "Referrals about a child", "Referrals recorded in this time, by kind; those withdrawn left "
              "out.", tuple(kinds)),
        Group("outcomes", "What became of them", "The newest answer to each referral of this time.", tuple(results)),
        Group("views", "What we think of the answers", "Our newest view of each of those answers. Not answering is "
              "not agreeing.", tuple(views)),
        Group("escalations", "Disagreements with another agency", "Steps taken in this time by stage, and "
              "disagreements resolved in it.", tuple(steps)),
    )  # fmt: skip


GAPS = (
    "children-not-asked",
    "child-not-seen",
    "contact-gap",
    "agency-not-heard",
    "call-not-confirmed",
    "referral-unanswered",
    "event-unreviewed",
    "written-plan-not-held",
    "item-overdue",
    "undrunk-dose",
    "case-not-supervised",
)
"""Findings that say something is not written down (SEED 10.25)."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is not written down: findings by code; children without a background; uses without what they mean."""

    standing: Mapping[str, int]
    identity: int = 0
    use_not_explored: int = 0
    no_words: int = 0


def gaps(found: Gaps) -> Group:
    """Recording gaps (SEED 10.25)."""
    figures = [
        Figure(code, f"{finding_words(code)[0].upper()}{finding_words(code)[1:]}", found.standing.get(code, 0))
        for code in GAPS
    ]
    figures += [
        Figure("identity", "A child's background", found.identity,
               counts="Children at home without ethnicity, religion or language, and no reason why."),
        Figure("use", "What other drugs mean for the child", found.use_not_explored,
               counts="Times recorded in this time without how often, where the child was or who minded."),
        Figure("words", "A child's own words", found.no_words,
               counts="Times a child was seen by us in this time and no words were written down."),
    ]  # fmt: skip
    some = sorted(figures, key=lambda one: -one.count)
    return Group(
        "gaps",
        "What is not written down yet",
        "Open today, by what is missing; the last three are from what was recorded in this time.",
        tuple(some),
        more="sample",
    )
