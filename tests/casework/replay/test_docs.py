"""The page on writing a case file, and the cases that are shipped."""

import json
import re
from pathlib import Path

import pytest

from casework.replay.verbs import VERBS
from tests.casework.replay.stories import START, Told, play

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "writing-a-case.md").read_text(encoding="utf-8")


def test_every_verb_and_key_is_on_the_page_as_it_is():
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", PAGE, flags=re.M))
    assert set(rows) == set(VERBS)
    for verb, record in VERBS.items():
        named = set(re.findall(r"`([a-z_]+)`", rows[verb]))
        assert named == ({*record.needs, *record.may} - {"who", "happened_on"}), verb
        assert set(re.findall(r"`([a-z_]+)`\?", rows[verb])) == {*record.may} - {"who", "happened_on"}, verb


def test_the_first_lines_say_what_the_page_says():
    lines = [json.loads(line) for line in re.findall(r"^\{.*\}$", PAGE, flags=re.M)]
    told: Told = play(lines)
    assert told[0].line.on == START
    assert not told.last.accepted and told.last.stopped == ("plan-missing",)


@pytest.mark.parametrize("case", sorted((DOCS / "cases").glob("*.jsonl")), ids=lambda path: path.stem)
def test_cases_name_nobody_by_a_number_an_address_or_a_post_code(case):
    text = case.read_text(encoding="utf-8")
    assert not re.search(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b|@|\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b", text)
    assert all(json.loads(line) for line in text.splitlines())
