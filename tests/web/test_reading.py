"""What the search page says of how a question was understood, and what else was meant."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive.home import Home
from archive.settings import ArchiveSettings
from archive.store import Archive
from index.finder import Finder
from index.indexer import update
from index.settings import IndexSettings
from tests.web.builders import DAY_ONE, draft, keep
from tests.web.pages import Page
from web.app import create_app
from web.settings import WebSettings


def _page(client: FlaskClient, q: str, **query: str) -> Page:
    return Page(client.get("/search", query_string={"q": q, **query}))


def _articles(page: Page) -> list[str]:
    return [link for link in page.links if link.startswith("/articles/")]


def _about(page: Page) -> list[dict[str, str]]:
    return [one for one in page.all("section") if one.get("class") == "notice reading"]


def test_a_plain_question_is_answered_without_a_word_about_it(client: FlaskClient) -> None:
    for asked in ("tủ đồ nhân ái", '"tủ đồ"', "TỦ ĐỒ  -covid", "tiêu đề: heo"):
        assert _about(_page(client, asked)) == [], asked


def test_marks_left_out_are_offered_with_what_they_would_find(client: FlaskClient) -> None:
    page = _page(client, "tu do nhan ai", **{"from": "2022"})
    assert "Có phải bạn muốn tìm tủ đồ nhân ái ? (3 bài viết)" in page.text
    assert {"q": "tủ đồ nhân ái", "from": "2022"} in page.queries("/search")
    assert len(_articles(page)) == 3
    assert "Đây là kết quả cho" not in page.text


def test_where_nothing_is_found_as_typed_what_was_meant_is_searched(client: FlaskClient) -> None:
    page = _page(client, "quan aoo")
    assert "Không bài nào khớp với “quan aoo”. Đây là kết quả cho quần áo ." in page.text
    assert _articles(page) == _articles(_page(client, "quần áo"))
    assert page.all("input", name="q", value="quan aoo")
    assert {"q": "quần áo"} in page.queries("/search")
    assert {"q": "quan aoo", "typed": "1"} in page.queries("/search")


def test_the_way_back_finds_nothing_and_leads_forth_again(client: FlaskClient) -> None:
    page = _page(client, "quan aoo", typed="1")
    assert "Không tìm thấy bài nào" in page.inside("h2")
    assert "quần áo" not in page.text
    assert "Đang tìm đúng như đã gõ." in page.text
    assert {"q": "quan aoo"} in page.queries("/search")


def test_every_page_of_what_was_meant_shows_what_was_meant(client: FlaskClient) -> None:
    first = _page(client, "quan aoo", size="2")
    second = _page(client, "quan aoo", size="2", page="2")
    assert {"q": "quan aoo", "size": "2", "page": "2"} in first.queries("/search")
    assert "Đây là kết quả cho" in second.text
    whole = _articles(_page(client, "quần áo"))
    assert _articles(first) + _articles(second) == whole[:4]


def test_links_keep_the_question_and_that_it_is_meant_as_typed(client: FlaskClient) -> None:
    asked = '"quần áo" -covid từ:2021'
    page = _page(client, asked, typed="1", size="2")
    links = [link for link in page.queries("/search") if "q" in link]
    leaving = {"q": asked, "size": "2"}
    assert leaving in links  # the one that allows suggestions
    assert {"q": asked, "typed": "1", "size": "2", "page": "2"} in links
    assert {"q": asked, "typed": "1", "size": "2", "sort": "newest"} in links
    assert any("model" in link for link in links)
    for link in links:
        assert link == leaving or (link["q"], link["typed"]) == (asked, "1")


def test_a_new_question_is_not_bound_to_its_letters(client: FlaskClient) -> None:
    assert _page(client, "heo", typed="1").all("input", name="typed") == []


def test_typed_is_one_or_nothing(client: FlaskClient) -> None:
    assert _about(_page(client, "heo", typed="0")) == []
    answer = client.get("/search?q=heo&typed=yes")
    assert answer.status_code == 400
    assert "“yes” không dùng được. Chỉ nhận 1" in Page(answer).text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ('tủ đồ "nhân ái', 'Dấu ngoặc kép thiếu một nửa: "nhân'),
        ("(tủ đồ", "Bỏ qua dấu ngoặc tròn thiếu một nửa hoặc lồng quá sâu: ("),
        ("tủ đồ từ:hôm", "Không phải ngày tháng nên được đọc như từ thường: từ:hôm"),
        ("tủ đồ OR", "Đứng một mình nên được bỏ qua hoặc đọc như từ thường: OR"),
        ("heo " * 64 + "đất", "Câu hỏi quá dài: phần từ đất trở đi được bỏ qua."),
        ("tủ đồ từ:2021", "Câu hỏi được hiểu là: tủ đồ từ:2021-01-01"),
        ("đơn vị: vũ trụ", "Chưa có đơn vị nào mang tên vũ trụ ; đã tìm như từ thường."),
        ("mô hình: vũ trụ", "Chưa có mô hình nào mang tên vũ trụ ; đã tìm như từ thường."),
        ("chuyên mục: vũ trụ", "Chưa có chuyên mục nào mang tên vũ trụ ; đã tìm như từ thường."),
        ("nguồn: vũ trụ", "Chưa có nguồn nào mang tên vũ trụ ; đã tìm như từ thường."),
        ("tủ đồ đơn vị: Hội", "Hội có thể là: Hội Chữ thập đỏ xã Thạnh Lợi ,"),
        ("hịc heo đất", "Không bài nào viết hịc với dấu như vậy; đã tìm không kể dấu."),
        ("tủ đồ nhân ái vũ trụ", "Không bài nào có đủ 6 từ; các bài dưới đây có ít nhất 4 từ."),
    ],
)
def test_what_is_not_plain_is_told(client: FlaskClient, asked: str, said: str) -> None:
    assert said in _page(client, asked).text


def test_where_few_articles_have_all_words_it_is_told_how_many(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    ones = [draft(n, f"Tổ hợp tác số {n}", "Vườn xoài, ao cá, chuồng gà.") for n in range(60)]
    whole = draft(99, "Tổ hợp tác có lò sấy", "Vườn xoài, ao cá, chuồng gà.")
    with Archive.open(home, ArchiveSettings(), writing=True) as archive:
        keep(archive, [*ones, whole], DAY_ONE)
        update(archive, IndexSettings(), report=lambda done, total: None)
        with Finder(archive, IndexSettings()) as finder:
            client = create_app(WebSettings(), archive, finder).test_client()
            page = _page(client, "vườn xoài ao cá lò")
            assert "Có 1 bài đủ 5 từ; các bài còn lại có ít nhất 3 từ." in page.text
            assert "61 bài viết" in page.inside("h2")


def test_all_that_is_to_be_said_stands_in_one_block_told_once_a_kind(client: FlaskClient) -> None:
    page = _page(client, 'tủ hịc (đồ) ( đơn vị: Hội Ma từ:hôm "dat', unit="Hội")
    (about,) = _about(page)
    assert about["aria-label"] == "Về câu hỏi này"
    page = _page(client, "tủ ) đồ (nhân ( ái")
    assert len([one for one in page.inside("li") if "ngoặc tròn" in one]) == 1


def test_a_hostile_question_is_told_of_as_text(client: FlaskClient) -> None:
    page = _page(client, 'tủ đồ đơn vị: <script>alert(1)</script> "<img src=x onerror=alert(2)>')
    assert page.active == []
    assert page.faults == []
    assert "<script>alert(1)</script>" in page.text


def test_the_notices_read_in_english_too(client: FlaskClient) -> None:
    english = {"Accept-Language": "en"}
    for query, said in (
        ("tu do nhan ai", "Did you mean tủ đồ nhân ái ? (5 articles)"),
        ("quan aoo", "No article matches “quan aoo”. These are the results for quần áo ."),
        ('"nhân ái', 'A quotation mark without its partner: "nhân'),
        ("đơn vị: vũ trụ", "No unit is called vũ trụ ; it was searched for as plain words."),
    ):
        page = Page(client.get("/search", query_string={"q": query}, headers=english))
        assert said in page.text
