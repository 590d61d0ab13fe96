"""Floors on labelled articles: written blind to the rules, with invented people.

`labelled/articles.jsonl` holds whole articles as portals print them and short ones in the manner
of a digest, each with its models, their units, all units, the dateline and the documents cited.
"""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from index.mentions import extract
from tests.index.mentions.scoring import Tally, plain, tally

ARTICLES = Path(__file__).with_name("labelled") / "articles.jsonl"


@cache
def tallies() -> dict[str, Tally]:
    found: defaultdict[str, Tally] = defaultdict(Tally)
    for line in ARTICLES.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        tally(label, extract(label["text"], title=label["title"]), found)
    return found


@pytest.mark.parametrize(
    ("what", "floor"),
    [
        ("models, all", 0.96),
        ("pairs", 0.88),
        ("units", 0.92),
        ("dates", 0.98),
        ("cites", 0.98),
    ],
)
def test_what_is_drawn_keeps_its_floor(what: str, floor: float) -> None:
    assert tallies()[what].f1 >= floor


def test_models_told_as_facts_are_hardly_ever_wrong() -> None:
    assert tallies()["models, facts"].precision >= 0.985


def test_spelling_does_not_count_in_the_score() -> None:
    assert plain("“Uỷ ban - HOÀ”") == plain("ủy ban hòa")
    assert plain("Nhà má") != plain("Nhà mà")


def test_wrong_and_missed_names_lower_the_score() -> None:
    label = {"models": [{"name": "Ao cá", "unit": "ấp 4"}], "units": [], "cites": []}
    found: defaultdict[str, Tally] = defaultdict(Tally)
    tally({**label, "published": None}, extract("Xã ra mắt mô hình “Vườn cò” (Huyện Đoàn)."), found)

    assert (found["models, all"].right, found["models, all"].wrong) == (0, 1)
    assert (found["pairs"].wrong, found["pairs"].missed) == (1, 1)
