"""The documents say what is so: links lead somewhere, names are names of the code, words are kind."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.settings import ROOT, Settings
from tests.house import glossary
from tests.house.files import committed, named

DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
HAZARDS = DOCS / "clinical-safety" / "hazard-log.md"
NOT_OURS = ("requirements/", "package-lock.json")
BLOCK = re.compile(r"^```.*?^```", re.S | re.M)
SPAN = re.compile(r"`([^`\n]+)`")


def ours(*endings: str) -> list[Path]:
    """What we wrote ourselves: lock files are made."""
    return [path for path in committed(*endings) if not named(path).startswith(NOT_OURS)]


def pages() -> list[Path]:
    return ours(".md")


def prose(path: Path) -> str:
    """A page without its blocks of code and its names of code."""
    return SPAN.sub(" ", BLOCK.sub(" ", path.read_text()))


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub(" ", path.read_text()), re.M)
    return {anchor(re.sub(r"[`*]", "", heading)) for heading in headings}


def links() -> Iterator[tuple[Path, str]]:
    for path in pages():
        text = SPAN.sub(" ", BLOCK.sub(" ", path.read_text()))
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not re.match(r"[a-z]+:", target):
                yield path, target


def test_every_link_in_a_document_leads_somewhere() -> None:
    assert list(links())
    for path, target in links():
        name, _, part = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), f"{named(path)} leads to {target}"
        assert there.is_relative_to(ROOT), f"{named(path)} leads outside: {target}"
        assert not part or part in anchors(there), f"{named(path)} leads to {target}"


def test_every_document_can_be_come_by() -> None:
    """From the pages at the top, by links alone."""
    found = {path.resolve(): set[Path]() for path in pages()}
    for path, target in links():
        there = (path.parent / target.partition("#")[0]).resolve()
        found[path.resolve()].add(there / "README.md" if there.is_dir() else there)
    seen, left = set[Path](), [path for path in found if path.parent == ROOT] + [DOCS / "README.md"]
    while left:
        path = left.pop()
        if path in found and path not in seen:
            seen.add(path)
            left += found[path]
    lost = [named(path) for path in found if path.is_relative_to(DOCS) and path not in seen]
    assert not lost, "name these in docs/README.md, or link to them from a page that is"


def test_every_file_that_a_document_names_is_there() -> None:
    tops = {each.name for each in ROOT.iterdir() if each.is_dir()} - {"instance"}
    for path in pages():
        for name in SPAN.findall(BLOCK.sub(" ", path.read_text())):
            if re.fullmatch(r"[\w.-]+(/[\w.*<>-]+)+/?", name) and name.split("/")[0] in tops and "<" not in name:
                assert list(ROOT.glob(name.rstrip("/"))), f"{named(path)} names {name}"


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", (DOCS / "deploying.md").read_text(), re.M))
    assert set(rows) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, (int, bool)) or name in ("product_name", "sign_in_rate"):
            assert rows[name.upper()].strip() == str(field.default).replace("True", "true").replace("False", "false")


def test_decisions_are_numbered_without_gaps_and_say_their_four_parts() -> None:
    found = sorted(DECISIONS.glob("[0-9]*.md"))
    assert [path.name[:4] for path in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    listed = (DECISIONS / "README.md").read_text()
    for path in found:
        text = path.read_text()
        title = text.split("\n")[0].removeprefix("# ")
        assert title.startswith(path.name[:4]), named(path)
        assert f"- [{title}]({path.name})" in listed, f"{named(path)} is not listed by its title"
        parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.M)
        assert parts == ["Context", "Decision", "Rejected", "Consequences"], f"{named(path)}: {parts}"
        assert len(text.split()) < 500, f"{named(path)} is longer than a page"


def policy_keys() -> Iterator[tuple[str, str, str]]:
    """Section, key and comment of each value of the shipped policy."""
    section, comment, above = "", "", ""
    for line in (ROOT / "policy.toml").read_text().split("\n"):
        if opened := re.fullmatch(r"\[\[([\w.]+)\]\]", line):
            above = comment or (above if opened[1] == section else "")
            section, comment = opened[1], ""
        elif line.startswith("#"):
            comment = f"{comment} {line.removeprefix('#').strip()}".strip()
        elif found := re.match(r"(\w+) =", line):
            if found[1] != "from":
                yield section, found[1], comment or above
            comment = ""
        elif not line:
            comment = ""


SOURCE = re.compile(r"\[(GK|PROPOSAL|SEED|H4|NSW|Oxfordshire|\d)|Children Act|findings\.md|replay\.md|domain\.md")


def test_every_threshold_says_where_it_comes_from() -> None:
    found = list(policy_keys())
    assert len(found) > 80
    for section, key, comment in found:
        assert SOURCE.search(comment), f"policy.toml: {section}.{key} has no source: {comment!r}"


def citing() -> Iterator[tuple[str, str]]:
    """The words in which code and policy cite: comments and docstrings."""
    for path in ours(".toml"):
        yield named(path), "\n".join(re.findall(r"#.*", path.read_text()))
    for path in ours(".py"):
        if named(path).startswith(("tests/", "migrations/versions/")):
            continue
        source = path.read_text()
        tokens = tokenize.generate_tokens(io.StringIO(source).readline)
        said = [token.string for token in tokens if token.type == tokenize.COMMENT]
        said += [
            node.value.value
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        ]
        yield named(path), "\n".join(said)


def paragraphs(text: str) -> set[str]:
    """ "6.6–6.8, 10.20" as single paragraphs."""
    found = set()
    for whole, first, last in re.findall(r"\b((\d+)\.\d+)(?:[-–](\d+\.\d+))?", text):
        found |= {whole}
        if last:
            found |= {f"{first}.{part}" for part in range(int(whole.split(".")[1]), int(last.split(".")[1]) + 1)}
    return found


def test_every_source_that_is_cited_is_in_the_register() -> None:
    sources = (DOCS / "sources.md").read_text()
    register = set(re.findall(r"^- \*\*(\d+)\*\* ", sources, re.M))
    register |= set(re.findall(r"\b(\d+[b-h])\b", sources)) | set(re.findall(r"\b(\d+a)\b", sources))
    told = paragraphs("\n".join(re.findall(r"^\| ([\d., –]+) \|", sources, re.M)))
    for name, said in citing():
        for number in re.findall(r"\[(\d+[a-h]?)\]", said):
            assert number in register, f"{name} cites [{number}], which docs/sources.md does not have"
        for found in re.findall(r"SEED ((?:\d+\.\d+(?:[-–]\d+\.\d+)?(?:, )?)+)", said):
            assert paragraphs(found) <= told, f"{name} cites SEED {found}, which docs/sources.md does not tell"


def test_the_glossary_says_what_the_code_says() -> None:
    command = ".venv/bin/python -m tests.house.glossary"
    assert glossary.GLOSSARY.read_text() == glossary.written(), f"run: {command}"


@pytest.mark.parametrize("package", glossary.PACKAGES)
def test_every_word_with_a_fixed_meaning_is_in_the_glossary(package: str) -> None:
    text = glossary.GLOSSARY.read_text()
    for kind in glossary.words_with_fixed_meanings(package):
        assert f"**{kind.__name__}**" in text
        assert not [value.value for value in kind if f"`{value.value}`" not in text], kind.__name__


def test_every_table_is_in_the_glossary() -> None:
    text = glossary.GLOSSARY.read_text()
    assert not [name for name in glossary.models() if f"`{name}`" not in text]


def test_a_name_that_the_glossary_gives_is_one_of_the_code() -> None:
    words = {word for path in ours(".py") for word in re.findall(r"[\w-]+", path.read_text())}
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| ([^|]+) \| [^|]+ \|$", glossary.GLOSSARY.read_text(), re.M)
    used = {part for row in rows for name in SPAN.findall(row) for part in name.split(".")}
    assert len(used) > 80
    assert not used - words, "the glossary gives names that the code does not have"


PARTS = ["Cause", "Effect", "Controls", "Tested", "Residual"]
HARM = r"(Minor|Significant|Considerable|Major|Catastrophic), (very low|low|medium|high|very high)\.$"


def hazards() -> list[tuple[str, str]]:
    found = re.split(r"^## (H\d+ .+)$", HAZARDS.read_text(), flags=re.M)[1:]
    return list(zip(found[::2], found[1::2], strict=True))


def test_every_hazard_has_all_its_parts() -> None:
    numbers = [int(title.split()[0].removeprefix("H")) for title, _ in hazards()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 15
    for title, text in hazards():
        assert re.findall(r"^- \*\*(\w+)\*\*:", text, re.M) == PARTS, title
        assert re.search(HARM, " ".join(text.split())), f"{title}: how bad, how likely"


def test_every_test_that_a_hazard_names_is_there() -> None:
    for title, text in hazards():
        cited = re.findall(r"`(tests/\w+)::(test_\w+)`", text)
        assert cited, title
        for folder, test in cited:
            found = any(f"def {test}(" in path.read_text() for path in (ROOT / folder).rglob("test_*.py"))
            assert found, f"{title}: there is no {test} in {folder}"


BLAMING = re.compile(
    r"\b(clean|dirty|compliant|non-compliant|addicts?|junkies?|abusers?|failed to (attend|engage|comply)|"
    r"(he|she|they|parents?|mothers?|fathers?|people|persons?|clients?|patients?|service users?|famil(y|ies))"
    r" (has |have |had )?failed)\b",
    re.I,
)


def test_no_document_blames() -> None:
    for path in pages():
        found = [match[0] for match in BLAMING.finditer(prose(path))]
        assert not found, f"{named(path)} says {found}"


# Written so that this file does not say them itself.
ABOUT_ITSELF = re.compile(
    r"\bA[I]\b|\bLL[M]s?\b|language mode[l]|artificial intelligenc[e]|chatbo[t]|\bClaud[e]\b|\bAnthropi[c]\b|"
    r"\bOpenA[I]\b|ChatGP[T]|\bGP[T]-\d|Copilo[t]|co-authored-b[y]|written by a[n]? (tool|assistant)|generated wit[h]|"
    r"/wor[k]/|/tm[p]/|pypi\.or[g]|pythonhosted\.or[g]|registry\.npm[j]s",
    re.I,
)


def test_no_file_speaks_of_who_or_what_wrote_it() -> None:
    for path in ours(""):
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found = [match[0] for match in ABOUT_ITSELF.finditer(text)]
        assert not found, f"{named(path)} says {found}"
