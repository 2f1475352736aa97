"""One bar of a table's row. The number stands beside it, so it says nothing to a screen reader."""

from markupsafe import Markup

from casework.picture.paper import Sheet, plain

WIDE, HIGH = 200, 16
TRACK, FULL, DONE, EDGE = "#dfe5e8", "#0b4f8a", "#00705f", "#4c6272"


def bar(part: float, *, share: bool = False, hidden: bool = False) -> Markup:
    """A bar filled by a part from nought to one. `share`: on a track, green where whole. `hidden`: withheld."""
    sheet, wide = Sheet(), round(WIDE * part, 1)
    if share:
        sheet.add("rect", x=0, y=0, width=WIDE, height=HIGH, fill=TRACK)
    if hidden:
        for x in range(0, WIDE, 8):
            sheet.add("rect", x=x, y=0, width=1.5, height=HIGH, fill=EDGE)
    elif wide:
        sheet.add("rect", x=0, y=0, width=max(wide, 1.5), height=HIGH, fill=DONE if share and part >= 1 else FULL)
    return Markup(  # noqa: S704  (numbers and colours alone)
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig-bar" aria-hidden="true" focusable="false" '
        f'viewBox="0 0 {plain(float(WIDE))} {HIGH}" width="{WIDE}" height="{HIGH}" preserveAspectRatio="none">'
        f"{''.join(sheet.parts)}</svg>"
    )
