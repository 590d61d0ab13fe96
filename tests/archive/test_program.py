"""One call of the program: where its archive is and what its settings say."""

import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import NotAnArchive, SettingsError
from archive.program import Program
from archive.settings import ArchiveSettings

TABLES: dict[str, type] = {"archive": ArchiveSettings}
TOLD = """
import os, sys
print("Đã lập chỉ mục", *sys.argv[1:], os.environ.get("GUONG__ARCHIVE__DATABASE"))
sys.exit(130 if "stopped" in sys.argv else "broken" in sys.argv)
"""
CALLED = (sys.executable, "-X", "utf8", "-c", TOLD)


def program(path: Path, **environment: str) -> Program:
    return Program(path, TABLES, "[archive]\nwarc_megabytes = 7\n", environment, CALLED)


def test_an_archive_is_made_with_the_template_and_opened_with_its_settings(tmp_path: Path) -> None:
    called = program(tmp_path / "kho")
    with pytest.raises(NotAnArchive):
        _ = called.home
    assert called.create_home() == called.home
    assert called.settings(ArchiveSettings).warc_megabytes == 7
    with called.open_archive(writing=True) as archive:
        assert archive.home == called.home


def test_the_environment_of_the_call_comes_before_its_file(tmp_path: Path) -> None:
    program(tmp_path / "kho").create_home()
    called = program(tmp_path / "kho", GUONG__ARCHIVE__WARC_MEGABYTES="9")
    assert called.settings(ArchiveSettings).warc_megabytes == 9


def test_settings_are_read_once(tmp_path: Path) -> None:
    called = program(tmp_path / "kho")
    home = called.create_home()
    first = called.settings(ArchiveSettings)
    home.settings_file.write_text("[archive]\nwarc_megabytes = 8\n")
    assert called.settings(ArchiveSettings) is first


def test_the_same_call_for_another_folder_reads_that_folders_settings(tmp_path: Path) -> None:
    called = program(tmp_path / "kho")
    called.create_home()
    assert called.settings(ArchiveSettings).warc_megabytes == 7
    other = replace(called, path=tmp_path / "khac")
    other.create_home().settings_file.write_text("[archive]\nwarc_megabytes = 8\n")
    assert other.settings(ArchiveSettings).warc_megabytes == 8


def test_a_fault_anywhere_in_the_file_is_found_whichever_table_is_asked_for(
    tmp_path: Path,
) -> None:
    called = program(tmp_path / "kho")
    called.create_home().settings_file.write_text("[web]\nport = 1\n")
    with pytest.raises(SettingsError, match="unknown table 'web'; known: archive"):
        called.settings(ArchiveSettings)


def test_another_command_runs_aside_with_the_same_folder_and_environment(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    called = program(tmp_path / "kho", GUONG__ARCHIVE__DATABASE="sqlite://")
    with caplog.at_level(logging.INFO):
        called.run_aside("index", "--rebuild")
    assert caplog.messages == [
        f"guong index --rebuild: Đã lập chỉ mục --home {called.path} index --rebuild sqlite://"
    ]
    assert capfd.readouterr().out == ""


def test_a_command_that_fails_aside_is_logged_and_nothing_more(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    called = program(tmp_path / "kho")
    called.run_aside("broken")
    missing = str(tmp_path / "none")
    replace(called, command=(missing,)).run_aside("index")
    errors = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
    assert errors == [
        "guong broken ended with exit status 1",
        "guong index could not be started: No such file or directory",
    ]


def test_a_command_that_is_stopped_aside_has_not_failed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        program(tmp_path / "kho").run_aside("stopped")
    assert {one.levelno for one in caplog.records} == {logging.INFO}
    assert caplog.messages[-1] == "guong stopped was stopped; the next one goes on from there"
