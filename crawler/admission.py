"""Which of the addresses that a page leads to are worth a visit, and why the others are not."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args
from urllib.parse import urlsplit

from archive.records import Visit
from archive.urls import url_key
from crawler.adapters.base import Candidate, CandidateKind
from crawler.interpret import Reading
from crawler.scope import Scope
from crawler.traps import Traps


class Admission:
    """Judges the candidates of one run, and remembers what was turned away and for what reason."""

    def __init__(self, scope: Scope, redirects: int) -> None:
        self._scope = scope
        self._traps = Traps()
        self._redirects = redirects
        self._met: set[int] = set()
        self._hops: Counter[str] = Counter()
        self._lists: set[tuple[str, frozenset[str]]] = set()
        self._turned_away: set[int] = set()
        self._reasons: Counter[str] = Counter()

    @property
    def turned_away(self) -> Counter[str]:
        """How many addresses were turned away for each reason."""
        return Counter(self._reasons)

    def turn_away(self, reason: str, address: str) -> None:
        """Notes an address that is not visited; once, however often it turns up."""
        turned = hash((reason, address))
        if turned not in self._turned_away:
            self._turned_away.add(turned)
            self._reasons[reason] += 1

    def objection(self, url: str, kind: str, *, known: bool = False) -> str | None:
        """Why the address is not to be visited; none when it may.

        One that is known to lead somewhere is part of no trap.
        """
        reason = self._scope.objection(url)
        # A sitemap lies at the root of its host, whatever part of the host the source is.
        if kind == "sitemap" and reason == "outside the paths":
            reason = None
        return reason or (None if known else self._traps.objection(url, kind))

    def admit(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Those that belong to the source and were not met before in this run.

        An address of the main host under another name of it becomes one under its own.
        """
        admitted = []
        for candidate in candidates:
            # Most links stand on every page of a portal. Hashes, because there are many of them.
            met = hash(candidate)
            if met in self._met:
                continue
            self._met.add(met)
            reason = self.objection(self._scope.proper(candidate.url), candidate.kind)
            if reason is None:
                admitted.append(replace(candidate, url=self._scope.proper(candidate.url)))
            else:
                self.turn_away(reason, candidate.url)
        return admitted

    def follow(self, visit: Visit, reading: Reading) -> list[Candidate]:
        """Where the page of a visit leads: its links, the next page of its list, its redirect."""
        unchanged = visit.article is not None and reading.meaning == "unchanged"
        leads = [one.url for one in reading.candidates]
        self._traps.visited(
            visit.url, visit.kind, article=reading.draft is not None or unchanged, leads=leads
        )
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
        return [Candidate(target, _expected(visit), visit.hint, visit.hint_from)]


def _expected(visit: Visit) -> CandidateKind:
    """What a redirect leads to: what was expected here. So the target of a seed is one, too."""
    kinds: dict[str, CandidateKind] = {kind: kind for kind in get_args(CandidateKind)}
    return kinds[visit.kind]
