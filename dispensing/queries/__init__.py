"""Reads of decisions, exceptions, and the situation that both are judged by."""

from dispensing.queries.arrangements import arrangement_history
from dispensing.queries.decisions import decisions_of
from dispensing.queries.desk import (
    MOST_AT_DESK,
    Checked,
    DeskLine,
    Ring,
    alike_at,
    as_listed,
    asked_here,
    desk_lines,
    last_checked,
    nation_of,
    ring,
    storage_questions_due,
)
from dispensing.queries.drafts import Draft, draft_of
from dispensing.queries.happened import Happened, happened_here
from dispensing.queries.history import (
    DecisionLine,
    ExceptionAnswer,
    ExceptionLine,
    NotAgreedLine,
    decision_lines,
    newest_decision,
    not_agreed_lines,
)
from dispensing.queries.policies import policies_for, policies_of
from dispensing.queries.situations import situation, situations
from dispensing.queries.staffing import NamedStaff, nameable_staff, team_of
from dispensing.queries.waiting import (
    count_to_look_at,
    decision_of_service,
    decisions_waiting,
    exception_of_service,
    exceptions_naming,
    exceptions_to_look_at,
)
from dispensing.queries.watching import WouldHaveStopped, would_have_stopped

__all__ = [
    "MOST_AT_DESK",
    "Checked",
    "DecisionLine",
    "DeskLine",
    "Draft",
    "ExceptionAnswer",
    "ExceptionLine",
    "Happened",
    "NamedStaff",
    "NotAgreedLine",
    "Ring",
    "WouldHaveStopped",
    "alike_at",
    "arrangement_history",
    "as_listed",
    "asked_here",
    "count_to_look_at",
    "decision_lines",
    "decision_of_service",
    "decisions_of",
    "decisions_waiting",
    "desk_lines",
    "draft_of",
    "exception_of_service",
    "exceptions_naming",
    "exceptions_to_look_at",
    "happened_here",
    "last_checked",
    "nameable_staff",
    "nation_of",
    "newest_decision",
    "not_agreed_lines",
    "policies_for",
    "policies_of",
    "ring",
    "situation",
    "situations",
    "storage_questions_due",
    "team_of",
    "would_have_stopped",
]
