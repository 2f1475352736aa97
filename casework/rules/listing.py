"""Which findings a work list shows: whose, and how far gone. A URL keeps it, and says nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from staff.rules import RoleName

PAGE = 20
"""So many people a page."""
LAST_PAGE = 100_000


class Show(StrEnum):
    """Whose."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


SHOW_WORDS = {Show.MINE: "Mine", Show.TEAM: "My team's", Show.ALL: "Everybody's"}


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What a work list is asked for."""

    show: Show = Show.MINE
    overdue: bool = False
    page: int = 1

    def to_plain(self) -> dict[str, str]:
        """The parts of the URL that are not as usual."""
        found = {"show": self.show.value} if self.show is not Show.MINE else {}
        found |= {"overdue": "yes"} if self.overdue else {}
        return found | ({"page": str(self.page)} if self.page > 1 else {})

    def but(self, *, show: Show | None = None, overdue: bool | None = None, page: int = 1) -> "WorkFilter":
        """The same with something else chosen; on its first page, unless told."""
        chosen = self.overdue if overdue is None else overdue
        return replace(self, show=show or self.show, overdue=chosen, page=page)


def from_plain(plain: Mapping[str, str]) -> WorkFilter:
    """The filter that a URL asks for; what it does not know is as usual."""
    show = Show(plain["show"]) if plain.get("show") in set(Show) else Show.MINE
    page = plain.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    return WorkFilter(show, plain.get("overdue") == "yes", min(max(1, number), LAST_PAGE))


@dataclass(frozen=True, slots=True)
class Worker:
    """Whose list it is. `staff_ids`: themselves, and those whose people they look after today."""

    service_id: UUID
    staff_ids: tuple[UUID, ...]
    roles: frozenset[RoleName]
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One finding as lists know it. Ids are those of rows; days are London days."""

    household_id: UUID
    whom_id: UUID
    code: str
    about: str
    owner: str
    owner_staff_id: UUID | None
    since: date
    due_on: date | None
    sentence: str
    clears: tuple[str, ...]
    kept_closed: bool
