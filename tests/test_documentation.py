"""What a reader is told is what there is."""

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.settings import parse
from index.request import SORTS
from web.main import COMMANDS, TABLES, guong
from web.params import SEARCH_FIELDS
from web.template import settings_text

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help(command: str) -> None:
    assert f"`guong {command}" in README
    told = CliRunner().invoke(guong, [command, "--help"])
    assert told.exit_code == 0
    assert len(told.output.splitlines()) > 4


@pytest.mark.parametrize("parameter", SEARCH_FIELDS)
def test_every_parameter_of_the_search_interface_is_in_the_readme(parameter: str) -> None:
    assert f"{parameter}=" in README


@pytest.mark.parametrize("table", TABLES)
def test_every_setting_is_explained_in_the_file_that_init_writes(table: str) -> None:
    text = settings_text(TABLES)
    for field in fields(TABLES[table]):
        assert f"# {field.metadata['help']}\n" in text
        assert f"{field.name} = " in text or f"[[{table}.{field.name}]]" in text


def test_the_file_that_init_writes_can_be_read() -> None:
    settings = parse(tomllib.loads(settings_text(TABLES)), TABLES, {}, place="guong.toml")
    assert [source.name for source in settings["crawler"].source] == ["btg-dongthap"]
    assert settings["index"].home[0].district == "huyện Tháp Mười"


def test_the_ways_to_sort_are_those_that_the_command_names() -> None:
    told = CliRunner().invoke(guong, ["search", "--help"]).output
    assert ", ".join(SORTS) in told


def test_every_dependency_says_why_it_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = requirement.split(">")[0].split("=")[0]
        assert name in told
