"""The article page."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.settings import IndexSettings
from tests.web.builders import CLOTHES, DAY_ONE, keep
from tests.web.conftest import Site
from tests.web.pages import Page
from web.app import create_app
from web.settings import WebSettings


def test_an_article_shows_its_text_its_origin_and_its_evidence(
    client: FlaskClient, site: Site
) -> None:
    page = Page(client.get(f"/articles/{site.ids['id:101']}"))
    capture = site.archive.capture(site.archive.article(site.ids["id:101"]).capture)
    assert page.inside("h1") == [CLOTHES.title]
    assert "Sau buổi đầu, tủ đã nhận hơn 350 bộ quần áo và 40 đôi dép." in page.inside("p")
    assert "Chị em phân loại quần áo trước giờ ra mắt" in page.text
    assert "15:30, 12/03/2021" in page.inside("time")
    assert {"section": "Hoạt động đoàn thể"} in page.queries("/search")
    assert page.links.count(CLOTHES.url) == 2  # to see it live, and as its address
    assert capture.digest in page.text
    assert "09:00, 02/03/2025" in page.text
    assert "từ 01/03/2025 đến 02/03/2025" in page.text
    assert "https://portal.example.vn/documents/1/ke-hoach.pdf" in page.links


def test_units_and_models_lead_to_the_register(client: FlaskClient, site: Site) -> None:
    page = Page(client.get(f"/articles/{site.ids['id:101']}"))
    models = [link for link in page.links if link.startswith("/models/")]
    units = [link for link in page.links if link.startswith("/units/")]
    assert Page(client.get(models[0])).inside("h1") == ["Tủ đồ nhân ái"]
    assert Page(client.get(units[0])).inside("h1") == ["Hội Liên hiệp Phụ nữ xã Trường Xuân"]


def test_an_earlier_revision_is_shown_as_it_was_and_says_so(
    client: FlaskClient, site: Site
) -> None:
    path = f"/articles/{site.ids['id:101']}"
    page = Page(client.get(f"{path}?revision=1"))
    assert "hơn 300 bộ" in page.text
    assert "Đây là bản ghi nhận lần 1; bài đã được sửa sau đó." in page.text
    assert path in page.links
    assert {"revision": "1"} in page.queries(f"{path}/original")
    newest = Page(client.get(path))
    assert "Đây là bản ghi nhận" not in newest.text
    assert [link["revision"] for link in newest.queries(path)] == ["2", "1"]


def test_a_withdrawn_article_is_kept_and_marked(client: FlaskClient, site: Site) -> None:
    page = Page(client.get(f"/articles/{site.ids['id:103']}"))
    assert "Không còn trên cổng thông tin từ ngày 02/03/2025" in page.text
    assert "18 mắt" in page.text
    found = Page(client.get("/search?q=camera"))
    assert "Không còn trên cổng thông tin" in found.inside("span")


def test_an_article_without_a_date_says_so(client: FlaskClient, site: Site) -> None:
    assert "không rõ ngày" in Page(client.get(f"/articles/{site.ids['id:104']}")).text


def test_a_file_with_a_dangerous_address_is_named_but_not_linked(
    client: FlaskClient, site: Site
) -> None:
    page = Page(client.get(f"/articles/{site.ids['id:120']}"))
    assert "https://portal.example.vn/a.png" in page.links
    assert not any(link.startswith("javascript") for link in page.links)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("{id}?revision=3", 404),
        ("{id}?revision=0", 404),
        ("{id}?revision=x", 400),
        ("{id}?revision=-1", 400),
        ("{id}?revision=99999999999", 400),
        ("aaaaaaaaaaaaaaaa", 404),
        ("%00", 404),
        ("đồ", 404),
        ("a" * 5000, 404),
        ("..%2f..%2fetc", 404),
    ],
)
def test_what_was_never_kept_is_not_found_and_a_bad_number_is_named(
    client: FlaskClient, site: Site, path: str, status: int
) -> None:
    assert client.get("/articles/" + path.format(id=site.ids["id:101"])).status_code == status


def test_without_an_index_an_article_can_still_be_read(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    with (
        Archive.open(home, ArchiveSettings(), writing=True) as archive,
        Finder(archive, IndexSettings()) as finder,
    ):
        ids = keep(archive, [CLOTHES], DAY_ONE)
        client = create_app(WebSettings(), archive, finder).test_client()
        page = Page(client.get(f"/articles/{ids['id:101']}"))
        assert page.inside("h1") == [CLOTHES.title]
        assert client.get(f"/api/v1/articles/{ids['id:101']}").status_code == 200
