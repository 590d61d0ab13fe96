"""Progress of long work: a bar on a terminal, a log line now and then elsewhere."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

log = logging.getLogger(__name__)

_LOG_SECONDS = 10.0


class Progress:
    """Told how much is done and how much there is in all; shows it."""

    def __init__(self, label: str, unit: str, bar: Any) -> None:
        self._label = label
        self._unit = unit
        self._bar = bar
        self._logged = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Shows the newest count; the total may change on the way."""
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)
        elif time.monotonic() - self._logged >= _LOG_SECONDS:
            self._logged = time.monotonic()
            log.info("%s: %d of %d %s", self._label, done, total, self._unit)

    def note(self, text: str) -> None:
        """A short remark beside the bar."""
        if self._bar is not None:
            self._bar.set_postfix_str(text)


@contextmanager
def progress(label: str, unit: str, *, scaled: bool = False) -> Iterator[Progress]:
    """Shows progress on standard error for as long as the block runs."""
    if not sys.stderr.isatty():
        yield Progress(label, unit, None)
        return
    bar: Any = tqdm(desc=label, unit=" " + unit, unit_scale=scaled, dynamic_ncols=True)
    with bar, logging_redirect_tqdm():
        yield Progress(label, unit, bar)
