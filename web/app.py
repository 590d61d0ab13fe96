"""The application: settings, archive and finder in, a WSGI application out."""

import re
from wsgiref.types import WSGIEnvironment

from flask import Flask, Request, Response, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.store import Archive
from index.finder import Finder
from web import (
    api,
    articles,
    captures,
    guide,
    health,
    language,
    presenters,
    register,
    register_export,
    search,
)
from web.errors import register_errors
from web.ruled import Ruled
from web.services import Services
from web.settings import WebSettings

_HEADERS = {
    # The pages need no script: the one there is suggests what might be typed. The stylesheet's own
    # drawings are data: images.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Every form of the site is short; anything longer is no visitor's.
_LONGEST_BODY = 16 * 1024
_KEEP_STATIC = 3600


class _Request(Request):
    """A request whose address may hold any bytes: what is no text reads as percent signs."""

    def __init__(self, environ: WSGIEnvironment, *args: bool) -> None:
        super().__init__(environ, *args)
        # Werkzeug fails on bytes that are no UTF-8 unless they are quoted, as they should be.
        self.query_string = re.sub(
            rb"[\x80-\xff]", lambda byte: b"%%%02X" % byte[0][0], self.query_string
        )


class _Json(DefaultJSONProvider):
    """JSON that people can read too: letters as they are, keys in the order of meaning."""

    ensure_ascii = False
    sort_keys = False


def create_app(settings: WebSettings, archive: Archive, finder: Finder) -> Flask:
    """The site over one archive and its index."""
    app = Flask(__name__)
    app.request_class = _Request
    app.json = _Json(app)
    app.config.update(
        BOOTSTRAP_SERVE_LOCAL=True,
        MAX_CONTENT_LENGTH=_LONGEST_BODY,
        SEND_FILE_MAX_AGE_DEFAULT=_KEEP_STATIC,
    )
    Services(settings, archive, finder, Ruled(archive.rulings)).attach(app)
    Bootstrap5(app)
    Babel(
        app,
        default_locale=settings.language,
        default_timezone="Asia/Ho_Chi_Minh",
        locale_selector=language.choose_language,
    )
    _prepare_templates(app, settings)
    for part in (
        search, guide, articles, captures, register, register_export, api, health, language,
    ):  # fmt: skip
        app.register_blueprint(part.blueprint)
    register_errors(app)
    app.after_request(_protect)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's documented way to wrap
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _prepare_templates(app: Flask, settings: WebSettings) -> None:
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(
        day=presenters.day,
        moment=presenters.moment,
        moment_day=presenters.moment_day,
        number=presenters.number,
        marked=presenters.marked,
        web_address=presenters.web_address,
    )
    app.jinja_env.globals.update(
        here=presenters.here,
        there=presenters.there,
        language=presenters.language,
        languages=language.LANGUAGES,
        site_title=settings.title,
    )


def _protect(answer: Response) -> Response:
    answer.headers.update(_HEADERS)
    if request.endpoint not in ("static", "bootstrap.static"):
        # The language comes from these two, so a cache must keep the answers apart.
        answer.vary.update(("Accept-Language", "Cookie"))
    return answer
