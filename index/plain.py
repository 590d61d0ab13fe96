"""Answers as plain JSON values: one shape for the commands and for the web's interface."""

from datetime import date
from typing import Any

from index.entries import RegisterEntry
from index.page import Hit, Name, SearchPage

Json = dict[str, Any]


def search_json(page: SearchPage) -> Json:
    """A page of hits, with the facets counted over everything found."""
    return {
        "total": page.total,
        "page": page.request.page,
        "size": page.request.size,
        "took_ms": round(page.took_ms, 3),
        "hits": [_hit(hit) for hit in page.hits],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
            for name, counts in page.facets.items()
        },
    }


def entry_json(entry: RegisterEntry) -> Json:
    """A model with its units, or a unit with its models."""
    return {
        "value": entry.value,
        "label": entry.label,
        "articles": entry.articles,
        "first": iso(entry.first),
        "last": iso(entry.last),
        "models" if entry.kind == "unit" else "units": names_json(entry.partners),
        "forms": list(entry.forms),
    }


def names_json(names: tuple[Name, ...]) -> list[Json]:
    """Names as the value to filter by and the label to show."""
    return [{"value": name.value, "label": name.label} for name in names]


def iso(value: date | None) -> str | None:
    """A day or a moment in ISO form; a moment is UTC."""
    return value.isoformat() if value else None


def _hit(hit: Hit) -> Json:
    return {
        "id": hit.id,
        "url": hit.url,
        "title": hit.title.text,
        "published": iso(hit.published),
        "section": hit.section,
        "source": hit.source,
        "score": hit.score,
        "snippet": {
            "text": hit.snippet.text,
            "highlights": [list(span) for span in hit.snippet.highlights],
            "file": hit.file or None,
        },
        "units": names_json(hit.units),
        "models": names_json(hit.models),
        "withdrawn": hit.withdrawn,
    }
