"""Which segments are merged: so that few remain, and an article is rewritten seldom."""

from collections.abc import Sequence

MOST = 8
"""Each one more costs every question a little."""
LARGEST = 1 << 16
"""Documents that can be numbered in two bytes: segments larger than that come only of need."""


def chosen(live: Sequence[int], whole: Sequence[int]) -> list[int]:
    """Which of the segments to make into one, given their live documents and all of them.

    None while there are few. Beyond that the smallest, and each larger one that those before it
    outweigh together: a segment at least doubles each time it is rewritten, and a change of one
    article is never paid for with the whole index. One of which most is deleted is always among
    them.
    """
    wasted = [number for number, size in enumerate(live) if 2 * size < whole[number]]
    if len(live) <= MOST:
        return wasted
    order = sorted(range(len(live)), key=lambda number: live[number])
    count = len(live) - MOST + 1
    weight = sum(live[number] for number in order[:count])
    small = live[order[count - 1]] <= LARGEST // 2
    while count < len(order) and live[order[count]] <= weight:
        if small and weight + live[order[count]] > LARGEST:
            break
        weight += live[order[count]]
        count += 1
    return sorted({*order[:count], *wasted})
