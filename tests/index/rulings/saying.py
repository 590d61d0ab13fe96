"""Rulings for tests, numbered as they are said, and a few mentions for them to meet."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from archive.rulings import Named, Ruling, RulingKind
from index.page import Snippet
from index.register.entries import Told

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def model(article: str, key: str, **varied: object) -> Told:
    """One mention of a model that is written, and called, as its key."""
    plain = Told(
        article=article, kind="model", key=key, label=key, form=key, published=None,
        sentence=Snippet(key, ()), start=0, end=len(key), tier="fact", rule="quoted",
        confidence=0.9,
    )  # fmt: skip
    return replace(plain, **varied)  # type: ignore[arg-type]  # as the test says


def unit(article: str, key: str, **varied: object) -> Told:
    """One mention of a unit."""
    return model(article, key, kind="unit", **varied)


class Says:
    """A log that grows by what is said."""

    def __init__(self) -> None:
        self.log: list[Ruling] = []

    def merge(self, *names: str, into: str, kind: RulingKind = "model") -> Ruling:
        return self._say("merge", kind, names=tuple(map(_named, names)), into=_named(into))

    def split(
        self, name: str, into: str, forms: Sequence[str] = (), articles: Sequence[str] = (),
        kind: RulingKind = "model",
    ) -> Ruling:  # fmt: skip
        return self._say(
            "split", kind, names=(_named(name),), into=_named(into),
            forms=tuple(forms), articles=tuple(articles),
        )  # fmt: skip

    def rename(self, name: str, label: str, kind: RulingKind = "model") -> Ruling:
        return self._say("rename", kind, names=(_named(name),), label=label)

    def no_model(self, name: str, *articles: str) -> Ruling:
        return self._say("not-a-model", "model", names=(_named(name),), articles=articles)

    def unit_of(self, name: str, unit: str | None, *articles: str) -> Ruling:
        named = _named(unit) if unit else None
        return self._say("unit-of", "model", names=(_named(name),), unit=named, articles=articles)

    def undo(self, number: int) -> Ruling:
        return self._say("undo", "model", undoes=number)

    def _say(self, verb: str, kind: RulingKind, **says: object) -> Ruling:
        ruling = Ruling(
            len(self.log) + 1, AT, "Tư Sen", "theo bài", verb, kind, **says  # type: ignore[arg-type]  # as the test says
        )  # fmt: skip
        self.log.append(ruling)
        return ruling


def _named(key: str) -> Named:
    return Named(key, key)
