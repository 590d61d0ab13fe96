"""An article as paragraphs, one place of it marked: where a fact of the register was read.

Offsets are those of `index.document.text_of`: a fact's address holds them, and the page shows the
sentence around them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from archive.records import Article
from index.document import text_of
from index.errors import BadQuery
from index.snippets.sentences import breaks

Span = tuple[int, int]

_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text as it is shown."""

    html: Markup
    is_cited: bool
    """Whether the place asked for begins here."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The parts of an article, ready to be shown."""

    title: Paragraph
    summary: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    captions: tuple[Paragraph, ...]
    is_missed: bool
    """Whether a place was asked for that this text does not have."""


def cited_span(args: Mapping[str, str]) -> Span | None:
    """The place that the address names as `at=12-34`. Raises BadQuery."""
    typed = args.get("at", "").strip()
    if not typed:
        return None
    found = _SPAN.fullmatch(typed)
    if not found:
        raise BadQuery("at", f"{typed[:40]!r} is not like 12-34")
    start, end = int(found[1]), int(found[2])
    if start >= end:
        raise BadQuery("at", f"{start} is not before {end}")
    return start, end


def shown_text(article: Article, span: Span | None) -> ArticleText:
    """The article with the sentence around a span marked, and the span itself within it.

    A span past the end marks nothing: the article was mended since someone wrote the address down.
    """
    text = text_of(article)
    there = _trimmed(text, span) if span else None
    marks = _Marks(text, there)
    title, summary, body, *captions = _placed(article)
    return ArticleText(
        title=Paragraph(*marks.shown(*title)),
        summary=tuple(marks.paragraphs(*summary)),
        body=tuple(marks.paragraphs(*body)),
        captions=tuple(Paragraph(*marks.shown(*caption)) for caption in captions),
        is_missed=span is not None and there is None,
    )


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without blanks at its ends; none where the text does not reach so far."""
    start, end = span
    named = text[start:end].strip() if end <= len(text) else ""
    if not named:
        return None
    start = text.index(named, start)
    return start, start + len(named)


def _placed(article: Article) -> Iterator[tuple[str, int]]:
    """Each part, also an empty one, with its offset in the whole text."""
    at = 0
    for part in (article.title, article.summary, article.body, *article.captions):
        yield part, at
        at += len(part) + 1 if part else 0


class _Marks:
    """A span of a text and the sentence around it, told to one paragraph after the other."""

    def __init__(self, text: str, span: Span | None) -> None:
        self._span = span
        self._sentence = _sentence(text, span) if span else None

    def paragraphs(self, part: str, offset: int) -> Iterator[Paragraph]:
        """The lines of a part that hold anything."""
        for line in part.splitlines(keepends=True):
            if line.strip():
                yield Paragraph(*self.shown(line.rstrip("\r\n"), offset))
            offset += len(line)

    def shown(self, line: str, offset: int) -> tuple[Markup, bool]:
        """A line as HTML, and whether the span begins in it."""
        if self._span is None or self._sentence is None:
            return escape(line), False
        begin, end = _within(self._sentence, line, offset)
        start, stop = _within(self._span, line, offset)
        if start >= stop:
            return escape(line), False
        sentence = Markup('{}<mark class="named">{}</mark>{}').format(
            line[begin:start], line[start:stop], line[stop:end]
        )
        html = Markup('{}<mark class="sentence">{}</mark>{}').format(
            line[:begin], sentence, line[end:]
        )
        return html, self._span[0] >= offset


def _within(span: Span, line: str, offset: int) -> Span:
    """The part of a span of the text that lies in a line of it, as offsets of the line."""
    start, end = span
    return min(max(start - offset, 0), len(line)), min(max(end - offset, 0), len(line))


def _sentence(text: str, span: Span) -> Span:
    """Where the sentence around a span begins and ends."""
    first, last = span
    line = text.rfind("\n", 0, first) + 1
    found = text.find("\n", last)
    line_end = len(text) if found < 0 else found
    ends = list(breaks(text, line, line_end))
    return (
        max((at for _, at in ends if at <= first), default=line),
        min((at for at, _ in ends if at >= last), default=line_end),
    )
