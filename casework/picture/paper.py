"""The sheet a picture is drawn on: where a day is, and how one element is written."""

from dataclasses import dataclass, field
from datetime import date

from markupsafe import escape

from casework.rules.picturing import Picture

WIDTH, LEFT, RIGHT = 1000, 196, 16
LETTER = 7.1
INK, QUIET, LINE, PALE = "#212b32", "#4c6272", "#aeb7bd", "#f3f6f8"


@dataclass
class Sheet:
    """A sheet on which one element after another is written."""

    parts: list[str] = field(default_factory=list, kw_only=True)

    def add(self, tag: str, text: str = "", **attributes: object) -> None:
        """One element; what is said of it by `title` is read out and shown under the pointer."""
        title = attributes.pop("title", "")
        inside = f"<title>{escape(str(title))}</title>{escape(text)}" if title else escape(text)
        named = "".join(f' {_name(key)}="{escape(plain(value))}"' for key, value in attributes.items())
        self.parts.append(f"<{tag}{named}>{inside}</{tag}>")


@dataclass
class Paper(Sheet):
    """A sheet that is filled from the top down; `y` is how far it is."""

    picture: Picture
    y: float = 0

    def x(self, on: date) -> float:
        """Where a London day is."""
        days = (self.picture.last - self.picture.first).days or 1
        across = (on - self.picture.first).days / days
        return LEFT + max(0.0, min(1.0, across)) * (WIDTH - LEFT - RIGHT)

    def label(self, text: str, y: float, **more: object) -> None:
        """A name at the left of a row."""
        self.add("text", cut(text, LEFT - 14), **{"x": 6, "y": y, "fill": INK, "font_size": 13} | more)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def plain(value: object) -> str:
    """A number as short as it can be written; anything else as it is."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def cut(text: str, room: float) -> str:
    """As much of a text as there is room for."""
    letters = int(room / LETTER)
    return text if len(text) <= letters else f"{text[: max(1, letters - 1)].rstrip()}…"
