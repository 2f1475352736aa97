"""The decision and its gate: what must be there before a record may be called agreed."""

from dispensing.rules.facts import BetterEvidence, DecisionFact, DecisionsOf, ExceptionFact
from dispensing.rules.gate import Asked, Gate, decision_stops
from dispensing.rules.policy import DispensingPolicy, Policies
from dispensing.rules.situation import Situation
from dispensing.rules.standing import standing_stops, stops_met

__all__ = [
    "Asked",
    "BetterEvidence",
    "DecisionFact",
    "DecisionsOf",
    "DispensingPolicy",
    "ExceptionFact",
    "Gate",
    "Policies",
    "Situation",
    "decision_stops",
    "standing_stops",
    "stops_met",
]
