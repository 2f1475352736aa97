"""The bundle: the printed case, its records, how to verify them, and the signature over all of it."""

import base64
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.export import verify
from casework.export.records import Chain
from core.signing import is_signed, public_key
from core.wording import instant

SCRIPT = Path(verify.__file__)
PDF, README = "case.pdf", "README.txt"

README_TEXT = """A case of Safe at Home
=======================

What {service} knew of the family with the reference {reference}, had done, and had told to whom,
by the end of {as_of}. Nothing in it was written down later.
{frozen}

{pdf}           the case to read; what others told the service is marked
records.jsonl      every record, one JSON object a line, each with the hash of the one before it;
                   "told_by_others" marks what a third party said
manifest.json      what is in this bundle, with hashes; manifest.sig is the Ed25519 signature over it
files/             photos and scans that records name, where there are any
verify.py          checks all of it, with Python 3 and nothing else

To verify:   python3 verify.py BUNDLE.zip
Unpacked:    python3 verify.py

It says whose key signed it: {fingerprint}
Ask the service, by another way than this bundle, whether that is its key. Whoever does not trust this
copy of verify.py reads it first, or takes it from the product's repository.
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a bundle says of itself. `policy`: the hash of the policy files then in use.

    `frozen_since`: since when (UTC) the record was frozen for an inquiry, as known at the end of that day.
    """

    service: str
    reference: str
    as_of: date
    made_at: datetime
    made_by: str
    policy: str
    frozen_since: datetime | None = None


def fingerprint_of(key: Ed25519PrivateKey) -> str:
    """A key as people read it out to each other."""
    return verify.fingerprint(public_key(key).hex())


def _frozen(about: About) -> str:
    if about.frozen_since is None:
        return "The record was not frozen for an inquiry at the end of that day."
    return f"The record was frozen for an inquiry at that time, since {instant(about.frozen_since)}."


def bundle(about: About, pdf: bytes, chain: Chain, key: Ed25519PrivateKey) -> bytes:
    """The bundle as one file, signed."""
    words = {"service": about.service, "reference": about.reference, "as_of": about.as_of.isoformat()}
    readme = README_TEXT.format(**words, frozen=_frozen(about), pdf=PDF, fingerprint=fingerprint_of(key)).encode()
    files = {PDF: pdf, verify.RECORDS: chain.content, README: readme, SCRIPT.name: SCRIPT.read_bytes()} | chain.files
    manifest: dict[str, Any] = words | {
        "format": verify.FORMAT,
        "made_at": about.made_at.isoformat(timespec="seconds"),
        "made_by": about.made_by,
        "policy": about.policy,
        "frozen_since": about.frozen_since.isoformat(timespec="seconds") if about.frozen_since else None,
        "records": len(chain.lines),
        "head": chain.head,
        "key": public_key(key).hex(),
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    files[verify.MANIFEST] = verify.plain(manifest)
    files[verify.SIGNATURE] = base64.b64encode(key.sign(files[verify.MANIFEST]))
    return verify.pack(sorted(files.items()))


def checked(content: bytes) -> dict[str, Any]:
    """The manifest of a genuine bundle, its signature checked twice: by the stranger's script and by the library.

    Raises verify.NotGenuine.
    """
    manifest = verify.verify(content)
    files = verify.unpacked(content)
    signature = base64.b64decode(files[verify.SIGNATURE])
    if not is_signed(files[verify.MANIFEST], signature, bytes.fromhex(manifest["key"])):
        raise verify.NotGenuine("the signature is not that of the manifest")
    return manifest
