"""Files of records are taken in batches; good lines are kept and bad ones named."""

import gzip
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from archive import importing
from archive.home import Home
from archive.importing import Imported, Refused, import_file
from archive.records import Article
from archive.settings import ArchiveSettings
from archive.store import Archive
from archive.warc_reader import scan
from tests.archive.checking import passes_check
from tests.builders import later, make_exchange, ticking


def line(n: int, **fields: Any) -> str:
    known = {"url": f"https://bao.example.vn/tin/{n}", "title": f"Tin {n}", "body": f"Đoạn {n}."}
    return json.dumps(known | fields, ensure_ascii=False)


def write(path: Path, *lines: str) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def take(archive: Archive, path: Path) -> Imported:
    return import_file(archive, path, now=ticking(), report=lambda done, total: None)


def titles(archive: Archive) -> list[str]:
    found = archive.articles(archive.article_ids()).values()
    return sorted(article.title for article in found)


def test_every_good_line_becomes_an_article_with_its_evidence(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "tin.jsonl", line(1), line(2, source="bao-mau"))
    assert take(archive, path) == Imported({"new": 2, "refused": 0})
    assert titles(archive) == ["Tin 1", "Tin 2"]
    captures = [capture for capture, _ in archive.captures()]
    assert [(capture.kind, capture.media_type) for capture in captures] == [
        ("resource", "application/json")
    ] * 2
    payload = archive.payload(captures[0])
    assert (payload.body, payload.status) == (line(1).encode(), None)
    assert archive.sources() == ["bao-mau", "import"]


def test_bad_lines_are_named_by_number_and_the_others_kept(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(
        tmp_path / "tin.jsonl",
        line(1),
        "",
        "not json",
        line(2, published="31/02/2022"),
        "  ",
        line(3),
        line(1),
        json.dumps({"title": "no url"}),
    )
    result = take(archive, path)
    assert result.counts == {"new": 2, "refused": 4}
    assert result.refused == (
        Refused(3, "is not JSON: Expecting value at character 0"),
        Refused(4, "published: '31/02/2022' is not an ISO date (YYYY-MM-DD) or date-time"),
        Refused(7, "url: stands on line 1 already"),
        Refused(8, "url: is missing"),
    )
    assert titles(archive) == ["Tin 1", "Tin 3"]
    assert archive.capture_count() == 2


def test_importing_a_file_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "tin.jsonl", *(line(n) for n in range(7)))
    take(archive, path)
    before = (everything(archive), archive.capture_count())
    assert take(archive, path).counts == {"same": 7, "refused": 0}
    assert (everything(archive), archive.capture_count()) == before


def test_what_else_was_kept_of_its_address_does_not_make_a_record_new(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "tin.jsonl", line(1))
    take(archive, path)
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", later(days=1))
        page = make_exchange(url="https://bao.example.vn/tin/1", began=later(days=1))
        work.keep(run, page)
        work.keep_resource(run, page.url, "text/html", b"<p>Tin</p>", later(days=2))
    for _ in range(2):
        assert take(archive, path).counts == {"same": 1, "refused": 0}
    assert archive.capture_count() == 3


def test_a_changed_record_is_a_revision_and_its_own_evidence(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "tin.jsonl", line(1), line(2))
    take(archive, path)
    write(path, line(1), line(2, body="Đoạn khác."))
    assert take(archive, path).counts == {"same": 1, "changed": 1, "refused": 0}
    assert archive.capture_count() == 3


def test_a_record_written_differently_that_says_the_same_adds_no_revision(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "tin.jsonl", line(1))
    take(archive, path)
    write(path, line(1).replace('": "', '":"'))
    assert take(archive, path).counts == {"same": 1, "refused": 0}
    assert (archive.capture_count(), archive.last_change()) == (2, 1)


@pytest.mark.parametrize("lines", [0, 1, 49, 50, 51, 101])
def test_files_of_any_number_of_lines_are_taken_whole(
    archive: Archive, tmp_path: Path, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 50)
    path = write(tmp_path / "tin.jsonl", *(line(n) for n in range(lines)))
    result = take(archive, path)
    assert (result.counts.get("new", 0), archive.article_count()) == (lines, lines)


@pytest.mark.parametrize("packed", [False, True])
def test_plain_and_gzipped_files_marks_and_line_ends_are_all_the_same(
    archive: Archive, tmp_path: Path, packed: bool
) -> None:
    content = b"\xef\xbb\xbf" + line(1).encode() + b"\r\n\r\n" + line(2).encode()
    path = tmp_path / "tin"
    parts = content[:50], content[50:]
    path.write_bytes(b"".join(map(gzip.compress, parts)) if packed else content)
    assert take(archive, path).counts == {"new": 2, "refused": 0}


def test_progress_is_told_in_bytes_and_ends_at_the_size_of_the_file(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "tin.jsonl", *(line(n) for n in range(20)))
    told: list[tuple[int, int]] = []
    import_file(archive, path, now=ticking(), report=lambda *now: told.append(now))
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)


def test_a_line_too_long_is_refused_and_the_next_one_taken(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MAX_LINE", 1000)
    path = write(tmp_path / "tin.jsonl", line(1), line(2, body="x" * 5000), line(3))
    result = take(archive, path)
    assert result.refused == (Refused(2, "is longer than 1000 bytes"),)
    assert titles(archive) == ["Tin 1", "Tin 3"]


def test_a_file_corrupt_half_way_gives_what_stands_before_and_says_so(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "tin.jsonl.gz"
    lines = [line(n, body=f"{n * n * 7919:x}" * 9) for n in range(1500)]
    lines[2] = "bad"
    packed = gzip.compress("\n".join(lines).encode())
    path.write_bytes(packed[: len(packed) // 2])
    result = take(archive, path)
    kept = result.counts["new"]
    assert 500 < kept < 1400
    assert kept % importing.BATCH
    assert result.refused == (Refused(3, "is not JSON: Expecting value at character 0"),)
    assert result.failure.startswith(f"{path}: cannot be read beyond line {kept + 1}: ")
    assert archive.article_count() == kept
    (run,) = archive.runs()
    assert run.outcome == f"failed: {result.failure}"


@pytest.mark.parametrize("content", [b"\x1f\x8b", b"\x1f\x8bnot gzip at all", None])
def test_a_file_that_cannot_be_read_at_all_is_a_failure_and_no_crash(
    archive: Archive, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "tin.jsonl.gz"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    result = take(archive, path)
    assert result.counts == {"refused": 0}
    assert result.failure.startswith(f"{path}: cannot be read beyond line 0: ")


def test_the_run_says_which_file_it_was_and_how_it_ended(archive: Archive, tmp_path: Path) -> None:
    take(archive, write(tmp_path / "tin\n1.jsonl", line(1), "bad"))
    (run,) = archive.runs()
    assert (run.kind, run.source, run.outcome) == ("import", "tin 1.jsonl", "complete")
    assert run.counts == (("new", 1), ("refused", 1))


def test_an_interrupted_import_keeps_its_whole_batches_and_says_so(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH", 50)
    path = write(tmp_path / "tin.jsonl", *(line(n) for n in range(120)))
    clock = ticking()

    def interrupt_late() -> Any:
        moment = clock()
        if moment == later(seconds=70):
            raise KeyboardInterrupt
        return moment

    with pytest.raises(KeyboardInterrupt):
        import_file(archive, path, now=interrupt_late, report=lambda done, total: None)
    assert archive.article_count() == 50
    (run,) = archive.runs()
    assert (run.outcome, dict(run.counts)) == ("interrupted", {"new": 50, "refused": 0})


KILLED = """
import os, signal, sys
from datetime import timedelta
from pathlib import Path
from archive.home import Home
from archive.importing import import_file
from archive.settings import ArchiveSettings
from archive.store import Archive, utc_now

left = int(sys.argv[3])

def now():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return utc_now()

with Archive.open(Home(Path(sys.argv[1])), ArchiveSettings(), writing=True) as archive:
    import_file(archive, Path(sys.argv[2]), now=now, report=lambda done, total: None)
"""


def test_an_import_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path) -> None:
    lines = [line(n, title=f"Tin {n % 977}", section=f"Mục {n % 7}") for n in range(900)]
    lines[123] = "bad"
    path = write(tmp_path / "tin.jsonl", *lines)
    whole, broken = (Home.create(tmp_path / name, "") for name in ("whole", "broken"))
    with Archive.open(whole, ArchiveSettings(), writing=True) as archive:
        expected_counts = take(archive, path).counts
        expected = everything(archive)
    for records in (377, 850):
        child = subprocess.run(
            [sys.executable, "-c", KILLED, str(broken.path), str(path), str(records)], check=False
        )
        assert child.returncode == -signal.SIGKILL
    with Archive.open(broken, ArchiveSettings(), writing=True) as archive:
        finished = take(archive, path).counts
        assert expected_counts == {"new": 899, "refused": 1}
        assert finished["new"] + finished["same"] == 899
        assert everything(archive) == expected
        assert archive.capture_count() == 899
    kept = [
        stored.url
        for file in broken.captures.glob("*.warc.gz")
        for stored, _ in scan(file)
        if stored.type == "resource"
    ]
    assert len(kept) == len(set(kept)) == 899
    assert all(passes_check(file) for file in broken.captures.glob("*.warc.gz"))


def everything(archive: Archive) -> list[tuple[int, str, list[tuple[object, ...]]]]:
    """The change log in order, with what every revision of each article says."""
    return [
        (change.number, change.article, [_said(article) for article in revisions])
        for change in archive.changes(0, limit=1_000_000)
        for revisions in [archive.revisions(change.article)]
    ]


def _said(article: Article) -> tuple[object, ...]:
    return (
        article.revision, article.url, article.title, article.body, article.section,
        article.withdrawn_at,
    )  # fmt: skip
