"""Runs a task in a new process that has imported nothing else, so that its memory is its own."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from archive.errors import GuongError

_P = ParamSpec("_P")
_R = TypeVar("_R")


def apart(task: Callable[_P, _R], *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """What a function of a module gives; it may write to standard error only.

    Raises the GuongError that ended it.
    """
    child = subprocess.run(
        [sys.executable, "-m", __name__],
        input=pickle.dumps((task, args, kwargs)),
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=True,
    )
    # Written by the lines below, of this very program.
    given: Any = pickle.loads(child.stdout)
    if isinstance(given, GuongError):
        raise given
    result: _R = given
    return result


def _main() -> None:
    task, args, kwargs = pickle.load(sys.stdin.buffer)
    try:
        given = task(*args, **kwargs)
    except GuongError as error:
        given = error
    pickle.dump(given, sys.stdout.buffer)


if __name__ == "__main__":
    _main()
