"""What a member of staff may choose, and how they can be reached."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from casework.rules.stages import Way


class NewActs(StrEnum):
    """When somebody hears of what is new today."""

    DIGEST = "digest"
    AT_ONCE = "at-once"


NEW_ACTS_WORDS: dict[NewActs, str] = {
    NewActs.DIGEST: "In one e-mail each working morning",
    NewActs.AT_ONCE: "Soon after it comes up, in working hours",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody wants to be told; `version` 0 where they never said."""

    new_acts: NewActs = NewActs.DIGEST
    texts: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Reach:
    """How a member of staff is reached: their e-mail address, and their mobile number where a code confirmed it.

    `at_counter`: they work at a pharmacy, where people's pages are the counter's.
    """

    staff_id: UUID
    name: str
    email: str
    number: str | None
    choice: Choice
    at_counter: bool = False

    def by(self, way: Way) -> str | None:
        """The address for a way; none where they cannot be, or do not want to be, reached by it."""
        if way is Way.EMAIL:
            return self.email or None
        return self.number if self.choice.texts else None
