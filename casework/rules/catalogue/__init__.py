"""The catalogue of findings as data: what each code means, whose it is, when it is due, and what clears it.

Verbs are those of the case file (docs/writing-a-case.md). Nothing is derived from this list: the rules are functions.
It says in one place what they answer to, and tests hold it to them. `docs/findings-table.md` is made from it.
"""

from collections.abc import Iterator
from types import MappingProxyType

from casework.rules.catalogue.acts import ACTS
from casework.rules.catalogue.rows import Row
from casework.rules.catalogue.stops import STOPS
from core.findings import Severity

ROWS: tuple[Row, ...] = STOPS + ACTS
CATALOGUE = MappingProxyType({row.code: row for row in ROWS})
"""Every finding by its code, in the order of findings.md."""

NEVER_NOT_NEEDED = frozenset({"exposure-act-now", "child-exposure-open"})
"""A child may be in danger: "not needed" is no answer."""


def can_be_not_needed(code: str) -> bool:
    """Whether a finding can be answered "not needed, because": an act, and no child in danger. Unknown codes: no."""
    row = CATALOGUE.get(code)
    return row is not None and row.severity is Severity.ACT and code not in NEVER_NOT_NEEDED


def as_markdown() -> str:
    """The catalogue as the page docs/findings-table.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Every finding: whose, by when, and what clears it"
    yield ""
    yield "Made by `as_markdown` of `casework/rules/catalogue`; a test holds them together and says how to renew it."
    yield "Verbs are those of the case file (`writing-a-case.md`). What is not written here is in `readings.md`."
    for title, rows in (
        ("Stops that can stand by themselves", [one for one in ROWS if one.severity is Severity.STOP and one.stands]),
        ("Stops that an act meets, and that are gone with it", [one for one in ROWS if not one.stands]),
        ("Acts", [one for one in ROWS if one.severity is Severity.ACT]),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield "| code | stands when | due | owner | cleared by |"
        yield "|---|---|---|---|---|"
        for row in rows:
            owners, verbs = ", ".join(owner.value for owner in row.owners), "; ".join(row.cleared_by)
            yield f"| `{row.code}` | {row.means} | {row.due} | {owners} | {verbs} |"
    yield ""
    yield "Every act can also be answered with `not-needed` (because, by whom, until when), but for exposure."
