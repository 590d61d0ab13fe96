"""Progress is drawn on a terminal and logged now and then elsewhere."""

import logging
import os
import pty
import subprocess
import sys
import termios

import pytest

from archive import progress as progress_file
from archive.progress import progress

DRAWN = """
from archive.progress import progress
with progress("tin.jsonl", "B") as report:
    report(5, 20)
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


def test_elsewhere_progress_is_a_log_line_now_and_then(
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with caplog.at_level(logging.INFO), progress("tin.jsonl", "B") as report:
        report(5, 20)
        report.note("trang 2")
        assert caplog.messages == []
        monkeypatch.setattr(progress_file, "_LOG_SECONDS", 0.0)
        report(15, 20)
    assert caplog.messages == ["tin.jsonl: 15 of 20 B"]
    assert capsys.readouterr().err == ""
