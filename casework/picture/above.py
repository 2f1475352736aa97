"""What changed in the family, and how the signals add up, above the lanes."""

from collections.abc import Iterator, Sequence
from datetime import date

from casework.picture.paper import INK, LEFT, LETTER, LINE, PALE, QUIET, RIGHT, WIDTH, Paper, plain
from core.wording import short_day

HILL = 84


def draw_moments(paper: Paper) -> None:
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


def draw_hill(paper: Paper) -> None:
    """How many signals each day looks back on: one sees where it thickens."""
    picture, top = paper.picture, paper.y + 8
    base = top + HILL
    highest = max([picture.many + 1, *(count for _, count in picture.counts)])
    up = (HILL - 8) / highest
    steps = list(_steps(paper, base, up))
    paper.label("All signals together,", top + 30)
    paper.label(f"the last {picture.window_days} days", top + 46, fill=QUIET, font_size=12)
    paper.add("rect", x=LEFT, y=top, width=WIDTH - LEFT - RIGHT, height=HILL, fill=PALE)
    points = " ".join(f"{plain(x)},{plain(y)}" for x, y in steps)
    end = f"{WIDTH - RIGHT},{plain(base)} {LEFT},{plain(base)}"
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
