"""How fast a leaflet is printed at the desk: the first time, against bare WeasyPrint on the same page, and again."""

import io
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from weasyprint import HTML

from core.settings import ROOT
from leaflets.catalogue import leaflet_html, text_of
from leaflets.pdf import OwnFiles, _fonts, forget_prints, render_pdf
from leaflets.rules import Format, LeafletCode
from tests.leaflets.test_risk_leaflet import CONTACTS

MEASURED = bool(os.environ.get("BENCH"))
TIMES = 20 if MEASURED else 2
AGAIN_MS = 5
"""The aim of a print that was made a moment ago, at the server; a slow machine is allowed ten times as much."""


def page(number: int) -> str:
    theirs = replace(CONTACTS, worker_name=f"Worker {number}")
    return leaflet_html(text_of(LeafletCode.RISK, "en"), theirs, format=Format.STANDARD, draft=False)


def bare(html: str) -> bytes:
    """The same page by WeasyPrint alone, with our fonts ready as they are for us."""
    config, sheet = _fonts()
    made = io.BytesIO()
    HTML(string=html, base_url=f"{ROOT.as_uri()}/", url_fetcher=OwnFiles()).write_pdf(
        made, font_config=config, stylesheets=[sheet], pdf_variant="pdf/ua-1"
    )
    return made.getvalue()


def p95(milliseconds: list[float]) -> float:
    return statistics.quantiles(milliseconds, n=20)[-1] if len(milliseconds) > 1 else milliseconds[0]


def timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - began)


@pytest.mark.bench
def test_a_print_costs_little_more_than_weasyprint_alone_and_next_to_nothing_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    forget_prints()
    render_pdf(page(-1), title="Warm")
    first, alone = [], []
    for number in range(TIMES):
        html = page(number)
        alone.append(timed(lambda html=html: bare(html)))  # type: ignore[misc]
        first.append(timed(lambda html=html: render_pdf(html, title="Bench")))  # type: ignore[misc]
    again = [timed(lambda: render_pdf(page(0), title="Bench")) for _ in range(10 * TIMES)]
    ratio = statistics.median(first) / statistics.median(alone)
    with capsys.disabled():
        print(
            f"\nbench: leaflet print, first p95 {p95(first):.0f} ms, WeasyPrint alone p95 {p95(alone):.0f} ms, "
            f"ratio of medians {ratio:.2f}; again p95 {p95(again):.1f} ms"
        )
    assert render_pdf(page(0), title="Bench") is render_pdf(page(0), title="Bench"), "it was made again"
    assert not MEASURED or (ratio < 2 and statistics.median(again) < 10 * AGAIN_MS)
