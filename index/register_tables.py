"""Tables of the register, in the database of one index generation. No behaviour."""

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, Text

VERSION = "2026-11.2"

metadata = MetaData()

mentions = Table(
    "mentions",
    metadata,
    Column("article", String(16), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("label", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("published", Date),
    Column("sentence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("unit", String(200)),
    Index("mentions_by_name", "kind", "key", "published"),
    Index("mentions_by_unit", "unit"),
)
names = Table(
    "names",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("label", Text, nullable=False),
    Column("sorting", Text, nullable=False),
    # Every form written, folded, each between bars: «| hoi lhpn xa x | hoi phu nu xa x |».
    Column("words", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
)
# One row: the last change of the archive that this generation holds.
cursor = Table(
    "cursor",
    metadata,
    Column("number", Integer, nullable=False),
    Column("article", String(16), nullable=False),
)
