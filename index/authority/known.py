"""Names known without being places of the authority file: provinces, cities, surnames."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Proper names that bound a unit's name where another capital follows."""

    provinces: tuple[str, ...]
    """Every province and centrally run city, old and new, without its level."""
    cities: tuple[str, ...]
    """Those of them that are cities."""
    single: tuple[str, ...]
    """Places whose name is one syllable."""
    surnames: tuple[str, ...]
    rarer_surnames: tuple[str, ...]
    """Surnames that are as common in names of places."""


@cache
def known_names() -> KnownNames:
    """The names shipped with the program."""
    text = files(__package__).joinpath("known.toml").read_text(encoding="utf-8")
    return KnownNames(**{name: tuple(values) for name, values in tomllib.loads(text).items()})
