"""Every figure of a report is what a slow look at every family says; and none that goes outside makes anybody out."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from casework.actions import keep_figures
from casework.models import OpenFinding
from casework.queries.deriving import Derived, derived
from casework.queries.figures import report
from casework.rules.figures.groups import GAPS, waited
from casework.rules.figures.values import (
    Figure,
    Reader,
    Report,
    Span,
    for_others,
    quarter_of,
    span_problems,
    withheld,
)
from core.calendar import day_of
from core.clock import now
from core.db import commit, db
from core.policy import current
from dispensing.models import DecisionException, DecisionNotAgreed, DispensingDecision, ExceptionAnswered
from people.models import Household, ServiceUser
from people.rules import ChildHow
from safeguarding.models import Event
from safeguarding.rules import AT_ONCE, EventKind
from safetyplans.rules import CheckResult, Evidence, evidence_now, review_on_now
from staff.models import Service
from tests.casework.crowd import a_crowd
from tests.casework.crowded import some_families
from tests.people.builders import statements
from tests.staff.builders import a_service


@dataclass
class Slow:
    """The figures again, family by family, from the facts that pages read: none of the report's own statements."""

    service: Service
    span: Span
    on: date
    found: dict[str, Counter[str]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def add(self, group: str, code: str, count: int = 1) -> None:
        self.found.setdefault(group, Counter())[code] += count

    def count(self) -> dict[str, Counter[str]]:
        ids = ids_of(self.service)
        self.written = {str(one) for one in db.session.scalars(select(Event.entry_id))}
        for one in derived(ids, self.on, current()):
            self._homes(one)
            self._standing(one)
            self._looked_at(one)
            self._referrals(one)
            self._children(one)
        self._decisions()
        return self.found

    def _in_span(self, instant: Any) -> bool:
        return self.span.first <= day_of(instant) <= self.span.last

    def _homes(self, one: Derived) -> None:
        needing = [now for now in one.scene.treated if now.at_home_with_child]
        for now_ in one.scene.treated:
            self.add("everybody", "leaflet", any(not leaflet.declined for leaflet in now_.plans.leaflets))
        if one.scene.treated:
            self.add("everybody", "asked", all(now.asked_in_time for now in one.scene.treated))
        if not needing:
            return
        plans = [now.plans for now in needing]
        done = {
            "agreed": all(one.plan for one in plans),
            "copied": all(one.plan and one.plan.id in one.copies for one in plans),
            "verified": all(self._seen(now) for now in needing),
            "in_date": all(self._in_date(now, one) for now in needing),
        }
        shares = [self._sent(now, one) for now in needing]
        done["shared"] = done["agreed"] and all(sent for sent, _ in shares)
        done["acknowledged"] = done["shared"] and all(answered for _, answered in shares)
        done["all_done"] = all(done.values())
        for code, holds in done.items():
            self.add("homes", code, bool(holds))

    def _seen(self, now_: Any) -> bool:
        seen = evidence_now(now_.plans, self.on, now_.policy.safetyplans)
        return bool(now_.plans.plan and seen and seen.evidence is not Evidence.TOLD)

    def _in_date(self, now_: Any, one: Derived) -> bool:
        plan = now_.plans.plan
        review_on = review_on_now(now_.plans, now_.policy.safetyplans)
        if plan is None or review_on is None or review_on < self.on:
            return False
        for event in one.scene.reopening:
            agreed_since = any(version.recorded_at >= event.recorded_at for version in now_.plans.plans)
            if not event.changes_nothing_at and not agreed_since and not self._looked_at_after(event, now_):
                return False
        return not any(self._fell_short(check, now_) for check in now_.plans.checks)

    def _looked_at_after(self, event: Any, now_: Any) -> bool:
        since = [review for review in now_.plans.reviews if review.recorded_at >= event.recorded_at]
        return any(review.events is None or event.id in review.events for review in since)

    def _fell_short(self, check: Any, now_: Any) -> bool:
        """A visit found it not safe, or what was to be put right was not, and nobody looked at the plan since."""
        better = [one for one in now_.plans.checks if one.result is CheckResult.SATISFACTORY]
        if check in better or any(one.recorded_at > check.recorded_at for one in better):
            return False
        since = check.happened_on
        if check.result is CheckResult.FIX_BY and check.fix_by:
            since = check.fix_by + timedelta(days=1)
        looks = [one.recorded_at for one in now_.plans.reviews if one.plan_id == now_.plans.plan.id]
        looked = max(looks, default=now_.plans.plan.recorded_at)
        return bool(since <= self.on and (check.recorded_at > looked or since > day_of(looked)))

    def _sent(self, now_: Any, one: Derived) -> tuple[bool, bool]:
        plan = now_.plans.plan
        latest = {share.agency_id: share for share in now_.plans.shares if plan and share.plan_id == plan.id}
        wanted = [agency.id for agency in one.scene.family.agencies if agency.role != "school"]
        sent = all(agency in latest for agency in wanted)
        return sent, sent and all(latest[agency].not_sent or latest[agency].our_part for agency in wanted)

    def _standing(self, one: Derived) -> None:
        for finding in one.findings:
            late = (self.on - finding.due_on).days if finding.due_on else 0
            if late > 0:
                age = "week" if late <= 7 else "month" if late <= 28 else "quarter" if late <= 84 else "longer"
                self.add("overdue", age)
                self.add("overdue_by_role", finding.owner.value)
            if finding.code in GAPS:
                self.add("gaps", finding.code)
            if finding.code == "outcome-not-agreed":
                self.add("escalations", "open-now")

    def _looked_at(self, one: Derived) -> None:
        if not one.scene.child_present:
            return
        for event in one.case.history.events:
            written = event.id in self.written  # the others are implied: a pregnancy, a birth
            if not written or event.kind not in AT_ONCE or not self._in_span(event.recorded_at):
                continue
            looks = [event.changes_nothing_at] if event.changes_nothing_at else []
            for plans in one.case.plans.values():
                reviews: list[Any] = [*plans.reviews, *plans.care_reviews]
                for review in reviews:
                    if review.recorded_at >= event.recorded_at and (review.events is None or event.id in review.events):
                        looks.append(review.recorded_at)
            days = (day_of(min(looks)) - day_of(event.recorded_at)).days if looks else None
            self.add("looked_at", waited(days).value)

    def _referrals(self, one: Derived) -> None:
        history = one.case.history
        outcomes = {outcome.referral_id: outcome for outcome in history.outcomes}
        for referral in history.referrals:
            if not self._in_span(referral.recorded_at) or referral.decide_by:
                continue
            if referral.not_sent_because:
                self.add("referrals", "not-sent")
                continue
            self.add("referrals", referral.kind.value if referral.kind else "by-phone")
            outcome = outcomes.get(referral.id)
            self.add("outcomes", outcome.result.value if outcome else "unanswered")
            if outcome:
                self.add("views", outcome.view.value if outcome.view else "not-given")
        for step in history.escalations:
            if self._in_span(step.recorded_at):
                self.add("escalations", "steps")
        resolved = {step.outcome_id for step in history.escalations if step.resolved_at}
        self.add("escalations", "resolved", len(resolved))

    def _children(self, one: Derived) -> None:
        for child in one.scene.family.children:
            if child.how is not ChildHow.ELSEWHERE and not child.identity_not_asked_because:
                self.add("gaps", "identity", not (child.ethnicity and child.religion and child.language))
        for event in one.case.history.events:
            if event.kind is EventKind.USE_ON_TOP and self._in_span(event.recorded_at):
                self.add("gaps", "use", not (event.how_often and event.child_was and event.minded_by))
        for seen in one.case.history.seen:
            if self._in_span(seen.recorded_at) and seen.by_us:
                self.add("gaps", "words", not seen.words)

    def _decisions(self) -> None:
        people = set(db.session.scalars(select(ServiceUser.id).where(ServiceUser.service_id == self.service.id)))
        answers = db.session.scalars(select(ExceptionAnswered)).all()
        for model in (DispensingDecision, DecisionNotAgreed, DecisionException):
            for row in db.session.scalars(select(model)).all():
                if row.person_id in people and self._in_span(row.recorded_at):  # type: ignore[attr-defined]
                    self._decision(row, {one.answer for one in answers if one.exception_id == row.id})  # type: ignore[attr-defined]

    def _decision(self, row: Any, answered: set[str]) -> None:
        if isinstance(row, DispensingDecision):
            self.add("decisions", "agreed")
            self.add("decisions", "safer", row.adds_safety)
        elif isinstance(row, DecisionNotAgreed):
            self.add("decisions", "watched" if row.watched else "not_agreed")
            for _ in set(row.stops) if not row.watched else ():
                self.add("not_agreed_why", "all")
        else:
            self.add("decisions", "exceptions")
            self.add("decisions", "unseen", "looked" not in answered)
            self.add("decisions", "disowned", "disowned" in answered)
            for _ in set(row.stops):
                self.add("exceptions_why", "all")


def counted(found: Report) -> dict[str, Counter[str]]:
    """The report's own counts, as the slow ones are written."""
    said = {group.code: Counter({one.code: one.count for one in group.figures}) for group in found.groups}
    for code in ("not_agreed_why", "exceptions_why"):
        said[code] = Counter({"all": said[code].total()})
    steps = sum(count for code, count in said["escalations"].items() if code.startswith("stage-"))
    kept = {code: count for code, count in said["escalations"].items() if not code.startswith("stage-")}
    said["escalations"] = Counter({**kept, "steps": steps})
    return {code: +counts for code, counts in said.items() if +counts}


@pytest.mark.parametrize(("seed", "days"), [(1, 60), (3, 60), (9, 30), (11, 12), (12, 90), (22, 60)])
def test_every_figure_is_what_a_slow_look_at_every_family_says(inside: Flask, seed: int, days: int) -> None:
    service = some_families(14, seed)
    at = now()
    span = Span(day_of(at) - timedelta(days=days), day_of(at) - timedelta(days=1))
    found = report(service.id, span, at, current())
    slow = {code: +counts for code, counts in Slow(service, span, day_of(at)).count().items() if +counts}
    assert counted(found) == slow
    homes = found.groups[0]
    families = derived(ids_of(service), day_of(at), current())
    assert homes.figures[0].of == sum(one.scene.at_home_with_child for one in families) > 3
    assert len(slow) > 9, "too little happened to these families to show anything"


def ids_of(service: Service) -> list[UUID]:
    return list(db.session.scalars(select(Household.id).where(Household.service_id == service.id)))


def test_a_report_costs_the_same_statements_however_many_families_there_are(inside: Flask) -> None:
    few, many = a_crowd(2, with_child=True), a_crowd(40, with_child=True)
    commit()
    at = now()
    spans = (Span(day_of(at), day_of(at)), Span(date(2017, 1, 1), day_of(at)))
    counts = []
    for crowd, span in zip((few, many), spans, strict=True):
        with statements() as sent:
            report(crowd.service.id, span, at, current())
        counts.append(len(sent))
    assert counts[0] == counts[1] < 25


def test_a_service_without_anybody_has_a_report_that_says_so(inside: Flask) -> None:
    at = now()
    found = report(a_service().id, quarter_of(day_of(at)), at, current())
    assert all(group.empty for group in found.groups)
    assert {figure.words for group, figure in found.figures if group.shares} == {"none to count"}


def test_one_persons_report_makes_nobody_out_where_it_goes_outside(inside: Flask) -> None:
    service = some_families(1, 5)
    at = now()
    ours = report(service.id, quarter_of(day_of(at)), at, current())
    outside = for_others(ours)
    assert any(figure.count for _, figure in ours.figures)
    assert outside.reader is Reader.OTHERS
    assert {figure.count for _, figure in outside.figures} == {0}
    assert {figure.words for _, figure in outside.figures} == {"withheld: of fewer than 5 people"}


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (0, None, "0"),
        (1, None, "fewer than 5"),
        (4, None, "fewer than 5"),
        (7, None, "5"),
        (1234, None, "1,235"),
        (0, 20, "0 of 20 (0%)"),
        (3, 41, "fewer than 5 of 40"),
        (18, 20, "all but fewer than 5 of 20"),
        (20, 20, "20 of 20 (100%)"),
        (12, 41, "10 of 40 (25%)"),
        (1, 3, "withheld: of fewer than 5"),
        (0, 0, "none to count"),
    ],
)
def test_small_numbers_are_withheld_outside(count: int, of: int | None, words: str) -> None:
    assert withheld(Figure("x", "X", count, of), 5).words == words


def test_the_days_of_a_report_are_asked_for_with_sense() -> None:
    on = date(2026, 11, 25)
    assert quarter_of(on) == Span(date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(on, back=3) == Span(date(2026, 1, 1), date(2026, 3, 31))
    assert not span_problems(date(2017, 1, 1), on, on)
    assert not span_problems(on, on, on)
    for first, last in ((None, on), (on, None), (on, on - timedelta(days=1)), (date(2016, 1, 1), on),
                        (on + timedelta(days=1), on + timedelta(days=2)), (date(1, 1, 1), date(2, 1, 1)),
                        (on, date(9999, 12, 31))):  # fmt: skip
        assert span_problems(first, last, on)


def test_what_the_figures_were_is_kept_once_a_day_and_shown_as_a_trend(inside: Flask) -> None:
    service, at = some_families(6, 3), now()
    assert keep_figures(on=day_of(at) - timedelta(days=40), at=at - timedelta(days=40)) >= 1
    assert keep_figures(on=day_of(at), at=at) >= 1
    assert keep_figures(on=day_of(at), at=at) == 0
    commit()
    found = report(service.id, quarter_of(day_of(at)), at, current())
    sums = found.groups[0]
    assert len(found.trend) == 2 and found.trend[-1].on == day_of(at)
    assert found.trend[-1].homes == sums.figures[0].of
    assert found.trend[-1].all_done == sums.figures[-1].count
    assert db.session.scalar(select(OpenFinding.id).limit(1))
