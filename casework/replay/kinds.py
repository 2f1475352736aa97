"""What a value in a case file may be. Each kind checks a value and says in words what it expects."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from people.rules import LONGEST_NAME
from supply.rules import WEEKDAYS, Attendance, Pattern

LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: what it is in words, and a function that turns it into ours or raises ValueError."""

    words: str
    read: Callable[[Any], Any]


def _any_text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or any(_cannot_be_kept(one) for one in value):
        raise ValueError
    return value.strip()


def _cannot_be_kept(character: str) -> bool:
    """Control characters, and halves of characters, which no keyboard types and no database keeps."""
    return (ord(character) < 32 and character not in "\n\r\t") or 0xD800 <= ord(character) < 0xE000


def _text(value: Any) -> str:
    text = _any_text(value)
    if not text:
        raise ValueError
    return text


def _name(value: Any) -> str:
    name = _text(value)
    if len(name) > LONGEST_NAME:
        raise ValueError
    return name


def _day(value: Any) -> date:
    if not isinstance(value, str) or len(value) != len("2007-05-12"):
        raise ValueError
    return date.fromisoformat(value)


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def _amount(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 100_000:
        raise ValueError
    return Decimal(str(value))


def _more_than_nothing(value: Any) -> Decimal:
    amount = _amount(value)
    if amount <= 0:
        raise ValueError
    return amount


def _not() -> Any:
    raise ValueError


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(_text(one) for one in value)


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError
    return tuple(_name(one) for one in value)


def _weekday(value: Any) -> int:
    return WEEKDAYS.index(_text(value).lower())


def _weekdays(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or len(set(map(str, value))) >= len(WEEKDAYS):
        raise ValueError
    return tuple(_weekday(one) for one in value)


def _arrangement(value: Any) -> str | dict[str, str]:
    if isinstance(value, str):
        if value == Pattern.OWN:
            raise ValueError
        return Pattern(value).value
    if not isinstance(value, dict) or not value:
        raise ValueError
    return {WEEKDAYS[_weekday(day)]: Attendance(how).value for day, how in value.items()}


TEXT = Kind("some text", _text)
ID = Kind("some text, or a whole number", lambda value: _text(value) if isinstance(value, str) else _whole(value))
IDS = Kind("a list of ids", lambda value: tuple(ID.read(one) for one in value) if isinstance(value, list) else _not())
NAME = Kind(f"a name of at most {LONGEST_NAME} characters", _name)
NAMES = Kind("a list of names", _names)
ANY_TEXT = Kind("text", _any_text)
DAY = Kind("a day like 2007-05-12", _day)
YES_NO = Kind("true or false", _yes_no)
WHOLE = Kind("a whole number, 0 or more", _whole)
AMOUNT = Kind("a number, 0 or more", _amount)
MG = Kind("a number of mg, more than 0", _more_than_nothing)
TEXTS = Kind("a list of texts", _texts)
WEEKDAY_LIST = Kind(f"a list of weekdays, not all seven, of {', '.join(WEEKDAYS)}", _weekdays)
ARRANGEMENT = Kind(
    f"one of {', '.join(one for one in Pattern if one is not Pattern.OWN)}, "
    "or the days attended, each supervised or take-home",
    _arrangement,
)


def one_of(words: Iterable[str]) -> Kind:
    """One of some words."""
    known = tuple(str(word) for word in words)

    def read(value: Any) -> str:
        if value not in known:
            raise ValueError
        return str(value)

    return Kind(f"one of {', '.join(known)}", read)


def some_of(words: Iterable[str]) -> Kind:
    """A list of some words, each once."""
    known = tuple(str(word) for word in words)

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or any(word not in known for word in value):
            raise ValueError
        return tuple(dict.fromkeys(value))

    return Kind(f"a list of any of {', '.join(known)}", read)


def either(*kinds: Kind) -> Kind:
    """Whatever the first kind that can read it says."""

    def read(value: Any) -> Any:
        for kind in kinds:
            try:
                return kind.read(value)
            except (ValueError, TypeError, AttributeError):
                continue
        raise ValueError

    return Kind(", or ".join(kind.words for kind in kinds), read)


def exactly(constant: object, words: str) -> Kind:
    """One value only."""

    def read(value: Any) -> Any:
        if value != constant or isinstance(value, bool) != isinstance(constant, bool):
            raise ValueError
        return value

    return Kind(words, read)
