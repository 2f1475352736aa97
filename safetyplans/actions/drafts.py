"""The plan as it is being talked through: saved as it goes, nothing typed lost."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from core.audit import record_change
from core.conflict import Conflict
from core.db import db
from core.versions import append
from safetyplans.actions.recording import home_of
from safetyplans.models import PlanDraft
from safetyplans.queries import draft_row
from safetyplans.rules import DraftSaid, draft_from_plain, draft_to_plain

_NEWER = "Someone else has saved a newer version of this plan since this page was opened."


def save_draft(*, person_id: UUID, said: DraftSaid, seen_revision: int, by: UUID, at: datetime) -> PlanDraft:
    """Keep what was talked through so far: the answers in `said` replace theirs, the others stay.

    `seen_revision`: that of the draft the page was loaded with, 0 where there was none. Raises Conflict where
    somebody has saved since.
    """
    draft = draft_row(person_id)
    if (draft.revision if draft else 0) != seen_revision:
        raise Conflict(_NEWER)
    saved = _first(person_id, said, by, at) if draft is None else _next(draft, said, by, at)
    record_change("save_draft", by=by, at=at, household=home_of(person_id), person=person_id, about=str(saved.id))
    return saved


def _first(person_id: UUID, said: DraftSaid, by: UUID, at: datetime) -> PlanDraft:
    draft = PlanDraft(person_id=person_id, revision=1, answers=draft_to_plain(said), saved_at=at, saved_by_id=by)
    append(draft)
    return draft


def _next(draft: PlanDraft, said: DraftSaid, by: UUID, at: datetime) -> PlanDraft:
    """One statement that changes the revision it was loaded with, or nothing."""
    before = draft_from_plain(draft.answers)
    merged = DraftSaid(
        {**before.answers, **said.answers},
        before.own_words if said.own_words is None else said.own_words,
        before.teach_back if said.teach_back is None else said.teach_back,
        before.strengths if said.strengths is None else said.strengths,
    )
    changed = db.session.scalar(
        update(PlanDraft)
        .where(PlanDraft.id == draft.id, PlanDraft.revision == draft.revision)
        .values(revision=draft.revision + 1, answers=draft_to_plain(merged), saved_at=at, saved_by_id=by)
        .returning(PlanDraft.id)
        .execution_options(synchronize_session=False)
    )
    if changed is None:
        raise Conflict(_NEWER)
    db.session.refresh(draft)
    return draft
