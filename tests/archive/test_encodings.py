"""Bodies come out of their encodings as far as they can, and never too large."""

import gzip
import random
import tracemalloc
import zlib

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.encodings import decoded

TEXT = "Tổ tự quản bảo vệ môi trường ở ấp 2. ".encode() * 200
LIMIT = 1_000_000
CHUNKED = ("Transfer-Encoding", "chunked")
GZIP = ("Content-Encoding", "gzip")
DEFLATE = ("Content-Encoding", "deflate")
BROTLI = ("Content-Encoding", "br")


def chunks(body: bytes, size: int) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("headers", "sent"),
    [
        ([], TEXT),
        ([("Content-Encoding", "identity")], TEXT),
        ([("Content-Encoding", "zstd")], TEXT),
        ([CHUNKED], chunks(TEXT, 7)),
        ([CHUNKED], chunks(TEXT, 100_000)),
        ([("transfer-encoding", " Chunked ")], chunks(TEXT, 1000)),
        ([GZIP], gzip.compress(TEXT)),
        ([("content-encoding", "X-GZIP")], gzip.compress(TEXT)),
        ([GZIP], gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:])),
        ([GZIP], gzip.compress(TEXT) + b"\x00\x00\x00"),
        ([DEFLATE], zlib.compress(TEXT)),
        ([DEFLATE], bare_deflate(TEXT)),
        ([BROTLI], brotli.compress(TEXT)),
        ([CHUNKED, BROTLI], chunks(brotli.compress(TEXT), 13)),
        ([CHUNKED, GZIP], chunks(gzip.compress(TEXT), 13)),
        ([DEFLATE, GZIP], gzip.compress(zlib.compress(TEXT))),
        ([("Transfer-Encoding", "gzip, chunked")], chunks(gzip.compress(TEXT), 13)),
        ([("Content-Encoding", "br, gzip")], gzip.compress(brotli.compress(TEXT))),
        ([GZIP, GZIP], gzip.compress(TEXT)),
        ([("Content-Encoding", "deflate, gzip")], gzip.compress(zlib.compress(TEXT))),
        ([CHUNKED], b"%x;name=value\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n" % (len(TEXT), TEXT)),
        ([CHUNKED], b"%x\n%s\n0\n\n" % (len(TEXT), TEXT)),
    ],
)
def test_an_encoded_body_comes_out_as_it_went_in(
    headers: list[tuple[str, str]], sent: bytes
) -> None:
    assert decoded(sent, headers, LIMIT) == (TEXT, False)


@pytest.mark.parametrize("header", [CHUNKED, GZIP, DEFLATE, BROTLI])
def test_a_body_under_a_wrong_label_stays_as_it_was_sent(header: tuple[str, str]) -> None:
    assert decoded(TEXT, [header], LIMIT) == (TEXT, False)
    assert decoded(b"", [header], LIMIT) == (b"", False)


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        (CHUNKED, chunks(TEXT, 1000)),
        (GZIP, gzip.compress(TEXT)),
        (DEFLATE, zlib.compress(TEXT)),
        (BROTLI, brotli.compress(random.Random(1).randbytes(100) * 3 + TEXT)),
    ],
)
def test_a_body_that_was_cut_off_gives_what_came_before(
    header: tuple[str, str], sent: bytes
) -> None:
    whole, _ = decoded(sent, [header], LIMIT)
    body, cut = decoded(sent[:-10], [header], LIMIT)
    assert body
    assert whole.startswith(body)
    assert not cut


def test_a_body_damaged_half_way_gives_what_came_before() -> None:
    noise = random.Random(1).randbytes(300_000)
    packed = bytearray(gzip.compress(noise))
    packed[-5] ^= 1
    body, cut = decoded(bytes(packed), [GZIP], LIMIT)
    assert len(body) > 100_000
    assert noise.startswith(body)
    assert not cut


def bomb(coding: str) -> bytes:
    """A hundred megabytes of nothing, packed."""
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(bytes(1_000_000)) for _ in range(100)) + packer.finish()
    deflater = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    return b"".join(deflater.compress(bytes(1_000_000)) for _ in range(100)) + deflater.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
@pytest.mark.parametrize("framing", [[], [CHUNKED]], ids=["whole", "in chunks"])
def test_a_few_bytes_that_unpack_to_very_many_are_cut_at_the_limit_and_never_held(
    coding: str, framing: list[tuple[str, str]]
) -> None:
    sent = bomb(coding)
    sent = chunks(sent, len(sent)) if framing else sent
    tracemalloc.start()
    found = decoded(sent, [*framing, ("Content-Encoding", coding)], 5000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == (bytes(5000), True)
    assert peak < 1_000_000


def test_a_bomb_inside_bombs_is_cut_at_every_layer() -> None:
    sent = brotli.compress(gzip.compress(bomb("deflate")))
    found = decoded(sent, [("Content-Encoding", "deflate, gzip, br")], 200_000)
    assert found == (bytes(200_000), True)


def test_a_body_packed_more_often_than_anyone_needs_stays_as_it_was_sent() -> None:
    sent = TEXT
    for _ in range(6):
        sent = gzip.compress(sent)
    assert decoded(sent, [("Content-Encoding", ", ".join(["gzip"] * 6))], LIMIT) == (sent, False)


@pytest.mark.parametrize(("limit", "cut"), [(5, False), (4, True), (0, True)])
def test_the_limit_says_whether_something_was_left_out(limit: int, cut: bool) -> None:
    for headers, sent in [([], b"12345"), ([CHUNKED], chunks(b"12345", 2))]:
        assert decoded(sent, headers, limit) == (b"12345"[:limit], cut)
    assert decoded(gzip.compress(b"12345"), [GZIP], limit) == (b"12345"[:limit], cut)
    assert decoded(brotli.compress(b"12345"), [BROTLI], limit) == (b"12345"[:limit], cut)


@given(
    st.binary(max_size=200)
    | st.binary(max_size=60).map(lambda body: chunks(body, 5)[:-3])
    | st.tuples(st.binary(max_size=99), st.integers(0, 60)).map(
        lambda pair: gzip.compress(pair[0])[pair[1] :]
    )
    | st.tuples(st.binary(max_size=99), st.integers(0, 60)).map(
        lambda pair: brotli.compress(pair[0])[pair[1] :]
    ),
    st.lists(
        st.sampled_from([CHUNKED, GZIP, DEFLATE, BROTLI, ("Content-Encoding", "gzip,,deflate")])
    ),
    st.integers(0, 100),
)
def test_no_body_whatever_its_labels_raises_or_passes_the_limit(
    body: bytes, headers: list[tuple[str, str]], limit: int
) -> None:
    found, _ = decoded(body, headers, limit)
    assert len(found) <= limit


@given(st.binary(max_size=500), st.integers(1, 50))
def test_any_body_survives_any_chunk_size(body: bytes, size: int) -> None:
    assert decoded(chunks(body, size), [CHUNKED], LIMIT) == (body, False)
