"""Finds the register's entries that what was typed may become, in bounded time.

Few entries that begin so are all looked at. Where many do, they are common, and walking through
all entries from the best on meets them soon.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, func, select

from index.register.completions import LONGEST_START, are
from index.register.tables import entries, starts
from index.suggestions.typed import Typed

# So many starts are looked at, and so many entries walked through.
_FEW = 1000
_WALKED = 2000
_AFTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """One entry, and whether it is written with the marks that were typed."""

    label: str
    value: str
    articles: int
    agrees: bool


_kind: BindParameter[str] = bindparam("kind")
_begun = select(starts.c.key).where(
    starts.c.kind == _kind,
    starts.c.start >= bindparam("start"),
    starts.c.start < bindparam("after"),
)
_best = (
    select(entries)
    .where(entries.c.kind == _kind)
    .order_by(entries.c.rank, entries.c.key)
    .limit(_WALKED)
    .subquery()
)


def _agreeing(source: Any, *conditions: Any) -> Select[Any]:
    agrees = source.c.exact.op("GLOB")(bindparam("pattern")).label("agrees")
    return (
        select(*source.c["key", "label", "value", "articles", "exact", "folded"], agrees)
        .where(func.instr(source.c.folded, bindparam("needle")) > 0, *conditions)
        .order_by(agrees.desc(), source.c.rank, source.c.key)
        .limit(bindparam("wanted"))
    )


_COUNT = select(func.count()).select_from(_begun.limit(_FEW + 1).subquery())
_READ = _agreeing(entries, are(_kind, _begun.limit(_FEW)))
_WALK = _agreeing(_best)


def lookup(connection: Connection, kind: str, typed: Sequence[Typed], wanted: int) -> list[Found]:
    """The best entries of a kind; those with the marks typed before the others.

    Words stand side by side. In names of models and units others may stand between them, as in
    `lhpn trường x` for Hội LHPN xã Trường Xuân: these come after.
    """
    found: dict[str, Found] = {}
    for search in (_side_by_side, _scattered) if kind in ("model", "unit") else (_side_by_side,):
        for one in typed:
            if len(found) < wanted:
                for key, entry in search(connection, kind, one, wanted):
                    found.setdefault(key, entry)
    return sorted(found.values(), key=lambda one: not one.agrees)[:wanted]


def _side_by_side(
    connection: Connection, kind: str, typed: Typed, wanted: int
) -> Iterator[tuple[str, Found]]:
    asked = {
        "kind": kind,
        **_range(typed.start),
        "needle": f" {typed.start}",
        "pattern": typed.pattern,
        "wanted": wanted,
    }
    rows: Sequence[Row[Any]] = ()
    if connection.execute(_COUNT, asked).scalar_one() > _FEW:
        rows = connection.execute(_WALK, asked).all()
    if len(rows) < wanted:
        rows = [*rows, *connection.execute(_READ, asked)]
    for row in rows:
        yield row.key, Found(row.label, row.value, row.articles, bool(row.agrees))


def _scattered(
    connection: Connection, kind: str, typed: Typed, wanted: int
) -> Iterator[tuple[str, Found]]:
    first, *others = typed.words
    if not others:
        return
    asked = {
        "kind": kind,
        **_range(f"{first.folded} "),
        "needle": f" {others[-1].folded}",
        "pattern": "*",
        "wanted": _FEW,
    }
    for row in connection.execute(_READ, asked):
        if wanted and typed.scattered(row.folded, marks=False):
            agrees = typed.scattered(row.exact, marks=True)
            yield row.key, Found(row.label, row.value, row.articles, agrees)
            wanted -= 1


def _range(start: str) -> dict[str, str]:
    return {"start": start[:LONGEST_START], "after": start[:LONGEST_START] + _AFTER}
