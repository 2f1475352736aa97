"""The blueprint of this package."""

from flask import Blueprint

blueprint = Blueprint("casework", __name__)
