"""The application with one bare route beside it: the floor that everything is held against."""

from uuid import uuid4

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app import serve as serve_application
from core import clock
from core.audit import AuditEntry
from core.db import db
from people.models import ServiceUser
from staff.access import signed_in, viewer

floor = Blueprint("floor", __name__)


@floor.get("/floor")
@signed_in
def read_one() -> ResponseReturnValue:
    """Who is signed in, and one row read."""
    viewer()
    return str(db.session.scalar(select(ServiceUser.id).limit(1)))


@floor.post("/floor")
@signed_in
def write_one() -> ResponseReturnValue:
    """Who is signed in, one row read, one row written."""
    looking = viewer()
    db.session.scalar(select(ServiceUser.id).limit(1))
    db.session.add(AuditEntry(at=clock.now(), kind="view", verb="floor", by_id=looking.staff_id, about=str(uuid4())))
    db.session.commit()
    return "written"


def serve() -> Flask:
    """The application, with the floor."""
    app = serve_application()
    app.register_blueprint(floor)
    app.extensions["csrf"].exempt(floor)
    return app
