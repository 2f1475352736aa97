"""What Twilio says of a text afterwards, and whether passes run, for monitoring."""

from uuid import UUID

from flask import abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from casework.queries.telling import waiting_messages
from core import clock
from core.db import commit
from reminders import sms
from reminders.actions import note_callback
from reminders.queries import text_with_id
from reminders.views.banner import looked
from reminders.views.blueprint import blueprint
from staff.access import found, public


@blueprint.post("/texts/<uuid:message_id>/status")
@public
def text_status(message_id: UUID) -> ResponseReturnValue:
    """How far one text is. Believed with Twilio's signature alone, of a text that was handed over.

    Again, late or out of order it changes nothing.
    """
    settings = current_app.extensions["settings"]
    url = f"{settings.address_for_links}{request.path}"
    signature = request.headers.get("X-Twilio-Signature", "")
    if not sms.is_from_twilio(url, request.form.to_dict(), signature, settings):
        abort(403)
    message = found(text_with_id(message_id))
    said = request.form
    if message.sending_at is not None and message.provider_id in (None, said.get("MessageSid")):
        word, code, name = said.get("MessageStatus", ""), said.get("ErrorCode", ""), said.get("MessageSid", "")
        note_callback(message, word, code, name, at=clock.now())
    commit()
    return "", 204


@blueprint.get("/health")
@public
def health() -> ResponseReturnValue:
    """Whether the pages answer, the database answers and passes run: 200, or 503 where they do not."""
    now, missed = looked(clock.now())
    said = {
        "reminders": "missed" if missed else "running" if now.succeeded_at else "not yet",
        "last_pass": now.succeeded_at.isoformat() if now.succeeded_at else None,
        "next_pass": now.next_at.isoformat() if now.next_at else None,
        "waiting": waiting_messages(),
    }
    return jsonify(said), 503 if missed else 200
