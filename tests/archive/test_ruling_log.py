"""The file of rulings: what a person reads in it, what a crash leaves, and what is refused."""

import logging
import multiprocessing
import resource
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, ArchiveError, NotInArchive, SchemaMismatch
from archive.home import Home
from archive.ruling_log import RulingLog, exported, line_of
from archive.rulings import Ruling
from archive.store import Archive
from tests.archive.test_rulings import EVERY_VERB, merge


@pytest.fixture
def log(home: Home) -> RulingLog:
    return RulingLog(home)


def kept(log: RulingLog, *rulings: Ruling) -> RulingLog:
    for ruling in rulings:
        log.append(ruling)
    return log


def test_an_archive_without_rulings_has_none_and_no_file(archive: Archive) -> None:
    assert archive.rulings.read() == ()
    assert not archive.home.rulings.exists()


def test_what_was_kept_is_read_again_in_its_order(archive: Archive, log: RulingLog) -> None:
    kept(log, *EVERY_VERB)
    assert archive.rulings.read() == EVERY_VERB


def test_a_person_can_read_the_file(log: RulingLog) -> None:
    kept(log, merge())
    assert log.path.read_text(encoding="utf-8") == (
        '{"number": 1, "at": "2026-11-20T08:30:00+00:00", "by": "Bảy Lụa",'
        ' "because": "cùng một tủ", "verb": "merge", "kind": "model",'
        ' "names": [{"key": "tu-ao-5e6f7a8b", "name": "Tủ áo nhân ái"}],'
        ' "into": {"key": "tu-do-1a2b3c4d", "name": "Tủ đồ nhân ái"}}\n'
    )


def test_a_ruling_prepared_beside_another_is_refused_and_nothing_is_written(log: RulingLog) -> None:
    kept(log, merge(1))
    with pytest.raises(ArchiveBusy, match="holds 1 rulings by now"):
        log.append(merge(1, by="Tư Sen"))
    with pytest.raises(ArchiveBusy):
        log.append(merge(3))
    assert log.read() == (merge(1),)


def test_one_process_writes_at_a_time_and_a_crawl_does_not_hinder_it(
    home: Home, log: RulingLog
) -> None:
    with home.lock("archive"):
        log.append(merge(1))
    with home.lock("rulings"), pytest.raises(ArchiveBusy, match="is writing the rulings"):
        log.append(merge(2))


def _rule_often(path: Path, times: int) -> None:
    log = RulingLog(Home(path))
    done = 0
    while done < times:
        try:
            log.append(merge(len(log.read()) + 1))
            done += 1
        except ArchiveBusy:
            continue


def test_two_processes_leave_one_whole_log(home: Home, log: RulingLog) -> None:
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=_rule_often, args=(home.path, 8)) for _ in range(2)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    assert log.read() == tuple(merge(number) for number in range(1, 17))


@pytest.mark.parametrize("cut", [1, 10, 40, 57, 120])
def test_a_torn_last_line_is_told_and_left_out_and_set_aside_by_the_next_ruling(
    log: RulingLog, caplog: pytest.LogCaptureFixture, cut: int
) -> None:
    kept(log, merge(1), merge(2))
    whole = log.path.read_bytes()
    torn = line_of(merge(3)).encode("utf-8")[:cut]
    log.path.write_bytes(whole + torn)
    assert log.read() == (merge(1), merge(2))
    assert f"ends in a torn line of {cut} bytes" in caplog.text
    assert log.path.read_bytes() == whole + torn
    log.append(merge(3, by="Tư Sen"))
    assert log.read() == (merge(1), merge(2), merge(3, by="Tư Sen"))
    assert log.path.with_name(f"rulings.jsonl.{len(whole)}.torn").read_bytes() == torn


def test_what_is_being_written_is_not_called_torn(
    home: Home, log: RulingLog, caplog: pytest.LogCaptureFixture
) -> None:
    kept(log, merge(1))
    with home.lock("rulings"):
        with log.path.open("ab") as stream:
            stream.write(b'{"number": 2')
        assert log.read() == (merge(1),)
    assert caplog.text == ""


def test_a_whole_last_line_without_its_end_counts(
    log: RulingLog, caplog: pytest.LogCaptureFixture
) -> None:
    kept(log, merge(1), merge(2))
    log.path.write_bytes(log.path.read_bytes().rstrip(b"\n"))
    with caplog.at_level(logging.WARNING):
        assert log.read() == (merge(1), merge(2))
        log.append(merge(3))
    assert log.read() == (merge(1), merge(2), merge(3))
    assert caplog.text == ""
    assert len(log.path.read_text(encoding="utf-8").splitlines()) == 3


SECOND = line_of(merge(2)).encode("utf-8")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"\n", "is not JSON that can be read"),
        (b'{"number": 2, "at\n', "is not JSON that can be read"),
        (b"[" * 100_000 + b"\n", "is not JSON that can be read"),
        (b"\x00" * 300 + b"\n", "is not JSON that can be read"),
        (b"2\n", "is not a JSON object"),
        (SECOND.replace("Bảy".encode(), b"B\xe1\xbay"), "is not UTF-8 text"),
        (SECOND.replace("Bảy".encode(), b"\\ud800"), "by: holds a control character or half"),
        (SECOND.replace("Bảy".encode(), b"B\\n\\u001b[2J"), "by: holds a control character"),
        (SECOND.replace(b'"number": 2', b'"number": 3'), "number: is 3; a line is missing"),
        (SECOND.replace(b'"number": 2', b'"number": true'), "number: is not a number"),
        (SECOND.replace(b'"number": 2', b'"number": 1, "number": 2'), "gives a field twice"),
        (SECOND.replace(b'"names": [{', b'"names": [3, {'), "names: is not an object with key"),
        (SECOND.replace(b"2026-11-20T08", b"20/11/2026 08"), "at: is not an ISO date and time"),
        (SECOND.replace(b'"by": ', b'"says": '), "by: is missing"),
        (SECOND.replace(b"+00:00", b""), "at: names no time zone"),
        (SECOND.replace(b'"kind": "model"', b'"kind": ["model"]'), "kind: is not a text"),
        (SECOND.replace(b'"verb": "merge"', b'"verb": 1'), "verb: is not a text"),
    ],
)
def test_a_damaged_line_is_named_and_never_passed_over(
    log: RulingLog, line: bytes, reason: str
) -> None:
    kept(log, merge(1), merge(2), merge(3))
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(lines[0] + line + lines[2])
    for attempt in (log.read, lambda: log.append(merge(4)), lambda: log.replay([])):
        with pytest.raises(ArchiveError) as caught:
            attempt()
        told = str(caught.value)
        assert told.startswith(f"{log.path}:2: {reason}")
        assert "put this line right from a backup or an exported file" in told
        assert "\n" not in told
    assert log.path.read_bytes() == lines[0] + line + lines[2]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (SECOND.replace(b'"merge"', b'"annex"'), "verb: 'annex' is none that this version"),
        (SECOND.replace(b'"into"', b'"since": 1, "into"'), "'since': is a field that this version"),
    ],
)
def test_a_line_of_a_later_version_is_refused_with_what_to_do(
    log: RulingLog, line: bytes, reason: str
) -> None:
    kept(log, merge(1))
    log.path.write_bytes(log.path.read_bytes() + line)
    with pytest.raises(SchemaMismatch) as caught:
        log.read()
    assert str(caught.value).startswith(f"{log.path}:2: {reason}")
    assert str(caught.value).endswith("; use the newer version")


def test_a_file_that_cannot_be_read_or_written_is_told_in_one_line(log: RulingLog) -> None:
    log.path.mkdir()
    for attempt in (log.read, lambda: log.append(merge(1))):
        with pytest.raises(ArchiveError, match=r"rulings\.jsonl: cannot be read: Is a directory"):
            attempt()


def test_half_a_line_that_the_disk_had_no_room_for_is_taken_back(log: RulingLog) -> None:
    kept(log, merge(1))
    whole = log.path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) + 50, hard))
    try:
        with pytest.raises(ArchiveError, match=r"rulings\.jsonl: cannot be written: File too"):
            log.append(merge(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert log.path.read_bytes() == whole
    log.append(merge(2))
    assert log.read() == (merge(1), merge(2))


def test_an_archive_without_rulings_takes_over_an_exported_log_as_it_is(
    log: RulingLog, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text("".join(map(line_of, EVERY_VERB)), encoding="utf-8")
    assert log.replay(exported(file)) == len(EVERY_VERB)
    assert log.path.read_bytes() == file.read_bytes()
    assert log.replay(exported(file)) == 0
    assert log.read() == EVERY_VERB


def test_only_rulings_that_follow_those_here_are_taken_over(log: RulingLog) -> None:
    kept(log, *EVERY_VERB[:3])
    assert log.replay(EVERY_VERB) == len(EVERY_VERB) - 3
    assert log.replay(EVERY_VERB[:2]) == 0
    assert log.read() == EVERY_VERB
    with pytest.raises(ArchiveError, match="its ruling 2 is another than that of the file"):
        log.replay([merge(1), merge(2), *EVERY_VERB[2:]])
    assert log.read() == EVERY_VERB


def test_an_exported_file_must_be_there_and_whole(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    with pytest.raises(NotInArchive, match=r"out\.jsonl: there is no such file"):
        exported(file)
    file.write_text(line_of(merge(1)) + line_of(merge(2))[:50], encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"out\.jsonl:2: is cut off"):
        exported(file)
