"""The English catalogue: complete, compiled, and true to the sources."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import web

WEB = Path(web.__path__[0])
MESSAGES = WEB / "translations" / "en" / "LC_MESSAGES"


def _texts(catalog: Catalog) -> dict[Any, Any]:
    return {
        (_context(message), _key(message.id)): _key(message.string)
        for message in catalog
        if message.id and not message.fuzzy
    }


def _context(message: Any) -> str | None:
    context = message.context
    return context.decode() if isinstance(context, bytes) else context  # bytes from a compiled one


def _key(text: Any) -> Any:
    """One text, or its singular and plural."""
    return text if isinstance(text, str) else tuple(text)


def _catalogue() -> dict[Any, Any]:
    with (MESSAGES / "messages.po").open("rb") as file:
        return _texts(read_po(file, locale="en", abort_invalid=True))


def _sources() -> set[Any]:
    with (WEB / "translations" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    keywords: Any = {
        "_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
    }  # fmt: skip
    return {
        (context, _key(text))
        for _, _, text, _, context in extract_from_dir(str(WEB), methods, options, keywords)
    }


def test_every_text_of_the_site_is_translated_and_nothing_else() -> None:
    catalogue = _catalogue()
    assert set(catalogue) == _sources()
    assert len(catalogue) > 100
    for key, string in catalogue.items():
        strings = string if isinstance(string, tuple) else (string,)
        assert all(text.strip() for text in strings), key


def test_a_translation_holds_the_same_places_for_values() -> None:
    with (MESSAGES / "messages.po").open("rb") as file:
        catalog = read_po(file, locale="en")
    faults = [(message.id, str(fault)) for message, faults in catalog.check() for fault in faults]
    assert faults == []


def test_the_compiled_catalogue_is_that_of_the_sources() -> None:
    with (MESSAGES / "messages.mo").open("rb") as file:
        compiled = _texts(read_mo(file))
    assert compiled == _catalogue()
