import re
from dataclasses import replace
from datetime import date

import pytest

from crawler.sample.composer import FEWEST_WORDS, MOST_WORDS, compose
from crawler.sample.corpus import Model
from crawler.sample.drafts import Draft, Plan, Told
from crawler.sample.edition import CONTENT
from crawler.sample.people import PEOPLE
from crawler.sample.themes import read_themes

WORDS = "bà con cùng góp một tay để việc chung được bền lâu theo năm tháng nơi đây"
LISTS = {
    name: tuple(f"{name} {number} {WORDS}." for number in range(12))
    for name in ("how", "result", "voice", "outlook")
}
OPENING = ("{unit} ra mắt mô hình {model} tại {place} năm {year}.",)
VOICE = tuple(f"{{person}} góp {{count}} ngày công và {{money}}, lần {n}." for n in range(12))
SENTENCES = {
    **{
        frame: {**LISTS, "opening": OPENING, "voice": VOICE}
        for frame in ("launch", "review", "visit")
    },
    "roundup": {
        "opening": ("nhìn lại năm {year}.",),
        "item": tuple(f"Thứ {n} là mô hình {{model}} ({{unit}})." for n in range(12)),
        "result": LISTS["result"],
        "outlook": LISTS["outlook"],
    },
}
MODELS = {
    "tu": Model("tu", "Tủ sách", ("hoi",), 2017),
    "den": Model("den", "Đèn sáng", ("doan",), 2018),
}
SHELF = Told("tu", "hoi", "Tủ sách", "Hội LHPN xã Mỹ An")
LIGHT = Told("den", "doan", "Đèn sáng", "xã Đoàn Mỹ An")
PLAN = Plan(
    Draft(12070116, "tu-sach", "doan-the", "Tủ sách", "", ()),
    frame="launch",
    models=(SHELF,),
    place="xã Mỹ An",
    quotes="curly",
)
PUBLISHED = date(2020, 5, 4)


def composed(plan: Plan) -> tuple[str, ...]:
    return compose(plan, SENTENCES, MODELS, PUBLISHED)


@pytest.mark.parametrize(
    ("quotes", "first", "later"),
    [
        ("curly", "“Tủ sách”", "“Tủ sách”"),
        ("straight", '"Tủ sách"', '"Tủ sách"'),
        ("old", "''Tủ sách\"", "''Tủ sách\""),
        ("unclosed", "“Tủ sách tại", "“Tủ sách”"),
    ],
)
def test_the_name_of_the_model_stands_in_the_quotes_of_the_plan(
    quotes: str, first: str, later: str
) -> None:
    plan = replace(PLAN, quotes=quotes)
    again = {**SENTENCES, "launch": {**SENTENCES["launch"], "voice": ("Mô hình {model} hay.",)}}
    text = compose(plan, again, MODELS, PUBLISHED)
    assert f"Hội LHPN xã Mỹ An ra mắt mô hình {first}" in text[0]
    assert f"Mô hình {later} hay." in text


def test_a_launch_tells_its_own_year_and_a_review_the_year_the_model_began() -> None:
    assert "năm 2020." in composed(PLAN)[0]
    assert "năm 2017." in composed(replace(PLAN, frame="review"))[0]


def test_a_roundup_tells_of_each_model_with_its_own_unit_in_turn() -> None:
    text = composed(replace(PLAN, frame="roundup", models=(SHELF, LIGHT)))
    found = re.findall(r"mô hình “(.+?)” \((.+?)\)", text[1])
    assert found == [("Tủ sách", "Hội LHPN xã Mỹ An"), ("Đèn sáng", "xã Đoàn Mỹ An")]
    assert text[0] == "Nhìn lại năm 2020."


def test_the_voices_are_invented_persons_with_numbers() -> None:
    voice = next(text for text in composed(PLAN) if "ngày công" in text)
    found = re.fullmatch(r"(.+) góp (\d{2,3}) ngày công và \d+ triệu đồng, lần \d+\.", voice)
    assert found is not None
    assert found[1] in PEOPLE


def test_no_person_is_listed_twice() -> None:
    assert len(set(PEOPLE)) == len(PEOPLE) >= 30


def test_the_same_article_always_reads_the_same_and_another_reads_differently() -> None:
    other = replace(PLAN, draft=replace(PLAN.draft, id=12070117))
    assert composed(PLAN) == composed(PLAN)
    assert composed(PLAN) != composed(other)


@pytest.mark.parametrize("theme", read_themes(CONTENT), ids=lambda theme: theme.units[0].key)
def test_every_planned_article_has_the_right_length_and_repeats_no_sentence(theme) -> None:
    models = {one.key: one for one in theme.models}
    models |= {one.key: one for other in read_themes(CONTENT) for one in other.models}
    published = {row.id: row.published for row in theme.truth}
    for plan in theme.plans:
        text = " ".join(compose(plan, theme.sentences, models, published[plan.draft.id]))
        assert FEWEST_WORDS <= len(text.split()) <= MOST_WORDS, plan.draft.id
        assert "{" not in text
        sentences = [part for part in re.split(r"(?<=[.?!])\s+", text) if len(part.split()) > 4]
        assert len(sentences) == len(set(sentences)), plan.draft.id
