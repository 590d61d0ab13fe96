"""Reads an answer as a browser would: elements, text, links, and what is wrong with it."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from werkzeug.test import TestResponse

_VOID = {"meta", "link", "input", "img", "br", "hr", "option"}
_SVG_LEAVES = {"rect"}


class Page(HTMLParser):
    """One parsed answer. `faults` lists what a validator would complain about."""

    def __init__(self, answer: TestResponse) -> None:
        super().__init__(convert_charrefs=True)
        assert answer.mimetype == "text/html", answer.mimetype
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.linked: list[tuple[str, str, str]] = []
        """Each text with the element it stands in and the link it belongs to, if any."""
        self._open: list[str] = []
        self._link = ""
        self.feed(answer.get_data(as_text=True))
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self._open]
        counts = Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)
        self.faults += [f"id {name!r} stands {n} times" for name, n in counts.items() if n > 1]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "a":
            self._link = dict(attributes).get("href") or ""

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in _SVG_LEAVES:
            self.faults.append(f"<{tag}/> closes itself")

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if data.strip():
            inside = self._open[-1] if self._open else ""
            self.texts.append((inside, " ".join(data.split())))
            self.linked.append((*self.texts[-1], self._link))

    @property
    def text(self) -> str:
        """Everything a reader sees, on one line."""
        return " ".join(text for tag, text in self.texts if tag not in ("title", "style", "script"))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of each element of that name (and with those attributes)."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag
            and all(attributes.get(key.rstrip("_")) == value for key, value in wanted.items())
        ]

    def inside(self, tag: str) -> list[str]:
        """The texts that stand directly in elements of that name."""
        return [text for name, text in self.texts if name == tag]

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for attributes in self.all("a") if "href" in attributes]

    def queries(self, path: str) -> list[dict[str, str]]:
        """The parameters of each link to that path."""
        return [_parameters(link) for link in self.links if urlsplit(link).path == path]

    def linked_queries(self, path: str) -> list[tuple[dict[str, str], str]]:
        """The parameters of each link to that path, with the text that stands in it."""
        return [
            (_parameters(link), text)
            for _, text, link in self.linked
            if link and urlsplit(link).path == path
        ]

    @property
    def active(self) -> list[str]:
        """Whatever would run, or reach for another site, without the visitor asking, but for the
        site's own script."""
        found = []
        for tag, attributes in self.elements:
            ours = tag == "script" and attributes.get("src") == "/static/suggest.js"
            if tag in ("script", "style", "iframe", "object", "embed", "base") and not ours:
                found.append(tag)
            for name, value in attributes.items():
                address = name in ("href", "src", "action", "formaction")
                if name.startswith("on") or name in ("style", "srcdoc"):
                    found.append(f"{tag} {name}")
                if address and urlsplit(value).scheme not in ("", "http", "https"):
                    found.append(f"{tag} {name}={value}")
                if address and tag != "a" and urlsplit(value).netloc:
                    found.append(f"{tag} {name}={value}")
        return found


def _parameters(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def every_page(ids: dict[str, str]) -> list[str]:
    """One address of each kind of page, in each of its states."""
    first = ids["id:101"]
    return [
        "/",
        "/search",
        "/search?q=tu+do+nhan+ai",
        "/search?q=t%E1%BB%A7+%C4%91%E1%BB%93&section=Ho%E1%BA%A1t+%C4%91%E1%BB%99ng&from=2021&to=2023",
        "/search?q=khongcogi&unit=khongai&model=khongco",
        "/search?q=heo&from=31/02/2022",
        "/search?size=2&page=2",
        "/search?page=900",
        "/search?q=quan+aoo",
        "/search?q=quan+aoo&typed=1",
        "/search?q=%28h%E1%BB%8Bc+%C4%91%E1%BB%93+%C4%91%C6%A1n+v%E1%BB%8B%3AMa+t%E1%BB%AB%3Ax+%22y&unit=H%E1%BB%99i",
        "/huong-dan",
        f"/articles/{first}",
        f"/articles/{first}?revision=1",
        f"/articles/{first}?at=3-9",
        f"/articles/{first}?at=9-3",
        f"/articles/{first}?at=3-99999",
        f"/articles/{ids['id:103']}",
        f"/articles/{ids['id:104']}",
        f"/articles/{ids['id:105']}",
        f"/articles/{ids['id:120']}",
        "/models",
        "/models?q=tu+do&sort=name&size=1",
        "/models?q=khongcogi",
        "/models?page=900",
        "/models?letter=T&year=2021&type=C%C3%B4ng+an&tier=suggestion",
        "/models?letter=AB",
        "/units",
        "/units?sort=first",
        "/articles/khongco",
        "/models/khong-co",
        "/models?page=0",
        "/khong-co-trang-nay",
    ]
