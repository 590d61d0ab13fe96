from dataclasses import fields
from typing import Any

import pytest

from archive import settings
from archive.errors import SettingsError
from crawler.settings import CrawlerSettings, Selectors, SourceSettings

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
    assert source.private_hosts == ()
    assert source.old_tls == ()


# For each key of a source: values that it cannot have.
BAD: dict[str, list[Any]] = {
    "name": ["Tháp Mười", "", "../len-tren", "a\nb", "-a", "a" * 101, 3, None],
    "seeds": [
        [],
        ["btg.huyen.example"],
        ["file:///etc/passwd"],
        ["http://[hoi-dap"],
        ["http://cong.example:99999/"],
        ["http://ten:khoa@cong.example/"],
        ["http://cong example/"],
        ["http://cong.example/" + "a" * 3000],
        ["https://cong.example/", ""],
        ["https://cong.example/\n", "x\ny"],
        [3],
        "https://btg.huyen.example",
    ],
    "hosts": [["https://a.example"], ["a.example/web"], ["a@b.example"], [""], ["a b"], [7], "a"],
    "aliases": [
        ["https://a.example"],
        ["a.example/"],
        ["*.example"],
        ["a\nb"],
        [True],
        "a.example",
    ],
    "paths": [["web/btg"], [""], ["/web btg"], ["/web?a=b"], ["/web#a"], [3], "/web"],
    "adapter": ["joomla", "", "Liferay", ["auto"], 3],
    "delay": [-1, -0.1, 3601, float("nan"), float("inf"), "1", True, [], 10**400],
    "hours": ["22", "22-", "24-05", "5-7", "22-25", "22:00-05:00", "05-05", "-1-05", 22, "a\nb"],
    "max_requests": [-1, 10**10, 1.5, "10", True],
    "max_megabytes": [-1, 10**10, 0.5, "10", False],
    "schedule": ["daily", "60 * * * *", "0 0 31 2 *", "0 0 * * 9", "* * * * * *", "a\nb", 30],
    "private_hosts": [
        ["127.0.0.1:8080"],
        ["http://127.0.0.1"],
        ["127.0.0.1/"],
        ["10.0.0.0/8"],
        ["::1"],
        ["[::1]:80"],
        ["*"],
        [""],
        ["a@b"],
        [1],
        "127.0.0.1",
        True,
    ],
    "old_tls": [
        ["cong.example:443"],
        ["https://cong.example"],
        ["*.vn"],
        [""],
        "cong.example",
        True,
    ],
    "selectors": ["div.article", [], 3],
}
CASES = [(key, value) for key, values in BAD.items() for value in values]


def _fault(change: dict[str, Any]) -> str:
    with pytest.raises(SettingsError) as caught:
        _read(source=[{**SOURCE, **change}])
    return str(caught.value)


@pytest.mark.parametrize(("key", "value"), CASES)
def test_a_bad_setting_of_a_source_is_one_line_that_names_it(key: str, value: Any) -> None:
    message = _fault({key: value})
    assert message.startswith(f"guong.toml: crawler.source[1].{key}: ")
    assert message.isprintable()
    assert len(message) < 4000


def test_every_setting_of_a_source_has_values_it_cannot_have() -> None:
    assert list(BAD) == [field.name for field in fields(SourceSettings)]


@pytest.mark.parametrize("key", [field.name for field in fields(Selectors)])
@pytest.mark.parametrize(
    "value", ["div[", "a)", "(", "'", 'a[b="c', "p {color: red}", "<p>", "a;b", "a\nb", 3, ["a"]]
)
def test_a_bad_selector_is_one_line_that_names_it(key: str, value: Any) -> None:
    message = _fault({"selectors": {key: value}})
    assert message.startswith(f"guong.toml: crawler.source[1].selectors.{key}: ")
    assert message.isprintable()


@pytest.mark.parametrize(
    ("change", "known"),
    [({"speed": 3}, "delay"), ({"allow_privat": True}, "private_hosts")],
)
def test_an_unknown_key_is_named_with_those_there_are(change: dict[str, Any], known: str) -> None:
    message = _fault(change)
    assert message.startswith(f"guong.toml: crawler.source[1]: unknown key {next(iter(change))!r}")
    assert known in message


def test_a_key_that_another_has_replaced_names_that_one() -> None:
    message = _fault({"allow_private": True})
    assert "unknown key 'allow_private'; private_hosts has replaced it" in message


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"hosts": ["khac.example"]}, "foreign host; see hosts"),
        ({"paths": ["/web/khac"]}, "outside the paths; see paths"),
    ],
)
def test_a_seed_outside_its_own_source_is_a_mistake(change: dict[str, Any], reason: str) -> None:
    message = _fault(change)
    assert "].seeds: 'https://btg.huyen.example/web/btg' would never be asked for" in message
    assert reason in message


def test_a_seed_may_lie_under_another_name_of_the_first_host() -> None:
    seeds = [*SOURCE["seeds"], "https://tinhdoan.example/a"]
    hosts = ["www.btg.huyen.example"]
    changes = {"seeds": seeds, "hosts": hosts, "aliases": ["tinhdoan.example"]}
    assert len(_read(source=[{**SOURCE, **changes}]).source[0].seeds) == 2


def test_an_unknown_selector_is_named_with_those_there_are() -> None:
    message = _fault({"selectors": {"headline": "h1"}})
    assert message.startswith("guong.toml: crawler.source[1].selectors: unknown key 'headline'")
    assert "title" in message


def test_the_source_at_fault_is_counted() -> None:
    with pytest.raises(SettingsError, match=r"^guong\.toml: crawler\.source\[2\]\.delay: "):
        _read(source=[SOURCE, {**SOURCE, "name": "hai", "delay": -1}])


def test_the_source_at_fault_is_named() -> None:
    assert _fault({"delay": -1}).endswith("(it is named 'thap-muoi')")
    assert "it is named" not in _fault({"name": 3})


def test_good_settings_of_a_source_are_taken() -> None:
    (source,) = _read(
        source=[
            {
                **SOURCE,
                "hosts": ["btg.huyen.example", "btg.huyen.example:8080", "báo.example"],
                "aliases": ["tinhdoan.huyen.example"],
                "paths": ["/web/btg", "/"],
                "adapter": "nukeviet",
                "delay": 0,
                "hours": "22-05",
                "max_requests": 5000,
                "max_megabytes": 0,
                "schedule": "*/30 22-23 * * mon-fri",
                "private_hosts": ["127.0.0.1", "[::1]", "cong-noi-bo"],
                "old_tls": ["cong.huyen.example"],
                "selectors": {
                    "title": "h1.title > a[href*='/id/']",
                    "body": ":is(div, td):not(.x)",
                },
            }
        ]
    ).source
    assert source.hours == "22-05"
    assert source.selectors.title == "h1.title > a[href*='/id/']"
    assert source.selectors.date == ""


@pytest.mark.parametrize("hours", ["00-24", "22-05", "05-22", "23-24", "00-01"])
def test_a_window_is_two_hours_of_the_day(hours: str) -> None:
    assert _read(source=[{**SOURCE, "hours": hours}]).source[0].hours == hours


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
        ({"contact": "liên hệ"}, "contact"),
        ({"file_megabytes": -1}, "file_megabytes"),
        ({"hosts_at_once": 0}, "hosts_at_once"),
        ({"hosts_at_once": 501}, "hosts_at_once"),
        ({"hosts_at_once": 1.5}, "hosts_at_once"),
        ({"timeout": 10**400}, "timeout"),
        ({"timeout": 1e300}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"page_seconds": 1e300}, "page_seconds"),
        ({"page_megabytes": 1e308}, "page_megabytes"),
        ({"file_megabytes": 1001}, "file_megabytes"),
        ({"retry_seconds": 1e9}, "retry_seconds"),
        ({"retries": 11}, "retries"),
        ({"timeout": "30"}, "timeout"),
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
    assert read.file_bytes == 50_000_000


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("GUONG__CRAWLER__TIMEOUT", "0"),
        ("GUONG__CRAWLER__TIMEOUT", "nan"),
        ("GUONG__CRAWLER__TIMEOUT", "nhanh"),
        ("GUONG__CRAWLER__RETRIES", "99"),
        ("GUONG__CRAWLER__RETRIES", "1.5"),
        ("GUONG__CRAWLER__CONTACT", "a\nb"),
        ("GUONG__CRAWLER__HOSTS_AT_ONCE", "0"),
        ("GUONG__CRAWLER__SOURCE", "[]"),
        ("GUONG__CRAWLER__SPEED", "3"),
    ],
)
def test_a_bad_variable_is_one_line_that_names_it_and_not_the_file(
    variable: str, text: str
) -> None:
    tables = {"crawler": CrawlerSettings}
    # The file's own value is good.
    data = {"crawler": {"timeout": 9, "retries": 1, "source": [SOURCE]}}
    with pytest.raises(SettingsError) as caught:
        settings.parse(data, tables, {variable: text}, place="guong.toml")
    message = str(caught.value)
    assert message.startswith(f"environment: {variable}")
    assert message.isprintable()


def test_a_fault_of_the_file_is_not_laid_on_a_variable() -> None:
    tables = {"crawler": CrawlerSettings}
    data = {"crawler": {"retries": 99}}
    environment = {"GUONG__CRAWLER__TIMEOUT": "5"}
    with pytest.raises(SettingsError, match=r"^guong\.toml: crawler\.retries: 99 must be"):
        settings.parse(data, tables, environment, place="guong.toml")


def test_the_settings_can_be_written_out_as_a_commented_file() -> None:
    text = settings.describe(CrawlerSettings, "crawler")
    assert '# contact = ""' in text
    assert "# page_megabytes = 10.0" in text
