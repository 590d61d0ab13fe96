"""Which address of a source is due next. Lives in the catalogue, so a crawl can be resumed."""

from collections import deque
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, timedelta

from archive.records import NewVisit, Visit
from archive.urls import canonical, url_key
from archive.work import Work
from crawler.adapters.base import Candidate
from crawler.politeness import LONGEST_PAUSE
from crawler.revisit import after_failure
from crawler.scope import host_of
from crawler.settings import CrawlerSettings, SourceSettings

# New articles come before the further pages of a list, so that no endless list keeps them
# waiting; what is only looked at again comes after both.
_RANK = {
    "seed": 0,
    "sitemap": 1,
    "feed": 1,
    "page": 2,
    "article": 3,
    "listing": 4,
    "file": 9,
}
_AGAIN = {"page": 5, "article": 6, "listing": 7}
# What is looked at in every run, because it says what is new.
_SECTION = "section"
_LISTS = ("", "listing", _SECTION)
# Files never change under their address, so they are fetched once.
_REVISITED = ("seed", "sitemap", "feed", "page", "article", "listing")
# Asking again would cost the server as much and bring as little.
_SPARED = ("too large",)
# Ranks lie further apart than any two days.
_APART = 10_000_000
_BATCH = 20
_LONGEST_RETRY = 3600.0
# What a server asks for at most.
_LONGEST_REST = timedelta(days=7)
_NEVER = datetime.max.replace(tzinfo=UTC)


class Frontier:
    """What is left to ask for in one run of one source."""

    def __init__(
        self, source: SourceSettings, settings: CrawlerSettings, now: Callable[[], datetime]
    ) -> None:
        self._source = source
        self._retries = settings.retries
        self._retry_seconds = settings.retry_seconds
        self._now = now
        self._batches: dict[str, deque[Visit]] = {}
        self._asleep: dict[str, datetime] = {}
        """Hosts with nothing to ask for, until then."""
        self._left_alone: set[str] = set()
        self._under_way: set[int] = set()
        self._offered: dict[int, tuple[int, date]] = {}
        self._began: datetime | None = None
        self._left = 0

    def plan(self, work: Work, began: datetime, *, resumed: bool, doors: bool, full: bool) -> None:
        """Decides what this run asks for: what is due and what says what is new, or everything.

        A run that is resumed goes on with what the last has left; `doors` are looked at anew.
        What was looked at after the run, or the one it resumes, `began` is done.
        """
        self._began = began
        visits, now = work.visits(self._source.name), self._now()
        visits.name_seeds(self._source.seeds)
        self.add(work, [Candidate(seed, "seed") for seed in self._source.seeds], None)
        if doors or not resumed:
            visits.queue(now, due=True, spared=_SPARED)
            visits.queue(now, kinds=("seed",))
            visits.queue(now, kinds=("sitemap", "feed"), standings=_LISTS, spared=_SPARED)
            visits.queue(now, kinds=("page",), standings=(_SECTION,))
        if full:
            visits.queue(now, kinds=_REVISITED)
        hosts = visits.queued_hosts()
        self._batches = {host: deque() for host in hosts}
        self._left = sum(hosts.values())

    def add(self, work: Work, candidates: Iterable[Candidate], found_on: str | None) -> int:
        """Puts candidates on the frontier; gives how many came onto it."""
        new = []
        for candidate in candidates:
            rank = priority(candidate.kind, candidate.hint)
            key = hash(url_key(candidate.url))
            hint = candidate.hint or date.min
            best, newest = self._offered.get(key, (rank + 1, date.min))
            if best <= rank and newest >= hint:
                continue
            self._offered[key] = (min(rank, best), max(hint, newest))
            host = host_of(canonical(candidate.url))
            if host not in self._left_alone:
                self._batches.setdefault(host, deque())
            self._asleep.pop(host, None)
            new.append(
                NewVisit(
                    url=candidate.url,
                    kind=candidate.kind,
                    priority=rank,
                    host=host,
                    found_on=found_on,
                    hint=candidate.hint,
                    hint_from=candidate.hint_from,
                    # Whoever walks a list meets its further pages anew in every run.
                    again=candidate.kind == "listing",
                )
            )
        visits = work.visits(self._source.name)
        added = visits.add(new, self._now(), before=self._began) if new else 0
        self._left += added
        return added

    def recall(self, work: Work, article: str) -> None:
        """Puts the addresses that showed an article on the frontier: one of them may still."""
        self._left += work.visits(self._source.name).queue(
            self._now(), article=article, standings=("article",), before=self._began
        )
        self._asleep.clear()

    def leave(self, host: str) -> None:
        """Asks a host for nothing more in this run; what is left of it waits for the next."""
        self._batches.pop(host, None)
        self._asleep.pop(host, None)
        self._left_alone.add(host)

    @property
    def has_hosts(self) -> bool:
        """Whether any host is left that may be asked."""
        return bool(self._batches)

    def next(self, work: Work, busy: Collection[str]) -> Visit | None:
        """An address to ask for now, of a host that is not busy; it is then under way."""
        for host, batch in self._batches.items():
            if host in busy:
                continue
            if not batch:
                self._fill(work, host, batch)
            if batch:
                visit = batch.popleft()
                self._under_way.add(visit.id)
                return visit
        return None

    @property
    def exhausted(self) -> bool:
        """Whether nothing is left to ask for, now or later."""
        return all(
            not batch and self._asleep.get(host) == _NEVER for host, batch in self._batches.items()
        )

    def wakes(self, busy: Collection[str] = ()) -> datetime | None:
        """When the next postponed address is due; none when there is no such."""
        waiting = (due for host, due in self._asleep.items() if host not in busy)
        soonest = min(waiting, default=_NEVER)
        return None if soonest == _NEVER else soonest

    def settled(self, visit: Visit, again: datetime | None) -> None:
        """Says that an address is no longer under way, but perhaps to be asked for again."""
        self._under_way.discard(visit.id)
        if again is None:
            self._left -= 1
        elif visit.host in self._asleep:
            self._asleep[visit.host] = min(again, self._asleep[visit.host])

    def left(self) -> int:
        """How many addresses this run has still to ask for, as far as is known."""
        return max(self._left, 0)

    def try_again(self, visit: Visit, at_least: float = 0.0) -> tuple[bool, datetime]:
        """Whether this run tries a failed address again, and when that is due."""
        now = self._now()
        if at_least > LONGEST_PAUSE:
            return False, now + min(timedelta(seconds=at_least), _LONGEST_REST)
        if visit.failures >= self._retries:
            return False, after_failure(now)
        pause = max(min(self._retry_seconds * 3**visit.failures, _LONGEST_RETRY), at_least)
        return True, now + timedelta(seconds=pause)

    def _fill(self, work: Work, host: str, batch: deque[Visit]) -> None:
        now = self._now()
        if self._asleep.get(host, now) > now:
            return
        self._asleep.pop(host, None)
        visits = work.visits(self._source.name)
        due = visits.queued(host, now, limit=_BATCH + len(self._under_way))
        batch.extend(visit for visit in due if visit.id not in self._under_way)
        if not batch:
            self._asleep[host] = visits.postponed(now).get(host, _NEVER)


def priority(kind: str, hint: date | None, *, again: bool = False) -> int:
    """The place of an address on the frontier, lower first: by kind, then the newest."""
    rank = _AGAIN.get(kind, _RANK[kind]) if again else _RANK[kind]
    return rank * _APART - (hint.toordinal() if hint else 0)
