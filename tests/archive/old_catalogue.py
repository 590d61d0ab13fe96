"""A catalogue of the first version, put together by hand, and what becomes of its rows."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData

from archive import migrations

HOST = "https://www.portal.example.vn"
CRAWLED = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
TOMORROW = datetime(2025, 3, 2, 2, 0, tzinfo=UTC)
PLAN = {"url": f"{HOST}/documents/1/ke-hoach.pdf", "name": "Kế hoạch", "kind": "file"}
OLD_PLAN = PLAN | {"url": f"{HOST}/documents/1/ban-cu.pdf"}
IMAGE = PLAN | {"url": f"{HOST}/documents/1/anh.jpg", "kind": "image"}
NOWHERE = PLAN | {"url": "javascript:void(0)"}


def make(connection: Connection) -> None:
    """The tables as the first version made them, with what its crawls left in them."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    tables = MetaData()
    tables.reflect(connection)
    for name, rows in _ROWS.items():
        # Left out is what may be empty.
        columns = [column.name for column in tables.tables[name].columns]
        filled = [dict.fromkeys(columns) | row for row in rows]
        connection.execute(tables.tables[name].insert(), filled)


def _visit(number: int, path: str, kind: str, outcome: str | None, **varied: Any) -> dict[str, Any]:
    return {
        "id": number,
        "source": "mau",
        "url": f"{HOST}{path}",
        "url_key": f"vn,example,portal){path}",
        "kind": kind,
        "priority": 3,
        "fetched_at": CRAWLED if outcome else None,
        "outcome": outcome,
        "failures": 0,
        **varied,
    }


def _capture(number: int, path: str, at: datetime, status: int) -> dict[str, Any]:
    return {
        "id": number,
        "run": 1,
        "url": f"{HOST}{path}",
        "url_key": f"vn,example,portal){path}",
        "kind": "response",
        "captured_at": at,
        "status": status,
        "digest": f"sha256:{number}",
        "file": "crawl-mau-20250301T020000-0000-00001.warc.gz",
        "offset": 1000 * number,
        "length": 1000,
    }


def _article(key: str, path: str, revision: int, **varied: Any) -> dict[str, Any]:
    return {
        "id": key,
        "source": "mau",
        "identity": key,
        "url": f"{HOST}{path}",
        "revision": revision,
        "digest": "0",
        "first_seen": CRAWLED,
        "last_seen": CRAWLED,
        **varied,
    }


def _revision(key: str, number: int, capture: int, *attachments: dict[str, str]) -> dict[str, Any]:
    texts = dict.fromkeys(("summary", "body", "section", "author"), "")
    return {
        "article": key,
        "revision": number,
        "capture": capture,
        "captured_at": CRAWLED,
        "title": "Tổ hùn vốn",
        **texts,
        "captions": [],
        "attachments": list(attachments),
        "parser": "liferay",
        "parser_version": "1",
    }


_ROWS: dict[str, list[dict[str, Any]]] = {
    "runs": [
        {
            "id": 1,
            "name": "crawl-mau-20250301T020000-0000",
            "kind": "crawl",
            "source": "mau",
            "software": "guong 1",
            "began": CRAWLED,
            "counts": {"requests": 4},
        }
    ],
    "captures": [
        _capture(1, "/tin/1", CRAWLED, 200),
        _capture(2, "/tin/2", CRAWLED, 200),
        _capture(3, "/tin/2", TOMORROW, 404),
        _capture(4, "/tin/1", TOMORROW, 200),
    ],
    "articles": [
        _article("shown", "/tin/1", 2),
        _article("missing", "/tin/2", 1, withdrawn_at=TOMORROW),
    ],
    "revisions": [
        _revision("shown", 1, 1, OLD_PLAN),
        _revision("shown", 2, 4, PLAN, IMAGE, NOWHERE, PLAN),
        _revision("missing", 1, 2),
    ],
    "visits": [
        _visit(1, "/", "seed", "listing"),
        _visit(2, "/muc", "page", "listing"),
        _visit(3, "/muc?cur=2", "listing", "listing"),
        _visit(4, "/tin/1", "article", "article", article="shown", capture=4),
        _visit(5, "/tin/2", "article", "gone", article="missing", capture=3),
        _visit(6, "/tin/3", "article", "timeout", article="shown", failures=3),
        _visit(7, "/tin/4", "article", "server error", due=TOMORROW, failures=1),
        _visit(8, "/tin/5", "article", None, due=CRAWLED),
        _visit(9, "/tin/6", "article", "too large"),
        _visit(10, "/documents/1/a.pdf", "file", "file"),
        _visit(11, "/documents/1/b.pdf", "file", "timeout", due=TOMORROW, failures=3),
        _visit(12, "/documents/1/c.pdf", "file", None, due=CRAWLED),
    ],
}

# Number, whether it is on the frontier, when it is due, and what stands there.
VISITS = [
    (1, False, CRAWLED, "section"),
    (2, False, CRAWLED, "section"),
    (3, False, CRAWLED, "listing"),
    (4, False, CRAWLED, "article"),
    (5, False, CRAWLED, "gone"),
    (6, False, CRAWLED, "article"),
    (7, True, TOMORROW, None),
    (8, True, CRAWLED, None),
    (9, False, None, None),
    (10, False, None, "file"),
    (11, False, TOMORROW, None),
    (12, True, CRAWLED, None),
]
ABSENCES = [("missing", TOMORROW, 3, None, None)]
ARTICLE_FILES = [("shown", "vn,example,portal)/documents/1/ke-hoach.pdf")]
