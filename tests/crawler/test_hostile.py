"""A portal that does everything to hurt a crawl, crawled by the program itself in a process of its
own: each attack is refused or bounded with its reason kept, the articles are found all the same."""

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import brotli
import pytest

from archive.home import Home
from archive.records import Visit
from archive.settings import ArchiveSettings
from archive.store import Archive
from tests.crawler.pages import ENTRY, article, listing, titles
from tests.crawler.raw_server import NOT_FOUND, Piece, RawServer, answer, path_of, redirect

SETTINGS = """\
[crawler]
timeout = 1.0
page_seconds = 1.0
page_megabytes = 3.0
retries = 0
retry_seconds = 0.01

[[crawler.source]]
name = "mau"
seeds = ["{url}/"]
delay = 0.0
private_hosts = ["127.0.0.1"]
"""
# Runs the program, then says how much memory it took at most, in kilobytes.
CHILD = r"""\
import re, sys
from pathlib import Path
from web.main import run
status = run(sys.argv[1:])
# Not ru_maxrss, which a child takes over from whoever started it.
print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1], file=sys.stderr)
sys.exit(status)
"""
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
NOTHING = bytes(1_000_000)


def _gzip_bomb() -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(NOTHING) for _ in range(300)) + packer.flush()


def _brotli_bomb() -> bytes:
    packer = brotli.Compressor(quality=4)
    return b"".join(packer.process(NOTHING) for _ in range(300)) + packer.finish()


def _dripping(head: bytes) -> Iterator[Piece]:
    yield head
    while True:
        yield b"x"
        yield 0.2


HONEST = {f"{ENTRY}/{number}": answer(article(f"Bài {number}")) for number in range(1, 6)}
# Each attack with what the crawl is to make of it: the outcome, and words of its reason.
ATTACKS: dict[str, tuple[bytes | Iterable[Piece], str, str]] = {
    "/gzip": (answer(_gzip_bomb(), content_encoding="gzip"), "too large", "cut off"),
    "/brotli": (answer(_brotli_bomb(), content_encoding="br"), "too large", "cut off"),
    "/bom-trong-bom": (
        answer(brotli.compress(gzip.compress(_gzip_bomb())), content_encoding="gzip, gzip, br"),
        "too large",
        "cut off",
    ),
    "/vo-tan": (repeat(HTML + b"\r\n" + b"x" * 10_000), "too large", "cut off"),
    "/manh-vo-tan": (
        [
            HTML + b"Transfer-Encoding: chunked\r\n\r\n",
            *[b"3E8;a\r\n" + b"x" * 1000 + b"\r\n"] * 4000,
        ],
        "too large",
        "cut off",
    ),
    "/dau-vo-tan": (repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100), "protocol", "header lines"),
    "/nho-giot": (_dripping(HTML + b"Content-Length: 9999\r\n\r\n"), "broken off", ""),
    "/im-lang": ([2.0], "timeout", "timed out"),
    "/khong-phai-http": ([b"\x00\x01\x02\r\nConnection: close\r\n\r\n"], "protocol", ""),
    "/tep": (redirect("file:///etc/passwd"), "not understood", "no usable address"),
    "/script": (redirect("javascript:alert(1)"), "not understood", "no usable address"),
    "/vong-1": (redirect("/vong-2"), "redirected", "/vong-2"),
    "/vong-2": (redirect("/vong-1"), "redirected", "/vong-1"),
    "/tu-minh": (redirect("/tu-minh"), "redirected", "/tu-minh"),
    "/lien-ket": (
        answer("<html>" + "".join(f'<a href="/lk/{n}">x</a>' for n in range(100_000))),
        "too large",
        "elements",
    ),
    "/sau": (answer("<html>" + "<div>" * 10_000 + "x"), "too large", "deep"),
    "/bang-sau": (answer("<html>" + "<table><tr><td>" * 10_000), "too large", "deep"),
    "/thuoc-tinh": (
        answer("<html><p " + " ".join(f'a{n}="{n}"' for n in range(150_000)) + ">x</p>"),
        "page",
        "",
    ),
    "/mot-thuoc-tinh": (answer(f'<html><p title="{"a" * 2_500_000}">x</p>'), "page", ""),
    "/the-do-dang": (answer("<html>" + "<p a='" * 200_000), "too large", "elements"),
    "/khoang-trang": (answer("<html><p>" + " \n" * 1_200_000), "page", ""),
    "/hai-tra-loi": (answer("<html>một</html>") + answer(article("Giả mạo")), "page", ""),
    "/tiem-dau": (
        answer("<html>x</html>", x="a\rSet-Cookie: phien=1\r"),
        "protocol",
        "malformed",
    ),
    "/etag": (answer("<html>x</html>", etag='"a\tb\x7f"'), "page", ""),
}
# Articles like others, but for their zero bytes and for an encoding that nobody knows.
ODD = {
    f"{ENTRY}/6": answer(article("Bài 6\x00 có số không", "Nội\x00 dung")),
    f"{ENTRY}/7": answer(article("Bài 7 sai bảng mã"), media_type="text/html; charset=utf-99"),
}
ELSEWHERE = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://[::1]:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://ten:khoa@127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@cong.example/",
]
ROBOTS = answer(
    b"User-agent: *\nDisallow: /cam/\n" + b"Allow: /khac/\n" * 700_000, media_type="text/plain"
)


@dataclass
class Aftermath:
    """What a crawl of the hostile portal left behind."""

    status: int
    kilobytes: int
    told: Any
    errors: str
    url: str
    archive: Archive
    asked: list[str]
    secret_asked: list[str]

    def visit(self, path: str) -> Visit:
        found = self.archive.visit("mau", self.url + path)
        assert found is not None, f"{path} was not visited"
        return found


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    with RawServer(lambda _: [answer(article("Bí mật"))]) as secret:
        away = {
            f"/di-{number}": redirect(target.format(port=secret.port))
            for number, target in enumerate(ELSEWHERE)
        }
        links = [*ATTACKS, *away, *HONEST, *ODD, "/lich/1", "/chuoi/1", "/cam/bai"]
        pages = {"/": listing(*links), "/robots.txt": ROBOTS, **away, **HONEST, **ODD}

        def portal(request: bytes) -> Iterable[Piece]:
            path = path_of(request)
            if path in ATTACKS:
                sent = ATTACKS[path][0]
                return [sent] if isinstance(sent, bytes) else sent
            if path.startswith("/lich/"):
                # A month without end after the other.
                return [listing(f"/lich/{int(path[6:]) + 1}", f"{ENTRY}/1")]
            if path.startswith("/chuoi/"):
                return [redirect(f"/chuoi/{int(path[7:]) + 1}")]
            return [pages.get(path, NOT_FOUND)]

        with RawServer(portal) as server:
            home = Home.create(
                tmp_path_factory.mktemp("hostile") / "home", SETTINGS.format(url=server.url)
            )
            done = subprocess.run(
                [sys.executable, "-c", CHILD, "--home", str(home.path), "crawl", "--json"],
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
                cwd=Path(__file__).parents[2],
            )
        *errors, kilobytes = done.stderr.splitlines()
        with Archive.open(home, ArchiveSettings()) as archive:
            yield Aftermath(
                done.returncode,
                int(kilobytes),
                json.loads(done.stdout),
                "\n".join(errors),
                server.url,
                archive,
                server.paths,
                secret.paths,
            )


def test_the_crawl_goes_on_and_finds_the_articles(aftermath: Aftermath) -> None:
    (one,) = aftermath.told["runs"]
    assert one["outcome"] == "complete", aftermath.errors
    assert titles(aftermath.archive) == [
        *(f"Bài {number}" for number in range(1, 6)),
        "Bài 6 có số không",
        "Bài 7 sai bảng mã",
    ]


def test_memory_stays_under_400_megabytes(aftermath: Aftermath) -> None:
    assert aftermath.kilobytes < 400_000


@pytest.mark.parametrize("path", ATTACKS)
def test_each_attack_is_bounded_and_its_reason_is_kept(aftermath: Aftermath, path: str) -> None:
    _, outcome, detail = ATTACKS[path]
    visit = aftermath.visit(path)
    assert (visit.outcome, detail in (visit.detail or "")) == (outcome, True), visit.detail


@pytest.mark.parametrize("number", range(len(ELSEWHERE)), ids=ELSEWHERE)
def test_no_redirect_leads_away(aftermath: Aftermath, number: int) -> None:
    assert aftermath.visit(f"/di-{number}").outcome in ("redirected", "not understood")
    assert aftermath.secret_asked == []


def test_what_was_turned_away_is_counted_by_its_reason(aftermath: Aftermath) -> None:
    (one,) = aftermath.told["runs"]
    assert one["counts"]["skipped foreign host"] >= 5
    assert one["counts"]["skipped carries a password"] >= 1
    assert one["counts"]["skipped too many redirects"] == 1
    assert one["counts"]["skipped robots.txt"] == 1
    assert one["counts"]["skipped endless addresses"] == 1


def test_a_chain_of_redirects_ends_after_five(aftermath: Aftermath) -> None:
    chain = [path for path in aftermath.asked if path.startswith("/chuoi/")]
    assert chain == [f"/chuoi/{number}" for number in range(1, 7)]


def test_a_calendar_without_end_is_left(aftermath: Aftermath) -> None:
    months = [path for path in aftermath.asked if path.startswith("/lich/")]
    assert 100 < len(months) < 300


def test_the_rules_at_the_head_of_an_endless_robots_file_hold(aftermath: Aftermath) -> None:
    assert "/cam/bai" not in aftermath.asked


def test_nothing_is_asked_for_twice(aftermath: Aftermath) -> None:
    assert len(aftermath.asked) == len(set(aftermath.asked))
