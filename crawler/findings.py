"""Writes readings of one source into the archive: what they say of its articles.

An article is withdrawn when the last address that showed it shows nothing any more, so an old
address that is switched off withdraws nothing. One that leads to another article now shows
nothing itself, and withdraws nothing either; one that leads to where no article is says that
there is none any more.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from archive.records import Capture, HintOrigin
from archive.urls import url_key
from archive.work import Work
from crawler.adapters.base import Candidate
from crawler.interpret import Meaning, Reading

Effect = Literal["new", "changed", "same", "restored", "withdrawn", "seen"]
Hint = tuple[date, HintOrigin | None]

_VACANT = ("gone", "soft 404", "redirected")
_PAGES = ("listing", "page")
_BARREN = ("listing", "section", "page", "gone", "soft 404")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a capture came to: its meaning as things stand, the article concerned, and how."""

    meaning: Meaning
    article: str | None = None
    effect: Effect | None = None
    former: str | None = None
    """The article that the address showed before it showed this one."""


class Findings:
    """What is known of one source's addresses while its captures are read in order of time."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._addresses: dict[str, set[str]] = defaultdict(set)
        self._barren: set[str] = set()
        self._hints: dict[str, Hint] = {}

    def remember(self, standings: Iterable[tuple[str, str, str | None]]) -> None:
        """Takes over what earlier runs knew: key, standing and article of each address."""
        for key, standing, article in standings:
            if article:
                self._shown[key] = article
                if standing == "article":
                    self._addresses[article].add(key)
            if standing in _BARREN:
                self._barren.add(key)

    def note(self, key: str, reading: Reading) -> None:
        """Notes the dates that a page claims for others; a redirect hands its own on."""
        claimed = reading.candidates
        if reading.meaning == "redirected" and key in self._hints:
            day, origin = self._hints[key]
            claimed = (Candidate(reading.detail, "page", day, origin),)
        for one in claimed:
            if one.hint:
                known = self._hints.get(url_key(one.url))
                if known is None or one.hint > known[0]:
                    self._hints[url_key(one.url)] = (one.hint, one.hint_from)

    def hint(self, key: str) -> Hint | None:
        """The newest date that was noted for an address."""
        return self._hints.get(key)

    def write(self, work: Work, reading: Reading, capture: Capture, hint: Hint | None) -> Finding:
        """Records, withdraws, or notes as still there, as the reading says.

        `hint` is the date that others claim for the address.
        """
        key = url_key(capture.url)
        meaning: Meaning = reading.meaning
        if reading.draft is not None:
            draft = reading.draft
            if draft.published is None and hint:
                draft = replace(draft, hint=hint[0], hint_from=hint[1])
            recorded = work.record(draft, capture)
            former = self._forget(key)
            self._barren.discard(key)
            self._shown[key] = recorded.id
            self._addresses[recorded.id].add(key)
            if former in (None, recorded.id):
                return Finding(meaning, recorded.id, recorded.kind)
            if not self._addresses[former]:
                work.withdraw(former, capture)
            return Finding(meaning, recorded.id, recorded.kind, former)
        if meaning == "redirected" and url_key(reading.detail) == key:
            # Another spelling of the same address, which the crawl has followed at once.
            return Finding(meaning)
        known = self._shown.get(key)
        if known is not None and meaning in _PAGES and key in self._addresses[known]:
            # A new template may hide an article from us; that the portal has none is not said.
            return Finding("not understood", known)
        if meaning in _BARREN:
            self._barren.add(key)
        elif meaning in ("redirected", "file"):
            self._barren.discard(key)
        if known is None:
            return Finding(meaning)
        if meaning == "unchanged" and key in self._addresses[known]:
            restored = work.seen(known, capture)
            return Finding(meaning, known, "restored" if restored else "seen")
        if meaning == "redirected" and url_key(reading.detail) in self._barren:
            meaning = "soft 404"
            self._barren.add(key)
        if meaning in _VACANT:
            self._addresses[known].discard(key)
        is_last = meaning in ("gone", "soft 404") and not self._addresses[known]
        if is_last and work.withdraw(known, capture):
            return Finding(meaning, known, "withdrawn")
        return Finding(meaning, known)

    def shown_elsewhere(self, article: str, key: str) -> bool:
        """Whether another address than this one shows the article."""
        return bool(self._addresses.get(article, set()) - {key})

    def _forget(self, key: str) -> str | None:
        known = self._shown.pop(key, None)
        if known is not None:
            self._addresses[known].discard(key)
        return known
