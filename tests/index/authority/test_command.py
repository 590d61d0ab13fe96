"""An operator's file in use: checked by the command, named in the settings, asked by a text."""

from datetime import date
from pathlib import Path

import pytest

from index.authority import Home, authority
from index.mentions import extract, unit_key
from web.main import run

FILE = """
source = "Sổ tay huyện"
[[place]]
id = "cao-lanh/xa-go-sen"
becomes = ["cao-lanh/xa-go-da"]
[[place.period]]
name = "xã Gò Sen"
code = "39999"
within = "dong-thap/huyen-cao-lanh"
until = 2025-06-30
[[place]]
id = "cao-lanh/xa-go-da"
[[place.period]]
name = "xã Gò Đa"
within = "vn/tinh-dong-thap"
from = 2025-07-01
[[body]]
id = "cao-lanh/tram-giong"
name = "Trạm Giống Gò Sen"
forms = ["Trại Giống Gò Sen", "trại giống huyện"]
kind = "Trạm Giống"
parent = "cao-lanh/xa-go-sen"
place = "dong-thap/huyen-cao-lanh"
until = 2024-12-31
"""
SAID = """\
place cao-lanh/xa-go-sen
  xã Gò Sen, code 39999, in huyện Cao Lãnh, until 2025-06-30
  became xã Gò Đa
place cao-lanh/xa-go-da
  xã Gò Đa, in tỉnh Đồng Tháp, from 2025-07-01
body cao-lanh/tram-giong
  Trạm Giống Gò Sen (Trạm Giống), until 2024-12-31
  also written: Trại Giống Gò Sen, trại giống huyện
  part of xã Gò Sen
  known by these forms in huyện Cao Lãnh
"""
HOME = Home("huyện Cao Lãnh", "tỉnh Đồng Tháp")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "ten.toml"
    written.write_text(FILE, encoding="utf-8")
    return written


def test_a_file_that_can_be_used_is_told_line_by_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["units", "--check", str(file)]) == 0
    assert capsys.readouterr().out == f"{SAID}{file}: places 2, bodies 1; can be used.\n"


def test_a_file_that_cannot_be_used_ends_with_one_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(FILE.replace("until = 2025-06-30", "untill = 2025-06-30"), encoding="utf-8")

    assert run(["units", "--check", str(file)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert f"{file}: place 1 (cao-lanh/xa-go-sen): period 1: 'untill': unknown key" in told.err


@pytest.mark.parametrize("content", [None, "source = 3"])
def test_a_bad_file_in_the_settings_stops_the_index_with_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    home = tmp_path / "home"
    assert run(["--home", str(home), "init"]) == 0
    settings = home / "guong.toml"
    text = settings.read_text(encoding="utf-8")
    assert "# authority = []" in text
    named = text.replace("# authority = []", 'authority = ["ten.toml"]')
    settings.write_text(named, encoding="utf-8")
    if content is not None:
        (home / "ten.toml").write_text(content, encoding="utf-8")
    capsys.readouterr()

    assert run(["--home", str(home), "index"]) == 1
    assert str(home / "ten.toml") in capsys.readouterr().err


def test_a_body_is_found_by_its_forms_at_home_as_long_as_it_stood(file: Path) -> None:
    known = authority([file])
    text = "Sáng nay, Trại Giống Gò Sen mở cửa."

    def units(home: Home, day: date) -> list[tuple[str, str]]:
        found = extract(text, home=home, published=day, authority=known).units
        return [(unit.surface, unit.label) for unit in found]

    assert units(HOME, date(2020, 1, 1)) == [("Trại Giống Gò Sen", "Trạm Giống Gò Sen")]
    assert units(HOME, date(2025, 1, 1)) == []
    assert units(Home("huyện Lai Vung", "tỉnh Vĩnh Long"), date(2020, 1, 1)) == []


def test_a_body_is_one_unit_under_all_of_its_forms(file: Path) -> None:
    known = authority([file])
    keys = {
        unit_key(name, home=HOME, authority=known)
        for name in ("Trạm Giống Gò Sen", "TRẠI GIỐNG GÒ SEN", "Trại giống huyện")
    }
    (unit,) = extract("Trại giống huyện mở cửa.", home=HOME, authority=known).units

    assert keys == {unit.key}
    assert unit.standing is not None
    assert (unit.standing.type, unit.standing.place) == ("Trạm Giống", "huyện Cao Lãnh")


def test_an_operators_commune_has_its_own_identity(file: Path) -> None:
    known = authority([file])
    (unit,) = extract("Công an xã Gò Sen họp.", home=HOME, authority=known).units

    assert unit.standing is not None
    assert unit.standing.area == "cao-lanh/xa-go-sen"
    assert unit.key != unit_key("Công an xã Gò Sen", home=HOME)
    (heir,) = known.lineage(unit.standing, unit.label).later
    assert heir.label == "Công an xã Gò Đa"
