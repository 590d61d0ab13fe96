"""Postings in memory: bounded in bytes, the least recently used given up first."""

import numpy as np

from index.embedded.postings import PostingCache


def _postings(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(count, dtype=np.intp), np.ones(count)


def test_what_was_put_is_got_back() -> None:
    cache = PostingCache(10_000)
    postings = _postings(3)
    assert cache.get(("s", "exact", "tủ")) is None
    cache.put(("s", "exact", "tủ"), postings)
    assert cache.get(("s", "exact", "tủ")) is postings
    assert cache.get(("s", "folded", "tủ")) is None
    assert cache.get(("t", "exact", "tủ")) is None


def test_the_least_recently_used_makes_room() -> None:
    one = 16 * 10 + 200
    cache = PostingCache(3 * one)
    for term in "abc":
        cache.put(("s", "f", term), _postings(10))
    assert cache.bytes == 3 * one
    cache.get(("s", "f", "a"))
    cache.put(("s", "f", "d"), _postings(10))
    assert cache.bytes == 3 * one
    assert [cache.get(("s", "f", term)) is not None for term in "abcd"] == [
        True, False, True, True,
    ]  # fmt: skip


def test_putting_twice_counts_once() -> None:
    cache = PostingCache(10_000)
    cache.put(("s", "f", "a"), _postings(10))
    cache.put(("s", "f", "a"), _postings(10))
    assert cache.bytes == 16 * 10 + 200


def test_one_list_larger_than_the_cache_is_kept_alone() -> None:
    cache = PostingCache(1000)
    cache.put(("s", "f", "a"), _postings(10))
    cache.put(("s", "f", "huge"), _postings(10_000))
    assert cache.get(("s", "f", "a")) is None
    assert cache.get(("s", "f", "huge")) is not None
    cache.put(("s", "f", "b"), _postings(1))
    assert cache.get(("s", "f", "huge")) is None
    assert cache.bytes == 16 + 200
