"""Alive, and how far the index is behind the archive."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from index.errors import IndexMissing
from web.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """200 when searches can be answered, 503 when there is no index."""
    kept = services().archive.article_count()
    try:
        status = services().finder.status()
    except IndexMissing:
        return jsonify(status="no index", articles=kept, indexed=0, behind=None), 503
    return jsonify(
        status="ok",
        articles=kept,
        indexed=status.articles,
        behind=status.behind,
        ruled=not status.rulings,
        generation=status.generation,
    )
