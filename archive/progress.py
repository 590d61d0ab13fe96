"""Progress of long work: a bar on a terminal, a log line now and then elsewhere."""

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

log = logging.getLogger(__name__)

_LOG_SECONDS = 30.0


class Progress:
    """Told how much is done and how much there is in all; shows it."""

    def __init__(
        self, label: str, unit: str, bar: Any, scaled: bool, clock: Callable[[], float]
    ) -> None:
        self._label = label
        self._unit = unit
        self._scaled = scaled
        self._bar = bar
        self._clock = clock
        self._began = self._logged = clock()
        self._note = ""

    def __call__(self, done: int, total: int) -> None:
        """Shows the newest count; the total may change on the way."""
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)
        elif self._clock() - self._logged >= _LOG_SECONDS:
            self._logged = self._clock()
            log.info("%s", self._line(done, total))

    def note(self, text: str) -> None:
        """A short remark beside the count."""
        self._note = text
        if self._bar is not None:
            self._bar.set_postfix_str(text)

    def _line(self, done: int, total: int) -> str:
        speed = done / (self._logged - self._began)
        counts = [tqdm.format_sizeof(n) if self._scaled else str(n) for n in (done, total)]
        rate = tqdm.format_sizeof(speed) if self._scaled else f"{speed:.1f}"
        parts = [f"{self._label}: {' of '.join(counts)} {self._unit}", f"{rate} {self._unit}/s"]
        if speed:
            parts.append(f"{tqdm.format_interval((total - done) / speed)} to go")
        return ", ".join([*parts, self._note] if self._note else parts)


def say(line: str, *, err: bool = False) -> None:
    """Prints a line above whatever bar is shown."""
    tqdm.write(line, file=sys.stderr if err else sys.stdout)


@contextmanager
def progress(
    label: str,
    unit: str,
    *,
    scaled: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Progress]:
    """Shows progress on standard error for as long as the block runs."""
    if not sys.stderr.isatty():
        yield Progress(label, unit, None, scaled, clock)
        return
    bar: Any = tqdm(desc=label, unit=" " + unit, unit_scale=scaled, dynamic_ncols=True)
    with bar, logging_redirect_tqdm():
        yield Progress(label, unit, bar, scaled, clock)
