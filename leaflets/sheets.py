"""Fills a print template from values, outside of any request, so that a job or a command prints as a page does."""

from datetime import date
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from core.settings import ROOT

_sheets = Environment(
    loader=FileSystemLoader(ROOT / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def day(on: date, language: str = "en") -> str:
    """A London day in words, "5 March 2026" in English, as the language writes it."""
    return format_date(on, "d MMMM y", locale="en_GB" if language == "en" else language)


_sheets.filters["day"] = day


def fill(template: str, **values: Any) -> str:
    """The HTML of a print template (a path under templates/). Raises UndefinedError for a value that is missing."""
    return _sheets.get_template(template).render(values)
