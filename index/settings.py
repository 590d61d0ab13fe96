"""Settings of the index."""

from dataclasses import dataclass
from pathlib import Path

from archive.settings import setting
from index.analysis.abbreviations import Abbreviations, shipped
from index.analysis.analyzer import count
from index.authority import NO_HOME, Authority, Home, authority

_LONGEST_PHRASE = 8
_MOST_ABBREVIATIONS = 1000


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """Where a source is at home."""

    source: str = setting("", "Name of the source.")
    district: str = setting("", "Its district, which bare names such as Huyện Đoàn stand for.")
    province: str = setting("", "Its province.")


@dataclass(frozen=True, slots=True)
class AbbreviationSettings:
    """A short form that people here write and search for."""

    short: str = setting("", "The short form, one word: UBND.")
    long: str = setting("", "What it stands for, two to eight syllables: Uỷ ban nhân dân.")

    def __post_init__(self) -> None:
        if count(self.short) != 1:
            raise ValueError(f"short: {self.short!r} must be one word, such as UBND")
        if not 2 <= count(self.long) <= _LONGEST_PHRASE:
            raise ValueError(f"long: {self.long!r} must have two to {_LONGEST_PHRASE} syllables")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How the index is kept and read."""

    cache_megabytes: int = setting(256, "Memory for postings that were read.")
    facet_size: int = setting(20, "Values that a facet shows at most.")
    home: tuple[HomeSettings, ...] = setting(
        (), "Where each source is at home, as [[index.home]] with source, district, province."
    )
    abbreviation: tuple[AbbreviationSettings, ...] = setting(
        (), "More short forms than those shipped, as [[index.abbreviation]] with short, long."
    )

    authority: tuple[str, ...] = setting(
        (),
        "Files of more places and bodies than those shipped, relative to the archive's folder;"
        " guong units --check FILE checks one.",
    )

    def __post_init__(self) -> None:
        if self.cache_megabytes < 1:
            raise ValueError("cache_megabytes: must be 1 or more")
        if not 1 <= self.facet_size <= 1000:
            raise ValueError("facet_size: must be between 1 and 1000")
        if len(self.abbreviation) > _MOST_ABBREVIATIONS:
            raise ValueError(f"abbreviation: must be at most {_MOST_ABBREVIATIONS}")
        if not all(name.strip() for name in self.authority):
            raise ValueError("authority: must be names of files, none of them empty")

    def authority_in(self, folder: Path) -> Authority:
        """The places and bodies shipped with the program and those of the operator.

        `folder` is the archive's. Raises AuthorityError for a file that cannot be used.
        """
        return authority([folder / name for name in self.authority])

    def abbreviations(self) -> Abbreviations:
        """The short forms shipped with the program and those of the operator."""
        return Abbreviations((*shipped(), *((own.short, own.long) for own in self.abbreviation)))

    def home_of(self, source: str) -> Home:
        """District and province of a source; nothing for one that is not listed."""
        for home in self.home:
            if home.source == source:
                return Home(home.district, home.province)
        return NO_HOME

    def homes(self) -> tuple[Home, ...]:
        """Every home a name may be typed about, the unknown one last."""
        return (*(Home(home.district, home.province) for home in self.home), NO_HOME)
