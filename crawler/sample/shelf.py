"""What the portal can hand out on one day, looked up by each kind of address."""

import hashlib
from datetime import datetime

from crawler.sample.addresses import RENUMBERED
from crawler.sample.corpus import Article, Corpus
from crawler.sample.dates import TODAY
from crawler.sample.files import StoredFile, attachments_of, photos_of
from crawler.sample.sections import SECTIONS, Section


class Shelf:
    """One day's articles and files; `moved` knows articles by the number they once had."""

    def __init__(self, corpus: Corpus) -> None:
        self.day = corpus.day
        self.now = TODAY[corpus.day]
        self.articles = corpus.articles
        self.by_id = {article.id: article for article in corpus.articles}
        self.by_slug = {article.slug: article for article in corpus.articles}
        self.moved = {article.id - RENUMBERED: article for article in corpus.articles}
        self._by_section = {section.key: corpus.of_section(section.key) for section in SECTIONS}
        self._withdrawn = corpus.withdrawn
        self.files = {file.uuid: file for one in corpus.articles for file in _files(one)}

    def entries(self, section: Section) -> tuple[Article, ...]:
        """The section's articles, newest first."""
        return self._by_section[section.key]

    def changed(self, section: Section) -> datetime:
        """When the section's list last changed, by an article written, edited or withdrawn."""
        moments = [one.modified for one in self.entries(section)]
        moments += [one.modified for one in self._withdrawn if one.section == section]
        return max(moments, default=TODAY[1])


def fingerprint(article: Article) -> str:
    """Changes when, and only when, what the article says changes; knows nothing of views."""
    said = (article.title, article.summary, *article.body, *article.captions, article.author)
    return hashlib.sha256("\x1f".join((*said, *article.attachments)).encode()).hexdigest()[:20]


def _files(article: Article) -> tuple[StoredFile, ...]:
    return photos_of(article) + attachments_of(article)
