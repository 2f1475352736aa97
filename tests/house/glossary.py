"""The tables of docs/glossary.md that the code writes. After a change: `.venv/bin/python -m tests.house.glossary`."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import ModuleType

import app  # noqa: F401  (every table)
from core.db import Base
from core.settings import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
PACKAGES = ("core", "staff", "leaflets", "people", "safeguarding", "supply", "safetyplans", "dispensing")
WITH_TABLES = (*PACKAGES, "casework", "reminders")
AS_RULES = ("rules", "items", "findings", "bank_holidays")
WHERE_WORDS_STAND = ("rules", "queries")
SECTION = re.compile(r"(<!-- written by the code: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.S)


def modules(package: str, rooms: tuple[str, ...]) -> Iterator[ModuleType]:
    """What is in these rooms of a package, in the order of their names."""
    top = importlib.import_module(package)
    found = [each for each in pkgutil.iter_modules(top.__path__, f"{package}.") if each.name.split(".")[1] in rooms]
    for room in sorted(each.name for each in found):
        module = importlib.import_module(room)
        inside = sorted(each.name for each in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{room}."))
        yield from (module, *(importlib.import_module(name) for name in inside))


def words_with_fixed_meanings(package: str) -> list[type[StrEnum]]:
    """The enums that a package's rules make, in the order of their files."""
    found: dict[str, type[StrEnum]] = {}
    for module in modules(package, AS_RULES):
        for name, value in vars(module).items():
            ours = inspect.isclass(value) and value.__module__ == module.__name__
            if ours and issubclass(value, StrEnum) and not name.startswith("_"):
                found[name] = value
    return list(found.values())


def said_of(kind: type[StrEnum], package: str) -> Mapping[StrEnum, str]:
    """The words on screen for the values of an enum: of its own package first; nothing where no table has them."""
    others = [each for each in WITH_TABLES if each != package]
    for module in (module for each in (package, *others) for module in modules(each, AS_RULES + WHERE_WORDS_STAND)):
        for name, value in vars(module).items():
            named = name.endswith(("_WORDS", "_TITLES")) and isinstance(value, Mapping)
            if named and set(value) == set(kind) and all(type(key) in (kind, str) for key in value):
                said: Mapping[StrEnum, str] = value
                return said
    return {}


def first_line(thing: type) -> str:
    return (inspect.getdoc(thing) or "").strip().split("\n")[0].strip().replace("|", "\\|")


def values() -> str:
    parts = []
    for package in PACKAGES:
        for kind in words_with_fixed_meanings(package):
            said = said_of(kind, package)
            parts += [f"**{kind.__name__}** ({package}): {first_line(kind)}", ""]
            if said:
                parts += ["| in code | on screen |", "|---|---|"]
                parts += [f"| `{value.value}` | {said[value]} |" for value in kind]
            else:
                parts += ["In code: " + ", ".join(f"`{value.value}`" for value in kind) + "."]
            parts += [""]
    return "\n".join(parts)


def models() -> dict[str, type]:
    """Every class that is kept in a table, by name."""
    return {mapper.class_.__name__: mapper.class_ for mapper in Base.registry.mappers}


def tables() -> str:
    parts = ["| class | table | package | what a row is |", "|---|---|---|---|"]
    for package in WITH_TABLES:
        for name, model in sorted(models().items()):
            if model.__module__.split(".")[0] == package:
                parts.append(f"| `{name}` | `{vars(model)['__table__'].name}` | {package} | {first_line(model)} |")
    return "\n".join([*parts, ""])


def written() -> str:
    """The glossary with its tables as the code has them now."""
    made = {"values": values, "tables": tables}
    return SECTION.sub(lambda found: f"{found[1]}\n{made[found['name']]()}\n{found[3]}", GLOSSARY.read_text())


if __name__ == "__main__":
    GLOSSARY.write_text(written())
