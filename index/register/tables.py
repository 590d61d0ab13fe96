"""Tables of the register, in the database of one index generation. No behaviour.

What articles tell is kept (`mentions`, `headlines`, `drawn`); how often each thing is told is
counted along (`forms`, `years`, `pairs`); the rest follows from these.
"""

from sqlalchemy import Column, Date, Float, Index, Integer, MetaData, String, Table, Text, text

VERSION = "2026-11.5"

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
    # Where the name stands in the sentence, and where in the article.
    Column("lit", Integer, nullable=False),
    Column("unlit", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("tier", String(10), nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("unit", String(200)),
    # A unit's standing.
    Column("type", Text),
    Column("level", Text),
    Column("place", Text),
    Column("area", Text),
    Index("mentions_by_name", "kind", "key", "tier", "published", "article"),
)
# What an article's text drew where rulings by people have made something else of it.
drawn = Table(
    "drawn",
    metadata,
    Column("article", String(16), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    Index("drawn_by_key", "kind", "key", "article"),
    sqlite_with_rowid=False,
)


def _counted(name: str, number: str = "articles") -> Index:
    # What counts nothing any more is found at once and goes.
    return Index(f"{name}_of_none", number, sqlite_where=text(f"{number} = 0"))


# How each name is written and understood, and in how many articles.
forms = Table(
    "forms",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("tier", String(10), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("label", Text, primary_key=True),
    # A unit's standing; all empty where there is none.
    Column("type", Text, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("area", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    _counted("forms"),
    sqlite_with_rowid=False,
)
# In which years each name is told of, and in how many articles; year 0 for those without a day.
years = Table(
    "years",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("tier", String(10), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("articles", Integer, nullable=False),
    _counted("years"),
    sqlite_with_rowid=False,
)
# Which unit runs which model by how many articles of a year; year 0 for those without a day.
pairs = Table(
    "pairs",
    metadata,
    Column("unit", String(200), primary_key=True),
    Column("tier", String(10), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("articles", Integer, nullable=False),
    Index("pairs_by_model", "model", "tier", "unit", "year", "articles"),
    _counted("pairs"),
    sqlite_with_rowid=False,
)
# By how many articles in all, so that the first partners of a name are found without the others.
couples = Table(
    "couples",
    metadata,
    Column("unit", String(200), primary_key=True),
    Column("tier", String(10), primary_key=True),
    Column("model", String(200), primary_key=True),
    Column("articles", Integer, nullable=False),
    _counted("couples"),
    sqlite_with_rowid=False,
)
for _one, _other in (("unit", "model"), ("model", "unit")):
    Index(
        f"couples_of_{_one}",
        couples.c[_one],
        couples.c.tier,
        couples.c.articles.desc(),
        couples.c[_other],
    )
names = Table(
    "names",
    metadata,
    # Stands for kind and key where many names are looked through (`names.identify`).
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(8), nullable=False),
    Column("key", String(200), nullable=False),
    # Of facts as soon as there is one: then all below follows from facts alone, but `suggested`.
    Column("tier", String(10), nullable=False),
    Column("label", Text, nullable=False),
    Column("sorting", Text, nullable=False),
    # Every form written, folded, each between bars: «| hoi lhpn xa x | hoi phu nu xa x |».
    Column("words", Text, nullable=False),
    # The same with their marks, in the one spelling that articles are searched by.
    Column("exact", Text, nullable=False),
    # Articles that tell of it in its tier, and those that only suggest it.
    Column("articles", Integer, nullable=False),
    Column("suggested", Integer, nullable=False),
    Column("first", Date),
    Column("last", Date),
    # A unit's standing; all empty where there is none.
    Column("type", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("area", Text, nullable=False),
    # The key of its commune as a unit.
    Column("commune", String(200), nullable=False),
    Index("names_by_key", "kind", "key", unique=True),
)
Index(
    "names_by_articles",
    names.c.kind,
    names.c.tier,
    names.c.articles.desc(),
    names.c.sorting,
    names.c.key,
)
# The units of a commune, of whom one says how it is called.
Index(
    "names_by_commune",
    names.c.commune,
    names.c.id,
    names.c.place,
    sqlite_where=text("commune <> ''"),
)
Index("names_by_name", names.c.kind, names.c.tier, names.c.sorting, names.c.key)
Index(
    "names_by_first",
    names.c.kind,
    names.c.tier,
    names.c.first.is_(None),
    names.c.first,
    names.c.sorting,
    names.c.key,
)
Index(
    "names_by_last",
    names.c.kind,
    names.c.tier,
    names.c.last.desc(),
    names.c.sorting,
    names.c.key,
)
# What a list of names is found and narrowed by, side by side: all of it is walked through. Several
# values lie between line feeds: «\n2021\n2023\n».
traits = Table(
    "traits",
    metadata,
    Column("name", Integer, primary_key=True, autoincrement=False),
    Column("tier", String(10), nullable=False),
    Column("initial", Text, nullable=False),
    Column("year", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("place", Text, nullable=False),
    # As names have them.
    Column("words", Text, nullable=False),
    Column("exact", Text, nullable=False),
)
# How many names have each of these values.
totals = Table(
    "totals",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("tier", String(10), primary_key=True),
    Column("trait", String(8), primary_key=True),
    Column("value", String(200), primary_key=True),
    Column("names", Integer, nullable=False),
    _counted("totals", "names"),
    sqlite_with_rowid=False,
)
Index(
    "totals_by_names",
    totals.c.kind,
    totals.c.tier,
    totals.c.trait,
    totals.c.names.desc(),
    totals.c.value,
)
# Where the address of a name leads that rulings have merged into another.
moved = Table(
    "moved",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("leads", String(200), nullable=False),
    sqlite_with_rowid=False,
)
# The names that the rulings are about which all of this follows.
ruled = Table(
    "ruled",
    metadata,
    Column("kind", String(8), primary_key=True),
    Column("key", String(200), primary_key=True),
    sqlite_with_rowid=False,
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
# One row: the last change of the archive that this generation holds, and the rulings it follows.
cursor = Table(
    "cursor",
    metadata,
    Column("number", Integer, nullable=False),
    Column("article", String(16), nullable=False),
    Column("rulings", Text, nullable=False),
)
