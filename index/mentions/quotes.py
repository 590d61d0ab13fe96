"""Quoted passages, found by hand because portals mix and forget their quote marks.

`''X"`, `“X"`, `”X”`, a mark never closed, a quotation inside a quotation and a stray mark all
occur. Marks are paired with a short stack that is emptied at every line end: the work is linear.
"""

from typing import NamedTuple

from index.mentions.reading import LINE, MODEL, Reading

_OPENING = {"“": '"', "„": '"', "«": '"', "‟": '"', "‘": "'", "‹": "'"}
_CLOSING = {"”": '"', "»": '"', "’": "'", "›": "'"}
_EITHER = {'"': '"', "＂": '"', "'": "'", "`": "'", "´": "'"}
_SORTS = _OPENING | _CLOSING | _EITHER
_DEPTH = 4


class Quote(NamedTuple):
    """Tokens between two marks: the opening one at `mark`, the closing one ends at `end`."""

    mark: int
    first: int
    after: int
    closed: bool
    end: int


class _Open(NamedTuple):
    mark: int
    first: int
    sort: str


def find_quotes(reading: Reading) -> list[Quote]:
    """All quoted passages in the order in which they open."""
    found: list[Quote] = []
    stack: list[_Open] = []
    done = 0
    where = reading.where()
    for i in sorted(i for form in _SORTS.keys() | {"\n"} for i in where.get(form, ())):
        form = reading.forms[i]
        if form == "\n":
            _give_up(stack, i, found)
        elif i >= done:
            sort, done = _sort(reading, i)
            if _is_apostrophe(reading, i, done, sort, stack):
                continue
            if _opens(reading, i, done, sort, stack):
                _open(reading, _Open(i, done, sort), stack, found)
            else:
                _close(i, done, sort, stack, found)
    _give_up(stack, len(reading), found)
    found.sort(key=lambda quote: quote.mark)
    return found


def _sort(reading: Reading, i: int) -> tuple[str, int]:
    """The sort of the mark at token i, two single ones making a double, and the token after it."""
    form = reading.forms[i]
    sort = _SORTS[form]
    doubled = sort == "'" and i + 1 < len(reading.forms) and reading.forms[i + 1] == form
    return ('"', i + 2) if doubled and reading.joined(i + 1) else (sort, i + 1)


def _open(reading: Reading, mark: _Open, stack: list[_Open], found: list[Quote]) -> None:
    if stack and _names_model(reading, mark.mark) and _names_model(reading, stack[-1].mark):
        forgotten = stack.pop()
        found.append(Quote(forgotten.mark, forgotten.first, mark.mark, False, mark.mark))
    if len(stack) < _DEPTH:
        stack.append(mark)


def _close(i: int, after: int, sort: str, stack: list[_Open], found: list[Quote]) -> None:
    """Close the innermost quotation of a sort; a mark that closes nothing is a stray one."""
    for level in range(len(stack) - 1, -1, -1):
        if stack[level].sort == sort:
            opened = stack[level]
            del stack[level:]
            if i > opened.first:
                found.append(Quote(opened.mark, opened.first, i, True, after))
            return


def _give_up(stack: list[_Open], at: int, found: list[Quote]) -> None:
    """At a line end, what is still open was never closed; each reaches to the next or the end."""
    while stack:
        opened = stack.pop()
        if at > opened.first:
            found.append(Quote(opened.mark, opened.first, at, False, at))
        at = opened.mark


def _names_model(reading: Reading, i: int) -> bool:
    return i > 1 and reading.phrase(i - 2, MODEL)


def _tight_before(reading: Reading, i: int) -> bool:
    return reading.joined(i) and reading.kinds[i - 1] != LINE


def _tight_after(reading: Reading, after: int) -> bool:
    return after < len(reading.forms) and reading.joined(after) and reading.is_word(after)


def _is_apostrophe(reading: Reading, i: int, after: int, sort: str, stack: list[_Open]) -> bool:
    """Whether a single mark stands inside or behind a word: `M'Đrắk`, `Cư M’gar`."""
    if sort != "'" or not (reading.joined(i) and reading.is_word(i - 1)):
        return False
    if _names_model(reading, i) and _tight_after(reading, after):
        return False
    if _tight_after(reading, after):
        return reading.forms[i] != "‘"
    return reading.forms[i] in _EITHER and not any(opened.sort == "'" for opened in stack)


def _opens(reading: Reading, i: int, after: int, sort: str, stack: list[_Open]) -> bool:
    """Whether a mark opens, by its shape, what is open already and where the spaces stand."""
    form = reading.forms[i]
    tight_after = _tight_after(reading, after)
    if tight_after and _names_model(reading, i):
        return True
    open_here = bool(stack) and any(opened.sort == sort for opened in stack)
    tight_before = _tight_before(reading, i)
    if form in _OPENING:
        return not (open_here and tight_before and not tight_after)
    if form in _CLOSING:
        return not open_here and tight_after and not tight_before
    return (not tight_before and tight_after) if open_here else (not tight_before or tight_after)
