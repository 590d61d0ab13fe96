"""The process that reads files which may harm it: `python -m crawler.documents.child MEMORY CPU`.

It takes messages from standard input and answers each on standard output until the input ends. It
may use so much memory, so many seconds of the processor for each file, and may write no file.
"""

import json
import logging
import os
import resource
import sys
import warnings
from typing import BinaryIO

from crawler.documents.extraction import read
from crawler.documents.frames import LENGTHS, OUT_OF_MEMORY, READY, packed


def main() -> None:
    """Serve until the other side is gone."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    warnings.simplefilter("ignore")
    logging.disable()
    # Whatever a library prints must not come between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    answers.write(READY)
    answers.flush()
    while message := _next(sys.stdin.buffer):
        head, body = message
        _allow(seconds)
        document = read(body, head["media_type"] or None, head["name"])
        answers.write(
            packed({"note": document.note, "extractor": document.extractor}, document.text.encode())
        )
        answers.flush()


def _next(source: BinaryIO) -> tuple[dict[str, str], bytes] | None:
    lengths = source.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack(lengths)
    return json.loads(source.read(head)), source.read(body)


def _limit(what: int, amount: int) -> None:
    _, hard = resource.getrlimit(what)
    amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(what, (amount, hard))


def _allow(seconds: int) -> None:
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + seconds + 1)


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
