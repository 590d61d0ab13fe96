"""What is handed in for import: each file looked at, since its name may say anything."""

import hashlib
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from archive.members import MAGIC
from archive.unpacked import RECORD

Kind = Literal["warc", "wacz", "records"]

_WARC_NAMES = (".warc", ".warc.gz")
_RECORD_NAMES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
# The list of pages that stands beside WARC files holds no articles.
_PAGE_LIST = b"json-pages-1.0"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to import, and what is in it."""

    path: Path
    kind: Kind


def offered(path: Path) -> list[Offered]:
    """The file itself, or those below a folder that can be imported; raises OSError.

    Links within a folder are not followed, and what is neither WARC, WACZ nor JSON lines is none
    of ours. A file that is named itself is taken for JSON lines when it is nothing else.
    """
    if not path.is_dir():
        return [Offered(path, _kind(path))]
    found = ((below, _kind(below)) for below in _files(path))
    return [Offered(below, kind) for below, kind in found if _is_ours(below, kind)]


def sha256_of(path: Path) -> str:
    """The digest of a file, in the base 16 that `sha256sum` prints."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _files(folder: Path) -> list[Path]:
    def fail(error: OSError) -> None:
        raise error

    below = (
        Path(parent, name) for parent, _, names in os.walk(folder, onerror=fail) for name in names
    )
    return sorted(path for path in below if path.is_file() and not path.is_symlink())


def _kind(path: Path) -> Kind:
    head = _head(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "wacz"
    if head.startswith(RECORD) or path.name.lower().endswith(_WARC_NAMES):
        return "warc"
    return "records"


def _is_ours(path: Path, kind: Kind) -> bool:
    """Whether a file that only lies in a folder is meant."""
    name = path.name.lower()
    if kind == "records":
        return name.endswith(_RECORD_NAMES) and _PAGE_LIST not in _head(path)
    return kind == "warc" or name.endswith(".wacz")


def _head(path: Path) -> bytes:
    """The first bytes of what the file holds, unpacked and without leading blank lines."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(MAGIC):
            head = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, _HEAD)
    except (OSError, zlib.error):
        # Then its name tells, and whoever reads it tells what is wrong.
        return b""
    return head.lstrip(b"\r\n\xef\xbb\xbf")
