"""The error tree: one root, and an exit code for each way to fail."""

import inspect

import pytest

from archive import errors
from archive.errors import ArchiveBusy, ArchiveError, GuongError, NotAnArchive, SettingsError

TREE = {
    "SettingsError": "GuongError",
    "ArchiveError": "GuongError",
    "NotAnArchive": "ArchiveError",
    "NotInArchive": "ArchiveError",
    "BadRecord": "ArchiveError",
    "SchemaMismatch": "ArchiveError",
    "FixityError": "ArchiveError",
    "ArchiveBusy": "ArchiveError",
}


def test_the_classes_form_the_tree_that_the_module_draws() -> None:
    found = {
        name: cls.__base__.__name__
        for name, cls in inspect.getmembers(errors, inspect.isclass)
        if cls is not GuongError
    }
    assert found == TREE


def test_every_class_of_the_tree_is_in_the_drawing() -> None:
    drawing = errors.__doc__ or ""
    assert [name for name in TREE if f"── {name} " not in drawing] == []


@pytest.mark.parametrize(
    ("error", "code"),
    [(GuongError, 1), (ArchiveError, 1), (SettingsError, 2), (NotAnArchive, 2), (ArchiveBusy, 75)],
)
def test_a_script_can_tell_failures_apart_by_exit_code(error: type[GuongError], code: int) -> None:
    assert error("reason").exit_code == code
