"""Revisits that other tools wrote lead to what they repeat."""

import pytest

from archive.copying import Copier
from archive.store import Archive
from tests.archive.foreign_files import (
    ANSWER,
    BODY,
    DATE,
    LATER,
    LONG,
    NAMED,
    ORIGIN,
    SAME,
    URL,
    captures,
    copy,
    http,
    packed,
    record,
    sha1,
    source_of,
    stream,
)
from tests.builders import ticking

ELSEWHERE = "http://bao.example.vn/khac"
REFERENCES = {
    "address and time": (f"WARC-Refers-To-Target-URI: {URL}", f"WARC-Refers-To-Date: {DATE}"),
    "record id": ("WARC-Refers-To: <urn:uuid:answer>",),
    "digest": (NAMED,),
}


@pytest.mark.parametrize("name", REFERENCES)
@pytest.mark.parametrize("url", [URL, ELSEWHERE])
def test_a_revisit_leads_to_its_original(archive: Archive, name: str, url: str) -> None:
    original = record(*ANSWER, NAMED)
    revisit = record("revisit", http(b""), SAME, *REFERENCES[name], url=url, date=LATER)
    assert copy(archive, original, revisit).captures == 2
    one, two = captures(archive)
    assert (two.kind, two.repeats, two.status) == ("revisit", one.id, 200)
    assert two.digest == one.digest
    assert archive.payload(two).body == BODY


@pytest.mark.parametrize("name", ["address and time", "digest"])
def test_a_revisit_may_come_before_its_original_or_in_an_earlier_import(
    archive: Archive, name: str
) -> None:
    lines = [*REFERENCES[name], *([] if name == "digest" else [NAMED])]
    revisit = record("revisit", http(b""), SAME, *lines, date=LATER)
    copier = Copier(archive, source_of, ticking())
    copier.copy(ORIGIN, stream(packed(revisit)))
    assert copier.link_revisits() == 1
    copy(archive, record(*ANSWER, NAMED))
    one, two = captures(archive)
    assert (two.repeats, two.digest) == (one.id, one.digest)
    assert copy(archive, revisit).known == 1


def test_a_revisit_is_not_led_to_a_payload_of_another_digest(archive: Archive) -> None:
    revisit = record(
        "revisit",
        http(b""),
        f"WARC-Payload-Digest: {sha1(b'other')}",
        *REFERENCES["address and time"],
        date=LATER,
    )
    copier = Copier(archive, source_of, ticking())
    copier.copy(ORIGIN, stream(packed(record(*ANSWER), revisit)))
    assert copier.link_revisits() == 1
    _, two = captures(archive)
    assert (two.repeats, two.digest) == (None, sha1(b"other"))


def test_not_modified_without_a_digest_repeats_the_last_success_of_its_address(
    archive: Archive,
) -> None:
    old = record(block=http(b"old"), date="2018-01-01T00:00:00Z")
    failure = record(block=http(b"x", status="500 Oops"), date="2019-04-20T00:00:00Z")
    new = record(block=http(b"new"), date="2019-06-01T00:00:00Z")
    revisit = record("revisit", b"HTTP/1.1 304 Not Modified\r\n\r\n", date=LATER)
    copy(archive, revisit, old, record(), failure, new)
    (one,) = [one for one in captures(archive) if one.kind == "revisit"]
    assert archive.payload(one).body == BODY


@pytest.mark.parametrize(
    "lines",
    [
        ("WARC-Refers-To-Target-URI: x", "WARC-Refers-To-Date: 9999-12-31T23:59:59Z"),
        (f"WARC-Refers-To-Target-URI: {URL}", "WARC-Refers-To-Date: 9999-12-31T23:59:59Z"),
        (f"WARC-Refers-To-Target-URI: {URL}", "WARC-Refers-To-Date: yesterday"),
        (LONG,),
    ],
)
def test_a_revisit_with_a_reference_of_no_use_is_kept_and_leads_nowhere(
    archive: Archive, lines: tuple[str, ...]
) -> None:
    copier = Copier(archive, source_of, ticking())
    revisit = record("revisit", http(b""), *lines, date=LATER)
    assert copier.copy(ORIGIN, stream(packed(revisit))).captures == 1
    assert copier.link_revisits() == 1
