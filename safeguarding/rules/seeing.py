"""How a child was when they were seen, in words, and what follows from it."""

from collections.abc import Mapping
from types import MappingProxyType

from safeguarding.rules.events import Alert

ALERT_WORDS: Mapping[Alert, str] = MappingProxyType(
    {
        Alert.AWAKE: "Awake",
        Alert.ASLEEP_WOKEN: "Asleep, and woken",
        Alert.ASLEEP_NOT_WOKEN: "Asleep, and not woken",
        Alert.UNUSUALLY_SLEEPY: "Unusually sleepy",
    }
)

ALERT_HINTS: Mapping[Alert, str] = MappingProxyType(
    {
        Alert.ASLEEP_NOT_WOKEN: "It does not count as seen: a child is seen awake, or woken.",
        Alert.UNUSUALLY_SLEEPY: "Hard to wake, or not as they usually are? Ring 999 now and say “methadone”.",
    }
)
"""What follows from it, for whoever is about to say so (SEED 8.1)."""

PLACE_WORDS: Mapping[str, str] = MappingProxyType({"clinic": "At the clinic", "home": "At home"})


def place_words(place: str) -> str:
    """Where a child was seen, as pages say it: a place that was chosen in its words, any other as it was typed."""
    return PLACE_WORDS.get(place, place)


_WELL = "Recorded. That a child is well is good to know; it does not end a worry."
SEEN_WORDS: Mapping[Alert, str] = MappingProxyType(
    {
        Alert.AWAKE: _WELL,
        Alert.ASLEEP_WOKEN: _WELL,
        Alert.ASLEEP_NOT_WOKEN: "Recorded. The child was not woken, and still waits to be seen.",
        Alert.UNUSUALLY_SLEEPY: "Recorded. If the child is hard to wake, ring 999 now and say “methadone”.",
    }
)
"""What is said once it is recorded."""
