"""The archive and the finder that belong to the running application."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from archive.store import Archive
from index.finder import Finder
from web.ruled import Ruled
from web.settings import WebSettings

_KEY = "guong"


@dataclass(frozen=True, slots=True)
class Services:
    """What a view may use; made once, shared by every request."""

    settings: WebSettings
    archive: Archive
    finder: Finder
    ruled: Ruled

    def attach(self, app: Flask) -> None:
        """Gives these services to the application."""
        app.extensions[_KEY] = self


def services() -> Services:
    """The services of the application that answers this request."""
    return cast(Services, current_app.extensions[_KEY])
