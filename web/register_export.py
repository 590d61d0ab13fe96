"""The register as tables: a list as it was narrowed, or everything told of one entry."""

from collections.abc import Iterable, Iterator
from itertools import islice
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext, pgettext

from archive.store import utc_now
from index.plain import iso
from index.register import Register
from index.register.entries import Kind, RegisterEntry
from web.entries import Fact, entry_at, facts
from web.params import list_query
from web.services import services
from web.spreadsheet import Cell, spreadsheet

blueprint = Blueprint("register_export", __name__)

_HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_CHUNK = 200
_BETWEEN = "; "
_NAMES = {"model": "mo-hinh", "unit": "don-vi"}


@blueprint.get("/models.csv")
def models() -> Response:
    """The list of models as a table."""
    return _list("model")


@blueprint.get("/units.csv")
def units() -> Response:
    """The list of units as a table."""
    return _list("unit")


@blueprint.get("/models/<key>.csv")
def model(key: str) -> Response:
    """Every article that tells of a model."""
    entry = entry_at("model", key)
    return _table(entry, [gettext("Đơn vị thực hiện"), *_header()], _of_model(entry))


@blueprint.get("/units/<key>.csv")
def unit(key: str) -> Response:
    """Every article that tells of a unit, then every one that tells of a model it runs."""
    entry = entry_at("unit", key, partners=None)
    return _table(entry, [gettext("Mô hình"), *_header()], _of_unit(entry))


def _list(kind: Kind) -> Response:
    asked = list_query(request.args, size=services().settings.list_size)
    entries = services().finder.register.each(kind, asked)
    about = [gettext("Loại đơn vị"), gettext("Cấp"), gettext("Nơi")] if kind == "unit" else []
    header = [
        gettext("Tên"),
        *about,
        gettext("Số bài"),
        gettext("Số bài gợi ý"),
        gettext("Nhắc lần đầu"),
        gettext("Nhắc gần nhất"),
        gettext("Đơn vị thực hiện") if kind == "model" else gettext("Mô hình"),
        gettext("Cách viết gặp trong bài"),
        gettext("Trang trong danh mục"),
        gettext("Khoá"),
    ]
    narrowed = [str(asked.year or ""), "goi-y" if asked.tier == "suggestion" else ""]
    rows = (_listed(entry) for entry in entries)
    return spreadsheet(_file_name(_NAMES[kind], *narrowed), header, rows)


def _listed(entry: RegisterEntry) -> list[Cell]:
    standing = entry.standing
    about: list[Cell] = []
    if entry.kind == "unit":
        about = [standing.type, standing.level, standing.place] if standing else [""] * 3
    return [
        entry.label,
        *about,
        entry.articles,
        entry.suggested,
        iso(entry.first),
        iso(entry.last),
        _BETWEEN.join(one.label for one in entry.partners),
        _BETWEEN.join(one.text for one in entry.forms),
        url_for(f"register.{entry.kind}", key=entry.value, _external=True),
        entry.value,
    ]


def _table(entry: RegisterEntry, header: list[str], rows: Iterable[list[Cell]]) -> Response:
    return spreadsheet(_file_name(_NAMES[entry.kind], entry.value), header, rows)


def _header() -> list[str]:
    return [
        gettext("Ngày đăng"),
        gettext("Bài viết"),
        gettext("Viết là"),
        gettext("Câu trong bài"),
        gettext("Mức"),
        gettext("Quy tắc"),
        gettext("Độ tin cậy"),
        gettext("Chỗ trong bài"),
        gettext("Bản gốc đã lưu"),
        gettext("Địa chỉ trên cổng thông tin"),
    ]


def _of_model(model: RegisterEntry) -> Iterator[list[Cell]]:
    register = services().finder.register
    for one in _told(register, "model", model.value):
        yield [one.unit, *_row(one)]


def _of_unit(unit: RegisterEntry) -> Iterator[list[Cell]]:
    register = services().finder.register
    for one in _told(register, "unit", unit.value):
        yield ["", *_row(one)]
    for model in unit.partners:
        for one in _told(register, "model", model.value):
            if one.told.unit == unit.value:
                yield [model.label, *_row(one)]


def _told(register: Register, kind: Kind, key: str) -> Iterator[Fact]:
    """Everything told of an entry, a part at a time."""
    told = register.told(kind, key)
    while some := list(islice(told, _CHUNK)):
        yield from facts(some)


def _row(one: Fact) -> list[Cell]:
    told, article = one.told, one.article
    place = url_for("articles.article", key=article.id, at=one.at, _anchor="at", _external=True)
    return [
        iso(told.published),
        article.title,
        told.form,
        told.sentence.text,
        gettext("Chắc chắn") if told.tier == "fact" else pgettext("tier", "Gợi ý"),
        told.rule,
        f"{told.confidence:.2f}",
        place,
        url_for("captures.original", key=article.id, _external=True),
        article.url,
    ]


def _file_name(*parts: str) -> str:
    """What the table holds, and the day on which it was made."""
    today = utc_now().astimezone(_HERE).date()
    named = [part for part in parts if part.isascii() and part.replace("-", "").isalnum()]
    return "-".join(["guong", *named, today.isoformat()])
