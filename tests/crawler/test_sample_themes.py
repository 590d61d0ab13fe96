import re
from pathlib import Path

import pytest

from archive.errors import GuongError
from crawler.sample import BadSample, load_corpus
from crawler.sample.themes import read_theme

LISTS = 'opening = ["{unit} ra mắt mô hình {model}."]\nhow = ["a", "b"]\nresult = ["c"]\n'
FILES = {
    "units.toml": '[[unit]]\nkey = "hoi"\nname = "Hội Phụ nữ xã Mỹ An"\n',
    "models.toml": '[[model]]\nkey = "tu"\nname = "Tủ sách"\nunits = ["hoi"]\nsince = 2019\n',
    "articles.toml": """
[[article]]
id = 12070101
slug = "tu-sach"
section = "doan-the"
title = " Tủ sách mở cửa "
summary = ""
captions = ["Chị em bên tủ sách"]
body = '''
Đoạn một.

Đoạn hai.
'''
author = "MT"
attachments = ["Kế hoạch.pdf"]
[article.day2]
title = "Tủ sách mở cửa cả tuần"
""",
    "plan.toml": """
[[article]]
id = 12070116
slug = "ra-mat-tu-sach"
section = "hoc-tap"
title = "Ra mắt"
summary = "Tóm tắt."
captions = []
author = ""
frame = "launch"
models = [{ model = "tu", unit = "hoi", written = "Tủ sách", unit_written = "Hội PN xã Mỹ An" }]
place = "xã Mỹ An"
quotes = "old"
""",
    "sentences.toml": "".join(
        f'[{frame}]\n{LISTS}voice = ["d"]\noutlook = ["e"]\n'
        for frame in ("launch", "review", "visit")
    )
    + '[roundup]\nopening = ["f"]\nitem = ["{model} {unit}"]\nresult = ["g"]\noutlook = ["h"]\n',
    "truth.toml": """
[[article]]
id = 12070101
published = 2019-03-08
dated = false
models = [{ model = "tu" }]
[[article]]
id = 12070116
published = 2019-04-01
dated = true
models = [{ model = "tu", unit = "hoi" }]
cites = ["05-CT/TW"]
""",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    theme = tmp_path / "theme"
    theme.mkdir()
    for name, text in FILES.items():
        (theme / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(content: Path, name: str, old: str, new: str) -> None:
    path = content / "theme" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_line_of_a_body_is_a_paragraph_and_blank_lines_are_none(content: Path) -> None:
    draft = read_theme(content / "theme").drafts[0]
    assert draft.body == ("Đoạn một.", "Đoạn hai.")
    assert draft.title == "Tủ sách mở cửa"


def test_a_folder_of_one_theme_is_a_whole_corpus(content: Path) -> None:
    corpus = load_corpus(1, content)
    assert [article.id for article in corpus.articles] == [12070116, 12070101]
    hand = corpus.truth_of(12070101)
    assert (hand.published, hand.published_at) == (None, None)
    assert [(one.name, one.unit_name) for one in hand.models] == [("Tủ sách", None)]
    planned = corpus.truth_of(12070116)
    assert planned.models[0].unit_name == "Hội Phụ nữ xã Mỹ An"
    assert planned.body[0] == "Hội PN xã Mỹ An ra mắt mô hình ''Tủ sách\"."
    assert planned.cites == ("05-CT/TW",)


def test_the_second_day_shows_the_edited_fields_and_keeps_the_others(content: Path) -> None:
    first, second = (load_corpus(day, content).truth_of(12070101) for day in (1, 2))
    assert (first.title, second.title) == ("Tủ sách mở cửa", "Tủ sách mở cửa cả tuần")
    assert first.body == second.body


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("articles.toml", 'section = "doan-the"', 'section = "the-thao"', "unknown section"),
        ("articles.toml", 'author = "MT"', 'writer = "MT"', "writer"),
        ("articles.toml", 'slug = "tu-sach"\n', "", "12070101.*slug"),
        ("articles.toml", "[article.day2]\ntitle", "[article.day2]\nslug", "day2 cannot change"),
        ("articles.toml", "Kế hoạch.pdf", "Kế hoạch.exe", "attachment"),
        ("articles.toml", "id = 12070101", "id = 12070116", "share the id"),
        ("articles.toml", '"tu-sach"', '"ra-mat-tu-sach"', "share the slug"),
        ("plan.toml", '"launch"', '"lunch"', "unknown frame"),
        ("plan.toml", '"old"', '"round"', "unknown quotes"),
        ("plan.toml", 'model = "tu"', 'model = "tuu"', "no model has the key 'tuu'"),
        ("truth.toml", 'model = "tu"', 'model = "tuu"', "no model 'tuu'"),
        ("truth.toml", "published = 2019-03-08", 'published = "8/3/2019"', "no date"),
        ("truth.toml", "id = 12070101", "id = 12070102", "12070101"),
        ("truth.toml", "id = 12070116", "id = 12070117", "12070116 has no row"),
        ("sentences.toml", "{unit} ra mắt", "{who} ra mắt", "unknown slots"),
        ("sentences.toml", 'how = ["a", "b"]', "", "the list 'how' is missing"),
        ("models.toml", "since = 2019", "since = ", "models.toml"),
    ],
)
def test_content_that_cannot_be_used_is_reported_with_its_place(
    content: Path, name: str, old: str, new: str, told: str
) -> None:
    change(content, name, old, new)
    with pytest.raises(BadSample, match=re.compile(told)) as caught:
        load_corpus(1, content)
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_an_empty_folder_are_reported(content: Path, tmp_path: Path) -> None:
    (content / "theme" / "units.toml").unlink()
    with pytest.raises(GuongError, match=r"units\.toml"):
        load_corpus(1, content)
    (tmp_path / "empty").mkdir()
    with pytest.raises(GuongError, match="holds no theme"):
        load_corpus(1, tmp_path / "empty")


def test_there_is_no_third_day(content: Path) -> None:
    with pytest.raises(BadSample, match="day 3"):
        load_corpus(3, content)
