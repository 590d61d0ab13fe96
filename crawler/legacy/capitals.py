"""Capitals of the ABC fonts: .VnTimeH shows small letters as capitals, so they were typed small.

Read as Unicode, a heading then says "CộNG HòA"; here it says CỘNG HOÀ as its reader saw it.
"""

import re

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"[a-z]")
# Nobody writes a small accented letter between capitals.
_SHOUTED = re.compile(r"[A-Z][^\W\d_A-Za-z]+[A-Z]|[A-Z]{2}[^\W\d_A-Za-z]")


def raised(text: str) -> str:
    """The text with such headings in capitals throughout; ordinary words stay as they are."""
    return "\n".join(_raised_line(line) for line in text.split("\n"))


def _raised_line(line: str) -> str:
    if not _SHOUTED.search(line):
        return line
    parts = []
    at = 0
    for start, end in _runs_without_small_letters(line):
        run = line[start:end]
        parts += [line[at:start], run.upper() if _SHOUTED.search(run) else run]
        at = end
    return "".join([*parts, line[at:]])


def _runs_without_small_letters(line: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    open_run = False
    for word in _WORD.finditer(line):
        small = bool(_SMALL.search(word[0]))
        if not small and open_run:
            runs[-1] = (runs[-1][0], word.end())
        elif not small:
            runs.append(word.span())
        open_run = not small
    return runs
