"""Copies the records of other tools' WARC files into the archive, with their dates and origin."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from archive.errors import BadRecord
from archive.exchanges import Skipped, exchanges
from archive.foreign import Fault, ForeignRecord, records
from archive.records import Capture, Run
from archive.saved import Saved, companion, repeating, saved
from archive.store import Archive
from archive.unpacked import Unpacked
from archive.warc_reader import warc_fields
from archive.work import Work

# One transaction takes so many captures, and no more bytes than this and one capture.
BATCH = 200
_BATCH_BYTES = 32 * 1024 * 1024
# Of so many originals it is remembered under which names revisits may refer to them.
_MOST_NAMES = 50_000
_ALL_RUNS = 1_000_000

SourceOf = Callable[[str, str], str]
"""Names the source of an address; also told is the source that the file itself names, if any."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from, as their provenance tells it."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of the records of one file."""

    captures: int
    """Taken now."""
    known: int
    """Here already."""
    skipped: Mapping[str, int]
    """Left out, by what they are."""
    refused: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A capture on its way into the archive."""

    saved: Saved
    source: str
    info: bytes
    """The warcinfo record of its file; empty where there is none."""


@dataclass(slots=True)
class _File:
    """One file while it is copied."""

    origin: Origin
    runs: dict[str, Run] = field(default_factory=dict)
    infos: dict[str, bytes] = field(default_factory=dict)
    """The warcinfo record that was last copied for a source."""
    skipped: Counter[str] = field(default_factory=Counter)
    refused: list[Fault] = field(default_factory=list)


class Copier:
    """The way into the archive for all files of one import. Each source of a file gets a run.

    Interrupted at any moment and called again, it goes on where it stopped: what is here already
    is recognised by address, time and digest.
    """

    def __init__(self, archive: Archive, source_of: SourceOf, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._source_of = source_of
        self._now = now
        self._originals = _Originals()
        self._runs: list[tuple[Run, _File]] = []
        self._counts: Counter[int] = Counter()
        self._unread = {
            run.id: run.source
            for run in archive.runs(limit=_ALL_RUNS)
            if run.kind == "import" and run.outcome != "complete"
        }
        self.sources: set[str] = set()
        """Those whose articles are to be derived anew: they have new captures, or such as an
        import took that did not come to its end."""

    def copy(self, origin: Origin, stream: Unpacked) -> Copied:
        """Takes what is good in a file, and names what is not."""
        file = _File(origin)
        counts: Counter[str] = Counter()
        ready = self._ready(file, stream)
        while batch := _batch(ready):
            with self._archive.begin() as work:
                counts.update([self._take(work, file, one) for one in batch])
                for run in file.runs.values():
                    work.pause(run)
        return Copied(counts["new"], counts["known"], dict(file.skipped), tuple(file.refused))

    def link_revisits(self) -> int:
        """Leads revisits to what they repeat, in whatever order they came; gives how many lead
        nowhere."""
        with self._archive.begin() as work:
            return work.link_revisits(self._archive.home.captures)

    def finish(self, outcome: str) -> None:
        """Says of every run how it ended; `complete` once the articles are derived too."""
        with self._archive.begin() as work:
            for run, file in self._runs:
                counts = {"captures": self._counts[run.id]}
                refused = len(file.refused)
                warnings = [f"{file.origin.name}: {refused} records refused"] if refused else []
                work.finish_run(run, outcome, counts, self._now(), warnings)

    def _ready(self, file: _File, stream: Unpacked) -> Iterator[_Ready]:
        record: ForeignRecord | None = None
        info, named = b"", ""
        for one in exchanges(records(stream)):
            if isinstance(one, Fault):
                file.refused.append(one)
            elif isinstance(one, Skipped):
                file.skipped[one.kind] += 1
            else:
                if one.info is not record and one.info is not None:
                    record = one.info
                    info = self._beside(file, record)
                    named = warc_fields(record.block).get("guong-source", "")
                try:
                    good = saved(one.record, self._now())
                except BadRecord as error:
                    file.refused.append(Fault(one.record.spot, str(error)))
                else:
                    request = self._beside(file, one.request)
                    good = replace(good, before=(request,) if request else ())
                    yield _Ready(good, self._source_of(one.address, named), info)

    def _beside(self, file: _File, record: ForeignRecord | None) -> bytes:
        if record is None:
            return b""
        try:
            return companion(record, self._now())
        except BadRecord as error:
            file.refused.append(Fault(record.spot, str(error)))
            return b""

    def _take(self, work: Work, file: _File, one: _Ready) -> str:
        record = one.saved.record
        if known := work.held(one.saved.stored):
            self._originals.note(record, known)
            if known.run in self._unread:
                self.sources.add(self._unread[known.run])
            return "known"
        run = file.runs.get(one.source) or self._start(work, file, one.source)
        good, original = one.saved, None
        if good.stored.type == "revisit" and (found := self._originals.of(record)):
            original, digest = found
            good = repeating(good, digest)
        if file.infos.get(one.source, b"") != one.info:
            file.infos[one.source] = one.info
            good = replace(good, before=(one.info, *good.before))
        self._originals.note(record, work.copy(run, good, original))
        self._counts[run.id] += 1
        self.sources.add(one.source)
        return "new"

    def _start(self, work: Work, file: _File, source: str) -> Run:
        run = work.start_run("import", source, self._now())
        origin = file.origin
        work.describe_files(
            run, {"guong-origin": origin.name, "guong-origin-sha256": origin.sha256}
        )
        file.runs[source] = run
        self._runs.append((run, file))
        return run


class _Originals:
    """The captures that revisits may refer to, by the names that their own tool has for them."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[int, str]] = OrderedDict()

    def note(self, record: ForeignRecord, capture: Capture) -> None:
        whole = capture.repeats if capture.kind == "revisit" else capture.id
        if whole is None:
            return
        for field_name in ("warc-record-id", "warc-payload-digest"):
            if name := record.value(field_name):
                self._known.setdefault(name, (whole, capture.digest))
        while len(self._known) > _MOST_NAMES:
            self._known.popitem(last=False)

    def of(self, record: ForeignRecord) -> tuple[int, str] | None:
        """Number and digest of the capture that a revisit repeats, by digest or record id."""
        digest = record.value("warc-payload-digest")
        return self._known.get(digest or record.value("warc-refers-to"))


def _batch(ready: Iterator[_Ready]) -> list[_Ready]:
    batch: list[_Ready] = []
    size = 0
    for one in ready:
        batch.append(one)
        size += len(one.saved.content)
        if len(batch) >= BATCH or size >= _BATCH_BYTES:
            break
    return batch
