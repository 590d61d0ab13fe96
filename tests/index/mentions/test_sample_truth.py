"""What extraction draws from the sample portal, against the truth written beside its articles."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from crawler.sample import Corpus, Truth, load_corpus
from index.document import text_of
from index.mentions import Mention, extract, model_key, unit_key
from tests.index.builders import make_article
from tests.portal import INDEX

HOME = INDEX.home_of("mau")

# Other wordings of one model: to write them as one name takes a person who knows that it is one.
OTHER_WORDINGS = {
    ("Biến rác thành quà", "Biến rác thải thành quà tặng"),
    ("Bữa cháo sớm ân tình", "Nồi cháo sớm ân tình"),
    ("Chủ nhật số cùng bà con", "Chủ nhật số"),
    ("Cổng trường an toàn giao thông", "Cổng trường an toàn"),
    ("Heo đất đến trường", "Heo đất tới trường"),
    ("Lá sen thay túi nhựa", "Lá sen thay túi nilon"),
    ("Lớp bơi mùa nước nổi", "Lớp học bơi mùa nước nổi"),
    ("Ruộng lúa nghĩa tình", "Thửa ruộng nghĩa tình"),
    ("Thắp sáng đường quê", "Thắp sáng đường quê hương"),
    ("Tiếng kẻng học bài", "Tiếng kẻng học tập"),
    ("Xách giỏ đi chợ", "Phụ nữ xách giỏ đi chợ"),
    ("Đèn sáng đường quê", "Ánh đèn sáng đường quê"),
    ("Đồng ruộng không vỏ thuốc", "Cánh đồng không vỏ thuốc"),
}


@dataclass(frozen=True)
class Read:
    """One version of an article: what is true of it, and the models drawn as facts."""

    truth: Truth
    year: int | None
    drawn: tuple[Mention, ...]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(2)


@pytest.fixture(scope="module")
def articles() -> list[Read]:
    return list(_read_all())


def _read_all() -> Iterator[Read]:
    read = set()
    for day in (1, 2):
        for row in load_corpus(day).truth:
            article = make_article(
                row.title,
                summary=row.summary,
                body="\n".join(row.body),
                captions=row.captions,
                published=row.published,
            )
            text = text_of(article)
            if text in read:
                continue
            read.add(text)
            found = extract(text, title=row.title, home=HOME, published=row.published)
            facts = tuple(model for model in found.models if model.tier == "fact")
            year = row.published or found.dateline
            yield Read(row, year.year if year else None, facts)


class Known:
    """The keys that the written forms of each model and unit of the sample have."""

    def __init__(self, corpus: Corpus) -> None:
        self._units = {unit.key: (unit.name, *unit.written) for unit in corpus.units}
        self.models = {
            model.key: {model_key(form) for form in (model.name, *model.written)}
            for model in corpus.models
        }

    def units(self, truth: Truth, unit: str | None) -> set[str | None]:
        if unit is None:
            return {None}
        forms = self._units[unit]
        return {unit_key(form, home=HOME, published=truth.published) for form in forms}


def test_the_facts_of_the_sample_come_out_right(corpus: Corpus, articles: list[Read]) -> None:
    known = Known(corpus)
    told, wrong = 0, []
    for read in articles:
        year = read.truth.published.year if read.truth.published else None
        for fact in read.truth.models:
            told += 1
            units = known.units(read.truth, fact.unit)
            drawn = [model for model in read.drawn if model.key in known.models[fact.model]]
            if read.year != year or not any(model.unit in units for model in drawn):
                named = [(model.surface, model.unit) for model in drawn]
                wrong.append(f"{read.truth.id} {fact.name} ({fact.unit_name}): {named}")

    assert told > 200
    assert len(wrong) <= 0.03 * told, "\n".join(wrong)


def test_few_facts_are_drawn_that_the_truth_does_not_tell(
    corpus: Corpus, articles: list[Read]
) -> None:
    known = Known(corpus)
    drawn, false = 0, []
    for read in articles:
        keys = set().union(*(known.models[fact.model] for fact in read.truth.models))
        drawn += len(read.drawn)
        false += [f"{read.truth.id} {m.surface}" for m in read.drawn if m.key not in keys]

    assert drawn > 200
    assert len(false) <= 0.03 * drawn, "\n".join(false)


def test_each_model_has_one_key_but_for_other_wordings(corpus: Corpus) -> None:
    apart = {
        (model.name, form)
        for model in corpus.models
        for form in model.written
        if model_key(form) != model_key(model.name)
    }

    assert apart == OTHER_WORDINGS


def test_no_two_models_of_the_sample_share_a_key(corpus: Corpus) -> None:
    keys = Known(corpus).models.values()

    assert len(set().union(*keys)) == sum(map(len, keys))


def test_the_register_of_the_sample_has_one_entry_for_each_wording(
    corpus: Corpus, articles: list[Read]
) -> None:
    written = set().union(*Known(corpus).models.values())
    drawn = {model.key for read in articles for model in read.drawn}

    assert drawn <= written
    assert len(corpus.models) <= len(drawn) <= len(corpus.models) + len(OTHER_WORDINGS)
