"""Where a ruling is prepared: names typed become entries of the live register, and what the
ruling would change is counted before it is kept."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from archive.program import Program
from archive.rulings import Named, Ruling, RulingKind, Verb, undone
from archive.store import Archive
from archive.text import one_line
from index.errors import BadQuery
from index.finder import Finder
from index.page import Name
from index.register import Register
from index.register.entries import Told
from index.rulings.applied import Rulings, comparable
from index.settings import IndexSettings

# Of the names that were perhaps meant, or the ways one is written, so many are told.
_SHOWN = 4
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Desk:
    """The log as it stands, and the live register."""

    archive: Archive
    finder: Finder
    log: tuple[Ruling, ...]

    @property
    def register(self) -> Register:
        """The live register."""
        return self.finder.register

    def named(self, field: str, kind: RulingKind, typed: str) -> Named:
        """The one entry that a name or key means; raises BadQuery on `field` with the choices."""
        typed = one_line(typed)
        found = self.finder.named(kind, typed, loosely=False)
        if len(found) == 1:
            return Named(found[0].value, found[0].label)
        if found:
            raise BadQuery(field, f"{quoted(typed)} may be {choices(found)}; name it by its key")
        like = self.finder.named(kind, typed)
        near = f"; perhaps {choices(like)}" if like else f"; look for it with: guong {kind}s"
        raise BadQuery(field, f"no {kind} of the index is called {quoted(typed)}{near}")

    def told(self, kind: RulingKind, key: str) -> list[Told]:
        """All that the register tells of an entry now."""
        return list(self.register.told(kind, key))

    def written_label(self, kind: RulingKind, key: str) -> str:
        """How articles call an entry most often, whatever people have renamed it to."""
        labels = Counter(each.label for each in self.told(kind, key))
        return min(labels, key=lambda label: (-labels[label], label), default=key)

    def prepared(
        self, by: str, because: str, at: datetime, verb: Verb, kind: RulingKind, **says: Any
    ) -> Ruling:
        """The next ruling; raises BadQuery where it does not say who and why."""
        for field, text in (("by", by), ("because", because)):
            if not one_line(text):
                raise BadQuery(field, "is empty; a ruling needs who said it, and why")
        return Ruling(
            number=len(self.log) + 1,
            at=at.replace(microsecond=0),
            by=one_line(by),
            because=one_line(because),
            verb=verb,
            kind=kind,
            **says,
        )

    def changed(self, ruling: Ruling) -> int:
        """How many articles a ruling changes by itself; raises BadQuery where that is none."""
        mentions = [each for named in ruling.names for each in self.told(ruling.kind, named.key)]
        alone = Rulings([ruling])
        articles = {
            each.article
            for each in mentions
            # A new name is the entry's, and shown wherever it is told of.
            if ruling.verb == "rename" or alone.applied([each]) != [each]
        }
        if ruling.verb == "split":
            self._check_split(ruling, mentions, articles)
        for article in ruling.articles:
            if article not in {each.article for each in mentions}:
                name = quoted(ruling.names[0].name)
                raise BadQuery("in", f"article {article[:_LONGEST]!r} does not tell of {name}")
        if not articles:
            raise BadQuery("rule", "it would change nothing: this is what the register says")
        return len(articles)

    def undoing(self, number: int) -> tuple[RulingKind, int]:
        """What the undone ruling is about, and how many articles at most are told otherwise."""
        if not 1 <= number <= len(self.log):
            there = f"the last one is {len(self.log)}" if self.log else "there are none"
            raise BadQuery("number", f"there is no ruling {number}; {there}")
        if by := undone(self.log).get(number):
            raise BadQuery("number", f"ruling {number} is undone already, by ruling {by}")
        ruling = first = self.log[number - 1]
        while first.verb == "undo":
            first = self.log[first.undoes - 1]
        named = Rulings([replace(first, number=1)]).named
        articles = set(self.register.drawn_in(named))
        for kind, key in named:
            live = self.register.moved(kind, key) or key
            articles |= {each.article for each in self.told(kind, live)}
        return ruling.kind, len(articles)

    def _check_split(self, ruling: Ruling, mentions: list[Told], articles: set[str]) -> None:
        written = {comparable(each.form): each.form for each in mentions}
        for form in ruling.forms:
            if comparable(form) not in written:
                ways = ", ".join(map(quoted, sorted(written.values())[:_SHOWN]))
                raise BadQuery("form", f"no article writes {quoted(form)}; they write: {ways}")
        if articles == {each.article for each in mentions}:
            raise BadQuery("rule", "nothing would be left to split from; use: guong rule rename")


@contextmanager
def desk(program: Program) -> Iterator[Desk]:
    """The desk of an archive; raises IndexMissing where there is no index to look names up in."""
    with (
        program.open_archive() as archive,
        Finder(archive, program.settings(IndexSettings)) as finder,
    ):
        yield Desk(archive, finder, archive.rulings.read())


def quoted(name: str) -> str:
    """A name as messages show it."""
    return f"“{name if len(name) <= _LONGEST else name[:_LONGEST] + '…'}”"


def choices(names: tuple[Name, ...]) -> str:
    """Some of these names, each with its key."""
    shown = ", ".join(f"{quoted(name.label)} [{name.value}]" for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
