"""The door to signatures: Ed25519, with a key that this service keeps."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.keys import kept_key
from core.settings import Settings


def signing_key(settings: Settings) -> Ed25519PrivateKey:
    """This service's own key: from the environment where several machines share one, else made once and kept."""
    secret = settings.signing_key or kept_key(settings.instance_folder, "signing")
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(secret.encode()).digest())


def public_key(key: Ed25519PrivateKey) -> bytes:
    """What anybody may know of a key: 32 bytes."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def is_signed(content: bytes, signature: bytes, key: bytes) -> bool:
    """Whether a signature of some content is that of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
