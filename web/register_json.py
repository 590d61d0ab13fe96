"""The register as plain JSON values: everything its pages show.

Names of fields are promised: a field is added, never renamed. Addresses of this site are paths.
"""

from collections.abc import Iterable

from flask import url_for

from archive.rulings import Ruling, record
from index.authority.lineage import Kin
from index.plain import Json, entry_json, iso
from index.register.entries import (
    Browsed,
    Kind,
    Narrowing,
    Partner,
    RegisterEntry,
    UnitYear,
)
from web.entries import Fact, History


def browsed_json(found: Browsed) -> Json:
    """A page of a list: its entries, what it can be narrowed to, and how many each tier has."""
    narrowings = found.narrowings
    return {
        "tiers": dict(found.tiers),
        "items": [linked(entry) for entry in found.page.entries],
        "facets": {
            "letter": _counts(narrowings.initials),
            "year": _counts(narrowings.years),
            "type": _counts(narrowings.types),
            "place": _counts(narrowings.places),
        },
    }


def _counts(narrowings: Iterable[Narrowing]) -> list[Json]:
    return [{"value": one.value, "label": one.label, "count": one.count} for one in narrowings]


def linked(entry: RegisterEntry) -> Json:
    """An entry with the address of its page."""
    return {**entry_json(entry), "url": _page(entry.kind, entry.value)}


def fact_json(one: Fact) -> Json:
    """What one article tells, where, how that was found, and the evidence."""
    told, article = one.told, one.article
    place = url_for("articles.article", key=article.id, at=one.at, _anchor="at")
    unit = {"value": told.unit, "label": one.unit} if told.unit else None
    return {
        "article": {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            "published": iso(told.published),
            "source": article.source,
            "withdrawn": article.withdrawn_at is not None,
        },
        "tier": told.tier,
        "rule": told.rule,
        "confidence": told.confidence,
        "form": told.form,
        "start": told.start,
        "end": told.end,
        "sentence": {
            "text": told.sentence.text,
            "highlights": [list(span) for span in told.sentence.highlights],
        },
        **({"unit": unit} if told.kind == "model" else {}),
        "at": place,
        "original": url_for("captures.original", key=article.id),
    }


def partners_json(kind: Kind, partners: Iterable[Partner]) -> list[Json]:
    """Units or models, each with its articles and its first and last year."""
    return [
        {
            "value": one.value,
            "label": one.label,
            "articles": one.articles,
            "first": one.first,
            "last": one.last,
            "url": _page(kind, one.value),
        }
        for one in partners
    ]


def models_json(years: Iterable[UnitYear]) -> list[Json]:
    """The models of a unit, year by year."""
    return [{"year": one.year, "models": partners_json("model", one.models)} for one in years]


def history_json(history: History | None) -> Json | None:
    """What became of a unit by the authority file; None where it says nothing."""
    if history is None:
        return None
    lineage = history.lineage
    return {
        "since": iso(lineage.since),
        "until": iso(lineage.until),
        "names": [
            {"name": one.name, "since": iso(one.since), "until": iso(one.until)}
            for one in lineage.names
        ],
        "earlier": [_kin(one, history) for one in lineage.earlier],
        "later": [_kin(one, history) for one in lineage.later],
        "grew": [{"name": one.name, "day": iso(one.day)} for one in lineage.grew],
        "source": lineage.source,
    }


def _kin(kin: Kin, history: History) -> Json:
    return {
        "value": kin.key,
        "label": kin.label,
        "since": iso(kin.since),
        "until": iso(kin.until),
        "url": _page("unit", kin.key) if kin.key in history.told else None,
    }


def rulings_json(rulings: Iterable[Ruling]) -> list[Json]:
    """What people have ruled, as `rulings.jsonl` holds it."""
    return [record(ruling) for ruling in rulings]


def _page(kind: Kind, key: str) -> str:
    return url_for(f"register.{kind}", key=key)
