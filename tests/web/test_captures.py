"""The preserved original."""

import pytest
from flask.testing import FlaskClient

from tests.web.builders import DAY_ONE, DAY_TWO, NOT_FOUND, PAGE
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


def test_a_capture_is_given_only_where_it_witnesses_something(
    client: FlaskClient, site: Site
) -> None:
    gone, other = site.ids["id:103"], site.ids["id:101"]
    (absence,) = site.archive.absences(gone)
    answer = client.get(f"/articles/{gone}/captures/{absence.capture}")
    assert answer.data == NOT_FOUND
    assert answer.mimetype == "application/octet-stream"
    name = f"{gone}-capture-{absence.capture}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert client.get(f"/articles/{other}/captures/{absence.capture}").status_code == 404


def test_each_revision_is_a_capture_too(client: FlaskClient, site: Site) -> None:
    key = site.ids["id:101"]
    for one in site.archive.revisions(key):
        original = client.get(f"/articles/{key}/original?revision={one.revision}")
        assert client.get(f"/articles/{key}/captures/{one.capture}").data == original.data


@pytest.mark.parametrize("number", ["0", "-1", "99999", "9" * 19, "9" * 40, "x", "1.0", "%00"])
def test_a_number_of_no_capture_is_not_found(client: FlaskClient, site: Site, number: str) -> None:
    for key in (site.ids["id:101"], site.ids["id:120"], "khongco"):
        assert client.get(f"/articles/{key}/captures/{number}").status_code == 404
