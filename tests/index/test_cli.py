"""The commands of the index, run as the program runs them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.index.builders import CAMERA, CLOTHES, CLOTHES_AGAIN, PIGGY, SAFETY, TREES
from web.main import run

URLS = {one.url: one for one in (CLOTHES, CLOTHES_AGAIN, PIGGY, CAMERA, TREES)}


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        return dict(json.loads(self.out))


Guong = Callable[..., Ended]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive made and indexed by the commands themselves."""
    folder = tmp_path_factory.mktemp("cli")
    records = folder / "records.jsonl"
    lines = [
        {
            "url": one.url,
            "title": one.title,
            "body": one.body,
            "section": one.section,
            "source": one.source,
            "published": one.published.isoformat() if one.published else None,
        }
        for one in URLS.values()
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    records.write_text(text, encoding="utf-8")
    assert run(["--home", str(folder / "home"), "import", str(records)]) == 0
    assert run(["--home", str(folder / "home"), "index"]) == 0
    return folder / "home"


@pytest.fixture
def guong(home: Path, capsys: pytest.CaptureFixture[str]) -> Guong:
    def call(*arguments: str, home: Path = home) -> Ended:
        capsys.readouterr()
        status = run(["--home", str(home), *arguments])
        told = capsys.readouterr()
        return Ended(status, told.out, told.err)

    return call


def _titles(ended: Ended) -> list[str]:
    assert ended.status == 0, ended.err
    return [hit["title"] for hit in ended.json["hits"]]  # type: ignore[attr-defined]  # a list


def _is_one_line(ended: Ended, *said: str) -> None:
    assert ended.status not in (0, 70)
    assert ended.out == ""
    assert ended.err.startswith("guong: ")
    assert ended.err.count("\n") == 1
    assert len(ended.err) < 400
    for text in said:
        assert text in ended.err


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["tu", "do", "nhan", "ai"], [CLOTHES_AGAIN, CLOTHES]),
        (["tủ đồ nhân ái"], [CLOTHES_AGAIN, CLOTHES]),
        (["khôngcógìđâu"], []),
        (['"heo đất"', "OR", "camera", "--sort", "newest"], [CAMERA, PIGGY]),
        (
            ["--sort", "oldest", "--", "đồ", "-camera", "-unit:“Hội Khuyến học”"],
            [CLOTHES, CLOTHES_AGAIN],
        ),
        (["tiêu đề:heo", "từ:2022"], [PIGGY]),
        (["--unit", "hoi lhpn xa truong xuan"], [CLOTHES_AGAIN, CLOTHES]),
        (["--model", "tu do nhan ai", "--sort", "oldest"], [CLOTHES, CLOTHES_AGAIN]),
        (["--model", "Cá vàng biết bay"], []),
        (["--from", "2023"], [CLOTHES_AGAIN, CAMERA]),
        (["--from", "5/2022", "--to", "08/2023"], [CAMERA, PIGGY]),
        (["--from", "19/5/2022", "--to", "2022-05-19"], [PIGGY]),
        (["--to", "2021"], [CLOTHES]),
        (["--section", "an ninh quoc phong"], [CAMERA]),
        (["--section", SAFETY], [CAMERA]),
        (["--source", "tan-kieu"], [TREES]),
        (["--sort", "newest"], [CLOTHES_AGAIN, CAMERA, PIGGY, CLOTHES, TREES]),
        (["--sort", "oldest"], [CLOTHES, PIGGY, CAMERA, CLOTHES_AGAIN, TREES]),
        (["--sort", "newest", "--size", "2", "--page", "2"], [PIGGY, CLOTHES]),
        (["--page", "9"], []),
    ],
)
def test_search_obeys_each_option(guong: Guong, arguments: list[str], found: list[object]) -> None:
    titles = _titles(guong("search", "--json", *arguments))
    assert titles == [one.title for one in found]  # type: ignore[attr-defined]  # drafts


def test_search_without_json_is_read_by_people(guong: Guong) -> None:
    ended = guong("search", "heo dat")
    assert ended.status == 0
    first, meant, hit, about, snippet, url = ended.out.splitlines()
    assert first.startswith("1 article (")
    assert meant == "Did you mean: heo đất (1 article)"
    assert hit == f"  1. {PIGGY.title}"
    assert about.strip().startswith(f"2022-05-19 · {PIGGY.section} · thap-muoi · ")
    assert "Nuôi heo đất" in snippet
    assert url.strip() == PIGGY.url
    assert ended.err == ""


def test_what_finds_nothing_as_typed_is_mended_unless_that_is_declined(guong: Guong) -> None:
    ended = guong("search", "vuonf uom", "--json")
    assert _titles(ended) == [TREES.title]
    assert ended.json["suggestion"] == {"words": "vườn ươm", "total": 1, "applied": True}
    typed = guong("search", "vuonf uom", "--json", "--typed")
    assert _titles(typed) == []
    assert typed.json["suggestion"] is None


def test_search_says_what_would_help_where_nothing_is_found(guong: Guong) -> None:
    ended = guong("search", "--unit", "Hội Cá vàng")
    assert "No unit is called 'Hội Cá vàng'; see: guong units" in ended.out
    assert "Nothing found" in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "2023", "--to", "2021"], ("from:", "later than the end")),
        (["--from", "31/02/2022"], ("from:", "'31/02/2022' is no date")),
        (["--to", "hôm qua"], ("to:", "expected a day, a month or a year")),
        (["--from", "9" * 9000], ("from:",)),
        (["--page", "0"], ("page:", "0 is not 1 or more")),
        (["--page", "hai"], ("--page", "--help")),
        (["--page", "99999999999999999999"], ("page:",)),
        (["--size", "1000"], ("size:", "between 1 and 100")),
        (["--size", "0"], ("size:",)),
        (["--sort", "best"], ("sort:", "relevance, newest, oldest")),
        (["a" * 10_000], ("q:", "10000 characters")),
        (['""'], ("q:", "no letter or digit")),
        (["“”", "''"], ("q:", "no letter or digit")),
        (["tủ\x07"], ("q:", "control characters")),
        (["\x1b[31m"], ("q:", "control characters")),
        (["--unit", "\x00"], ("unit:", "control characters")),
        (["--unit", "x" * 301], ("unit:",)),
        (["--what"], ("--what", "--help")),
    ],
)
def test_a_bad_search_is_one_line_and_a_status(
    guong: Guong, arguments: list[str], said: tuple[str, ...]
) -> None:
    _is_one_line(guong("search", *arguments), *said)


@pytest.mark.parametrize("command", ["models", "units"])
def test_models_and_units_are_listed_and_searched(guong: Guong, command: str) -> None:
    whole = guong(command, "--json").json
    assert whole["total"] == len(whole["items"]) > 0  # type: ignore[arg-type]  # a list
    words = {"models": ["tu", "do"], "units": ["truong xuan"]}[command]
    found = guong(command, "--json", *words).json
    assert found["total"] == 1
    (entry,) = found["items"]  # type: ignore[misc]  # a list
    assert entry["articles"] == 2
    assert (entry["first"], entry["last"]) == ("2021-03-12", "2023-11-10")
    shown = guong(command, *words)
    assert shown.out.startswith(f"     2  2021-2023  {entry['label']}  [{entry['value']}]")
    assert shown.err == "1 in all.\n"


def test_a_list_has_orders_and_pages(guong: Guong) -> None:
    names = [entry["label"] for entry in guong("models", "--json", "--sort", "name").json["items"]]  # type: ignore[attr-defined]  # a list
    assert names == ["Camera an ninh", "Nuôi heo đất khuyến học", "Tủ đồ nhân ái",
                     "Vườn ươm cây xanh"]  # fmt: skip
    assert guong("models", "--json", "--page", "2").json == {
        "total": 4,
        "page": 2,
        "size": 50,
        "items": [],
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sort", "size"], ("sort:", "articles, name, first, last")),
        (["--page", "0"], ("page:",)),
        (["--page", "9999999999999999999"], ("page:",)),
        (["a " * 5000], ("q:",)),
        (["\x00"], ("q:", "control characters")),
    ],
)
@pytest.mark.parametrize("command", ["models", "units"])
def test_a_bad_list_is_one_line_and_a_status(
    guong: Guong, command: str, arguments: list[str], said: tuple[str, ...]
) -> None:
    _is_one_line(guong(command, *arguments), *said)


def test_index_says_what_it_did(guong: Guong) -> None:
    again = guong("index", "--json").json
    assert (again["articles"], again["removed"], again["rebuilt"]) == (0, 0, False)
    told = guong("index", "--rebuild")
    assert told.out.startswith("Indexed 5 articles, dropped 0; index 0000")
    rebuilt = guong("index", "--rebuild", "--json").json
    assert (rebuilt["articles"], rebuilt["rebuilt"]) == (5, True)
    assert rebuilt["generation"] != again["generation"]


def test_status_counts_what_is_there(guong: Guong) -> None:
    told = guong("status", "--json").json
    assert told["articles"] == told["captures"] == 5
    assert told["sources"] == {"tan-kieu": 1, "thap-muoi": 4}
    assert {"articles": 5, "behind": 0}.items() <= told["index"].items()  # type: ignore[attr-defined]  # an object
    shown = guong("status").out
    for said in ("5 articles, 5 captures", "  source thap-muoi: 4 articles\n", ": complete ("):
        assert said in shown


def test_without_an_index_every_question_says_what_to_run(guong: Guong, tmp_path: Path) -> None:
    new = tmp_path / "new"
    assert guong("init", home=new).status == 0
    for command in (["search", "tủ"], ["models"], ["units"]):
        _is_one_line(guong(*command, home=new), "there is no index yet; run: guong index")
    assert "there is no index yet" in guong("status", home=new).out
    told = guong("status", "--json", home=new).json
    assert told["index"] == {"missing": "there is no index yet; run: guong index"}


def test_without_an_archive_every_command_says_so(guong: Guong, tmp_path: Path) -> None:
    for command in (["search", "tủ"], ["models"], ["index"], ["status"]):
        _is_one_line(guong(*command, home=tmp_path / "none"), "no archive here", "guong init")


def test_mentions_are_drawn_from_a_file_line_by_line(guong: Guong, tmp_path: Path) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_text(
        "\ufeff"
        + json.dumps({"id": 7, "text": CLOTHES.body, "title": CLOTHES.title})
        + "\n\n"
        + json.dumps({"id": "b", "text": "Không có gì.", "title": None})
        + "\n",
        encoding="utf-8",
    )
    ended = guong("mentions", str(file), "--district", "huyện Tháp Mười")
    assert ended.status == 0
    first, second = map(json.loads, ended.out.splitlines())
    assert list(first) == ["id", "published", "models", "units", "cites"]
    assert first["id"] == 7
    assert [model["name"] for model in first["models"]] == ["Tủ đồ nhân ái"]
    assert first["models"][0]["unit"] == "Hội Liên hiệp Phụ nữ xã Trường Xuân"
    assert first["models"][0]["tier"] == "fact"
    assert second == {"id": "b", "published": None, "models": [], "units": [], "cites": []}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "is not JSON"),
        (b"[]", "is not a JSON object"),
        (b'{"text": "x"}', "has no field 'id'"),
        (b'{"id": 1}', "has no field 'text'"),
        (b'{"id": 1, "text": 5}', "text: is not a text"),
        (b'{"id": 1, "text": "x", "title": ["y"]}', "title: is not a text"),
        (b'{"id": "\\ud800", "text": "x"}', "holds half of a surrogate pair"),
        (b'{"id": 1, "text": "\xff"}', "is not UTF-8 text"),
    ],
)
def test_a_bad_record_of_mentions_is_named_by_line(
    guong: Guong, tmp_path: Path, line: bytes, said: str
) -> None:
    file = tmp_path / "texts.jsonl"
    file.write_bytes(b"\n\n" + line + b"\n")
    _is_one_line(guong("mentions", str(file)), f"{file}:3: {said}")


@pytest.mark.parametrize(
    "command",
    ["index", "search", "explain", "models", "units", "mentions", "evaluate", "status"],
)
def test_every_command_explains_itself(guong: Guong, command: str) -> None:
    ended = guong(command, "--help")
    assert ended.status == 0
    assert ended.out.startswith(f"Usage: guong {command}")
