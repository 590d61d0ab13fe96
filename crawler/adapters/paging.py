"""Addresses of the further pages of a list, as sites of any make write them."""

import re
from urllib.parse import parse_qsl, urlsplit

# /page/2, /trang-2, /tin-tuc/p2.html: the number is the last thing the path says.
_IN_PATH = re.compile(r"(?:^|[/-])(?:page|trang|p)[/-]?(\d{1,5})(?:\.\w{2,5})?/?$", re.IGNORECASE)
_PARAMETERS = re.compile(
    r"page|paged|trang|pageindex|pageno|pagenum|pagenumber|pn|start|offset", re.IGNORECASE
)


def is_further_page(url: str) -> bool:
    """Whether the address asks for a page of a list beyond its first."""
    parts = urlsplit(url)
    if match := _IN_PATH.search(parts.path):
        return int(match[1]) > 1
    return any(
        value.isdecimal() and len(value) < 6 and int(value) > 1
        for name, value in parse_qsl(parts.query)
        if _PARAMETERS.fullmatch(name)
    )
