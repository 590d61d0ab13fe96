"""The digests that WARC files carry: of many kinds, in many spellings."""

import base64
import hashlib
import re
from collections.abc import Iterable

from archive.encodings import decoded

_ALGORITHMS = {
    "md5": "md5", "sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256",
    "sha384": "sha384", "sha-384": "sha384", "sha512": "sha512", "sha-512": "sha512",
}  # fmt: skip
_BASE32 = re.compile("[A-Z2-7]{8,}=*")


def agrees(claimed: str, content: bytes) -> bool | None:
    """Whether it is the content's digest, in base 32, 16 or 64; none for an unknown algorithm."""
    name, _, value = claimed.partition(":")
    algorithm = _ALGORITHMS.get(name.strip().lower())
    if algorithm is None:
        return None
    digest = hashlib.new(algorithm, content, usedforsecurity=False).digest()
    value = value.strip()
    return (
        value.upper().rstrip("=") == _base32(digest).rstrip("=")
        or value.lower() == digest.hex()
        or value.translate(str.maketrans("-_", "+/")).rstrip("=")
        == base64.b64encode(digest).decode("ascii").rstrip("=")
    )


def covers(claimed: str, payload: bytes, headers: Iterable[tuple[str, str]]) -> bool | None:
    """Whether it is the digest of an HTTP payload; none for an unknown algorithm.

    The standard can be read either way: with the framing of chunks, or without.
    """
    found = agrees(claimed, payload)
    if found is not False:
        return found
    transfer = [pair for pair in headers if pair[0].lower() == "transfer-encoding"]
    entity, _ = decoded(payload, transfer, len(payload))
    return agrees(claimed, entity)


def is_plain(claimed: str) -> bool:
    """Whether it is spelled as every reader understands it: a plain name, and base 32."""
    name, _, value = claimed.partition(":")
    return name in _ALGORITHMS.values() and len(value) % 8 == 0 and bool(_BASE32.fullmatch(value))


def _base32(digest: bytes) -> str:
    return base64.b32encode(digest).decode("ascii")
