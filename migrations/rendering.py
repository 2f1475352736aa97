"""How a new migration is numbered and written: our column types by name, one number after the other."""

from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate.api import AutogenContext

from core.columns import Milligrams, UtcDateTime

VERSIONS = Path(__file__).parent / "versions"


def render_item(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Our own column types are written by their names; everything else as Alembic writes it."""
    if kind == "type" and isinstance(item, (UtcDateTime, Milligrams)):
        context.imports.add("from core import columns")
        return f"columns.{type(item).__name__}()"
    return False


def next_number() -> str:
    """The number of the next migration: 0001, 0002 …"""
    return f"{len(list(VERSIONS.glob('[0-9]*.py'))) + 1:04}"
