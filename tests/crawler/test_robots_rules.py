"""What a robots.txt means: by the examples of RFC 9309, by the library's own word, and however
strange or hostile it is."""

import codecs
import random
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from protego import Protego

from archive.records import Exchange
from crawler.outcomes import Fetched, Outcome
from crawler.robots import MAX_BYTES, Permissions, Verdict, parse

SITE = "https://cong.example"


def _verdict(rules: bytes, path: str = "/tin") -> Verdict:
    def ask(url: str) -> tuple[Outcome, bytes]:
        return Fetched(Exchange(url, START, b"", b""), 200), rules

    return Permissions(ask, lambda: START).verdict(SITE + path)


START = datetime(2025, 12, 15, tzinfo=UTC)

# Cases in the manner of RFC 9309; the section stands before each.
GROUPS = """\
User-Agent: khac
Disallow: /khac/
Allow: /khac/mo/

# Hai nhóm cho cùng một tên là một nhóm (2.2.1)
User-agent: guong
Disallow: /mot/

User-agent: *
Disallow: /tat-ca/

User-agent: Guong
User-agent: ban
Disallow: /hai/
Crawl-delay: 3
Sitemap: https://cong.example/sitemap.xml
Disallow: /ba/
"""


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        # 2.2.1: the groups of one agent are one; the name is matched in any case; no other
        # group counts then, not even that of everybody.
        (GROUPS, "/mot/tin", False),
        (GROUPS, "/hai/tin", False),
        (GROUPS, "/tat-ca/tin", True),
        (GROUPS, "/khac/tin", True),
        # 2.2.1: the group of everybody, where no group names us; no rules without such a group.
        ("User-agent: *\nDisallow: /x\n\nUser-agent: khac\nDisallow: /", "/x", False),
        ("User-agent: khac\nDisallow: /", "/x", True),
        ("Disallow: /", "/x", True),
        # 2.2.1: a group without rules allows everything.
        ("User-agent: *\nDisallow: /\n\nUser-agent: guong\n", "/x", True),
        # 2.2.2: the longest match counts, whatever its place; of two as long, to allow.
        ("User-agent: *\nAllow: /trang/p\nDisallow: /", "/trang/p1", True),
        ("User-agent: *\nDisallow: /\nAllow: /trang/p", "/trang/q1", False),
        ("User-agent: *\nDisallow: /trang\nAllow: /trang", "/trang", True),
        # 2.2.2: paths are compared octet by octet, escapes and their characters being one.
        ("User-agent: *\nDisallow: /tin/b?c=d", "/tin/b?c=d", False),
        ("User-agent: *\nDisallow: /tin/b?c=d", "/tin/b", True),
        ("User-agent: *\nDisallow: /tin/tức", "/tin/t%E1%BB%A9c", False),
        ("User-agent: *\nDisallow: /tin/t%E1%BB%A9c", "/tin/tức", False),
        ("User-agent: *\nDisallow: /tin/t%e1%bb%a9c", "/tin/t%E1%BB%A9c", False),
        ("User-agent: *\nDisallow: /tin/%62%61%7A", "/tin/baz", False),
        ("User-agent: *\nDisallow: /tin/baz", "/tin/%62%61%7A", False),
        ("User-agent: *\nDisallow: /Tin", "/tin", True),
        # 2.2.3: the star, the dollar, and the hash that begins a comment.
        ("User-agent: *\nDisallow: *.pdf$", "/tep/a.pdf", False),
        ("User-agent: *\nDisallow: *.pdf$", "/tep/a.pdf?in=1", True),
        ("User-agent: *\nDisallow: /tep/*/ban-in", "/tep/1/2/ban-in.html", False),
        ("User-agent: *\nDisallow: /x # ghi chú", "/x", False),
        ("User-agent: *\nDisallow: /a%2A", "/a*", False),
        # 2.2.4: other records do not end a group.
        (GROUPS, "/ba/tin", False),
        (
            "User-agent: guong\nSitemap: https://a.example/\nUser-agent: ban\nDisallow: /",
            "/",
            False,
        ),
        # 2.2.2: the file itself may always be read.
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        # 5.1: some agents share a group, one has its own, one may go nowhere.
        ("User-Agent: *\nDisallow: *.gif$\nDisallow: /vd/\nAllow: /xb/", "/vd/a", False),
        ("User-Agent: *\nDisallow: *.gif$\nDisallow: /vd/\nAllow: /xb/", "/a.gif", False),
        ("User-Agent: *\nDisallow: *.gif$\nDisallow: /vd/\nAllow: /xb/", "/xb/a", True),
        ("User-Agent: ban\nUser-Agent: guong\nDisallow: /vd/\nAllow: /vd/mo", "/vd/mo", True),
        ("User-Agent: *\nAllow: /\n\nUser-Agent: guong\nDisallow: /", "/xb/", False),
        # 5.2: the longest match.
        ("User-Agent: guong\nAllow: /vd/trang/\nDisallow: /vd/trang/cam.gif", "/vd/trang/", True),
        (
            "User-Agent: guong\nAllow: /vd/trang/\nDisallow: /vd/trang/cam.gif",
            "/vd/trang/cam.gif",
            False,
        ),
    ],
)
def test_rules_mean_what_the_standard_says(rules: str, path: str, allowed: bool) -> None:
    assert _verdict(rules.encode(), path).allowed is allowed


@pytest.mark.parametrize(
    "rules",
    [
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /",
        codecs.BOM_UTF16_LE + "User-agent: *\nDisallow: /".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "User-agent: *\nDisallow: /".encode("utf-16-be"),
        b"User-agent: *\rDisallow: /",
        b"User-agent: *\r\nDisallow: /",
        b"\xff\xfe\x00\n"[2:] + b"User-agent: *\nDisallow: /",
        b"<html><body>\nUser-agent: *\nDisallow: /\n</body></html>",
        b"User-agent: *\nDisallow: /\n" + b"Allow: /a\n" * 1_000_000,
        b"USERAGENT *\nDISALLOW: /",
    ],
    ids=[
        "with a byte order mark",
        "UTF-16 little endian",
        "UTF-16 big endian",
        "old line ends",
        "line ends of Windows",
        "with a zero byte",
        "inside a page",
        "ten megabytes",
        "lenient spelling",
    ],
)
def test_rules_are_found_in_whatever_they_are_wrapped(rules: bytes) -> None:
    assert not _verdict(rules).allowed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html>\n<title>Trang ch\xe1\xbb\xa7</title>\n<p>Disallow: /</p>",
        bytes(range(256)) * 4000,
        b"\x00" * 600_000,
        b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(100_000),
        b"x" * 10_000_000,
    ],
    ids=["empty", "a page", "binary", "zeros", "a picture", "one endless line"],
)
def test_what_holds_no_rules_forbids_nothing(body: bytes) -> None:
    assert _verdict(body) == Verdict(True)


def test_only_the_beginning_counts_and_no_half_line() -> None:
    start = b"User-agent: *\nDisallow: /cam/\n"
    half = b"Disallow: /tin-noi-bo/"
    padding = b"#" * (MAX_BYTES - len(start) - len(b"\nDisallow: /tin"))
    rules = start + padding + b"\n" + half + b"\nDisallow: /"
    assert not _verdict(rules, "/cam/a").allowed
    assert _verdict(rules, "/tin").allowed


@pytest.mark.parametrize(
    ("rate", "delay"),
    [
        ("Crawl-delay: 1e9", 3600.0),
        ("Crawl-delay: 1e999", 0.0),
        ("Crawl-delay: NaN", 0.0),
        ("Crawl-delay: ٣", 3.0),
        ("Crawl-delay: 0x10", 0.0),
        ("Crawl-delay: -1e9", 0.0),
        ("Request-rate: 1/5m", 300.0),
        ("Request-rate: 1/" + "9" * 4000, 3600.0),
        ("Request-rate: " + "9" * 4000 + "/1", 0.0),
        ("Request-rate: 1/" + "9" * 5000, 0.0),
    ],
)
def test_no_delay_is_too_strange(rate: str, delay: float) -> None:
    found = _verdict(f"User-agent: *\n{rate}".encode()).delay
    assert found == pytest.approx(delay, abs=1e-6)


# Each would keep a parser that makes every rule for every agent busy for hours.
HOSTILE = {
    "thousands of agents": (
        b"User-agent:*\n"
        + b"".join(b"User-agent:%x\n" % number for number in range(20_000))
        + b"Disallow:/\n" * 20_000
    ),
    "thousands of our agents": (
        b"".join(b"User-agent:guong%s\n" % (b"*" * number) for number in range(900))
        + b"Disallow:/\n" * 9_000
    ),
    "stars": b"User-agent:*\nDisallow:/" + b"*a" * 200_000 + b"b\nDisallow:/\n",
    "many stars": b"User-agent:*\nDisallow:/\n" + b"Disallow:/*a*b*$\n" * 20_000,
    "dollars": b"User-agent:*\nDisallow:/" + b"$" * 400_000 + b"\nDisallow:/\n",
}


@pytest.mark.parametrize("rules", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_rules_are_read_in_bounded_time(rules: bytes) -> None:
    assert not _verdict(rules, "/" + "a" * 1900).allowed


def test_a_host_that_names_endless_sitemaps_is_believed_to_a_point() -> None:
    lines = "\n".join(f"Sitemap: {SITE}/{number}.xml" for number in range(10_000)).encode()

    def ask(url: str) -> tuple[Outcome, bytes]:
        return Fetched(Exchange(url, START, b"", b""), 200), lines

    assert len(Permissions(ask, lambda: START).sitemaps(SITE)) == 500


FIELDS = (
    "User-agent", "user agent", "USERAGENT", "Disallow", "Dissallow", "Allow", "Crawl-delay",
    "Request-rate", "Visit-time", "Sitemap", "Host", "x", "",
)  # fmt: skip
VALUES = (
    "*", "guong", "Guong", "g", "gu*", "khac", "guong/1.0", "guong x:y", "**", "", "/", "/tin",
    "/t*n$", "/tin?a=b", "/%74in", "/tức", "1/5", "5", "1e9", "nan", "0400-0845", "http://a.example/",
    "/$", "*", "%", "%zz", "#", ":", "\x00", "\u2028", "\x85", "\ud800", "\ufeff",
)  # fmt: skip
PATHS = ("/", "/tin", "/tin?a=b", "/t%E1%BB%A9c", "/$", "/a.pdf", "//", "/%")


def _generated(seed: int) -> str:
    """A robots.txt as no one writes it, always the same for one seed."""
    chance = random.Random(seed)
    lines = []
    for _ in range(chance.randrange(12)):
        separator = chance.choice([":", ": ", " ", " : ", "", "::"])
        value = "".join(chance.choices(VALUES, k=chance.choice([1, 1, 1, 2, 3])))
        lines.append(chance.choice(FIELDS) + separator + value + chance.choice(["", " # x"]))
    return chance.choice(["\n", "\r\n", "\r", "\n\n"]).join(lines)


def _agrees_with_the_library(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8-sig")
    ours, theirs = parse(text.encode()), Protego.parse(text)
    for path in PATHS:
        assert ours.can_fetch(SITE + path, "guong") == theirs.can_fetch(SITE + path, "guong"), text
    assert ours.crawl_delay("guong") == theirs.crawl_delay("guong")
    assert ours.request_rate("guong") == theirs.request_rate("guong")
    assert list(ours.sitemaps) == list(theirs.sitemaps)


@pytest.mark.parametrize("part", range(10))
def test_the_verdict_on_ten_thousand_generated_files_is_the_library_s_own(part: int) -> None:
    for seed in range(part * 1000, part * 1000 + 1000):
        _agrees_with_the_library(_generated(seed))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(FIELDS) | st.text(max_size=8),
            st.sampled_from([":", ": ", " ", " : ", ""]),
            st.text(max_size=20) | st.sampled_from(VALUES),
        ),
        max_size=12,
    )
)
@example([("user-agent x", ": ", "y"), ("User-agent", "", ""), ("user agent", "", " guong")])
def test_no_text_is_read_otherwise_than_by_the_library(lines: list[tuple[str, str, str]]) -> None:
    _agrees_with_the_library("\n".join("".join(line) for line in lines))


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(body: bytes) -> None:
    verdict = _verdict(body)
    assert verdict.fault == ""
    assert 0 <= verdict.delay <= 3600
