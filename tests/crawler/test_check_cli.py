"""`guong check`: what would become of one page, and why, without keeping anything."""

import json
from pathlib import Path

import pytest

from tests.crawler.pages import ENTRY, ROBOTS, article, listing
from tests.crawler.raw_server import RawServer, answer, redirect, site
from web.main import run

PAGES = {
    "/robots.txt": ROBOTS,
    "/": listing(f"{ENTRY}/1", "/cam/mat", "https://khac.example/"),
    f"{ENTRY}/1": answer(article("Một")),
    "/cu": redirect(f"{ENTRY}/1"),
}


def _home(folder: Path, url: str, more: str = "") -> list[str]:
    (folder / "home").mkdir()
    (folder / "home" / "guong.toml").write_text(
        f'[[crawler.source]]\nname = "mau"\nseeds = ["{url}/"]\ndelay = 0.0\n'
        f'private_hosts = ["127.0.0.1"]\n{more}',
        encoding="utf-8",
    )
    return ["--home", str(folder / "home"), "check"]


def test_an_article_is_told_field_by_field_with_the_rule_that_found_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        status = run([*_home(tmp_path, server.url), f"{server.url}{ENTRY}/1"])
    told = capsys.readouterr().out
    assert status == 0
    assert "source    mau" in told
    assert "robots    allows it" in told
    assert "adapter   liferay: " in told
    assert "meaning   article" in told
    assert "Một" in told
    assert not list((tmp_path / "home").glob("captures/*"))


def test_a_list_tells_where_it_leads_and_what_is_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        assert run([*_home(tmp_path, server.url), f"{server.url}/"]) == 0
        told = capsys.readouterr().out
        assert f"{server.url}{ENTRY}/1" in told
        assert "https://khac.example/ (not followed: foreign host)" in told
        assert run([*_home_again(tmp_path), "--json", f"{server.url}/"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["source"] == "mau"
    assert {lead["kind"] for lead in found["leads"]} == {"article", "page"}


def _home_again(folder: Path) -> list[str]:
    return ["--home", str(folder / "home"), "check"]


def test_what_robots_txt_forbids_is_not_fetched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        status = run([*_home(tmp_path, server.url), f"{server.url}/cam/mat"])
        assert server.paths == ["/robots.txt"]
    assert status == 1
    told = capsys.readouterr()
    assert "robots    forbids it" in told.out
    assert "nothing was fetched: robots.txt" in told.err


def test_an_address_of_no_source_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        home = _home(tmp_path, server.url, 'paths = ["/"]\n')
        assert run([*home, f"{server.url}/"]) == 0
        assert "source    mau\n" in capsys.readouterr().out
        settings = tmp_path / "home" / "guong.toml"
        text = settings.read_text().replace(f'["{server.url}/"]', f'["{server.url}/web"]')
        settings.write_text(text.replace('paths = ["/"]', 'paths = ["/web"]'))
        assert run([*home, "--source", "mau", f"{server.url}/"]) == 0
        told = capsys.readouterr().out
        assert "source    mau: no crawl of it comes here: outside the paths\n" in told
        assert run([*home, f"{server.url}/"]) == 1
    told = capsys.readouterr().err
    assert 'its source may allow that with private_hosts = ["127.0.0.1"]' in told


def test_an_address_of_no_source_is_told_to_machines_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*_home(tmp_path, "http://a.example"), "--json", "http://[::1]:9/"]) == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["source"] == "unknown"
    assert found["objection"] == (
        "no source of guong.toml covers this address, so no crawl comes here"
    )
    assert 'private_hosts = ["[::1]"]' in told.err


def test_a_redirect_is_told_and_not_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        assert run([*_home(tmp_path, server.url), f"{server.url}/cu"]) == 0
    assert f"meaning   redirected: {server.url}{ENTRY}/1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ftp://a.example/"], "URL: 'ftp://a.example/' is not an absolute http or https address"),
        (["--source", "khac", "http://a.example/"], "guong.toml names no such source; known: mau"),
    ],
)
def test_a_bad_call_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert run([*_home(tmp_path, "http://a.example"), *arguments]) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told


def test_a_bad_selector_is_named_before_anything_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RawServer(site(PAGES)) as server:
        home = _home(tmp_path, server.url, '[crawler.source.selectors]\ntitle = "h1:nosuch"\n')
        for command in (["check", f"{server.url}/"], ["crawl"], ["reparse"]):
            assert run([*home[:2], *command]) == 2
            assert "selectors.title: 'h1:nosuch' is no CSS selector" in capsys.readouterr().err
        assert server.requests == []
