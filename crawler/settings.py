"""What the crawler may take, and one `SourceSettings` for each portal."""

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields
from typing import Literal
from urllib.parse import urlsplit

from archive.settings import setting
from archive.urls import canonical
from crawler import crontab
from crawler.errors import SourceMisconfigured
from crawler.scope import Scope

# More than anybody could mean, and still less than what a clock or the memory can hold.
_MOST: dict[str, float] = {
    "timeout": 600,
    "page_seconds": 86_400,
    "page_megabytes": 1000,
    "file_megabytes": 1000,
    "retry_seconds": 3600,
    "max_requests": 1_000_000_000,
    "max_megabytes": 1_000_000_000,
}

# From one full hour up to another; 22-05 goes past midnight.
_HOURS = re.compile(r"([01]\d|2[0-3])-([01]\d|2[0-4])")
# What a CSS selector holds besides plain text: quoted strings, and brackets with neither inside.
_QUOTED = re.compile(r"""\"(?:[^"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'""")
_BRACKETS = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")


def _is_address(text: str) -> bool:
    try:
        canonical(text)
        return urlsplit(text).username is None
    except ValueError:
        return False


def _is_host(text: str) -> bool:
    return re.fullmatch(r"[^/?#@\s]+", text) is not None and _is_address(f"http://{text}/")


def _has_port(host: str) -> bool:
    return re.search(r":\d*$", host) is not None


def _is_window(hours: str) -> bool:
    ends = _HOURS.fullmatch(hours)
    return ends is not None and ends[1] != ends[2]


def _is_balanced(selector: str) -> bool:
    """Whether it can be a CSS selector; the page parser, which knows, takes long to load."""
    left = _QUOTED.sub("", selector)
    while left != (left := _BRACKETS.sub("", left)):
        pass
    return selector.isprintable() and not re.search(r"[\[\](){}\"'<;]", left)


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors for templates of a site's own; what is left empty is found as usual."""

    whole: str = setting("", "The element that holds the whole article.")
    title: str = setting("", "The headline.")
    date: str = setting("", "The date of publication.")
    summary: str = setting("", "The abstract.")
    body: str = setting("", "The text.")
    author: str = setting("", "The author.")
    section: str = setting("", "The section, wherever it stands on the page.")

    def __post_init__(self) -> None:
        for field in fields(self):
            selector = getattr(self, field.name)
            if not _is_balanced(selector):
                raise ValueError(
                    f"{field.name}: {selector!r} must be one line with its brackets and quotes"
                    ' closed, such as "div.article-content"'
                )


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """One portal: where its crawl begins, how far it goes, and how gently."""

    name: str = setting(MISSING, "Short name: lower-case letters, digits and hyphens.")
    seeds: tuple[str, ...] = setting(MISSING, "Addresses to begin from.")
    hosts: tuple[str, ...] = setting((), "All hosts that belong to it; empty for the seeds' hosts.")
    aliases: tuple[str, ...] = setting(
        (), "Other names of the first seed's host; their addresses are asked for under its name."
    )
    paths: tuple[str, ...] = setting((), "Only addresses below these paths; empty for all.")
    adapter: Literal["auto", "liferay", "nukeviet", "generic"] = setting(
        "auto", "How its pages are read: auto, liferay, nukeviet or generic."
    )
    delay: float = setting(
        2.0, "Seconds between two requests to one host; robots.txt may ask more."
    )
    hours: str = setting(
        "", 'Hours, Việt Nam time, in which it may be asked, such as "22-05"; empty for all.'
    )
    max_requests: int = setting(0, "Requests that one run may make; 0 for any number.")
    max_megabytes: int = setting(0, "Megabytes that one run may receive; 0 for any number.")
    schedule: str = setting(
        "", 'When guong schedule crawls it, as a cron expression, such as "30 22 * * *".'
    )
    private_hosts: tuple[str, ...] = setting(
        (),
        "Its hosts that may lie in a private network or on this machine.",
        replaces="allow_private",
    )
    old_tls: tuple[str, ...] = setting(
        (), "Its hosts that speak only TLS versions or ciphers which are no longer safe."
    )
    selectors: Selectors = setting(  # noqa: RUF009  # frozen, so one may serve all
        Selectors(), "CSS selectors, where its pages are made by templates of its own."
    )

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", self.name):
            raise ValueError(f"name: {self.name!r} must be lower-case letters, digits and hyphens")
        if not self.seeds:
            raise ValueError("seeds: must name at least one address")
        for seed in self.seeds:
            if not _is_address(seed):
                raise ValueError(f"seeds: {seed!r} is not an absolute http or https address")
        for key in ("hosts", "aliases"):
            for host in getattr(self, key):
                if not _is_host(host):
                    raise ValueError(
                        f"{key}: {host!r} must be a host name, without http:// or path"
                    )
        for key in ("private_hosts", "old_tls"):
            for host in getattr(self, key):
                if not _is_host(host) or _has_port(host):
                    raise ValueError(
                        f"{key}: {host!r} must be a host name, without http://, port or path"
                    )
        for path in self.paths:
            if not re.fullmatch(r"/[^\s?#]*", path):
                raise ValueError(f"paths: {path!r} must begin with / and hold no space, ? or #")
        scope = Scope.of(self)
        for seed in self.seeds:
            if objection := scope.objection(scope.proper(seed)):
                key = "hosts" if objection == "foreign host" else "paths"
                raise ValueError(
                    f"seeds: {seed!r} would never be asked for: {objection}; see {key}"
                )
        if not math.isfinite(self.delay) or not 0 <= self.delay <= 3600:
            raise ValueError(f"delay: {self.delay} must be from 0 to 3600 seconds")
        if self.hours and not _is_window(self.hours):
            raise ValueError(f'hours: {self.hours!r} must be two hours of the day, such as "22-05"')
        for key in ("max_requests", "max_megabytes"):
            if not 0 <= getattr(self, key) <= _MOST[key]:
                raise ValueError(f"{key}: {getattr(self, key)} must be from 0 to {_MOST[key]:.0f}")
        if self.schedule:
            try:
                crontab.spelled_out(self.schedule)
            except ValueError as error:
                raise ValueError(f"schedule: {error}") from None


@dataclass(frozen=True, slots=True)
class CrawlerSettings:
    """Limits that hold for every source."""

    contact: str = setting(
        "", "Address or e-mail that a portal's administrator can turn to; part of the User-Agent."
    )
    timeout: float = setting(30.0, "Seconds to wait for a connection, or for the next bytes.")
    page_seconds: float = setting(180.0, "Seconds that one answer may take as a whole.")
    page_megabytes: float = setting(10.0, "A page is cut off, and marked so, beyond this size.")
    file_megabytes: float = setting(50.0, "The same for files that articles link to or show.")
    redirects: int = setting(5, "Redirects followed one after the other.")
    retries: int = setting(3, "How often a failed address is tried again in one run.")
    retry_seconds: float = setting(
        5.0, "Wait before the first retry; trebled for each further one."
    )
    hosts_at_once: int = setting(64, "How many hosts are asked side by side.")
    source: tuple[SourceSettings, ...] = setting((), "The portals, one [[crawler.source]] each.")

    def __post_init__(self) -> None:
        if not self.contact.isprintable() or not self.contact.isascii():
            raise ValueError(
                f"contact: {self.contact!r} must be an address or e-mail in plain letters"
            )
        for key in ("timeout", "page_seconds", "page_megabytes", "file_megabytes", "retry_seconds"):
            value = getattr(self, key)
            if not 0 < value <= _MOST[key]:
                raise ValueError(
                    f"{key}: {value} must be more than 0, and {_MOST[key]:.0f} at most"
                )
        for key in ("redirects", "retries"):
            if not 0 <= getattr(self, key) <= 10:
                raise ValueError(f"{key}: {getattr(self, key)} must be from 0 to 10")
        if not 1 <= self.hosts_at_once <= 500:
            raise ValueError(f"hosts_at_once: {self.hosts_at_once} must be from 1 to 500")
        names = Counter(source.name for source in self.source)
        for name, count in names.items():
            if count > 1:
                raise ValueError(f"source: {count} sources are named {name!r}")

    @property
    def page_bytes(self) -> int:
        """The size of an answer beyond which it is cut off."""
        return int(self.page_megabytes * 1_000_000)

    @property
    def file_bytes(self) -> int:
        """The same for files that articles link to or show."""
        return int(self.file_megabytes * 1_000_000)


def named(sources: Collection[SourceSettings], name: str) -> SourceSettings:
    """The source of that name; raises SourceMisconfigured where there is none."""
    by_name = {source.name: source for source in sources}
    if name not in by_name:
        raise SourceMisconfigured(
            f"{name!r}: guong.toml names no such source; known: {', '.join(by_name) or 'none'}"
        )
    return by_name[name]
