"""The fields under which Whoosh sees a segment's arrays."""

from whoosh import columns, fields, formats

from index.embedded.batch import CARRIED, KEY_BYTES

VERSION = "2026-11.2"


class Terms(fields.FieldType):
    """A field whose terms and weights come ready: analysis lies on our side."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)  # type: ignore[arg-type]  # never asked


def schema() -> fields.Schema:
    """A fresh schema; ours is always the one in force, never the pickled one."""
    return fields.Schema(
        key=fields.COLUMN(columns.FixedBytesColumn(KEY_BYTES)),
        **{name: Terms() for name in ("exact", "folded", "pairs", *CARRIED)},
    )
