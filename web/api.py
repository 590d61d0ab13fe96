"""The JSON interface, version 1: the same requests as the pages, read by programs."""

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from archive.file_texts import AttachedFile
from archive.records import Absence, Article, Capture
from archive.store import Archive
from index.plain import Json, hit_json, iso, names_json, search_json
from index.register.entries import Kind, RegisterEntry
from index.suggestions.completion import Completion
from web.articles import mentions_of, revision_of
from web.entries import entry_at, facts, history_of
from web.params import (
    ENTRY_FIELDS,
    LIST_FIELDS,
    SEARCH_FIELDS,
    SUGGEST_FIELDS,
    list_query,
    number,
    page_of,
    refuse_unknown,
    search_request,
)
from web.register_json import (
    browsed_json,
    fact_json,
    history_json,
    linked,
    models_json,
    partners_json,
    rulings_json,
)
from web.services import services

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> ResponseReturnValue:
    """Articles that answer the question, with facets over everything found."""
    refuse_unknown(request.args, SEARCH_FIELDS)
    asked = search_request(request.args, size=services().settings.page_size)
    return jsonify(search_json(services().finder.search(asked)))


@blueprint.get("/suggest")
def suggest() -> ResponseReturnValue:
    """What the words typed so far may become."""
    refuse_unknown(request.args, SUGGEST_FIELDS)
    typed = request.args.get("q", "")
    found = services().finder.suggest(typed, number(request.args, "size", 10))
    answer = jsonify(q=typed, suggestions=[_completion(one) for one in found])
    # What others type is nobody's business, and a minute spares the repeats of one who hesitates.
    answer.headers["Cache-Control"] = "private, max-age=60"
    return answer


def _completion(one: Completion) -> Json:
    return {
        "kind": one.kind,
        "label": one.label,
        "value": one.value,
        "count": one.count,
        "highlights": [list(span) for span in one.highlights],
        "url": _page_of(one),
    }


def _page_of(one: Completion) -> str:
    if one.kind == "model":
        return url_for("register.model", key=one.value)
    if one.kind == "unit":
        return url_for("register.unit", key=one.value)
    if one.kind == "title":
        return url_for("articles.article", key=one.value)
    if one.kind == "section":
        return url_for("search.results", section=one.value)
    return url_for("search.results", q=f'"{one.value}"')


@blueprint.get("/articles/<key>")
def article(key: str) -> ResponseReturnValue:
    """One article with its text and its evidence."""
    refuse_unknown(request.args, ("revision",))
    archive = services().archive
    shown, revisions = revision_of(archive, key)
    units, models = mentions_of(services().finder, key)
    suggested_units, suggested_models = mentions_of(services().finder, key, "suggestion")
    return jsonify(
        id=shown.id,
        revision=shown.revision,
        url=shown.url,
        title=shown.title,
        summary=shown.summary,
        body=shown.body,
        captions=shown.captions,
        published=iso(shown.published),
        published_at=iso(shown.published_at),
        hint=iso(shown.hint),
        hint_from=shown.hint_from,
        section=shown.section,
        source=shown.source,
        author=shown.author,
        attachments=_attachments(archive, shown),
        units=names_json(units),
        models=names_json(models),
        suggested_units=names_json(suggested_units),
        suggested_models=names_json(suggested_models),
        capture=_capture(archive.capture(shown.capture)),
        parser=shown.parser,
        parser_version=shown.parser_version,
        first_seen=iso(shown.first_seen),
        last_seen=iso(shown.last_seen),
        withdrawn_at=iso(shown.withdrawn_at),
        absences=[_absence(archive, absence) for absence in archive.absences(key)],
        revisions=[
            {"revision": one.revision, "captured_at": iso(one.captured_at)} for one in revisions
        ],
    )


@blueprint.get("/articles/<key>/similar")
def similar(key: str) -> ResponseReturnValue:
    """The few articles most like one, the best first."""
    refuse_unknown(request.args, ())
    _, revisions = revision_of(services().archive, key)
    return jsonify(items=[hit_json(hit) for hit in services().finder.similar(revisions[-1])])


def _capture(capture: Capture) -> Json:
    return {
        "url": capture.url,
        "captured_at": iso(capture.captured_at),
        "status": capture.status,
        "media_type": capture.media_type,
        "digest": capture.digest,
    }


def _absence(archive: Archive, absence: Absence) -> Json:
    """When it was missing, with the captures that show it gone and back."""
    returned = archive.capture(absence.returned) if absence.returned else None
    return {
        "since": iso(absence.since),
        "until": iso(absence.until),
        "capture": _capture(archive.capture(absence.capture)),
        "returned": _capture(returned) if returned else None,
    }


def _attachments(archive: Archive, article: Article) -> list[Json]:
    """Files and images; the files with their kept copy and their text."""
    files = {file.attachment: file for file in archive.file_texts(article)}
    return [
        {
            "url": one.url,
            "name": one.name,
            "kind": one.kind,
            **(_file(archive, files[one]) if one in files else {}),
        }
        for one in article.attachments
    ]


def _file(archive: Archive, file: AttachedFile) -> Json:
    read = file.text
    return {
        "capture": _capture(archive.capture(file.capture)) if file.capture else None,
        "text": read.text if read else None,
        "note": read.note if read else None,
        "extractor": read.extractor if read else None,
    }


@blueprint.get("/models")
def models() -> ResponseReturnValue:
    """The register of models."""
    return _list("model")


@blueprint.get("/units")
def units() -> ResponseReturnValue:
    """The register of units."""
    return _list("unit")


def _list(kind: Kind) -> ResponseReturnValue:
    refuse_unknown(request.args, LIST_FIELDS)
    asked = list_query(request.args, size=services().settings.list_size)
    found = services().finder.register.browse(kind, asked)
    return jsonify(total=found.page.total, page=asked.page, size=asked.size, **browsed_json(found))


@blueprint.get("/models/<key>")
def model(key: str) -> ResponseReturnValue:
    """One model: who runs it, where it is told of, what else these units run."""
    entry = entry_at("model", key)
    siblings = services().finder.register.siblings(entry.value, entry.tier)
    return _entry(entry, siblings=partners_json("model", siblings))


@blueprint.get("/units/<key>")
def unit(key: str) -> ResponseReturnValue:
    """One unit: what it runs, where it is told of, what became of it."""
    entry = entry_at("unit", key)
    register = services().finder.register
    return _entry(
        entry,
        models_by_year=models_json(register.models_by_year(entry.value)),
        suggested_models_by_year=models_json(register.models_by_year(entry.value, "suggestion")),
        lineage=history_json(history_of(entry)),
    )


def _entry(entry: RegisterEntry, **more: Json | list[Json] | None) -> ResponseReturnValue:
    refuse_unknown(request.args, ENTRY_FIELDS)
    page, size = page_of(request.args, size=services().settings.list_size)
    register = services().finder.register
    total, told = register.timeline(entry.kind, entry.value, page=page, size=size)
    return jsonify(
        **linked(entry),
        **more,
        by_year=[count._asdict() for count in register.years(entry.kind, entry.value)],
        rulings=rulings_json(services().ruled.of(entry.kind, entry.value)),
        total=total,
        page=page,
        size=size,
        items=[fact_json(one) for one in facts(told)],
    )
