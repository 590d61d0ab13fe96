"""Leads revisits to the captures that hold their payload.

Our own crawls know the original by its digest. Other tools name it by address and time, or by a
digest of another kind; then the payload itself decides.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection

from archive import catalogue
from archive.digests import covers
from archive.errors import FixityError
from archive.records import Capture
from archive.warc_reader import Place, StoredRecord, moment_of, read_at

log = logging.getLogger(__name__)

_SECOND = timedelta(seconds=1)
# A payload older than so many others of its address is hardly what a revisit repeats.
_MOST_TRIED = 20


def link(connection: Connection, folder: Path) -> int:
    """Links what can be linked; gives how many revisits still lead nowhere."""
    catalogue.link_revisits(connection)
    left = 0
    for revisit in catalogue.unlinked(connection):
        original = None
        try:
            stored = read_at(folder, Place(revisit.file, revisit.offset, revisit.length))
            original = _original(connection, folder, stored)
        except FixityError as error:
            log.warning("capture %d, %s: %s", revisit.id, revisit.url, error)
        if original is None:
            left += 1
        else:
            catalogue.link(connection, revisit, original)
    return left


def _original(connection: Connection, folder: Path, revisit: StoredRecord) -> Capture | None:
    claimed = revisit.fields.get("warc-payload-digest", "")
    for one in _candidates(connection, revisit):
        if not claimed and one.status is not None and 200 <= one.status < 300:
            return one
        if claimed:
            whole = read_at(folder, Place(one.file, one.offset, one.length))
            if covers(claimed, whole.body, whole.headers):
                return one
    return None


def _candidates(connection: Connection, revisit: StoredRecord) -> Iterator[Capture]:
    """First what the revisit refers to, then what was captured at its own address until then."""
    url = revisit.fields.get("warc-refers-to-target-uri", "").strip("<>")
    try:
        moment = moment_of(revisit.fields.get("warc-refers-to-date", ""))
        named = catalogue.at_moment(connection, url, moment, _SECOND)
    except (ValueError, OverflowError):
        named = []
    for one in named:
        if one.kind != "revisit":
            yield one
        elif one.repeats is not None:
            whole = catalogue.capture(connection, one.repeats)
            assert whole is not None  # the catalogue's own reference
            yield whole
    yield from catalogue.whole_before(connection, revisit.url, revisit.date, _MOST_TRIED)
