from datetime import timedelta

import pytest

from archive.records import Exchange
from crawler.outcomes import Fetched, Outcome, Redirected, Refused, Unreachable
from crawler.robots import Permissions, Verdict
from tests.crawler.conftest import Clock

URL = "https://a.example/web/btg/tin"


class Host:
    """Answers for robots.txt as told, and counts how often it was asked."""

    def __init__(self, clock: Clock, *answers: int | str | bytes | Outcome) -> None:
        self.asked: list[str] = []
        self.clock = clock
        self.answers = list(answers)
        self.permissions = Permissions(self.ask, clock.now)

    def ask(self, url: str) -> tuple[Outcome, bytes]:
        self.asked.append(url)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        exchange = Exchange(url, self.clock.now(), b"", b"")
        if isinstance(answer, int):
            return Fetched(exchange, answer), b""
        if isinstance(answer, str) and answer.startswith("http"):
            return Redirected(exchange, 301, answer), b""
        if isinstance(answer, str):
            return Fetched(exchange, 200), answer.encode()
        if isinstance(answer, bytes):
            return Fetched(exchange, 200), answer
        return answer, b""

    def verdict(self, url: str = URL) -> Verdict:
        return self.permissions.verdict(url)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /web/\nAllow: /web/btg/", True),
        ("User-agent: *\nDisallow: /web/btg", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: guong\nAllow: /", True),
        ("User-agent: Guong\nDisallow: /", False),
        ("User-agent: guongbot\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("<!DOCTYPE html><title>Lỗi 404</title>", True),
        ("User-agent: *\nDisallow: /*/tin$", False),
    ],
)
def test_the_rules_decide(clock: Clock, rules: str, allowed: bool) -> None:
    verdict = Host(clock, rules).verdict()
    assert verdict.allowed is allowed
    assert verdict.reason == ("" if allowed else "robots.txt")
    assert verdict.fault == ""


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_client_error_means_no_rules(clock: Clock, status: int) -> None:
    assert Host(clock, status).verdict() == Verdict(True)


@pytest.mark.parametrize(
    "answer",
    [
        500,
        503,
        429,
        Unreachable("timeout", "read timed out"),
        Unreachable("unknown host", "a.example does not resolve"),
        Refused("private address (10.0.0.1)"),
    ],
)
def test_a_server_error_or_silence_means_to_stay_away(clock: Clock, answer: int | Outcome) -> None:
    verdict = Host(clock, answer).verdict()
    assert not verdict.allowed
    assert verdict.fault


def test_a_host_that_stayed_silent_is_asked_again_later(clock: Clock) -> None:
    host = Host(clock, 503, "User-agent: *\nDisallow:")
    assert not host.verdict().allowed
    assert not host.verdict().allowed
    assert len(host.asked) == 1
    clock.moment += timedelta(minutes=11)
    assert host.verdict().allowed


def test_rules_are_kept_for_a_day_at_most(clock: Clock) -> None:
    host = Host(clock, "", "User-agent: *\nDisallow: /")
    assert host.verdict().allowed
    clock.moment += timedelta(hours=23)
    assert host.verdict().allowed
    clock.moment += timedelta(hours=2)
    assert not host.verdict().allowed
    assert len(host.asked) == 2


def test_each_host_scheme_and_port_has_its_own_rules(clock: Clock) -> None:
    host = Host(clock, "")
    for url in ("http://a.example/", "https://a.example/x", "https://a.example:8443/", URL):
        host.verdict(url)
    assert host.asked == [
        "http://a.example/robots.txt",
        "https://a.example/robots.txt",
        "https://a.example:8443/robots.txt",
    ]


def test_a_redirected_robots_file_is_followed(clock: Clock) -> None:
    host = Host(clock, "https://www.a.example/robots.txt", "User-agent: *\nDisallow: /")
    assert not host.verdict().allowed
    assert host.asked == ["https://a.example/robots.txt", "https://www.a.example/robots.txt"]


def test_a_robots_file_redirected_for_ever_means_no_rules(clock: Clock) -> None:
    host = Host(clock, "https://a.example/robots.txt")
    assert host.verdict().allowed
    assert len(host.asked) == 6


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5.0),
        ("User-agent: *\nCrawl-delay: 0.05", 0.05),
        ("User-agent: *\nRequest-rate: 1/10", 10.0),
        ("User-agent: *\nCrawl-delay: -3", 0.0),
        ("User-agent: *\nCrawl-delay: 999999", 3600.0),
        ("User-agent: *\nCrawl-delay: inf", 0.0),
        ("User-agent: *\nCrawl-delay: nan", 0.0),
        ("User-agent: *\nCrawl-delay: nhanh", 0.0),
        ("User-agent: *\nRequest-rate: 0/10", 0.0),
    ],
)
def test_the_delay_a_host_asks_for_is_granted_within_reason(
    clock: Clock, rules: str, delay: float
) -> None:
    assert Host(clock, rules).verdict().delay == delay


def test_sitemaps_are_named(clock: Clock) -> None:
    host = Host(clock, "Sitemap: https://a.example/sitemap.xml\nUser-agent: *\nDisallow: /x")
    assert host.permissions.sitemaps(URL) == ["https://a.example/sitemap.xml"]
