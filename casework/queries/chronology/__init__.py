"""A family's chronology: every package's facts as entries, in a fixed number of statements."""

from casework.queries.chronology.gathering import chronology_of

__all__ = ["chronology_of"]
