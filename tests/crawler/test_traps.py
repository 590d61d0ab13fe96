"""A crawl gets out of endless spaces, and loses nothing of an honest portal, however large."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.urls import canonical
from crawler.traps import Traps, form_objection, space_of

SITE = "https://cong.example"


@pytest.mark.parametrize(
    "path",
    [
        "/web/btg/chi-tiet-bai-viet/-/asset_publisher/1mOzUrGkrdAE/content/id/12080749",
        "/web/btg/tin?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_cur=2&_101_INSTANCE_x_delta=20"
        "&_101_INSTANCE_x_keywords=&_101_INSTANCE_x_advancedSearch=false"
        "&_101_INSTANCE_x_andOperator=true&p_r_p_564233524_resetCur=false",
        "/documents/20194/0/2024/12/12/12/Van+ban.pdf/5f2b0a4c-9d1e-4a6b-8b59-0c4c4e3f9a11?t=1702",
        "/2011/11/11/11/tin",
        "/vi/news/vi/tin/vi/tin-moi.html",
        "/tin/tin/bai",
        "/" + "/".join("abcdefghijklmno"),
        "/",
    ],
)
def test_an_address_of_an_honest_portal_is_no_trap(path: str) -> None:
    assert form_objection(canonical(SITE + path)) is None


@pytest.mark.parametrize(
    ("path", "objection"),
    [
        ("/tin/tin/tin", "path repeats itself"),
        ("/a/b/a/b/a/b/", "path repeats itself"),
        ("/x/tin/cu/bai/tin/cu/bai/tin/cu/bai", "path repeats itself"),
        ("/a/b/c/d/a/b/c/d/a/b/c/d/e", "path repeats itself"),
        ("/anh/a/anh/b/anh/c/anh/d", "path repeats itself"),
        ("/" + "/".join(str(number) for number in range(30)), "path too deep"),
        ("/?" + "&".join(f"p{number}=1" for number in range(25)), "too many parameters"),
        ("/?" + "&".join(f"p={number}" for number in range(25)), "too many parameters"),
    ],
)
def test_an_address_that_only_a_trap_has_is_refused_at_once(path: str, objection: str) -> None:
    assert Traps().objection(canonical(SITE + path), "page") == objection


@pytest.mark.parametrize("kind", ["file", "seed"])
def test_files_and_seeds_are_in_no_trap(kind: str) -> None:
    assert Traps().objection(f"{SITE}/a/a/a/a/a", kind) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/lich?thang=1&nam=2024", "/lich?nam=1999&thang=12"),
        ("/lich/2024/01", "/lich/1999/12"),
        ("/(S(lit3py55t21z5v55vlm25s55))/tin", "/(S(abc45e55kq0zzz452ndgxv45))/tin"),
        (
            "/tin/5f2b0a4c-9d1e-4a6b-8b59-0c4c4e3f9a11",
            "/tin/00000000-aaaa-bbbb-cccc-0123456789ab",
        ),
        ("/tim?q=mo-hinh", "/tim?q=cach-lam"),
        ("/?a1=x", "/?a2=x"),
    ],
)
def test_addresses_that_differ_in_numbers_only_are_one_space(one: str, other: str) -> None:
    assert space_of(SITE + one) == space_of(SITE + other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/tin/mo-hinh-hay-12.html", "/tin/cach-lam-hay-13.html"),
        ("/lich?thang=1", "/lich?nam=1"),
        ("/tin", "/tin/1"),
    ],
)
def test_addresses_that_differ_in_words_are_not(one: str, other: str) -> None:
    assert space_of(SITE + one) != space_of(SITE + other)


@given(st.text(max_size=60), st.sampled_from(["page", "listing", "article", "sitemap", "file"]))
def test_no_address_is_too_strange(path: str, kind: str) -> None:
    traps = Traps()
    try:
        url = canonical(f"{SITE}/{path}")
    except ValueError:
        return
    for _ in range(3):
        traps.visited(url, kind, article=False, leads=[url])
    assert traps.objection(url, kind) in (
        None,
        "path repeats itself",
        "path too deep",
        "too many parameters",
    )


@dataclass
class Page:
    """What a page of a made-up portal is and where it leads: addresses with what they look like."""

    article: bool = False
    leads: dict[str, str] = field(default_factory=dict)


Portal = Callable[[str], Page]


def _crawl(portal: Portal, most: int = 20_000) -> tuple[list[str], Counter[str]]:
    """Walks a portal as a run does, articles first; gives the articles found, and how often it
    objected why."""
    traps = Traps()
    articles, others = deque[str](), deque([("/", "page")])
    met = {"/"}
    found, refused = [], Counter[str]()
    for _ in range(most):
        if not articles and not others:
            return found, refused
        path, kind = (articles.popleft(), "article") if articles else others.popleft()
        if reason := traps.objection(SITE + path, kind):
            refused[reason] += 1
            continue
        page = portal(path)
        if page.article:
            found.append(path)
        for to, what in page.leads.items():
            if to in met:
                continue
            met.add(to)
            if reason := traps.objection(SITE + to, what):
                refused[reason] += 1
            elif what == "article":
                articles.append(to)
            else:
                others.append((to, what))
        leads = [SITE + to for to in page.leads]
        traps.visited(SITE + path, kind, article=page.article, leads=leads)
    raise AssertionError("the crawl has no end")


ARTICLES, ON_A_PAGE = 1500, 5
MENU = {f"/muc-{chr(97 + number)}": "page" for number in range(20)}


def _portal(path: str, *, kind: str = "article", sitemap: bool = False) -> Page:
    """Three hundred pages of a list; every page shows the menu."""
    if path == "/":
        every = {f"/tin/id/{number}": kind for number in range(ARTICLES)} if sitemap else {}
        return Page(leads={"/danh-sach?cur=1": "listing", **MENU, **every})
    if path.startswith("/tin/id/"):
        return Page(article=True, leads=MENU)
    if path.startswith("/danh-sach?cur="):
        number = int(path.removeprefix("/danh-sach?cur="))
        first = (number - 1) * ON_A_PAGE
        shown = {f"/tin/id/{one}": kind for one in range(first, first + ON_A_PAGE)}
        is_last = first + ON_A_PAGE >= ARTICLES
        further = {} if is_last else {f"/danh-sach?cur={number + 1}": "listing"}
        return Page(leads=MENU | shown | further)
    return Page(leads=MENU)


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize("sitemap", [False, True], ids=["by the list", "all known beforehand"])
def test_a_large_portal_is_found_whole(kind: str, sitemap: bool) -> None:
    found, refused = _crawl(lambda path: _portal(path, kind=kind, sitemap=sitemap))
    assert len(found) == ARTICLES
    assert not refused


def test_hundreds_of_articles_that_are_gone_hide_none_that_are_there() -> None:
    def portal(path: str) -> Page:
        page = _portal(path, sitemap=True)
        gone = path.startswith("/tin/id/") and int(path[8:]) < 800
        return Page() if gone else page

    found, _ = _crawl(portal)
    assert len(found) == ARTICLES - 800


def _with(trap: Portal) -> Portal:
    """A portal whose every page also leads into a trap."""

    def portal(path: str) -> Page:
        page = trap(path) if path.startswith("/bay") else _portal(path)
        return Page(page.article, {**page.leads, "/bay/1": "page", "/bay": "page"})

    return portal


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()


def _last(path: str) -> int:
    return int(path.rpartition("/")[2] or 0) if path[-1].isdecimal() else 0


def _calendar(path: str) -> Page:
    number = _last(path)
    return Page(leads=MENU | {f"/bay/{number + 1}": "page", f"/bay/ngay/{number}": "page"})


def _sessions(path: str) -> Page:
    return Page(leads=MENU | {f"/bay/(S({_digest(path)}))/tin": "page"})


def _growing(path: str) -> Page:
    return Page(leads={path.rstrip("/") + "/tin/bai": "page"})


def _queries(path: str) -> Page:
    number = path.count("=")
    mark = "&" if "?" in path else "?"
    return Page(leads=MENU | {f"{path}{mark}loc{number}=1": "page"})


def _words(path: str) -> Page:
    letters = _digest(path).translate(str.maketrans("0123456789", "ghijklmnop"))
    return Page(leads=MENU | {f"/bay/{letters}": "page"})


def _false_articles(path: str) -> Page:
    number = _last(path)
    return Page(leads={f"/bay/id/{number + step}": "article" for step in range(1, 4)})


@pytest.mark.parametrize(
    ("trap", "reason"),
    [
        (_calendar, "endless addresses"),
        (_sessions, "endless addresses"),
        (_growing, "path repeats itself"),
        (_queries, "too many parameters"),
        (_words, "nothing new for long"),
        (_false_articles, "endless addresses"),
    ],
)
def test_a_portal_with_a_trap_is_found_whole_and_the_trap_is_left(
    trap: Portal, reason: str
) -> None:
    found, refused = _crawl(_with(trap), most=10_000)
    assert len(found) == ARTICLES
    assert reason in refused


def test_a_trap_s_addresses_are_refused_and_others_are_not() -> None:
    traps = Traps()
    for number in range(203):
        traps.visited(f"{SITE}/lich/{number}", "page", article=False, leads=[f"{SITE}/"])
    assert traps.objection(f"{SITE}/lich/999", "page") == "endless addresses"
    assert traps.objection(f"{SITE}/tin/999", "page") is None
    assert traps.objection(f"{SITE}/lich/999", "file") is None


def test_an_article_makes_its_space_worth_a_look_again() -> None:
    traps = Traps()
    for number in range(203):
        traps.visited(f"{SITE}/lich/{number}", "page", article=False)
    traps.visited(f"{SITE}/lich/1000", "page", article=True)
    assert traps.objection(f"{SITE}/lich/999", "page") is None
