"""The register: every model and every unit, and one page for each."""

from collections.abc import Iterable

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from index.authority import commune_key
from index.register.entries import Kind, Narrowing, RegisterEntry
from index.request import MAX_DEPTH
from web.columns import columns
from web.entries import MOST_PARTNERS, by_year, entry_at, facts, history_of
from web.letters import letter_bar
from web.params import list_query, page_of
from web.presenters import narrowed, paging
from web.services import services

blueprint = Blueprint("register", __name__)


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
    entry = entry_at("model", key)
    return _entry(entry, siblings=services().finder.register.siblings(entry.value, entry.tier))


@blueprint.get("/units/<key>")
def unit(key: str) -> ResponseReturnValue:
    """What one unit runs, by year, what became of it, and where it is told of."""
    entry = entry_at("unit", key)
    register = services().finder.register
    return _entry(
        entry,
        models_by_year=register.models_by_year(entry.value),
        suggested_by_year=register.models_by_year(entry.value, "suggestion"),
        history=history_of(entry),
        commune=commune_key(entry.standing) if entry.standing else "",
    )


def _list(kind: Kind) -> ResponseReturnValue:
    asked = list_query(request.args, size=services().settings.list_size)
    found = services().finder.register.browse(kind, asked)
    total, narrowings = found.page.total, found.narrowings
    return render_template(
        "register.html",
        kind=kind,
        asked=asked,
        found=found.page,
        tiers=found.tiers,
        letters=letter_bar(narrowings.initials),
        narrowings=narrowings,
        place=_name_of(asked.place, narrowings.places),
        kept=narrowed(without=("q", "page")),
        paging=paging(asked.page, asked.size, total, deepest=MAX_DEPTH),
    )


def _name_of(place: str, places: Iterable[Narrowing]) -> str:
    """How a chosen place is called; the key itself where nothing lies there."""
    return next((one.label for one in places if one.value == place), place)


def _entry(entry: RegisterEntry, **more: object) -> ResponseReturnValue:
    page, size = page_of(request.args, size=services().settings.list_size)
    register = services().finder.register
    total, told = register.timeline(entry.kind, entry.value, page=page, size=size)
    return render_template(
        f"{entry.kind}.html",
        kind=entry.kind,
        entry=entry,
        most=MOST_PARTNERS,
        years=by_year(facts(told)),
        columns=columns(register.years(entry.kind, entry.value), size),
        rulings=services().ruled.of(entry.kind, entry.value),
        paging=paging(page, size, total, deepest=MAX_DEPTH),
        **more,
    )
