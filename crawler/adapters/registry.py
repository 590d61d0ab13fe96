"""Adapter names to adapters, and the choice among them that `auto` stands for."""

from crawler.adapters import liferay
from crawler.adapters.base import SourceAdapter
from crawler.adapters.generic import GenericAdapter
from crawler.adapters.liferay import LiferayAdapter
from crawler.markup import Page
from crawler.settings import AdapterName

_LIFERAY = LiferayAdapter()
_GENERIC = GenericAdapter()
ADAPTERS: dict[AdapterName, SourceAdapter] = {"liferay": _LIFERAY, "generic": _GENERIC}


def adapter_for(name: AdapterName, page: Page) -> SourceAdapter:
    """The adapter of that name; for `auto` the one that knows the software behind the page."""
    if name == "auto":
        return _LIFERAY if liferay.recognises(page) else _GENERIC
    return ADAPTERS[name]
