"""Settings of the index."""

import pytest

from archive.errors import SettingsError
from archive.settings import parse
from index.analysis.normalize import Form
from index.mentions import NO_HOME, Home
from index.settings import AbbreviationSettings, HomeSettings, IndexSettings

HOMES = IndexSettings(
    home=(HomeSettings("a", "huyện A", "tỉnh X"), HomeSettings("b", "huyện B", "tỉnh X"))
)


def test_a_source_is_at_home_where_the_settings_say() -> None:
    assert HOMES.home_of("b") == Home("huyện B", "tỉnh X")
    assert HOMES.home_of("c") == NO_HOME
    assert IndexSettings().home_of("a") == NO_HOME


def test_a_typed_name_is_tried_at_every_home_and_then_at_none() -> None:
    assert HOMES.homes() == (Home("huyện A", "tỉnh X"), Home("huyện B", "tỉnh X"), NO_HOME)
    assert IndexSettings().homes() == (NO_HOME,)


def test_the_short_forms_of_an_operator_stand_beside_those_shipped() -> None:
    abbreviations = IndexSettings(
        abbreviation=(
            AbbreviationSettings("HQ", "hội quán"),
            AbbreviationSettings("TP", "tác phẩm"),
        )
    ).abbreviations()
    assert abbreviations.opened(Form("hq", "hq")) == ((Form("hội", "hoi"), Form("quán", "quan")),)
    assert [phrase[0].exact for phrase in abbreviations.opened(Form("tp", "tp"))] == [
        "thành",
        "tác",
    ]
    assert IndexSettings().abbreviations().opened(Form("hq", "hq")) == ()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"cache_megabytes": 0}, "cache_megabytes: must be 1 or more"),
        ({"facet_size": 0}, "facet_size: must be between 1 and 1000"),
        ({"facet_size": 1001}, "facet_size: must be between 1 and 1000"),
        ({"authority": ["ten.toml", " "]}, "authority: must be names of files"),
        ({"cache": 5}, "unknown key 'cache'"),
        ({"home": [{"sourc": "a"}]}, "unknown key 'sourc'"),
        ({"home": {"source": "a"}}, "must be an array of tables"),
        ({"abbreviation": {"short": "KM"}}, "must be an array of tables"),
        ({"abbreviation": [{}]}, r"abbreviation\[1\].short: '' must be one word"),
        ({"abbreviation": [{"short": "A B", "long": "an ba"}]}, "short: 'A B' must be one word"),
        ({"abbreviation": [{"short": "TT&TT", "long": "an ba"}]}, "must be one word, such as"),
        ({"abbreviation": [{"short": "KM"}]}, "long: '' must have two to 8 syllables"),
        ({"abbreviation": [{"short": "KM", "long": "khuyến"}]}, "two to 8 syllables"),
        ({"abbreviation": [{"short": "KM", "long": "a b c d e f g h i"}]}, "two to 8 syllables"),
        ({"abbreviation": [{"short": "KM", "lon": "a b"}]}, "unknown key 'lon'"),
        (
            {"abbreviation": [{"short": "KM", "long": "a b"}] * 1001},
            "abbreviation: must be at most",
        ),
    ],
)
def test_a_bad_setting_is_named(table: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        parse({"index": table}, {"index": IndexSettings}, {}, place="guong.toml")
    assert "guong.toml: index" in str(caught.value)
