"""The picture of a chronology as SVG: drawn on the server, told apart without colour, readable on paper.

Time runs along the bottom. One lane an agency, with its signals as marks; what weighs on the family as spans; what
was agreed, what is in use and the plan as bands beneath. Everything it shows is in a table beside it too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from markupsafe import Markup, escape

from casework.rules.picturing import SHAPE_WORDS, Band, Mark, Picture, Shape
from core.calendar import DAY, add_months
from core.wording import short_day

WIDTH, LEFT, RIGHT = 1000, 176, 16
LANE, SPAN, BAND = 30, 20, 24
HILL = 84
LETTER = 7.1
INK, QUIET, LINE, PALE = "#212b32", "#4c6272", "#aeb7bd", "#f3f6f8"

COLOURS = {
    Shape.CIRCLE: "#005eb8",
    Shape.RING: "#4c6272",
    Shape.TRIANGLE: "#b11e14",
    Shape.SQUARE: "#330072",
    Shape.DIAMOND: "#9a5200",
}
LEVELS = ((0, "#e3eef7", INK), (1, "#a9cbe8", INK), (3, "#5f9fd4", INK), (6, "#2a6cab", "#ffffff"))
MOST = ("#0b3560", "#ffffff")


@dataclass
class Paper:
    """A sheet that is filled from the top down; `y` is how far it is."""

    picture: Picture
    y: float = 0
    parts: list[str] = field(default_factory=list)

    def x(self, on: date) -> float:
        """Where a London day is."""
        days = (self.picture.last - self.picture.first).days or 1
        across = (on - self.picture.first).days / days
        return LEFT + max(0.0, min(1.0, across)) * (WIDTH - LEFT - RIGHT)

    def add(self, tag: str, text: str = "", **attributes: object) -> None:
        """One element; what is said of it by `title` is read out and shown under the pointer."""
        title = attributes.pop("title", "")
        inside = f"<title>{escape(str(title))}</title>{escape(text)}" if title else escape(text)
        named = "".join(f' {_name(key)}="{escape(_plain(value))}"' for key, value in attributes.items())
        self.parts.append(f"<{tag}{named}>{inside}</{tag}>")

    def label(self, text: str, y: float, **more: object) -> None:
        """A name at the left of a row."""
        self.add("text", _cut(text, LEFT - 14), **{"x": 6, "y": y, "fill": INK, "font_size": 13} | more)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key != "viewBox" else key


def _plain(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _cut(text: str, room: float) -> str:
    """As much of a text as there is room for."""
    letters = int(room / LETTER)
    return text if len(text) <= letters else f"{text[: max(1, letters - 1)].rstrip()}…"


def draw(picture: Picture, *, title: str, font: str = "") -> Markup:
    """The picture as one SVG element. `font`: the families to use on paper; on a screen the page's own."""
    paper = Paper(picture)
    _moments(paper)
    _hill(paper)
    _lanes(paper)
    _spans(paper)
    _bands(paper)
    _axis(paper)
    _legend(paper)
    family = f' font-family="{escape(font)}"' if font else ""
    height = _plain(float(paper.y))
    return Markup(  # noqa: S704  (every word in it was escaped when it was added)
        f'<svg xmlns="http://www.w3.org/2000/svg" class="cw-picture" role="img" aria-label="{escape(title)}" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"{family}>'
        f"<title>{escape(title)}</title>{_patterns()}{''.join(paper.parts)}</svg>"
    )


def _patterns() -> str:
    """Hatching: for what is not known, and for what has lapsed."""
    line = f'<path d="M0 6 L6 0" stroke="{QUIET}" stroke-width="1.2"/>'
    return (
        '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#ffffff"/>{line}</pattern></defs>'
    )


def _moments(paper: Paper) -> None:
    """What changed in the family's life, named above everything, in as many rows as it takes."""
    rows = _in_rows(paper, [(one.on, one.words) for one in paper.picture.moments])
    top, height = paper.y + 14, 17 * (max((row for *_, row in rows), default=-1) + 1)
    if rows:
        paper.label("In the family", top)
    for on, _, _, row in rows:
        y = top + 17 * row
        paper.add("line", x1=paper.x(on), x2=paper.x(on), y1=y + 4, y2=top + height, stroke=LINE, stroke_width=1)
    for on, words, x, row in rows:
        y = top + 17 * row
        paper.add("rect", x=x - 2, y=y - 11, width=len(words) * LETTER + 2, height=15, fill="#ffffff")
        paper.add("text", words, x=x, y=y, fill=INK, font_size=12, title=f"{words}, {short_day(on)}")
    paper.y = top + height


def _in_rows(paper: Paper, named: Sequence[tuple[date, str]]) -> list[tuple[date, str, float, int]]:
    """Where each name stands: the first row in which it does not run into another one."""
    ends: list[float] = []
    placed = []
    for on, words in sorted(named):
        wide = len(words) * LETTER
        x = min(paper.x(on), WIDTH - wide)
        row = next((index for index, end in enumerate(ends) if end + 8 <= x), len(ends))
        ends[row : row + 1] = [x + wide]
        placed.append((on, words, x, row))
    return placed


def _hill(paper: Paper) -> None:
    """How many signals each day looks back on: one sees where it thickens."""
    picture, top = paper.picture, paper.y + 8
    base = top + HILL
    highest = max([picture.many + 1, *(count for _, count in picture.counts)])
    up = (HILL - 8) / highest
    steps = list(_steps(paper, base, up))
    paper.label("All signals together,", top + 30)
    paper.label(f"the last {picture.window_days} days", top + 46, fill=QUIET, font_size=12)
    paper.add("rect", x=LEFT, y=top, width=WIDTH - LEFT - RIGHT, height=HILL, fill=PALE)
    points = " ".join(f"{_plain(x)},{_plain(y)}" for x, y in steps)
    end = f"{WIDTH - RIGHT},{_plain(base)} {LEFT},{_plain(base)}"
    paper.add("polygon", points=f"{points} {end}", fill="#f2c46d")
    paper.add("polyline", points=points, fill="none", stroke="#9a5200", stroke_width=1.6)
    many = base - picture.many * up
    paper.add("line", x1=LEFT, x2=WIDTH - RIGHT, y1=many, y2=many, stroke=QUIET, stroke_width=1, stroke_dasharray="4 4")
    paper.add("text", f"{picture.many} are many", x=LEFT + 6, y=many - 4, fill=QUIET, font_size=11)
    _peak(paper, base, up)
    paper.y = base


def _steps(paper: Paper, base: float, up: float) -> Iterator[tuple[float, float]]:
    before: float | None = None
    for on, count in paper.picture.counts:
        x, y = paper.x(on), base - count * up
        if before is not None:
            yield x, before
        yield x, y
        before = y
    if before is not None:
        yield float(WIDTH - RIGHT), before


def _peak(paper: Paper, base: float, up: float) -> None:
    """The most there ever were, as a number on the hill."""
    on, count = max(paper.picture.counts, key=lambda pair: (pair[1], -pair[0].toordinal()), default=(date.max, 0))
    if count:
        y = base - count * up + 5
        paper.add("text", str(count), x=paper.x(on) - 6, y=y, fill=INK, font_size=14, font_weight="bold",
                  text_anchor="end")  # fmt: skip


def _lanes(paper: Paper) -> None:
    """One lane an agency; its signals in it, and small those it knows of."""
    paper.y += 10
    for index, lane in enumerate(paper.picture.lanes):
        top, middle = paper.y, paper.y + LANE / 2
        if index % 2 == 0:
            paper.add("rect", x=0, y=top, width=WIDTH, height=LANE, fill=PALE)
        paper.label(lane.name, middle + 4.5)
        paper.add("line", x1=LEFT, x2=WIDTH - RIGHT, y1=middle, y2=middle, stroke=LINE, stroke_width=1)
        for on in lane.contacts:
            x = paper.x(on)
            paper.add("line", x1=x, x2=x, y1=middle - 5, y2=middle + 5, stroke=LINE, stroke_width=1.4)
        for mark, x in _spread(paper, lane.marks):
            _mark(paper, mark, x, middle)
        paper.y += LANE


def _spread(paper: Paper, marks: Iterable[Mark]) -> Iterator[tuple[Mark, float]]:
    """Marks of the same days stand beside each other, not on each other."""
    taken: list[float] = []
    for mark in sorted(marks, key=lambda one: (one.told, one.on, one.words)):
        x = paper.x(mark.on)
        room = 6.0 if mark.told else 12.0
        while any(abs(x - other) < room for other in taken) and x < WIDTH - RIGHT - 4:
            x += 2
        taken.append(x)
        yield mark, x


def _mark(paper: Paper, mark: Mark, x: float, y: float) -> None:
    size, colour = (3.0, COLOURS[mark.shape]) if mark.told else (6.5, COLOURS[mark.shape])
    title = f"{mark.words}, {short_day(mark.on)}"
    if mark.told:
        paper.add("circle", cx=x, cy=y, r=size, fill="#ffffff", stroke=colour, stroke_width=1.4, title=title)
    else:
        _shape(paper, mark.shape, x, y, size, title)


def _shape(paper: Paper, shape: Shape, x: float, y: float, size: float, title: str = "") -> None:
    colour = COLOURS[shape]
    if shape is Shape.CIRCLE:
        paper.add("circle", cx=x, cy=y, r=size, fill=colour, title=title)
    elif shape is Shape.RING:
        paper.add("circle", cx=x, cy=y, r=size - 1.2, fill="#ffffff", stroke=colour, stroke_width=2.4, title=title)
    else:
        paper.add("polygon", points=_corners(shape, x, y, size), fill=colour, title=title)


def _corners(shape: Shape, x: float, y: float, size: float) -> str:
    wide = size * 1.15
    corners = {
        Shape.TRIANGLE: ((x, y - wide), (x + wide, y + wide * 0.8), (x - wide, y + wide * 0.8)),
        Shape.SQUARE: ((x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)),
        Shape.DIAMOND: ((x, y - wide), (x + wide, y), (x, y + wide), (x - wide, y)),
    }[shape]
    return " ".join(f"{_plain(float(one))},{_plain(float(other))}" for one, other in corners)


def _spans(paper: Paper) -> None:
    """What weighs on the family, each in the first row that is free."""
    spans = sorted(paper.picture.spans, key=lambda one: (one.first, one.words))
    if not spans:
        return
    paper.y += 8
    ends: list[float] = []
    for span in spans:
        x, end = paper.x(span.first), max(paper.x(span.last), paper.x(span.first) + 6)
        row = next((index for index, other in enumerate(ends) if other + 6 <= x), len(ends))
        wide = 12 + len(span.words) * LETTER
        ends[row : row + 1] = [max(end, x + wide)]
        y = paper.y + row * SPAN
        paper.add("rect", x=x, y=y + 3, width=end - x, height=SPAN - 6, rx=4, fill="#d9cde6", stroke="#6a4c93",
                  stroke_width=1, title=f"{span.words}, from {short_day(span.first)}")  # fmt: skip
        before = x + wide > WIDTH
        anchor, at = ("end", x - 5) if before else ("start", x + 6)
        paper.add("text", span.words, x=at, y=y + 14.5, fill=INK, font_size=12, text_anchor=anchor)
    paper.label("What weighs on them", paper.y + 14.5)
    paper.y += SPAN * len(ends)


def _bands(paper: Paper) -> None:
    """What was agreed, what is in use, the plan."""
    picture = paper.picture
    paper.y += 12
    crosses = [paper.x(one.on) - 9 for one in picture.not_agreed]
    _row_of_bands(paper, "Agreed", picture.agreed, "nothing agreed", crosses=crosses)
    for one in picture.not_agreed:
        x, y = paper.x(one.on), paper.y - BAND / 2 - 2
        path = f"M{_plain(x - 3.6)} {_plain(y - 3.6)} l7.2 7.2 m0 -7.2 l-7.2 7.2"
        title = f"Asked for, not agreed: {one.words}, {short_day(one.on)}"
        paper.add("circle", cx=x, cy=y, r=8.0, fill="#ffffff", stroke=INK, stroke_width=1.2, title=title)
        paper.add("path", d=path, stroke="#b11e14", stroke_width=2.4, fill="none")
    _row_of_bands(paper, "In use", picture.in_use, "not known")
    _row_of_bands(paper, "Storage plan", picture.plan, "no storage plan", plan=True)


def _row_of_bands(
    paper: Paper, name: str, bands: Sequence[Band], nothing: str, *, plan: bool = False, crosses: Sequence[float] = ()
) -> None:
    top = paper.y
    paper.label(name, top + 15)
    paper.add("line", x1=LEFT, x2=WIDTH - RIGHT, y1=top + 10, y2=top + 10, stroke=LINE, stroke_width=1,
              stroke_dasharray="2 4")  # fmt: skip
    if not bands:
        paper.add("rect", x=LEFT + 2, y=top + 2, width=len(nothing) * LETTER + 6, height=BAND - 6, fill="#ffffff")
        paper.add("text", nothing, x=LEFT + 6, y=top + 15, fill=QUIET, font_size=12)
    for band in bands:
        _one_band(paper, band, top, plan, crosses)
    paper.y += BAND


def _one_band(paper: Paper, band: Band, top: float, plan: bool, crosses: Sequence[float]) -> None:
    x, end = paper.x(band.first), paper.x(min(band.last + DAY, paper.picture.last))
    fill, ink = _filled(band, plan)
    title = f"{band.words}, {short_day(band.first)} to {short_day(band.last)}"
    wide = max(2.0, end - x)
    paper.add("rect", x=x, y=top, width=wide, height=BAND - 4, fill=fill, stroke=QUIET, stroke_width=0.8, title=title)
    room = min([x + wide, *(cross for cross in crosses if cross > x)]) - x
    fits = (words for words in (band.words, band.short) if words and len(words) * 6.5 <= room - 8)
    words = next(fits, _cut(band.words, room - 10) if room > 60 else "")
    if words and fill.startswith("url"):
        paper.add("rect", x=x + 4, y=top + 3, width=len(words) * LETTER, height=BAND - 10, fill="#ffffff")
    paper.add("text", words, x=x + 6, y=top + 14.5, fill=ink, font_size=12)


def _filled(band: Band, plan: bool) -> tuple[str, str]:
    """Darker where more is at home; hatched where nobody knows, or the plan's day has passed."""
    if band.lapsed or band.level is None:
        return "url(#hatched)", INK
    if plan:
        return "#bfe3dc", INK
    return next(((fill, ink) for most, fill, ink in LEVELS if band.level <= most), MOST)


def _axis(paper: Paper) -> None:
    """Time along the bottom: months while there is room, years always."""
    paper.y += 2
    top = paper.y
    paper.add("line", x1=LEFT, x2=WIDTH - RIGHT, y1=top, y2=top, stroke=INK, stroke_width=1.2)
    room = -100.0
    for on in _months(paper.picture):
        x, year = paper.x(on), on.month == 1
        paper.add("line", x1=x, x2=x, y1=top, y2=top + (8 if year else 5), stroke=INK, stroke_width=1)
        words = f"{on:%b}" if not year else str(on.year)
        if x - room >= len(words) * LETTER + 8 and x < WIDTH - RIGHT - 14:
            weight = "bold" if year else "normal"
            paper.add("text", words, x=x, y=top + 20, fill=INK, font_size=12, text_anchor="middle", font_weight=weight)
            room = x
    paper.label(f"{paper.picture.first.year}", top + 20, x=LEFT - 12, text_anchor="end", fill=QUIET, font_size=12)
    paper.y = top + 28


def _months(picture: Picture) -> Iterator[date]:
    """The first of every month; of every January alone where there are more than four years of them."""
    on = add_months(picture.first.replace(day=1), 1)
    years_alone = picture.last - picture.first > timedelta(days=4 * 366)
    while on <= picture.last:
        if on.month == 1 or not years_alone:
            yield on
        on = add_months(on, 1)


def _legend(paper: Paper) -> None:
    """What the marks mean, without colour too."""
    paper.y += 16
    x = 12.0
    for shape, words in SHAPE_WORDS.items():
        _shape(paper, shape, x, paper.y, 6.0)
        paper.add("text", words, x=x + 12, y=paper.y + 4, fill=INK, font_size=12)
        x += 30 + len(words) * LETTER
    paper.add("circle", cx=x, cy=paper.y, r=3.0, fill="#ffffff", stroke=INK, stroke_width=1.4)
    paper.add("text", "Told of it", x=x + 9, y=paper.y + 4, fill=INK, font_size=12)
    x += 30 + len("Told of it") * LETTER
    paper.add("line", x1=x, x2=x, y1=paper.y - 5, y2=paper.y + 5, stroke=LINE, stroke_width=1.6)
    paper.add("text", "Contact", x=x + 8, y=paper.y + 4, fill=INK, font_size=12)
    paper.y += 14
