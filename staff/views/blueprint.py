"""The blueprint of this package."""

from flask import Blueprint

blueprint = Blueprint("staff", __name__)
