"""The plan as it stands: what was agreed, what was seen and when, who has it; and every version before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from people.rules import AGENCY_ROLE_WORDS, PART_WORDS, AdultFact
from safeguarding.queries import history
from safetyplans.asking import MOMENTS, said_back
from safetyplans.items import CHANGES, item
from safetyplans.queries import (
    AgreedPlan,
    TakenBack,
    agreed_plan,
    asked_by_pharmacist,
    copies_of,
    declined_since,
    draft_of,
    every_version,
    items_of,
    last_facts,
    pictures_of,
    questions_waiting,
    taken_back,
    visit,
    who_saw,
)
from safetyplans.queries.facts import plan_fact
from safetyplans.queries.taking_back import NotAgreed, agreements_taken_back, said_of_version
from safetyplans.rules import (
    AGREED_HOW_WORDS,
    ANSWER_WORDS,
    BOX_WORDS,
    CHECK_WORDS,
    COPY_WORDS,
    EVIDENCE_WORDS,
    FILE_WORDS,
    KEPT_CLOSED,
    NALOXONE_WORDS,
    PRINTED,
    QUERY_WORDS,
    TOLD_WORDS,
    AdultAgreementFact,
    AgreedHow,
    FileKind,
    Holding,
    PlanFact,
    PlansOf,
    agreement_words,
    before,
    changes,
    conversation,
    cover_now,
    evidence_now,
    how_words,
    open_items,
    review_on_now,
)
from safetyplans.views.blueprint import blueprint
from safetyplans.views.everybody import part_lines
from safetyplans.views.loading import Whose, person_page, whose
from safetyplans.views.storage import to_tell
from staff.access import allowed, found
from staff.rules import Permission
from supply.rules.home_words import believed_words

WORDS = {
    "agreed_how": AGREED_HOW_WORDS,
    "answer": ANSWER_WORDS,
    "box": BOX_WORDS,
    "check": CHECK_WORDS,
    "copies": COPY_WORDS,
    "evidence": EVIDENCE_WORDS,
    "file": FILE_WORDS,
    "naloxone": NALOXONE_WORDS,
    "part": PART_WORDS,
    "query": QUERY_WORDS,
    "role": AGENCY_ROLE_WORDS,
    "told": TOLD_WORDS,
}


@dataclass(frozen=True, slots=True)
class AdultLine:
    """An adult with a part in the plan, the last thing they said of it, of which version (0: none said), and how."""

    adult: AdultFact
    agreement: AdultAgreementFact | None
    version: int = 0
    how: str = ""


@dataclass(frozen=True, slots=True)
class SignedLine:
    """Who agreed a version or did not, how, when, why not; and the pictures of it.

    `of`: the kind and the id of what they said, by which it is taken back; `gone`: it was, when, by whom and why.
    """

    name: str
    how: str
    on: date | None
    because: str = ""
    pictures: Sequence[Any] = ()
    taken_back: Sequence[TakenBack] = ()
    of: tuple[str, str] = ("", "")
    gone: NotAgreed | None = None


@blueprint.get("")
@allowed(Permission.PEOPLE)
def show_plan(person_id: UUID) -> ResponseReturnValue:
    """The plan that stands, and what is around it."""
    here = whose(person_id)
    plans, plan = here.plans, here.plans.plan
    row, last = agreed_plan(person_id, UUID(plan.id)) if plan else None, last_facts(person_id)
    seen, lines = evidence_now(plans, here.on, here.policy), part_lines(here)
    return render_template(
        "safetyplans/show_plan.html",
        here=here,
        plan=plan,
        row=row,
        draft=draft_of(person_id),
        seen=seen,
        seen_by=who_saw(person_id, seen.recorded_at) if seen and seen.recorded_at else "",
        cover=cover_now(plans),
        review_on=review_on_now(plans, here.policy),
        how_agreed=_how_agreed(row.row) if row else "",
        declined=declined_since(person_id, row.row if row else None),
        open_items=_open(here),
        adults=_adults(here),
        agencies=lines,
        wrong=[line for line in lines if line.holding is Holding.TAKEN_BACK],
        unshown=[one for one in taken_back(person_id) if _shows_nothing(one, plan.id if plan else "")],
        questions=questions_waiting(UUID(here.header.service_id), person_id=person_id),
        last=last,
        copy=next(iter(reversed(copies_of(row.row.id))), None) if row else None,
        too_small=_too_small(here),
        believed=believed_words(here.supply, here.on, history(UUID(here.header.household_id)).events),
        to_tell=to_tell(visit(person_id, last.check.id)) if last.check else [],
        asked=asked_by_pharmacist(person_id),
        words=WORDS,
        back_to=person_page(here.header),
    )


def _shows_nothing(one: TakenBack, plan_id: str) -> bool:
    """Whether nothing shows any more how this version was signed: its scan was taken back, with no other since."""
    return one.file.kind == FileKind.PAPER and str(one.file.plan_id) == plan_id and one.right_id is None


def _too_small(here: Whose) -> bool:
    """Whether the box they have is smaller than the most that can be at home, or than the plan is for."""
    cover, box = cover_now(here.plans), here.plans.boxes[-1] if here.plans.boxes else None
    most = max(here.amount.bottles or 0, cover.bottles if cover else 0)
    return box is not None and box.holds_bottles is not None and box.holds_bottles < most


def _open(here: Whose) -> list[tuple[str, str, date, str]]:
    """The items of the plan left for later: code, what it is about, by when, why."""
    plan = here.plans.plan
    left = open_items(plan, here.policy) if plan else ()
    return [(one.code, item(one.code).short, one.due_on, one.because) for one in left]


def _adults(here: Whose) -> list[AdultLine]:
    last = {one.adult_id: one for one in here.plans.agreements}
    versions = {plan.id: plan.version for plan in here.plans.plans}
    return [
        AdultLine(adult, said, versions.get(said.plan_id, 0) if said else 0, agreement_words(said) if said else "")
        for adult in here.family.grown()
        for said in [last.get(adult.id)]
        if adult.part or said
    ]


@blueprint.get("/history")
@allowed(Permission.PEOPLE)
def plan_history(person_id: UUID) -> ResponseReturnValue:
    """Every version, newest first."""
    here = whose(person_id)
    return render_template(
        "safetyplans/plan_history.html",
        here=here,
        versions=every_version(person_id),
        changed={one.version: _changed(one, here.plans) for one in here.plans.plans},
        gone={one.plan_id: one for one in agreements_taken_back(person_id) if one.plan_id},
        words=WORDS,
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed in a version since the one that stood before it, in plain sentences."""

    since: int
    lines: Sequence[str]


def _changed(plan: PlanFact, plans: PlansOf) -> Changed | None:
    """None where there was none before, or nothing changed."""
    had = before(plan, plans)
    lines = changes(had, plan, codes=PRINTED)
    return Changed(had.version, lines) if had and lines else None


def _how_agreed(row: Any) -> str:
    return how_words(AgreedHow(row.agreed_how), row.witness, row.held_at or "")


def _signers(here: Whose, plan: AgreedPlan) -> list[SignedLine]:
    """Who agreed this version: the person, then each adult who said something of it, each with what they signed."""
    kept = pictures_of(here.person_id, plan_id=plan.row.id)
    own = [one for one in kept if one.agreement_id is None]
    gone = [one for one in taken_back(here.person_id) if one.file.plan_id == plan.row.id]
    gone_own = [one for one in gone if one.file.agreement_id is None]
    names = {adult.id: adult.name for adult in here.family.adults}
    unagreed = agreements_taken_back(here.person_id)
    back = {one.plan_id or one.agreement_id: one for one in unagreed}
    of, taken = ("plan", str(plan.row.id)), back.get(plan.row.id)
    lines = [SignedLine(here.header.name, _how_agreed(plan.row), plan.row.happened_on, "", own, gone_own, of, taken)]
    for one in said_of_version(UUID(here.header.household_id), plan.row.id):
        because = f"{one.declined_because} What then: {one.what_then}" if one.declined_because else ""
        theirs = [file for file in kept if str(file.agreement_id) == one.id]
        name = names.get(one.adult_id, "An adult")
        gone_theirs = [each for each in gone if str(each.file.agreement_id) == one.id]
        of, taken = ("part", one.id), back.get(plan.row.id) or back.get(UUID(one.id))
        lines.append(SignedLine(name, agreement_words(one), one.happened_on, because, theirs, gone_theirs, of, taken))
    return lines


def _in_words(plan: AgreedPlan) -> list[tuple[str, str]]:
    """What goes well, what worries them, and what they said when asked back."""
    row = plan.row
    said = [("What is going well", row.strengths or ""), ("What worries them, or would help", row.own_words)]
    return [(heading, words) for heading, words in (*said, *said_back(row.teach_back)) if words]


@blueprint.get("/versions/<uuid:plan_id>")
@allowed(Permission.PEOPLE)
def show_version(person_id: UUID, plan_id: UUID) -> ResponseReturnValue:
    """One version, item by item. What belongs in the case file alone is closed until somebody opens it."""
    here = whose(person_id)
    plan = found(next((one for one in every_version(person_id) if one.row.id == plan_id), None))
    fact = plan_fact(plan.row, items_of([plan_id]).get(plan_id, ()))
    return render_template(
        "safetyplans/show_version.html",
        here=here,
        plan=plan,
        items={one.code: one for one in fact.items},
        signers=_signers(here, plan),
        changed=_changed(fact, here.plans),
        gone=next((one for one in agreements_taken_back(person_id) if one.plan_id == plan_id), None),
        parts=conversation(short=False).first,
        words=WORDS,
        closed=KEPT_CLOSED,
        ticked={each.code: each.words for each in (*CHANGES, *MOMENTS)},
        in_words=_in_words(plan),
    )
