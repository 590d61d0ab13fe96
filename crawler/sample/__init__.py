"""A small portal to crawl, with articles whose every model, unit and date is known.

`load_corpus` reads what it publishes, `SamplePortal` is the web application, `serve` puts it on
a port of this machine. The demo and the tests crawl it.
"""

from crawler.sample.corpus import Article, Corpus, Model, TrueModel, Truth, Unit
from crawler.sample.edition import load_corpus
from crawler.sample.oddities import TRAPS, Oddity, Trap
from crawler.sample.portal import SamplePortal
from crawler.sample.sections import SECTIONS, Section
from crawler.sample.server import Running, serve
from crawler.sample.themes import BadSample
from crawler.sample.visits import Seen

__all__ = [
    "SECTIONS",
    "TRAPS",
    "Article",
    "BadSample",
    "Corpus",
    "Model",
    "Oddity",
    "Running",
    "SamplePortal",
    "Section",
    "Seen",
    "Trap",
    "TrueModel",
    "Truth",
    "Unit",
    "load_corpus",
    "serve",
]
