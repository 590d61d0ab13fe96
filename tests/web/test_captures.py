"""The preserved original."""

from flask.testing import FlaskClient

from tests.web.builders import DAY_ONE, DAY_TWO, PAGE
from tests.web.conftest import Site


def test_the_original_is_a_download_that_no_browser_runs(client: FlaskClient, site: Site) -> None:
    key = site.ids["id:101"]
    answer = client.get(f"/articles/{key}/original")
    assert answer.data == f"{PAGE}id:101 {DAY_TWO.isoformat()}".encode()
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{key}-2.html"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_each_revision_has_its_own_original(client: FlaskClient, site: Site) -> None:
    answer = client.get(f"/articles/{site.ids['id:101']}/original?revision=1")
    assert answer.data == f"{PAGE}id:101 {DAY_ONE.isoformat()}".encode()


def test_an_original_that_was_never_kept_is_not_found(client: FlaskClient, site: Site) -> None:
    assert client.get("/articles/khongco/original").status_code == 404
    assert client.get(f"/articles/{site.ids['id:101']}/original?revision=9").status_code == 404
