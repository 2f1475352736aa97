"""The way back to a decision that is not agreed yet, shown on every page until it is recorded or dropped.

The session keeps the person's random identifier alone; what was typed is kept as a draft.
"""

from typing import Any

from flask import request, session, url_for

from dispensing.views.blueprint import blueprint

KEPT = "decision_begun"


def remember(person_id: str) -> None:
    """From now on, show the way back to this person's decision."""
    session[KEPT] = person_id


def forget(person_id: str) -> None:
    """The decision of this person is recorded, or begun afresh."""
    if session.get(KEPT) == person_id:
        session.pop(KEPT)


@blueprint.app_context_processor
def way_back() -> dict[str, Any]:
    """`way_back`: where to, and in which words; none on the decision's own page and where nothing was begun."""
    person_id = session.get(KEPT)
    if person_id is None or request.blueprint == blueprint.name:
        return {"way_back": None}
    href = url_for("dispensing.record_decision", person_id=person_id)
    return {"way_back": {"href": href, "text": "Go back to the decision that is not agreed yet"}}
