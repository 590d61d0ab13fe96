"""Undoes the transfer and content encodings of an HTTP body.

Lenient, for servers that label wrongly: what cannot be undone stays as it was sent. Bounded, for
servers that send a few bytes that unpack to gigabytes: nothing is unpacked beyond the limit.
"""

import re
import zlib
from collections.abc import Iterable

import brotli

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(;[^\n]*)?\r?\n")
# The window bits that tell zlib what it reads: gzip, zlib, and bare deflate.
_GZIP, _ZLIB, _BARE = 31, 15, -15
_BLOCK = 1 << 16
# One for the transfer, one for the content; a third is already a server that packs twice. Whoever
# names more packs to hide something, and the body stays as it was sent.
_MOST_CODINGS = 5


def decoded(body: bytes, headers: Iterable[tuple[str, str]], limit: int) -> tuple[bytes, bool]:
    """The body without its encodings, and whether `limit` cut it short."""
    codings: dict[str, list[str]] = {"content-encoding": [], "transfer-encoding": []}
    for name, value in headers:
        if (found := codings.get(name.lower())) is not None:
            found += [coding.strip() for coding in value.lower().split(",")]
    # In the order in which the server applied them.
    applied = [coding for part in codings.values() for coding in part if coding]
    if len(applied) <= _MOST_CODINGS:
        for coding in reversed(applied):
            body = _undone(body, coding, limit + 1)
    return body[:limit], len(body) > limit


def _undone(body: bytes, coding: str, most: int) -> bytes:
    match coding:
        case "chunked":
            return _dechunked(body)
        case "gzip" | "x-gzip":
            return _inflated(body, _GZIP, most)
        case "deflate":
            # The standard means zlib's format; some servers send it without its frame.
            return _inflated(body, _ZLIB if _has_zlib_frame(body) else _BARE, most)
        case "br":
            return _expanded(body, most)
        case _:
            return body


def _dechunked(body: bytes) -> bytes:
    """The chunks joined, as far as they can be followed; the body itself where none begins it."""
    pieces = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        if not length:
            break
        at += 2 if body.startswith(b"\r\n", at) else 1
    return b"".join(pieces) if pieces else body


def _inflated(packed: bytes, window: int, most: int) -> bytes:
    """Up to `most` bytes of what was packed, several gzip members as one."""
    unpacked = bytearray()
    stream = zlib.decompressobj(window)
    at = 0
    while at < len(packed) and len(unpacked) < most:
        block = packed[at : at + _BLOCK]
        try:
            unpacked += stream.decompress(block, most - len(unpacked))
        except zlib.error:
            return bytes(unpacked) or packed
        at += len(block) - len(stream.unused_data)
        if stream.eof:
            if window != _GZIP:
                break
            stream = zlib.decompressobj(window)
    return bytes(unpacked)


def _expanded(packed: bytes, most: int) -> bytes:
    """Up to `most` bytes of what was packed with brotli."""
    unpacked = bytearray()
    stream = brotli.Decompressor()
    at = 0
    while len(unpacked) < most and not stream.is_finished():
        block = b""
        if stream.can_accept_more_data():
            block = packed[at : at + _BLOCK]
            at += len(block)
            if not block:
                break
        try:
            # The decoder only looks at the limit when a buffer of 32 KiB is full.
            unpacked += stream.process(block, output_buffer_limit=1)
        except brotli.error:
            return bytes(unpacked) or packed
    return bytes(unpacked[:most])


def _has_zlib_frame(packed: bytes) -> bool:
    """Whether the first two bytes are those of RFC 1950."""
    return len(packed) >= 2 and packed[0] & 15 == 8 and int.from_bytes(packed[:2]) % 31 == 0
