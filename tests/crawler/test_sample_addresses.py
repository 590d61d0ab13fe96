from dataclasses import replace

import pytest

from crawler.sample import SECTIONS, Oddity, load_corpus
from crawler.sample.addresses import ASSET, Form, feed_path, form_of, page_path, path_in_form

ARTICLE = replace(
    load_corpus(1).articles[0],
    id=12080749,
    slug="tu-do-nhan-ai",
    section=SECTIONS[1],
    oddities=frozenset(),
)
DETAIL = "/web/btg/chi-tiet-bai-viet/-/asset_publisher/hB4wZpE9sKuN/content"


@pytest.mark.parametrize(
    ("form", "path"),
    [
        (Form.ENTRY, f"{DETAIL}/id/12080749"),
        (
            Form.RETURN,
            f"{DETAIL}/id/12080749?redirect=%2Fweb%2Fbtg%2Fdoan-the&inheritRedirect=true",
        ),
        (Form.SLUG, f"{DETAIL}/tu-do-nhan-ai"),
        (
            Form.SESSION,
            f"{DETAIL}/id/12080749;jsessionid=18A938675416FFDF82E04EA4D0837649",
        ),
        (Form.PLID, f"{DETAIL}/id/12080749?plidlayout=3045"),
        (Form.MAXIMIZED, f"{DETAIL}/id/12080749/maximized"),
        (Form.PLAIN, "/web/btg/-/tu-do-nhan-ai"),
        (Form.SLUG_GROUP, f"{DETAIL}/tu-do-nhan-ai/30215"),
        (
            Form.MOVED,
            "/web/btg/chi-tiet-tin/-/asset_publisher/k2FzNcW7gXbR/content/id/3080749",
        ),
        (Form.FORMER, "/web/btg/tin-cu/-/tu-do-nhan-ai"),
    ],
)
def test_one_article_has_many_addresses(form: Form, path: str) -> None:
    assert path_in_form(ARTICLE, form) == path


def test_listings_link_neighbours_in_different_forms() -> None:
    forms = [form_of(replace(ARTICLE, id=ARTICLE.id + step)) for step in range(8)]
    assert set(forms) == set(Form) - {Form.MOVED, Form.FORMER}


def test_an_article_that_moved_is_linked_where_it_was() -> None:
    assert form_of(replace(ARTICLE, oddities=frozenset({Oddity.MOVED}))) is Form.MOVED
    assert form_of(replace(ARTICLE, oddities=frozenset({Oddity.MOVED_FOR_NOW}))) is Form.FORMER


def test_pages_are_turned_by_parameters_that_carry_the_portlet_id() -> None:
    old, new = page_path(SECTIONS[0], 2), page_path(SECTIONS[1], 3)
    assert old.startswith("/web/btg/hoc-tap?p_p_id=101_INSTANCE_Qd7LmXo2TrVa&")
    assert old.endswith("&_101_INSTANCE_Qd7LmXo2TrVa_delta=10&_101_INSTANCE_Qd7LmXo2TrVa_cur=2")
    portlet = "com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet_INSTANCE_hB4wZpE9sKuN"
    assert f"p_p_id={portlet}&" in new
    assert new.endswith(f"&_{portlet}_delta=20&_{portlet}_cur=3")


def test_a_feed_stands_below_the_instance_of_its_section() -> None:
    path = "/web/btg/doan-the/-/asset_publisher/hB4wZpE9sKuN/rss"
    assert feed_path(SECTIONS[1]) == path


def test_the_kind_of_asset_and_the_window_state_do_not_change_what_is_meant() -> None:
    for path in (
        f"{DETAIL}/id/12080749/normal",
        "/web/btg/bat-ky/-/asset_publisher/hB4wZpE9sKuN/document/id/12080749/pop_up",
    ):
        found = ASSET.fullmatch(path)
        assert found is not None
        assert found["id"] == "12080749"
