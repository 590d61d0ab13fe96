"""Zip packages of XML parts, opened as if everybody meant harm."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from crawler.documents.document import Unreadable

# A document of this size is a book of pictures, or a bomb.
_MAX_UNPACKED = 200_000_000
_MAX_XML = 64_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    KeyError,
    ValueError,
    OSError,
    RuntimeError,
)


@contextmanager
def opened(body: bytes) -> Iterator[zipfile.ZipFile]:
    """The package, once its sizes are bearable; no part can hold more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable("encrypted")
            xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
            if xml > _MAX_XML or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise Unreadable("too large")
            yield package
    except _BROKEN as fault:
        raise Unreadable("damaged") from fault


def parsed(xml: bytes) -> etree._Element:
    """The root of a part; no entity is expanded and nothing is loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable("damaged") from fault
