"""What the portal sent, as a download that no browser will run."""

from flask import Blueprint, Response

from archive.errors import NotInArchive
from archive.records import Article, Capture
from archive.store import Archive
from archive.urls import url_key
from web.articles import revision_of
from web.services import services

blueprint = Blueprint("captures", __name__)

_ENDINGS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/json": "json",
    "application/pdf": "pdf",
    "text/plain": "txt",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.ms-excel": "xls",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_LARGEST_NUMBER = 2**63 - 1


@blueprint.get("/articles/<key>/original")
def original(key: str) -> Response:
    """The bytes that the portal sent for this revision, decoded but otherwise untouched."""
    archive = services().archive
    article, _ = revision_of(archive, key)
    capture = archive.capture(article.capture)
    return _download(archive, capture, f"{article.id}-{article.revision}")


@blueprint.get(f"/articles/<key>/captures/<int(max={_LARGEST_NUMBER}):number>")
def kept(key: str, number: int) -> Response:
    """A capture that witnesses something of this article: its text, its absence, or a file."""
    archive = services().archive
    _, revisions = revision_of(archive, key)
    capture = archive.capture(number)
    if not _is_witness(archive, revisions, capture):
        raise NotInArchive(f"capture {number} says nothing of article {key}")
    return _download(archive, capture, f"{key}-capture-{number}")


def _is_witness(archive: Archive, revisions: list[Article], capture: Capture) -> bool:
    witnesses = {article.capture for article in revisions}
    for absence in archive.absences(revisions[0].id):
        witnesses |= {absence.capture, absence.returned or absence.capture}
    linked = {one.url for article in revisions for one in article.attachments}
    return capture.id in witnesses or capture.url_key in map(_key, linked)


def _key(url: str) -> str | None:
    try:
        return url_key(url)
    except ValueError:
        return None


def _download(archive: Archive, capture: Capture, name: str) -> Response:
    payload = archive.payload(capture)
    ending = _ENDINGS.get((payload.media_type or "").partition(";")[0].strip().lower(), "bin")
    answer = Response(payload.body, mimetype="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
