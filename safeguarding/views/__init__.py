"""Pages of safeguarding: record something, put it right, refer, and look at it together."""

from safeguarding.views import disagreeing, entries, joining, oversight, recording, referring
from safeguarding.views.blueprint import blueprint

__all__ = ["blueprint", "disagreeing", "entries", "joining", "oversight", "recording", "referring"]
