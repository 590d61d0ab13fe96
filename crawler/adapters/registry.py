"""Adapter names to adapters, and the choice among them that `auto` stands for."""

from collections.abc import Callable
from dataclasses import dataclass

from crawler.adapters import liferay, nukeviet
from crawler.adapters.base import SourceAdapter
from crawler.adapters.generic import GenericAdapter
from crawler.adapters.liferay import LiferayAdapter
from crawler.adapters.nukeviet import NukeVietAdapter
from crawler.markup import Page
from crawler.settings import Selectors, SourceSettings

ADAPTERS: dict[str, Callable[[Selectors], SourceAdapter]] = {
    "liferay": LiferayAdapter,
    "nukeviet": NukeVietAdapter,
    "generic": GenericAdapter,
}
_RECOGNISED: tuple[tuple[str, Callable[[Page], str]], ...] = (
    ("nukeviet", nukeviet.recognise),
    ("liferay", liferay.recognise),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The adapter that reads a page, and why it is that one."""

    adapter: SourceAdapter
    reason: str


def choose(source: SourceSettings, page: Page) -> Choice:
    """The adapter that the source names; for `auto` the one that knows the page's software."""
    name: str = source.adapter
    reason = "the source names it"
    if name == "auto":
        name, reason = next(
            ((known, why) for known, recognise in _RECOGNISED if (why := recognise(page))),
            ("generic", "nothing on the page tells of a known software"),
        )
    return Choice(ADAPTERS[name](source.selectors), reason)
