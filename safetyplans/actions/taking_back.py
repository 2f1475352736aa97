"""Taking back an agreement that was recorded by mistake. Nothing is changed: what stood before it stands again."""

from datetime import datetime
from uuid import UUID

from core.calendar import day_of
from core.conflict import Conflict, Refused
from core.versions import append, following
from people.actions import change_adult
from people.queries import family
from people.rules import AdultPart, AdultSaid
from safeguarding.rules import text_problems
from safetyplans.actions.drafts import save_draft
from safetyplans.actions.links import close_link
from safetyplans.actions.recording import add, frozen_problems, home_of, refuse
from safetyplans.models import AdultAgreement, AgreementTakenBack, PlanDeclined, SafetyPlan
from safetyplans.queries import draft_row, items_of, last_version, times_asked
from safetyplans.queries.links import links_to_version
from safetyplans.queries.taking_back import declined_kept, is_taken_back, part_before, plan_kept, said_kept
from safetyplans.rules import DraftSaid, answers_of
from safetyplans.rules.taking_back import Agreed

Kept = SafetyPlan | AdultAgreement | PlanDeclined
COLUMNS = {Agreed.PLAN: "plan_id", Agreed.PART: "agreement_id", Agreed.DECLINED: "declined_id"}


def take_back_agreement(
    *,
    person_id: UUID,
    what: Agreed,
    row_id: UUID,
    because: str,
    by: UUID,
    at: datetime,
    keep_as_draft: bool = False,
    seen: int | None = None,
) -> AgreementTakenBack:
    """Take back what was recorded by mistake: a version, what an adult said of their part, that somebody did not agree.

    `row_id`: of the row it is about. A version: its links are closed; `keep_as_draft` keeps what was talked through, to
    be agreed anew, where nothing is being talked through yet. An adult who was not told has the part again that they
    had. `seen`: the newest version, or how often the adult was asked, that the page showed. Raises Refused for another
    family's, without a reason, and for what was written before the record was frozen; Conflict where it was taken back
    already, or something newer is there.
    """
    kept = _kept(person_id, what, row_id)
    following(newest_said(person_id, kept), seen)
    refuse(text_problems("because", because, "Say what was wrong."), frozen_problems(person_id, kept.recorded_at))
    if is_taken_back(row_id):
        raise Conflict("This was taken back already.")
    row = AgreementTakenBack(
        person_id=person_id,
        happened_on=day_of(at),
        because=because.strip(),
        recorded_by_id=by,
        recorded_at=at,
        **{COLUMNS[what]: row_id},
    )
    append(row)
    add(row, "take_back_agreement", person_id=person_id, by=by, at=at)
    if isinstance(kept, SafetyPlan):
        _let_go_of(kept, keep_as_draft, by, at)
    elif isinstance(kept, AdultAgreement):
        _give_part_back(person_id, kept, by, at)
    return row


def _kept(person_id: UUID, what: Agreed, row_id: UUID) -> Kept:
    """The row it is about. Raises Refused for another family's."""
    row: Kept | None
    if what is Agreed.PLAN:
        row = plan_kept(person_id, row_id)
    elif what is Agreed.PART:
        row = said_kept(home_of(person_id), row_id)
    else:
        row = declined_kept(person_id, row_id)
    if row is None:
        raise Refused(("agreement", "There is no such agreement."))
    return row


def newest_said(person_id: UUID, kept: Kept) -> int:
    """What a page shows as the newest: the last version; for an adult, how often they were asked."""
    return times_asked(kept.adult_id) if isinstance(kept, AdultAgreement) else last_version(person_id)


def _let_go_of(plan: SafetyPlan, keep_as_draft: bool, by: UUID, at: datetime) -> None:
    """Nobody reads the version by a link any more; what was talked through may be kept, to be agreed anew."""
    for link_id in links_to_version(plan.id):
        close_link(person_id=plan.person_id, link_id=link_id, by=by, at=at)
    if keep_as_draft and draft_row(plan.person_id) is None:
        answers = answers_of(items_of([plan.id]).get(plan.id, ()))
        said = DraftSaid(answers, plan.own_words, plan.teach_back, plan.strengths)
        save_draft(person_id=plan.person_id, said=said, seen_revision=0, by=by, at=at)


def _give_part_back(person_id: UUID, said: AdultAgreement, by: UUID, at: datetime) -> None:
    """An adult who was not told by mistake holds again what they held, as long as nobody changed them since."""
    part = part_before(said.adult_id, said.recorded_at) if said.not_told_because else ()
    if part:
        now = next(one for one in family(home_of(person_id)).adults if one.id == str(said.adult_id))
        known = UUID(now.person_id) if now.person_id else None
        held = frozenset(AdultPart(one) for one in part)
        change_adult(
            adult_id=said.adult_id, said=AdultSaid(now.name, now.role, now.own_supply, held, known), by=by, at=at
        )
