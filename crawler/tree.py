"""BeautifulSoup's tree of an HTML page, built in one pass.

lxml reports what stands on a page in its order, and ends what began last, so each element and
each text can be linked at once to the one before it. BeautifulSoup's own way provides for
namespaces and for parsers that go back, at more than twice the cost. The trees are the same; a
test holds them against each other.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import LXMLTreeBuilder  # type: ignore[attr-defined]  # put there at run time
from bs4.element import NavigableString, PageElement, Tag


class Tree(BeautifulSoup):
    """A page as a tree; its elements also by name, in the order of the page."""

    named: defaultdict[str, list[Tag]]
    depth: int
    """How many elements stand within each other at most."""

    def __init__(self, html: str) -> None:
        super().__init__(html, builder=_Builder)

    def reset(self) -> None:
        """Begins anew, as BeautifulSoup does for each way of reading a page that it tries."""
        super().reset()
        self.named, self.depth = defaultdict(list), 0
        self._open: list[Tag] = [self]
        self._last: PageElement | None = None
        self._kinds: dict[str, _Kind] = {}

    def untie(self) -> None:
        """Ends the tree: what led back or up in it is undone, so that its memory is free at once.

        Else it would wait for the garbage collector, which takes as long over a tree as it took
        to build.
        """
        one = self.contents[0] if self.contents else None
        while one is not None:
            one.parent = one.previous_element = one.previous_sibling = None
            one = one.next_element
        vars(self).clear()

    def handle_starttag(
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Mapping[Any, Any],
        sourceline: int | None = None,
        sourcepos: int | None = None,
        namespaces: dict[str, str] | None = None,
    ) -> Tag:
        """An element begins."""
        if self.current_data:
            self.endData()
        if name not in self._kinds:
            self._kinds[name] = self._kind(name, namespaces)
        kind = self._kinds[name]
        tag = _Element.__new__(_Element)
        for key, value in kind.own.items():
            setattr(tag, key, value)
        tag.contents = []
        tag.attrs = attributes = self.builder.attribute_dict_class(attrs)
        if not kind.lists.isdisjoint(attributes):
            for key in kind.lists.intersection(attributes):
                parts = attributes[key].split()
                attributes[key] = self.builder.attribute_value_list_class(parts)
        if name == "meta":
            self.builder.set_up_substitutions(tag)
        self._link(tag)
        self._open.append(tag)
        if len(self._open) > self.depth + 1:
            self.depth += 1
        if kind.stack is not None:
            kind.stack.append(tag)
        self.named[name].append(tag)
        return tag

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        """The element that began last ends."""
        if self.current_data:
            self.endData()
        if self._open[-1].name != name:
            return
        self._open.pop()
        stack = self._kinds[name].stack
        if stack is not None:
            stack.pop()

    def endData(self, containerClass: type[NavigableString] | None = None) -> None:
        """A text ends, or what is no text but stands like one, such as a comment."""
        if not self.current_data:
            return
        text = "".join(self.current_data)
        self.current_data = []
        if not text.strip(self.ASCII_SPACES) and not self.preserve_whitespace_tag_stack:
            text = "\n" if "\n" in text else " "
        kind = NavigableString
        if containerClass or self.string_container_stack:
            kind = self.string_container(containerClass)
        self._link(kind(text))

    def _kind(self, name: str, namespaces: dict[str, str] | None) -> "_Kind":
        made = _shared(Tag(None, self.builder, name, namespaces=namespaces))
        lists = self.builder.cdata_list_attributes or {}
        stack = None
        if name in self.builder.preserve_whitespace_tags:
            stack = self.preserve_whitespace_tag_stack
        elif name in self.builder.string_containers:
            stack = self.string_container_stack
        return _Kind(
            {key: value for key, value in made.items() if value != getattr(_Element, key)},
            lists.get("*", set()) | lists.get(name.lower(), set()),
            stack,
        )

    def _link(self, one: PageElement) -> None:
        parent, last = self._open[-1], self._last
        one.parent, one.previous_element = parent, last
        if last is not None:
            last.next_element = one
        siblings = parent.contents
        if siblings:
            one.previous_sibling = siblings[-1]
            siblings[-1].next_sibling = one
        siblings.append(one)
        self._last = one


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the elements of one name have in common."""

    own: dict[str, Any]
    """What makes them other than most elements."""
    lists: set[str]
    """Attributes of several values."""
    stack: list[Tag] | None
    """Where it stands while it is open, if that changes what becomes of the text in it."""


class _Builder(LXMLTreeBuilder):  # type: ignore[misc]  # see the import
    def start(
        self, tag: str, attrib: Mapping[str, str], nsmap: Mapping[str, str] | None = None
    ) -> None:
        """An element begins; HTML has no namespaces, but attributes may look as if they had."""
        for name in attrib:
            if name.startswith("{"):
                super().start(tag, attrib)
                return
        prefixes = self.active_namespace_prefixes[-1]
        self.soup.handle_starttag(tag, None, None, attrib, namespaces=prefixes)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.soup.handle_endtag(tag)


def _shared(tag: Tag) -> dict[str, Any]:
    """What an element has in common with others, whatever version of BeautifulSoup makes it."""
    return {key: value for key, value in vars(tag).items() if key not in ("attrs", "contents")}


# Twenty attributes of an element are nearly always the same: its class holds them.
_Element: type[Tag] = type(
    "_Element",
    (Tag,),
    _shared(Tag(None, _Builder(), "div", namespaces=_Builder.DEFAULT_NSMAPS)),
)
