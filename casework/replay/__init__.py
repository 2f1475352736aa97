"""Case replay: a family's history, played day by day through the same actions and rules that the pages use."""
