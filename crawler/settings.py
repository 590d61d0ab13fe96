"""What the crawler may take, and one `SourceSettings` for each portal."""

import math
import re
from collections import Counter
from dataclasses import MISSING, dataclass
from typing import Literal
from urllib.parse import urlsplit

from archive.settings import setting
from archive.urls import canonical

AdapterName = Literal["auto", "liferay", "generic"]


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One portal: where its crawl begins, how far it goes, and how gently."""

    name: str = setting(MISSING, "Short name: lower-case letters, digits and hyphens.")
    seeds: tuple[str, ...] = setting(MISSING, "Addresses to begin from.")
    hosts: tuple[str, ...] = setting((), "Hosts that belong to it; empty for the seeds' hosts.")
    paths: tuple[str, ...] = setting((), "Only addresses below these paths; empty for all.")
    adapter: Literal["auto", "liferay", "generic"] = setting(
        "auto", "How its pages are read: auto, liferay or generic."
    )
    delay: float = setting(
        2.0, "Seconds between two requests to one host; robots.txt may ask more."
    )
    allow_private: bool = setting(
        False, "Whether its hosts may lie in a private network or on this machine."
    )

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", self.name):
            raise ValueError(f"name: {self.name!r} must be lower-case letters, digits and hyphens")
        if not self.seeds:
            raise ValueError("seeds: must name at least one address")
        for seed in self.seeds:
            try:
                canonical(seed)
            except ValueError as error:
                raise ValueError(f"seeds: {error}") from None
        for host in self.hosts:
            if not host or urlsplit(f"//{host}").netloc != host or "@" in host:
                raise ValueError(f"hosts: {host!r} must be a host name, without http:// or path")
        for path in self.paths:
            if not path.startswith("/"):
                raise ValueError(f"paths: {path!r} must begin with /")
        if not math.isfinite(self.delay) or not 0 <= self.delay <= 3600:
            raise ValueError(f"delay: {self.delay} must be from 0 to 3600 seconds")


@dataclass(frozen=True, slots=True)
class CrawlerSettings:
    """Limits that hold for every source."""

    contact: str = setting(
        "", "Address or e-mail that a portal's administrator can turn to; part of the User-Agent."
    )
    timeout: float = setting(30.0, "Seconds to wait for a connection, or for the next bytes.")
    page_seconds: float = setting(180.0, "Seconds that one answer may take as a whole.")
    page_megabytes: float = setting(10.0, "An answer is cut off, and marked so, beyond this size.")
    redirects: int = setting(5, "Redirects followed one after the other.")
    retries: int = setting(3, "How often a failed address is tried again in one run.")
    retry_seconds: float = setting(
        5.0, "Wait before the first retry; trebled for each further one."
    )
    source: tuple[SourceSettings, ...] = setting((), "The portals, one [[crawler.source]] each.")

    def __post_init__(self) -> None:
        if not self.contact.isprintable():
            raise ValueError("contact: must be one line of printable text")
        for key in ("timeout", "page_seconds", "page_megabytes", "retry_seconds"):
            value = getattr(self, key)
            if not math.isfinite(value) or value <= 0:
                raise ValueError(f"{key}: {value} must be more than 0")
        for key in ("redirects", "retries"):
            if not 0 <= getattr(self, key) <= 20:
                raise ValueError(f"{key}: {getattr(self, key)} must be from 0 to 20")
        names = Counter(source.name for source in self.source)
        for name, count in names.items():
            if count > 1:
                raise ValueError(f"source: {count} sources are named {name!r}")

    @property
    def page_bytes(self) -> int:
        """The size of an answer beyond which it is cut off."""
        return int(self.page_megabytes * 1_000_000)
