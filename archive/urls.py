"""One spelling for each address, a key that sorts by host, and ids made from identities."""

import base64
import hashlib
import re
from ipaddress import IPv6Address
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

# Parameters of Liferay and of trackers that never tell one resource from another.
_NOT_IDENTITY = re.compile(
    r"(redirect|inheritRedirect|plidlayout|p_p_lifecycle|p_p_state|p_p_mode|p_p_col_\w+"
    r"|utm_\w+|fbclid|gclid|_\w+_(redirect|inheritRedirect))$",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
# PostgreSQL indexes no text beyond 2,704 bytes, and no article has an address near that long.
MAX_LENGTH = 2_000
# Most addresses are canonical as they stand: a lower-case host, no port that a scheme has anyway,
# nothing escaped, no dots that lead up, no query. A test proves it.
_PLAIN = re.compile(
    r"https?://[a-z0-9-]++(?:\.[a-z0-9-]++)*+(?::[1-9][0-9]{3}|:[1-5][0-9]{4})?"
    r"/(?:[\w~-][\w~.-]*+/)*+(?:[\w~-][\w~.-]*+)?",
    re.ASCII,
)


def canonical(url: str) -> str:
    """The address without what does not name the resource: session, return path, fragment.

    Raises ValueError for anything that is no absolute http(s) address.
    """
    if len(url) <= MAX_LENGTH and _PLAIN.fullmatch(url):
        return url
    return _settled(url)


def _settled(url: str) -> str:
    parts = urlsplit(canonicalize_url(without_session(url.strip())))
    host = (parts.hostname or "").removesuffix(".")
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"{url!r} is not an absolute http or https address")
    if ":" in host:
        host = f"[{IPv6Address(host)}]"
    elif not _HOST.fullmatch(host):
        raise ValueError(f"{host!r} is not a host name")
    port = parts.port
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    # Cut at the raw text: old portals escape bytes that are not UTF-8, and want them back as such.
    kept = (
        pair
        for pair in parts.query.split("&")
        if not _NOT_IDENTITY.match(unquote_plus(pair.partition("=")[0]))
    )
    found = urlunsplit((parts.scheme, netloc, parts.path or "/", "&".join(kept), ""))
    if len(found) > MAX_LENGTH:
        raise ValueError(f"an address of {len(found)} characters is longer than {MAX_LENGTH}")
    return found


def without_session(url: str) -> str:
    """The address without the session number that a Java server put into its path."""
    return _SESSION.sub("", url)


def url_key(url: str) -> str:
    """A sort-friendly key (SURT): http and https, a leading www and a trailing slash are one.

    `https://www.btg.example.vn/web/a/` gives `vn,example,btg)/web/a`.
    """
    parts = urlsplit(canonical(url))
    host = parts.hostname or ""
    host = host.removeprefix("www.")
    reversed_host = host if _is_address(host) else ",".join(reversed(host.split(".")))
    port = "" if parts.port is None else f":{parts.port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{reversed_host}{port}){parts.path.rstrip('/') or '/'}{query}"


def article_id(source: str, identity: str) -> str:
    """Sixteen lower-case letters and digits that name an article for good."""
    digest = hashlib.sha256(f"{source}\n{identity}".encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()


def _is_address(host: str) -> bool:
    return ":" in host or re.fullmatch(r"[0-9.]+", host) is not None
