"""References to absolute addresses, as harmless text whatever they were."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from archive.urls import MAX_LENGTH, canonical

# What leads to the same place from every page of a host, and the part of a base that it needs.
# Short ones only, so that what is remembered stays small.
_ROOTED = re.compile(r"(?:/(?!/)|https?://\w)\S{0,300}")
_HOST = re.compile(r"https?://[^\s/?#]{1,300}(?=[/?#]|\Z)")


def join(base: str, reference: str) -> str | None:
    """The absolute web address of a reference; none for scripts, mail, and what is malformed."""
    reference = reference.strip()
    # Most links of a page stand on every page of its host.
    if _ROOTED.fullmatch(reference) and (host := _HOST.match(base)):
        return _rooted(host[0], reference)
    return _joined(base, reference)


def _joined(base: str, reference: str) -> str | None:
    try:
        url = urljoin(base, reference)
        if not url.isascii() or not url.isprintable() or " " in url:
            url = safe_url_string(url)
        if len(url) > MAX_LENGTH or urlsplit(url).port == 0:
            return None
        # What the archive could not name is not worth asking for.
        canonical(url)
        return url
    except ValueError:
        return None


_rooted = lru_cache(maxsize=16_384)(_joined)
