"""IndexDocument fields as Whoosh fields. The text itself is not among them."""

from collections.abc import Generator, Mapping
from typing import Any

from whoosh import columns, fields, formats

from index.document import IndexDocument

VERSION = "2026-11.1"
KEY_BYTES = 16


class Terms(fields.FieldType):
    """A field whose terms and weights are handed in ready: analysis lies on our side."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)  # type: ignore[arg-type]  # never asked

    def index(
        self, value: Mapping[str, float], **_: Any
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        """One posting a term: bytes, frequency, weight, and no value."""
        for term, weight in value.items():
            yield term.encode("utf-8"), 1, weight, b""


def schema() -> fields.Schema:
    """A fresh schema; ours is always the one in force, never the pickled one."""
    return fields.Schema(
        key=_key(),
        exact=Terms(),
        folded=Terms(),
        pairs=Terms(),
        unit=Terms(),
        model=Terms(),
        section=Terms(),
        source=Terms(),
        length=fields.COLUMN(columns.NumericColumn("i")),
        published=fields.COLUMN(columns.NumericColumn("i")),
    )


def _key() -> fields.ID:
    key = fields.ID(unique=True)
    key.set_sortable(columns.FixedBytesColumn(KEY_BYTES))
    return key


def whoosh_fields(document: IndexDocument) -> dict[str, Any]:
    """The keyword arguments of Whoosh's `add_document`."""
    return {
        "key": document.id,
        "exact": document.exact,
        "folded": document.folded,
        "pairs": document.pairs,
        "unit": dict.fromkeys(document.units, 1.0),
        "model": dict.fromkeys(document.models, 1.0),
        "section": {document.section: 1.0} if document.section else {},
        "source": {document.source: 1.0},
        "length": document.length,
        "published": document.published.toordinal() if document.published else 0,
    }
