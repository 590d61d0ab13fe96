"""Whether the site is alive, and how far the index is behind the archive."""

from pathlib import Path

from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.settings import IndexSettings
from tests.web.builders import CLOTHES, DAY_ONE, keep
from web.app import create_app
from web.settings import WebSettings


def test_a_site_that_can_answer_says_what_it_holds(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["status"] == "ok"
    assert (answer.json["articles"], answer.json["indexed"], answer.json["behind"]) == (10, 10, 0)
    assert answer.json["generation"]


def test_without_an_index_it_is_not_healthy(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    with (
        Archive.open(home, ArchiveSettings(), writing=True) as archive,
        Finder(archive, IndexSettings()) as finder,
    ):
        keep(archive, [CLOTHES], DAY_ONE)
        answer = create_app(WebSettings(), archive, finder).test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json == {"status": "no index", "articles": 1, "indexed": 0, "behind": None}
