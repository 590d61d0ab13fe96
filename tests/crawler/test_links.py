from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from w3lib.url import safe_url_string

from archive.urls import canonical, url_key
from crawler.links import join

BASE = "https://btg.huyen.example/web/btg/tin?trang=1"


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("bai-2", "https://btg.huyen.example/web/btg/bai-2"),
        ("/bai-2", "https://btg.huyen.example/bai-2"),
        ("//khac.example/a", "https://khac.example/a"),
        (" \n/bai\n-2 ", "https://btg.huyen.example/bai-2"),
        ("?trang=2", "https://btg.huyen.example/web/btg/tin?trang=2"),
        ("/tin tức", "https://btg.huyen.example/tin%20t%E1%BB%A9c"),
        ("/tin%20tức", "https://btg.huyen.example/tin%20t%E1%BB%A9c"),
    ],
)
def test_a_reference_becomes_an_absolute_address(reference: str, url: str) -> None:
    assert join(BASE, reference) == url


@pytest.mark.parametrize(
    "reference",
    [
        "javascript:void(0)",
        "mailto:a@b.example",
        "tel:0277",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://",
        "http://[hoi-dap",
        "http://a.example:port/",
        "http://a.example:99999/",
        "/" + "x" * 3000,
        "http://a..b/x",
        "http://.a.example/",
        "http://a%20b.example/",
        "/" + "|" * 1990,
    ],
)
def test_what_leads_nowhere_on_the_web_is_no_link(reference: str) -> None:
    assert join(BASE, reference) is None


HOSTS = st.text("ab.-_:%[]@#\\*đ\u200b ", max_size=8)


@given(st.builds("http://{}/{}".format, HOSTS, st.text(max_size=5)) | st.text(max_size=40))
def test_every_link_has_a_place_in_the_archive(reference: str) -> None:
    if url := join(BASE, reference):
        assert url_key(url)
        assert canonical(canonical(url)) == canonical(url)


@given(st.text(max_size=40))
def test_no_reference_is_too_strange_and_all_links_are_plain(reference: str) -> None:
    url = join(BASE, reference)
    assert url is None or (url.isascii() and url.isprintable() and " " not in url)


@given(
    st.text("/\\:?#.;@[ \n\thtps:vnđ%2\0", max_size=12)
    | st.builds("{}{}".format, st.sampled_from(["/", "//", "http://", "https:/"]), st.text())
)
@example("//?trang=2")
@example("http://?trang=2")
@example("/\t/?trang=2")
@example("https:/a")
def test_a_reference_is_read_from_each_page_as_from_the_first_of_its_host(reference: str) -> None:
    for base in ("https://a.example/b/c?d", "https://a.example", "https://b.example/b/"):
        try:
            wanted = urljoin(base, reference.strip())
            readings = (wanted, safe_url_string(wanted), None)
        except ValueError:
            readings = (None,)
        assert join(base, reference) in readings
