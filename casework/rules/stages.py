"""The stages of telling, as the policy's table has them: which finding, after how long, to whom, by which way."""

from dataclasses import dataclass
from enum import StrEnum


class StageKind(StrEnum):
    """Where in its life a finding is told of."""

    RAISED = "raised"
    MORE = "more"
    DUE_SOON = "due-soon"
    OVERDUE = "overdue"
    UP_THE_LINE = "up-the-line"
    SUMMARY = "summary"


STAGE_WORDS: dict[StageKind, str] = {
    StageKind.RAISED: "new",
    StageKind.MORE: "more of the same",
    StageKind.DUE_SOON: "due soon",
    StageKind.OVERDUE: "overdue",
    StageKind.UP_THE_LINE: "overdue for a week",
    StageKind.SUMMARY: "the week",
}


class Way(StrEnum):
    """How somebody is told, besides on the work list, where everything stands anyway."""

    EMAIL = "email"
    TEXT = "text"


WAY_WORDS: dict[Way, str] = {Way.EMAIL: "e-mail", Way.TEXT: "text"}


class ToWhom(StrEnum):
    """Whose role is told; the owner is whoever the finding belongs to, and whoever it belongs to at once."""

    OWNER = "owner"
    PRESCRIBER = "prescriber"
    PHARMACIST = "pharmacist"
    MANAGER = "manager"
    SAFEGUARDING_LEAD = "safeguarding-lead"


@dataclass(frozen=True, slots=True)
class Stage:
    """One line of the table. `code`: of one kind of finding alone, or empty for the rest.

    Counted from the day it was raised; `due-soon` back from the due day, `overdue` on from it, `up-the-line` from the
    overdue day. `also`: told as well, besides what case replay plays. `same_day`: whatever the hour and the day.
    """

    code: str
    stage: StageKind
    after_days: int
    after_working_days: int
    to: tuple[ToWhom, ...]
    also: tuple[ToWhom, ...]
    ways: tuple[Way, ...]
    same_day: bool
