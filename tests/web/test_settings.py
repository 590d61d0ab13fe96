"""The `[web]` table."""

import pytest

from archive.errors import SettingsError
from archive.settings import parse
from web.settings import WebSettings


def test_the_defaults_listen_on_this_machine_only() -> None:
    assert WebSettings().host == "127.0.0.1"
    assert WebSettings().language == "vi"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", " "),
        ("port", 0),
        ("port", 70_000),
        ("threads", 0),
        ("page_size", 101),
        ("list_size", 0),
        ("trusted_proxies", -1),
        ("language", "fr"),
    ],
)
def test_a_value_that_cannot_work_is_refused_by_name(key: str, value: object) -> None:
    with pytest.raises(SettingsError, match=f"guong.toml: web.{key}"):
        parse({"web": {key: value}}, {"web": WebSettings}, {}, place="guong.toml")
