"""The letter bar of a list."""

from collections.abc import Sequence

from index.register.alphabet import LETTERS
from index.register.entries import Narrowing

# Vietnamese has no names of its own under these.
_FOREIGN = "FJWZ"


def letter_bar(found: Sequence[Narrowing]) -> list[Narrowing]:
    """Every letter of the Vietnamese alphabet, and whatever else names begin with.

    A letter that no name begins with counts 0.
    """
    counted = {one.value: one for one in found}
    bar = [
        counted.pop(letter, Narrowing(letter, letter, 0))
        for letter in LETTERS
        if letter in counted or letter not in _FOREIGN
    ]
    return [*bar, *counted.values()]
