"""Which leaflets there are, in which formats, and what each has to say."""

from enum import StrEnum


class LeafletCode(StrEnum):
    """Which leaflet."""

    RISK = "risk"
    STAFF = "staff"


class Format(StrEnum):
    """How it is set. All of A4 but the booklet (A5) and the cards (A6); large print is 18 pt and more."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"
    EASY_READ = "easy-read"
    BOOKLET = "booklet"
    FRIDGE_PAGE = "fridge-page"
    CARD = "card"
    PICTURES = "pictures"
    POSTER = "poster"


CODE_WORDS = {LeafletCode.RISK: "Methadone and children", LeafletCode.STAFF: "For staff: signs in a child"}
FORMAT_WORDS = {
    Format.STANDARD: "Standard",
    Format.LARGE_PRINT: "Large print",
    Format.EASY_READ: "Easy Read",
    Format.BOOKLET: "Booklet",
    Format.FRIDGE_PAGE: "Page for the fridge",
    Format.CARD: "Pocket card",
    Format.PICTURES: "Emergency page in pictures",
    Format.POSTER: "Poster for the counter",
}
FORMAT_MEANS = {
    Format.STANDARD: "Two sides of A4, 12 point and more.",
    Format.LARGE_PRINT: "A4, 18 point and more.",
    Format.EASY_READ: "A4, a picture for each sentence.",
    Format.BOOKLET: "Four pages of A5, on one sheet of A4 to fold.",
    Format.FRIDGE_PAGE: "The emergency page alone.",
    Format.CARD: "Two sides of A6, to fold: for whoever minds the child.",
    Format.PICTURES: "Pictures, numbers and English, for whoever reads no leaflet of ours yet.",
    Format.POSTER: "One page of A4 for the counter.",
}

# What a person reads and is recorded as given; the others go with it, hang on a wall, or are for staff.
GIVEN_TO_READ = (Format.STANDARD, Format.LARGE_PRINT, Format.EASY_READ, Format.BOOKLET)

# Which are made only in the language that the ambulance crew and our staff read.
ENGLISH = "en"
ENGLISH_ONLY = frozenset({Format.PICTURES})
FORMATS_OF = {LeafletCode.RISK: tuple(Format), LeafletCode.STAFF: (Format.CARD,)}


def formats_of(code: LeafletCode, language: str) -> tuple[Format, ...]:
    """The formats in which a leaflet is made in a language (BCP 47)."""
    return tuple(one for one in FORMATS_OF[code] if language == ENGLISH or one not in ENGLISH_ONLY)


# What the languages are called in English, on screen.
LANGUAGE_NAMES = {
    "en": "English",
    "ar": "Arabic",
    "bn": "Bengali",
    "cy": "Welsh",
    "fa": "Farsi",
    "lt": "Lithuanian",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "so": "Somali",
    "ur": "Urdu",
}


class Topic(StrEnum):
    """What the risk leaflet has to say, all of it (domain.md 4.3), in the order of that list."""

    TINY_AMOUNTS = "tiny-amounts"
    LOCKED = "locked"
    BOX_AND_KEY = "box-and-key"
    NEVER_POUR = "never-pour"
    NOT_IN_FRONT = "not-in-front"
    NEVER_GIVE = "never-give"
    CAPS = "caps"
    EMPTIES = "empties"
    AWAY_FROM_HOME = "away-from-home"
    SIGNS = "signs"
    CALL_999 = "call-999"
    NALOXONE = "naloxone"
    BED_SHARING = "bed-sharing"
    LEFT_OVER = "left-over"


class EasyPart(StrEnum):
    """The parts of the Easy Read text, in order."""

    EMERGENCY = "emergency"
    SIGNS = "signs"
    EVERY_DAY = "every-day"


# Easy Read: one sentence a drawing, named after the drawing (static/drawings/), in the order in which they are read.
EASY = {
    EasyPart.EMERGENCY: (
        *("phone-999", "say-methadone", "clock-crossed", "child-not-waking", "stay-with", "on-side", "not-sick"),
        *("bottle", "ambulance", "naloxone"),
    ),
    EasyPart.SIGNS: (
        *("sign-sleepy", "sign-snoring", "sign-lips", "sign-pupils", "sign-vomiting", "sign-floppy", "looks-well"),
    ),
    EasyPart.EVERY_DAY: (
        *("teaspoon", "teenager", "locked-box", "climbing", "house-box", "key-away", "beaker-crossed"),
        *("out-of-sight", "spoon-crossed", "cap-opened", "empties", "wash-hands", "other-things", "bag-crossed"),
        *("with-child", "cot", "pharmacy", "ask-us"),
    ),
}

# What the English words of each topic must hold (domain.md 4.3). Every text has the same fourteen topics.
MUST_SAY: dict[Topic, tuple[str, ...]] = {
    Topic.TINY_AMOUNTS: ("teaspoon", "kill", "teenager"),
    Topic.LOCKED: ("lock", "high"),
    Topic.BOX_AND_KEY: ("box", "key"),
    Topic.NEVER_POUR: ("pour", "beaker", "juice"),
    Topic.NOT_IN_FRONT: ("copy",),
    Topic.NEVER_GIVE: ("never", "teeth", "cold", "sleep"),
    Topic.CAPS: ("cap", "slow"),
    Topic.EMPTIES: ("empt", "wipe", "wash", "foil", "pipe", "spoon"),
    Topic.AWAY_FROM_HOME: ("bag", "car", "minds"),
    Topic.SIGNS: ("sleepy", "eye", "sick", "snor", "blue", "floppy", "slow"),
    Topic.CALL_999: ("999", "methadone", "wait", "sleep it off", "bottle", "sick"),
    Topic.NALOXONE: ("naloxone", "999"),
    Topic.BED_SHARING: ("bed", "baby", "drink"),
    Topic.LEFT_OVER: ("pharmacy", "locked"),
}

# The small words of a text: labels, page foot, the heads of its pages.
WORDS_NEEDED = frozenset(
    {
        *("band", "band_line", "everyone", "page_two", "if_not_sure", "fridge", "ring", "our_address", "emergency"),
        *("advice", "service", "out_of_hours", "worker", "pharmacy", "version", "page", "of"),
    }
)
# Those that came with Easy Read, the booklet, the card and the poster: texts issued before them lack these.
NEWER_WORDS = frozenset(
    {
        *("card_title", "card_line", "poster_title", "poster_ask", "received", "received_line", "name", "signed"),
        *("day", "copy_mine", "copy_ours"),
    }
)
