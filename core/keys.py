"""Secrets that a machine makes for itself once and keeps in instance/, readable by its own account only."""

import os
import secrets
from pathlib import Path

BYTES = 32


def kept_key(folder: Path, name: str) -> str:
    """The secret of that name; made and kept at the first call. Two starts at once end with the same one."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.key"
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    """Written aside and linked into place: another process sees nothing, or the whole key."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    aside.touch(mode=0o600)
    aside.write_text(secrets.token_urlsafe(BYTES))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
