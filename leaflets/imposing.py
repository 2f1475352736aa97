"""The booklet's sheet: its four A5 pages laid on one sheet of A4, to print on both sides (short edge) and fold.

For the printer alone: the sheet has no reading order. The door to pikepdf.
"""

import io
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Name, Rectangle

A5_WIDTH, A5_HEIGHT = 419.53, 595.28  # points
PAGES = 4
# Left and right of each side; a language that runs from the right is folded the other way round.
SIDES = {"ltr": ((3, 0), (1, 2)), "rtl": ((0, 3), (2, 1))}


@lru_cache(maxsize=16)
def booklet_sheet(booklet: bytes, direction: str = "ltr") -> bytes:
    """Two sides of A4 of a booklet of four A5 pages. Raises ValueError for any other number of pages."""
    with pikepdf.open(io.BytesIO(booklet)) as pages, pikepdf.new() as sheet:
        if len(pages.pages) != PAGES:
            raise ValueError(f"a booklet has {PAGES} pages, and this one {len(pages.pages)}")
        for left, right in SIDES[direction]:
            side = sheet.add_blank_page(page_size=(2 * A5_WIDTH, A5_HEIGHT))
            for place, number in enumerate((left, right)):
                half = Rectangle(place * A5_WIDTH, 0, (place + 1) * A5_WIDTH, A5_HEIGHT)
                side.add_overlay(pages.pages[number], half)
        sheet.docinfo["/Title"] = str(pages.docinfo.get("/Title", ""))
        sheet.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"))
        sheet.Root.Lang = pages.Root.Lang
        made = io.BytesIO()
        sheet.save(made)
    return made.getvalue()
