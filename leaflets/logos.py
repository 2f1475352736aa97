"""A service's logo: the picture that was sent, made anew as a small PNG, so that nothing hidden in it is printed.

The door to Pillow in this package. A drawing (SVG) can carry script and fetch from outside: it is refused.
"""

import io
import warnings

from PIL import Image, UnidentifiedImageError

from core.conflict import Refused

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
WIDEST, HIGHEST = 900, 300  # pixels: 300 to the inch where it is printed
KINDS = ("PNG", "JPEG")


def printable_logo(sent: bytes) -> bytes:
    """A PNG no larger than it is printed. Raises Refused for what is too big, a drawing, or no picture at all."""
    if len(sent) > MOST_BYTES:
        raise _refused("This picture is too big. Send one of 5 MB or less")
    if b"<svg" in sent[:4096].lower():
        raise _refused("This is a drawing (SVG), and those can carry programs. Save it as PNG or JPEG and send that")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _as_png(sent)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        raise _refused("This is not a picture that can be read. Send a PNG or a JPEG") from None


def _as_png(sent: bytes) -> bytes:
    with Image.open(io.BytesIO(sent), formats=KINDS) as whole:
        whole.verify()
    with Image.open(io.BytesIO(sent), formats=KINDS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _refused("This picture has too many dots. Send a smaller one")
        flat = picture.convert("RGBA")
    flat.thumbnail((WIDEST, HIGHEST))
    page = Image.new("RGB", flat.size, "white")
    page.paste(flat, mask=flat.getchannel("A"))
    made = io.BytesIO()
    page.save(made, "PNG", optimize=True)
    return made.getvalue()


def _refused(sentence: str) -> Refused:
    return Refused(("logo", sentence))
