"""The decision and its gate: what must be there before a record may be called agreed."""

from dispensing.rules.exceptions import (
    BY_PRESCRIBER_AND_LEAD,
    NEVER_SET_ASIDE,
    Closure,
    ExceptionAsked,
    again_for,
    closure_around,
    closures_ahead,
    codes_set_aside,
    exception_problems,
    in_force,
    latest_end,
    set_aside,
)
from dispensing.rules.facts import BetterEvidence, DecisionFact, DecisionsOf, ExceptionFact
from dispensing.rules.gate import Asked, Gate, decision_stops, risks_now
from dispensing.rules.policy import DispensingPolicy, Policies
from dispensing.rules.situation import Situation
from dispensing.rules.standing import standing_stops

__all__ = [
    "BY_PRESCRIBER_AND_LEAD",
    "NEVER_SET_ASIDE",
    "Asked",
    "BetterEvidence",
    "Closure",
    "DecisionFact",
    "DecisionsOf",
    "DispensingPolicy",
    "ExceptionAsked",
    "ExceptionFact",
    "Gate",
    "Policies",
    "Situation",
    "again_for",
    "closure_around",
    "closures_ahead",
    "codes_set_aside",
    "decision_stops",
    "exception_problems",
    "in_force",
    "latest_end",
    "risks_now",
    "set_aside",
    "standing_stops",
]
