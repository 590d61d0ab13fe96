"""`guong init`, and `guong import` of JSON lines, through the program's own front door."""

import gzip
import json
from pathlib import Path

import pytest

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from web.main import run

GOOD = {"url": "https://bao.example.vn/tin/1", "title": "Tổ hùn vốn"}
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUONG_HOME", raising=False)


def write(path: Path, *records: object) -> str:
    lines = [json.dumps(record) if isinstance(record, dict) else str(record) for record in records]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def counts(home: Path) -> tuple[int, int]:
    with Archive.open(Home.open(home), ArchiveSettings()) as archive:
        return archive.article_count(), archive.capture_count()


def test_init_makes_an_archive_with_a_commented_settings_file(
    tmp_path: Path, capsys: Captured
) -> None:
    home = tmp_path / "kho"
    assert run(["init", str(home)]) == 0
    text = (home / "guong.toml").read_text(encoding="utf-8")
    assert "[archive]" in text.splitlines()
    assert "# warc_megabytes = 1000" in text.splitlines()
    assert (home / "catalogue.sqlite").is_file()
    assert f"guong --home {home} crawl" in capsys.readouterr().out
    assert run(["--home", str(home), "import", write(tmp_path / "a.jsonl", GOOD)]) == 0


def test_init_without_a_folder_takes_the_home_folder(tmp_path: Path) -> None:
    assert run(["--home", str(tmp_path / "kho"), "init"]) == 0
    assert Home.open(tmp_path / "kho").settings_file.is_file()


def test_init_puts_the_catalogue_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUONG__ARCHIVE__DATABASE", f"sqlite:///{tmp_path}/elsewhere.db")
    assert run(["init", str(tmp_path / "kho")]) == 0
    assert (tmp_path / "elsewhere.db").is_file()
    assert not (tmp_path / "kho" / "catalogue.sqlite").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("full", "is not empty and not an archive"),
        ("full/file", "is a file"),
        ("full/file/below", "cannot be written"),
        ("archive", "is an archive already"),
    ],
)
def test_init_refuses_any_folder_that_is_not_free(
    tmp_path: Path, capsys: Captured, name: str, reason: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("x")
    run(["init", str(tmp_path / "archive")])
    capsys.readouterr()
    assert run(["init", str(tmp_path / name)]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)
    assert output.err.startswith(f"guong: {tmp_path / name}: {reason}")


def test_import_makes_a_missing_home_and_tells_what_it_took(
    tmp_path: Path, capsys: Captured
) -> None:
    home = tmp_path / "kho"
    path = write(tmp_path / "a.jsonl", GOOD, GOOD | {"url": "https://bao.example.vn/tin/2"})
    assert run(["--home", str(home), "import", path]) == 0
    output = capsys.readouterr()
    assert output.out == f"{path}: 2 new, 0 changed, 0 shown again, 0 unchanged, 0 lines refused\n"
    assert f"New archive in {home}." in output.err
    assert run(["--home", str(home), "import", path]) == 0
    assert ": 0 new, 0 changed, 0 shown again, 2 unchanged" in capsys.readouterr().out
    assert counts(home) == (2, 2)


def test_import_names_bad_lines_keeps_good_ones_and_ends_with_one(
    tmp_path: Path, capsys: Captured
) -> None:
    bad_date = GOOD | {"url": "https://bao.example.vn/tin/2", "published": "31/02/2022"}
    path = write(tmp_path / "a.jsonl", "oops", GOOD, {"title": "x"}, bad_date)
    assert run(["--home", str(tmp_path / "kho"), "import", path]) == 1
    output = capsys.readouterr()
    assert f"{path}:1: is not JSON: Expecting value at character 0\n" in output.err
    assert f"{path}:3: url: is missing\n" in output.err
    assert f"{path}:4: published: '31/02/2022' is not an ISO date" in output.err
    assert ": 1 new, " in output.out
    assert ", 3 lines refused\n" in output.out
    assert counts(tmp_path / "kho") == (1, 1)


def test_import_takes_what_it_can_of_a_broken_file_and_goes_on_with_the_next(
    tmp_path: Path, capsys: Captured
) -> None:
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(gzip.compress(f"oops\n{json.dumps(GOOD)}\n".encode())[:-4])
    other = write(tmp_path / "b.jsonl", GOOD | {"url": "https://bao.example.vn/tin/2"})
    assert run(["--home", str(tmp_path / "kho"), "import", str(broken), other]) == 1
    output = capsys.readouterr()
    assert f"guong: {broken}: cannot be read beyond line 2: " in output.err
    assert f"{broken}:1: is not JSON" in output.err
    assert counts(tmp_path / "kho") == (2, 2)


def test_import_as_json_is_one_object_on_standard_output(tmp_path: Path, capsys: Captured) -> None:
    path = write(tmp_path / "a.jsonl", GOOD, "oops")
    assert run(["--home", str(tmp_path / "kho"), "import", "--json", path]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "files": [
            {
                "file": path,
                "new": 1,
                "changed": 0,
                "restored": 0,
                "same": 0,
                "refused": 1,
                "refused_lines": [
                    {"line": 2, "reason": "is not JSON: Expecting value at character 0"}
                ],
            }
        ],
        "sources": {},
        "lost_revisits": 0,
        "errors": [],
    }


def test_import_of_a_missing_file_takes_nothing_and_makes_nothing(
    tmp_path: Path, capsys: Captured
) -> None:
    good = write(tmp_path / "a.jsonl", GOOD)
    missing = str(tmp_path / "missing.jsonl")
    assert run(["--home", str(tmp_path / "kho"), "import", good, missing]) == 2
    assert f"guong: {missing}: there is no such file" in capsys.readouterr().err
    assert not (tmp_path / "kho").exists()


def test_import_into_a_folder_of_another_program_is_refused(
    tmp_path: Path, capsys: Captured
) -> None:
    path = write(tmp_path / "a.jsonl", GOOD)
    assert run(["--home", str(tmp_path), "import", path]) == 2
    assert "holds no guong.toml, so it is not an archive" in capsys.readouterr().err
    assert [item.name for item in tmp_path.iterdir()] == ["a.jsonl"]


def test_import_while_another_writes_is_refused_with_its_own_exit_status(
    home: Home, tmp_path: Path, capsys: Captured
) -> None:
    path = write(tmp_path / "a.jsonl", GOOD)
    with home.lock("archive"):
        assert run(["--home", str(home.path), "import", path]) == 75
    output = capsys.readouterr()
    assert output.err.count("\n") == 1
    assert "is writing the archive; wait for it or stop it" in output.err


@pytest.mark.parametrize(
    ("settings", "variable", "reason"),
    [
        ("[archive]\nwarc_gigabytes = 1", None, "archive: unknown key 'warc_gigabytes'"),
        ("[archive", None, "is not valid TOML"),
        ("", "GUONG__ARCHIVE__WARC", "GUONG__ARCHIVE__WARC names no setting"),
        ("[archive]\ndatabase = 'nonsense'", None, "archive.database: "),
    ],
)
def test_wrong_settings_are_one_line_and_exit_status_two(
    home: Home,
    tmp_path: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    settings: str,
    variable: str | None,
    reason: str,
) -> None:
    home.settings_file.write_text(settings)
    if variable:
        monkeypatch.setenv(variable, "1")
    path = write(tmp_path / "a.jsonl", GOOD)
    assert run(["--home", str(home.path), "import", path]) == 2
    output = capsys.readouterr()
    assert (output.out, output.err.count("\n")) == ("", 1)
    assert reason in output.err
