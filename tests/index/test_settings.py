"""Settings of the index."""

import pytest

from archive.errors import SettingsError
from archive.settings import parse
from index.mentions import NO_HOME, Home
from index.settings import HomeSettings, IndexSettings

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


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"cache_megabytes": 0}, "cache_megabytes: must be 1 or more"),
        ({"facet_size": 0}, "facet_size: must be between 1 and 1000"),
        ({"facet_size": 1001}, "facet_size: must be between 1 and 1000"),
        ({"cache": 5}, "unknown key 'cache'"),
        ({"home": [{"sourc": "a"}]}, "unknown key 'sourc'"),
        ({"home": {"source": "a"}}, "must be an array of tables"),
    ],
)
def test_a_bad_setting_is_named(table: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        parse({"index": table}, {"index": IndexSettings}, {}, place="guong.toml")
    assert "guong.toml: index" in str(caught.value)
