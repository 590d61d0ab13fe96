"""What an answer comes to: for the article it shows, the address it came from, and what follows."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from archive.records import Capture, FileText, Payload, Visit
from archive.urls import url_key
from archive.work import Work
from crawler import interpret
from crawler.adapters.base import Candidate
from crawler.admission import Admission
from crawler.documents import UNREAD
from crawler.findings import Finding, Findings
from crawler.frontier import Frontier, priority
from crawler.interpret import Reading
from crawler.outcomes import Fetched, Outcome, Unreachable
from crawler.revisit import after_failure, next_look
from crawler.settings import SourceSettings

_VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")
# What an answer can come to that says what stands at its address.
_STANDINGS = ("article", "listing", "page", "file", "gone", "soft 404", "redirected")
_NO_TEXT = ("image/", "audio/", "video/", "font/")
_FIELDS = ("title", "summary", "body", "section", "author")


class Settlement:
    """Settles the answers of one run of one source, and counts what they came to."""

    def __init__(
        self,
        source: SourceSettings,
        began: datetime,
        admission: Admission,
        frontier: Frontier,
        findings: Findings,
        now: Callable[[], datetime],
        *,
        full: bool,
    ) -> None:
        self.counts: Counter[str] = Counter()
        self.files: list[tuple[str, Capture]] = []
        """Those kept since this was last looked at, whose text is still to be read."""
        self._source = source
        self._began = began
        self._admission = admission
        self._frontier = frontier
        self._findings = findings
        self._now = now
        self._full = full
        self._listed: set[int] = set()
        self._known_listed: set[int] = set()
        self._told: set[int] = set()
        self._sections: set[str] = set()

    def read(
        self,
        work: Work,
        visit: Visit,
        capture: Capture,
        load: Callable[[], Payload],
        outcome: Outcome | None = None,
    ) -> str:
        """Reads a capture and settles the visit it came from; gives what it came to."""
        reading = interpret.read(self._source, capture, load)
        meaning: str = reading.meaning
        cut, pause = None, 0.0
        if isinstance(outcome, Fetched):
            cut, pause = outcome.exchange.truncated, outcome.retry_after or 0.0
        broken_off = cut in ("time", "disconnect")
        if broken_off and meaning == "too large":
            meaning = "broken off"
        elif cut == "length" and meaning == "file":
            meaning = "too large"
        if broken_off or meaning == "server error":
            self._settle_failure(work, visit, meaning, reading.detail, capture, pause)
            return meaning
        visits = work.visits(self._source.name)
        # Asked anew, because a listing may have named a date while the answer was on its way.
        fresh = reading.draft is not None or reading.meaning == "redirected"
        known = visits.visit(visit.url) or visit if fresh else visit
        hint = (known.hint, known.hint_from) if known.hint else None
        finding = self._findings.write(work, reading, capture, hint)
        self._count(visit, reading, finding)
        news = self._follow(work, known, reading, capture)
        if finding.meaning != reading.meaning:
            meaning = finding.meaning
        if visit.kind == "file":
            self._pile(work, visit, meaning, capture)
        standing = self._standing(visit, reading, meaning, news)
        retired = self._settle_aliases(work, visit, reading, finding)
        etag, last_modified = visit.etag, visit.last_modified
        if meaning != "unchanged":
            # What could not be read is asked for whole the next time.
            understood = capture.status is not None and 200 <= capture.status < 300
            understood &= meaning not in ("not understood", "parser failed")
            etag = _validator(load().header("etag")) if understood else None
            last_modified = _validator(load().header("last-modified")) if understood else None
        changed = finding.effect in ("new", "changed", "restored", "withdrawn")
        visits.settle(
            visit,
            outcome=(standing or "listing") if meaning == "unchanged" else meaning,
            standing=standing,
            now=self._now(),
            due=None
            if retired
            else next_look(standing, self._now(), visit.fetched_at, changed=changed),
            priority=_later(visit),
            detail=_detail(reading, finding),
            capture=capture,
            etag=etag,
            last_modified=last_modified,
            article=finding.article,
        )
        if finding.article and meaning in ("gone", "soft 404", "redirected"):
            self._frontier.recall(work, finding.article)
        if finding.former:
            self._frontier.recall(work, finding.former)
        self._frontier.settled(visit, None)
        return meaning

    def refuse(self, work: Work, visit: Visit, reason: str, *, again: bool) -> str:
        """Settles a visit that must not be made; `again` where that may be otherwise tomorrow."""
        self._admission.turn_away(reason.partition(" (")[0], visit.url_key)
        self.counts["known refused"] += visit.standing == "article"
        now = self._now()
        due = after_failure(now) if again else next_look(None, now, visit.fetched_at, changed=False)
        work.visits(self._source.name).settle(
            visit, outcome="refused", detail=reason, now=now, due=due
        )
        self._frontier.settled(visit, None)
        return "refused"

    def fail(self, work: Work, visit: Visit, outcome: Unreachable) -> str:
        """Settles a visit that brought no answer."""
        self._settle_failure(work, visit, outcome.reason, outcome.detail)
        return outcome.reason

    def add(self, work: Work, candidates: list[Candidate], found_on: str) -> int:
        """Puts addresses that belong to the source on the frontier; gives how many came there."""
        added = self._frontier.add(work, candidates, found_on)
        self.counts["addresses found"] += added
        return added

    def _settle_failure(
        self,
        work: Work,
        visit: Visit,
        outcome: str,
        detail: str,
        capture: Capture | None = None,
        pause: float = 0.0,
    ) -> None:
        again, due = self._frontier.try_again(visit, at_least=pause)
        work.visits(self._source.name).settle(
            visit,
            outcome=outcome,
            detail=detail,
            now=self._now(),
            failed=True,
            queued=again,
            due=due,
            capture=capture,
        )
        self._frontier.settled(visit, due if again else None)

    def _follow(self, work: Work, visit: Visit, reading: Reading, capture: Capture) -> bool:
        """Puts what a page leads to on the frontier; True if no page before it told as much."""
        candidates = self._admission.follow(visit, reading)
        shown = {url_key(one.url) for one in candidates if one.kind == "article"}
        plain = {url_key(one.url) for one in candidates if one.kind == "page"}
        visits = work.visits(self._source.name)
        if reading.draft is None:
            known = visits.articles_among(shown | plain)
            self._count_listed(shown | known, known)
        further = any(one.kind == "listing" for one in candidates)
        # Where addresses do not tell articles, any may be one that no other page has named.
        if further and self._is_known(work, shown or plain):
            candidates = [one for one in candidates if one.kind != "listing"]
        self.add(work, candidates, capture.url)
        is_page = reading.meaning == "listing" and visit.kind in ("seed", "page")
        told = {hash(url_key(one.url)) for one in reading.candidates if one.kind == "article"}
        news = is_page and not told <= self._told
        self._told |= told if is_page else set()
        return news

    def _count_listed(self, listed: set[str], known: set[str]) -> None:
        self._listed.update(map(hash, listed))
        self._known_listed.update(map(hash, known))
        self.counts["articles listed"] = len(self._listed)
        self.counts["known listed"] = len(self._known_listed)

    def _pile(self, work: Work, visit: Visit, meaning: str, capture: Capture) -> None:
        if not work.is_attached(visit.url):
            return
        if meaning == "too large":
            work.file_read(visit.url, FileText(capture.digest, "", "too large", UNREAD))
        elif meaning == "file" and not (capture.media_type or "").startswith(_NO_TEXT):
            self.files.append((visit.url, capture))

    def _is_known(self, work: Work, shown: set[str]) -> bool:
        """Whether a list shows little that is new, so that what stands further back is older."""
        if self._full or not shown:
            return False
        known = work.visits(self._source.name).count_read(shown, before=self._began)
        return 2 * known >= len(shown)

    def _standing(self, visit: Visit, reading: Reading, meaning: str, news: bool) -> str | None:
        if meaning not in _STANDINGS:
            return visit.standing
        if meaning not in ("listing", "page") or visit.kind not in ("seed", "page"):
            return meaning
        # A list that goes on, or that first told of an article, not every page with a side bar.
        goes_on = any(one.kind == "listing" for one in reading.candidates)
        return "section" if goes_on or news or visit.standing == "section" else meaning

    def _settle_aliases(self, work: Work, visit: Visit, reading: Reading, finding: Finding) -> bool:
        """Leaves one address of each article to be looked at again; True if it is another one."""
        if reading.draft is None or finding.article is None:
            return False
        visits = work.visits(self._source.name)
        if finding.effect == "new" and visit.found_on and visit.found_on not in self._sections:
            self._sections.add(visit.found_on)
            visits.mark_section(visit.found_on)
        if url_key(reading.draft.url) == visit.url_key or visit.article == finding.article:
            visits.retire(finding.article, but=visit.url_key)
            return False
        return self._findings.shown_elsewhere(finding.article, visit.url_key)

    def _count(self, visit: Visit, reading: Reading, finding: Finding) -> None:
        if reading.meaning == "unchanged" and visit.standing in ("listing", "section"):
            self.counts["listings unchanged"] += 1
        if finding.effect:
            self.counts[f"articles {finding.effect}"] += 1
        if reading.refused_date:
            self.counts["dates refused"] += 1
        if finding.meaning == "not understood" and visit.standing == "article":
            self.counts["articles lost"] += 1
        draft = reading.draft
        if draft is not None:
            self._listed.add(hash(visit.url_key))
            self.counts["articles listed"] = len(self._listed)
            self.counts["articles read"] += 1
            self.counts["with date"] += bool(draft.published)
            for field in _FIELDS:
                self.counts[f"with {field}"] += bool(getattr(draft, field))


def _detail(reading: Reading, finding: Finding) -> str | None:
    if reading.meaning == "unchanged":
        return "not modified"
    if finding.meaning != reading.meaning and finding.meaning == "not understood":
        return f"the article is not to be found; the page reads as a {reading.meaning}"
    return reading.detail or None


def _later(visit: Visit) -> int:
    """Where the address stands on the frontier when it is looked at again."""
    return priority(visit.kind, visit.hint, again=True)


def _validator(value: str | None) -> str | None:
    return value if value and _VALIDATOR.fullmatch(value) else None
