"""The settings file, the environment, and what is said when either is wrong."""

import re
import tomllib
from dataclasses import MISSING, dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from archive.errors import SettingsError
from archive.settings import ArchiveSettings, describe, parse, read, setting


@dataclass(frozen=True, slots=True)
class Shelf:
    name: str = setting(MISSING, "Its name.")
    boards: int = setting(3, "How many boards.")
    colours: tuple[str, ...] = setting(("đỏ", "xanh"), "Its colours.")


@dataclass(frozen=True, slots=True)
class Room:
    title: str = setting('Phòng "đọc" \\ 1', "What stands on the door.")
    seats: int = setting(20, "How many may sit.")
    warmth: float = setting(26.5, "Degrees.")
    open: bool = setting(True, "Whether anyone may enter.")
    side: Literal["left", "right"] = setting("left", "Where the door is.")
    days: tuple[str, ...] = setting((), "Days it is open.")
    shelf: tuple[Shelf, ...] = setting((), "The shelves.")

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("seats: must be 1 or more")


TABLES: dict[str, type] = {"room": Room, "archive": ArchiveSettings}
FULL = """
[room]
title = "Kho"
seats = 5
warmth = 20
open = false
side = "right"
days = ["thứ hai", "thứ ba"]

[[room.shelf]]
name = "báo"

[[room.shelf]]
name = "sách"
boards = 7
colours = []
"""


def room(text: str, **environment: str) -> Room:
    return found(text, environment)["room"]  # type: ignore[no-any-return]  # filled as its class


def found(text: str, environment: dict[str, str]) -> dict[str, Any]:
    return parse(tomllib.loads(text), TABLES, environment, place="guong.toml")


def test_an_empty_file_gives_every_default() -> None:
    assert found("", {}) == {"room": Room(), "archive": ArchiveSettings()}


def test_every_kind_of_value_is_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "guong.toml"
    path.write_text(FULL, encoding="utf-8")
    shelves = (Shelf("báo"), Shelf("sách", 7, ()))
    expected = Room("Kho", 5, 20.0, False, "right", ("thứ hai", "thứ ba"), shelves)
    assert read(path, TABLES, {})["room"] == expected


def test_a_byte_order_mark_before_the_first_table_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "guong.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.encode())
    assert read(path, TABLES, {})["room"].title == "Kho"


def test_the_environment_comes_before_the_file_and_the_file_before_the_default() -> None:
    text = "[room]\nseats = 5\nwarmth = 20.0"
    filled = room(text, GUONG__ROOM__SEATS="9", GUONG__ROOM__TITLE="Sân", HOME="/x", GUONG_HOME="y")
    assert (filled.seats, filled.warmth, filled.open, filled.title) == (9, 20.0, True, "Sân")


@pytest.mark.parametrize(
    ("variable", "value", "key", "expected"),
    [
        ("GUONG__ROOM__TITLE", "", "title", ""),
        ("GUONG__ROOM__SEATS", "7", "seats", 7),
        ("GUONG__ROOM__WARMTH", "7", "warmth", 7.0),
        ("GUONG__ROOM__OPEN", "FALSE", "open", False),
        ("GUONG__ROOM__SIDE", "right", "side", "right"),
        ("GUONG__room__side", "right", "side", "right"),
    ],
)
def test_the_environment_sets_single_values(
    variable: str, value: str, key: str, expected: object
) -> None:
    assert getattr(room("", **{variable: value}), key) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[rom]", "guong.toml: unknown table 'rom'; known: room, archive"),
        ("seats = 3", "guong.toml: unknown table 'seats'; known: room, archive"),
        ("room = 3", "guong.toml: room: must be a table"),
        ("[[room]]", "guong.toml: room: must be a table"),
        ("[room]\nseat = 3", "guong.toml: room: unknown key 'seat'; known: title, seats, warmth,"),
        ("[room]\nseats = '3'", "guong.toml: room.seats: '3' must be a whole number"),
        ("[room]\nseats = 3.0", "guong.toml: room.seats: 3.0 must be a whole number"),
        ("[room]\nseats = true", "guong.toml: room.seats: True must be a whole number"),
        ("[room]\nwarmth = true", "guong.toml: room.warmth: True must be a number"),
        ("[room]\nopen = 1", "guong.toml: room.open: 1 must be true or false"),
        ("[room]\ntitle = 2025-01-01", "must be a text"),
        ("[room]\nside = 'up'", "guong.toml: room.side: 'up' is none of left, right"),
        ("[room]\nside = []", "guong.toml: room.side: [] is none of left, right"),
        ("[room]\ndays = 'thứ hai'", "guong.toml: room.days: 'thứ hai' must be a list of texts"),
        ("[room]\ndays = [1]", "guong.toml: room.days: [1] must be a list of texts"),
        ("[room]\nshelf = 'x'", "guong.toml: room.shelf: must be an array of tables"),
        ("[room]\nshelf = ['x']", "guong.toml: room.shelf[1]: must be a table"),
        ("[[room.shelf]]\nboards = 1", "guong.toml: room.shelf[1]: name is missing: Its name."),
        (
            "[[room.shelf]]\nname = 'a'\n[[room.shelf]]\nname = 'b'\nlegs = 4",
            "guong.toml: room.shelf[2]: unknown key 'legs'; known: name, boards, colours",
        ),
        ("[room]\nseats = 0", "guong.toml: room.seats: must be 1 or more"),
        ("[archive]\nwarc_megabytes = 0", "guong.toml: archive.warc_megabytes: must be 1 or more"),
    ],
)
def test_a_wrong_setting_is_named_with_file_table_key_and_what_was_expected(
    text: str, message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        room(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("GUONG__ROOM__SEAT", "3", "environment: GUONG__ROOM__SEAT names no setting"),
        ("GUONG__ROM__SEATS", "3", "environment: GUONG__ROM__SEATS names no setting"),
        ("GUONG__ROOM", "3", "environment: GUONG__ROOM names no setting"),
        ("GUONG__", "3", "environment: GUONG__ names no setting"),
        ("GUONG__ROOM__SEATS", "ba", "GUONG__ROOM__SEATS is 'ba'; expected a whole number"),
        ("GUONG__ROOM__SEATS", "9" * 5000, "expected a whole number"),
        ("GUONG__ROOM__SEATS", "0", "environment: GUONG__ROOM__SEATS: must be 1 or more"),
        ("GUONG__ROOM__WARMTH", "", "GUONG__ROOM__WARMTH is ''; expected a number"),
        ("GUONG__ROOM__OPEN", "yes", "GUONG__ROOM__OPEN is 'yes'; expected true or false"),
        ("GUONG__ROOM__SIDE", "up", "environment: GUONG__ROOM__SIDE: 'up' is none of left, right"),
        ("GUONG__ROOM__DAYS", "x", "GUONG__ROOM__DAYS is a list; set it in the file"),
        ("GUONG__ROOM__SHELF", "x", "GUONG__ROOM__SHELF is a list; set it in the file"),
    ],
)
def test_a_wrong_variable_is_named_with_its_value(variable: str, value: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        room("", **{variable: value})
    assert message in str(caught.value)


def test_a_table_of_the_wrong_shape_is_an_error_whatever_the_environment_says() -> None:
    with pytest.raises(SettingsError, match="room: must be a table"):
        room("room = 3", GUONG__ROOM__SEATS="3")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[room", "is not valid TOML: "),
        (b"[room]\nseats = 1\nseats = 2", "is not valid TOML: "),
        (b"seats = " + b"9" * 5000, "is not valid TOML: "),
        (b"x = " + b"[" * 100_000, "is nested too deeply"),
        (b"title = '\xe1'", "is not UTF-8 text (byte 9)"),
        (b"title = 'a\x00b'", "is not valid TOML: "),
    ],
)
def test_a_file_that_is_no_toml_is_one_line_that_names_the_file(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "guong.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        read(path, TABLES, {})
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_or_a_folder_is_one_line_that_names_it(tmp_path: Path) -> None:
    missing = tmp_path / "guong.toml"
    with pytest.raises(SettingsError, match=re.escape(f"{missing}: there is no such file")):
        read(missing, TABLES, {})
    with pytest.raises(SettingsError, match=re.escape(f"{tmp_path}: cannot be read: ")):
        read(tmp_path, TABLES, {})


def test_the_described_file_changes_nothing_as_it_stands() -> None:
    assert found(describe(Room, "room"), {})["room"] == Room()


def test_the_described_file_says_the_defaults_once_its_comments_are_taken_away() -> None:
    text = describe(Room, "room").replace('name = "…"', 'name = "báo"')
    settled = re.sub(r"^# (?=\[\[|\w+ = )", "", text, flags=re.MULTILINE)
    assert settled != text
    assert room(settled) == Room(shelf=(Shelf("báo"),))


def test_the_described_file_helps_with_every_setting() -> None:
    text = describe(Room, "room")
    for line in ("# How many may sit.", "# seats = 20", "# Its colours.", '# side = "left"'):
        assert line in text.splitlines()


def test_the_archives_own_settings_survive_their_description() -> None:
    settled = re.sub(r"^# (?=\w+ = )", "", describe(ArchiveSettings, "archive"), flags=re.MULTILINE)
    assert "warc_megabytes = 1000" in settled.splitlines()
    assert found(settled, {})["archive"] == ArchiveSettings()
