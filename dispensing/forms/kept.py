"""What was typed, kept and shown again; and what is in use, as if it had been typed."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from core.forms import tidy
from dispensing.forms.decision import NOT_ATTENDED
from supply.rules import WEEKDAYS, Arrangement, Pattern

NOT_TYPED = frozenset({"csrf_token", "version", "step"})
"""What a form carries that nobody typed."""


def typed(formdata: MultiDict[str, str]) -> dict[str, list[str]]:
    """What was typed, fit to be kept: every field by name, without what the form carries by itself."""
    return {name: [tidy(one) for one in values] for name, values in formdata.lists() if name not in NOT_TYPED}


def as_typed(kept: Mapping[str, Any]) -> MultiDict[str, str]:
    """The other way round: what was kept, as a form reads it."""
    return MultiDict((name, one) for name, values in kept.items() for one in values)


def in_use_typed(arrangement: Arrangement | None) -> dict[str, str]:
    """What is in use, as the form's fields; nothing where it is not known or cannot be said with them."""
    if arrangement is None or (arrangement.pattern is Pattern.OWN and arrangement.every_weeks > 1):
        return {}
    days = zip(WEEKDAYS, arrangement.days, strict=True)
    week = {name: day.value if day else NOT_ATTENDED for name, day in days}
    return {"pattern": arrangement.pattern.value, **week}
