"""Which of the addresses that a page leads to are worth a visit, and why the others are not."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.records import Visit
from archive.urls import url_key
from crawler.adapters.base import Candidate, CandidateKind
from crawler.frontier import PRIORITY
from crawler.interpret import Reading
from crawler.scope import Scope


class Admission:
    """Judges the candidates of one run, and remembers what was turned away and for what reason."""

    def __init__(self, scope: Scope, redirects: int) -> None:
        self._scope = scope
        self._redirects = redirects
        self._met: set[Candidate] = set()
        self._hops: Counter[str] = Counter()
        self._lists: set[tuple[str, frozenset[str]]] = set()
        self._turned_away: set[tuple[str, str]] = set()

    @property
    def turned_away(self) -> Counter[str]:
        """How many addresses were turned away for each reason."""
        return Counter(reason for reason, _ in self._turned_away)

    def turn_away(self, reason: str, address: str) -> None:
        """Notes an address that is not visited; once, however often it turns up."""
        self._turned_away.add((reason, address))

    def objection(self, url: str, kind: str) -> str | None:
        """Why the address is not to be visited; none when it may."""
        reason = self._scope.objection(url)
        # A sitemap lies at the root of its host, whatever part of the host the source is.
        return None if kind == "sitemap" and reason == "outside the paths" else reason

    def admit(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Those that belong to the source and were not met before in this run."""
        admitted = []
        for candidate in candidates:
            # Most links stand on every page of a portal.
            if candidate in self._met:
                continue
            self._met.add(candidate)
            reason = self.objection(candidate.url, candidate.kind)
            if reason is None:
                admitted.append(candidate)
            else:
                self.turn_away(reason, candidate.url)
        return admitted

    def follow(self, visit: Visit, reading: Reading) -> list[Candidate]:
        """Where the page of a visit leads: its links, the next page of its list, its redirect."""
        if reading.meaning == "redirected":
            return self.admit(self._redirect(visit, reading.detail))
        candidates = list(reading.candidates)
        shown = frozenset(one.url for one in candidates if one.kind == "article")
        for guess in [one for one in candidates if one.guessed]:
            page = (urlsplit(guess.url).path, shown)
            if page in self._lists:
                # The portal shows its last page again to whoever asks for one beyond it.
                candidates.remove(guess)
            self._lists.add(page)
        return self.admit(candidates)

    def _redirect(self, visit: Visit, target: str) -> list[Candidate]:
        hops = self._hops[visit.url_key] + 1
        if hops > self._redirects:
            self.turn_away("too many redirects", visit.url_key)
            return []
        if self._scope.objection(target) is None:
            self._hops.setdefault(url_key(target), hops)
        return [Candidate(target, _expected(visit), visit.hint)]


def _expected(visit: Visit) -> CandidateKind:
    """What a redirect leads to: what was expected here, but that a seed's target is a page."""
    kinds: dict[str, CandidateKind] = {kind: kind for kind in PRIORITY if kind != "seed"}
    return kinds.get(visit.kind, "page")
