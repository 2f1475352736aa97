"""What several prints of a plan are made of: a child by first name, an agreed item."""

from dataclasses import dataclass
from datetime import date

from people.rules import ChildHow


@dataclass(frozen=True, slots=True)
class ChildPrint:
    """A child as the plan names them: by first name alone; `unborn` and `due_on` for one who is not born yet."""

    first_name: str
    how: ChildHow
    due_on: date | None = None
    unborn: bool = False


@dataclass(frozen=True, slots=True)
class ItemPrint:
    """An item that is agreed: its code, the person's words where they are printed, and the ticks of P18."""

    code: str
    words: str = ""
    ticks: tuple[str, ...] = ()
