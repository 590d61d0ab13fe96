"""An operator's file: what it adds, and how its mistakes are told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.authority import Home, authority, shipped
from index.errors import AuthorityError

SOURCE = 'source = "Sổ tay huyện"\n'
PLACE = """
[[place]]
id = "cao-lanh/xa-go-sen"
[[place.period]]
name = "xã Gò Sen"
within = "dong-thap/huyen-cao-lanh"
until = 2025-06-30
"""
BODY = """
[[body]]
id = "cao-lanh/tram-giong"
name = "Trạm Giống Gò Sen"
forms = ["Trại Giống Gò Sen"]
kind = "Trạm Giống"
place = "dong-thap/huyen-cao-lanh"
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        file = tmp_path / "ten.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return written


def mistake(file: Path) -> str:
    with pytest.raises(AuthorityError) as caught:
        authority([file])
    said = str(caught.value)
    assert "\n" not in said
    return said.removeprefix(f"{file}: ")


def test_an_operators_places_stand_beside_those_shipped(write: Write) -> None:
    known = authority([write(SOURCE + PLACE)])
    home = Home("huyện Cao Lãnh", "tỉnh Đồng Tháp")
    place = known.place("xã Gò Sen", home=home, day=date(2020, 1, 1))

    assert place is not None
    assert (place.id, place.source) == ("cao-lanh/xa-go-sen", "Sổ tay huyện")
    assert known.by_id("thap-muoi/xa-my-an") is not None


def test_the_digest_changes_with_the_file(write: Write) -> None:
    one = authority([write(SOURCE + PLACE)]).digest
    other = authority([write(SOURCE + PLACE + BODY)]).digest

    assert len({shipped().digest, one, other}) == 3
    assert authority([]).digest == shipped().digest
    assert authority([write(SOURCE + PLACE)]).digest == one


def test_a_byte_order_mark_does_no_harm(write: Write) -> None:
    assert authority([write("\ufeff" + SOURCE + PLACE)]).by_id("cao-lanh/xa-go-sen") is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PLACE, "source: is missing"),
        (SOURCE, "place: is missing; write at least one"),
        (SOURCE + "[[plase]]\nid = 1\n", "'plase': unknown key; known here: source, place, body"),
        (SOURCE + "place = 3\n", "place: must be an array of tables"),
        (SOURCE + "place = [3]\n", "place 1: must be a table"),
        ("source = 3\n" + PLACE, "source: '3' must be text in quotes"),
        ('source = "a\\u0007b"\n' + PLACE, "source: 'a\\x07b' must be one line"),
        ("nonsense", "is not valid TOML"),
        ("a = " + "[" * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_authority_file_is_told(write: Write, text: str, said: str) -> None:
    assert mistake(write(text)).startswith(said)


NAMED = "place 1 (cao-lanh/xa-go-sen): "


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "cao-lanh/xa-go-sen"\n', "", "place 1: id: is missing"),
        ("xa-go-sen", "Xã Gò", "place 1: id: 'cao-lanh/Xã Gò' must be two parts"),
        ("cao-lanh/xa-go-sen", "x" * 90 + "/a", "place 1: id:"),
        ("cao-lanh/xa-go-sen", "thap-muoi/xa-my-an", "id: is the id of places.toml"),
        ("[[place.period]]", "becomez = []\n[[place.period]]", f"{NAMED}'becomez': unknown key"),
        ("[[place.period]]", "complete = 1\n[[place.period]]", f"{NAMED}complete: '1' must be"),
        (
            "[[place.period]]",
            'becomes = "a/b"\n[[place.period]]',
            f"{NAMED}becomes: must be a list",
        ),
        (
            "[[place.period]]",
            'becomes = ["a/b"]\n[[place.period]]',
            f"{NAMED}becomes: 'a/b' is no entry",
        ),
        (
            "[[place.period]]",
            'becomes = ["thap-muoi/xa-my-an"]\n[[place.period]]',
            f"{NAMED}becomes: 'thap-muoi/xa-my-an' did not exist on 2025-07-01",
        ),
        (
            "[[place.period]]",
            'becomes = ["cao-lanh/xa-go-sen"]\n[[place.period]]',
            f"{NAMED}becomes: leads back to itself: cao-lanh/xa-go-sen > cao-lanh/xa-go-sen",
        ),
        ("[[place.period]]", "[place.periods]", f"{NAMED}period: is missing"),
        ("name =", "nam =", f"{NAMED}period 1: name: is missing"),
        ("xã Gò Sen", "Gò Sen", f"{NAMED}period 1: name: 'Gò Sen' must begin with a level"),
        ("xã Gò Sen", "làng Gò Sen", f"{NAMED}period 1: name: 'làng Gò Sen' must begin"),
        ("xã Gò Sen", "xã", f"{NAMED}period 1: name: 'xã' must begin"),
        (
            "until = 2025-06-30",
            'until = "2025-06-30"',
            f"{NAMED}period 1: until: '2025-06-30' is no",
        ),
        ("until = 2025-06-30", "until = 2025-06-30T00:00:00", f"{NAMED}period 1: until: '2025"),
        ("until = 2025-06-30", "until = 2025-02-31", "is not valid TOML"),
        (
            "until = 2025-06-30",
            "from = 2025-06-30\nuntil = 2020-01-01",
            f"{NAMED}period 1: until: 2020-01-01 is before its first day, 2025-06-30",
        ),
        ("until = 2025-06-30", "", f"{NAMED}within: huyện Cao Lãnh ended on 2025-06-30"),
        ("until = 2025-06-30", "code = 30064", f"{NAMED}period 1: code: '30064' must be text"),
        ("until = 2025-06-30", 'code = "3OO64"', f"{NAMED}period 1: code: '3OO64' must be one to"),
        ("dong-thap/huyen-cao-lanh", "dong-thap/x", f"{NAMED}within: 'dong-thap/x' is no entry"),
        ("dong-thap/huyen-cao-lanh", "cao-lanh/xa-go-sen", f"{NAMED}within: leads back to itself"),
        ("xã Gò Sen", "xã Phương Thịnh", f"{NAMED}name: “xã phương thịnh”: places.toml"),
    ],
)
def test_a_mistaken_place_is_told_by_file_entry_and_field(
    write: Write, old: str, new: str, said: str
) -> None:
    assert old in PLACE

    assert said in mistake(write(SOURCE + PLACE.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Trạm Giống Gò Sen", "Trạm", "name: 'Trạm' is one word"),
        ("Trại Giống Gò Sen", "Trại", "forms: 'Trại' is one word"),
        ('kind = "Trạm Giống"\n', "", "kind: is missing"),
        ("dong-thap/huyen-cao-lanh", "a/b", "place: 'a/b' is no entry"),
        (
            "dong-thap/huyen-cao-lanh",
            "cao-lanh/tram-giong",
            "place: 'cao-lanh/tram-giong' is a body",
        ),
        ("kind =", 'parent = "a/b"\nkind =', "parent: 'a/b' is no entry"),
        ("kind =", 'parent = "cao-lanh/tram-giong"\nkind =', "parent: leads back to itself"),
        ("kind =", "from = 2020-01-01\nuntil = 2019-01-01\nkind =", "until: 2019-01-01 is before"),
        ("kind =", 'becomes = ["thap-muoi/xa-my-an"]\nuntil = 2020-01-01\nkind =', "is a place"),
        ("kind =", 'becomes = ["cao-lanh/tram-giong-hai"]\nkind =', "until: is missing"),
    ],
)
def test_a_mistaken_body_is_told_by_file_entry_and_field(
    write: Write, old: str, new: str, said: str
) -> None:
    other = BODY.replace("tram-giong", "tram-giong-hai").replace("Gò Sen", "Gò Đa")
    told = mistake(write(SOURCE + BODY.replace(old, new) + other))

    assert told.startswith("body 1")
    assert said in told


def test_a_circle_of_three_parents_is_told(write: Write) -> None:
    ring = "".join(
        BODY.replace("tram-giong", f"tram-{n}")
        .replace("Gò Sen", f"Gò Sen {n}")
        .replace("kind =", f'parent = "cao-lanh/tram-{(n + 1) % 3}"\nkind =')
        for n in range(3)
    )

    assert "tram-0 > cao-lanh/tram-1 > cao-lanh/tram-2 > cao-lanh/tram-0" in mistake(
        write(SOURCE + ring)
    )


def test_periods_follow_one_another(write: Write) -> None:
    later = '[[place.period]]\nname = "xã Gò Súng"\nfrom = 2025-06-30\n'

    assert "period 2: from: 2025-06-30 is within the period before" in mistake(
        write(SOURCE + PLACE + later)
    )
    assert "period 2: from: is missing" in mistake(
        write(SOURCE + PLACE + later.replace("from = 2025-06-30\n", ""))
    )


def test_a_body_may_not_be_called_as_another_there(write: Write) -> None:
    other = BODY.replace("tram-giong", "trai-giong")

    assert "is called so too" in mistake(write(SOURCE + BODY + other))


def test_a_file_that_is_missing_unreadable_or_too_large_is_told(
    write: Write, tmp_path: Path
) -> None:
    assert "there is no such file" in mistake(tmp_path / "none.toml")
    assert "cannot be read" in mistake(tmp_path)
    assert "split it" in mistake(write("#" * 4_000_001))
    latin = write("")
    latin.write_bytes(b'source = "\xe9"')
    assert "is not UTF-8 text (byte 10)" in mistake(latin)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(
                    ["place", "body", "period", "id", "name", "becomes", "from", "kind"]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_nothing_but_an_authority_error_comes_of_any_file(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text(SOURCE + _toml(value), encoding="utf-8")

    with pytest.raises(AuthorityError):
        authority([file])


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "".join(f"{key} = {_inline(one)}\n" for key, one in value.items())
    return f"place = {_inline(value)}\n"


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = "".join(f"\\U{ord(c):08x}" for c in value if not 0xD800 <= ord(c) < 0xE000)
        return f'"{escaped}"'
    return "0" if value is None else str(value)


def test_a_name_may_pass_to_another_place_once_the_first_has_ended(write: Write) -> None:
    later = PLACE.replace("xa-go-sen", "xa-go-sen-moi").replace("until", "from = 2010-01-01\nuntil")
    first = PLACE.replace("2025-06-30", "2009-12-31")

    assert authority([write(SOURCE + later + first)]).by_id("cao-lanh/xa-go-sen-moi") is not None
    assert "is called so too" in mistake(write(SOURCE + later + PLACE))
