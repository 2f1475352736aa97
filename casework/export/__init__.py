"""One case for an inspector: what was known, done and told by a day, as a bundle that a stranger can verify."""
