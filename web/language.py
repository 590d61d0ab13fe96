"""Vietnamese or English: what the visitor chose, else what the browser clearly prefers."""

import re

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from web.services import services

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
COOKIE = "lang"
_YEAR = 365 * 24 * 3600
# Browsers read a backslash as a slash, and two slashes as the start of another host.
_LOCAL = re.compile(r"/(?![/\\])[^\\\s]*")

blueprint = Blueprint("language", __name__)


def choose_language() -> str:
    """The cookie's language, or the default; another only where the browser asks for it alone.

    Many browsers in Việt Nam are set to English beside Vietnamese, so a browser that names the
    default language at all gets it.
    """
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    default = services().settings.language
    asked = [value.split("-")[0].lower() for value in request.accept_languages.values()]
    if default in asked:
        return default
    return next((language for language in asked if language in LANGUAGES), default)


@blueprint.post("/language")
def switch() -> Response:
    """Remembers the choice and goes back to where the visitor was."""
    chosen = request.form.get("lang")
    if chosen not in LANGUAGES:
        raise BadRequest()
    answer = redirect(_local(request.form.get("next", "")), code=303)
    answer.set_cookie(
        COOKIE, chosen, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return answer


def _local(target: str) -> str:
    """The target if it is a path on this site, else the home page: never another site."""
    return target if target.isprintable() and _LOCAL.fullmatch(target) else url_for("search.home")
