"""Mentions: the models, units, documents and the date that an article's text tells of.

`extract` reads one text and answers with an `Extraction`; `model_key` and `unit_key` give the one
key of a name in any spelling. Nothing here reads or writes the archive.
"""

from index.authority import NO_HOME, Home, Standing
from index.mentions.canonical import model_key
from index.mentions.extract import VERSION, extract
from index.mentions.spans import Cite, Extraction, Mention, Tier
from index.mentions.unit_names import standing_of, unit_key, unit_label

__all__ = [
    "NO_HOME",
    "VERSION",
    "Cite",
    "Extraction",
    "Home",
    "Mention",
    "Standing",
    "Tier",
    "extract",
    "model_key",
    "standing_of",
    "unit_key",
    "unit_label",
]
