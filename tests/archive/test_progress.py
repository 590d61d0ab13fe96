"""Progress is drawn on a terminal and logged now and then elsewhere."""

import logging
import os
import pty
import subprocess
import sys
import termios

import pytest

from archive.progress import progress, say

DRAWN = """
from archive.progress import progress, say
with progress("tin.jsonl", "B") as report:
    report(5, 20)
    say("mau: complete", err=True)
    report.note("trang 2")
    report(20, 20)
"""


def test_a_terminal_shows_a_bar_with_its_label_and_count() -> None:
    master, terminal = pty.openpty()
    try:
        termios.tcsetwinsize(terminal, (24, 80))
        subprocess.run([sys.executable, "-c", DRAWN], stderr=terminal, check=True)
        os.close(terminal)
        drawn = os.read(master, 65_536).decode()
    finally:
        os.close(master)
    assert "tin.jsonl: 100%" in drawn
    assert "20/20" in drawn
    assert "\rmau: complete\r\n" in drawn


def test_a_line_beside_no_bar_is_just_printed(capsys: pytest.CaptureFixture[str]) -> None:
    say("mau: complete")
    say("guong: warning", err=True)
    assert capsys.readouterr() == ("mau: complete\n", "guong: warning\n")


def test_elsewhere_progress_is_a_log_line_every_half_minute(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [1000.0]
    with (
        caplog.at_level(logging.INFO),
        progress("mau", "pages", clock=lambda: clock[0]) as report,
    ):
        clock[0] += 29.9
        report(59, 300)
        assert caplog.messages == []
        clock[0] += 0.1
        report.note("12 articles, 4.2 MB")
        report(60, 300)
        clock[0] += 29.9
        report(61, 300)
        clock[0] += 0.1
        report(62, 62)
    assert caplog.messages == [
        "mau: 60 of 300 pages, 2.0 pages/s, 02:00 to go, 12 articles, 4.2 MB",
        "mau: 62 of 62 pages, 1.0 pages/s, 00:00 to go, 12 articles, 4.2 MB",
    ]
    assert capsys.readouterr().err == ""


def test_work_that_does_not_get_on_names_no_time_to_go(caplog: pytest.LogCaptureFixture) -> None:
    clock = [0.0]
    with caplog.at_level(logging.INFO), progress("mau", "pages", clock=lambda: clock[0]) as report:
        clock[0] += 30.0
        report(0, 20)
    assert caplog.messages == ["mau: 0 of 20 pages, 0.0 pages/s"]


def test_large_numbers_are_logged_in_short(caplog: pytest.LogCaptureFixture) -> None:
    clock = [0.0]
    with (
        caplog.at_level(logging.INFO),
        progress("tin.jsonl", "B", scaled=True, clock=lambda: clock[0]) as report,
    ):
        clock[0] += 60.0
        report(120_000_000, 360_000_000)
    assert caplog.messages == ["tin.jsonl: 120M of 360M B, 2.00M B/s, 02:00 to go"]
