"""The door to Pillow: photos and scans that people send, made anew so that only the picture is left; signatures drawn.

What a camera writes beside a picture (where it was taken, when, by which telephone) is not copied. Nothing of the file
that was sent is kept.
"""

import hashlib
import io
import math
import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_SENT = 10_000_000
"""Bytes of one file that is sent; `core.settings` limits the whole request to a little more."""
MOST_PIXELS = 50_000_000
"""More is no photo of a telephone: a picture bomb is refused before it is unpacked."""
PDF = b"%PDF"
LONGEST_SIDE = 2000
QUALITY = 82

PEN_WIDTH, PEN_HEIGHT, PEN = 900, 300, 5
MOST_POINTS = 6000
LEAST_LENGTH = 120.0
"""How long all the lines of a signature are at least, of 900 across: a dot is no signature."""

TOO_LARGE = "The photo must be smaller than 10 MB. Take it again with a lower quality, or send a smaller one."
IS_PDF = (
    "A PDF cannot be attached here. Photograph the page with a telephone, or save the scan as a JPEG."
    " What was signed can also be kept on paper: say where it is held."
)
NO_PICTURE = "This is not a photo we can open. Send a JPEG, PNG or WebP."
TOO_MANY_PIXELS = "The photo has too many pixels to be opened safely. Take it again at a smaller size."
NOT_SIGNED = "Sign in the box, with a finger, a stylus or the mouse."


class Unfit(ValueError):
    """What was sent cannot be kept. The text says why, in a sentence for the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made by us: its bytes, what they are, its size in pixels, and the fingerprint of the bytes."""

    content: bytes
    media_type: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The fingerprint by which a kept picture can be told from any other."""
        return hashlib.sha256(self.content).hexdigest()


def remade(sent: bytes) -> Picture:
    """A photo or scan as it was sent, made anew: upright, 2,000 pixels at most, as a JPEG with nothing beside it.

    Raises Unfit for what is too large, no picture, a PDF by another name, cut off, or a picture bomb.
    """
    if len(sent) > MOST_SENT:
        raise Unfit(TOO_LARGE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _remade(sent)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise Unfit(TOO_MANY_PIXELS) from problem
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as problem:
        if isinstance(problem, Unfit):
            raise
        raise Unfit(IS_PDF if PDF in sent[:1024] else NO_PICTURE) from problem


def _remade(sent: bytes) -> Picture:
    with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Unfit(TOO_MANY_PIXELS)
        opened.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    return _kept(plain, "JPEG", "image/jpeg", quality=QUALITY)


def drawn(lines: Any) -> Picture:
    """A signature from its lines, as the page sends them: lists of points [x, y] within 900 by 300.

    Raises Unfit for anything that is not that, and for less than a signature.
    """
    strokes = _strokes(lines)
    if sum(_length(stroke) for stroke in strokes) < LEAST_LENGTH:
        raise Unfit(NOT_SIGNED)
    paper = Image.new("L", (PEN_WIDTH, PEN_HEIGHT), 255)
    pen = ImageDraw.Draw(paper)
    for stroke in strokes:
        pen.line(stroke, fill=0, width=PEN, joint="curve")
    return _kept(paper, "PNG", "image/png", optimize=True)


def _strokes(lines: Any) -> list[list[tuple[float, float]]]:
    if not isinstance(lines, list) or sum(len(one) for one in lines if isinstance(one, list)) > MOST_POINTS:
        raise Unfit(NOT_SIGNED)
    return [[_point(each) for each in one] for one in lines if isinstance(one, list)]


def _point(each: Any) -> tuple[float, float]:
    if not isinstance(each, list) or len(each) != 2 or not all(type(part) in (int, float) for part in each):
        raise Unfit(NOT_SIGNED)
    try:
        x, y = (float(part) for part in each)
    except OverflowError:  # a whole number of hundreds of digits
        raise Unfit(NOT_SIGNED) from None
    if not (0 <= x <= PEN_WIDTH and 0 <= y <= PEN_HEIGHT):  # neither is anything that is no number
        raise Unfit(NOT_SIGNED)
    return x, y


def _length(stroke: Sequence[tuple[float, float]]) -> float:
    return sum(math.dist(one, other) for one, other in pairwise(stroke))


def _kept(image: Image.Image, format: str, media_type: str, **how: Any) -> Picture:
    out = io.BytesIO()
    image.save(out, format, **how)
    return Picture(out.getvalue(), media_type, image.width, image.height)
