"""The comparison of engines: the same text for all, each asked fairly, and told as it was."""

import gzip
import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveError
from bench.collection import Collection, collect
from bench.contender import Contender
from bench.engines import fts5, whoosh
from bench.quality import main
from bench.trial import hold
from index.evaluation.judged import Judged
from index.evaluation.ways import AS_TYPED, way_called

Opened = Callable[[Collection, Path], AbstractContextManager[list[Contender]]]
JAR, CUPBOARD, ORCHARD = (f"http://xa.example.vn/{name}" for name in ("heo", "tu", "vuon"))
ARTICLES = [
    {"url": JAR, "title": "Nuôi heo đất", "summary": "Tiết kiệm mỗi ngày", "body": "Chi hội."},
    {"url": CUPBOARD, "title": "Tủ đồ nhân ái", "body": "Ai thừa góp vào.\nAi thiếu đến lấy."},
    {"url": ORCHARD, "title": "Vườn cây kiểu mẫu", "published": "2022-05-19", "likes": "7"},
]


def written(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def collected(folder: Path, **options: Any) -> Collection:
    asked: dict[str, Any] = {"limit": None, "neutral_titles": False, "summary": True}
    source = written(folder / "articles.jsonl", ARTICLES)
    return collect(source, folder / "collected.jsonl", **(asked | options))


def test_every_engine_is_given_headline_summary_and_body(tmp_path: Path) -> None:
    texts = [entry.text for entry in collected(tmp_path).entries("read")]
    assert texts == [
        "Nuôi heo đất\nTiết kiệm mỗi ngày\nChi hội.",
        "Tủ đồ nhân ái\nAi thừa góp vào.\nAi thiếu đến lấy.",
        "Vườn cây kiểu mẫu",
    ]


def test_headlines_and_summaries_can_be_taken_out(tmp_path: Path) -> None:
    collection = collected(tmp_path, neutral_titles=True, summary=False)
    texts = [entry.text for entry in collection.entries("read")]
    assert texts == [
        "Bài số 1\nChi hội.",
        "Bài số 2\nAi thừa góp vào.\nAi thiếu đến lấy.",
        "Bài số 3",
    ]


def test_a_limit_takes_articles_from_the_whole_file_packed_or_not(tmp_path: Path) -> None:
    records = [{"url": f"http://xa.example.vn/{n}", "title": str(n)} for n in range(10)]
    lines = "\n\n".join(json.dumps(record) for record in records)
    source = tmp_path / "articles.jsonl.gz"
    source.write_bytes(gzip.compress(lines.encode()))
    for limit, titles in ((1, "9"), (3, "369"), (10, "0123456789"), (99, "0123456789")):
        collection = collect(
            source, tmp_path / "out", limit=limit, neutral_titles=False, summary=True
        )
        assert "".join(entry.text for entry in collection.entries("read")) == titles


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\n{\n", "articles.jsonl:2: is not JSON that can be read"),
        (b"[]\n", "articles.jsonl:1: is not a JSON object"),
        (b'{"url": "http://a.vn/"}\n', "articles.jsonl:1: title: is missing"),
        (b'{"url": "a", "title": "b"}\n', "articles.jsonl:1: url: 'a' is not an absolute"),
        (b'{"url": "http://a.vn/", "title": "\\ud800"}\n', "articles.jsonl:1: holds half of"),
        (2 * b'{"url": "http://a.vn/", "title": "b"}\n', "articles.jsonl:2: url: stands on line 1"),
        (b"\x1f\x8b\x08", "articles.jsonl: cannot be read beyond line 0"),
        (b"\n", "articles.jsonl: holds no article"),
    ],
)
def test_a_bad_file_is_told_by_line_and_field(tmp_path: Path, content: bytes, told: str) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_bytes(content)
    with pytest.raises(ArchiveError) as raised:
        collect(source, tmp_path / "out", limit=None, neutral_titles=False, summary=True)
    assert told in str(raised.value)


@pytest.mark.parametrize("opened", [fts5.opened, whoosh.opened])
@pytest.mark.parametrize(
    ("words", "by_all", "by_any"),
    [
        ("tủ đồ", {CUPBOARD}, {CUPBOARD}),
        ("đồ heo", set(), {CUPBOARD, JAR}),
        ('"đồ" (NOT heo:* OR -đất) AND\\ ', set(), {CUPBOARD, JAR}),
        ("xyz", set(), set()),
        ('" - "', set(), set()),
    ],
)
def test_an_engine_reads_a_question_as_words_whatever_signs_stand_in_it(
    tmp_path: Path, opened: Opened, words: str, by_all: set[str], by_any: set[str]
) -> None:
    with opened(collected(tmp_path), tmp_path) as contenders:
        for contender in contenders:
            assert list(contender.askings) == ["AND", "OR"]
            assert set(contender.askings["AND"](words)) == by_all
            assert set(contender.askings["OR"](words)) == by_any


def test_the_mrr_is_told_for_the_better_joining_and_nothing_found_for_the_default() -> None:
    found: Mapping[str, Mapping[str, list[str]]] = {
        "AND": {"một": [], "hai": [ORCHARD], "mot": [], "hai ": []},
        "OR": {"một": [ORCHARD, JAR], "hai": [JAR], "mot": [JAR], "hai ": [ORCHARD]},
    }
    jar = {"vn,example,xa)/heo": 1.0}
    ways = {
        AS_TYPED: [Judged("một", jar), Judged("hai", jar)],
        way_called("no_diacritics"): [Judged("mot", jar), Judged("hai ", jar)],
    }
    reports: list[tuple[int, int]] = []
    contender = Contender("engine", {way: found[way].__getitem__ for way in found}, speed=5.0)
    trial = hold(contender, ways, lambda *told: reports.append(told))
    assert (trial.default, trial.best) == ("AND", "OR")
    figures = {field: (told.mrr_10, told.empty) for field, told in trial.ways.items()}
    assert figures == {"as_is": (0.75, 0.5), "no_diacritics": (0.5, 1.0)}
    assert reports[-1] == (8, 8)


def test_all_engines_stand_in_both_tables_and_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = written(tmp_path / "articles.jsonl", ARTICLES)
    asked = [
        {"as_is": "Tủ đồ nhân ái", "relevant": "/tu"},
        {"as_is": "heo đất", "typo": "heo đâts", "relevant": {JAR: 2}},
        {"as_is": "vườn cây", "relevant": "http://xa.example.vn/gone"},
    ]
    questions = written(tmp_path / "questions.jsonl", asked)
    out = tmp_path / "out.json"
    words = [str(articles), str(questions), "--engines", "guong", "fts5", "--json", str(out)]
    assert main(words) == 0
    told = capsys.readouterr()
    assert told.err == "questions left out, as no article here answers them: 1\n"
    for name in ("Gương", "Gương, suggestion followed", "SQLite FTS5", "SQLite FTS5, remove_"):
        assert sum(line.startswith(name) for line in told.out.splitlines()) >= 3
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert kept["articles"] == 3
    guong = kept["trials"][0]["ways"]
    assert guong["as_is"] == {"questions": 2, "mrr_10": 1.0, "empty": 0.0}
    assert guong["no_diacritics"] == {"questions": 2, "mrr_10": 1.0, "empty": 0.0}
    assert guong["typo"]["questions"] == 1


def test_a_fault_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = written(tmp_path / "articles.jsonl", ARTICLES)
    assert main([str(articles), str(tmp_path / "none.jsonl"), "--engines", "fts5"]) == 2
    assert capsys.readouterr().err.startswith("bench.quality: questions: ")
