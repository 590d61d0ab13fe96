"""What the address of a Liferay resource says: articles, listing pages, files, and clutter."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from archive.urls import without_session
from crawler.adapters.base import CandidateKind
from crawler.adapters.files import is_named_as_file

_STATES = "maximized|minimized|normal|pop_up|exclusive"
_ASSET = re.compile(
    r"^(?P<page>.*?)/-/asset_publisher/(?P<instance>\w+)/(?P<type>[a-z_]+)"
    rf"(?:/id/(?P<entry>\d{{1,18}})|/(?!id(?:/|$))(?P<slug>[^/]+?)(?:/(?P<group>\d+))?)"
    rf"(?:/(?P<state>{_STATES}))?/?$"
)
_FEED = re.compile(r"/-/asset_publisher/\w+/rss/?$")
_PLAIN = re.compile(r"^(?:.*)/-/(?P<slug>[^/]+)/?$")
# Friendly-url words of other portlets, which also stand alone behind `/-/`.
_OTHER_PORTLETS = re.compile(
    r"asset_publisher|blogs|calendar|categories|document_library|journal_content|login"
    r"|message_boards|search|tags|wiki"
)
_LIBRARY = ("/documents/", "/image/", "/o/adaptive-media/")
_SERVICE = re.compile(r"^/(?:c|group|user|api|combo|html)/|/-/(?:login|search|calendar)(?:/|$)")
_PORTLET = re.compile(
    r"(?:101|com_liferay_asset_publisher_web_portlet_AssetPublisherPortlet)_INSTANCE_\w+?(?=_?$)"
)

# A portal's menu stands on every page of it.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class AssetAddress:
    """An article's address: by the number of its asset entry, or by its title in the address."""

    url: str
    """Without session, window state, print view and the way back."""
    entry: str | None
    slug: str | None


@lru_cache(maxsize=_REMEMBERED)
def asset(url: str) -> AssetAddress | None:
    """What an article's address says; none when it is no article's."""
    parts = urlsplit(without_session(url))
    match = _ASSET.match(parts.path)
    if match:
        if match["slug"] == "rss":
            return None
        path = parts.path.rstrip("/")
        if match["state"]:
            path = path.removesuffix(f"/{match['state']}")
        plain = urlunsplit((parts.scheme, parts.netloc, path, _query(parts.query), ""))
        return AssetAddress(plain, match["entry"], match["slug"] and unquote(match["slug"]))
    match = _PLAIN.match(parts.path)
    if match and not _OTHER_PORTLETS.fullmatch(match["slug"]):
        plain = urlunsplit((parts.scheme, parts.netloc, parts.path, _query(parts.query), ""))
        return AssetAddress(plain, None, unquote(match["slug"]))
    return None


def is_feed(url: str) -> bool:
    """Whether the address is a portlet's feed."""
    return _FEED.search(urlsplit(url).path) is not None


def is_file(url: str) -> bool:
    """Whether the address is a file's: document library, picture, or by its ending."""
    return urlsplit(url).path.lower().startswith(_LIBRARY) or is_named_as_file(url)


def is_service(url: str) -> bool:
    """Whether the address does something for visitors (sign in, search) rather than tell."""
    parts = urlsplit(url)
    if _SERVICE.search(parts.path):
        return True
    query = dict(parse_qsl(parts.query))
    return query.get("p_p_lifecycle", "0") != "0" or query.get("p_p_state") in (
        "pop_up",
        "exclusive",
    )


@lru_cache(maxsize=_REMEMBERED)
def other_kind(url: str) -> CandidateKind | None:
    """What to expect at an address that is no article's; none for what tells nothing."""
    if is_service(url):
        return None
    if is_feed(url):
        return "feed"
    if is_file(url):
        return "file"
    return "page" if shown_page(url) is None else "listing"


def is_print_view(url: str) -> bool:
    """Whether the address is an article's in a window of its own, as for printing."""
    path, query = urlsplit(url).path, urlsplit(url).query
    return path.endswith("/pop_up") or "p_p_state=pop_up" in query or "viewMode=print" in query


def portlet_of(element_id: str) -> str | None:
    """The Asset Publisher portlet that an element's id names."""
    match = _PORTLET.search(element_id)
    return match[0] if match else None


def shown_page(url: str) -> int | None:
    """The number of the listing page that the address asks for; none without any."""
    for name, value in parse_qsl(urlsplit(url).query):
        if name.endswith("_cur") and value.isdecimal() and len(value) < 6:
            return int(value)
    return None


def listing_page(url: str, portlet: str, number: int) -> str:
    """The address of another page of the list that a portlet shows at this address.

    Without a `delta` of its own: one that differs from the portlet's would skip entries.
    """
    parts = urlsplit(without_session(url))
    cur = f"_{portlet}_cur"
    query = dict(parse_qsl(parts.query))
    query["p_p_id"] = portlet
    query[cur] = str(number)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def _query(query: str) -> str:
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if name != "p_p_state" and not name.endswith(("viewMode", "redirect", "inheritRedirect"))
    ]
    return urlencode(kept)
