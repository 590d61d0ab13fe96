"""What an answer tells of the server's time, and how long it took."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.fetch import Fetcher, _pause
from crawler.outcomes import Fetched, NotModified, Outcome, Redirected
from crawler.settings import CrawlerSettings
from tests.crawler.conftest import LOOPBACK, Clock
from tests.crawler.raw_server import Piece, RawServer, answer, redirect


def _fetch(clock: Clock, sent: bytes, passes: timedelta = timedelta()) -> Outcome:
    """Asks a server at which that much time passes before it answers."""

    def script(_: bytes) -> list[Piece]:
        clock.moment += passes
        return [sent]

    with RawServer(script) as server:
        fetcher = Fetcher(CrawlerSettings(), clock.now, private=LOOPBACK)
        outcome = fetcher.fetch(server.url)
        fetcher.close()
    return outcome


@pytest.mark.parametrize(("header", "seconds"), [("7", 7.0), ("0", 0.0), ("soon", None)])
def test_retry_after_is_understood(clock: Clock, header: str, seconds: float | None) -> None:
    outcome = _fetch(clock, answer("x", "503 Busy", retry_after=header))
    assert isinstance(outcome, Fetched)
    assert outcome.retry_after == seconds


def test_retry_after_may_be_a_date(clock: Clock) -> None:
    outcome = _fetch(clock, answer("x", "503 Busy", retry_after="Mon, 15 Dec 2025 02:01:00 GMT"))
    assert isinstance(outcome, Fetched)
    assert outcome.retry_after == pytest.approx(60.0, abs=1)


@given(st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=60))
@example("Mon, 15 Dec 2025 02:01:00 +9999999999")
@example("Mon, 15 Dec 99999 02:01:00 GMT")
@example("9" * 400)
@example("-1")
def test_no_retry_after_is_too_strange(header: str) -> None:
    seconds = _pause(header, datetime(2025, 12, 15, tzinfo=UTC))
    assert seconds is None or seconds >= 0


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (answer("x"), Fetched),
        (answer(b"", "304 Not Modified"), NotModified),
        (redirect("/khac"), Redirected),
    ],
)
def test_an_outcome_tells_how_long_the_exchange_took(clock: Clock, sent: bytes, kind: type) -> None:
    outcome = _fetch(clock, sent, timedelta(seconds=7))
    assert isinstance(outcome, Fetched | NotModified | Redirected)
    assert isinstance(outcome, kind)
    assert outcome.seconds == pytest.approx(7, abs=0.1)


def test_a_clock_set_back_makes_no_exchange_take_less_than_no_time(clock: Clock) -> None:
    outcome = _fetch(clock, answer("x"), -timedelta(hours=1))
    assert isinstance(outcome, Fetched)
    assert outcome.seconds == 0.0
