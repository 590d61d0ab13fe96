"""The commands `guong rule` and `guong rulings`, on an archive of invented articles."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest

from archive.errors import ArchiveError, GuongError
from archive.home import Home
from archive.program import Program
from archive.ruling_log import RulingLog
from archive.rulings import Named, Ruling
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.errors import BadQuery
from index.indexer import update
from index.mentions import model_key, unit_key
from index.rulings.cli import rule, rulings
from index.settings import IndexSettings
from tests.index.builders import CLOTHES, CLOTHES_AGAIN, DRAFTS, keep, make_draft, silent

SETTINGS = IndexSettings()
COATS = make_draft(
    6,
    "Tủ áo ấm ở Mỹ An",
    "Hội Liên hiệp Phụ nữ xã Mỹ An ra mắt mô hình “Tủ áo ấm” tại chợ xã.",
    "2024-01-05",
)
SIGNED = ("--by", "Bảy Lụa", "--because", "theo bài")

CLOTHES_KEY, COATS_KEY = model_key("Tủ đồ nhân ái"), model_key("Tủ áo ấm")
WOMEN = "Hội Liên hiệp Phụ nữ xã Trường Xuân"

Guong = Callable[..., str]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    home = Home.create(tmp_path_factory.mktemp("rulings") / "home", "")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        ids.update(keep(archive, (*DRAFTS, COATS)))
        update(archive, SETTINGS, report=silent)
    tables = {"archive": ArchiveSettings, "index": IndexSettings}
    return Program(home.path, tables, "", {}, ())


ids: dict[str, str] = {}


@pytest.fixture
def log(program: Program) -> RulingLog:
    """The log of rulings, empty at first."""
    program.home.rulings.unlink(missing_ok=True)
    return RulingLog(program.home)


@pytest.fixture
def guong(program: Program, log: RulingLog, capsys: pytest.CaptureFixture[str]) -> Guong:
    """Runs a command; what it printed."""
    commands: dict[str, click.Command] = {"rule": rule, "rulings": rulings}

    def call(name: str, *arguments: str) -> str:
        commands[name].main(list(arguments), obj=program, standalone_mode=False)
        return capsys.readouterr().out

    return call


def last(log: RulingLog) -> Ruling:
    return log.read()[-1]


def test_a_merge_is_kept_and_says_its_number_what_it_changes_and_what_applies_it(
    guong: Guong, log: RulingLog
) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    told = guong("rule", "merge", "Tủ áo ấm", "--into", "tu do nhan ai", *SIGNED)
    ruling = last(log)
    assert told == (
        f"Ruling 1: merge “Tủ áo ấm” into “Tủ đồ nhân ái” [{CLOTHES_KEY}].\n"
        "It changes what is told of 1 article; guong index applies it.\n"
    )
    assert (ruling.number, ruling.by, ruling.because) == (1, "Bảy Lụa", "theo bài")
    assert before <= ruling.at <= datetime.now(UTC)
    assert ruling.names == (Named(COATS_KEY, "Tủ áo ấm"),)
    assert ruling.into == Named(CLOTHES_KEY, "Tủ đồ nhân ái")


def test_names_may_be_keys_and_units_are_ruled_on_likewise(guong: Guong, log: RulingLog) -> None:
    guong("rule", "merge", COATS_KEY, "--into", CLOTHES_KEY, *SIGNED)
    guong("rule", "merge", "Hội LHPN xã Mỹ An", "--into", WOMEN, "--unit", *SIGNED)
    assert last(log).kind == "unit"
    assert last(log).into == Named(unit_key(WOMEN), WOMEN)


def test_a_split_by_article_gives_birth_to_a_key_of_its_own(guong: Guong, log: RulingLog) -> None:
    article = ids[CLOTHES.identity]
    told = guong("rule", "split", "Tủ đồ nhân ái", "--in", article, "--as", "Tủ ấp 4", *SIGNED)
    ruling = last(log)
    assert "1 article;" in told
    assert ruling.into is not None
    assert ruling.into.name == "Tủ ấp 4"
    assert ruling.into.key.startswith("tu-ap-4-")
    assert ruling.into.key.endswith("-r1")
    assert (ruling.articles, ruling.forms) == ((article,), ())


def test_what_is_split_off_is_called_as_written_where_nobody_says_otherwise(
    guong: Guong, log: RulingLog
) -> None:
    guong("rule", "split", "Tủ đồ nhân ái", "--in", ids[CLOTHES.identity], *SIGNED)
    into = last(log).into
    assert into is not None
    assert into.name == "Tủ đồ nhân ái"
    assert into.key != CLOTHES_KEY


@pytest.mark.parametrize(
    ("arguments", "told", "verb"),
    [
        (("rename", "Tủ đồ nhân ái", "--to", "Tủ đồ  yêu thương"), "2 articles", "rename"),
        (("not-a-model", "Camera an ninh"), "1 article", "not-a-model"),
        (("unit-of", "Tủ áo ấm", WOMEN), "1 article", "unit-of"),
        (("unit-of", "Tủ đồ nhân ái", "--none"), "2 articles", "unit-of"),
    ],
)
def test_every_ruling_says_how_many_articles_it_changes(
    guong: Guong, log: RulingLog, arguments: tuple[str, ...], told: str, verb: str
) -> None:
    assert f"changes what is told of {told};" in guong("rule", *arguments, *SIGNED)
    assert last(log).verb == verb


def test_a_ruling_may_hold_in_one_article_alone(guong: Guong, log: RulingLog) -> None:
    article = ids[CLOTHES_AGAIN.identity]
    assert "1 article;" in guong("rule", "not-a-model", CLOTHES_KEY, "--in", article, *SIGNED)
    assert last(log).articles == (article,)


def test_an_undoing_says_how_many_articles_it_may_change_and_can_be_undone(
    guong: Guong, log: RulingLog
) -> None:
    guong("rule", "merge", COATS_KEY, "--into", CLOTHES_KEY, *SIGNED)
    told = guong("rule", "undo", "1", *SIGNED)
    assert told == (
        "Ruling 2: undo ruling 1.\n"
        "It changes what is told of at most 3 articles; guong index applies it.\n"
    )
    assert "Ruling 3: undo ruling 2." in guong("rule", "undo", "2", *SIGNED)
    assert [ruling.verb for ruling in log.read()] == ["merge", "undo", "undo"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("merge", "Không có", "--into", CLOTHES_KEY),
         "names: no model of the index is called “Không có”; look for it with: guong models"),
        (("merge", COATS_KEY, "--into", "tủ đồ"),
         f"into: no model of the index is called “tủ đồ”; perhaps “Tủ đồ nhân ái” [{CLOTHES_KEY}]"),
        (("merge", CLOTHES_KEY, "--into", "Tủ đồ nhân ái"),
         "names: they are one with “Tủ đồ nhân ái” already"),
        (("rename", CLOTHES_KEY, "--to", "Tủ đồ nhân ái"),
         "to: it is called “Tủ đồ nhân ái” already"),
        (("rename", CLOTHES_KEY, "--to", " "), "to: is empty"),
        (("unit-of", "Tủ đồ nhân ái", WOMEN), "rule: it would change nothing"),
        (("unit-of", "Tủ đồ nhân ái"), "unit: give either a unit or --none"),
        (("unit-of", "Tủ đồ nhân ái", WOMEN, "--none"), "unit: give either a unit or --none"),
        (("split", CLOTHES_KEY, "--form", "Tủ của tôi"),
         "form: no article writes “Tủ của tôi”; they write: “Tủ đồ nhân ái”"),
        (("split", CLOTHES_KEY, "--form", "tủ đồ nhân ái"),
         "rule: nothing would be left to split from; use: guong rule rename"),
        (("split", CLOTHES_KEY), "split: needs either --form or --in"),
        (("split", CLOTHES_KEY, "--in", "khong-co"),
         "in: article 'khong-co' does not tell of “Tủ đồ nhân ái”"),
        (("not-a-model", COATS_KEY, "--in", "khong-co"), "in: article 'khong-co' does not tell"),
        (("undo", "1"), "number: there is no ruling 1; there are none"),
    ],
)  # fmt: skip
def test_what_cannot_be_or_would_change_nothing_is_refused_in_one_line_with_the_reason(
    guong: Guong, log: RulingLog, arguments: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(BadQuery) as caught:
        guong("rule", *arguments, *SIGNED)
    told = str(caught.value)
    assert told.startswith(reason)
    assert "\n" not in told
    assert caught.value.exit_code == 2
    assert not log.path.exists()


def test_an_ambiguous_name_is_refused_with_the_choices(guong: Guong, log: RulingLog) -> None:
    with pytest.raises(BadQuery) as caught:
        guong("rule", "rename", "Hội Liên hiệp Phụ nữ", "--to", "Hội", "--unit", *SIGNED)
    assert WOMEN in str(caught.value)
    assert unit_key(WOMEN) in str(caught.value)


@pytest.mark.parametrize("missing", ["--by", "--because"])
def test_a_ruling_needs_who_and_why(guong: Guong, log: RulingLog, missing: str) -> None:
    said = dict(zip(SIGNED[::2], SIGNED[1::2], strict=True))
    given = [part for name, value in said.items() if name != missing for part in (name, value)]
    with pytest.raises(click.UsageError, match=missing.strip("-")):
        guong("rule", "not-a-model", COATS_KEY, *given)
    with pytest.raises(BadQuery, match=missing.strip("-")):
        guong("rule", "not-a-model", COATS_KEY, *given, missing, " ")
    assert not log.path.exists()


def test_what_is_undone_or_not_there_cannot_be_undone(guong: Guong) -> None:
    guong("rule", "not-a-model", COATS_KEY, *SIGNED)
    guong("rule", "undo", "1", *SIGNED)
    with pytest.raises(BadQuery, match="ruling 1 is undone already, by ruling 2"):
        guong("rule", "undo", "1", *SIGNED)
    with pytest.raises(BadQuery, match="there is no ruling 3; the last one is 2"):
        guong("rule", "undo", "3", *SIGNED)


def test_merges_that_the_index_has_not_taken_up_yet_count_already(guong: Guong) -> None:
    guong("rule", "merge", COATS_KEY, "--into", CLOTHES_KEY, *SIGNED)
    with pytest.raises(BadQuery, match="they are one with “Tủ áo ấm” already"):
        guong("rule", "merge", CLOTHES_KEY, "--into", COATS_KEY, *SIGNED)


def test_a_merge_hands_on_the_name_that_articles_write_not_that_of_a_renaming(
    guong: Guong, log: RulingLog
) -> None:
    guong("rule", "rename", CLOTHES_KEY, "--to", "Tủ yêu thương", *SIGNED)
    guong("rule", "merge", COATS_KEY, "--into", CLOTHES_KEY, *SIGNED)
    assert last(log).into == Named(CLOTHES_KEY, "Tủ đồ nhân ái")


def test_the_list_says_number_day_who_what_why_and_what_became_of_it(
    guong: Guong, log: RulingLog
) -> None:
    guong("rule", "merge", COATS_KEY, "--into", CLOTHES_KEY, *SIGNED)
    guong("rule", "undo", "1", "--by", "Tư Sen", "--because", "hai xã")
    day = f"{last(log).at:%Y-%m-%d}"
    assert guong("rulings").splitlines() == [
        f"    1  {day}  Bảy Lụa: merge “Tủ áo ấm” into “Tủ đồ nhân ái” [{CLOTHES_KEY}] (theo bài);"
        " undone by 2",
        f"    2  {day}  Tư Sen: undo ruling 1 (hai xã)",
    ]


def test_the_list_says_when_a_ruling_names_what_the_register_no_longer_knows(
    guong: Guong, log: RulingLog
) -> None:
    guong("rule", "not-a-model", COATS_KEY, *SIGNED)
    gone = Named("tu-cu-00000000", "Tủ cũ")
    log.append(Ruling(2, last(log).at, "Tư Sen", "x", "rename", "model", (gone,), label="Tủ"))
    known, unknown = guong("rulings").splitlines()
    assert "no longer knows" not in known
    assert unknown.endswith("(x); the register no longer knows tu-cu-00000000")
    lines = [json.loads(line) for line in guong("rulings", "--json").splitlines()]
    assert [(line["active"], line["undone_by"], line["unknown"]) for line in lines] == [
        (True, None, []),
        (True, None, ["tu-cu-00000000"]),
    ]
    assert lines[1]["label"] == "Tủ"


def test_rulings_are_listed_without_an_index_too(
    tmp_path: Path, program: Program, guong: Guong, log: RulingLog
) -> None:
    guong("rule", "not-a-model", COATS_KEY, *SIGNED)
    home = Home.create(tmp_path / "bare", "")
    log.path.rename(home.rulings)
    bare = Program(home.path, program.tables, "", {}, ())
    rulings.main([], obj=bare, standalone_mode=False)
    with pytest.raises(GuongError, match="guong index"):
        rule.main(["not-a-model", COATS_KEY, *SIGNED], obj=bare, standalone_mode=False)


def test_an_exported_log_is_replayed_as_it_was(
    tmp_path: Path, program: Program, guong: Guong, log: RulingLog
) -> None:
    guong("rule", "merge", COATS_KEY, "--into", CLOTHES_KEY, *SIGNED)
    guong("rule", "undo", "1", *SIGNED)
    file = tmp_path / "out.jsonl"
    assert guong("rulings", "--export", str(file)) == f"Wrote 2 rulings to {file}.\n"
    kept = log.path.read_bytes()
    assert file.read_bytes() == kept
    log.path.unlink()
    assert guong("rulings", "--import", str(file)).startswith("Took over 2 rulings;")
    assert log.path.read_bytes() == kept
    assert guong("rulings", "--import", str(file)).startswith("Took over 0 rulings;")
    log.path.unlink()
    guong("rule", "not-a-model", COATS_KEY, *SIGNED)
    with pytest.raises(ArchiveError, match="its ruling 1 is another"):
        guong("rulings", "--import", str(file))


def test_export_and_import_take_no_wrong_file(tmp_path: Path, guong: Guong, log: RulingLog) -> None:
    guong("rule", "not-a-model", COATS_KEY, *SIGNED)
    with pytest.raises(BadQuery, match="is the archive's own file"):
        guong("rulings", "--export", str(log.path))
    with pytest.raises(BadQuery, match="exclude each other"):
        guong("rulings", "--export", "a", "--import", "b")
    with pytest.raises(ArchiveError, match="there is no such file"):
        guong("rulings", "--import", str(tmp_path / "missing.jsonl"))
