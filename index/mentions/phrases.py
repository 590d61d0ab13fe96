"""Fixed phrases looked up in a reading: the longest one that stands at a token."""

from typing import Generic, TypeVar

from index.mentions.reading import LINE, Reading, read

T = TypeVar("T")

_OPTIONAL = frozenset("-–—./")


class _Node(Generic[T]):
    __slots__ = ("children", "value")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.value: T | None = None


class Phrases(Generic[T]):
    """Phrases and what each stands for; case, tone school and dashes make no difference.

    A comma inside a phrase may be left out in the text; one outside never joins two words.
    """

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, phrase: str, value: T) -> None:
        """Let a written phrase stand for a value; a phrase already known keeps its first value."""
        forms = [form for form in read(phrase).forms if form not in _OPTIONAL]
        for variant in (forms, [form for form in forms if form != ","]):
            node = self._root
            for form in variant:
                node = node.children.setdefault(form, _Node())
            if node.value is None:
                node.value = value

    def starts(self, form: str) -> bool:
        """Whether some phrase begins with this folded word."""
        return form in self._root.children

    def places(self, reading: Reading) -> list[int]:
        """The tokens at which some phrase may begin, by the first two words."""
        where, begun = reading.where(), self._root.children
        followed = [*reading.forms[1:], ""]
        found: list[int] = []
        for form in where.keys() & begun.keys():
            node = begun[form]
            if node.value is not None:
                found += where[form]
            else:
                after = node.children
                found += [i for i in where[form] if (w := followed[i]) in after or w in _OPTIONAL]
        found.sort()
        return found

    def longest(self, reading: Reading, i: int) -> tuple[T, int] | None:
        """The value of the longest phrase at token i, and the token after it."""
        forms, size = reading.forms, len(reading.forms)
        node = self._root.children.get(forms[i]) if i < size else None
        best: tuple[T, int] | None = None
        while node is not None:
            i += 1
            if node.value is not None:
                best = (node.value, i)
            if not node.children or i >= size:
                break
            after = node.children.get(forms[i])
            if after is None and forms[i] in _OPTIONAL and i + 1 < size:
                i += 1
                after = node.children.get(forms[i]) if reading.kinds[i] != LINE else None
            node = after
        return best

    def ending(self, reading: Reading, after: int, reach: int = 5) -> int | None:
        """The first token of a phrase that ends right before a token, if there is one."""
        for first in range(max(after - reach, 0), after):
            found = self.longest(reading, first)
            if found is not None and found[1] == after:
                return first
        return None
