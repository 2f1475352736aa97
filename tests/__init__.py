"""Tests mirror the packages; `house/` holds the repository to its own rules, `journeys/` plays in a browser."""
