"""What the address of a NukeViet resource says, with friendly addresses and without."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.adapters.files import is_named_as_file

_ARTICLE = re.compile(
    r"(?:/(?P<language>[a-z]{2}))?(?:/(?P<module>[\w-]+))??"
    r"(?:/(?P<view>print|savefile|sendmail))?/(?P<category>[\w-]+)/(?P<slug>[^/]+)-(?P<id>\d{1,12})"
    r"\.html",
    re.IGNORECASE,
)
_OPERATION = re.compile(r"(?P<category>[\w-]+)/(?P<slug>[^/]+)-(?P<id>\d{1,12})(?:\.html)?")
_FURTHER = re.compile(r"/page-\d{1,5}/?$")
_FEED = re.compile(r"/rss(?:/[\w-]+)?/?$")
# Signing in, searching, voting; and views of articles that their lists already hold.
_SERVICE = re.compile(
    r"/(?:users|seek|search|savefile|sendmail|print|tag|author|rating|comment|voting|contact"
    r"|banners|captcha|content|siteterms|statistics|admin|freecontent)(?:/|$)"
    r"|^/(?:admin|themes|assets|includes|data|install)/",
    re.IGNORECASE,
)
_SERVICES = {"users", "seek", "search", "contact", "voting", "statistics", "banners"}
_NAMING: tuple[str, ...] = ("language", "nv", "op")
_MODULE = "news"
_LANGUAGE = "vi"


@dataclass(frozen=True, slots=True)
class ArticleAddress:
    """An article's address: its number within one module and language of the site."""

    url: str
    """Of the page that visitors see, not of a view of it for printing."""
    identity: str


def article(url: str) -> ArticleAddress | None:
    """What an article's address says; none when it is no article's."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if "nv" in query:
        match = _OPERATION.fullmatch(query.get("op", "").removesuffix("/"))
        if match is None:
            return None
        kept = [(key, query[key]) for key in _NAMING if key in query]
        plain = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))
        language = query.get("language", _LANGUAGE)
        return ArticleAddress(plain, _identity(language, query["nv"], match["id"]))
    match = _ARTICLE.fullmatch(parts.path)
    if match is None or is_file(url) or (match["view"] is None and _SERVICE.search(parts.path)):
        return None
    path = parts.path
    if match["view"]:
        path = path.replace(f"/{match['view']}/", "/", 1)
    plain = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return ArticleAddress(plain, _identity(match["language"], match["module"], match["id"]))


def _identity(language: str | None, module: str | None, number: str) -> str:
    """Numbers are given out by each module of each language for itself."""
    named = [] if language in (None, _LANGUAGE) else [str(language)]
    named += [] if module in (None, _MODULE) else [str(module)]
    return ":".join(["nukeviet", *named, str(int(number))])


def is_feed(url: str) -> bool:
    """Whether the address is a feed's."""
    return _FEED.search(urlsplit(url).path) is not None


def is_file(url: str) -> bool:
    """Whether the address is a file's: uploaded, attached to an article, or by its ending."""
    parts = urlsplit(url)
    return "download=1" in parts.query.split("&") or is_named_as_file(url)


def is_service(url: str) -> bool:
    """Whether the address does something for visitors rather than tell."""
    parts = urlsplit(url)
    return (
        _SERVICE.search(parts.path) is not None
        or not _SERVICES.isdisjoint(dict(parse_qsl(parts.query)).values())
        or "pdf=1" in parts.query.split("&")
    )


def is_further_page(url: str) -> bool:
    """Whether the address is a further page of a list."""
    parts = urlsplit(url)
    if _FURTHER.search(parts.path):
        return True
    query = dict(parse_qsl(parts.query))
    return query.get("page", "").isdecimal() or "/page-" in query.get("op", "")
