"""Addresses nobody can guess and codes to read out, and the hashes by which alone they are kept.

Cryptography of the standard library: nothing of ours is clever here. What is random comes from the machine.
"""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from uuid import UUID

CODE_FIGURES = 8
SALT_BYTES = 16
SESSION_BYTES = 32
# scrypt as RFC 7914 has it for something a person waits for: some 40 ms and 16 MB a guess.
COST, BLOCK, LANES = 2**14, 8, 1


def token_of(thing: UUID, purpose: str, key: str) -> str:
    """The token of a thing's address: 256 bits that only who holds the key can work out, and nobody has to keep."""
    made = hmac.new(key.encode(), f"{purpose}:{thing}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def hash_of_token(token: str) -> str:
    """How a token is kept. It has 256 bits of its own, so that one round is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_session() -> str:
    """What a browser holds that was let in."""
    return secrets.token_urlsafe(SESSION_BYTES)


def new_code() -> str:
    """A code to be read out over the telephone: eight figures in two groups."""
    figures = f"{secrets.randbelow(10**CODE_FIGURES):0{CODE_FIGURES}}"
    return f"{figures[:4]} {figures[4:]}"


def hash_of_code(code: str) -> str:
    """How a code is kept: salted, and slow to guess for whoever should come by the database."""
    salt = secrets.token_bytes(SALT_BYTES)
    return f"{salt.hex()}:{_slow(code, salt).hex()}"


def is_code(typed: str, kept: str | None) -> bool:
    """Whether what was typed is the code kept. It takes as long where none is kept, so that nobody can tell."""
    salt, _, made = (kept or NOBODYS).partition(":")
    right = hmac.compare_digest(_slow(typed, bytes.fromhex(salt)).hex(), made)
    return right and kept is not None


def _slow(code: str, salt: bytes) -> bytes:
    figures = re.sub(r"[^0-9]", "", code)[: 2 * CODE_FIGURES]
    return hashlib.scrypt(figures.encode(), salt=salt, n=COST, r=BLOCK, p=LANES, maxmem=64 * 1024 * 1024)


NOBODYS = f"{bytes(SALT_BYTES).hex()}:{bytes(64).hex()}"
