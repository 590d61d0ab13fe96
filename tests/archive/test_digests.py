"""Digests in every spelling that WARC files know."""

import base64
import hashlib

import pytest

from archive.digests import agrees, covers, is_plain

CONTENT = b"than"
SHA1 = hashlib.sha1(CONTENT).digest()
SPELLINGS = {
    "base 32": "sha1:" + base64.b32encode(SHA1).decode(),
    "base 32 in small letters": "sha1:" + base64.b32encode(SHA1).decode().lower(),
    "base 16": "sha1:" + SHA1.hex(),
    "base 16 in capitals": "SHA-1:" + SHA1.hex().upper(),
    "base 64": "sha1:" + base64.b64encode(SHA1).decode(),
    "base 64 for addresses": "sha1: " + base64.urlsafe_b64encode(SHA1).decode().rstrip("="),
    "sha512": "sha512:" + hashlib.sha512(CONTENT).hexdigest(),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_digest_agrees_with_its_content_and_no_other(name: str) -> None:
    assert agrees(SPELLINGS[name], CONTENT) is True
    assert agrees(SPELLINGS[name], b"other") is False


@pytest.mark.parametrize("claimed", ["", "than", "crc32:00", ":", "xxh64:" + SHA1.hex()])
def test_of_an_unknown_algorithm_nothing_is_said(claimed: str) -> None:
    assert agrees(claimed, CONTENT) is None
    assert covers(claimed, CONTENT, ()) is None


@pytest.mark.parametrize("claimed", ["sha1:", "sha1:ă", "sha1:" + "A" * 9000, "md5:\0"])
def test_nonsense_agrees_with_nothing(claimed: str) -> None:
    assert agrees(claimed, CONTENT) is False


def test_a_payload_is_covered_with_the_framing_of_its_chunks_or_without() -> None:
    chunked = b"4\r\nthan\r\n0\r\n\r\n"
    framing = [("transfer-encoding", "chunked")]
    assert covers(SPELLINGS["base 32"], chunked, framing)
    assert covers("sha1:" + hashlib.sha1(chunked).hexdigest(), chunked, framing)
    assert covers(SPELLINGS["base 32"], chunked, []) is False


def test_only_base_32_after_a_plain_name_is_understood_by_every_reader() -> None:
    plain = [name for name, claimed in SPELLINGS.items() if is_plain(claimed)]
    assert plain == ["base 32"]
