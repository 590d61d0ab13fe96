from typing import Any

import pytest

from archive import settings
from archive.errors import SettingsError
from crawler.settings import CrawlerSettings

SOURCE = {"name": "thap-muoi", "seeds": ["https://btg.huyen.example/web/btg"]}


def _read(**table: Any) -> CrawlerSettings:
    tables = {"crawler": CrawlerSettings}
    read = settings.parse({"crawler": table}, tables, {}, place="guong.toml")["crawler"]
    assert isinstance(read, CrawlerSettings)
    return read


def test_a_source_needs_only_a_name_and_a_seed() -> None:
    (source,) = _read(source=[SOURCE]).source
    assert source.adapter == "auto"
    assert source.delay == 2.0
    assert not source.allow_private


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"name": "Tháp Mười"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "../len-tren"}, "name"),
        ({"seeds": []}, "seeds"),
        ({"seeds": ["btg.huyen.example"]}, "seeds"),
        ({"seeds": ["file:///etc/passwd"]}, "seeds"),
        ({"seeds": ["http://[hoi-dap"]}, "seeds"),
        ({"seeds": "https://btg.huyen.example"}, "seeds"),
        ({"hosts": ["https://btg.huyen.example"]}, "hosts"),
        ({"hosts": ["btg.huyen.example/web"]}, "hosts"),
        ({"hosts": [""]}, "hosts"),
        ({"paths": ["web/btg"]}, "paths"),
        ({"adapter": "nukeviet"}, "adapter"),
        ({"delay": -1}, "delay"),
        ({"delay": float("nan")}, "delay"),
        ({"delay": float("inf")}, "delay"),
        ({"delay": "1"}, "delay"),
        ({"allow_private": "yes"}, "allow_private"),
        ({"speed": 3}, "speed"),
    ],
)
def test_a_bad_setting_of_a_source_is_one_line_that_names_it(
    change: dict[str, Any], key: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        _read(source=[{**SOURCE, **change}])
    message = str(caught.value)
    assert key in message
    assert message.startswith("guong.toml: crawler.source[1]")
    assert "\n" not in message


@pytest.mark.parametrize("key", ["name", "seeds"])
def test_what_a_source_must_have_is_asked_for(key: str) -> None:
    with pytest.raises(SettingsError, match=f"{key} is missing"):
        _read(source=[{name: value for name, value in SOURCE.items() if name != key}])


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ({"timeout": 0}, "timeout"),
        ({"page_seconds": -1}, "page_seconds"),
        ({"page_megabytes": 0.0}, "page_megabytes"),
        ({"page_megabytes": float("inf")}, "page_megabytes"),
        ({"retry_seconds": 0}, "retry_seconds"),
        ({"retries": -1}, "retries"),
        ({"redirects": 1000}, "redirects"),
        ({"contact": "a\r\nX: y"}, "contact"),
        ({"source": [SOURCE, SOURCE]}, "source"),
    ],
)
def test_a_bad_limit_is_one_line_that_names_it(table: dict[str, Any], key: str) -> None:
    with pytest.raises(SettingsError, match=rf"^guong\.toml: crawler\.{key}: [^\n]+$"):
        _read(**table)


def test_limits_can_be_set_by_the_environment() -> None:
    tables = {"crawler": CrawlerSettings}
    environment = {"GUONG__CRAWLER__PAGE_MEGABYTES": "2.5"}
    read = settings.parse({}, tables, environment, place="guong.toml")["crawler"]
    assert read.page_bytes == 2_500_000


def test_the_settings_can_be_written_out_as_a_commented_file() -> None:
    text = settings.describe(CrawlerSettings, "crawler")
    assert '# contact = ""' in text
    assert "# page_megabytes = 10.0" in text
