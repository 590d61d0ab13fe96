"""The many addresses of one article, and of the files that belong to it."""

import hashlib
import re
import uuid
from datetime import datetime
from enum import Enum
from urllib.parse import quote, quote_plus

from crawler.sample.corpus import Article
from crawler.sample.oddities import Oddity
from crawler.sample.sections import Section

ROOT = "/web/btg"
DETAIL = f"{ROOT}/chi-tiet-bai-viet/-/asset_publisher"
GROUP = 30215
OLD_INSTANCE = "k2FzNcW7gXbR"
RENUMBERED = 9_000_000

ASSET = re.compile(
    r"/web/btg/[a-z-]+/-/asset_publisher/(?P<instance>\w+)/(?:content|document)/"
    r"(?:id/(?P<id>\d{1,12})|(?P<slug>[a-z0-9-]+)(?:/(?P<group>\d+))?)"
    r"(?:/(?P<state>maximized|normal|pop_up))?"
)
PLAIN = re.compile(r"(?:/web/btg)?/-/(?P<slug>[a-z0-9-]+)")
FORMER = re.compile(r"/web/btg/tin-cu/-/(?P<slug>[a-z0-9-]+)")
FEED = re.compile(r"/web/btg/[a-z-]+/-/asset_publisher/(?P<instance>\w+)/rss")
DOCUMENT = re.compile(r"/documents/\d+/\d+/[^/]+/(?P<uuid>[0-9a-f-]{36})")

# The number of each page of the site; those without a section are pages nobody can see.
LAYOUTS: dict[str, str | None] = {
    "3040": None,
    "3041": "hoc-tap",
    "3042": "doan-the",
    "3043": "nong-thon",
    "3044": "an-ninh",
    "3046": "van-hoa",
    "3047": None,
}


class Form(Enum):
    """One of the ways a link to an article is written."""

    ENTRY = "the entry's number"
    RETURN = "the number, and where to go back to"
    SLUG = "the title in the address"
    SESSION = "the number, and a session"
    PLID = "the number, and the layout it is shown in"
    MAXIMIZED = "the number, and the window state"
    PLAIN = "the title alone, on the site itself"
    SLUG_GROUP = "the title, and the group it belongs to"
    MOVED = "an address of the old portal, under the old number"
    FORMER = "an address of the old portal, by title"


_TURNS = (
    Form.ENTRY,
    Form.RETURN,
    Form.SLUG,
    Form.SESSION,
    Form.PLID,
    Form.MAXIMIZED,
    Form.PLAIN,
    Form.SLUG_GROUP,
)


def form_of(article: Article) -> Form:
    """The form in which listings link the article."""
    if Oddity.MOVED in article.oddities:
        return Form.MOVED
    if Oddity.MOVED_FOR_NOW in article.oddities:
        return Form.FORMER
    return _TURNS[article.id % len(_TURNS)]


def entry_path(section: Section, article_id: int) -> str:
    """The address by number, which feeds use and truth rows name."""
    return f"{DETAIL}/{section.instance}/content/id/{article_id}"


def plain_path(slug: str) -> str:
    """The address that 7.x pages call canonical."""
    return f"{ROOT}/-/{slug}"


def path_in_form(article: Article, form: Form) -> str:
    """The article's address, written in that form."""
    entry = entry_path(article.section, article.id)
    by_title = f"{DETAIL}/{article.section.instance}/content/{article.slug}"
    listing = quote(section_path(article.section), safe="")
    return {
        Form.ENTRY: entry,
        Form.RETURN: f"{entry}?redirect={listing}&inheritRedirect=true",
        Form.SLUG: by_title,
        Form.SESSION: f"{entry};jsessionid={session_of(article.id)}",
        Form.PLID: f"{entry}?plidlayout=3045",
        Form.MAXIMIZED: f"{entry}/maximized",
        Form.PLAIN: plain_path(article.slug),
        Form.SLUG_GROUP: f"{by_title}/{GROUP}",
        Form.MOVED: moved_path(article.id),
        Form.FORMER: f"{ROOT}/tin-cu/-/{article.slug}",
    }[form]


def moved_path(article_id: int) -> str:
    """The address before the portal moved; its number is no longer in use."""
    return (
        f"{ROOT}/chi-tiet-tin/-/asset_publisher/{OLD_INSTANCE}/content/id/{article_id - RENUMBERED}"
    )


def section_path(section: Section) -> str:
    """The listing page of the section."""
    return f"{ROOT}/{section.key}"


def page_path(section: Section, cur: int) -> str:
    """The listing page of that number, the way the pager links it."""
    portlet = section.portlet_id
    return (
        f"{section_path(section)}?p_p_id={portlet}&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view"
        f"&p_p_col_id=column-1&p_p_col_count=1&_{portlet}_delta={section.delta}&_{portlet}_cur={cur}"
    )


def feed_path(section: Section) -> str:
    """The section's Atom feed."""
    return f"{section_path(section)}/-/asset_publisher/{section.instance}/rss"


def sitemap_path(layout: str) -> str:
    """The part of the sitemap that tells of one page of the site."""
    named = uuid.uuid5(uuid.NAMESPACE_URL, f"guong layout {layout}")
    return f"/sitemap.xml?p_l_id={layout}&layoutUuid={named}&groupId={GROUP}&privateLayout=false"


def document_path(article_id: int, name: str, stored: datetime) -> str:
    """Where a picture or attachment of the article is downloaded."""
    at = int(stored.timestamp() * 1000)
    folder = f"/documents/{GROUP}/{article_id}"
    return f"{folder}/{quote_plus(name)}/{document_uuid(article_id, name)}?t={at}"


def document_uuid(article_id: int, name: str) -> str:
    """The name under which the document library finds the file."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"guong {article_id}/{name}"))


def session_of(article_id: int) -> str:
    """A session as Tomcat would write it."""
    return hashlib.sha256(str(article_id).encode()).hexdigest()[:32].upper()
