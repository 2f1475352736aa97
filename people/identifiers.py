"""The door to jellyfish, rapidfuzz and nhs-number: what tells one person from another."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from jellyfish import damerau_levenshtein_distance, metaphone
from nhs_number.validate import is_valid
from rapidfuzz.fuzz import ratio, token_sort_ratio

# Letters that do not come apart into a plain letter and its mark.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
    }
)
_APOSTROPHES = re.compile(r"['’‘`´]")
_BREAKS = re.compile(r"[^\w]+|_+")

MOST_WORDS = 8
LONGEST_WORD = 40
PREFIX_FROM = 2
SHORTEST_SOUND = 2
NEARLY_RIGHT = 83
ALIKE_ON_PAPER = 55  # John and Jane sound the same to the machine, and are not


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name as they are looked up: small letters without marks, O'Neill one word, hyphens breaks."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = _BREAKS.sub(" ", _APOSTROPHES.sub("", bare)).split()
    return tuple(word[:LONGEST_WORD] for word in words[:MOST_WORDS])


def keys_of(text: str) -> frozenset[str]:
    """The words under which a part of a name is kept: each, and neighbours run together (Mc Donald, Mary Ann)."""
    words = words_of(text)
    return frozenset(words) | {first + second for first, second in pairwise(words)}


def sound_of(word: str) -> str:
    """How a word sounds in English; the word itself where that says nothing, as in other scripts."""
    sound = metaphone(word) if word.isascii() else ""
    return sound if len(sound) >= SHORTEST_SOUND else word


def slips_allowed(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped in a word of this length."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def closeness(asked: str, word: str) -> int:
    """How near a word of a name is to the word asked for, 0 (not at all) to 100 (the same)."""
    if asked == word:
        return 100
    if word.startswith(asked):
        return 87 if len(asked) >= PREFIX_FROM else 70
    slips = damerau_levenshtein_distance(asked, word)
    sounds = sound_of(asked) == sound_of(word) and ratio(asked, word) > ALIKE_ON_PAPER
    if slips <= slips_allowed(asked) or (sounds and slips == 1):
        return 88 - 4 * slips + 2 * sounds
    return 60 + round(ratio(asked, word) / 5) if sounds else 0


def spellings_of(asked: str) -> tuple[frozenset[str], ...]:
    """For each word asked for, the words it may be kept as: itself, or run together with its neighbour."""
    words = ("", *words_of(asked), "")
    return tuple(
        frozenset(filter(None, (word, before and before + word, after and word + after)))
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
    )


def likeness(asked: str, name: str) -> int:
    """How near a name is to the words asked for, in any order: 0 to 100, the mean over the words asked for."""
    spellings, kept = spellings_of(asked), keys_of(name)
    if not spellings or not kept:
        return 0
    best = [max(_nearest(one, kept, alone=one in words_of(asked)) for one in word) for word in spellings]
    return round(sum(best) / len(best))


def _nearest(one: str, kept: Iterable[str], *, alone: bool) -> int:
    """How near the nearest word kept is; words run together have to be right but for one letter."""
    best = max(closeness(one, other) for other in kept)
    return best if alone or best > NEARLY_RIGHT else 0


def fullness(asked: str, name: str) -> int:
    """How near a whole name is to all that was asked, 0 to 100: of two that have the words, the one without more."""
    return round(token_sort_ratio(" ".join(words_of(asked)), " ".join(words_of(name))))


def standard_nhs_number(text: str) -> str | None:
    """The ten digits of an NHS number typed with or without spaces; None where its check digit is wrong."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{10}", digits) or not is_valid(digits):
        return None
    return digits
