"""How the plans' shares went from month to month: two lines told apart by their marks and their names."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from casework.picture.paper import INK, LINE, QUIET, Sheet, plain
from casework.rules.figures.values import Kept

WIDE, HIGH, LEFT, RIGHT, TOP, FOOT = 720, 280, 56, 150, 18, 36
LINES = (("In date", "#0b4f8a", "none"), ("All of it", "#8a5300", "7 5"))


def draw_trend(kept: Sequence[Kept], *, font: str = "") -> Markup:
    """The shares, in whole percent, at the end of each month; nothing where there are fewer than two."""
    if len(kept) < 2:
        return Markup("")
    sheet = Sheet()
    _grid(sheet, kept)
    shares = ([_percent(one.in_date, one.homes) for one in kept], [_percent(one.all_done, one.homes) for one in kept])
    ends = _apart(_y(shares[0][-1]), _y(shares[1][-1]))
    for (name, colour, dashes), line, end in zip(LINES, shares, ends, strict=True):
        points = " ".join(f"{plain(_x(i, kept))},{plain(_y(share))}" for i, share in enumerate(line))
        sheet.add("polyline", points=points, fill="none", stroke=colour, stroke_width=3, stroke_dasharray=dashes)
        for index, share in enumerate(line):
            sheet.add("circle", cx=_x(index, kept), cy=_y(share), r=4.5, fill=colour if dashes == "none" else "#ffffff",
                      stroke=colour, stroke_width=2.5)  # fmt: skip
        sheet.add("text", f"{name} {line[-1]}%", x=WIDE - RIGHT + 14, y=end + 6, fill=colour, font_size=18,
                  font_weight="bold")  # fmt: skip
    family = f' font-family="{escape(font)}"' if font else ""
    title = "Share of homes with a child and a dose at home, month by month. The table below says the same in words."
    return Markup(  # noqa: S704  (every word in it was escaped when it was added)
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig-trend" role="img" aria-label="{title}" '
        f'viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}"{family}>{"".join(sheet.parts)}</svg>'
    )


def _percent(count: int, of: int) -> int:
    return round(100 * count / of) if of else 0


def _x(index: int, kept: Sequence[Kept]) -> float:
    days = (kept[-1].on - kept[0].on).days or 1
    return LEFT + (WIDE - LEFT - RIGHT) * (kept[index].on - kept[0].on).days / days


def _y(percent: int) -> float:
    return TOP + (HIGH - TOP - FOOT) * (1 - percent / 100)


def _apart(one: float, other: float) -> tuple[float, float]:
    """The heights of two names at the ends of their lines, so that neither stands on the other."""
    if abs(one - other) >= 22:
        return one, other
    middle = (one + other) / 2
    return (middle - 11, middle + 11) if one <= other else (middle + 11, middle - 11)


def _grid(sheet: Sheet, kept: Sequence[Kept]) -> None:
    for percent in (0, 25, 50, 75, 100):
        y = _y(percent)
        sheet.add("line", x1=LEFT, x2=WIDE - RIGHT, y1=y, y2=y, stroke=LINE, stroke_width=1)
        sheet.add("text", f"{percent}%", x=LEFT - 8, y=y + 6, fill=QUIET, font_size=16, text_anchor="end")
    room = float("-inf")
    for index, one in enumerate(kept):
        x, words = _x(index, kept), f"{one.on:%b}" if one.on.month > 1 else str(one.on.year)
        if x - room >= 46:
            sheet.add("text", words, x=x, y=HIGH - 10, fill=INK, font_size=16, text_anchor="middle")
            room = x
