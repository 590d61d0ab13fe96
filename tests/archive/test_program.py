"""One call of the program: where its archive is and what its settings say."""

from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import NotAnArchive, SettingsError
from archive.program import Program
from archive.settings import ArchiveSettings

TABLES: dict[str, type] = {"archive": ArchiveSettings}


def program(path: Path, **environment: str) -> Program:
    return Program(path, TABLES, "[archive]\nwarc_megabytes = 7\n", environment)


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
