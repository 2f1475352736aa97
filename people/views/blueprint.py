"""The blueprint of this package."""

from flask import Blueprint

blueprint = Blueprint("people", __name__)
