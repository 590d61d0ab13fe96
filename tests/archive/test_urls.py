"""One spelling, one key and one id for what is one resource."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.urls import MAX_LENGTH, article_id, canonical, url_key

PORTAL = "https://btg.example.vn/web/mau/tin/-/asset_publisher/aB1/content/id/7"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HTTP://Example.VN", "http://example.vn/"),
        (" https://example.vn/a/../b/./c ", "https://example.vn/b/c"),
        ("https://example.vn:443/a", "https://example.vn/a"),
        ("http://example.vn:8080/a", "http://example.vn:8080/a"),
        ("http://example.vn:/a", "http://example.vn/a"),
        ("http://example.vn./a", "http://example.vn/a"),
        ("http://user:secret@example.vn/a", "http://example.vn/a"),
        ("http://example.vn/a#binh-luan", "http://example.vn/a"),
        ("http://example.vn/a?b=2&a=1&b=1", "http://example.vn/a?a=1&b=1&b=2"),
        ("http://example.vn/a?x", "http://example.vn/a?x="),
        ("http://example.vn/mô hình", "http://example.vn/m%C3%B4%20h%C3%ACnh"),
        ("http://example.vn/?q=mô+hình", "http://example.vn/?q=m%C3%B4+h%C3%ACnh"),
        ("http://đồng.vn/a", "http://xn--ng-pma6851a.vn/a"),
        ("http://[2001:DB8:0::1]:80/a", "http://[2001:db8::1]/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://192.0.2.1/a", "http://192.0.2.1/a"),
    ],
)
def test_an_address_has_one_spelling(given: str, expected: str) -> None:
    assert canonical(given) == expected


@pytest.mark.parametrize(
    "addition",
    [
        ";jsessionid=0A1B2C.node1",
        ";JSESSIONID=x?redirect=%2Fweb%2Fmau",
        "?redirect=https%3A%2F%2Fbtg.example.vn%2F%3Fa%3D1%26b%3D2",
        "?inheritRedirect=true&redirect=%2Fx&plidlayout=123",
        "?_101_INSTANCE_aB1_redirect=%2Fweb",
        "?p_p_lifecycle=0&p_p_state=normal&p_p_mode=view&p_p_col_id=column-2&p_p_col_count=1",
        "?utm_source=zalo&utm_medium=x&fbclid=1&gclid=2",
        "#p_p_id",
        "?",
    ],
)
def test_session_return_path_and_trackers_do_not_name_a_resource(addition: str) -> None:
    assert canonical(PORTAL + addition) == PORTAL


@pytest.mark.parametrize(
    "query",
    ["p_p_id=101", "id=7", "cur=2", "delta=20", "redirects=1", "myredirect=1", "version=1.0"],
)
def test_parameters_that_tell_resources_apart_are_kept(query: str) -> None:
    assert canonical(f"{PORTAL}?redirect=x&{query}") == f"{PORTAL}?{query}"


def test_escaped_bytes_that_are_not_utf8_come_back_as_they_were() -> None:
    assert canonical("http://example.vn/%E9?q=%A3%e9") == "http://example.vn/%E9?q=%A3%E9"


@pytest.mark.parametrize(
    "given",
    [
        "",
        "example.vn/a",
        "/web/mau",
        "ftp://example.vn/a",
        "javascript:alert(1)",
        "mailto:toa@example.vn",
        "http://",
        "http:///a",
        "http://@/",
        "http://[",
        "http://[::1",
        "http://[::g]/",
        "http://example.vn:99999/",
        "http://example.vn:port/",
        "http://a..vn/",
        "http://a b.vn/",
        "http://a%2Eb.vn/",
        "http://a\x00b.vn/",
        "http://example.vn/\ud800",
        "http://\udcff.vn/",
        "http://example.vn/" + "a" * MAX_LENGTH,
    ],
)
def test_what_is_no_usable_address_is_a_value_error(given: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the class is the promise, not the words
        canonical(given)


def test_a_long_return_path_does_not_make_an_address_too_long() -> None:
    assert canonical(f"{PORTAL}?redirect={'a' * 50_000}") == PORTAL


HOSTS = st.sampled_from(
    ["example.vn", "EXAMPLE.vn.", "www.example.vn", "đồng.vn", "[::1]", "[", "[v1.a]", "192.0.2.1",
     "a@b", "x:y@example.vn", "", ".", "a..b", "\ud800", "xn--", "xn--a", "a" * 70, "ß.de", "①.vn"]
)  # fmt: skip
TAILS = st.text(
    st.sampled_from("/?#&=;:%+.@[]\\ aZ09%2F%3Bjsessionid redirect\u00e9\u0301\ud800\x00\n\t")
    | st.characters(codec=None),
    max_size=40,
)
ADDRESSES = st.one_of(
    st.text(st.characters(codec=None)),
    st.builds(
        "{}://{}{}{}".format,
        st.sampled_from(["http", "https", "HTTP", "ftp"]),
        HOSTS,
        st.sampled_from(["", ":80", ":443", ":0", ":8080", ":99999", ":x", ":", ":٣"]),
        st.one_of(TAILS, TAILS.map("/{}".format), TAILS.map("/a?{}".format)),
    ),
)


@given(ADDRESSES)
@example("http://example.vn/a%3Bjsessionid=1")
@example("http://example.vn/;jsess;jsessionid=1ionid=2")
@example("http://example.vn/?a%26redirect=1")
@example("http://example.vn//..//a")
@example("http://example.vn/?" + "&" * 100_000)
@example("http://" + "[" * 100_000)
@example("http://" + "a." * 100_000 + "vn/")
def test_an_address_is_either_settled_at_once_or_a_value_error(url: str) -> None:
    try:
        once = canonical(url)
    except ValueError:
        return
    assert canonical(once) == once
    assert url_key(once) == url_key(url)
    assert once.isascii()
    assert re.fullmatch(r"https?://[a-z0-9._:%\[\]-]+/\S*", once)


PLAIN = st.builds(
    "{}://{}{}/{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(
        ["example.vn", "a", "-a.b-", "xn--ng-pma6851a.vn", "xn--a.vn", "0x7f.1", "127.0.0.1",
         "a..b", "a_b.vn", "A.vn", "a.vn.", "a" * 70 + ".vn", "user@a.vn"]
    ),
    st.sampled_from(["", ":80", ":443", ":0080", ":1000", ":8080", ":59999", ":60000", ":99999"]),
    st.text("aZ09_~.-/" + "%2f;é\n", max_size=30),
)  # fmt: skip


@given(PLAIN)
@example("http://example.vn/a/../b/./c")
@example("http://example.vn/" + "a" * MAX_LENGTH)
@example("https://example.vn:8080/web/mau/-/asset_publisher/aB1/content/id/7/")
def test_what_needs_no_thought_is_spelled_as_what_is_thought_about(url: str) -> None:
    with_fragment = f"{url}#"
    try:
        wanted = canonical(with_fragment)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011  # as above
            canonical(url)
        return
    assert canonical(url) == wanted


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.btg.example.vn/web/a/", "vn,example,btg)/web/a"),
        ("http://btg.example.vn/web/a", "vn,example,btg)/web/a"),
        ("http://btg.example.vn", "vn,example,btg)/"),
        ("http://btg.example.vn:8080/x?b=1&a=2", "vn,example,btg:8080)/x?a=2&b=1"),
        ("http://btg.example.vn:0/", "vn,example,btg:0)/"),
        ("http://192.0.2.1/x", "192.0.2.1)/x"),
        ("http://[2001:db8::1]:8000/x", "2001:db8::1:8000)/x"),
    ],
)
def test_a_key_sorts_by_host_and_forgets_scheme_and_www(url: str, key: str) -> None:
    assert url_key(url) == key


def test_an_article_id_is_short_fixed_for_good_and_depends_on_source_and_identity() -> None:
    assert article_id("mau", "id:101") == article_id("mau", "id:101")
    assert re.fullmatch(r"[a-z2-7]{16}", article_id("mau", "\ud800"))
    pairs = [("mau", "id:101"), ("mau", "id:102"), ("khac", "id:101"), ("", "")]
    assert len({article_id(*pair) for pair in pairs}) == len(pairs)


def test_article_ids_stay_what_they_were_in_the_first_version() -> None:
    assert article_id("mau", "id:101") == "uptfc7qyd6bkvb4a"
