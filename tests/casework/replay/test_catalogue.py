"""The catalogue, the code, the page about it and the tests cannot drift apart."""

import re
from pathlib import Path
from typing import Any

import pytest

from casework.rules.catalogue import CATALOGUE, NEVER_NOT_NEEDED, ROWS, as_markdown, can_be_not_needed
from casework.rules.names import FINDING_WORDS
from casework.rules.why import RESTS_ON
from core.findings import Severity
from tests.casework.replay.stories import (
    a_family,
    adult,
    child,
    day,
    decided,
    household,
    on,
    plan,
    play,
    prescribed,
    registered,
    waits,
    with_a_dose_at_home,
    without_a_dose_at_home,
    years_ago,
)

HERE = Path(__file__).parents[3]
NURSE = on(0, "agency", name="Nurse Ito", role="health-visitor")
SENT = {"child": "Mia", "type": "S17", "seen": "no food in the house", "for_the_child": "she is hungry"}
EXCEPTION = {"by": "Mx Lane", "reason": "the box comes on Thursday morning", "until": day(3)}
AT_SCHOOL = child("Zoe", years_ago(8))
BANK_HOLIDAYS = {"bank_holidays": "shut", "wording": ["closed-days"]}
SIGNALS = [on(1, "event", kind="debt"), on(1, "event", kind="court"), on(1, "event", kind="illness")]
SEEN = {"child": "Mia", "place": "clinic", "description": "lively", "alert": "awake"}
ASSESSED = [on(1, "refer", **SENT), on(1, "outcome", result="assessment", view="agree")]

STANDING = {
    "children-not-asked": ([*registered(), *prescribed()], on(1, "household", answer="none")),
    "plan-missing": (with_a_dose_at_home(), plan(1, copied=False)),
    "plan-stale": ([*a_family(), on(1, "event", kind="moved")], on(2, "plan-review")),
    "plan-too-small": ([*a_family(), *prescribed(at=1, in_use="3-a-week")], plan(2, bottles=3, mg=150, copied=False)),
    "plan-unverified": (a_family(planned={"evidence": "told"}), on(1, "plan-review", evidence="photo")),
    "second-adult-not-agreed": (
        a_family(more=[on(0, "adult", **adult(part=["key"]))]),
        on(1, "adult", **adult(agrees=True)),
    ),
    "wording-missing": (
        [*registered(), *household(), *prescribed(closed=["sunday"], in_use="daily-pick-up")],
        prescribed(at=1, closed=["sunday"], wording=["closed-days"]),
    ),
    "over-limit": (
        [*a_family(planned={"bottles": 14, "mg": 700}), *prescribed(at=1, in_use="fortnightly")],
        decided("weekly", 2),
    ),
    "child-exposure-open": (
        [*a_family(), on(1, "event", kind="child-exposure")],
        on(2, "safeguarding-review", by="The lead", decision="held"),
    ),
    "in-use-not-agreed": (
        [*a_family(planned={"bottles": 4, "mg": 200}), *prescribed(at=1, in_use="2-a-week")],
        decided("2-a-week", 2),
    ),
    "no-keyworker": (
        [on(0, "register", keyworker=None), *household(), *prescribed()],
        on(1, "not-needed", code="no-keyworker", because="transferred on Friday", by="Mx Lane", until=day(5)),
    ),
    "authoriser-unconfirmed": (a_family(decision={"confirmed": False}), decided(at=1)),
    "plan-not-copied": (a_family(planned={"copied": False}), on(1, "copy")),
    "plan-not-shared": (a_family(more=[NURSE]), on(1, "share", **{"with": "Nurse Ito", "view": "agrees"})),
    "share-unacknowledged": (
        [*a_family(more=[NURSE]), on(1, "share", **{"with": "Nurse Ito", "view": "agrees"})],
        on(2, "acknowledge", **{"with": "Nurse Ito", "our_part": "we look at the box"}),
    ),
    "advice-only": ([*with_a_dose_at_home(), on(1, "event", kind="storage-advice")], plan(2, copied=False)),
    "item-overdue": (
        [*a_family(planned={"not_yet": [{"item": "P9", "because": "on Friday", "by": day(4)}]}), *waits(5)],
        plan(6, copied=False),
    ),
    "storage-only-told": (a_family(AT_SCHOOL, planned={"evidence": "told"}), on(1, "plan-review", evidence="shown")),
    "leaflet-not-given": ([on(0, "register"), *household(), *prescribed()], on(1, "leaflet")),
    "leaflet-outdated": ([*registered(), *household(), *prescribed(), on(1, "new-leaflet-version")], on(2, "leaflet")),
    "plan-review-due": ([*a_family(), *waits(70)], on(71, "plan-review")),
    "decision-review-due": ([*a_family(), *waits(70)], decided(at=71, review_on=day(100))),
    "care-plan-review-due": ([*a_family(), *waits(70)], on(71, "review", risk_discussed=True)),
    "closure-not-covered": (
        [*a_family(prescription=BANK_HOLIDAYS), *waits(64)],
        plan(65, bottles=2, mg=100, copied=False),
    ),
    "event-unreviewed": ([*a_family(), on(1, "event", kind="moved")], on(2, "review", risk_discussed=True)),
    "many-signals": ([*a_family(), *SIGNALS], on(2, "manager-look")),
    "clinical-review-wanted": ([*a_family(), on(1, "event", kind="vomiting")], on(2, "clinical-review", by="Dr Shah")),
    "agency-not-heard": (
        [*a_family(more=[NURSE]), on(1, "event", kind="moved")],
        on(2, "heard-from", **{"with": "Nurse Ito", "said": "nothing new"}),
    ),
    "undrunk-dose": ([*a_family(), on(1, "event", kind="vomiting")], on(2, "bottle", went="returned")),
    "missed-3-days": (
        [*a_family(), *[on(count, "dose", **{"for": day(count), "how": "missed"}) for count in (1, 2, 3)]],
        on(4, "spoke-to-prescriber", advice="see him first", supplied=False),
    ),
    "second-supply": (
        [*a_family(), on(1, "adult", **adult(own_supply=True, agrees=True))],
        plan(2, copied=False),
    ),
    "child-not-seen": ([*a_family(), *waits(56)], on(57, "child-seen", **SEEN)),
    "contact-gap": ([*a_family(), *waits(28)], on(29, "contact", how="phone")),
    "home-check-stale": ([*a_family(), on(1, "event", kind="moved")], on(2, "home-check", result="satisfactory")),
    "home-check-failed": (
        [*a_family(), on(1, "home-check", result="not-safe")],
        on(2, "home-check", result="satisfactory"),
    ),
    "child-milestone": ([*a_family(child(born="2025-07-11")), *waits(41)], on(42, "plan-review")),
    "referral-needed": ([*a_family(), on(1, "event", kind="domestic-abuse")], on(2, "refer", **SENT)),
    "exposure-act-now": (
        [*a_family(), on(1, "event", kind="child-exposure")],
        on(2, "safeguarding-review", by="The lead", decision="held"),
    ),
    "new-baby-assessment": (
        [*a_family(), on(1, "event", kind="moved"), on(2, "event", kind="birth")],
        on(3, "refer", not_sent_because="assessed before the birth, nothing new"),
    ),
    "referral-unanswered": ([*a_family(), on(1, "refer", **SENT)], on(2, "outcome", result="assessment", view="agree")),
    "outcome-not-agreed": (
        [*a_family(), on(1, "refer", **SENT), on(1, "outcome", result="no-action", view="disagree")],
        on(2, "resolve", text="they visit weekly", agreed_by="both managers"),
    ),
    "written-plan-not-held": (
        [*a_family(), on(1, "their-plan", kind="child-in-need")],
        on(2, "their-plan", kind="child-in-need", held=True),
    ),
    "call-not-confirmed": (
        [*a_family(), on(1, "call", **{"with": "Ms Roe", "said": "-", "agreed": "we tell her"})],
        on(2, "confirm", **{"with": "Ms Roe"}),
    ),
    "support-not-offered": ([*a_family(), on(1, "event", kind="debt")], on(2, "support-offered")),
    "repeat-assessment": ([*a_family(), *ASSESSED, *ASSESSED], on(2, "manager-look")),
    "no-co-ordinator": (
        [*a_family(), *[on(1, "agency", name=role, role=role) for role in ("midwife", "probation", "hospital")]],
        on(2, "co-ordinator", name="Ms Roe"),
    ),
    "exception-unreviewed": (
        [*without_a_dose_at_home(), *decided(at=1, exception=EXCEPTION)],
        on(2, "manager-look"),
    ),
    "pharmacist-query-open": ([*a_family(), on(1, "query", text="?")], on(2, "answer", text="yes")),
    "pharmacist-concern-open": ([*a_family(), on(1, "concern", text="!")], on(2, "answer", text="yes")),
    "case-not-supervised": (
        [*a_family(), *waits(84)],
        on(85, "supervise", by="Mx Lane", better_for_the_child="calmer"),
    ),
    "box-owed": ([*a_family(), on(1, "box", **{"is": "owed"})], on(2, "box", **{"is": "given"})),
    "naloxone-not-offered": (
        [on(0, "register"), *household(), *prescribed()],
        on(1, "naloxone", **{"is": "declined"}),
    ),
}
"""For each finding that can stand: how it comes to, and something that clears it."""

MET = {
    "plan-incomplete": [*registered(), *plan(items=["P5"], copied=False)],
    "plan-gap": [*registered(), *plan(items=["P1"], copied=False)],
    "relaxing-at-risk": [*without_a_dose_at_home(), *SIGNALS, *decided(at=2, senior=None)],
    "alternatives-missing": [*without_a_dose_at_home(), *decided(at=2, alternatives=None)],
    "authoriser-missing": [*without_a_dose_at_home(), *decided(at=2, authorised_by=None)],
    "reason-missing": [*without_a_dose_at_home(), *decided(at=2, reason=None)],
    "review-date-missing": [*without_a_dose_at_home(), *decided(at=2, review_on=None)],
    "risk-not-discussed": [*registered(), on(1, "review")],
    "referral-incomplete": [*a_family(), on(1, "refer", child="Mia")],
    "share-not-justified": [*a_family(more=[NURSE]), on(1, "share", **{"with": "Nurse Ito"})],
}
"""For each stop that only an act meets: an act that meets it, last."""


def test_every_finding_is_reached_by_a_case_file() -> None:
    assert set(STANDING) == {row.code for row in ROWS if row.stands}
    assert set(MET) == {row.code for row in ROWS if not row.stands}


@pytest.mark.parametrize("code", STANDING)
def test_every_finding_can_be_reached_says_whose_it_is_and_is_cleared_by_its_verb(code: Any) -> None:
    row, (lines, clears) = CATALOGUE[code], STANDING[code]
    last = clears if isinstance(clears, list) else [clears]
    told = play(lines, last)
    assert code in told.last.cleared
    assert last[-1]["do"] in row.verbs, f"{last[-1]['do']} is not written down as clearing {code}"
    roles = {role for _, role in told.tellings(code)}
    assert row.owners[0].value in roles


@pytest.mark.parametrize("code", MET)
def test_every_stop_of_an_act_is_met_and_gone_with_it(code: Any) -> None:
    told = play(MET[code])
    assert code in told.last.stopped and not told.last.accepted
    assert code not in told.last.open
    assert told.last.line.do in CATALOGUE[code].verbs


def test_every_code_in_the_rules_is_in_the_catalogue_and_the_reverse() -> None:
    rules = [path for room in ("casework", "dispensing", "safetyplans", "safeguarding") for path in _sources(room)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in rules)
    emitted = set(re.findall(r'(?:\bact|\.stop|\b_stop|\bFinding)\(\s*"([a-z0-9-]+)"', text))
    assert emitted and emitted <= set(CATALOGUE)
    literals = set(re.findall(r'"([a-z0-9-]+)"', text))
    assert set(CATALOGUE) <= literals


def _sources(room: str) -> list[Path]:
    return [path for path in (HERE / room / "rules").rglob("*.py") if path.name not in ("catalogue.py", "names.py")]


def test_every_finding_has_its_words_and_its_reasons() -> None:
    assert set(FINDING_WORDS) >= {row.code for row in ROWS if row.stands}
    assert set(RESTS_ON) == {row.code for row in ROWS if row.stands}


def test_only_acts_without_a_child_in_danger_can_be_not_needed() -> None:
    for row in ROWS:
        assert can_be_not_needed(row.code) == (row.severity is Severity.ACT and row.code not in NEVER_NOT_NEEDED)
    assert not can_be_not_needed("plan-lost")


def test_the_page_about_findings_is_the_catalogue() -> None:
    page = HERE / "docs" / "findings-table.md"
    renew = (
        "from casework.rules.catalogue import as_markdown as page; open('docs/findings-table.md', 'w').write(page())"
    )
    assert page.read_text(encoding="utf-8") == as_markdown(), f'renew it with: python -c "{renew}"'
