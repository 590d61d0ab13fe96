"""A crawl that is killed again and again ends where an undisturbed one does."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from archive.home import Home
from archive.records import Article
from archive.settings import ArchiveSettings
from archive.store import Archive
from tests.crawler import killed_crawl
from tests.crawler.pages import ENTRY, article, listing
from tests.crawler.raw_server import NOT_FOUND, Piece, RawServer, answer
from tests.crawler.warc_check import faults

KILLS = 30
SEED = "1"
ARTICLES = 200
PER_PAGE = 10
AT_EVERY_START = ("/robots.txt", "/sitemap.xml")


def _portal(request: bytes) -> list[Piece]:
    path = request.split(b" ")[1].decode()
    if path == "/":
        return [listing(*(f"/muc?_x_cur={page}" for page in range(1, ARTICLES // PER_PAGE + 1)))]
    if path.startswith("/muc"):
        first = (int(path.rpartition("=")[2]) - 1) * PER_PAGE + 1
        return [listing(*(f"{ENTRY}/{number}" for number in range(first, first + PER_PAGE)))]
    if path.startswith(ENTRY):
        number = path.rpartition("/")[2]
        file = f'<a href="/documents/1/2/{number}.zip/u">tệp</a>'
        return [answer(article(f"Bài {number}", "Bà con vui. " * 40, file))]
    if path.startswith("/documents/"):
        return [answer(path.encode(), media_type="application/zip")]
    return [NOT_FOUND]


def _crawled(folder: Path, url: str, kills: int) -> int:
    Home.create(folder, "")
    done = subprocess.run(
        [sys.executable, "-m", killed_crawl.__name__, url, str(folder), str(kills), SEED],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout)


def _said(folder: Path) -> dict[str, list[tuple[str, str, int]]]:
    def told(one: Article) -> tuple[str, str, int]:
        return (one.title, one.body, one.revision)

    with Archive.open(Home.open(folder), ArchiveSettings()) as archive:
        return {key: [told(one) for one in archive.revisions(key)] for key in archive.article_ids()}


def test_after_thirty_kills_nothing_is_lost_and_little_asked_for_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(_portal) as server:
        assert _crawled(tmp_path / "killed", server.url, KILLS) == KILLS
        asked = Counter(
            path for path in server.paths if path not in ("/robots.txt", "/sitemap.xml")
        )
        _crawled(tmp_path / "whole", server.url, 0)
    assert len(_said(tmp_path / "killed")) == ARTICLES
    assert _said(tmp_path / "killed") == _said(tmp_path / "whole")
    files = sorted((tmp_path / "killed" / "captures").glob("*.warc.gz"))
    assert faults(files) == 0, capsys.readouterr().out
    # A kill may cost the answer that is on its way, and the one just come in.
    assert sum(asked.values()) - len(asked) <= 2 * KILLS
