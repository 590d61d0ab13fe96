"""How the portal answers: redirects, conditions, counters, and what is broken."""

import gzip
import re
import threading
from dataclasses import replace

import pytest
from werkzeug.test import Client, TestResponse

from crawler.sample import SECTIONS, TRAPS, Article, Oddity, SamplePortal, Trap, load_corpus
from crawler.sample.addresses import Form, entry_path, feed_path, path_in_form, section_path
from crawler.sample.oddities import LOOP_BACK
from crawler.sample.sections import Layout

HOST = "http://localhost"
FIRST, SECOND = load_corpus(1), load_corpus(2)
NOT_FOUND = "Tài sản không thể được tìm thấy."
TRAP_AT = {link.trap: link for link in TRAPS}


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def portal(naps: list[float]) -> SamplePortal:
    return SamplePortal(FIRST, SECOND, slow_seconds=1.5, huge_bytes=300_000, sleep=naps.append)


@pytest.fixture
def client(portal: SamplePortal) -> Client:
    return Client(portal)


def of_layout(layout: Layout) -> Article:
    return next(
        one
        for one in FIRST.articles
        if one.section.layout is layout and Oddity.HEALS not in one.oddities
    )


def path_of(article: Article) -> str:
    return entry_path(article.section, article.id)


def only(oddity: Oddity) -> Article:
    return FIRST.showing(oddity)[0]


def views(answer: TestResponse) -> int:
    found = re.search(r"(\d+) Lượt xem|Lượt xem: (\d+)", answer.get_data(as_text=True))
    assert found is not None
    return int(found[1] or found[2])


def test_robots_names_a_delay_a_forbidden_folder_and_the_sitemap(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True).splitlines() == [
        "User-agent: *",
        "Crawl-delay: 0.05",
        "Disallow: /web/btg/noi-bo/",
        "Disallow: /c/",
        "",
        "Sitemap: http://localhost/sitemap.xml",
    ]


def test_the_crawl_delay_is_an_argument() -> None:
    client = Client(SamplePortal(FIRST, crawl_delay=2))
    assert "Crawl-delay: 2\n" in client.get("/robots.txt").get_data(as_text=True)


@pytest.mark.parametrize("layout", Layout)
def test_all_addresses_of_an_article_show_it(client: Client, layout: Layout) -> None:
    article = of_layout(layout)
    for form in set(Form) - {Form.MOVED, Form.FORMER}:
        answer = client.get(path_in_form(article, form))
        assert answer.status_code == 200
        assert article.body[0][:40] in answer.get_data(as_text=True), form


def test_the_same_requests_get_the_same_bytes() -> None:
    paths = ["/", *(section_path(one) for one in SECTIONS), *(path_of(a) for a in FIRST.articles)]
    one, two = (Client(SamplePortal(load_corpus(1), slow_seconds=0)) for _ in range(2))
    for path in paths:
        first, second = one.get(path), two.get(path)
        assert first.data == second.data
        assert list(first.headers) == list(second.headers)


@pytest.mark.parametrize("layout", Layout)
def test_every_full_view_raises_the_counter(client: Client, layout: Layout) -> None:
    article = of_layout(layout)
    first = client.get(path_of(article))
    client.head(path_of(article))
    second = client.get(path_in_form(article, Form.PLID))
    assert views(second) == views(first) + 1
    assert first.data != second.data


def test_new_pages_answer_304_to_either_condition_though_the_counter_rises(
    client: Client,
) -> None:
    article = of_layout(Layout.NEW)
    seen = client.get(path_of(article))
    tag, changed = seen.headers["ETag"], seen.headers["Last-Modified"]
    client.get(path_of(article))
    for condition in ({"If-None-Match": tag}, {"If-Modified-Since": changed}):
        answer = client.get(path_of(article), headers=condition)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == tag
    other = client.get(path_of(article), headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize("layout", [Layout.OLD, Layout.SITE])
def test_other_pages_know_no_conditions(client: Client, layout: Layout) -> None:
    article = of_layout(layout)
    for path in (path_of(article), section_path(article.section)):
        seen = client.get(path)
        assert "ETag" not in seen.headers
        assert "Last-Modified" not in seen.headers
        condition = {"If-None-Match": "*", "If-Modified-Since": seen.headers["Date"]}
        assert client.get(path, headers=condition).status_code == 200


def test_listings_feeds_and_files_of_the_new_version_answer_304(client: Client) -> None:
    article = next(one for one in FIRST.articles if one.captions)
    page = client.get(path_of(article)).get_data(as_text=True)
    file = re.search(r'src="(?:http://localhost)?(/documents/[^"]+)"', page)
    assert file is not None
    unions = SECTIONS[1]
    for path in (section_path(unions), feed_path(unions), feed_path(SECTIONS[0]), file[1]):
        seen = client.get(path)
        for condition in (
            {"If-None-Match": seen.headers["ETag"]},
            {"If-Modified-Since": seen.headers["Last-Modified"]},
        ):
            assert client.get(path, headers=condition).status_code == 304, path


def test_one_page_is_labelled_with_the_wrong_charset(client: Client) -> None:
    article = only(Oddity.WRONG_CHARSET)
    answer = client.get(path_of(article))
    assert answer.content_type == "text/html; charset=ISO-8859-1"
    assert b'<meta charset="utf-8">' in answer.data
    assert article.title in answer.data.decode("utf-8").replace("&#34;", '"').replace("&#39;", "'")


def test_old_addresses_lead_to_the_new_one(client: Client) -> None:
    for oddity, form, status in (
        (Oddity.MOVED, Form.MOVED, 301),
        (Oddity.MOVED_FOR_NOW, Form.FORMER, 302),
    ):
        article = only(oddity)
        answer = client.get(path_in_form(article, form))
        assert answer.status_code == status
        assert answer.location == HOST + path_of(article)
        assert client.get(path_of(article)).status_code == 200


def test_a_redirect_can_go_in_a_circle(client: Client) -> None:
    path = TRAP_AT[Trap.LOOP].path
    there = client.get(path)
    assert (there.status_code, there.location) == (302, HOST + LOOP_BACK)
    back = client.get(LOOP_BACK)
    assert (back.status_code, back.location) == (302, HOST + path)


def test_a_dead_link_answers_200_with_a_sentence(client: Client) -> None:
    answer = client.get(TRAP_AT[Trap.DEAD].path)
    assert answer.status_code == 200
    assert NOT_FOUND in answer.get_data(as_text=True)


def test_a_title_nobody_knows_answers_200_with_another_sentence(client: Client) -> None:
    for path in ("/web/btg/-/khong-co", path_of(FIRST.articles[0]).partition("id/")[0] + "a-b"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Nội dung web đã chọn không còn tồn tại." in answer.get_data(as_text=True)


def test_a_section_without_articles_says_so() -> None:
    client = Client(SamplePortal(replace(FIRST, articles=())))
    for section in SECTIONS:
        page = client.get(section_path(section)).get_data(as_text=True)
        assert "Không có kết quả nào." in page


def test_a_gone_page_and_nonsense_answer_404(client: Client) -> None:
    for path in (
        TRAP_AT[Trap.GONE].path,
        "/web/btg/khong-co",
        "/c/portal/login",
        "/sitemap.xml?p_l_id=9x",
        "/documents/30215/1/a.pdf/00000000-0000-0000-0000-000000000000",
        "/web/btg/x/-/asset_publisher/unknown/content/id/12070101",
        "/web/btg/tin-cu/-/khong-co",
        "/%ff%fe",
    ):
        assert client.get(path).status_code == 404, path


def test_a_failing_page_heals_at_the_third_request(client: Client) -> None:
    path = path_of(only(Oddity.HEALS))
    assert [client.get(path).status_code for _ in range(4)] == [500, 500, 200, 200]


def test_a_slow_page_waits_as_long_as_it_is_told(client: Client, naps: list[float]) -> None:
    assert client.get(path_of(only(Oddity.SLOW))).status_code == 200
    assert naps == [1.5]


def test_a_huge_page_is_sent_piece_by_piece(client: Client) -> None:
    answer = client.get(TRAP_AT[Trap.HUGE].path, buffered=False)
    assert answer.content_length is None
    sizes = [len(piece) for piece in answer.iter_encoded()]
    assert sum(sizes) >= 300_000
    assert max(sizes) < 20_000


def test_the_forbidden_page_is_there_for_whoever_asks(client: Client) -> None:
    answer = client.get(TRAP_AT[Trap.FORBIDDEN].path)
    assert "Thông tin nội bộ" in answer.get_data(as_text=True)


@pytest.mark.parametrize("link", TRAPS, ids=lambda link: link.trap.name)
def test_the_first_page_of_a_listing_links_the_trap(client: Client, link) -> None:
    page = client.get(f"/web/btg/{link.section}").get_data(as_text=True)
    assert f'href="{HOST}{link.path}"' in page


def test_the_sites_own_pages_are_compressed_for_those_who_ask(client: Client) -> None:
    path = section_path(SECTIONS[4])
    packed = client.get(path, headers={"Accept-Encoding": "gzip, deflate"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == client.get(path).data


def test_requests_are_noted_in_order(portal: SamplePortal, client: Client) -> None:
    client.get("/robots.txt")
    client.get("/web/btg/doan-the?x=1", headers={"If-None-Match": '"a"'})
    client.head(TRAP_AT[Trap.GONE].path)
    assert [(one.method, one.path, one.status, one.conditional) for one in portal.requests] == [
        ("GET", "/robots.txt", 200, False),
        ("GET", "/web/btg/doan-the?x=1", 200, True),
        ("HEAD", TRAP_AT[Trap.GONE].path, 404, False),
    ]


def test_views_are_counted_right_when_visitors_come_together(client: Client) -> None:
    article = of_layout(Layout.OLD)
    before = views(client.get(path_of(article)))
    visitors = [threading.Thread(target=lambda: client.get(path_of(article))) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert views(client.get(path_of(article))) == before + 9
