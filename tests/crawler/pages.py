"""Pages of small made-up portals, and questions to the archive after a crawl of them."""

from archive.store import Archive
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


def titles(archive: Archive) -> list[str]:
    return sorted(one.title for one in archive.articles(archive.article_ids()).values())


def outcome_of(archive: Archive, url: str) -> tuple[str | None, str | None]:
    visit = archive.visit("mau", url)
    return (visit.outcome, visit.detail) if visit else (None, None)
