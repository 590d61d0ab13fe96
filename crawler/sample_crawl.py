"""The sample portal as a source of its own, for the demo: its settings, and where it is served."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from crawler.errors import SourceMisconfigured
from crawler.sample import SamplePortal, load_corpus, serve
from crawler.settings import CrawlerSettings, SourceSettings

NAME = "sample"
HOST = "127.0.0.1"
_USUAL_PORT = 8010


def source_text() -> str:
    """The sample portal as an entry of guong.toml, on a port that is free now.

    The port is written down because it is part of every address: a later demo on another port
    would meet a portal it has never seen.
    """
    return f"""\
# One page of the sample portal fails twice before it heals; no need to wait long for that.
retry_seconds = 1.0

# The sample portal that comes with the program; `guong demo` serves it on this machine.
[[crawler.source]]
name = "{NAME}"
seeds = ["http://{HOST}:{_free_port()}/"]
delay = 0.0
private_hosts = ["{HOST}"]
"""


@contextmanager
def served(settings: CrawlerSettings, day: int) -> Iterator[SourceSettings]:
    """Serves the sample portal while the block runs; gives the source that it is."""
    source = next((source for source in settings.source if source.name == NAME), None)
    if source is None:
        raise SourceMisconfigured(
            f"guong.toml names no source {NAME!r}, so this archive is not a demo;"
            " choose a new folder with --home"
        )
    place = urlsplit(source.seeds[0])
    portal = SamplePortal(load_corpus(1), load_corpus(2))
    portal.day = day
    try:
        running = serve(portal, HOST, place.port or _USUAL_PORT)
    except OSError as error:
        raise SourceMisconfigured(
            f"the sample portal cannot listen on {place.netloc}: {error.strerror};"
            " is another demo running?"
        ) from error
    with running:
        yield source


def _free_port() -> int:
    for port in (_USUAL_PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SourceMisconfigured("no port is free on this machine for the sample portal")
