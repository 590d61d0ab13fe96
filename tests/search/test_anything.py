"""Whatever is typed is answered, by the page of a visitor and by the interface of programs."""

import unicodedata
from itertools import cycle

from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from index.analysis.analyzer import syllables
from index.errors import BadQuery
from index.finder import Finder
from index.page import SearchPage, Snippet
from index.request import SearchRequest
from tests.index.noise import OURS, SIGNS, noise
from tests.web.pages import Page

_PIECES = st.sampled_from([*OURS, *SIGNS, *"tủ* kẻng heo Quý ủy ban nhân dân 20/11 90% tw".split()])
_TYPED = st.lists(_PIECES, max_size=12).map(" ".join) | st.lists(_PIECES).map("".join)
_TEXTS = st.one_of(_TYPED, _TYPED, st.text(max_size=80))


@given(_TEXTS)
def test_any_text_finds_the_same_composed_and_decomposed_and_marks_whole_syllables(
    finder: Finder, text: str
) -> None:
    found = answered(finder, unicodedata.normalize("NFC", text))
    decomposed = answered(finder, unicodedata.normalize("NFD", text))
    if isinstance(found, SearchPage) and isinstance(decomposed, SearchPage):
        assert contents(decomposed) == contents(found)
        for hit in found.hits:
            assert_on_borders(hit.title)
            assert_on_borders(hit.snippet)
    else:
        assert decomposed == found


def answered(finder: Finder, text: str) -> SearchPage | str:
    """The page, or why there is none."""
    try:
        return finder.search(SearchRequest(text[:1000], size=5))
    except BadQuery as problem:
        return problem.message


def contents(page: SearchPage) -> object:
    """All of a page but what was typed and how long it took."""
    return page.total, page.hits, page.facets, page.reading, page.suggestion


def assert_on_borders(shown: Snippet) -> None:
    """What is marked begins and ends with a syllable of the text, in order, without overlap."""
    places = list(syllables(shown.text))
    begins, ends = {one.start for one in places}, {one.end for one in places}
    last = 0
    for start, end in shown.highlights:
        assert last <= start < end <= len(shown.text)
        assert start in begins
        assert end in ends
        last = end


def test_noise_is_answered_or_refused_with_the_reason(client: FlaskClient) -> None:
    # Each kind of noise comes by every path in turn.
    paths = cycle(("/search", "/api/v1/search", "/api/v1/suggest"))
    for path, line in zip(paths, noise(1000), strict=False):
        answer = client.get(path, query_string={"q": line})
        assert answer.status_code in (200, 400), (path, line)
        if answer.status_code == 400:
            told = answer.get_json()["error"]["message"] if answer.is_json else Page(answer).text
            assert "Từ cần tìm phải có ít nhất" in told or "Từ đang gõ dài tối đa" in told
