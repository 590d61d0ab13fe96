"""What `warcio check` says of a file."""

from pathlib import Path

from warcio.checker import Checker


def passes_check(path: Path) -> bool:
    """Whether warcio finds every digest of the file right."""

    class Command:
        inputs = (str(path),)
        verbose = False

    checker = Checker(Command())
    checker.process_all()
    return checker.exit_value == 0
