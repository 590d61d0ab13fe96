"""The site listens, answers and stops."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from archive.errors import SettingsError
from tests.web.conftest import Site
from web.server import Server
from web.settings import WebSettings

SERVE = "import sys; from web.main import main; main(['--home', *sys.argv[1:]])"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def _serving(site: Site, port: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SERVE, str(site.home.path), "serve", "--port", str(port)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_where_answers_there_and_ends_cleanly(site: Site, stop: signal.Signals) -> None:
    port = _free_port()
    with _serving(site, port) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.status == 200
            assert "waitress" not in str(answer.headers).lower()
        process.send_signal(stop)
        assert process.wait(10) == 0
        assert "Traceback" not in process.stderr.read()


def test_a_port_that_is_taken_is_told_in_one_line(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = WebSettings(port=taken.getsockname()[1])
        with pytest.raises(SettingsError, match="--port") as problem:
            Server(site.app(), settings)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize("host", ["192.0.2.1", "x" * 300, "a..b"])
def test_a_host_that_cannot_be_listened_on_is_told_likewise(site: Site, host: str) -> None:
    with pytest.raises(SettingsError, match="--host"):
        Server(site.app(), WebSettings(host=host))


def test_the_other_commands_do_not_load_flask() -> None:
    loads = "import sys, web.cli, web.settings; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loads], check=False).returncode == 0
