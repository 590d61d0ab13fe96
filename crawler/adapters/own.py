"""The CSS selectors that a source names for templates of its own."""

from dataclasses import fields

import soupsieve
from bs4.element import Tag

from crawler.errors import SourceMisconfigured
from crawler.settings import Selectors, SourceSettings

NONE = Selectors()
# What a page shows beyond this is no field of an article.
_MOST = 500


def check(source: SourceSettings) -> None:
    """Raises SourceMisconfigured for a selector that no style sheet could hold."""
    for field in fields(source.selectors):
        selector = getattr(source.selectors, field.name)
        try:
            soupsieve.compile(selector or "*")
        except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            raise SourceMisconfigured(
                f"source {source.name!r}: selectors.{field.name}: {selector!r} is no CSS selector"
                f" ({reason})"
            ) from error


def select(selector: str, within: Tag) -> list[Tag]:
    """The elements within another that the selector means; none for no selector."""
    return list(soupsieve.select(selector, within, limit=_MOST)) if selector else []
