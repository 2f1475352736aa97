"""Case files that cannot be played: refused with the line and what was expected, before anything is played."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from casework.replay.cli import replay_command
from tests.casework.replay.stories import a_family, child, day, household, on, prescribed, registered

GOOD = [*registered(), *household(child()), *prescribed()]
"""Five lines; what is wrong comes sixth."""


def run(stage: Flask, path: Path, *options: str) -> Result:
    return stage.test_cli_runner().invoke(replay_command, [str(path), *options])


def refused(stage: Flask, tmp_path: Path, content: bytes, line: int) -> str:
    """The sentence of a refusal: exit status 2, the line named, and nothing printed."""
    path = tmp_path / "case.jsonl"
    path.write_bytes(content)
    for options in ([], ["--json"]):
        result = run(stage, path, *options)
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        assert result.stderr.startswith(f"line {line}: "), result.stderr
        assert "Traceback" not in result.stderr
    return result.stderr


def as_bytes(*lines) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines).encode()


WRONG = {
    "a verb that is none": (on(1, "teleport"), "expected one of register, household"),
    "a key that is none": (on(1, "contact", how="phone", mood="good"), 'no key "mood"'),
    "a key that is missing": (on(1, "contact"), 'needs "how"'),
    "a kind that is none": (on(1, "event", kind="party"), "use-on-top"),
    "a how that is none": (on(1, "contact", how="pigeon"), "clinic, home, phone"),
    "nobody of that name": (on(1, "contact", who="Max", how="phone"), "expected Sam"),
    "a child nobody knows": (on(1, "event", kind="child-injury", about="Bob"), "expected Mia, Sam"),
    "an agency nobody knows": (on(1, "heard-from", **{"with": "Ms Roe", "said": "x"}), "nobody yet"),
    "an adult nobody knows": (
        on(1, "plan", items="all", evidence="told", bottles=1, mg=50, review_on=day(9), agreed_by=["Tom"]),
        "no adult called",
    ),
    "a partner who is not registered": (on(1, "adult", name="Tom", role="partner", person="Tom"), "expected Sam"),
    "registered twice": (on(1, "register"), "registered already"),
    "an event nobody recorded": (on(1, "plan-review", events_considered=["e9"]), "e9"),
    "born after the day": (on(1, "child", **child("Ivy", day(2))), "after 2026-06-02"),
    "happened after the day": (on(1, "contact", how="phone", happened_on=day(2)), "after 2026-06-02"),
    "born two lifetimes ago": (on(1, "child", **child("Ivy", "1800-01-01")), "125 years"),
    "due in two years": (on(1, "child", name="Bump", due=day(800), how="lives"), "ten months"),
    "a child without a day": (on(1, "child", name="Ivy", how="lives"), '"born" or "due"'),
    "an injury before the birth": (on(1, "event", kind="child-injury", about="Mia", happened_on="2020-01-01"), "born"),
    "a date that is none": ({**on(1, "contact", how="phone"), "on": "2026-06-31"}, "a day like"),
    "a date with a time": ({**on(1, "contact", how="phone"), "on": "2026-06-02T09:00"}, "a day like"),
    "a number for a date": ({**on(1, "contact", how="phone"), "on": 20260602}, "a day like"),
    "no mg": (on(1, "prescribe", mg=0), "more than 0"),
    "a true for mg": (on(1, "prescribe", mg=True), "more than 0"),
    "mg in words": (on(1, "prescribe", mg="50"), "more than 0"),
    "a pharmacy that never opens": (on(1, "prescribe", mg=50, closed=[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]), "not all seven"),
    "a weekday that is none": (on(1, "decide", arrangement={"moonday": "supervised"}), "arrangement"),
    "an arrangement that is none": (on(1, "decide", arrangement="hourly"), "supervised-7"),
    "bottles below nought": (
        on(1, "plan", items="all", evidence="told", bottles=-1, mg=50, review_on=day(9)), "0 or more"),
    "an item that people do not answer": (
        on(1, "plan", items=["P2"], evidence="told", bottles=1, mg=50, review_on=day(9)), "P1"),
    "a code that is none": (on(1, "not-needed", code="plan-lost", because="-", by="Mx Lane", until=day(9)),
                            "children-not-asked"),
    "a name too long": (on(1, "adult", name="x" * 201, role="partner"), "200 characters"),
    "a name of nothing": (on(1, "adult", name="  ", role="partner"), "a name"),
    "a character nobody types": (on(1, "contact", how="phone", note="a\x00b"), '"note"'),
    "half a character": ('{"on": "2026-06-02", "do": "wait", "note": "\\ud800"}', "note"),
    "a list for an object": ("[1, 2]", "in braces"),
    "no JSON": ("contact Sam by phone", "one JSON object"),
    "an empty line between": ("", "one JSON object"),
    "not a number": ('{"on": "2026-06-02", "do": "prescribe", "who": "Sam", "mg": NaN}', "NaN"),
    "a key twice": ('{"on": "2026-06-02", "do": "wait", "do": "wait"}', "twice"),
    "no day": ('{"do": "wait"}', '"on" is missing'),
    "no verb": ('{"on": "2026-06-02"}', '"do" is missing'),
    "a verb that is no text": ('{"on": "2026-06-02", "do": ["wait"]}', "there is no verb"),
    "brackets without end": ('{"on":' + "[" * 100_000, "bytes long"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_line_that_cannot_be_is_refused_with_its_number_and_what_was_expected(
    stage: Flask, tmp_path: Path, what: Any
) -> None:
    line, expected = WRONG[what]
    after = on(2, "contact", how="phone")
    assert expected in refused(stage, tmp_path, as_bytes(*GOOD, line, after), line=6)


def test_lines_go_in_date_order(stage: Flask, tmp_path: Path) -> None:
    content = as_bytes(*GOOD, on(3, "contact", how="phone"), on(2, "contact", how="phone"))
    assert "date order" in refused(stage, tmp_path, content, line=7)


def test_an_id_is_there_once(stage: Flask, tmp_path: Path) -> None:
    two = [on(1, "contact", how="phone", id="c1"), on(2, "contact", how="home", id="c1")]
    assert '"c1"' in refused(stage, tmp_path, as_bytes(*GOOD, *two), line=7)


def test_a_line_of_ten_megabytes_is_refused_quickly(stage: Flask, tmp_path: Path) -> None:
    long = '{"on": "2026-06-02", "do": "contact", "who": "Sam", "how": "phone", "note": "' + "x" * 10_000_000 + '"}'
    assert "bytes long" in refused(stage, tmp_path, as_bytes(*GOOD, long), line=6)


def test_the_file_is_written_in_utf_8(stage: Flask, tmp_path: Path) -> None:
    latin = json.dumps(on(1, "contact", how="phone", note="café"), ensure_ascii=False).encode("latin-1")
    assert "UTF-8" in refused(stage, tmp_path, as_bytes(*GOOD) + b"\n" + latin, line=6)
    utf_16 = as_bytes(*GOOD).decode().encode("utf-16")
    assert refused(stage, tmp_path, utf_16, line=1)


def test_an_empty_file_says_so(stage: Flask, tmp_path: Path) -> None:
    for nothing in (b"", b"\n\n", b"\xef\xbb\xbf"):
        assert "empty" in refused(stage, tmp_path, nothing, line=1)


def test_deep_nesting_is_no_way_in(stage: Flask, tmp_path: Path) -> None:
    deep = '{"on": "2026-06-02", "do": "wait", "note": ' + "[" * 40_000 + "]" * 40_000 + "}"
    refused(stage, tmp_path, as_bytes(*GOOD, deep), line=6)


def test_a_good_file_plays_to_the_end_with_a_mark_in_front_and_windows_line_ends(stage: Flask, tmp_path: Path) -> None:
    path = tmp_path / "case.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + as_bytes(*a_family()).replace(b"\n", b"\r\n") + b"\r\n\r\n")
    result = run(stage, path, "--json")
    assert result.exit_code == 0, result.output
    printed = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(printed) == len(a_family()) + 1
    assert printed[-1]["summary"]["lines"] == len(a_family())


def test_another_policy_can_be_tried_and_a_wrong_one_is_refused(stage: Flask, tmp_path: Path) -> None:
    case, policy = tmp_path / "case.jsonl", tmp_path / "policy.toml"
    case.write_bytes(as_bytes(*a_family(), on(10, "wait") | {}))
    policy.write_text("[[safeguarding]]\nfrom = 2020-01-01\ncontact_gap_weeks = 1\n", encoding="utf-8")
    result = run(stage, case, "--json", "--policy", str(policy))
    assert result.exit_code == 0 and "contact-gap" in result.stdout
    policy.write_text("[[safeguarding]]\nfrom = 2020-01-01\nweeks = 1\n", encoding="utf-8")
    wrong = run(stage, case, "--policy", str(policy))
    assert wrong.exit_code == 2 and "weeks" in wrong.stderr and wrong.stdout == ""
