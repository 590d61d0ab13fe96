"""What every engine of the speed bench is given: articles with what they are counted and filtered
by."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fact:
    """An article as the archive holds it, and whom and what our own index says it tells of."""

    id: str
    title: str
    text: str
    """Headline, summary and body, a paragraph a line."""
    section: str
    source: str
    day: int
    """Of publication, as `date.toordinal` counts; 0 where there is none."""
    units: tuple[str, ...]
    models: tuple[str, ...]

    @property
    def year(self) -> int:
        """Of publication; 0 where there is none."""
        return date.fromordinal(self.day).year if self.day else 0


def write_facts(facts: Iterable[Fact], path: Path) -> None:
    """Keeps facts in a file, one a line."""
    with path.open("w", encoding="utf-8") as stream:
        for fact in facts:
            stream.write(json.dumps(asdict(fact), ensure_ascii=False) + "\n")


def read_facts(path: Path) -> Iterator[Fact]:
    """The facts of such a file."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            told = json.loads(line)
            lists = {"units": tuple(told["units"]), "models": tuple(told["models"])}
            yield Fact(**(told | lists))


def bare(text: str) -> str:
    """A text typed by someone who types no diacritics."""
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return kept.translate(_BARRED)


_BARRED = str.maketrans("đĐ", "dD")


def tokens(text: str) -> list[str]:
    """A text as the other engines cut it: runs of letters and digits, in small letters."""
    return _TOKEN.findall(text.lower())
