"""docs/requirements.md names pages and tests that exist, and leaves no paragraph of the review out."""

import re
from collections.abc import Iterator

from flask import Flask

from core.settings import ROOT

PAGE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"^\| ([\d., ]+) \| (.+?) \| ([MSC–]) \| (.*?) \| (.*?) \|$", re.M)
PARAGRAPHS = {6: 19, 7: 9, 8: 12, 9: 10, 10: 27}
"""So many numbered paragraphs has each section of the review that says what happened and what was learned."""
REASONS = ("not met: ", "for others: ")


def rows() -> Iterator[tuple[list[str], str, str, str]]:
    for seed, _, priority, page, test in ROW.findall(PAGE.read_text()):
        yield re.split(r",\s*", seed), priority, page, test


def test_no_paragraph_of_the_review_is_left_out_or_said_twice() -> None:
    named = [one for seeds, *_ in rows() for one in seeds]
    wanted = {f"{section}.{number}" for section, last in PARAGRAPHS.items() for number in range(1, last + 1)}
    assert wanted <= set(named), wanted - set(named)
    assert len(named) == len(set(named)), [one for one in named if named.count(one) > 1]
    assert len(list(rows())) == PAGE.read_text().count("\n| ") - 1, "a row is not written as the others"


def test_what_matters_has_a_page_and_a_test_or_says_why_not() -> None:
    for seeds, priority, page, test in rows():
        if page.startswith(REASONS):
            assert len(page) > 25, f"{seeds} says too little of why it is not met"
        elif priority in "MS":
            assert "`/" in page and "`test_" in test, f"{seeds} names no page or no test"


def test_every_page_and_test_that_it_names_exists(app: Flask) -> None:
    text = PAGE.read_text()
    rules = {re.sub(r"<[^>]+>", "…", rule.rule) for rule in app.url_map.iter_rules()}
    pages = set(re.findall(r"`(/[^`]*)`", text))
    assert pages and pages <= rules, pages - rules
    written = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    tests = set(re.findall(r"`(test_\w+)`", text))
    known = set(re.findall(r"^def (test_\w+)\(", written, re.M))
    assert tests and tests <= known, tests - known
