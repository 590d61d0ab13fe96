"""Few segments remain, and an article is rewritten seldom."""

from hypothesis import given
from hypothesis import strategies as st

from index.embedded.tiers import LARGEST, MOST, chosen


def test_a_few_segments_are_left_as_they_are() -> None:
    assert chosen([], []) == []
    assert chosen([1] * MOST, [1] * MOST) == []


def test_one_too_many_and_those_of_like_size_become_one() -> None:
    assert chosen([2000] * 9, [2000] * 9) == list(range(9))
    assert chosen([18000, *[2000] * 8], [18000, *[2000] * 8]) == list(range(1, 9))


def test_small_changes_leave_large_segments_alone() -> None:
    sizes = [50_000, 900, 1, 1, 40, 1, 1, 1, 1]
    assert chosen(sizes, sizes) == [2, 3, 5, 6, 7, 8]


def test_a_segment_of_which_most_is_deleted_is_made_anew_with_the_others() -> None:
    assert chosen([49, 50], [100, 100]) == [0]
    assert chosen([40_000, *[1] * 8], [90_000, *[1] * 8]) == list(range(9))


def test_segments_grow_beyond_two_bytes_only_of_need() -> None:
    sizes = [LARGEST // 2] * 3 + [LARGEST // 4] * 6
    assert chosen(sizes, sizes) == [3, 4, 5, 6]
    sizes = [LARGEST] * 9
    assert chosen(sizes, sizes) == list(range(9))


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=200))
def test_there_are_never_too_many_and_nothing_is_rewritten_often(batches: list[int]) -> None:
    segments: list[int] = []
    written = 0
    for size in batches:
        segments.append(size)
        merged = chosen(segments, segments)
        whole = sum(segments[number] for number in merged)
        written += whole or size
        kept = [one for number, one in enumerate(segments) if number not in merged]
        segments = [*kept, whole] if whole else kept
        assert len(segments) <= MOST
    assert sum(segments) == sum(batches)
    assert written <= sum(batches) * (2 + len(batches).bit_length())
