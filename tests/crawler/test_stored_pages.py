"""A stored page and the article expected of it, for each adapter and page layout."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.records import Attachment
from crawler.adapters.base import ParsedArticle
from crawler.adapters.generic import VERSION
from crawler.adapters.liferay_article import LAYOUTS
from crawler.adapters.registry import ADAPTERS, adapter_for
from crawler.markup import Page

FOLDER = Path(__file__).parents[1] / "samples"
PAGES = sorted(FOLDER.glob("*/*.html"))
NOW = datetime(2025, 12, 15, tzinfo=UTC)
FIELDS = (
    "identity", "title", "version", "summary", "body", "section", "author", "captions",
    "published", "published_at",
)  # fmt: skip


def _read(path: Path) -> tuple[Page, dict[str, Any]]:
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    return Page(expected["url"], path.read_bytes(), "text/html; charset=utf-8", NOW), expected


def _shown(attachment: Attachment) -> str:
    return f"{attachment.kind}: {attachment.name}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_stored_page_gives_the_article_it_was_written_for(path: Path) -> None:
    page, expected = _read(path)
    parsed = adapter_for("auto", page).article(page)
    assert isinstance(parsed, ParsedArticle)
    found = {name: getattr(parsed, name) for name in FIELDS}
    wanted = {name: expected.get(name) for name in FIELDS}
    wanted["captions"] = tuple(expected["captions"])
    wanted["body"] = expected["body"].strip()
    assert found == wanted
    assert [_shown(one) for one in parsed.attachments] == expected["attachments"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_software_behind_a_stored_page_is_recognised(path: Path) -> None:
    page, _ = _read(path)
    assert adapter_for("auto", page).name == path.parent.name


def test_every_adapter_and_layout_has_a_stored_page() -> None:
    versions = {
        "liferay": [layout.version for layout in LAYOUTS],
        "generic": [f"generic-{VERSION}"],
    }
    assert versions.keys() == ADAPTERS.keys()
    for adapter, names in versions.items():
        for name in names:
            assert list((FOLDER / adapter).glob(f"{name}-*.html")), (adapter, name)


def test_every_stored_page_has_its_expectation() -> None:
    assert {path.with_suffix("") for path in PAGES} == {
        path.with_suffix("") for path in FOLDER.glob("*/*.toml")
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_half_a_page_is_no_reason_to_fail(path: Path, share: float) -> None:
    page, expected = _read(path)
    cut = path.read_bytes()[: int(path.stat().st_size * share)]
    page = Page(expected["url"], cut, "text/html", NOW)
    adapter = adapter_for("auto", page)
    adapter.article(page)
    adapter.candidates(page)
