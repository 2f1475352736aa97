"""The blueprint that every page of this package is registered with."""

from flask import Blueprint

blueprint = Blueprint("leaflets", __name__, url_prefix="/leaflets")
