"""References to absolute addresses, as harmless text whatever they were."""

from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

# Beyond this servers give up too.
_LONGEST = 2000


def join(base: str, reference: str) -> str | None:
    """The absolute web address of a reference; none for scripts, mail, and what is malformed."""
    try:
        url = urljoin(base, reference.strip())
        if not url.isascii() or not url.isprintable() or " " in url:
            url = safe_url_string(url)
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        # Reading the port is what finds a malformed one.
        return url if usable and parts.port != 0 and len(url) <= _LONGEST else None
    except ValueError:
        return None
