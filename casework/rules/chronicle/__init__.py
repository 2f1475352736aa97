"""Facts of a family as entries of the chronology: what happened, who was spoken to, what was done about a child."""

from casework.rules.chronicle.circle import Circle
from casework.rules.chronicle.happened import happened
from casework.rules.chronicle.safeguarding import safeguarded
from casework.rules.chronicle.spoken import spoken

__all__ = ["Circle", "happened", "safeguarded", "spoken"]
