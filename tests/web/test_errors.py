"""The program's errors as answers."""

import logging

import pytest
from flask import Flask

from archive.errors import ArchiveBusy, FixityError, GuongError, NotInArchive
from index.errors import BadQuery, IndexBusy, IndexMissing
from tests.web.conftest import Site
from tests.web.pages import Page

SECRET = "/srv/data/guong is damaged"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotInArchive(SECRET), 404),
        (BadQuery("x", "it is wrong"), 400),
        (IndexMissing(SECRET), 503),
        (IndexBusy(SECRET), 503),
        (ArchiveBusy(SECRET), 503),
        (FixityError(SECRET), 500),
        (GuongError(SECRET), 500),
    ],
)
def test_each_error_has_a_status_and_tells_the_visitor_nothing_of_the_machine(
    site: Site, error: GuongError, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    app = _failing(site, error)
    page, data = app.test_client().get("/fail"), app.test_client().get("/api/v1/fail")
    assert page.status_code == data.status_code == status
    assert SECRET not in page.text + data.text
    assert len(Page(page).all("h1")) == 1
    assert data.json is not None
    assert set(data.json["error"]) == {"field", "message"}
    assert (SECRET in caplog.text) is (status >= 500)


def test_a_failure_is_logged_with_its_cause(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        _failing(site, FixityError(SECRET)).test_client().get("/fail")
    assert "/fail failed" in caplog.text
    assert "FixityError" in caplog.text


def test_a_message_of_our_own_field_is_given_as_it_is(site: Site) -> None:
    answer = _failing(site, BadQuery("x", "it is wrong")).test_client().get("/api/v1/fail")
    assert answer.json == {"error": {"field": "x", "message": "it is wrong"}}


def _failing(site: Site, error: GuongError) -> Flask:
    app = site.app()

    def fail() -> str:
        raise error

    app.add_url_rule("/fail", view_func=fail)
    app.add_url_rule("/api/v1/fail", endpoint="api-fail", view_func=fail)
    return app
