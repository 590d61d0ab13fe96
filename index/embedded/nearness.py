"""What documents gain where the words of a question stand near one another.

After Büttcher, Clarke and Lushman, "Term proximity scoring for ad-hoc retrieval on very large text
collections" (SIGIR 2006): each two neighbouring occurrences of different words of the question
give each of them the other's idf over their distance squared; what a word gathers is saturated as
BM25 saturates frequencies. Worked out for the best documents alone, it adds some .01 of MRR.
"""

from collections.abc import Sequence

import numpy as np

from index.embedded.lists import Docs, Weights
from index.embedded.occurrences import portions
from index.embedded.postings import Segment

CANDIDATES = 300
"""So many documents, the best without it, are looked into."""


def nearness(
    segment: Segment, docs: Docs, words: Sequence[str], idfs: Weights, norm: Weights, k1: float
) -> Weights:
    """What each of the documents gains for these folded syllables; `norm` is theirs, as in BM25."""
    lexicon = segment.lexicon("folded")
    slots = np.full(len(lexicon) + 1, -1, np.int16)
    for slot, name in enumerate(words):
        number = lexicon.find(name)
        if number >= 0:
            slots[number] = slot
    size = len(words)
    # The last stands for the end of a paragraph, and no word of the question does.
    asked_of = slots[segment.folded]
    gathered: Weights = np.zeros(len(docs) * size)
    for first, some in portions(segment, docs):
        begins, ends = segment.starts[some], segment.starts[some + 1]
        tokens = np.concatenate([segment.stream[a:b] for a, b in zip(begins, ends, strict=True)])
        asked = segment.renumbered(tokens, asked_of)
        held = np.flatnonzero(asked >= 0)
        word = asked[held]
        document = np.cumsum(ends - begins).searchsorted(held, side="right")
        side = np.flatnonzero((document[1:] == document[:-1]) & (word[1:] != word[:-1]))
        before, after = word[side], word[side + 1]
        close = 1.0 / (held[side + 1] - held[side]) ** 2
        rows = (first + document[side]) * size
        np.add.at(gathered, rows + before, idfs[after] * close)
        np.add.at(gathered, rows + after, idfs[before] * close)
    gathered = gathered.reshape(len(docs), size)
    saturated = gathered * (k1 + 1) / (gathered + norm[:, None])
    gained: Weights = (np.minimum(1.0, idfs) * saturated).sum(axis=1)
    return gained
