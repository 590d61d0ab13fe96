"""Articles of any number, made up from the statistics of real ones.

A text is a walk through the texts it was learned from: behind a word comes what stands behind one
of its occurrences there, and now and then a word from anywhere. So words, pairs and lengths are as
frequent as in real texts. Words that no text had before are made up as often as real texts bring
some. Article n is the same however many are made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.names import model, section, source, unit
from crawler.sample import load_corpus

_SEED = 19_5_2022
_AT_ONCE = 500
_ELSEWHERE = 0.08
"""How often a word comes from anywhere."""
_PARTS = ("title", "summary", "body")
_LONGEST = 2_000
_END = "\n"
# Of a few texts far more words stand once than of many; so new words come up in 20,000 news.
_UNKNOWN = 0.003
_NEW_WORDS = 10_000_000
_FIRST, _DAYS = date(2013, 1, 1), 4_400
# A walk seldom ends a quotation: what stands in it would be the name of a model that is none.
_QUOTES = dict.fromkeys(map(ord, '“”"«»'))
_ONSETS = "b c ch d g gh h k kh l m n ng nh p ph qu r s t th tr v x br kr".split()
_RIMES = (
    "a e i o u y an en in on un ang eng inh ong ung at et it ot ut am em im om um ar ol".split()
)

Draws = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Statistics:
    """What texts are made of."""

    spelled: Sequence[str]
    """Every word as written, with the signs that stand at it; number 0 ends a paragraph."""
    text: NDArray[np.int32]
    """The numbers of all words of all texts, in order."""
    places: NDArray[np.int64]
    """Where each word stands: those of the first, those of the second, …"""
    begins: NDArray[np.int64]
    """Where in `places` those of each word begin, and where the last end."""
    lengths: NDArray[np.int64]
    """Of each text the words of headline, summary and body."""
    unknown: float
    """How likely a word is to be one that was never met: as likely as one met only once, but
    no likelier than in a large collection."""

    def following(self, words: NDArray[Any], chance: NDArray[Any]) -> NDArray[Any]:
        """A word behind each of those; `chance` has two numbers from 0 to 1 for each."""
        first = self.begins[words]
        behind = self.places[first + (chance[0] * (self.begins[words + 1] - first)).astype(int)] + 1
        anywhere = (chance[0] * len(self.text)).astype(int)
        chosen = np.where(chance[1] < _ELSEWHERE, anywhere, behind) % len(self.text)
        found: NDArray[Any] = self.text[chosen]
        return found


def learned(records: Iterable[Mapping[str, str]]) -> Statistics:
    """The statistics of articles with `title`, `summary` and `body`."""
    numbers = {_END: 0}
    text: list[int] = [0]
    lengths = []
    for record in records:
        sizes = []
        for part in _PARTS:
            written = record.get(part, "").translate(_QUOTES)
            words = written.replace(_END, f" {_END} ").split(" ")
            found = [numbers.setdefault(word, len(numbers)) for word in words if word]
            text += [*found, 0]
            sizes.append(min(len(found), _LONGEST))
        lengths.append(sizes)
    all_words = np.array(text, np.int32)
    counts = np.bincount(all_words, minlength=len(numbers))
    return Statistics(
        spelled=list(numbers),
        text=all_words,
        places=np.argsort(all_words, kind="stable"),
        begins=np.concatenate([[0], np.cumsum(counts)]),
        lengths=np.array(lengths),
        unknown=min(_UNKNOWN, float(np.count_nonzero(counts == 1) / len(all_words))),
    )


def of_file(path: Path) -> Statistics:
    """The statistics of a file of records as `bench.collection.collect` writes it."""
    with path.open(encoding="utf-8") as stream:
        return learned(map(json.loads, stream))


def of_sample() -> Statistics:
    """The statistics of the sample portal's articles."""
    return learned(
        {"title": one.title, "summary": one.summary, "body": "\n".join(one.body)}
        for one in load_corpus(1).truth
    )


def generated(statistics: Statistics, size: int) -> Iterator[dict[str, str]]:
    """So many records as `guong import` takes them."""
    for first in range(0, size, _AT_ONCE):
        rng = np.random.default_rng((_SEED, first))
        batch = list(_batch(statistics, rng, first))
        yield from batch[: size - first]


def _batch(
    statistics: Statistics, rng: np.random.Generator, first: int
) -> Iterator[dict[str, str]]:
    lengths = statistics.lengths[rng.integers(len(statistics.lengths), size=_AT_ONCE)]
    rows = _walks(statistics, rng, lengths.sum(axis=1).tolist())
    for number, (sizes, row) in enumerate(zip(lengths.tolist(), rows, strict=True), first):
        title, rest = row[: sizes[0]], row[sizes[0] :]
        summary, body = rest[: sizes[1]], rest[sizes[1] :]
        told = _told(rng.random(8))
        yield {
            "url": f"https://bench.example.vn/bai/{number}",
            "title": _line(title) or f"Bài số {number}",
            "summary": _line(summary),
            "body": "\n".join([told, *filter(None, map(_line, _paragraphs(body)))]),
            "published": str(_FIRST + timedelta(days=int(_DAYS * rng.random() ** 0.5))),
            "section": section(rng.random()),
            "source": source(rng.random()),
        }


def _walks(
    statistics: Statistics, rng: np.random.Generator, lengths: Sequence[int]
) -> Iterator[list[str]]:
    """For each length a walk, each beginning as a paragraph does."""
    steps = np.zeros((max(lengths), len(lengths)), np.int32)
    words = np.zeros(len(lengths), np.int32)
    for step in steps:
        words = statistics.following(words, rng.random((2, len(lengths))))
        step[:] = words
    for row, length in zip(steps.T, lengths, strict=True):
        walk = [statistics.spelled[word] for word in row[:length].tolist()]
        for place in np.flatnonzero(rng.random(length) < statistics.unknown).tolist():
            # As Zipf has it: the one of rank r is r times as rare as the first.
            walk[place] = _made_up(int(_NEW_WORDS ** rng.random()))
        yield walk


def _made_up(rank: int) -> str:
    word = ""
    while rank:
        rank, digit = divmod(rank, len(_ONSETS) * len(_RIMES))
        word += _ONSETS[digit % len(_ONSETS)] + _RIMES[digit // len(_ONSETS)]
    return word


def _told(chance: Draws) -> str:
    """A paragraph as articles of good practice begin: who does what."""
    actor = unit(chance[0], chance[1])
    day = f"{1 + int(28 * chance[2])}/{1 + int(12 * chance[3])}"
    if chance[4] < 0.4:
        return f"Ngày {day}, {actor} tổ chức họp mặt các hội viên."
    line = f"Ngày {day}, {actor} ra mắt mô hình “{model(chance[5])}”."
    if chance[6] < 0.25:
        line += f" Mô hình được {unit(chance[7], chance[1])} hỗ trợ."
    return line


def _paragraphs(words: Sequence[str]) -> Iterator[Sequence[str]]:
    begin = 0
    for place, word in enumerate(words):
        if word == _END:
            yield words[begin:place]
            begin = place + 1
    yield words[begin:]


def _line(words: Sequence[str]) -> str:
    return " ".join(word for word in words if word != _END)
