"""Values as templates show them: dates, highlights, links that keep the other filters."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote, urlencode, urlsplit

from flask import g, request, url_for
from flask_babel import format_date, format_datetime, get_locale, to_user_timezone
from markupsafe import Markup, escape

from index.page import Snippet
from web.params import LIST_FIELDS, SEARCH_FIELDS

# Day first, as people write it in Việt Nam; the month by name where 5/6 could be read either way.
_DAY = {"vi": "dd/MM/yyyy", "en": "d MMM yyyy"}
_MOMENT = {"vi": "HH:mm, dd/MM/yyyy", "en": "HH:mm, d MMM yyyy"}
_NEAR = 2
_PARAMETERS = tuple(dict.fromkeys((*SEARCH_FIELDS, *LIST_FIELDS, "revision", "at")))


def language() -> str:
    """The language of this answer: `vi` or `en`."""
    locale = get_locale()
    return locale.language if locale else "vi"


def number(value: int) -> str:
    """A count with the separators of the language."""
    # A page shows hundreds: what Babel does for each, where both languages group by thousands, is
    # much.
    grouped = f"{value:,}"
    return grouped if language() == "en" else grouped.replace(",", ".")


def day(value: date) -> Markup:
    """A day, readable by people and by programs."""
    text = format_date(value, _DAY[language()])
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), text)


def moment(value: datetime) -> Markup:
    """A moment in the time of Việt Nam."""
    text = format_datetime(value, _MOMENT[language()])
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(timespec="seconds"), text)


def moment_day(value: datetime) -> Markup:
    """The day on which a moment fell in Việt Nam."""
    return day(to_user_timezone(value).date())


def marked(snippet: Snippet) -> Markup:
    """The text with its highlights marked; everything else in it is escaped."""
    pieces, at = [], 0
    for start, end in _joined(snippet):
        pieces += [
            escape(snippet.text[at:start]),
            Markup("<mark>{}</mark>").format(snippet.text[start:end]),
        ]
        at = end
    return Markup("").join([*pieces, escape(snippet.text[at:])])


def _joined(snippet: Snippet) -> list[tuple[int, int]]:
    """The highlights in order; those with nothing but blanks between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(snippet.highlights):
        start, end = max(start, 0), min(end, len(snippet.text))
        if start >= end:
            continue
        if joined and not snippet.text[joined[-1][1] : start].strip():
            first, last = joined.pop()
            start, end = first, max(last, end)
        joined.append((start, end))
    return joined


def printable(text: str) -> str:
    """The text without characters that have no place in a page."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\t\n")


def web_address(url: str) -> str | None:
    """The address if it may stand in a link: nothing but http and https does."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def parameters() -> dict[str, str | int]:
    """Those parameters of this request that mean something here and are not blank."""
    if "parameters" not in g:  # hundreds of links on a page ask for them
        g.parameters = {name: request.args[name] for name in _PARAMETERS if request.args.get(name)}
    return dict(g.parameters)


def here(**changes: str | int | None) -> str:
    """This page with other parameters: None drops one. The page number never survives."""
    if "pairs" not in g:
        g.path = quote(request.path)
        g.pairs = {name: urlencode({name: value}) for name, value in parameters().items()}
    kept = dict(g.pairs)
    kept.pop("page", None)
    for name, value in changes.items():
        # A parameter that is a word of the language, as `from`, is handed in as `from_`.
        name = name.rstrip("_")
        kept.pop(name, None)
        if value is not None:
            kept[name] = urlencode({name: value})
    return f"{g.path}?{'&'.join(kept.values())}" if kept else g.path


def there(endpoint: str) -> str:
    """The list shown here as another address of this site gives it: as a table, or as data."""
    return address(url_for(endpoint), narrowed(without=("page",)))


def narrowed(without: Collection[str]) -> dict[str, str | int]:
    """What the list shown here is narrowed to and ordered by, but for some of it."""
    kept = parameters()
    return {name: kept[name] for name in LIST_FIELDS if name in kept and name not in without}


def address(path: str, kept: Mapping[str, str | int]) -> str:
    """A path of this site with its parameters."""
    return f"{path}?{urlencode(kept)}" if kept else path


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page stands among the others; `numbers` holds None for a gap."""

    page: int
    last: int
    numbers: tuple[int | None, ...]


def paging(page: int, size: int, total: int, *, deepest: int) -> Paging:
    """The pages to link to: the first, the last, and those near this one."""
    last = max(1, min(-(-total // size), deepest // size))
    near = {1, last, *range(page - _NEAR, page + _NEAR + 1)}
    numbers: list[int | None] = []
    for candidate in sorted(one for one in near if 1 <= one <= last):
        if numbers and numbers[-1] is not None and candidate > numbers[-1] + 1:
            # A gap of a single page is that page.
            numbers.append(candidate - 1 if candidate == numbers[-1] + 2 else None)
        numbers.append(candidate)
    return Paging(page, last, tuple(numbers))
