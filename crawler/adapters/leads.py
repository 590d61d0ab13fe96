"""What pages of every software lead to in the same way: feeds, files, and each address once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from crawler.adapters import feeds
from crawler.adapters.base import Candidate, CandidateKind
from crawler.adapters.files import claimed_date
from crawler.adapters.outline import Outline
from crawler.links import join
from crawler.markup import Page, attribute

_FEEDS = {"application/atom+xml", "application/rss+xml"}


def once(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each address where it first stands, with the first date that is claimed for it."""
    kept: dict[str, Candidate] = {}
    for candidate in candidates:
        known = kept.setdefault(candidate.url, candidate)
        if known.hint is None and candidate.hint is not None:
            kept[candidate.url] = replace(known, hint=candidate.hint, hint_from=candidate.hint_from)
    return tuple(kept.values())


def feeds_named(page: Page, outline: Outline) -> Iterator[Candidate]:
    """The feeds that the head of a page names."""
    for tag in outline.tags("link"):
        is_feed = attribute(tag, "type").lower() in _FEEDS and "alternate" in attribute(tag, "rel")
        if is_feed and (url := join(page.base, attribute(tag, "href"))):
            yield Candidate(url, "feed")


class Address(Protocol):
    """An article's address, as the software of its portal writes it."""

    @property
    def url(self) -> str:
        """Without what does not name the article."""


def listed(page: Page, article: Callable[[str], Address | None]) -> Iterator[Candidate]:
    """What a feed or sitemap lists; `article` knows the addresses that tell an article."""
    for entry in feeds.entries(page):
        address = article(entry.url) if entry.kind == "article" else None
        kind: CandidateKind = "article" if address else "page"
        if entry.kind == "sitemap":
            kind = "sitemap"
        yield Candidate(address.url if address else entry.url, kind, entry.hint, entry.hint_from)


def file(url: str, page: Page) -> Candidate:
    """A file, with the date that its address claims."""
    day = claimed_date(url, page)
    return Candidate(url, "file", day, "attachment" if day else None)
