"""Kinds of characters that a syllable is made of, as the inside of `[...]`."""

import unicodedata

RAISED = "ªº⁰¹²³⁴⁵⁶⁷⁸⁹"

SILENT = "".join(
    map(
        chr,
        (
            *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10),
        ),
    )
)
"""What editors leave inside words and nobody sees: soft hyphens, zero-width blanks, joiners, marks
of direction and of variants."""


def marks(first: int, end: int) -> str:
    """The combining marks between two code points.

    Most belong to other scripts, whose words would fall apart without them and not be cut at the
    same places in both Unicode forms.
    """
    return "".join(one for one in map(chr, range(first, end)) if _is_mark(one))


def _is_mark(one: str) -> bool:
    return unicodedata.category(one).startswith("M")
