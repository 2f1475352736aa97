"""Photos made anew, signatures drawn: what is kept, what is left out, what is refused and in which words."""

import io
import struct
import zlib

import pytest
import wtforms
from PIL import Image
from werkzeug.datastructures import MultiDict

from core import pictures
from core.forms import SignatureField
from core.pictures import Unfit, drawn, remade


def a_photo(size: tuple[int, int] = (800, 600), format: str = "JPEG", mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 120).save(out, format, **how)
    return out.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0")) + chunk(b"IEND", b"")


def test_where_and_when_a_photo_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 27.0, 14.0), 3: "W", 4: (2.0, 35.0, 0.0)})
    sent = a_photo(exif=exif, comment=b"Harbour Street 7")
    assert b"Telephone" in sent
    kept = remade(sent)
    assert not any(word in kept.content for word in (b"Exif", b"Telephone", b"Harbour"))
    with Image.open(io.BytesIO(kept.content)) as opened:
        assert (dict(opened.getexif()), opened.info.get("comment")) == ({}, None)


def test_a_photo_is_turned_upright_and_made_small() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = remade(a_photo((4000, 3000), exif=exif))
    assert (kept.width, kept.height) == (1500, 2000)
    assert len(kept.content) < 500_000


@pytest.mark.parametrize(
    ("format", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1"), ("WEBP", "RGB"), ("PNG", "LA")]
)
def test_every_usual_picture_becomes_a_jpeg(format: str, mode: str) -> None:
    kept = remade(a_photo((60, 40), format, mode))
    assert (kept.media_type, kept.content[:2]) == ("image/jpeg", b"\xff\xd8")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"%PDF-1.7 and so on", pictures.IS_PDF),
        (b"\n%PDF-1.7", pictures.IS_PDF),
        (b"", pictures.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", pictures.NO_PICTURE),
        (b"GIF89a" + b"0" * 50, pictures.NO_PICTURE),
        (a_photo()[:400], pictures.NO_PICTURE),
        (a_bomb(30_000, 30_000), pictures.TOO_MANY_PIXELS),
        (a_bomb(8000, 8000), pictures.TOO_MANY_PIXELS),
        (b"x" * (pictures.MOST_SENT + 1), pictures.TOO_LARGE),
    ],
    ids=["pdf", "pdf after a line", "empty", "svg", "gif", "cut off", "bomb", "smaller bomb", "10 MB"],
)
def test_what_is_no_photo_is_refused_in_a_sentence(sent: bytes, words: str) -> None:
    with pytest.raises(Unfit, match=r"\.$") as refused:
        remade(sent)
    assert str(refused.value) == words


def test_a_signature_is_drawn_from_its_lines_alike_every_time() -> None:
    lines = [[[10, 10], [400, 200.5]], [[500, 50], [600, 250]]]
    kept = drawn(lines)
    assert (kept.media_type, kept.width, kept.height) == ("image/png", 900, 300)
    assert drawn(lines).sha256 == kept.sha256
    with Image.open(io.BytesIO(kept.content)) as opened:
        assert opened.getpixel((10, 10)) == 0


@pytest.mark.parametrize(
    "lines",
    [
        [],
        {},
        [[[1, 1], [2, 2]]],
        [[[0, 0], [901, 0]]],
        [[[0, 0], [float("nan"), 0]]],
        [[[0, 0, 0], [300, 1]]],
        [["ab", "cd"]],
        [[[True, 0], [300, 0]]],
        [[[0, 0], [300, 0]] * 4000],
        [[[0, 0], [10**400, 0]]],
    ],
)
def test_what_is_no_signature_is_none(lines: object) -> None:
    with pytest.raises(Unfit):
        drawn(lines)


class Signing(wtforms.Form):
    signed = SignatureField("Sign")


@pytest.mark.parametrize("sent", ["[" * 150_000, f"[[[0,0],[{'9' * 400},0]]]", "[[[0,0"])
def test_lines_that_cannot_be_read_are_a_problem_beside_the_field(sent: str) -> None:
    form = Signing(MultiDict({"signed": sent}))
    assert not form.validate()
    assert form.errors == {"signed": [pictures.NOT_SIGNED]}
