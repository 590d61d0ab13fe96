"""The home page and the search page."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from index.errors import BadQuery
from index.page import Name, SearchPage
from index.register.entries import ListQuery
from index.request import MAX_DEPTH, MAX_WORDS, SearchRequest
from web.errors import explain
from web.params import SEARCH_FIELDS, search_request
from web.presenters import address, day, here, paging, parameters, printable
from web.services import services

blueprint = Blueprint("search", __name__)

_NEWEST = 6
_LEADING = 8


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition of the search that the visitor can take away again."""

    field: str
    name: str
    label: str
    without: str
    """The address of the same search without it."""


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """What is here, and where to begin; a question asked here is answered by the search page."""
    if asked := parameters():
        return redirect(address(url_for("search.results"), asked))
    finder = services().finder
    newest = finder.search(SearchRequest(sort="newest", size=_NEWEST))
    years = sorted(count.value for count in newest.facets["year"])
    return render_template(
        "home.html",
        form=_form(None),
        articles=newest.total,
        newest=newest.hits,
        facets=newest.facets,
        span=(years[0], years[-1]) if years else None,
        models=finder.register.list("model", ListQuery(size=_LEADING)),
        units=finder.register.list("unit", ListQuery(size=_LEADING)),
    )


@blueprint.get("/search")
def results() -> ResponseReturnValue:
    """The articles that answer the question, or what is wrong with it."""
    try:
        asked = search_request(request.args, size=services().settings.page_size)
        page = services().finder.search(asked)
    except BadQuery as problem:
        return render_template(
            "search.html",
            form=_form(None),
            facets={},
            page=None,
            problem=explain(problem),
            field=problem.field,
        ), 400
    return render_template(
        "search.html",
        form=_form(page),
        facets=page.facets,
        page=page,
        filters=_filters(page),
        paging=paging(asked.page, asked.size, page.total, deepest=MAX_DEPTH),
        whole_year=_whole_year(asked),
        spoken=_spoken(page),
    )


def _spoken(page: SearchPage) -> str:
    """How the question was read, unless the visitor sees just that already."""
    meant = page.suggestion.words if page.suggestion and page.suggestion.applied else ""
    seen = map(_looks, (page.request.words, meant))
    return "" if _looks(page.reading.spoken) in seen else page.reading.spoken


def _looks(question: str) -> str:
    """A question without what makes no difference to a reader."""
    return "".join(unicodedata.normalize("NFC", question).lower().split())


def _form(page: SearchPage | None) -> dict[str, str]:
    """What to show in the form: the question as typed, names in place of facet values."""
    typed = {name: printable(request.args.get(name, ""))[:MAX_WORDS] for name in SEARCH_FIELDS}
    if page:
        for field, names in (("unit", page.reading.units), ("model", page.reading.models)):
            typed[field] = _label(typed[field], names)
    return typed


def _filters(page: SearchPage) -> list[Filter]:
    asked, reading = page.request, page.reading
    no_dates = here(from_=None, to=None)
    filters = [
        Filter("unit", gettext("Đơn vị"), _label(asked.unit, reading.units), here(unit=None)),
        Filter("model", gettext("Mô hình"), _label(asked.model, reading.models), here(model=None)),
        Filter("dates", gettext("Thời gian"), _range(asked), no_dates),
        Filter("section", gettext("Chuyên mục"), asked.section, here(section=None)),
        Filter("source", gettext("Nguồn"), asked.source, here(source=None)),
    ]
    return [one for one in filters if one.label]


def _label(value: str, names: tuple[Name, ...]) -> str:
    return next((name.label for name in names if name.value == value), value)


def _range(asked: SearchRequest) -> str:
    begin = day(asked.begin).striptags() if asked.begin else ""
    end = day(asked.end).striptags() if asked.end else ""
    if begin and end:
        return _whole_year(asked) or (begin if begin == end else f"{begin} – {end}")
    if begin:
        return str(gettext("từ %(day)s", day=begin))
    return str(gettext("đến %(day)s", day=end)) if end else ""


def _whole_year(asked: SearchRequest) -> str:
    """The year that the dates are exactly, as the year facet sets them."""
    begin, end = asked.begin, asked.end
    if begin and end and begin == date(begin.year, 1, 1) and end == date(begin.year, 12, 31):
        return str(begin.year)
    return ""
