"""The sample portal crawled to its last article, and once more on the day after."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.home import Home
from archive.records import Article
from archive.settings import ArchiveSettings
from archive.store import Archive
from archive.urls import article_id, url_key
from crawler.reparse import reparse
from crawler.sample import TRAPS, Corpus, SamplePortal, Seen, Trap, Truth, load_corpus, serve
from crawler.settings import CrawlerSettings, SourceSettings
from crawler.summary import RunSummary
from tests.crawler.conftest import Clock, source_at
from tests.crawler.crawling import crawl
from tests.crawler.warc_check import faults

FIRST, SECOND = load_corpus(1), load_corpus(2)


@dataclass(frozen=True)
class Day:
    """One crawl: what it said, what the portal saw of it, and what the archive held after it."""

    summary: RunSummary
    requests: list[Seen]
    articles: dict[str, Article]

    def article(self, truth: Truth) -> Article:
        return self.articles[article_id("mau", f"asset:{truth.id}")]


@dataclass(frozen=True)
class Journey:
    archive: Archive
    source: SourceSettings
    first: Day
    second: Day


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    portal = SamplePortal(FIRST, SECOND, sleep=lambda _: None)
    home = Home.create(tmp_path_factory.mktemp("journey") / "home", "")
    with serve(portal) as server, Archive.open(home, ArchiveSettings(), writing=True) as archive:
        source = source_at(server.url)
        days = []
        for number in (1, 2):
            portal.day = number
            clock = Clock(datetime(2025, 12, 14 + number, 2, tzinfo=UTC))
            before = len(portal.requests)
            summary = crawl(
                archive,
                source,
                CrawlerSettings(page_megabytes=2.0),
                report=lambda _: None,
                now=clock.now,
                sleep=clock.sleep,
            )
            articles = archive.articles(archive.article_ids())
            days.append(Day(summary, portal.requests[before:], articles))
        yield Journey(archive, source, *days)


def _said(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "summary": article.summary,
        "body": article.body,
        "section": article.section,
        "author": article.author,
        "captions": article.captions,
        "published": article.published,
        "published_at": article.published_at,
        "attachments": tuple(one.name for one in article.attachments if one.kind == "file"),
        "photos": sum(one.kind == "image" for one in article.attachments),
    }


def _true(truth: Truth) -> dict[str, object]:
    return {
        "title": truth.title,
        "summary": truth.summary,
        "body": "\n".join(truth.body),
        "section": truth.section,
        "author": truth.author,
        "captions": truth.captions,
        "published": truth.published,
        "published_at": truth.published_at,
        "attachments": truth.attachments,
        "photos": len(truth.captions),
    }


def test_every_article_is_found_and_none_twice(journey: Journey) -> None:
    expected = {article_id("mau", f"asset:{truth.id}") for truth in FIRST.truth}
    assert len(FIRST.truth) >= 120
    assert journey.first.articles.keys() == expected
    assert journey.first.summary.outcome == "complete"
    assert journey.first.summary.counts["articles new"] == len(expected)
    assert journey.first.summary.counts["articles changed"] == 0


@pytest.mark.parametrize("corpus", [FIRST, SECOND], ids=["first day", "second day"])
def test_every_field_of_every_article_is_right(journey: Journey, corpus: Corpus) -> None:
    day = journey.first if corpus is FIRST else journey.second
    wrong = {
        truth.id: (_said(day.article(truth)), _true(truth))
        for truth in corpus.truth
        if _said(day.article(truth)) != _true(truth)
    }
    assert wrong == {}


def test_pages_of_every_layout_were_read(journey: Journey) -> None:
    versions = Counter(one.parser_version for one in journey.first.articles.values())
    assert versions.keys() == {
        "liferay-6.2 2026-11",
        "liferay-7.x 2026-11",
        "liferay-site 2026-11",
    }
    assert {one.parser for one in journey.first.articles.values()} == {"liferay"}


def test_the_forbidden_folder_was_never_asked_for(journey: Journey) -> None:
    forbidden = next(link.path for link in TRAPS if link.trap is Trap.FORBIDDEN)
    asked = {seen.path for day in (journey.first, journey.second) for seen in day.requests}
    assert forbidden not in asked
    assert not any(path.startswith("/c/") for path in asked)
    assert journey.first.summary.counts["skipped robots.txt"] == 1


@pytest.mark.parametrize(
    ("trap", "outcome"),
    [
        (Trap.DEAD, "soft 404"),
        (Trap.GONE, "gone"),
        (Trap.LOOP, "redirected"),
        (Trap.HUGE, "too large"),
        (Trap.FORBIDDEN, "refused"),
    ],
)
def test_what_waits_at_a_trap_is_recorded_with_its_reason(
    journey: Journey, trap: Trap, outcome: str
) -> None:
    root = journey.source.seeds[0].rstrip("/")
    path = next(link.path for link in TRAPS if link.trap is trap)
    visit = journey.archive.visit("mau", root + path)
    assert visit is not None
    assert visit.outcome == outcome


def test_only_what_fails_is_asked_for_twice_in_one_crawl(journey: Journey) -> None:
    asked = Counter(seen.path for seen in journey.first.requests)
    failed = {seen.path for seen in journey.first.requests if seen.status == 500}
    assert {path for path, times in asked.items() if times > 1} == failed


def test_every_picture_and_attachment_is_kept_once(journey: Journey) -> None:
    articles = journey.second.articles.values()
    attached = {url_key(file.url) for one in articles for file in one.attachments}
    captures = [capture for capture, _ in journey.archive.captures()]
    kept = Counter(one.url_key for one in captures if "/documents/" in one.url)
    assert attached == kept.keys()
    assert set(kept.values()) == {1}


def test_on_the_second_day_articles_are_added_changed_and_withdrawn(journey: Journey) -> None:
    first, second = journey.first, journey.second
    before, after = {t.id: t for t in FIRST.truth}, {t.id: t for t in SECOND.truth}
    edited = {n for n in before.keys() & after.keys() if _true(before[n]) != _true(after[n])}
    ids = {n: article_id("mau", f"asset:{n}") for n in before | after}
    assert (len(after.keys() - before.keys()), len(edited)) == (3, 2)
    assert second.articles.keys() - first.articles.keys() == {
        ids[n] for n in after.keys() - before.keys()
    }
    revised = {key for key, article in second.articles.items() if article.revision == 2}
    assert revised == {ids[n] for n in edited}
    withdrawn = {key for key, article in second.articles.items() if article.withdrawn_at}
    assert withdrawn == {ids[n] for n in before.keys() - after.keys()}
    assert len(withdrawn) == 1


def test_an_edited_article_keeps_both_its_texts(journey: Journey) -> None:
    edited = next(key for key, one in journey.second.articles.items() if one.revision == 2)
    old, new = journey.archive.revisions(edited)
    assert _said(old) == _said(journey.first.articles[edited])
    assert _said(new) == _said(journey.second.articles[edited])
    assert old.capture != new.capture


def test_an_unchanged_page_costs_one_request_and_no_revision(journey: Journey) -> None:
    asked = Counter(seen.path for seen in journey.second.requests)
    assert set(asked.values()) == {1}
    assert not any("/documents/" in seen.path and not new for seen, new in _files(journey))
    unchanged = [seen for seen in journey.second.requests if seen.status == 304]
    assert len(unchanged) > 50
    assert all(seen.conditional for seen in unchanged)
    assert journey.second.summary.counts["articles seen"] > 50


def test_the_second_day_looks_at_each_article_by_one_of_its_addresses(journey: Journey) -> None:
    counts = journey.second.summary.counts
    effects = ("new", "changed", "same", "seen", "restored", "withdrawn")
    looked_at = sum(counts[f"articles {effect}"] for effect in effects)
    # But those that are new, whose second address nobody could know for one.
    assert looked_at <= len(journey.second.articles) + counts["articles new"]


def test_the_second_day_walks_a_page_and_a_half_of_each_list_at_most(journey: Journey) -> None:
    def pages(day: Day) -> Counter[str]:
        return Counter(seen.path.partition("?")[0] for seen in day.requests if "_cur=" in seen.path)

    walked = pages(journey.first)
    assert max(walked.values()) > 2
    assert sum(pages(journey.second).values()) <= len(walked) / 2


def _files(journey: Journey) -> list[tuple[Seen, bool]]:
    known = {seen.path for seen in journey.first.requests}
    return [
        (seen, seen.path not in known)
        for seen in journey.second.requests
        if "/documents/" in seen.path
    ]


def test_every_warc_file_passes_the_check_of_warcio(
    journey: Journey, capsys: pytest.CaptureFixture[str]
) -> None:
    files = sorted(journey.archive.home.captures.glob("*.warc.gz"))
    assert len(files) == 2
    assert faults(files) == 0, capsys.readouterr().out


def test_reparsing_the_captures_gives_the_same_articles(journey: Journey) -> None:
    archive = journey.archive
    keys = archive.article_ids()
    before = {key: archive.revisions(key) for key in keys}
    counts = reparse(archive, [journey.source], report=lambda _: None)
    assert archive.article_ids() == keys
    assert {key: archive.revisions(key) for key in keys} == before
    assert counts["removed"] == 0
    assert counts["unreadable"] == 0


def test_the_archive_lies_in_files_a_stranger_can_read(journey: Journey) -> None:
    names = {path.suffix for path in Path(journey.archive.home.captures).iterdir()}
    assert names == {".gz"}
