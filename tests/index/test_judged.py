"""Files of judged questions, and every way of typing that is asked of them."""

import json
import math
from pathlib import Path

import pytest

from index.errors import BadQuery
from index.evaluation.judged import read_questions, read_ways

URL = "https://portal.example.vn/a"


def write(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "questions.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_questions_are_read_with_one_address_or_with_grades(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"relevant": URL, "as_is": "tủ đồ", "bare": "tu do"},
        "",
        {"relevant": {URL: 2, "http://www.portal.example.vn/b/": 0.5}, "as_is": "heo", "bare": "h"},
    )
    first, second = read_questions(path, "as_is")
    assert (first.words, dict(first.relevant)) == ("tủ đồ", {"vn,example,portal)/a": 1.0})
    assert second.relevant == {"vn,example,portal)/a": 2.0, "vn,example,portal)/b": 0.5}
    assert [judged.words for judged in read_questions(path, "bare")] == ["tu do", "h"]


def test_a_line_separator_inside_a_question_does_not_end_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, f'{{"relevant": "{URL}", "as_is": "tủ\u2028đồ"}}')
    assert len(read_questions(path, "as_is")) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{no json", "is not JSON"),
        ("[1]", "is not a JSON object"),
        ("[" * 100_000, "is not JSON"),
        ({"relevant": URL}, "has no field 'as_is'"),
        ({"relevant": URL, "as_is": 5}, "as_is: is not a text"),
        ({"relevant": URL, "as_is": "x" * 1001}, "as_is: 1001 characters"),
        ({"relevant": URL, "as_is": "\x00"}, "as_is: it holds control characters"),
        ({"as_is": "x"}, "relevant: must be an address"),
        ({"relevant": [URL], "as_is": "x"}, "relevant: must be an address"),
        ({"relevant": {}, "as_is": "x"}, "relevant: must be an address"),
        ({"relevant": "no address", "as_is": "x"}, "relevant: "),
        ({"relevant": {URL: "1"}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: True}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: -1}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: 5000}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: math.nan}, "as_is": "x"}, f"relevant: the grade of {URL}"),
        ({"relevant": {URL: 0}, "as_is": "x"}, "relevant: names nothing"),
        ({"relevant": "/" + "a" * 2000, "as_is": "x"}, "relevant: "),
        ({"relevant": URL, "as_is": "x", "kind": 5}, "kind: is not a text"),
        ('{"relevant": "x", "as_is": "\\ud800"}', "holds half of a surrogate pair"),
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, line: object, said: str) -> None:
    path = write(tmp_path, {"relevant": URL, "as_is": "tốt"}, line)
    with pytest.raises(BadQuery) as caught:
        read_questions(path, "as_is")
    assert caught.value.field == "questions"
    assert caught.value.message.startswith(f"{path}:2: {said}")
    assert "\n" not in caught.value.message


def test_a_file_without_questions_or_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match="holds no question"):
        read_questions(write(tmp_path, ""), "as_is")
    with pytest.raises(BadQuery, match="cannot be read"):
        read_questions(tmp_path / "missing", "as_is")
    (tmp_path / "latin").write_bytes('{"as_is": "t\xf3"}'.encode("latin-1"))
    with pytest.raises(BadQuery, match="latin:1: is not UTF-8 text"):
        read_questions(tmp_path / "latin", "as_is")


def test_a_path_alone_stands_for_that_path_on_whatever_host(tmp_path: Path) -> None:
    path = write(tmp_path, {"relevant": {"/web/a/": 3, URL: 1, "//b": 2}, "as_is": "tủ"})
    (question,) = read_questions(path, "as_is")
    found = ["http://127.0.0.1:8010/web/a", "https://other.example.vn/a", URL, "http://[::1]//b"]
    assert question.grades(found) == [3.0, 0.0, 1.0, 2.0]


def test_an_article_found_twice_is_worth_its_grade_once(tmp_path: Path) -> None:
    (question,) = read_questions(write(tmp_path, {"relevant": "/a", "as_is": "tủ"}), "as_is")
    assert question.grades([URL, "http://mirror.example.vn/a"]) == [1.0, 0.0]


def test_every_way_is_made_of_the_question_as_typed(tmp_path: Path) -> None:
    path = write(tmp_path, {"relevant": URL, "as_is": "Hoà giải ở Mỹ Quý", "kind": "unit"})
    ways = {way.field: questions[0] for way, questions in read_ways(path).items()}
    assert {field: question.words for field, question in ways.items()} == {
        "as_is": "Hoà giải ở Mỹ Quý",
        "no_diacritics": "Hoa giai o My Quy",
        "nfd": "Hoa\u0300 gia\u0309i o\u031b\u0309 My\u0303 Quy\u0301",
        "other_spelling": "Hòa giải ở Mĩ Quí",
        "half_bare": "Hoà giai ở My Quý",
    }
    assert {question.kind for question in ways.values()} == {"unit"}


def test_one_way_is_made_where_a_line_lacks_it(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"relevant": URL, "as_is": "tủ đồ", "no_diacritics": "tudo"},
        {"relevant": URL, "as_is": "heo đất"},
    )
    assert [one.words for one in read_questions(path, "no_diacritics")] == ["tudo", "heo dat"]
    with pytest.raises(BadQuery, match=r"questions\.jsonl:1: has no field 'typo'"):
        read_questions(path, "typo")


def test_a_way_that_the_file_holds_is_asked_as_it_stands_there(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {"relevant": URL, "as_is": "tủ đồ", "no_diacritics": "tudo", "typo": "tủ đô"},
        {"relevant": URL, "as_is": "heo đất"},
    )
    ways = {way.field: [one.words for one in asked] for way, asked in read_ways(path).items()}
    assert ways["no_diacritics"] == ["tudo", "heo dat"]
    assert ways["typo"] == ["tủ đô"]
    assert list(ways)[-1] == "typo"


def test_ways_that_cannot_be_made_are_named_by_line(tmp_path: Path) -> None:
    with pytest.raises(BadQuery, match=r"questions\.jsonl:1: has no field 'as_is'"):
        read_ways(write(tmp_path, {"relevant": URL, "typo": "x"}))
    with pytest.raises(BadQuery, match="holds no question"):
        read_ways(write(tmp_path, ""))
    # Decomposed, six hundred letters are more than a question may have.
    with pytest.raises(BadQuery, match=r"questions\.jsonl:1: nfd: 1200 characters"):
        read_ways(write(tmp_path, {"relevant": URL, "as_is": "á" * 600}))


def test_the_key_of_a_question_changes_with_its_words_and_its_grades(tmp_path: Path) -> None:
    lines = [
        {"relevant": {URL: 1, "/b": 2}, "as_is": "tủ"},
        {"relevant": {"/b": 2, URL: 1}, "as_is": "tủ", "kind": "x"},
        {"relevant": {URL: 2, "/b": 2}, "as_is": "tủ"},
        {"relevant": {URL: 1, "/b": 2}, "as_is": "tu"},
    ]
    first, same, *others = (one.key for one in read_questions(write(tmp_path, *lines), "as_is"))
    assert first == same
    assert len({first, *others}) == 3
