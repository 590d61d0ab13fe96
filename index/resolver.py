"""Names as a person types them, to the values that articles carry."""

import re
import unicodedata
from dataclasses import dataclass

from index.analysis.analyzer import folded_words
from index.engine import SearchEngine
from index.entries import Kind
from index.mentions import model_key, unit_key, unit_label
from index.page import Name
from index.question import FacetName
from index.register import Register
from index.settings import IndexSettings

_CLASS = re.compile(r"\s*m[ôo] h[ìi]nh\b(?=.*\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolver:
    """What names mean in one index."""

    register: Register
    engine: SearchEngine
    settings: IndexSettings

    def named(self, facet: FacetName, typed: str) -> tuple[Name, ...]:
        """The values a name may mean, in any spelling; none for a name that nothing carries."""
        if not typed.strip():
            return ()
        if facet == "unit":
            return self._units(typed)
        if facet == "model":
            # People copy the words that stand before the name along with it.
            name = _CLASS.sub("", unicodedata.normalize("NFC", typed))
            return self._registered("model", name, model_key(name), name)
        return tuple(Name(value, value) for value in self._spelled(facet, typed))

    def _units(self, typed: str) -> tuple[Name, ...]:
        for home in self.settings.homes():
            key, long = unit_key(typed, home=home), unit_label(typed, home=home)
            if found := self._registered("unit", typed, key, long):
                return found
        return ()

    def _registered(self, kind: Kind, typed: str, key: str, long: str) -> tuple[Name, ...]:
        return self.register.resolve(kind, typed, key, long)

    def _spelled(self, facet: FacetName, typed: str) -> list[str]:
        """The very value, or those of the same letters."""
        known = self.engine.values(facet)
        if typed in known:
            return [typed]
        words = folded_words(typed)
        return [value for value in known if folded_words(value) == words]
