"""A lane to one host: a thread that asks for one address at a time, at the host's own pace.

So one slow host delays no other, and no host is ever asked over two connections.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

from archive.records import Visit
from crawler.collector import Answer, Collector
from crawler.settings import CrawlerSettings, SourceSettings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Errand(Generic[T]):
    """An address to ask for, and on whose behalf."""

    behalf: T
    source: SourceSettings
    visit: Visit


@dataclass(frozen=True, slots=True)
class Return(Generic[T]):
    """What an errand brought: an answer, or the error that a fault of ours raised."""

    errand: Errand[T]
    answer: Answer | BaseException


class Lane(Generic[T]):
    """Runs errands to one host; `returned` is called in its thread with what each brought."""

    def __init__(
        self,
        settings: CrawlerSettings,
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
        returned: Callable[[Return[T]], None],
    ) -> None:
        self._collector = Collector(settings, now, sleep)
        self._returned = returned
        self._errands: SimpleQueue[Errand[T] | None] = SimpleQueue()
        # A crawl that is stopped does not wait for an answer that may take minutes.
        self._thread = Thread(target=self._run, name="lane", daemon=True)
        self._thread.start()

    def run(self, errand: Errand[T]) -> None:
        """Sets out; the last errand must be back."""
        self._errands.put(errand)

    def close(self, *, idle: bool) -> None:
        """Ends the lane and its connections; at once where it is idle."""
        self._errands.put(None)
        if idle:
            self._thread.join()

    def _run(self) -> None:
        while errand := self._errands.get():
            answer: Answer | BaseException
            try:
                answer = self._collector.ask(errand.source, errand.visit)
            except BaseException as error:  # noqa: BLE001  # the crawl raises it in its own thread
                answer = error
            self._returned(Return(errand, answer))
        self._collector.close()
