"""Pages of small made-up portals, and questions to the archive after a crawl of them."""

from archive.records import Absence, Article
from archive.store import Archive
from crawler.reparse import reparse
from crawler.settings import SourceSettings
from tests.crawler.raw_server import answer

ENTRY = "/web/-/asset_publisher/x/content/id"
ROBOTS = answer("User-agent: *\nDisallow: /cam/\n", media_type="text/plain")


def article(title: str, body: str = "Bà con ai cũng vui.", links: str = "") -> str:
    return (
        f'<html><body><div class="asset-full-content"><h4 class="asset-title">{title}</h4>'
        f'<div class="asset-content"><p>{body}</p></div></div>{links}</body></html>'
    )


def listing(*urls: str) -> bytes:
    links = "".join(f'<a href="{url}">x</a>' for url in urls)
    return answer(f"<html><body><script>Liferay.x</script>{links}</body></html>")


def sitemap(*entries: tuple[str, str]) -> bytes:
    """A sitemap of addresses, each with the day of its last change, or an empty one."""
    told = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for url, day in entries
    )
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return answer(f'<urlset xmlns="{schema}">{told}</urlset>', media_type="application/xml")


def plain_article(title: str, head: str = "") -> bytes:
    """An article on a site that nothing is known of."""
    text = "Bà con trong ấp chung tay làm đường hoa, ai cũng vui. " * 20
    return answer(
        f'<html><head><meta property="og:type" content="article">{head}</head>'
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def titles(archive: Archive) -> list[str]:
    return sorted(one.title for one in archive.articles(archive.article_ids()).values())


def outcome_of(archive: Archive, url: str) -> tuple[str | None, str | None]:
    visit = archive.visit("mau", url)
    return (visit.outcome, visit.detail) if visit else (None, None)


Story = dict[str, tuple[list[Article], list[Absence]]]


def story_of(archive: Archive) -> Story:
    """All that the archive tells of its articles: every revision, and when they were away."""
    return {key: (archive.revisions(key), archive.absences(key)) for key in archive.article_ids()}


def told_again(archive: Archive, source: SourceSettings) -> Story:
    """The story that the captures alone tell."""
    reparse(archive, [source], report=lambda _: None)
    return story_of(archive)
