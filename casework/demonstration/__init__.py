"""Demonstration households: fictional, varied, dated from the day they are loaded."""
