"""What an operator may meet is explained in docs/operations.md."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, GuongError, SettingsError
from archive.records import Run
from crawler import alarms
from web.main import BROKEN, INTERRUPTED

TEXT = (Path(__file__).parent.parent.parent / "docs" / "operations.md").read_text("utf-8")
NOW = datetime(2025, 12, 15, tzinfo=UTC)

USUAL = {"articles listed": 90, "articles read": 10, "with date": 10, "requests": 60}
WRONG = {
    "requests": 30,
    "seeds refused": 1,
    "seeds gone": 1,
    "known refused": 9,
    "articles lost": 30,
    "skipped robots.txt": 80,
    "articles read": 10,
    "articles withdrawn": 90,
    "dates refused": 10,
    "outcome article": 10,
    "outcome not understood": 10,
    "outcome tls": 20,
}


def rows(heading: str) -> list[str]:
    """The first cells of the table in a section."""
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| (?!-|Warning|Status)(.+?) \|", section, re.MULTILINE)


def pattern(row: str) -> str:
    return re.sub(r"\\\*[nm]\\\*", r"\\d+", re.escape(row)).replace(r"\ …\ ", ".*")


def all_warnings() -> list[str]:
    past = [Run(1, "crawl", "crawl", "mau", "guong", NOW, NOW, "complete", tuple(USUAL.items()))]
    paused = [replace(past[0], outcome="paused: outside the hours 22-05")] * 30
    return [
        *alarms.warnings("mau", {}, paused, whole=False),
        *alarms.warnings("mau", WRONG, past),
        *alarms.warnings("mau", {"full": 1}, []),
        *alarms.warnings("mau", {"full": 1, "skipped robots.txt": 9}, []),
    ]


def test_every_warning_is_explained() -> None:
    explained = rows("Warnings")
    assert len(explained) == 13
    used = set()
    for warning in all_warnings():
        (row,) = [row for row in explained if re.match(f"mau: {pattern(row)}", warning)]
        used.add(row)
    assert used == set(explained)


@pytest.mark.parametrize(
    "status",
    [0, GuongError.exit_code, SettingsError.exit_code, 3, BROKEN, ArchiveBusy.exit_code,
     INTERRUPTED],
)  # fmt: skip
def test_every_exit_status_is_explained(status: int) -> None:
    assert str(status) in rows("Exit statuses")
