"""Generated articles: the same every time, and made of what they were learned from."""

import json
from datetime import date
from itertools import islice

import pytest

from archive.imported import parse_record
from bench.generated import Statistics, generated, learned, of_sample

TEXTS = [
    {"title": "Nuôi heo đất", "summary": "Heo đất nuôi mỗi ngày", "body": "Heo ăn.\nHeo lớn."},
    {"title": "Tủ đồ nhân ái", "body": "Ai thừa góp vào.\nAi thiếu đến lấy."},
]


@pytest.fixture(scope="module")
def sample() -> Statistics:
    return of_sample()


def test_articles_are_the_same_every_time_and_however_many_are_made(sample: Statistics) -> None:
    few, many = list(generated(sample, 3)), list(generated(of_sample(), 600))
    assert few == many[:3]
    assert len(many) == 600
    assert len({record["url"] for record in many}) == 600
    assert many[0]["body"] != many[500]["body"]


def test_they_can_be_imported_and_tell_of_units_models_and_days(sample: Statistics) -> None:
    records = list(generated(sample, 200))
    drafts = [parse_record(json.dumps(record).encode()) for record in records]
    assert all(draft.published and date(2013, 1, 1) <= draft.published for draft in drafts)
    assert 5 <= len({draft.section for draft in drafts}) <= 12
    assert 2 <= len({draft.source for draft in drafts}) <= 4
    with_model = sum("ra mắt mô hình “" in draft.body for draft in drafts)
    assert 80 <= with_model <= 160


def test_words_stand_behind_the_words_that_they_were_learned_behind() -> None:
    statistics = learned(TEXTS)
    words = {word for text in TEXTS for part in text.values() for word in part.split()}
    pairs = set()
    for record in generated(statistics, 300):
        # The first paragraph of a body tells of a unit, and is no walk.
        for text in (record["title"], *record["body"].split("\n")[1:]):
            pairs.update(zip(text.split(), text.split()[1:], strict=False))
    known = {pair for pair in pairs if set(pair) <= words}
    assert {("Ai", "thừa"), ("nhân", "ái"), ("heo", "đất")} <= known
    # Some words come from anywhere, and a few are new.
    assert known - {("Ai", "thừa"), ("Ai", "thiếu")}
    assert any(set(pair) - words for pair in pairs)


def test_lengths_are_those_that_were_learned() -> None:
    lengths = {
        len(f"{record['title']} {record['summary']}".split())
        for record in islice(generated(learned(TEXTS), 100), 100)
    }
    # A walk may end a paragraph within a headline, where no word stands for it.
    assert max(lengths) <= 8
