"""The program `guong`: joins the command groups, and turns every error into one line."""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from archive.errors import GuongError
from archive.program import Program
from archive.settings import HOME_VARIABLE, ArchiveSettings
from archive.version import VERSION
from crawler.settings import CrawlerSettings
from index.settings import IndexSettings
from web.logs import configure
from web.settings import WebSettings
from web.template import settings_text

TABLES: dict[str, type] = {
    "archive": ArchiveSettings,
    "crawler": CrawlerSettings,
    "index": IndexSettings,
    "web": WebSettings,
}

# Loaded when called: a search need not wait for the crawler's libraries, nor a crawl for Flask.
COMMANDS = {
    "init": "archive.cli:init",
    "demo": "web.demo:demo",
    "crawl": "crawler.cli:crawl",
    "check": "crawler.check_cli:check",
    "schedule": "crawler.schedule_cli:schedule",
    "import": "crawler.import_cli:import_",
    "reparse": "crawler.cli:reparse",
    "index": "index.cli:index_",
    "search": "index.cli:search",
    "explain": "index.cli:explain",
    "models": "index.register.cli:models",
    "units": "index.register.cli:units",
    "mentions": "index.cli:mentions",
    "rule": "index.rulings.cli:rule",
    "rulings": "index.rulings.cli:rulings",
    "evaluate": "index.evaluation.cli:evaluate",
    "serve": "web.cli:serve",
    "status": "index.cli:status",
}

# The program once more, whatever the path of its script.
CALL = (sys.executable, "-m", "web.main")

log = logging.getLogger(__name__)

INTERRUPTED = 130
BROKEN = 70


class Commands(click.Group):
    """The commands of all floors, each fetched from its own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=True),
    default="guong-data",
    envvar=HOME_VARIABLE,
    show_default=True,
    show_envvar=True,
    help="The archive's folder.",
)
@click.option("-v", "--verbose", is_flag=True, help="Log choices too, and show tracebacks.")
@click.version_option(VERSION, prog_name="guong")
@click.pass_context
def guong(context: click.Context, home: Path, verbose: bool) -> None:
    """Keep what district portals published about models of good practice, and find it again."""
    configure(verbose)
    environment = {k: v for k, v in os.environ.items() if k != HOME_VARIABLE}
    context.obj = Program(home, TABLES, settings_text(TABLES), environment, CALL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit status."""
    # A service manager's way to stop a program ends it as cleanly as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        status = run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:  # one more, while the first was being told
        status = INTERRUPTED
    sys.exit(status)


def run(arguments: Sequence[str]) -> int:
    """Runs one command; its exit status. Every failure is told in one line."""
    verbose = "-v" in arguments or "--verbose" in arguments
    try:
        status = guong.main(list(arguments), prog_name="guong", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except GuongError as error:
        _tell(str(error))
        log.debug("raised here", exc_info=error)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "guong"
        _tell(f"{error.format_message()} (see: {path} --help)")
        return error.exit_code
    except click.ClickException as error:
        _tell(error.format_message())
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _tell("interrupted; nothing kept was lost, the same command goes on from here")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _tell(f"{error.filename or 'system'}: {error.strerror or error}")
        return 1
    except Exception as error:
        if verbose:
            log.exception("unexpected")
        _tell(f"internal error, {type(error).__name__}: {error}; run with -v to see where")
        return BROKEN


def _tell(message: str) -> None:
    click.echo(f"guong: {' '.join(message.split())}", err=True)


if __name__ == "__main__":
    main()
