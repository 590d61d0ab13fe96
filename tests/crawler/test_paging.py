import pytest

from crawler.adapters.paging import is_further_page


@pytest.mark.parametrize(
    "address",
    [
        "/tin-tuc/page/2",
        "/tin-tuc/page/2/",
        "/tin-tuc/trang-13",
        "/tin-tuc-trang-13.html",
        "/tin-tuc/p2.html",
        "/tin-tuc?page=3",
        "/Default.aspx?ItemID=4&PageIndex=2",
        "/tin?trang=2&x=1",
        "/tin?start=20",
    ],
)
def test_a_further_page_of_a_list_is_known_by_its_address(address: str) -> None:
    assert is_further_page(f"http://a.example{address}")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tin-tuc/page/1",
        "/tin-tuc?page=1",
        "/tin-tuc?page=dau",
        "/tin-tuc?homepage=2",
        "/chi-tiet?id=25",
        "/trang-chu",
        "/bai-viet-2",
        "/homepage2",
        "/tin?page=999999999",
    ],
)
def test_any_other_address_is_none(address: str) -> None:
    assert not is_further_page(f"http://a.example{address}")
