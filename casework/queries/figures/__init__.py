"""What is counted: a fixed number of statements for a report, however many families there are."""

from casework.queries.figures.gathering import report

__all__ = ["report"]
