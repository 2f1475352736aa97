"""Checks a case export of Safe at Home, alone: python3 verify.py BUNDLE.zip (or, unpacked, in its folder).

Needs Python 3.8 and nothing else. It says whether the bundle is exactly what was signed: every byte of it, every
record in the order in which it was written down, and whose key signed it. Compare the key's fingerprint with the one
that the drug service tells you by another way than this bundle.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

MANIFEST, SIGNATURE, RECORDS = "manifest.json", "manifest.sig", "records.jsonl"
FORMAT = "safe-at-home-case/1"

# Ed25519, as RFC 8032 describes it; slow, and enough for one signature.
_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)

if TYPE_CHECKING:
    Point = tuple[int, int, int, int]


class NotGenuine(Exception):
    """The bundle is not what was signed. The message says where."""


def verify(content: bytes) -> dict[str, Any]:
    """The manifest of a bundle (its bytes), or NotGenuine. A dictionary: service, as_of, made_at, records, key …"""
    files = unpacked(content)
    if pack(sorted(files.items())) != content:
        raise NotGenuine("the file was changed: it is not packed as the export packs it")
    return verify_files(files)


def verify_files(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The same for the files of an unpacked bundle, by name."""
    for name in (MANIFEST, SIGNATURE, RECORDS):
        if name not in files:
            raise NotGenuine(f"{name} is missing")
    try:
        manifest: dict[str, Any] = json.loads(files[MANIFEST].decode("utf-8"))
        key = bytes.fromhex(manifest["key"])
        signature = base64.b64decode(files[SIGNATURE], validate=True)
        listed = dict(manifest["files"])
    except (ValueError, KeyError, TypeError) as problem:
        raise NotGenuine(f"the manifest or its signature cannot be read ({problem})") from None
    if base64.b64encode(signature) != files[SIGNATURE] or not signed_by(key, files[MANIFEST], signature):
        raise NotGenuine("the signature is not that of the manifest")
    if manifest.get("format") != FORMAT:
        raise NotGenuine("this is no export that this script knows")
    if set(listed) | {MANIFEST, SIGNATURE} != set(files):
        raise NotGenuine("there are other files than those signed")
    for name, digest in listed.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise NotGenuine(f"{name} was changed")
    _check_chain(files[RECORDS], manifest)
    return manifest


def _check_chain(content: bytes, manifest: Mapping[str, Any]) -> None:
    lines = content.split(b"\n")  # not splitlines(): a text may hold other ends of lines, and a record goes on there
    if lines.pop():
        raise NotGenuine("the last record is cut off")
    previous, count = "", 0
    try:
        for count, line in enumerate(lines, 1):
            record = json.loads(line.decode("utf-8"))
            said = record.pop("hash", "")
            if record.get("n") != count or record.get("previous") != previous or link(record) != said:
                raise NotGenuine(f"record {count} does not follow from the one before it")
            previous = said
        if (count, previous) != (manifest["records"], manifest["head"]):
            raise NotGenuine("records are missing at the end")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as problem:
        raise NotGenuine(f"record {count} cannot be read ({problem})") from None


def link(record: Mapping[str, Any]) -> str:
    """The hash of a record: of all that it says, the hash of the one before it included."""
    return hashlib.sha256(plain(record)).hexdigest()


def plain(value: Any) -> bytes:
    """JSON written the one way in which it is hashed and signed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of (name, bytes) pairs, the same bytes for the same files on any machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            packed.writestr(info, content)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a bundle, by name. Raises NotGenuine for what is no bundle."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except Exception as problem:  # whatever a broken file makes the library raise: it is not genuine
        raise NotGenuine(f"the file cannot be unpacked ({problem})") from None


def fingerprint(key: str) -> str:
    """A key as people read it out to each other: eight groups of four."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]
    return " ".join(digest[place : place + 4] for place in range(0, 32, 4))


def signed_by(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature of a message is that of a public key."""
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= _L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % _L
    return _same(_times(s, _BASE), _plus(r, _times(h, a)))


def _plus(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(s: int, p: Point) -> Point:
    q: Point = (0, 1, 1, 0)
    while s > 0:
        if s & 1:
            q = _plus(q, p)
        p, s = _plus(p, p), s >> 1
    return q


def _same(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % _P == 0 and (p[1] * q[2] - q[1] * p[2]) % _P == 0


def _x(y: int, sign: int) -> int | None:
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    if square == 0:
        return None if sign else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P:
        return None
    return _P - x if (x & 1) != sign else x


def _point(content: bytes) -> Point | None:
    number = int.from_bytes(content, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = _x(y, sign)
    return None if x is None else (x, y, 1, x * y % _P)


_GY = 4 * pow(5, _P - 2, _P) % _P
_GX = _x(_GY, 0) or 0
_BASE = (_GX, _GY, 1, _GX * _GY % _P)


def main(arguments: Sequence[str]) -> int:
    """Say what the bundle is; 0 where it is genuine, 1 where it is not, 2 where there is none."""
    try:
        if arguments:
            manifest = verify(Path(arguments[0]).read_bytes())
        else:
            here = Path(__file__).resolve().parent
            inside = (path for path in here.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
            manifest = verify_files({path.relative_to(here).as_posix(): path.read_bytes() for path in inside})
    except OSError as problem:
        print(f"Cannot be read: {problem}")
        return 2
    except NotGenuine as problem:
        print(f"NOT GENUINE: {problem}.")
        return 1
    print("\n".join(described(manifest)))
    return 0


def described(manifest: Mapping[str, Any]) -> list[str]:
    """What a genuine bundle is, in lines."""
    return [
        "GENUINE: every byte is as it was signed.",
        f"  {manifest['service']}, reference {manifest['reference']}",
        f"  what was known at the end of {manifest['as_of']}: {manifest['records']} records",
        f"  made {manifest['made_at']} by {manifest['made_by']}",
        f"  signed with the key {fingerprint(manifest['key'])}",
        "Ask the service, by another way than this bundle, whether that is its key.",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
