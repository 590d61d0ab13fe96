"""Names as a person types them, to the values that articles carry."""

import re
import unicodedata
from collections.abc import Sequence

from index.analysis.analyzer import folded_words
from index.authority import Authority
from index.engine import SearchEngine
from index.mentions import model_key, unit_key, unit_label
from index.page import Name
from index.question import FacetName
from index.register import Register
from index.settings import IndexSettings

# Names looked up for one request: noise may name hundreds, and none of them is looked for further.
_MOST = 32
_CLASS = re.compile(r"\s*m[ôo] h[ìi]nh\b(?=.*\w)", re.IGNORECASE)


class Resolver:
    """What names mean in one index; made for one request, and remembers what that asked."""

    def __init__(
        self,
        register: Register,
        engine: SearchEngine,
        settings: IndexSettings,
        authority: Authority,
    ) -> None:
        self._register = register
        self._engine = engine
        self._settings = settings
        self._authority = authority
        self._known: dict[tuple[FacetName, str, bool], tuple[Name, ...]] = {}

    def named(self, facet: FacetName, typed: str, *, loosely: bool = True) -> tuple[Name, ...]:
        """The values a name may mean, in any spelling; none for a name that nothing carries.

        `loosely` also those that hold its words in some other way.
        """
        key = facet, typed, loosely
        if key not in self._known:
            if len(self._known) >= _MOST or not typed.strip():
                return ()
            self._known[key] = self._named(facet, typed, loosely)
        return self._known[key]

    def kin(self, units: Sequence[Name]) -> tuple[Name, ...]:
        """The units before and after those, as far as articles tell of them."""
        found: dict[str, None] = {}
        keys = [unit.value for unit in units]
        standings = self._register.standings(keys[:_MOST])
        for label, standing in (standings[key] for key in keys if key in standings):
            lineage = self._authority.lineage(standing, label)
            found |= dict.fromkeys(kin.key for kin in (*lineage.earlier, *lineage.later))
        others = [key for key in found if key not in keys]
        labels = self._register.labels("unit", others)
        return tuple(Name(key, labels[key]) for key in others if key in labels)

    def _named(self, facet: FacetName, typed: str, loosely: bool) -> tuple[Name, ...]:
        if facet == "unit":
            return self._units(typed, loosely)
        if facet == "model":
            # People copy the words that stand before the name along with it.
            name = _CLASS.sub("", unicodedata.normalize("NFC", typed))
            return self._register.resolve("model", name, model_key(name), name, loosely=loosely)
        return tuple(Name(value, value) for value in self._spelled(facet, typed))

    def _units(self, typed: str, loosely: bool) -> tuple[Name, ...]:
        for home in self._settings.homes():
            key = unit_key(typed, home=home, authority=self._authority)
            long = unit_label(typed, home=home, authority=self._authority)
            if found := self._register.resolve("unit", typed, key, long, loosely=loosely):
                return found
        return ()

    def _spelled(self, facet: FacetName, typed: str) -> list[str]:
        """The very value, or those of the same letters."""
        known = self._engine.values(facet)
        if typed in known:
            return [typed]
        words = folded_words(typed)
        return [value for value in known if folded_words(value) == words]
