from dataclasses import replace

from crawler.sample import SECTIONS, load_corpus
from crawler.sample.dates import EDITED, TODAY
from crawler.sample.shelf import Shelf, fingerprint

FIRST, SECOND = load_corpus(1), load_corpus(2)


def test_a_list_changes_when_an_article_leaves_it() -> None:
    gone = SECOND.withdrawn[0]
    others = tuple(one for one in FIRST.articles if one.id != gone.id)
    before = Shelf(FIRST).changed(gone.section)
    without = Shelf(replace(FIRST, articles=others, withdrawn=(gone,)))
    assert before < without.changed(gone.section) == EDITED


def test_a_list_without_articles_is_as_old_as_the_portal() -> None:
    assert Shelf(replace(FIRST, articles=())).changed(SECTIONS[0]) == TODAY[1]


def test_a_fingerprint_stands_for_what_the_article_says() -> None:
    article = FIRST.articles[0]
    same = replace(article, date_text="hôm qua", rank=99)
    assert fingerprint(same) == fingerprint(article)
    for change in (
        {"title": "Khác"},
        {"summary": "Khác"},
        {"body": (*article.body, "Thêm một đoạn.")},
        {"captions": ("Khác",)},
        {"author": "Khác"},
        {"attachments": ("Khác.pdf",)},
    ):
        assert fingerprint(replace(article, **change)) != fingerprint(article)


def test_an_article_is_found_by_number_by_title_and_by_the_number_it_had() -> None:
    shelf, article = Shelf(FIRST), FIRST.articles[0]
    assert shelf.by_id[article.id] is article
    assert shelf.by_slug[article.slug] is article
    assert shelf.moved[article.id - 9_000_000] is article
