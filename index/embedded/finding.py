"""What is found: documents that satisfy all that is demanded and hold all that is wanted, or most
of it where few hold all."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.embedded.matching import Mask, Part, satisfying
from index.question import Node, Question, Word

FEW = 50
SMALL = 20
"""So many articles, or one in so many of a small archive, are few."""
SHORT = 3
"""A question of so many words is answered by what holds all of them, were it a single article."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What is found in each part."""

    masks: tuple[Mask, ...]
    required: int
    """How many of the wanted nodes all of it holds."""
    complete: int
    """How many documents hold all of them."""


def as_written(parts: Sequence[Part], question: Question) -> tuple[Question, tuple[Word, ...]]:
    """The question with those plain words read without marks that no article writes with them."""
    unmarked = tuple(
        word
        for word in question.wanted
        if isinstance(word, Word) and word.marked and not _is_written(parts, word)
    )
    bare = {word: Word(word.folded, word.folded) for word in unmarked}
    wanted = tuple(
        bare.get(node, node) if isinstance(node, Word) else node for node in question.wanted
    )
    return replace(question, wanted=wanted), unmarked


def _is_written(parts: Sequence[Part], word: Word) -> bool:
    return any(part.live[part.segment.postings("exact", word.exact)[0]].any() for part in parts)


def matching(parts: Sequence[Part], question: Question) -> Matches:
    """What a question finds.

    How many of the wanted nodes are required is decided before the filters, so that a filter never
    shows more than the facet that offers it counts.
    """
    allowed = [_allowed(part, question.demanded) for part in parts]
    held = [_held(part, question.wanted) for part in parts]
    wanted = len(question.wanted)
    complete = sum(
        int(np.count_nonzero(mask & (number == wanted)))
        for mask, number in zip(allowed, held, strict=True)
    )
    required = _required(wanted, complete, sum(int(np.count_nonzero(mask)) for mask in allowed))
    masks = []
    for part, mask, number in zip(parts, allowed, held, strict=True):
        mask &= number >= required
        for node in question.filters:
            mask &= satisfying(part.segment, node)
        masks.append(mask)
    if question.filters:
        complete = sum(
            int(np.count_nonzero(mask & (number == wanted)))
            for mask, number in zip(masks, held, strict=True)
        )
    return Matches(tuple(masks), required, complete)


def _allowed(part: Part, demanded: Sequence[Node]) -> Mask:
    mask = part.live.copy()
    for node in demanded:
        mask &= satisfying(part.segment, node)
    return mask


def _held(part: Part, wanted: Sequence[Node]) -> NDArray[np.int64]:
    """How many of the wanted nodes each document holds."""
    held = np.zeros(part.segment.size, np.int64)
    for node in wanted:
        held += satisfying(part.segment, node)
    return held


def _required(wanted: int, complete: int, allowed: int) -> int:
    """How many of the wanted nodes a found document holds: all of them, or where few do, most.

    Headline words are often missing from the text: on known-item questions asking for all of them
    lost a third of the articles that were sought.
    """
    enough = 1 if wanted <= SHORT else min(FEW, allowed / SMALL)
    return wanted if complete >= enough else math.ceil(wanted * 3 / 5)
