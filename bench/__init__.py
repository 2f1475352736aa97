"""How fast the counter is, as ratios to a floor measured in the same run. `make bench` runs it on both databases."""
