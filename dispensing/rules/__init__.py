"""The decision and its gate: what must be there before a record may be called agreed."""

from dispensing.rules.facts import BetterEvidence, DecisionFact, DecisionsOf, ExceptionFact

__all__ = ["BetterEvidence", "DecisionFact", "DecisionsOf", "ExceptionFact"]
