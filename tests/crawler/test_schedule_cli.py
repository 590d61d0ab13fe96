"""The command `schedule`, called as an operator calls it."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from tests.crawler.pages import ENTRY, article, listing
from tests.crawler.raw_server import RawServer, answer, site
from web.main import run

PAGES = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}


def write(folder: Path, *sources: tuple[str, str, str]) -> str:
    """An archive whose settings have sources of that name, address and schedule."""
    home = folder / "home"
    home.mkdir()
    text = "".join(
        f'[[crawler.source]]\nname = "{name}"\nseeds = ["{url}/"]\ndelay = 0.0\n'
        f'private_hosts = ["127.0.0.1"]\nschedule = "{schedule}"\n'
        for name, url, schedule in sources
    )
    (home / "guong.toml").write_text(text, encoding="utf-8")
    return str(home)


def interrupt_when(path: Path) -> None:
    """Sends the main thread what Ctrl-C sends, once the file is there or that takes too long."""

    def watch() -> None:
        for _ in range(1200):
            if path.exists():
                break
            time.sleep(0.05)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    threading.Thread(target=watch, daemon=True).start()


def test_a_missed_source_is_crawled_and_indexed_until_ctrl_c_ends_the_schedule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server, RawServer(site(PAGES)) as other:
        home = write(tmp_path, ("mau", server.url, "0 3 1 1 *"), ("khac", other.url, ""))
        interrupt_when(Path(home) / "index" / "CURRENT")
        assert run(["--home", home, "schedule"]) == 0
        assert f"{ENTRY}/1" in server.paths
        assert other.requests == []
    capsys.readouterr()
    assert run(["--home", home, "search", "một", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 1


def test_sigterm_stops_the_crawl_under_way_and_the_next_schedule_goes_on_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop = threading.Event()

    def terminate(request: bytes) -> bytes:
        if not stop.is_set():
            stop.set()
            os.kill(os.getpid(), signal.SIGTERM)
        return answer(article("Một"))

    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with RawServer(site({**PAGES, f"{ENTRY}/1": terminate})) as server:
            home = write(tmp_path, ("mau", server.url, "0 3 1 1 *"))
            assert run(["--home", home, "schedule"]) == 0
    finally:
        signal.signal(signal.SIGTERM, before)
    capsys.readouterr()
    assert run(["--home", home, "schedule", "--json"]) == 0
    (mau,) = json.loads(capsys.readouterr().out)
    assert (mau["outcome"], mau["due"]) == ("interrupted", True)


def test_the_list_says_when_each_source_is_due_and_how_its_last_crawl_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        home = write(
            tmp_path, ("mau", server.url, "0 3 29 2 *"), ("khac", server.url, ""),
            ("chua", server.url, "30 22 * * *"),
        )  # fmt: skip
        assert run(["--home", home, "crawl", "mau"]) == 0
    capsys.readouterr()
    assert run(["--home", home, "schedule", "--list"]) == 0
    mau, khac, chua = capsys.readouterr().out.splitlines()
    assert mau.startswith("mau: 0 3 29 2 *: next ")
    assert "-02-29 03:00+07:00; last " in mau
    assert mau.endswith(", complete")
    assert khac == "khac: has no schedule; never crawled"
    assert chua.startswith("chua: 30 22 * * *: due now, next ")
    assert chua.endswith(" 22:30+07:00; never crawled")
    assert run(["--home", home, "schedule", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(one["source"], one["due"]) for one in listed] == [
        ("mau", False),
        ("khac", False),
        ("chua", True),
    ]
    assert (listed[1]["next"], listed[1]["last"], listed[1]["outcome"]) == (None, None, None)


@pytest.mark.parametrize("option", [[], ["--list"]])
def test_a_bad_selector_is_told_before_anything_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    home = write(tmp_path, ("mau", "http://a.example", "0 3 1 1 *"))
    with (Path(home) / "guong.toml").open("a") as settings:
        settings.write('[crawler.source.selectors]\ntitle = "h1:nosuch"\n')
    assert run(["--home", home, "schedule", *option]) == 2
    assert "selectors.title: 'h1:nosuch' is no CSS selector" in capsys.readouterr().err


def test_without_any_schedule_it_says_which_key_to_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = write(tmp_path, ("mau", "http://a.example", ""))
    assert run(["--home", home, "schedule"]) == 2
    assert capsys.readouterr().err == (
        "guong: guong.toml schedules no source; give one a time in its [[crawler.source]], such as"
        ' schedule = "30 22 * * *"\n'
    )
