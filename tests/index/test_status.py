"""What `guong status` tells of every source: its last crawl, and what needs a look."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.store import Archive
from tests.index.builders import TREES, keep
from web.main import run

NIGHT = datetime(2025, 12, 15, 15, 30, tzinfo=UTC)
DROUGHT = "mau: yields no article; 14 requests led to none"
FORBIDDEN = "mau: robots.txt now forbids 80 of its addresses; it used to forbid 3"


def crawl(
    archive: Archive, days: int, outcome: str | None, *warnings: str, source: str = "mau"
) -> None:
    """A crawl so many days after `NIGHT`; without an outcome it was cut off."""
    began = NIGHT + timedelta(days=days)
    with archive.begin() as work:
        begun = work.start_run("crawl", source, began)
        if outcome:
            work.finish_run(begun, outcome, {"requests": 14}, began + timedelta(hours=1), warnings)


def told(archive: Archive, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    archive.close()
    assert run(["--home", str(archive.home.path), "status", "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def shown(archive: Archive, capsys: pytest.CaptureFixture[str]) -> list[str]:
    archive.close()
    assert run(["--home", str(archive.home.path), "status"]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_source_without_any_article_is_told_with_its_last_crawl_and_its_warnings(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl(archive, 0, "complete")
    crawl(archive, 1, "complete", DROUGHT, FORBIDDEN)
    assert shown(archive, capsys)[1:5] == [
        "  source mau: 0 articles",
        "    last crawl 2025-12-16T15:30:00+00:00, ended 2025-12-16T16:30:00+00:00: complete",
        "    warning of 2025-12-16T15:30:00+00:00: yields no article; 14 requests led to none",
        "    warning of 2025-12-16T15:30:00+00:00:"
        " robots.txt now forbids 80 of its addresses; it used to forbid 3",
    ]


def test_machines_are_told_the_same(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    crawl(archive, 0, "complete", DROUGHT)
    keep(archive, [TREES])
    status = told(archive, capsys)
    assert status["sources"] == {"mau": 0, TREES.source: 1}
    (mau,) = status["crawls"].values()
    assert mau["last"] == {
        "name": mau["last"]["name"],
        "source": "mau",
        "began": "2025-12-15T15:30:00+00:00",
        "ended": "2025-12-15T16:30:00+00:00",
        "outcome": "complete",
        "counts": {"requests": 14},
        "warnings": [DROUGHT],
    }
    assert (mau["judged"], mau["warnings"]) == ("2025-12-15T15:30:00+00:00", [DROUGHT])


@pytest.mark.parametrize("outcome", ["interrupted", "failed: silence", "paused: hours", None])
def test_a_warning_stands_until_a_crawl_has_come_to_its_end_without_it(
    archive: Archive, capsys: pytest.CaptureFixture[str], outcome: str | None
) -> None:
    crawl(archive, 0, "complete", DROUGHT)
    crawl(archive, 1, outcome)
    mau = told(archive, capsys)["crawls"]["mau"]
    assert mau["last"]["outcome"] == (outcome or "cut off")
    assert mau["warnings"] == [DROUGHT]


def test_a_run_without_an_end_may_go_on_only_while_somebody_writes(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl(archive, 0, None)
    archive.close()
    with archive.home.lock("archive"):
        assert told(archive, capsys)["crawls"]["mau"]["last"]["outcome"] == "running or cut off"
    assert told(archive, capsys)["crawls"]["mau"]["last"]["outcome"] == "cut off"


def test_of_what_a_run_counted_people_are_told_what_it_came_to(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = {"articles new": 2, "articles restored": 1, "full": 1, "with body": 12, "requests": 1}
    for number, counted in enumerate([{}, counts, {"captures": 7, "resumed": 0}]):
        with archive.begin() as work:
            began = NIGHT + timedelta(hours=number)
            work.finish_run(work.start_run("crawl", "mau", began), "complete", counted, began)
    assert [line.partition(": ")[2] for line in shown(archive, capsys)[-3:]] == [
        "complete (7 captures)",
        "complete (2 new, 1 back, 1 request)",
        "complete (nothing new)",
    ]


def test_a_crawl_without_warnings_puts_an_end_to_those_before_it(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl(archive, 0, "complete", DROUGHT)
    crawl(archive, 1, "complete")
    assert told(archive, capsys)["crawls"]["mau"]["warnings"] == []


def test_each_source_has_its_own_last_crawl_however_many_imports_came_later(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    crawl(archive, 0, "complete", source="mot")
    crawl(archive, 1, None, source="hai")
    with archive.begin() as work:
        for number in range(30):
            work.start_run("import", "mot", NIGHT + timedelta(days=2, minutes=number))
    lines = shown(archive, capsys)
    assert "    last crawl 2025-12-16T15:30:00+00:00: cut off" in lines
    assert (
        "    last crawl 2025-12-15T15:30:00+00:00, ended 2025-12-15T16:30:00+00:00: complete"
        in lines
    )
