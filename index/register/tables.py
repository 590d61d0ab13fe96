"""Tables of the register, in the database of one index generation. No behaviour."""

from sqlalchemy import Column, Date, Index, Integer, MetaData, String, Table, Text

VERSION = "2026-11.3"

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
    # The same with their marks, in the one spelling that articles are searched by.
    Column("exact", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
)
# What an article is suggested by while someone types.
headlines = Table(
    "headlines",
    metadata,
    Column("article", String(16), primary_key=True),
    # Stands for the text, which may be long: the same for the same words and marks.
    Column("key", String(16), nullable=False),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("published", Date),
    Index("headlines_by_key", "key"),
    Index("headlines_by_section", "section"),
)
# What may be suggested: models, units, sections, and headlines once for all articles of that name.
entries = Table(
    "entries",
    metadata,
    # By rank, so that walking through the best of a kind reads what lies side by side.
    Column("kind", String(8), primary_key=True),
    # The smaller, the better.
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    # Every form written, with and without marks, each between bars: «| tủ đồ nhân ái | tủ áo |».
    Column("exact", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("entries_by_key", "key", "kind", unique=True),
    sqlite_with_rowid=False,
)
# Each entry once for every word it can be typed from: the folded words from there on.
starts = Table(
    "starts",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("start", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    sqlite_with_rowid=False,
)
# One row: the last change of the archive that this generation holds.
cursor = Table(
    "cursor",
    metadata,
    Column("number", Integer, nullable=False),
    Column("article", String(16), nullable=False),
)
