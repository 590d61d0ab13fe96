"""The authority files: the one that comes with the program, and those of the operator."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from index.authority.authority import Authority
from index.authority.bodies import Body
from index.authority.checks import check
from index.authority.file import AuthorityFile, parse, read_file
from index.authority.places import Place


@cache
def shipped() -> Authority:
    """What comes with the program: Tháp Mười before and from 1 July 2025."""
    return _joined([_places()])


def authority(paths: Sequence[Path]) -> Authority:
    """What comes with the program together with the files of the operator.

    Raises AuthorityError, which names file, entry and field, for the first mistake in any of them.
    """
    return _joined([_places(), *map(read_file, paths)]) if paths else shipped()


@cache
def _places() -> AuthorityFile:
    return parse(_content("places.toml"), "places.toml of the program")


def _content(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()


def _joined(read: Sequence[AuthorityFile]) -> Authority:
    entries = [entry for one in read for entry in one.entries]
    check(entries)
    digest = hashlib.sha256(_content("known.toml"))
    for one in read:
        digest.update(hashlib.sha256(one.content).digest())
    return Authority(
        tuple(entry.told for entry in entries if isinstance(entry.told, Place)),
        tuple(entry.told for entry in entries if isinstance(entry.told, Body)),
        digest.hexdigest()[:16],
    )
