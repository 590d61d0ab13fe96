"""The whole way, once: crawl the sample portal on two days, archive, index, search, open; lose
everything that can be made again, and make it again."""

import json
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.sample import load_corpus
from index.finder import Finder
from index.mentions import model_key
from tests.archive.checking import passes_check
from tests.portal import INDEX, CrawledPortal, guong
from web.app import create_app
from web.settings import WebSettings

SAVED: tuple[dict[str, str], ...] = (
    {"q": "tu do nhan ai"},
    {"q": "tủ đồ nhân ái"},
    {"q": unicodedata.normalize("NFD", "tủ đồ nhân ái")},
    {"q": "học tập và làm theo", "sort": "newest"},
    {"q": "tiết kiệm", "unit": "Hội LHPN", "from": "2018", "to": "2023"},
    {"model": "tu do nhan ai", "sort": "oldest"},
    {"q": "an ninh", "section": "an ninh quoc phong"},
    {"q": "con lo kenh nhi"},
    {"size": "100"},
)


@dataclass(frozen=True)
class Journey:
    """Where the archive lies, and what the saved searches found before and after the loss."""

    home: Path
    found: list[Any]
    rebuilt: list[Any]


@pytest.fixture(scope="module")
def journey(crawled: CrawledPortal, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    home = tmp_path_factory.mktemp("journey") / "home"
    shutil.copytree(crawled.home, home)
    # The second day comes minutes after the first here.
    crawled.portal.day = 2
    guong(home, "crawl", "--full")
    guong(home, "index")
    found = saved_searches(home)
    for derived in home.glob("catalogue.sqlite*"):
        derived.unlink()
    shutil.rmtree(home / "index")
    guong(home, "reparse")
    guong(home, "index")
    return Journey(home, found, saved_searches(home))


@contextmanager
def site(home: Path) -> Iterator[tuple[FlaskClient, Finder]]:
    with (
        Archive.open(Home.open(home), ArchiveSettings()) as archive,
        Finder(archive, INDEX) as finder,
    ):
        yield create_app(WebSettings(), archive, finder).test_client(), finder


def saved_searches(home: Path) -> list[Any]:
    with site(home) as (client, _):
        answers = [client.get("/api/v1/search", query_string=each).get_json() for each in SAVED]
    for answer in answers:
        del answer["took_ms"]
    return answers


def test_every_spelling_finds_the_same_article_first(journey: Journey) -> None:
    first = {answer["hits"][0]["title"] for answer in journey.found[:3]}
    assert first == {"Hội LHPN xã Trường Xuân ra mắt mô hình “Tủ đồ nhân ái”"}


def test_a_unit_and_years_narrow_the_search(journey: Journey) -> None:
    narrowed = journey.found[4]
    assert 0 < narrowed["total"] < 30
    for hit in narrowed["hits"]:
        assert "2018-01-01" <= hit["published"] <= "2023-12-31"
        assert any("Hội Liên hiệp Phụ nữ" in unit["label"] for unit in hit["units"])


def test_a_models_page_lists_its_articles_in_order_of_time(journey: Journey) -> None:
    with site(journey.home) as (client, finder):
        page = client.get(f"/models/{model_key('Tủ đồ nhân ái')}").text
        _, told = finder.register.timeline("model", model_key("Tủ đồ nhân ái"))
    assert [each.published for each in told] == sorted(each.published for each in told)
    places = [page.index(each.article) for each in told]
    assert len(places) >= 7
    assert places == sorted(places)


def test_what_the_second_day_changed_added_and_withdrew_is_told(journey: Journey) -> None:
    with Archive.open(Home.open(journey.home), ArchiveSettings()) as archive:
        articles = archive.articles(archive.article_ids())
    assert len(articles) == 135
    assert sorted(article.revision for article in articles.values())[-3:] == [1, 2, 2]
    withdrawn = [article for article in articles.values() if article.withdrawn_at]
    assert [article.title for article in withdrawn] == [
        row.title for row in load_corpus(1).truth if row.id == 12070110
    ]
    found = {hit["id"]: hit["withdrawn"] for hit in journey.found[7]["hits"]}
    assert found[withdrawn[0].id] is True


def test_facets_agree_with_the_truth_written_beside_the_articles(journey: Journey) -> None:
    corpus = load_corpus(2)
    written = {
        model.key: {model_key(form) for form in (model.name, *model.written)}
        for model in corpus.models
    }
    right = told = 0
    with site(journey.home) as (client, finder):
        hits = [hit for page in ("1", "2") for hit in listed(client, page)]
        names = finder.register.names_of([hit["id"] for hit in hits])
    by_title = {hit["title"]: hit["id"] for hit in hits}
    for row in corpus.truth:
        drawn = {name.value for name in names[by_title[row.title]][1]}
        told += len(row.models)
        right += sum(bool(drawn & written[model.model]) for model in row.models)
    assert told > 200
    assert right / told >= 0.97


def listed(client: FlaskClient, page: str) -> list[Any]:
    found = client.get("/api/v1/search", query_string={"size": "100", "page": page})
    return list(found.get_json()["hits"])


def test_everything_derived_can_be_lost_and_made_again(journey: Journey) -> None:
    for asked, before, after in zip(SAVED, journey.found, journey.rebuilt, strict=True):
        assert json.dumps(after) == json.dumps(before), asked


def test_the_captures_pass_the_check_of_other_peoples_tools(journey: Journey) -> None:
    files = sorted((journey.home / "captures").glob("*.warc.gz"))
    assert len(files) == 2
    assert all(passes_check(path) for path in files)
