"""Mentions: the models, units, documents and the date that an article's text tells of.

`extract` reads one text and answers with an `Extraction`; `model_key` and `unit_key` give the one
key of a name in any spelling. Nothing here reads or writes the archive.
"""

from index.mentions.extract import VERSION, extract
from index.mentions.names import model_key
from index.mentions.places import Place, known_places, place_as_of
from index.mentions.spans import NO_HOME, Cite, Extraction, Home, Mention
from index.mentions.unit_names import unit_key, unit_label

__all__ = [
    "NO_HOME",
    "VERSION",
    "Cite",
    "Extraction",
    "Home",
    "Mention",
    "Place",
    "extract",
    "known_places",
    "model_key",
    "place_as_of",
    "unit_key",
    "unit_label",
]
