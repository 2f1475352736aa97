"""Policy files: what is in force, and what stops the start."""

import re
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

import pytest

from app import SECTIONS
from core.policy import Policy, PolicyProblem, load
from core.settings import ROOT


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Stage:
    name: str
    colour: Colour


@dataclass(frozen=True)
class Boxes:
    SECTION: ClassVar[str] = "boxes"

    days: int
    names: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    strict: bool = True


SHIPPED = """
[[boxes]]
from = 2024-01-01
days = 28
stages = [{ name = "first", colour = "red" }]

[[boxes]]
from = 2025-01-01
days = 21
"""
SIGNED = 'signed_off_by = "Dr A. Example"\nsigned_off_on = 2025-05-01\n'


def read(folder: Path, shipped: str = SHIPPED, local: str = "") -> Policy:
    (folder / "policy.toml").write_text(shipped)
    (folder / "local.toml").write_text(local)
    return load(folder / "policy.toml", folder / "local.toml", [Boxes])


def test_the_entry_in_force_on_the_day_applies(tmp_path: Path) -> None:
    policy = read(tmp_path)
    assert policy.section(Boxes, on=date(2024, 12, 31)).days == 28
    assert policy.section(Boxes, on=date(2025, 1, 1)).days == 21


def test_the_first_shipped_entry_applies_before_its_day_too(tmp_path: Path) -> None:
    assert read(tmp_path).section(Boxes, on=date(2007, 1, 1)).days == 28


def test_a_later_entry_keeps_what_it_does_not_name(tmp_path: Path) -> None:
    assert read(tmp_path).section(Boxes, on=date(2025, 6, 1)).stages == (Stage("first", Colour.RED),)


def test_a_service_has_its_own_from_a_day_on(tmp_path: Path) -> None:
    own = f'[[boxes]]\nfrom = 2025-06-01\nservice = "riverside"\ndays = 7\n{SIGNED}'
    everybody = f"[[boxes]]\nfrom = 2025-07-01\ndays = 14\n{SIGNED}"
    policy = read(tmp_path, local=own + everybody)
    assert policy.section(Boxes, on=date(2025, 5, 31), service_code="riverside").days == 21
    assert policy.section(Boxes, on=date(2025, 6, 1), service_code="riverside").days == 7
    assert policy.section(Boxes, on=date(2025, 8, 1), service_code="riverside").days == 7
    assert policy.section(Boxes, on=date(2025, 8, 1), service_code="hillside").days == 14
    assert policy.section(Boxes, on=date(2025, 8, 1)).days == 14
    assert policy.service_codes == {"riverside"}


@pytest.mark.parametrize(
    ("shipped", "sentence"),
    [
        ("", "policy.toml: the section [[boxes]] is missing"),
        ("[[boxes]]\nfrom = 2024-01-01\n", "policy.toml: the first [[boxes]] needs days"),
        ("[[boxes]]\ndays = 1\n", "policy.toml: every [[boxes]] needs from"),
        ("[boxes]\ndays = 1\n", "policy.toml: boxes must be written as [[boxes]], a list of dated entries"),
        ("[[boxes]]\nfrom = 2024-01-01\ndays = -1\n", "policy.toml: [[boxes]] days must be 0 or more, not -1"),
        ("[[boxes]]\nfrom = 2024-01-01\ndays = true\n", "policy.toml: [[boxes]] days must be a whole number, not True"),
        ('[[boxes]]\nfrom = "soon"\ndays = 1\n', "policy.toml: [[boxes]] from must be a date (2025-01-31), not 'soon'"),
        ("[[boxes]]\nfrom = 2024-01-01\ndays = 1\nday = 2\n", "policy.toml: [[boxes]] knows no key called day"),
        (
            "[[boxes]]\nfrom = 2024-01-01\ndays = 1\nnames = [1]\n",
            "policy.toml: [[boxes]] names, number 1 must be text, not 1",
        ),
        (
            '[[boxes]]\nfrom = 2024-01-01\ndays = 1\nstages = [{ name = "x", colour = "blue" }]\n',
            "policy.toml: [[boxes]] stages, number 1 colour must be one of red, not 'blue'",
        ),
        (
            '[[boxes]]\nfrom = 2024-01-01\ndays = 1\nstages = [{ name = "x" }]\n',
            "policy.toml: [[boxes]] stages, number 1 needs colour",
        ),
        ("[[tins]]\nfrom = 2024-01-01\n", "policy.toml: there is no section called tins"),
        (
            f"{SHIPPED}[[boxes]]\nfrom = 2025-01-01\ndays = 3\n",
            "policy.toml: [[boxes]] has two entries from 2025-01-01",
        ),
    ],
)
def test_what_cannot_be_used_stops_the_start_in_one_sentence(tmp_path: Path, shipped: str, sentence: str) -> None:
    with pytest.raises(PolicyProblem) as problem:
        read(tmp_path, shipped)
    assert str(problem.value) == sentence


@pytest.mark.parametrize(
    ("local", "sentence"),
    [
        ("[[boxes]]\nfrom = 2025-06-01\ndays = 7\n", "local.toml: every [[boxes]] needs signed_off_by"),
        (
            '[[boxes]]\nfrom = 2025-06-01\ndays = 7\nsigned_off_by = " "\nsigned_off_on = 2025-05-01\n',
            "local.toml: [[boxes]] signed_off_by must name who signed it off",
        ),
        (
            '[[boxes]]\nfrom = 2025-06-01\ndays = 7\nsigned_off_by = "Dr A"\n',
            "local.toml: every [[boxes]] needs signed_off_on",
        ),
        ("= 7", "local.toml: not written as TOML: Invalid statement (at line 1, column 1)"),
    ],
)
def test_a_local_change_needs_a_sign_off(tmp_path: Path, local: str, sentence: str) -> None:
    with pytest.raises(PolicyProblem) as problem:
        read(tmp_path, local=local)
    assert str(problem.value) == sentence


def test_different_files_have_different_digests(tmp_path: Path) -> None:
    assert read(tmp_path).digest == read(tmp_path).digest
    assert read(tmp_path).digest != read(tmp_path, local=f"[[boxes]]\nfrom = 2025-06-01\ndays = 7\n{SIGNED}").digest


def test_the_shipped_file_fills_every_section_and_says_where_each_value_comes_from() -> None:
    path = ROOT / "policy.toml"
    policy = load(path, None, SECTIONS)
    for kind in SECTIONS:
        policy.section(kind, on=date(2025, 1, 1))
    lines = path.read_text().splitlines()
    for key in (field.name for kind in SECTIONS for field in fields(kind)):
        places = [number for number, line in enumerate(lines) if re.match(rf"{key} =|\[\[\w+\.{key}\]\]", line)]
        assert places, f"{key} is nowhere in policy.toml"
        assert lines[places[0] - 1].startswith("#"), f"no source above {key}"
