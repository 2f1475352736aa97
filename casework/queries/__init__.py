"""Reads that need several packages' facts."""

from casework.queries.cases import case_of, cases

__all__ = ["case_of", "cases"]
