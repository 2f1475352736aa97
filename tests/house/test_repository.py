"""The repository holds its own rules."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes
from jinja2.ext import do

from core.settings import ROOT
from leaflets.sheets import _sheets
from tests.house.files import committed, named

PACKAGES = [
    *("core", "staff", "leaflets", "people", "safeguarding", "supply"),
    *("safetyplans", "dispensing", "casework", "reminders", "migrations"),
]
QUIET_ROOMS = ("rules", "models", "queries", "actions", "forms")
BANNED_NAMES = {"utils", "helpers", "common", "services", "manager"}
CLOCKS = {"clock.now", "datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time"}
CLOCK_HANDS = {each.split(".")[1] for each in CLOCKS}
# Most files have under 200 lines. What is over 300 is looked at before it lands; over this it does not.
LONGEST_FILE = 450


@cache
def python_files() -> list[tuple[Path, ast.Module]]:
    """Our packages, and what each of their files says."""
    ours = [path for path in committed(".py") if path.relative_to(ROOT).parts[0] in PACKAGES]
    return [(path, ast.parse(path.read_text())) for path in ours]


def room_of(path: Path) -> str:
    """`people/actions/adults.py` is in the room `actions`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if len(parts) > 1 and parts[0] in PACKAGES else ""


def test_nobody_imports_the_application() -> None:
    for path, module in python_files():
        for node in ast.walk(module):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert "app" not in names, f"{named(path)} imports app.py"


def test_the_clock_is_read_at_entry_points_only() -> None:
    for path, module in python_files():
        if room_of(path) not in QUIET_ROOMS:
            continue
        for node in ast.walk(module):
            taken = isinstance(node, ast.ImportFrom) and node.module == "core.clock"
            assert not (taken and any(each.name == "now" for each in node.names)), f"{named(path)} takes the clock"  # type: ignore[attr-defined]
            read = isinstance(node, ast.Attribute) and node.attr in CLOCK_HANDS and ast.unparse(node) in CLOCKS
            assert not read, f"{named(path)} line {node.lineno} reads the clock"  # type: ignore[attr-defined]


def test_actions_never_commit() -> None:
    for path, module in python_files():
        if room_of(path) != "actions":
            continue
        for node in ast.walk(module):
            assert not (isinstance(node, ast.Attribute) and node.attr == "commit"), f"{named(path)} commits"
            taken = isinstance(node, ast.ImportFrom) and any(each.name == "commit" for each in node.names)
            assert not taken, f"{named(path)} takes commit"


def test_no_room_has_a_name_that_says_nothing() -> None:
    for path in committed(".py"):
        assert not BANNED_NAMES & set(path.relative_to(ROOT).with_suffix("").parts), named(path)


def test_no_file_outgrows_its_reader() -> None:
    long = {
        named(path): lines
        for path in committed(".py", ".html", ".js")
        if not named(path).startswith("migrations/versions")
        and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert not long, "split these by noun or verb"


def test_third_party_code_is_installed_and_never_committed() -> None:
    assert not [named(path) for path in committed("") if "node_modules" in path.parts or "vendor" in path.parts]


@pytest.mark.parametrize("name", ["run.lock", "dev.lock", "tools.lock"])
def test_lock_files_name_versions_and_hashes_and_no_hosts(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    assert "==" in text
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "--index" not in text


def test_the_npm_lock_names_no_hosts() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_the_readme_names_only_commands_that_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    for path in committed(".md"):
        for command in re.findall(r"`make ([a-z-]+)", path.read_text()):
            assert command in targets, f"{named(path)} names `make {command}`"


def templates() -> list[Path]:
    return [path for path in committed(".html") if path.is_relative_to(ROOT / "templates")]


def test_templates_take_only_the_macros_they_use() -> None:
    environment = Environment(extensions=[do], autoescape=True)
    for path in templates():
        tree = environment.parse(path.read_text())
        imports = [each for node in tree.find_all(nodes.FromImport) for each in node.names]
        taken = {each[1] if isinstance(each, tuple) else each for each in imports}
        used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        assert taken <= used, f"{named(path)} takes {sorted(taken - used)} and does not use it"


def filters_in(tree: nodes.Template) -> Iterator[str]:
    """The filters a template uses, those it hands to `map` by name too: Jinja misses them only when it gets there."""
    for one in tree.find_all(nodes.Filter):
        yield one.name
        if one.name == "map" and one.args and isinstance(one.args[0], nodes.Const):
            yield one.args[0].value


def test_templates_use_only_filters_that_exist(one_app: Flask) -> None:
    for path in templates():
        known = _sheets.filters if "print_" in path.name else one_app.jinja_env.filters
        unknown = set(filters_in(one_app.jinja_env.parse(path.read_text()))) - set(known)
        assert not unknown, f"{named(path)} uses {sorted(unknown)}"


BLAMING = re.compile(r"\b(clean|dirty|compliant|non-compliant|failed|failure to|refused to engage|abuser)\b", re.I)


def test_no_page_blames() -> None:
    for path in templates():
        said = re.sub(r"\{#.*?#\}|\{%.*?%\}|<[^>]+>", " ", path.read_text(), flags=re.S)
        found = BLAMING.findall(said)
        assert not found, f"{named(path)} says {found}"
