"""The files of the repository that we wrote."""

import shutil
import subprocess
from pathlib import Path

from core.settings import ROOT

INSTALLED = {".git", ".venv", "node_modules", ".made", "__pycache__", "instance", "test-results"}
CACHES = {".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache"}


def committed(*endings: str) -> list[Path]:
    """The files of the repository with these endings; without git, whatever lies here that nobody installed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.check_output(command, cwd=ROOT, text=True).splitlines()
        here = (ROOT / name for name in listed)
    else:
        here = (path for path in ROOT.rglob("*") if not (INSTALLED | CACHES) & set(path.relative_to(ROOT).parts))
    return sorted(path for path in here if path.name.endswith(endings) and path.is_file())


def named(path: Path) -> str:
    """How it is called from the top of the repository."""
    return str(path.relative_to(ROOT))
