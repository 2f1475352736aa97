"""Signals as marks in lanes, told apart without colour."""

from collections.abc import Iterable, Iterator

from casework.picture.paper import INK, LEFT, LETTER, LINE, PALE, RIGHT, WIDTH, Paper, plain
from casework.rules.picturing import SHAPE_WORDS, Mark, Shape
from core.wording import short_day

LANE = 30
COLOURS = {
    Shape.CIRCLE: "#005eb8",
    Shape.RING: "#4c6272",
    Shape.TRIANGLE: "#b11e14",
    Shape.SQUARE: "#330072",
    Shape.DIAMOND: "#9a5200",
}


def draw_lanes(paper: Paper) -> None:
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
        draw_shape(paper, mark.shape, x, y, size, title)


def draw_shape(paper: Paper, shape: Shape, x: float, y: float, size: float, title: str = "") -> None:
    """One shape, filled in its colour."""
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
    return " ".join(f"{plain(float(one))},{plain(float(other))}" for one, other in corners)


def draw_legend(paper: Paper) -> None:
    """What the marks mean, without colour too."""
    paper.y += 16
    x = 12.0
    for shape, words in SHAPE_WORDS.items():
        draw_shape(paper, shape, x, paper.y, 6.0)
        paper.add("text", words, x=x + 12, y=paper.y + 4, fill=INK, font_size=12)
        x += 30 + len(words) * LETTER
    paper.add("circle", cx=x, cy=paper.y, r=3.0, fill="#ffffff", stroke=INK, stroke_width=1.4)
    paper.add("text", "Told of it", x=x + 9, y=paper.y + 4, fill=INK, font_size=12)
    x += 30 + len("Told of it") * LETTER
    paper.add("line", x1=x, x2=x, y1=paper.y - 5, y2=paper.y + 5, stroke=LINE, stroke_width=1.6)
    paper.add("text", "Contact", x=x + 8, y=paper.y + 4, fill=INK, font_size=12)
    paper.y += 14
