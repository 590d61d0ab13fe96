"""tantivy with its default tokenizer and query parser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from bench.collection import Collection
from bench.contender import ALL, ANY, TOP, Ask, Contender, quoted, timed


@contextmanager
def opened(collection: Collection, folder: Path) -> Iterator[list[Contender]]:
    """One index; the parser joins words by OR where nothing else is said."""
    place = folder / "tantivy"
    place.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("url", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    index = tantivy.Index(builder.build(), str(place))
    with timed() as clock:
        # One thread, so that articles keep their order.
        writer = index.writer(num_threads=1)
        for entry in collection.entries("tantivy: index"):
            writer.add_document(tantivy.Document(url=entry.url, text=entry.text))
        writer.commit()
        writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    askings = {joined: _asking(index, searcher, joined == ALL) for joined in (ANY, ALL)}
    yield [Contender("tantivy", askings, collection.size / clock.seconds)]


def _asking(index: tantivy.Index, searcher: tantivy.Searcher, every: bool) -> Ask:
    def ask(words: str) -> list[str]:
        query = index.parse_query(" ".join(quoted(words)), ["text"], conjunction_by_default=every)
        found = searcher.search(query, TOP, count=False)
        return [searcher.doc(address)["url"][0] for _, address in found.hits]

    return ask
