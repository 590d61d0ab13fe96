"""A stored page and the article expected of it, for each adapter and page layout."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.records import Attachment
from crawler.adapters import generic, liferay_article, nukeviet_article
from crawler.adapters.base import ParsedArticle
from crawler.adapters.registry import ADAPTERS, Choice, choose
from crawler.markup import Page
from crawler.settings import Selectors, SourceSettings

FOLDER = Path(__file__).parents[1] / "samples"
PAGES = sorted(FOLDER.glob("*/*.html"))
NAMES = [f"{path.parent.name}-{path.stem}" for path in PAGES]
NOW = datetime(2025, 12, 15, tzinfo=UTC)
FIELDS = (
    "identity", "title", "version", "summary", "body", "section", "author", "captions",
    "published", "published_at",
)  # fmt: skip


def _read(path: Path) -> tuple[Page, dict[str, Any]]:
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    return Page(expected["url"], path.read_bytes(), "text/html; charset=utf-8", NOW), expected


def _chosen(page: Page, expected: dict[str, Any]) -> Choice:
    selectors = Selectors(**expected.get("selectors", {}))
    return choose(SourceSettings(name="mau", seeds=(page.url,), selectors=selectors), page)


def _shown(attachment: Attachment) -> str:
    return f"{attachment.kind}: {attachment.name}"


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_a_stored_page_gives_the_article_it_was_written_for(path: Path) -> None:
    page, expected = _read(path)
    parsed = _chosen(page, expected).adapter.article(page)
    assert isinstance(parsed, ParsedArticle)
    found = {name: getattr(parsed, name) for name in FIELDS}
    wanted = {name: expected.get(name) for name in FIELDS}
    wanted["captions"] = tuple(expected["captions"])
    wanted["body"] = expected["body"].strip()
    assert found == wanted
    assert [_shown(one) for one in parsed.attachments] == expected["attachments"]


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_every_field_of_a_stored_page_names_the_rule_that_found_it(path: Path) -> None:
    page, expected = _read(path)
    parsed = _chosen(page, expected).adapter.article(page)
    assert isinstance(parsed, ParsedArticle)
    rules = dict(parsed.rules)
    assert len(rules) == len(parsed.rules)
    assert all(rules.values())
    named = ("identity", "title", "summary", "body", "section", "author", "captions")
    found = {name for name in (*named, "published", "attachments") if getattr(parsed, name)}
    assert rules.keys() - {"whole"} == found
    assert expected.get("rules", {}).items() <= rules.items()


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_the_software_behind_a_stored_page_is_recognised(path: Path) -> None:
    page, expected = _read(path)
    choice = _chosen(page, expected)
    assert choice.adapter.name == path.parent.name
    assert choice.reason


VERSIONS = {
    "liferay": (*liferay_article.LAYOUTS, liferay_article.TAILORED.by_selectors()),
    "nukeviet": (*nukeviet_article.LAYOUTS, nukeviet_article.TAILORED.by_selectors()),
    "generic": (generic.VERSION, generic.TAILORED),
}


def test_every_version_of_a_parser_has_a_stored_page() -> None:
    stored: dict[str, set[str]] = {name: set() for name in ADAPTERS}
    for path in PAGES:
        stored[path.parent.name].add(_read(path)[1]["version"])
    assert stored == {
        name: {one if isinstance(one, str) else one.version for one in versions}
        for name, versions in VERSIONS.items()
    }


def test_every_version_of_a_parser_is_dated() -> None:
    for versions in VERSIONS.values():
        for one in versions:
            version = one if isinstance(one, str) else one.version
            assert re.fullmatch(r"[\w.+-]+ 20\d\d-(0[1-9]|1[0-2])", version)


def test_every_stored_page_has_its_expectation() -> None:
    assert {path.with_suffix("") for path in PAGES} == {
        path.with_suffix("") for path in FOLDER.glob("*/*.toml")
    }


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_half_a_page_is_no_reason_to_fail(path: Path, share: float) -> None:
    _, expected = _read(path)
    cut = path.read_bytes()[: int(path.stat().st_size * share)]
    page = Page(expected["url"], cut, "text/html", NOW)
    adapter = _chosen(page, expected).adapter
    adapter.article(page)
    adapter.candidates(page)
