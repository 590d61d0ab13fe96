"""The article page."""

from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive.file_texts import AttachedFile
from archive.home import Home
from archive.records import FileText
from archive.settings import ArchiveSettings
from archive.store import Archive
from crawler.documents.document import Note
from index.finder import Finder
from index.settings import IndexSettings
from tests.web.builders import CLOTHES, DAY_ONE, NOT_FOUND, PLAN, keep
from tests.web.conftest import Site
from tests.web.pages import Page
from web.app import create_app
from web.files import shown
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


def test_an_article_that_came_back_tells_its_story_with_its_witnesses(
    client: FlaskClient, site: Site
) -> None:
    key = site.ids["id:105"]
    page = Page(client.get(f"/articles/{key}"))
    assert "Có trên cổng từ 01/03/2025 bản lưu" in page.text
    assert "Không còn từ 02/03/2025 bản lưu (mã phản hồi 404)" in page.text
    assert "Xuất hiện lại từ 03/03/2025 bản lưu" in page.text
    (absence,) = site.archive.absences(key)
    first = site.archive.article(key).capture
    witnesses = [
        f"/articles/{key}/captures/{n}" for n in (first, absence.capture, absence.returned)
    ]
    kept = [link for link in page.links if link.startswith(f"/articles/{key}/captures/")]
    assert [link for link in kept if link in witnesses] == witnesses
    assert client.get(witnesses[1]).data == NOT_FOUND
    assert "Không còn trên cổng thông tin từ" not in page.text


def test_the_story_is_told_in_english_too(client: FlaskClient, site: Site) -> None:
    client.set_cookie("lang", "en")
    page = Page(client.get(f"/articles/{site.ids['id:105']}"))
    for told in ("Shown since 1 Mar 2025", "Missing from 2 Mar 2025", "Back from 3 Mar 2025"):
        assert told in page.text
    assert "answered with status 404" in page.text


def test_an_article_that_is_still_gone_says_since_when(client: FlaskClient, site: Site) -> None:
    page = Page(client.get(f"/articles/{site.ids['id:103']}"))
    assert "Không còn từ 02/03/2025" in page.text
    assert "Có lại" not in page.text


def test_an_article_that_was_never_missed_has_no_story(client: FlaskClient, site: Site) -> None:
    assert "Có và vắng" not in Page(client.get(f"/articles/{site.ids['id:101']}")).text


def test_an_attached_file_shows_its_kept_copy_and_its_text(client: FlaskClient, site: Site) -> None:
    key = site.ids["id:105"]
    page = Page(client.get(f"/articles/{key}"))
    files = site.archive.file_texts(site.archive.article(key))
    kept = [f"/articles/{key}/captures/{file.capture}" for file in files if file.capture]
    assert len(kept) == 3
    assert set(kept) <= set(page.links)
    assert client.get(kept[0]).data == PLAN.name.encode()
    assert PLAN.url in page.links
    assert "Điều 1. Lập đội xuồng chữ thập đỏ." in page.text
    assert len(page.all("details")) == 2
    assert "Danh sách.docx chưa lưu được" in page.text


def test_a_file_without_its_text_says_why(client: FlaskClient, site: Site) -> None:
    path = f"/articles/{site.ids['id:105']}"
    page = Page(client.get(path))
    assert "Tệp chỉ có ảnh chụp trang giấy, không có chữ." in page.text
    assert "Tệp rất dài; chỉ phần đầu được đọc." in page.text
    assert "Phần còn lại có trong bản đã lưu." in page.text
    client.set_cookie("lang", "en")
    assert "The file holds only pictures of pages, no text." in Page(client.get(path)).text


@pytest.mark.parametrize("code", [code for code in get_args(Note) if code])
def test_every_reason_for_a_missing_text_is_told_in_the_visitors_words(
    app: Flask, code: str
) -> None:
    file = AttachedFile(PLAN, 1, FileText("sha256:A", "", code, "test 1"))
    with app.test_request_context():
        note = shown(file).note
    assert note.endswith(".")
    assert code not in note


def test_a_page_that_states_no_date_shows_what_others_say_and_who(
    client: FlaskClient, site: Site
) -> None:
    path = f"/articles/{site.ids['id:105']}"
    assert "Trang không ghi ngày; nguồn tin (RSS) ghi 12/03/2021" in Page(client.get(path)).text
    client.set_cookie("lang", "en")
    english = Page(client.get(path)).text
    assert "The page states no date; the feed (RSS) says 12 Mar 2021" in english


def test_a_hint_finds_nothing(client: FlaskClient, site: Site) -> None:
    page = Page(client.get("/search?q=xu%E1%BB%93ng&from=2021&to=2021"))
    assert f"/articles/{site.ids['id:105']}" not in page.links
    assert "Không tìm thấy bài nào" in page.text


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


def test_an_article_leads_to_others_like_it(client: FlaskClient, site: Site) -> None:
    page = Page(client.get(f"/articles/{site.ids['id:101']}?revision=1"))
    similar = site.finder.similar(site.archive.article(site.ids["id:101"]))
    assert "Bài tương tự" in page.inside("h2")
    assert [f"/articles/{one.id}" for one in similar] == [
        link for link in page.links if link in {f"/articles/{key}" for key in site.ids.values()}
        and site.ids["id:101"] not in link
    ]  # fmt: skip
    assert similar[0].title.text in page.inside("a")
    alone = Page(client.get(f"/articles/{site.ids['id:105']}"))
    assert "Bài tương tự" not in alone.text
