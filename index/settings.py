"""Settings of the index."""

from dataclasses import dataclass

from archive.settings import setting
from index.mentions import NO_HOME, Home


@dataclass(frozen=True, slots=True)
class HomeSettings:
    """Where a source is at home."""

    source: str = setting("", "Name of the source.")
    district: str = setting("", "Its district, which bare names such as Huyện Đoàn stand for.")
    province: str = setting("", "Its province.")


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How the index is kept and read."""

    cache_megabytes: int = setting(256, "Memory for postings that were read.")
    facet_size: int = setting(20, "Values that a facet shows at most.")
    home: tuple[HomeSettings, ...] = setting(
        (), "Where each source is at home, as [[index.home]] with source, district, province."
    )

    def __post_init__(self) -> None:
        if self.cache_megabytes < 1:
            raise ValueError("cache_megabytes: must be 1 or more")
        if not 1 <= self.facet_size <= 1000:
            raise ValueError("facet_size: must be between 1 and 1000")

    def home_of(self, source: str) -> Home:
        """District and province of a source; nothing for one that is not listed."""
        for home in self.home:
            if home.source == source:
                return Home(home.district, home.province)
        return NO_HOME

    def homes(self) -> tuple[Home, ...]:
        """Every home a name may be typed about, the unknown one last."""
        return (*(Home(home.district, home.province) for home in self.home), NO_HOME)
