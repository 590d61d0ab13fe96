"""The commands `crawl` and `reparse`, called as a user calls them."""

import json
import signal
import threading
from pathlib import Path

import pytest

from crawler.summary import counted
from tests.crawler.pages import ENTRY, article, listing
from tests.crawler.raw_server import RawServer, answer, site
from web.main import run

PAGES = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}


def _home(folder: Path, *urls: str) -> str:
    sources = "".join(
        f'[[crawler.source]]\nname = "nguon-{number}"\nseeds = ["{url}/"]\ndelay = 0.0\n'
        'private_hosts = ["127.0.0.1"]\n'
        for number, url in enumerate(urls, start=1)
    )
    (folder / "home").mkdir()
    (folder / "home" / "guong.toml").write_text(sources, encoding="utf-8")
    return str(folder / "home")


def test_crawl_tells_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with RawServer(site(PAGES)) as server:
        status = run(["--home", _home(tmp_path, server.url), "crawl"])
    assert status == 0
    told = capsys.readouterr().out
    assert told.startswith("nguon-1: complete: 1 new, 0 changed, 0 withdrawn, 4 requests")


def test_crawl_tells_machines_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with RawServer(site(PAGES)) as server:
        run(["--home", _home(tmp_path, server.url), "crawl", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == []
    (one,) = told["runs"]
    assert (one["source"], one["outcome"], one["resumed"]) == ("nguon-1", "complete", False)
    assert one["counts"]["articles new"] == 1


def test_crawl_takes_the_sources_that_are_named(tmp_path: Path) -> None:
    with RawServer(site(PAGES)) as first, RawServer(site(PAGES)) as second:
        status = run(["--home", _home(tmp_path, first.url, second.url), "crawl", "nguon-2"])
    assert status == 0
    assert first.requests == []
    assert f"{ENTRY}/1" in second.paths


def test_ctrl_c_ends_every_crawl_with_an_exit_status_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(request: bytes) -> bytes:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return answer(article("Một"))

    with (
        RawServer(site({**PAGES, f"{ENTRY}/1": interrupt})) as first,
        RawServer(site(PAGES)) as second,
    ):
        status = run(["--home", _home(tmp_path, first.url, second.url), "crawl"])
    assert status == 130
    told = capsys.readouterr().out.splitlines()
    assert "nguon-1: interrupted" in "\n".join(told)
    assert len(told) == 2


def test_sources_are_crawled_side_by_side(tmp_path: Path) -> None:
    meeting = threading.Barrier(2, timeout=10)

    def wait(request: bytes) -> bytes:
        meeting.wait()
        return answer(article("Một"))

    pages = {**PAGES, f"{ENTRY}/1": wait}
    with RawServer(site(pages)) as first, RawServer(site(pages)) as second:
        status = run(["--home", _home(tmp_path, first.url, second.url), "crawl"])
    assert status == 0
    assert not meeting.broken


def test_an_unknown_source_is_named_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(["--home", _home(tmp_path, "http://a.example"), "crawl", "nguon-7"])
    assert status == 2
    error = capsys.readouterr().err
    assert error == "guong: 'nguon-7': guong.toml names no such source; known: nguon-1\n"


def test_a_file_without_sources_says_how_to_add_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--home", _home(tmp_path), "crawl"]) == 2
    assert "[[crawler.source]]" in capsys.readouterr().err


def test_a_host_that_does_not_resolve_is_one_line_and_the_other_sources_are_crawled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        home = _home(tmp_path, "http://khong-co.invalid", server.url)
        status = run(["--home", home, "crawl"])
    assert status == 1
    told = capsys.readouterr()
    assert "nguon-2: complete: 1 new" in told.out
    assert "guong: source 'nguon-1': the host khong-co.invalid does not resolve" in told.err


def test_a_host_that_does_not_resolve_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--home", _home(tmp_path, "http://khong-co.invalid"), "crawl"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line == (
        "guong: source 'nguon-1': the host khong-co.invalid does not resolve; nothing was fetched:"
        " check the network and the seeds in guong.toml"
    )


def test_reparse_tells_what_became_of_the_captures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        home = _home(tmp_path, server.url)
        run(["--home", home, "crawl"])
    capsys.readouterr()
    assert run(["--home", home, "reparse", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"new": 1, "no article": 3, "removed": 0}
    assert run(["--home", home, "reparse"]) == 0
    assert capsys.readouterr().out == "Captures: 1 new, 3 no article, 0 removed\n"


def test_numbers_and_nouns_agree_and_articles_that_are_back_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = {"/": listing(f"{ENTRY}/1"), f"{ENTRY}/1": answer(article("Một"))}
    with RawServer(site(shown)) as server:
        home = _home(tmp_path, server.url)
        run(["--home", home, "crawl"])
        page = shown.pop(f"{ENTRY}/1")
        run(["--home", home, "crawl", "--full"])
        shown[f"{ENTRY}/1"] = page
        run(["--home", home, "crawl", "--full"])
    withdrawn, back = capsys.readouterr().out.splitlines()[1:]
    assert ": 0 new, 0 changed, 1 withdrawn, " in withdrawn
    assert ": 0 new, 0 changed, 0 withdrawn, 1 back, " in back


@pytest.mark.parametrize(("url", "told"), [("http://khong-co.invalid", True), (None, False)])
def test_a_crawl_of_strangers_without_a_contact_says_so_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, url: str | None, told: bool
) -> None:
    with RawServer(site(PAGES)) as server:
        run(["--home", _home(tmp_path, url or server.url, url or server.url), "crawl"])
    assert sum("contact is empty" in message for message in caplog.messages) == told


def test_one_is_not_many() -> None:
    assert [counted(1, "request"), counted(2, "request")] == ["1 request", "2 requests"]
    assert [counted(1, "address"), counted(0, "address")] == ["1 address", "0 addresses"]


@pytest.mark.parametrize("command", ["crawl", "reparse"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert "--json" in capsys.readouterr().out
