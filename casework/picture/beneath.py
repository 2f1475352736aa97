"""What weighs on a family, the bands beneath the lanes, and time along the bottom."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from casework.picture.paper import INK, LEFT, LETTER, LINE, QUIET, RIGHT, WIDTH, Paper, cut, plain
from casework.rules.picturing import Band, Picture
from core.calendar import DAY, add_months
from core.wording import short_day

SPAN, BAND = 20, 24
LEVELS = ((0, "#e3eef7", INK), (1, "#a9cbe8", INK), (3, "#5f9fd4", INK), (6, "#2a6cab", "#ffffff"))
MOST = ("#0b3560", "#ffffff")


def draw_spans(paper: Paper) -> None:
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


def draw_bands(paper: Paper) -> None:
    """What was agreed, what is in use, the plan."""
    picture = paper.picture
    paper.y += 12
    crosses = [paper.x(one.on) - 9 for one in picture.not_agreed]
    _row_of_bands(paper, "Agreed", picture.agreed, "nothing agreed", crosses=crosses)
    for one in picture.not_agreed:
        x, y = paper.x(one.on), paper.y - BAND / 2 - 2
        path = f"M{plain(x - 3.6)} {plain(y - 3.6)} l7.2 7.2 m0 -7.2 l-7.2 7.2"
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
    words = next(fits, cut(band.words, room - 10) if room > 60 else "")
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


def draw_axis(paper: Paper) -> None:
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
