"""Each verb of a case file calls an action: no second implementation of anything."""

from casework.replay.acts import people, plans, supply, together, told
from casework.replay.acts.play import VERBS_PLAYED, NothingToActOn, Play

__all__ = ["VERBS_PLAYED", "NothingToActOn", "Play", "people", "plans", "supply", "together", "told"]
