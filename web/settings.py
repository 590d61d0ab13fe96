"""How the site presents itself and where it listens: the `[web]` table."""

from dataclasses import dataclass
from typing import Literal

from archive.settings import setting
from index.request import MAX_SIZE


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the site presents itself and where it listens."""

    title: str = setting("Gương", "Name of the site, shown on every page.")
    language: Literal["vi", "en"] = setting("vi", "Language for visitors who have not chosen one.")
    host: str = setting("127.0.0.1", "Address to listen on; 0.0.0.0 for every interface.")
    port: int = setting(8000, "Port to listen on.")
    threads: int = setting(4, "Requests answered at the same time.")
    page_size: int = setting(10, "Search hits on a page when the address names no size.")
    list_size: int = setting(50, "Models, units or articles on a page of a list.")
    trusted_proxies: int = setting(
        0, "How many proxies stand in front; their X-Forwarded headers are believed."
    )

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("title: must not be empty")
        if not 1 <= self.port <= 65535:
            raise ValueError("port: must be between 1 and 65535")
        if not 1 <= self.threads <= 64:
            raise ValueError("threads: must be between 1 and 64")
        for name in ("page_size", "list_size"):
            if not 1 <= getattr(self, name) <= MAX_SIZE:
                raise ValueError(f"{name}: must be between 1 and {MAX_SIZE}")
        if not 0 <= self.trusted_proxies <= 10:
            raise ValueError("trusted_proxies: must be between 0 and 10")
