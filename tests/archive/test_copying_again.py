"""Each capture is taken once, whatever happens to the import or to the catalogue."""

import gzip
import signal
import subprocess
import sys
from pathlib import Path

from archive.copying import Copied, Copier
from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from archive.warc_reader import scan
from tests.archive.checking import passes_check
from tests.archive.foreign_files import (
    ANSWER,
    ASKED,
    BODY,
    LATER,
    LONG,
    NAMED,
    ORIGIN,
    OTHER,
    REQUEST,
    SAME,
    captures,
    copy,
    http,
    info,
    packed,
    record,
    sha1,
    source_of,
    stream,
)
from tests.builders import NOW, make_exchange, ticking


def test_what_is_here_already_is_not_taken_again(archive: Archive) -> None:
    revisit = record(
        "revisit", b"", f"WARC-Payload-Digest: {sha1(BODY)}", date="2019-04-06T00:00:00Z"
    )
    parts = [record(), OTHER, revisit]
    assert copy(archive, *parts).captures == 3
    before = captures(archive)
    assert copy(archive, *parts) == Copied(0, 3, {}, ())
    assert copy(archive, record(), record()) == Copied(0, 2, {}, ())
    assert captures(archive) == before
    assert len(archive.runs()) == 1


def test_the_same_record_twice_in_a_file_is_taken_once(archive: Archive) -> None:
    assert copy(archive, record(), record()) == Copied(1, 1, {}, ())


def test_answers_of_one_second_without_a_body_are_captures_each(archive: Archive) -> None:
    """As a server sends a visitor on from http to https to www."""
    steps = [
        ("http://bao.example.vn/tin", "301 Moved"),
        ("https://bao.example.vn/tin", "302 Found"),
        ("https://www.bao.example.vn/tin", "302 Found"),
        ("https://www.bao.example.vn/tin", "404 Not Found"),
    ]
    parts = [record(url=url, block=http(b"", status=status)) for url, status in steps]
    assert copy(archive, *parts) == Copied(4, 0, {}, ())
    assert sorted((one.url, one.status) for one in captures(archive)) == [
        (url, int(status[:3])) for url, status in steps
    ]
    assert copy(archive, *parts) == Copied(0, 4, {}, ())


def test_another_date_or_another_payload_is_another_capture(archive: Archive) -> None:
    other = record(block=http(b"other"))
    later = record(date="2019-04-05T06:07:08.5Z", version="1.1")
    assert copy(archive, record(), other, later).captures == 3


def test_what_our_own_crawl_kept_is_known_when_its_files_come_back(
    archive: Archive, tmp_path: Path
) -> None:
    with archive.begin() as work:
        run = work.start_run("crawl", "khac", NOW)
        work.keep(run, make_exchange())
        work.keep(run, make_exchange(began=NOW.replace(hour=5)))
        work.pause(run)
    (path,) = archive.home.captures.glob("*.warc.gz")
    content = path.read_bytes()
    assert copy(archive, gzip.decompress(content)) == Copied(0, 2, {}, ())
    with Archive.open(Home.create(tmp_path / "b", ""), ArchiveSettings(), writing=True) as other:
        assert copy(other, gzip.decompress(content)).captures == 2
        assert [run.source for run in other.runs()] == ["khac"]
        one, two = captures(other)
        assert (two.kind, two.repeats) == ("revisit", one.id)
        assert other.payload(two).body == other.payload(one).body


def everything(archive: Archive) -> list[tuple[object, ...]]:
    return [
        (one.url, one.kind, one.captured_at, one.digest, one.status, one.media_type,
         run.source, run.kind, one.repeats is not None)
        for one, run in archive.captures()
    ]  # fmt: skip


REFERRING = "WARC-Refers-To: <urn:uuid:answer>"
MIXED = [
    info("software: x"),
    record(*ANSWER, NAMED),
    record(*ASKED, "WARC-Concurrent-To: <urn:uuid:answer>"),
    record("resource", b"{}", url="http://bao.example.vn/r"),
    record("revisit", http(b""), SAME, NAMED, date=LATER),
    record("revisit", http(b""), SAME, REFERRING, url="http://bao.example.vn/khac", date=LATER),
    record("revisit", http(b""), LONG, date="2019-07-01T00:00:00Z"),
    record(date="2019-08-01T00:00:00.25Z", version="1.1"),
]  # fmt: skip


def test_imported_captures_come_back_when_the_catalogue_is_lost(home: Home) -> None:
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        assert copy(archive, *MIXED).captures == 6
        before = everything(archive)
    for path in home.path.glob("catalogue.sqlite*"):
        path.unlink()
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        assert archive.recovered.adopted == 6
        assert everything(archive) == before
        assert copy(archive, *MIXED) == Copied(0, 6, {}, ())
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        assert (archive.recovered.adopted, archive.recovered.torn) == (0, ())


def test_a_foreign_warcinfo_is_not_taken_for_ours_when_ours_is_damaged(home: Home) -> None:
    named = info("guong-source: khac", "guong-began: nonsense", "software: x")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        copier = Copier(archive, lambda *_: "mau", ticking())
        copier.copy(ORIGIN, stream(packed(named, record())))
    (path,) = home.captures.glob("*.warc.gz")
    content = bytearray(path.read_bytes())
    content[30] ^= 0xFF
    path.write_bytes(content)
    for database in home.path.glob("catalogue.sqlite*"):
        database.unlink()
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        (run,) = archive.runs()
        assert (run.source, run.kind, archive.capture_count()) == ("mau", "import", 1)


def test_sources_of_an_import_that_did_not_end_are_told_again(archive: Archive) -> None:
    copy(archive, record(), outcome="interrupted")
    again = Copier(archive, source_of, ticking())
    again.copy(ORIGIN, stream(packed(record())))
    assert again.sources == {"mau"}
    with archive.begin() as work:
        work.finish_run(archive.runs()[0], "complete", {}, NOW)
    once_more = Copier(archive, source_of, ticking())
    once_more.copy(ORIGIN, stream(packed(record())))
    assert once_more.sources == set()


KILLED = """
import os, signal, sys
from pathlib import Path
from archive import copying
from archive.copying import Copier, Origin
from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now
from archive.unpacked import Unpacked

left = int(sys.argv[3])
copying.BATCH = 20

def source_of(url, named):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"nguon-{len(url) % 3}"

path = Path(sys.argv[2])
with Archive.open(Home(Path(sys.argv[1])), ArchiveSettings(), writing=True) as archive:
    with path.open("rb") as raw:
        stream = Unpacked(raw, path.stat().st_size, lambda done: None)
        copier = Copier(archive, source_of, utc_now)
        copier.copy(Origin("x", "y"), stream)
        copier.link_revisits()
        copier.finish("complete")
"""


def test_an_import_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    parts = [info("software: x")]
    for n in range(60):
        url = f"http://bao.example.vn/{'x' * (n % 7)}/{n}"
        parts.append(record(*ANSWER, NAMED, url=url))
        parts.append(record("request", REQUEST, url=url))
        parts.append(record("revisit", http(b""), SAME, NAMED, url=url, date=LATER))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(*parts))

    def child(home: Home, records: int) -> int:
        arguments = [str(home.path), str(path), str(records)]
        return subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False).returncode

    whole, broken = (Home.create(tmp_path / name, "") for name in ("whole", "broken"))
    with Archive.open(whole, ArchiveSettings(), writing=True) as archive:
        copier = Copier(archive, lambda url, _: f"nguon-{len(url) % 3}", utc_now)
        copier.copy(ORIGIN, stream(path.read_bytes()))
        copier.link_revisits()
    for records in (30, 111):
        assert child(broken, records) == -signal.SIGKILL
    assert child(broken, 10_000) == 0
    found = []
    for home in (whole, broken):
        with Archive.open(home, ArchiveSettings()) as archive:
            found.append(sorted(everything(archive), key=str))
        kinds = [stored.type for file in home.captures.glob("*.gz") for stored, _ in scan(file)]
        assert (kinds.count("response"), kinds.count("request")) == (60, 60)
        assert all(passes_check(file) for file in home.captures.glob("*.warc.gz"))
    assert found[0] == found[1]
    assert len(found[0]) == 120
