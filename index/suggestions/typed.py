"""What someone has typed so far, and where names agree with it: the last word is a beginning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.analysis import normalize
from index.analysis.abbreviations import Abbreviations
from index.analysis.analyzer import Syllable, syllables
from index.analysis.beginnings import begun
from index.analysis.normalize import Form
from index.question import Word

# Every letter that is one of these with marks left out: `[aàáâ…]` in a pattern.
_WRITTEN = {
    bare: f"[{bare}{''.join(letter for letter in letters if letter != bare)}]"
    for bare in "adeiouy"
    for letters in [
        [
            chr(code)
            for code in (*range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))
            if chr(code).islower() and normalize.folded(chr(code)) == bare
        ]
    ]
}


@dataclass(frozen=True)
class Typed:
    """One reading of what was typed. `whole`: its last word is not the beginning of another."""

    words: tuple[Word, ...]
    whole: bool = False

    @property
    def marked(self) -> bool:
        """Whether some word was typed with marks."""
        return any(word.marked for word in self.words)

    @cached_property
    def start(self) -> str:
        """How the folded words begin that agree with it."""
        return " ".join(word.folded for word in self.words) + " " * self.whole

    @cached_property
    def pattern(self) -> str:
        """A GLOB for texts that agree with its marks, a bare word under any."""
        return f"* {' '.join(map(_written, self.words))}{' ' * self.whole}*"

    def scattered(self, text: str, *, marks: bool) -> bool:
        """Whether a text of forms holds the words in order, others between them."""
        words = [_written(word) if marks else word.folded for word in self.words]
        between = " (?:[^|]* )?"
        return bool(re.search(f" {between.join(words)}{' ' * self.whole}", text))

    def begins(self, written: Sequence[Word | Syllable], *, marks: bool) -> bool:
        """Whether what is written begins with the words typed."""
        return len(written) >= len(self.words) and all(
            self._agrees(at, one, marks=marks) for at, one in enumerate(written[: len(self.words)])
        )

    def spans(self, label: str) -> tuple[tuple[int, int], ...]:
        """The syllables of a label that agree: side by side with their marks, else without, else
        in order; none where it was another form of the name that agreed."""
        found = list(syllables(label))
        for marks in (True, False):
            for first in range(len(found)):
                if self.begins(found[first:], marks=marks):
                    run = found[first : first + len(self.words)]
                    return tuple((one.start, one.end) for one in run)
        taken: list[Syllable] = []
        for one in found:
            if len(taken) < len(self.words) and self._agrees(len(taken), one, marks=False):
                taken.append(one)
        if len(taken) < len(self.words):
            return ()
        return tuple((one.start, one.end) for one in taken)

    def _agrees(self, at: int, written: Word | Syllable, *, marks: bool) -> bool:
        word = self.words[at]
        asked, held = (
            (word.exact, written.exact) if marks and word.marked else (word.folded, written.folded)
        )
        unfinished = at == len(self.words) - 1 and not self.whole
        return held.startswith(asked) if unfinished else held == asked


def readings(text: str, abbreviations: Abbreviations) -> tuple[Typed, ...]:
    """What a text may be the beginning of, the likeliest first; nothing without a word in it.

    As typed; else with its abbreviations opened; else with what has one shortened.
    """
    found = list(syllables(text))
    if not found:
        return ()
    words = tuple(Word(one.exact, one.folded) for one in found)
    unruled = _unruled(text[found[-1].start : found[-1].end], words[-1])
    # `quy` is written as `qui`, but it is also how `quyên` begins.
    typed = [Typed(words, whole=True), Typed((*words[:-1], unruled))] if unruled else [Typed(words)]
    others = {_opened(words, abbreviations), _shortened(words, abbreviations)} - {words}
    return (*typed, *(Typed(one) for one in sorted(others, key=len, reverse=True)))


def _opened(words: tuple[Word, ...], abbreviations: Abbreviations) -> tuple[Word, ...]:
    opened: list[Word] = []
    for word in words:
        longs = abbreviations.opened(word)
        opened += [_bare(one) for one in longs[0]] if longs else [word]
    return tuple(opened)


def _shortened(words: tuple[Word, ...], abbreviations: Abbreviations) -> tuple[Word, ...]:
    shortened: list[Word] = []
    at = 0
    for run in abbreviations.runs(words):
        # Of runs that overlap the first, which is the longest one there.
        if run.start >= at:
            shortened += [*words[at : run.start], _bare(run.shorts[0])]
            at = run.end
    return (*shortened, *words[at:])


def _bare(form: Form) -> Word:
    """Nobody typed its marks, so none are asked for."""
    return Word(form.folded, form.folded)


def _unruled(surface: str, word: Word) -> Word | None:
    """The word with the y that it was typed with, where the rule of y and i has changed it."""
    unruled = Word(*begun(surface))
    return unruled if unruled != word else None


def _written(word: Word) -> str:
    if word.marked:
        return word.exact
    return "".join(_WRITTEN.get(letter, letter) for letter in word.folded)
