"""The picture of a chronology as SVG: drawn on the server, told apart without colour, readable on paper.

Time runs along the bottom. One lane an agency, with its signals as marks; what weighs on the family as spans; what
was agreed, what is in use and the plan as bands beneath. Everything it shows is in a table beside it too.
"""

from markupsafe import Markup, escape

from casework.picture.above import draw_hill, draw_moments
from casework.picture.beneath import draw_axis, draw_bands, draw_spans
from casework.picture.marks import draw_lanes, draw_legend
from casework.picture.paper import QUIET, WIDTH, Paper, plain
from casework.rules.picturing import Picture

__all__ = ["draw"]


def draw(picture: Picture, *, title: str, font: str = "") -> Markup:
    """The picture as one SVG element. `font`: the families to use on paper; on a screen the page's own."""
    paper = Paper(picture)
    draw_moments(paper)
    draw_hill(paper)
    draw_lanes(paper)
    draw_spans(paper)
    draw_bands(paper)
    draw_axis(paper)
    draw_legend(paper)
    family = f' font-family="{escape(font)}"' if font else ""
    height = plain(float(paper.y))
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
