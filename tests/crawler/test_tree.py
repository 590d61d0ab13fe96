"""Our tree of a page is BeautifulSoup's own."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.tree import Tree

NAMES = st.sampled_from(
    "html head title body p div span a b li ul table tr td pre textarea script style template"
    " select option form br img meta link svg rt ruby o:p section frameset noscript h1".split()
)
ATTRIBUTES = st.sampled_from(
    [
        "", ' class=""', ' class="a  b\ta"', ' CLASS=A class=b', ' id="x"', ' rel="next nofollow"',
        ' headers="1 2"', ' charset="utf-8"', ' http-equiv="content-type" content="a; charset=x"',
        " {mau}b=1", " {=2", ' xml:lang="vi"', ' onclick="{}"', " checked", ' xmlns:o="urn:o"',
    ]
)  # fmt: skip
PIECES = st.one_of(
    st.builds("<{}{}>".format, NAMES, ATTRIBUTES),
    st.builds("<{}{}/>".format, NAMES, ATTRIBUTES),
    st.builds("</{}>".format, NAMES),
    st.sampled_from(
        ["<!-- x -->", "<!---->", "<!DOCTYPE html>", "<![CDATA[x]]>", "<?php x ?>", "&amp;", "&#0;",
         "&nbsp;", "<", "</", "<!", "\n", " \t\r\n", " ", "mô hình", "<a b=", "<o:p>", "\ufeff"]
    ),
    st.text(max_size=5),
)  # fmt: skip
PAGES = (
    st.lists(PIECES, min_size=1, max_size=30)
    .map("<html>{}".format)
    .map(lambda html: html.replace("\0", ""))
)


def _elements(root: Tag) -> list[PageElement]:
    return [root, *root.descendants]


def _links(root: Tag) -> list[tuple[int | None, ...]]:
    """For each part of a tree, the numbers of those it is linked to."""
    parts = _elements(root)
    numbers = {id(part): number for number, part in enumerate(parts)}
    return [
        tuple(
            numbers.get(id(other))
            for other in (
                part.parent, part.next_element, part.previous_element, part.next_sibling,
                part.previous_sibling,
            )
        )
        for part in parts
    ]  # fmt: skip


_LINKS = {"parent", "next_element", "previous_element", "next_sibling", "previous_sibling"}


def _same(found: PageElement, wanted: PageElement) -> bool:
    """Whether two parts of a tree say the same of themselves, but for what they are linked to."""
    if not isinstance(wanted, Tag) or not isinstance(found, Tag):
        return type(found) is type(wanted) and str(found) == str(wanted)
    names = vars(wanted).keys() - _LINKS - {"contents", "parser_class"}
    return all(
        getattr(found, name) == getattr(wanted, name)
        and type(getattr(found, name)) is type(getattr(wanted, name))
        for name in names
    )


@given(PAGES)
@example("<p>a<pre> \n <b>c</b> \n </pre> \n <textarea> </textarea>")
@example("<template> <p>a</p><script>b</script>c</template>d")
@example("a</p></p></div><p>b</html>c")
@example("<div>" * 300)
def test_a_tree_is_the_one_that_beautiful_soup_builds(html: str) -> None:
    wanted, found = BeautifulSoup(html, "lxml"), Tree(html)
    assert found.decode() == wanted.decode()
    assert _links(found) == _links(wanted)
    for mine, theirs in zip(found.descendants, wanted.descendants, strict=True):
        assert _same(mine, theirs), (mine, theirs)


@given(PAGES)
def test_elements_are_found_by_name_in_the_order_of_the_page(html: str) -> None:
    tree = Tree(html)
    every = tree.find_all(True)
    assert sum(len(tags) for tags in tree.named.values()) == len(every)
    for name, tags in tree.named.items():
        assert [id(tag) for tag in tags] == [id(tag) for tag in every if tag.name == name]


@pytest.mark.parametrize(
    ("html", "depth"),
    [("<html>", 1), ("<p>a</p><p>b</p>", 3), ("<div><div><b>a</b></div></div><p>c", 5)],
)
def test_depth_counts_the_elements_that_stand_within_each_other(html: str, depth: int) -> None:
    assert Tree(html).depth == depth


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(
    "html",
    [
        "<html>",
        "<!DOCTYPE html><title>a</title><p class=b>c<!-- d --><script>e</script><pre> </pre>",
        "<p>a</p>" * 20_000,
        "<div>" * 10_000,
    ],
)
@pytest.mark.usefixtures("no_collection")
def test_the_memory_of_an_untied_tree_is_free_at_once(html: str) -> None:
    tree = Tree(html)
    parts = [weakref.ref(part) for part in (tree, *tree.named["p"], *tree.named["html"])]
    tree.untie()
    del tree
    assert [part for part in parts if part()] == []


def test_an_empty_tree_can_be_untied() -> None:
    Tree("").untie()
