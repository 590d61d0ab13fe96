"""Sorts the records of a WARC file: what becomes a capture, what goes with it, what is left."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from archive.foreign import Fault, ForeignRecord
from archive.records import CaptureKind
from archive.unpacked import Spot

_KINDS: tuple[str, ...] = get_args(CaptureKind)
_LEFT = ("metadata", "conversion", "continuation")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class ForeignExchange:
    """A record that may become a capture, and what belongs to it."""

    record: ForeignRecord
    request: ForeignRecord | None
    info: ForeignRecord | None
    """The warcinfo record that it stands behind."""

    @property
    def address(self) -> str:
        """The address that was asked for."""
        return _address(self.record)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that is whole, and nothing for this archive."""

    spot: Spot
    kind: str


def exchanges(
    found: Iterable[ForeignRecord | Fault],
) -> Iterator[ForeignExchange | Skipped | Fault]:
    """Joins each answer with the request next to it, whichever of them stands first."""
    info: ForeignRecord | None = None
    held: ForeignRecord | None = None
    for one in found:
        if isinstance(one, Fault):
            yield one
        elif one.value("warc-type") == "warcinfo":
            yield from _alone(held, info)
            held, info = None, one
        elif other := _other(one):
            yield other
        elif held is not None and _belong_together(held, one):
            answer, request = (one, held) if _is_request(held) else (held, one)
            yield ForeignExchange(answer, request, info)
            held = None
        else:
            yield from _alone(held, info)
            held = one
    yield from _alone(held, info)


def _other(record: ForeignRecord) -> Skipped | Fault | None:
    """What is neither request nor answer over HTTP."""
    kind, url = record.value("warc-type"), _address(record)
    if kind in _LEFT:
        return Skipped(record.spot, kind)
    if not kind:
        return Fault(record.spot, "has no WARC-Type")
    if kind not in _KINDS and kind != "request":
        return Skipped(record.spot, "of unknown type")
    if not url:
        return Fault(record.spot, "has no WARC-Target-URI")
    if not url.lower().startswith(_WEB):
        is_dns = url.lower().startswith("dns:")
        return Skipped(record.spot, "dns" if is_dns else "not of the web")
    return None


def _alone(held: ForeignRecord | None, info: ForeignRecord | None) -> Iterator[
    ForeignExchange | Skipped
]:  # fmt: skip
    if held is None:
        return
    if _is_request(held):
        yield Skipped(held.spot, "request without an answer")
    else:
        yield ForeignExchange(held, None, info)


def _is_request(record: ForeignRecord) -> bool:
    return record.value("warc-type") == "request"


def _belong_together(first: ForeignRecord, second: ForeignRecord) -> bool:
    if _is_request(first) == _is_request(second):
        return False
    named = first.fields.get("warc-concurrent-to", ()), second.fields.get("warc-concurrent-to", ())
    if any(named):
        return second.value("warc-record-id") in named[0] or (
            first.value("warc-record-id") in named[1]
        )
    return _address(first) == _address(second)


def _address(record: ForeignRecord) -> str:
    # Some versions of wget put it between angle brackets.
    return record.value("warc-target-uri").strip("<>")
