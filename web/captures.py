"""The preserved original of an article, as a download that no browser will run."""

from flask import Blueprint, Response

from web.articles import revision_of
from web.services import services

blueprint = Blueprint("captures", __name__)

_ENDINGS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/pdf": "pdf",
    "text/plain": "txt",
}


@blueprint.get("/articles/<key>/original")
def original(key: str) -> Response:
    """The bytes that the portal sent for this revision, decoded but otherwise untouched."""
    archive = services().archive
    article, _ = revision_of(archive, key)
    payload = archive.payload(archive.capture(article.capture))
    ending = _ENDINGS.get((payload.media_type or "").partition(";")[0].strip().lower(), "bin")
    answer = Response(payload.body, mimetype="application/octet-stream")
    name = f"{article.id}-{article.revision}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
