"""The blueprint of this package: everything is about one person and their family."""

from flask import Blueprint

blueprint = Blueprint("safeguarding", __name__, url_prefix="/people/<uuid:person_id>")
