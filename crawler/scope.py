"""Does this address belong to the source? A pure question, asked of every candidate."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from archive.urls import canonical


class Declared(Protocol):
    """What a source declares of how far it goes."""

    @property
    def seeds(self) -> tuple[str, ...]:
        """Where its crawl begins."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """All its hosts; none for those of its seeds."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Other names of the first seed's host."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Below which it lies; none for everywhere."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The hosts (with their ports) and paths that belong to one source."""

    hosts: frozenset[str]
    paths: tuple[str, ...] = ()
    aliases: frozenset[str] = frozenset()
    """Other names of the main host."""
    main: str = ""
    """The first seed, whose host is the main one."""

    @classmethod
    def of(cls, source: Declared) -> "Scope":
        """The scope a source declares; by default all of its seeds' hosts."""
        named = [f"http://{host}/" for host in source.hosts] or list(source.seeds)
        return cls(
            frozenset(host_of(canonical(url)) for url in named),
            source.paths,
            frozenset(host_of(canonical(f"http://{host}/")) for host in source.aliases),
            source.seeds[0],
        )

    def proper(self, url: str) -> str:
        """The address under the main host's name, where it stands under another name of it."""
        if not self.aliases:
            return url
        parts = urlsplit(url.strip())
        try:
            host = host_of(canonical(url))
        except ValueError:
            return url
        if host not in self.aliases:
            return url
        main = urlsplit(self.main)
        return urlunsplit((main.scheme, main.netloc, parts.path, parts.query, parts.fragment))

    def objection(self, url: str) -> str | None:
        """Why the address does not belong to the source; none when it does."""
        try:
            address = canonical(url)
        except ValueError:
            return "not a web address"
        if urlsplit(url.strip()).username is not None:
            return "carries a password"
        if host_of(address) not in self.hosts:
            return "foreign host"
        path = urlsplit(address).path
        if self.paths and not any(_is_below(path, prefix) for prefix in self.paths):
            return "outside the paths"
        return None


def host_of(address: str) -> str:
    """The host and port of a canonical address; with and without www they are one."""
    return urlsplit(address).netloc.removeprefix("www.")


def _is_below(path: str, prefix: str) -> bool:
    return path.startswith(prefix) if prefix.endswith("/") else f"{path}/".startswith(f"{prefix}/")
