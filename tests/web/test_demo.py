"""The demo, up to where it would take long: the journey's own test goes the whole way."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.home import Home
from crawler.summary import RunSummary
from web.main import run


def test_ctrl_c_while_the_portal_is_crawled_ends_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    moment = datetime(2025, 12, 15, tzinfo=UTC)
    stopped = RunSummary("sample", "run-1", "interrupted", False, moment, moment, Counter())
    monkeypatch.setattr("crawler.cli.crawl_with_bar", lambda *_, **__: [stopped])
    home = tmp_path / "home"
    assert run(["--home", str(home), "demo", "--no-serve"]) == 130
    assert "Collected" not in capsys.readouterr().out
    assert not any(Home.open(home).index.glob("*"))
