import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.adapters import liferay_addresses
from crawler.adapters.liferay_addresses import asset

HOST = "https://btg.huyen.example"
ASSET = f"{HOST}/web/btg/chi-tiet-bai-viet/-/asset_publisher/1mOzUrGkrdAE"


@pytest.mark.parametrize(
    "url",
    [
        f"{ASSET}/content/id/12080749",
        f"{ASSET}/content/id/12080749?plidlayout=3045",
        f"{ASSET}/document/id/12080749",
        f"{ASSET}/content/id/12080749/maximized",
        f"{ASSET}/content/id/12080749/",
        f"{ASSET}/content/id/12080749;jsessionid=0A1B.node2",
        f"{ASSET}/content/id/12080749?redirect=%2Fweb%2Fbtg&inheritRedirect=true",
        f"{ASSET}/content/id/12080749/pop_up?_101_INSTANCE_x_viewMode=print",
    ],
)
def test_an_address_by_number_names_the_asset_entry(url: str) -> None:
    address = asset(url)
    assert address is not None
    assert address.entry == "12080749"
    assert address.slug is None


@pytest.mark.parametrize(
    "url",
    [
        f"{ASSET}/content/ra-mat-mo-hinh",
        f"{ASSET}/content/ra-mat-mo-hinh/30215",
        f"{ASSET}/content/ra-mat-mo-hinh/maximized",
        f"{ASSET}/content/ra-mat-mo-hinh/30215/maximized?redirect=x",
        f"{HOST}/web/btg/-/ra-mat-mo-hinh",
        f"{HOST}/-/ra-mat-mo-hinh;jsessionid=1",
    ],
)
def test_an_address_by_title_names_the_slug(url: str) -> None:
    address = asset(url)
    assert address is not None
    assert address.slug == "ra-mat-mo-hinh"
    assert address.entry is None


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/",
        f"{HOST}/web/btg",
        f"{HOST}/web/btg/hoc-tap?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_cur=2",
        f"{ASSET}/rss",
        f"{ASSET}/content/id/",
        f"{ASSET}/content/id/khong-phai-so",
        f"{HOST}/web/btg/hop-thu/-/message_boards/message/7",
        f"{HOST}/web/btg/-/asset_publisher",
        f"{HOST}/documents/1/2/a.pdf/0b1e52c6",
    ],
)
def test_other_addresses_are_no_articles(url: str) -> None:
    assert asset(url) is None


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        (f"{ASSET}/content/id/1/maximized", f"{ASSET}/content/id/1"),
        (f"{ASSET}/content/id/1;jsessionid=2", f"{ASSET}/content/id/1"),
        (f"{ASSET}/content/id/1?plidlayout=3045", f"{ASSET}/content/id/1?plidlayout=3045"),
        (f"{ASSET}/content/id/1/pop_up?_x_viewMode=print", f"{ASSET}/content/id/1"),
        (f"{ASSET}/content/id/1?p_p_state=pop_up", f"{ASSET}/content/id/1"),
    ],
)
def test_window_state_print_view_and_session_are_left_out_of_the_address(
    url: str, plain: str
) -> None:
    address = asset(url)
    assert address is not None
    assert address.url == plain


@pytest.mark.parametrize(
    ("path", "feed", "file", "service"),
    [
        ("/web/btg/tin/-/asset_publisher/1mOz/rss", True, False, False),
        ("/documents/30215/7/anh.png/0b1e?t=1", False, True, False),
        ("/image/journal/article?img_id=7", False, True, False),
        ("/tep/ke-hoach.PDF", False, True, False),
        ("/c/portal/login?p_l_id=3045", False, False, True),
        ("/web/btg/tin?p_p_id=3&p_p_lifecycle=1", False, False, True),
        ("/web/btg/tin?p_p_id=3&p_p_lifecycle=0", False, False, False),
        ("/web/btg/tin?p_p_state=pop_up", False, False, True),
        ("/web/btg/tin", False, False, False),
    ],
)
def test_feeds_files_and_services_show_in_the_address(
    path: str, feed: bool, file: bool, service: bool
) -> None:
    url = HOST + path
    found = (
        liferay_addresses.is_feed(url),
        liferay_addresses.is_file(url),
        liferay_addresses.is_service(url),
    )
    assert found == (feed, file, service)


SEVEN = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_x5HsDqA1kPwL"


@pytest.mark.parametrize(
    ("element", "portlet"),
    [
        ("p_p_id_101_INSTANCE_aB3d_", "101_INSTANCE_aB3d"),
        ("portlet_101_INSTANCE_aB3d", "101_INSTANCE_aB3d"),
        (f"p_p_id_{SEVEN}_", SEVEN),
        (f"portlet_{SEVEN}", SEVEN),
        ("portlet_56_INSTANCE_aB3d", None),
        ("main-content", None),
    ],
)
def test_the_portlet_is_known_by_the_id_of_its_element(element: str, portlet: str | None) -> None:
    assert liferay_addresses.portlet_of(element) == portlet


def test_further_pages_of_a_list_are_asked_for_by_cur() -> None:
    url = liferay_addresses.listing_page(f"{HOST}/web/btg/an-ninh", "101_INSTANCE_x", 2)
    assert url == f"{HOST}/web/btg/an-ninh?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_cur=2"
    assert liferay_addresses.shown_page(url) == 2
    third = liferay_addresses.listing_page(f"{url}&_101_INSTANCE_x_delta=20", "101_INSTANCE_x", 3)
    assert third.endswith("_101_INSTANCE_x_cur=3&_101_INSTANCE_x_delta=20")


@given(st.text(max_size=80))
def test_no_path_is_too_strange(text: str) -> None:
    path = text.replace("[", "").replace("]", "")
    asset(f"{HOST}/web/-/asset_publisher/x/{path}")
    asset(f"{HOST}/-/{path}")
