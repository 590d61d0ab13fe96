"""One folder is one archive, and one process writes to it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.errors import ArchiveBusy, NotAnArchive
from archive.home import Home

HOLD = """
import sys
from pathlib import Path
from archive.home import Home
with Home(Path(sys.argv[1])).lock("archive"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holding(home: Home) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the archive's lock."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate()


def test_a_new_archive_is_a_folder_with_its_settings_and_room_for_captures(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "a" / "b", "# tiếng Việt\n")
    assert home.settings_file.read_text(encoding="utf-8") == "# tiếng Việt\n"
    assert sorted(item.name for item in home.path.iterdir()) == ["captures", "guong.toml"]
    assert Home.open(home.path) == home


def test_an_empty_folder_can_become_an_archive(tmp_path: Path) -> None:
    assert Home(tmp_path).is_vacant()
    home = Home.create(tmp_path, "")
    assert not home.is_vacant()


def test_a_missing_folder_is_vacant_and_a_file_or_a_full_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert Home(tmp_path / "missing").is_vacant()
    assert not Home(tmp_path / "file").is_vacant()
    assert not Home(tmp_path).is_vacant()


def test_the_settings_of_an_existing_archive_are_left_alone(home: Home) -> None:
    home.settings_file.write_text("# mine")
    with pytest.raises(NotAnArchive, match="is an archive already; its settings were left alone"):
        Home.create(home.path, "# new")
    assert home.settings_file.read_text() == "# mine"


def test_a_folder_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(NotAnArchive, match="is not empty and not an archive"):
        Home.create(tmp_path, "")
    with pytest.raises(NotAnArchive, match=r"holds no guong\.toml, so it is not an archive"):
        Home.open(tmp_path)
    assert [item.name for item in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_missing_folder_is_told_with_the_command_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "missing"
    with pytest.raises(NotAnArchive, match=f"no archive here; make one with: guong init {path}"):
        Home.open(path)


def test_a_file_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(NotAnArchive, match="is a file; an archive needs a folder of its own"):
        Home.create(path, "")
    with pytest.raises(NotAnArchive, match="no archive here"):
        Home.open(path)
    assert path.read_text() == "x"


@pytest.mark.parametrize("name", ["file/below", "a" * 300])
def test_a_place_where_no_folder_can_be_made_is_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    path = tmp_path / name
    with pytest.raises(NotAnArchive, match=f"^{path}: cannot be written: [^\n]+$"):
        Home.create(path, "")
    with pytest.raises(NotAnArchive, match=f"^{path}: [^\n]+$"):
        Home.open(path)
    with pytest.raises(NotAnArchive, match="cannot be written"), Home(path).lock("archive"):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NotAnArchive, match="cannot be written: Permission denied"):
            Home.create(tmp_path / "home", "")
    finally:
        tmp_path.chmod(0o700)


def test_a_second_process_is_refused_at_once_and_told_who_writes(home: Home) -> None:
    with holding(home) as process:
        busy = f"another guong process \\({process.pid}\\) is writing the archive"
        with pytest.raises(ArchiveBusy, match=busy), home.lock("archive"):
            pass
        with home.lock("index"):
            pass
    with home.lock("archive"):
        pass


def test_a_killed_process_leaves_no_lock_behind(home: Home) -> None:
    with holding(home) as process:
        process.kill()
        process.wait()
        with home.lock("archive"):
            pass


def test_whether_a_lock_is_held_can_be_asked_without_taking_it(home: Home) -> None:
    assert not home.is_held("archive")
    with home.lock("archive"):
        assert home.is_held("archive")
        assert not home.is_held("index")
    assert not home.is_held("archive")


def test_a_lock_is_given_back_when_its_work_fails(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), home.lock("archive"):
        raise ZeroDivisionError
    with home.lock("archive"), pytest.raises(ArchiveBusy), home.lock("archive"):
        pass
