"""One article: its text, who and what it tells of, and the evidence it rests on."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from archive.errors import NotInArchive
from archive.records import Article
from archive.store import Archive
from index.errors import IndexMissing
from index.finder import Finder
from index.mentions import Tier
from index.page import Hit, Name
from web.cited import cited_span, shown_text
from web.files import shown as shown_file
from web.params import number
from web.presence import story
from web.services import services

blueprint = Blueprint("articles", __name__)


@blueprint.get("/articles/<key>")
def article(key: str) -> ResponseReturnValue:
    """The newest revision, or the one that `revision` asks for."""
    archive = services().archive
    shown, revisions = revision_of(archive, key)
    finder = services().finder
    units, models = mentions_of(finder, key)
    suggested_units, suggested_models = mentions_of(finder, key, "suggestion")
    return render_template(
        "article.html",
        article=shown,
        text=shown_text(shown, cited_span(request.args)),
        revisions=revisions,
        capture=archive.capture(shown.capture),
        files=[shown_file(file) for file in archive.file_texts(shown)],
        story=story(archive, revisions, archive.absences(key)),
        units=units,
        models=models,
        suggested_units=suggested_units,
        suggested_models=suggested_models,
        similar=similar_to(finder, revisions[-1]),
    )


def revision_of(archive: Archive, key: str) -> tuple[Article, list[Article]]:
    """The revision asked for, and all of them, oldest first. Raises NotInArchive or BadQuery."""
    wanted = number(request.args, "revision", -1)
    if not key.isalnum() or not key.isascii():
        raise NotInArchive(f"{key!r} is no article")
    revisions = archive.revisions(key)
    if wanted < 0 and revisions:
        return revisions[-1], revisions
    for one in revisions:
        if one.revision == wanted:
            return one, revisions
    raise NotInArchive(f"article {key} has no such revision")


def similar_to(finder: Finder, article: Article) -> tuple[Hit, ...]:
    """Articles like this one; none while there is no index."""
    try:
        return finder.similar(article)
    except IndexMissing:
        return ()


def mentions_of(
    finder: Finder, key: str, tier: Tier = "fact"
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """Units and models that the article tells of as facts, or only suggests; none while there is
    no index, for the text is still here."""
    try:
        return finder.register.names_of([key], tier)[key]
    except IndexMissing:
        return (), ()
