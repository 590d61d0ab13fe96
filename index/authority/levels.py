"""The levels that a place of the authority file may have."""

from index.analysis.analyzer import forms

LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
"""As written before a proper name, the highest first."""

DISTRICTS = frozenset(LEVELS[1:5])
COMMUNES = frozenset(LEVELS[5:])

_BY_WORDS = {forms(level)[0]: level for level in LEVELS}


def level_of(name: str) -> str:
    """The level that a place's name begins with; empty if it has none, or nothing but that."""
    words = forms(name)[0]
    for count in (2, 1):
        level = _BY_WORDS.get(words[:count])
        if level is not None and len(words) > count:
            return level
    return ""


def is_commune(name: str) -> bool:
    """Whether a place's name is that of a commune, ward or town."""
    return level_of(name) in COMMUNES
