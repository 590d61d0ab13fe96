"""Names as people type them, and the values they mean."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.authority import shipped
from index.embedded.engine import EmbeddedEngine
from index.mentions import Home, model_key, unit_key
from index.page import Name
from index.question import FacetName
from index.register import Register
from index.resolver import Resolver
from tests.index.builders import SAFETY, make_document, told, unit
from tests.index.conftest import SETTINGS

HOME = Home("huyện Tháp Mười", "tỉnh Đồng Tháp")
YOUTH = unit_key("Huyện Đoàn", home=HOME)
WOMEN = unit_key("Hội LHPN xã Mỹ Quý")
CLOTHES, DANCE = model_key("Tủ đồ nhân ái"), model_key("Mô hình múa")
ROWS = (
    unit("a1", YOUTH, "Đoàn Thanh niên huyện Tháp Mười"),
    unit("a1", WOMEN, "Hội LHPN xã Mỹ Quý", label="Hội Liên hiệp Phụ nữ xã Mỹ Quý"),
    told("a1", CLOTHES, "Tủ đồ nhân ái"),
    told("a2", DANCE, "Mô hình múa"),
)


@pytest.fixture
def resolver(register: Register, tmp_path: Path) -> Iterator[Resolver]:
    register.apply(ROWS, {row.article for row in ROWS}, 1)
    documents = [
        make_document(1, "tủ", section=SAFETY, source="thap-muoi"),
        make_document(2, "tủ", section="AN NINH, QUỐC PHÒNG", source="tan-kieu"),
        make_document(3, "tủ", section="Xã hội"),
    ]
    with closing(EmbeddedEngine(tmp_path / "engine", cache_bytes=10_000, writing=True)) as engine:
        engine.apply(documents, [])
        yield Resolver(register, engine, SETTINGS, shipped())


def values(resolver: Resolver, facet: FacetName, typed: str) -> list[str]:
    return [name.value for name in resolver.named(facet, typed)]


@pytest.mark.parametrize(
    "typed", ["Huyện Đoàn", "Huyện đoàn Tháp Mười", "huyen doan", "Đoàn TN huyện Tháp Mười"]
)
def test_a_bare_name_is_that_of_a_unit_at_home(resolver: Resolver, typed: str) -> None:
    assert values(resolver, "unit", typed) == [YOUTH]


@pytest.mark.parametrize(
    "typed",
    ["Hội LHPN xã Mỹ Quý", "Hội Liên hiệp Phụ nữ xã Mỹ Quý", "hoi lhpn xa my quy",
     "HOI LIEN HIEP PHU NU XA MY QUI", WOMEN],
)  # fmt: skip
def test_a_unit_is_known_by_short_form_long_form_and_value(resolver: Resolver, typed: str) -> None:
    assert resolver.named("unit", typed) == (Name(WOMEN, "Hội Liên hiệp Phụ nữ xã Mỹ Quý"),)


@pytest.mark.parametrize(
    "typed",
    ["Tủ đồ nhân ái", "tu do nhan ai", "mô hình “Tủ đồ nhân ái”", "Mo hinh tu do nhan ai",
     "mo\u0302 hi\u0300nh tủ đồ nhân ái", CLOTHES],
)  # fmt: skip
def test_a_model_may_be_typed_with_the_words_that_stand_before_it(
    resolver: Resolver, typed: str
) -> None:
    assert values(resolver, "model", typed) == [CLOTHES]


def test_a_model_whose_name_is_a_beginning_of_those_words_is_found_all_the_same(
    resolver: Resolver,
) -> None:
    assert values(resolver, "model", "múa") == values(resolver, "model", "mô hình múa") == [DANCE]
    assert values(resolver, "model", "mô hình") == [DANCE]


def test_the_very_value_of_a_section_means_itself_alone(resolver: Resolver) -> None:
    assert resolver.named("section", SAFETY) == (Name(SAFETY, SAFETY),)


def test_another_spelling_of_a_section_means_all_of_the_same_letters(resolver: Resolver) -> None:
    assert values(resolver, "section", "an ninh quoc phong") == ["AN NINH, QUỐC PHÒNG", SAFETY]
    assert values(resolver, "section", "xa hoi") == ["Xã hội"]
    assert values(resolver, "section", "an ninh") == []


@pytest.mark.parametrize("typed", ["tan-kieu", "Tân Kiều", "TAN KIEU"])
def test_a_source_is_known_in_any_spelling(resolver: Resolver, typed: str) -> None:
    assert values(resolver, "source", typed) == ["tan-kieu"]


@pytest.mark.parametrize("facet", ["unit", "model", "section", "source"])
@pytest.mark.parametrize("typed", ["", "  ", "…", "Hội Cá vàng", "%", "x" * 300])
def test_what_nothing_is_called_has_no_value(
    resolver: Resolver, facet: FacetName, typed: str
) -> None:
    assert resolver.named(facet, typed) == ()
