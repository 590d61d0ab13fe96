"""`guong import` of WARC and WACZ files as it is typed, through the program's own front door."""

import json
import zipfile
from pathlib import Path

import pytest

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from tests.archive.foreign_files import http, packed, record
from tests.crawler.pages import ENTRY, article
from web.main import run

Captured = pytest.CaptureFixture[str]
LINE = json.dumps({"url": "https://bao.example.vn/9", "title": "Tin"}) + "\n"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUONG_HOME", raising=False)


def page(number: int) -> bytes:
    return record(
        url=f"http://bao.example.vn{ENTRY}/{number}", block=http(article(f"Bài {number}").encode())
    )


def counts(home: Path) -> tuple[int, int]:
    with Archive.open(Home.open(home), ArchiveSettings()) as archive:
        return archive.article_count(), archive.capture_count()


def test_import_tells_what_it_took_and_what_came_of_it(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(page(1), record("metadata", b"x"), page(2)))
    arguments = ["--home", str(tmp_path / "kho"), "import", str(path)]
    assert run(arguments) == 0
    output = capsys.readouterr()
    assert output.out.splitlines() == [
        f"{path}: 2 captures taken, 0 here already, 0 records refused, 1 left out (1 metadata)",
        "bao-example-vn: 2 articles, 0 before",
    ]
    assert "Next: guong index makes them findable." in output.err
    assert run(arguments) == 0
    output = capsys.readouterr()
    assert ": 0 captures taken, 2 here already" in output.out
    assert output.err == "Nothing was taken: all of it was here already, or no use.\n"
    assert counts(tmp_path / "kho") == (2, 2)


def test_import_names_broken_records_keeps_the_others_and_ends_with_one(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1) + record(length=-1) + page(2))
    assert run(["--home", str(tmp_path / "kho"), "import", str(path)]) == 1
    told = f"{path}: byte {len(page(1))}: Content-Length: '-1' is no number of bytes\n"
    assert told in capsys.readouterr().err
    assert counts(tmp_path / "kho") == (2, 2)


def test_import_as_json_is_one_object_on_standard_output(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(packed(page(1), record("revisit", http(b"")), record(length="")))
    assert run(["--home", str(tmp_path / "kho"), "import", "--json", str(path)]) == 1
    place = len(packed(page(1), record("revisit", http(b""))))
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {
                "file": str(path),
                "captures": 2,
                "known": 0,
                "skipped": {},
                "refused": 1,
                "refused_records": [
                    {"byte": place, "unpacked": 0, "reason": "has no Content-Length"}
                ],
            }
        ],
        "sources": {"bao-example-vn": {"articles_before": 0, "articles": 1}},
        "lost_revisits": 1,
        "errors": [],
    }


def test_import_of_a_folder_takes_all_that_is_in_it(tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.warc").write_bytes(page(1))
    with zipfile.ZipFile(folder / "deep" / "b.wacz", "w") as written:
        written.writestr("archive/data.warc.gz", packed(page(2)))
    (folder / "c.jsonl").write_text(LINE)
    (folder / "notes.txt").write_text("x")
    assert run(["--home", str(tmp_path / "kho"), "import", str(folder)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in told] == [
        f"{folder}/a.warc",
        f"{folder}/c.jsonl",
        f"{folder}/deep/b.wacz/archive/data.warc.gz",
        "bao-example-vn",
    ]
    assert counts(tmp_path / "kho") == (3, 3)


def test_a_broken_wacz_file_is_named_and_the_next_file_taken(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "x.wacz").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "y.warc").write_bytes(page(1))
    paths = [str(tmp_path / name) for name in ("x.wacz", "y.warc")]
    assert run(["--home", str(tmp_path / "kho"), "import", *paths]) == 1
    assert f"guong: {tmp_path}/x.wacz: is no zip file that can be read" in capsys.readouterr().err
    assert counts(tmp_path / "kho") == (1, 1)


def test_the_source_may_be_named_for_files_that_name_none(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1))
    home = str(tmp_path / "kho")
    assert run(["--home", home, "import", "--source", "bao-cu", str(path)]) == 0
    output = capsys.readouterr()
    assert "bao-cu: 1 article, 0 before\n" in output.out
    told = "guong.toml names no source 'bao-cu'; the import makes one of that name.\n"
    assert output.err.count(told) == 1


def test_a_source_of_the_settings_is_taken_without_a_word(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(page(1))
    home = tmp_path / "kho"
    run(["init", str(home)])
    settings = '[[crawler.source]]\nname = "bao"\nseeds = ["http://bao.example.vn/"]\n'
    (home / "guong.toml").write_text(settings)
    capsys.readouterr()
    assert run(["--home", str(home), "import", "--source", "bao", str(path)]) == 0
    assert capsys.readouterr().err == "Next: guong index makes them findable.\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--source", "Báo cũ", "x.warc"], "--source: 'Báo cũ' must be lower-case letters"),
        (["--source", "bao", "x.jsonl"], "x.jsonl holds JSON lines, which name their own"),
        (["missing"], "missing: there is no such file"),
        (["empty"], "empty: holds no WARC, WACZ or JSON lines file"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
    arguments: list[str],
    reason: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.warc").write_bytes(page(1))
    (tmp_path / "x.jsonl").write_text(LINE)
    (tmp_path / "empty").mkdir()
    assert run(["import", *arguments]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)
    assert reason in output.err
    assert not (tmp_path / "guong-data").exists()
