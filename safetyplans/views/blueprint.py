"""The blueprint that every page of this package is registered with."""

from flask import Blueprint

blueprint = Blueprint("safetyplans", __name__, url_prefix="/people/<uuid:person_id>/plan")
