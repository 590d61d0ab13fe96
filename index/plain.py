"""Answers as plain JSON values: one shape for the commands and for the web's interface."""

from dataclasses import asdict
from datetime import date
from typing import Any

from index.explanation import Explanation, written
from index.page import Hit, Name, Reading, SearchPage, Suggestion
from index.register.entries import RegisterEntry

Json = dict[str, Any]


def search_json(page: SearchPage) -> Json:
    """A page of hits, with the facets counted over everything found."""
    return {
        "total": page.total,
        "page": page.request.page,
        "size": page.request.size,
        "took_ms": round(page.took_ms, 3),
        "reading": _reading(page.reading),
        "suggestion": _suggestion(page.suggestion),
        "hits": [hit_json(hit) for hit in page.hits],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
            for name, counts in page.facets.items()
        },
    }


def hit_json(hit: Hit) -> Json:
    """One found article."""
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


def entry_json(entry: RegisterEntry) -> Json:
    """A model with its units, or a unit with its models and its standing."""
    standing = asdict(entry.standing) if entry.standing else None
    return {
        "value": entry.value,
        "label": entry.label,
        "tier": entry.tier,
        "articles": entry.articles,
        "suggested": entry.suggested,
        "first": iso(entry.first),
        "last": iso(entry.last),
        "models" if entry.kind == "unit" else "units": [
            asdict(partner) for partner in entry.partners
        ],
        "forms": [asdict(form) for form in entry.forms],
        **({"standing": standing} if entry.kind == "unit" else {}),
    }


def names_json(names: tuple[Name, ...]) -> list[Json]:
    """Names as the value to filter by and the label to show."""
    return [{"value": name.value, "label": name.label} for name in names]


def iso(value: date | None) -> str | None:
    """A day or a moment in ISO form; a moment is UTC."""
    return value.isoformat() if value else None


def _reading(reading: Reading) -> Json:
    """How the request was understood."""
    return {
        "words": reading.words,
        "required": reading.required,
        "complete": reading.complete,
        "spoken": reading.spoken or None,
        "unmarked": list(reading.unmarked),
        "units": names_json(reading.units),
        "models": names_json(reading.models),
        "kin": names_json(reading.kin),
        "fields": [
            {"field": one.field, "typed": one.typed, "names": names_json(one.names)}
            for one in reading.fields
        ],
        "notes": [{"kind": note.kind, "text": note.text} for note in reading.notes],
    }


def _suggestion(suggestion: Suggestion | None) -> Json | None:
    """The question as it may have been meant, and whether its hits are the ones given."""
    if suggestion is None:
        return None
    return {
        "words": suggestion.words,
        "total": suggestion.total,
        "applied": suggestion.applied,
    }


def explanation_json(explanation: Explanation) -> Json:
    """Why an article stands where it does."""
    return {
        "place": explanation.place,
        "total": explanation.total,
        "required": explanation.required,
        "complete": explanation.complete,
        "wanted": [{"node": written(node), "held": held} for node, held in explanation.wanted],
        "demanded": [{"node": written(node), "held": held} for node, held in explanation.demanded],
        "shares": [
            {
                "term": written(share.term.node),
                "weight": share.term.weight,
                "often": share.often,
                "holding": share.holding,
                "idf": share.idf,
                "score": share.score,
            }
            for share in explanation.shares
        ],
        "nearness": explanation.nearness,
        "score": explanation.score,
    }
