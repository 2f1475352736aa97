"""The blueprint that every page of this package is registered with."""

from flask import Blueprint

blueprint = Blueprint("dispensing", __name__)
