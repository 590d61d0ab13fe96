"""WARC files of any tool are read record by record; what is broken is named, the rest is read."""

import gzip
import random
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from warcio.warcwriter import WARCWriter

from archive import foreign, unpacked
from archive.foreign import records
from archive.unpacked import Unpacked
from tests.archive.foreign_files import blocks, faults, http, info, packed, read, record

ONE, TWO, THREE = (record(block=http(f"Bài {n}.".encode() * 9)) for n in (1, 2, 3))


def cuts(content: bytes) -> list[bytes]:
    return [content[at : at + 77] for at in range(0, len(content), 77)]


FORMS: dict[str, Callable[..., bytes]] = {
    "plain": lambda *parts: b"".join(parts),
    "packed": packed,
    "one stream": lambda *parts: gzip.compress(b"".join(parts), mtime=0),
    # As bgzip cuts: wherever a block is full.
    "cut anywhere": lambda *parts: packed(*cuts(b"".join(parts))),
}


def bodies(content: bytes) -> list[bytes]:
    return [
        block.partition(b"\r\n\r\n")[2][: len("Bài 1".encode())] for block in blocks(read(content))
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_file_gives_the_same_records(form: str) -> None:
    found = read(FORMS[form](info("software: Wget/1.21"), ONE, TWO))
    assert faults(found) == []
    assert blocks(found) == [b"software: Wget/1.21\r\n", *blocks(read(ONE)), *blocks(read(TWO))]


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
def test_every_version_is_read(version: str) -> None:
    (one,) = read(record(version=version))
    assert isinstance(one, foreign.ForeignRecord)
    assert one.block == http()


def test_what_warcio_writes_is_read() -> None:
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    payload = BytesIO(b"than")
    writer.write_record(
        writer.create_warc_record("http://bao.example.vn/", "resource", payload=payload, length=4)
    )
    (one,) = read(file.getvalue())
    assert isinstance(one, foreign.ForeignRecord)
    assert (one.value("warc-target-uri"), one.block) == ("http://bao.example.vn/", b"than")


def test_fields_are_read_however_they_are_written() -> None:
    (one,) = read(
        b"WARC/1.0\nwarc-type:response\nWARC-TARGET-URI : http://a.example/\n"
        b"X-Long: one\n\ttwo\nX-Twice: 1\nX-Twice: 2\nX-Old: xo\xe0i\nContent-Length: 3\n\nabc"
    )
    assert isinstance(one, foreign.ForeignRecord)
    assert one.value("warc-type") == "response"
    assert one.value("warc-target-uri") == "http://a.example/"
    assert one.value("x-long") == "one two"
    assert one.fields["x-twice"] == ("1", "2")
    assert one.value("x-old") == "xoài"
    assert one.block == b"abc"


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\n\n", b"\r\n" * 9])
def test_records_may_end_in_any_number_of_empty_lines(end: bytes) -> None:
    content = ONE.removesuffix(b"\r\n\r\n") + end
    assert bodies(content + TWO) == ["Bài 1".encode(), "Bài 2".encode()]
    assert bodies(content) == ["Bài 1".encode()]


def test_padding_behind_packed_records_is_no_fault() -> None:
    assert faults(read(packed(ONE) + b"\0" * 512 + packed(TWO) + b"\0" * 100_000)) == []


BROKEN = {
    "no version": (b"GET / HTTP/1.1\r\n\r\n", "no WARC record begins here"),
    "unknown version": (
        record(version="3.0"),
        "is of a WARC version that is not known here (0.17 to 1.1 are)",
    ),
    "no length": (record(length=""), "has no Content-Length"),
    "negative length": (record(length=-5), "Content-Length: '-5' is no number of bytes"),
    "length in words": (record(length="ten"), "Content-Length: 'ten' is no number of bytes"),
    "length of Arabic digits": (
        record(length="\u0661\u0662"),
        "Content-Length: '\u0661\u0662' is no number of bytes",
    ),
    "two lengths": (
        record(block=b"x", length="1\r\nContent-Length: 2"),
        "Content-Length: '1' is no number of bytes",
    ),
    "length too small": (
        record(length=7),
        "its Content-Length does not lead to the next record",
    ),
    "length too large": (
        record(length=len(http()) + 11),
        "its Content-Length does not lead to the next record",
    ),
    "length beyond all": (
        record(length=10**17),
        f"Content-Length: {10**17} is more than the rest of the file can hold",
    ),
    "NUL in the header": (record("response", None, "X: \0"), "its header holds control characters"),
    "a lone carriage return": (
        record("response", None, "X: a\rWARC-Type: request"),
        "its header holds control characters",
    ),
    "a line that is no field": (
        record("response", None, "oops"),
        "its header holds a line that is no field: 'oops'",
    ),
    "two addresses": (
        record("response", None, "WARC-Target-URI: http://b.example/"),
        "its header names warc-target-uri more than once",
    ),
    "two types": (
        record("response", None, "warc-type: request"),
        "its header names warc-type more than once",
    ),
    "endless header": (
        record("response", None, *[f"X-{n}: {'x' * 90}" for n in range(2000)]),
        "its header has no end within 65536 bytes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", ["plain", "packed", "one stream"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_named_and_those_around_it_are_read(name: str, form: str) -> None:
    broken, reason = BROKEN[name]
    found = read(FORMS[form](ONE, broken, TWO, THREE))
    place = {
        "plain": f"byte {len(ONE)}",
        "packed": f"byte {len(packed(ONE))}",
        "one stream": f"byte 0 ({len(ONE)} unpacked)",
    }[form]
    assert faults(found) == [(place, reason)]
    assert blocks(found) == [*blocks(read(ONE)), *blocks(read(TWO)), *blocks(read(THREE))]


@pytest.mark.parametrize("form", ["plain", "packed", "one stream"])
def test_a_record_too_large_is_passed_over(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_BLOCK", 2000)
    # What looks like a record inside a record is none.
    large = record(block=http(b"\r\n\r\n" + TWO + b"x" * 200_000))
    found = read(FORMS[form](ONE, large, THREE))
    assert [reason.split(",")[0] for _, reason in faults(found)] == [
        f"holds {len(large) - large.index(b'HTTP/') - 4} bytes"
    ]
    assert blocks(found) == [*blocks(read(ONE)), *blocks(read(THREE))]


def test_a_record_that_claims_too_much_does_not_swallow_the_packed_ones_behind_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(foreign, "MAX_BLOCK", 2000)
    found = read(packed(ONE, record(length=50_000), TWO, THREE))
    assert len(faults(found)) == 1
    assert blocks(found) == [*blocks(read(ONE)), *blocks(read(TWO)), *blocks(read(THREE))]


def test_a_bomb_is_given_up_and_what_stands_behind_it_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacked, "MAX_PASSED", 3_000_000)
    bomb = gzip.compress(b"\0" * 50_000_000)
    honest = gzip.compress(record(length=100_000_000)[:-4] + b"\0" * 90_000_000)
    for content in (bomb, honest):
        found = read(packed(ONE) + content + packed(TWO))
        assert [place for place, _ in faults(found)] == [f"byte {len(packed(ONE))}"]
        assert blocks(found) == [*blocks(read(ONE)), *blocks(read(TWO))]


@pytest.mark.parametrize("at", [1, 2, 60, -9, -5, -1])
def test_damage_in_packed_data_costs_the_record_it_hits(at: int) -> None:
    parts = [gzip.compress(part, mtime=0) for part in (ONE, TWO, THREE)]
    damaged = bytearray(parts[1])
    damaged[at] ^= 0xFF
    found = read(parts[0] + damaged + parts[2])
    assert [place for place, _ in faults(found)] == [f"byte {len(parts[0])}"]
    assert blocks(found) == [*blocks(read(ONE)), *blocks(read(THREE))]


def test_bytes_between_packed_records_are_named() -> None:
    found = read(packed(ONE) + b"<html>oops</html>" + packed(TWO))
    (fault,) = faults(found)
    assert fault[0] == f"byte {len(packed(ONE))}"
    assert fault[1].startswith("the gzip data are damaged")
    assert len(blocks(found)) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_file_cut_off_anywhere_gives_all_that_is_whole(form: str) -> None:
    content = FORMS[form](ONE, TWO)
    whole = blocks(read(content))
    for length in range(len(content)):
        found = read(content[:length])
        assert blocks(found) == whole[: len(blocks(found))]
        # It cannot be told that something is missing where a record or a member ends.
        assert faults(found) or length in (0, *ends(form))


def ends(form: str) -> list[int]:
    if form == "plain":
        return [len(ONE) - blank for blank in range(5)] + [
            len(ONE + TWO) - blank for blank in range(5)
        ]
    members = {"packed": [ONE], "cut anywhere": [*cuts(ONE + TWO)]}.get(form, [])
    return [len(packed(*members[: n + 1])) for n in range(len(members))]


def test_a_record_that_was_cut_off_does_not_cost_the_file_that_was_appended() -> None:
    found = read(ONE + TWO[:-60] + b"\r\n" + THREE)
    assert [place for place, _ in faults(found)] == [f"byte {len(ONE)}"]
    assert blocks(found) == [*blocks(read(ONE)), *blocks(read(THREE))]


def test_a_file_that_cannot_be_read_to_its_end_gives_what_stands_before() -> None:
    class Failing(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError("the disk is broken")
            return super().read(size)

    content = ONE + TWO * 900
    found = list(records(Unpacked(Failing(content), len(content), lambda done: None)))
    assert len(blocks(found)) == (1 << 16) // len(ONE)
    assert faults(found)[-1][1] == "the file cannot be read beyond byte 65536: the disk is broken"


def test_a_file_of_nothing_but_faults_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_FAULTS", 20)
    found = read(b"WARC/9.9\r\n\r\n" * 50_000 + ONE)
    assert len(found) == 22
    assert faults(found)[-1][1] == "21 faults are too many; nothing is read from here on"


def test_what_looks_like_gzip_again_and_again_is_given_up() -> None:
    found = read(packed(ONE) + b"\x1f\x8b\x08" * 200_000)
    assert len(blocks(found)) == 1
    assert faults(found)[-1][1] == "too much of the file looks like gzip data and is none"


def test_progress_is_told_in_bytes_of_the_file() -> None:
    content = packed(*(record(block=http(random.Random(n).randbytes(9000))) for n in range(30)))
    told: list[int] = []
    assert len(list(records(Unpacked(BytesIO(content), len(content), told.append)))) == 30
    assert told == sorted(told)
    assert told[-1] == len(content)


@pytest.mark.parametrize("content", [b"", b"\0" * 9, b"\r\n", b"\x1f\x8b", b"\x1f\x8b\x08", b"PK"])
def test_files_of_nothing_hold_no_record(content: bytes) -> None:
    assert blocks(read(content)) == []


@given(st.binary(min_size=1, max_size=60), st.integers(0, 700), st.sampled_from(sorted(FORMS)))
@example(b"\nWARC/1.0\r\n", 20, "plain")
def test_noise_anywhere_costs_no_record_that_it_does_not_touch(
    noise: bytes, at: int, form: str
) -> None:
    parts = ONE, TWO, THREE
    content = FORMS[form](*parts)
    found = read(content[:at] + noise + content[at + len(noise) :])
    sizes = [len(FORMS[form](*parts[:n])) for n in range(4)]
    for n, part in enumerate(parts):
        before, behind = sizes[n + 1] <= at, sizes[n] >= at + len(noise)
        # Only packed records can be told apart from what was broken before them.
        if (form == "plain" and before) or (form == "packed" and (before or behind)):
            assert blocks(read(part))[0] in blocks(found)


def test_the_checks_of_a_member_are_verified_before_its_record_is_taken() -> None:
    member = bytearray(gzip.compress(ONE, mtime=0))
    member[-8:-4] = zlib.crc32(TWO).to_bytes(4, "little")
    assert blocks(read(bytes(member))) == []
