"""The blueprint of this package."""

from flask import Blueprint

blueprint = Blueprint("supply", __name__)
