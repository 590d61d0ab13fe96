"""The register: every model and every unit, and one page for each."""

from collections.abc import Iterable
from itertools import groupby

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from archive.errors import NotInArchive
from index.page import Name
from index.register import Register
from index.register.entries import Kind, RegisterEntry, Told
from index.request import MAX_DEPTH
from web.params import list_request
from web.presenters import paging
from web.services import services

blueprint = Blueprint("register", __name__)

_MAX_KEY = 300


@blueprint.get("/models")
def models() -> ResponseReturnValue:
    """The list of models."""
    return _list("model")


@blueprint.get("/units")
def units() -> ResponseReturnValue:
    """The list of units."""
    return _list("unit")


@blueprint.get("/models/<key>")
def model(key: str) -> ResponseReturnValue:
    """Where one model is told of, in order of time."""
    return _entry("model", key)


@blueprint.get("/units/<key>")
def unit(key: str) -> ResponseReturnValue:
    """What one unit runs, by year, and where it is told of."""
    return _entry("unit", key)


def _list(kind: Kind) -> ResponseReturnValue:
    asked = list_request(request.args, size=services().settings.list_size)
    found = services().finder.register.list(
        kind, asked.words, sort=asked.sort, page=asked.page, size=asked.size
    )
    return render_template(
        "register.html",
        kind=kind,
        asked=asked,
        found=found,
        paging=paging(asked.page, asked.size, found.total, deepest=MAX_DEPTH),
    )


def _entry(kind: Kind, key: str) -> ResponseReturnValue:
    asked = list_request(request.args, size=services().settings.list_size)
    register = services().finder.register
    entry = register.entry(kind, key) if _is_key(key) else None
    if entry is None:
        raise NotInArchive(f"no {kind} is called {key!r}")
    told = register.timeline(kind, key)
    shown = told[(asked.page - 1) * asked.size : asked.page * asked.size]
    return render_template(
        f"{kind}.html",
        kind=kind,
        entry=entry,
        years=_by_year(shown),
        articles=services().archive.articles([one.article for one in shown]),
        models_by_year=_models_by_year(register, entry) if kind == "unit" else (),
        paging=paging(asked.page, asked.size, len(told), deepest=MAX_DEPTH),
    )


def _is_key(text: str) -> bool:
    return len(text) <= _MAX_KEY and text.isprintable()


def _by_year(told: Iterable[Told]) -> list[tuple[int | None, list[Told]]]:
    """Told articles in groups of one year, in the order given; undated ones under None."""
    grouped = groupby(told, key=lambda one: one.published.year if one.published else None)
    return [(year, list(ones)) for year, ones in grouped]


def _models_by_year(register: Register, unit: RegisterEntry) -> list[tuple[int | None, list[Name]]]:
    """The unit's models under each year in which an article says the unit runs them."""
    years: dict[int | None, list[Name]] = {}
    for model in unit.partners:
        told = register.timeline("model", model.value)
        for year in {
            one.published.year if one.published else None for one in told if one.unit == unit.value
        }:
            years.setdefault(year, []).append(model)
    return sorted(years.items(), key=lambda pair: pair[0] or 0, reverse=True)
