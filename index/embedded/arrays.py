"""Named arrays in one file that maps straight into memory: opening it copies nothing.

    magic
    array, array, ...   raw, little-endian, each at a multiple of 64 bytes
    directory           JSON: name to type, shape and offset
    trailer             where the directory lies, its length and checksum, magic

The trailer comes last, so a file that was cut short is never taken for a whole one.
"""

import json
import math
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from index.errors import IndexDamaged

Array = NDArray[Any]
Arrays = Mapping[str, Array]

_MAGIC = b"guongA01"
_TRAILER = struct.Struct("<QQI8s")
_ALIGNED = 64


def damaged(where: str, why: str) -> IndexDamaged:
    """What to raise for content that no writer of ours leaves behind."""
    return IndexDamaged(f"{where}: {why}; run: guong index --rebuild")


def smallest(values: int) -> np.dtype[Any]:
    """The smallest unsigned type for the numbers below `values`."""
    return np.min_scalar_type(max(values - 1, 0))


def _write(file: int, content: bytes | memoryview, offset: int) -> None:
    """Writes all of it: on a disk that is nearly full less may be taken, and no error told."""
    content = memoryview(content)
    while content:
        written = os.pwrite(file, content, offset)
        offset += written
        content = content[written:]


class Slot:
    """Room for one array in a file, to be filled from its beginning, piece by piece."""

    def __init__(self, file: int, dtype: np.dtype[Any], offset: int, size: int) -> None:
        self._file = file
        self._dtype = dtype
        self._offset = offset
        self._end = offset + size

    def append(self, values: Array) -> None:
        """The next values."""
        content = np.ascontiguousarray(values, self._dtype).reshape(-1).view(np.uint8).data
        if self._offset + len(content) > self._end:
            raise ValueError("more values than room was made for")
        _write(self._file, content, self._offset)
        self._offset += len(content)


class ArrayWriter:
    """Writes one file of arrays; on the disk when the `with` block ends well."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        self._directory: dict[str, tuple[str, list[int], int]] = {}
        self._end = len(_MAGIC)
        _write(self._file, _MAGIC, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            os.close(self._file)

    def reserve(self, name: str, dtype: DTypeLike, *shape: int) -> Slot:
        """Room for an array of which type and shape are known, but not yet the values."""
        kind = np.dtype(dtype).newbyteorder("<")
        offset = -(-self._end // _ALIGNED) * _ALIGNED
        size = math.prod(shape) * kind.itemsize
        self._directory[name] = (kind.str, list(shape), offset)
        self._end = offset + size
        return Slot(self._file, kind, offset, size)

    def add(self, name: str, values: Array) -> None:
        """A whole array."""
        self.reserve(name, values.dtype, *values.shape).append(values)

    def _finish(self) -> None:
        content = json.dumps(self._directory).encode("ascii")
        trailer = _TRAILER.pack(self._end, len(content), zlib.crc32(content), _MAGIC)
        _write(self._file, content + trailer, self._end)
        os.fsync(self._file)


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Writes arrays into a new file; on the disk when it returns."""
    with ArrayWriter(path) as writer:
        for name, values in arrays.items():
            writer.add(name, values)


def open_arrays(path: Path) -> dict[str, Array]:
    """The arrays of a file, mapped: only what is looked at is read.

    The file is given back when the last of them is forgotten. Raises IndexDamaged for a file that
    is not whole, FileNotFoundError for one that is not there.
    """
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size < _TRAILER.size:
            raise damaged(str(path), "is cut short")
        mapping = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    try:
        return _mapped(mapping)
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(str(path), str(error)) from error


def _mapped(mapping: mmap.mmap) -> dict[str, Array]:
    begin, length, checksum, magic = _TRAILER.unpack(mapping[-_TRAILER.size :])
    content = mapping[begin : begin + length]
    if (
        magic != _MAGIC
        or begin + length + _TRAILER.size != len(mapping)
        or zlib.crc32(content) != checksum
    ):
        raise ValueError("is not a whole file of arrays")
    arrays = {}
    for name, (kind, shape, offset) in json.loads(content).items():
        dtype = np.dtype(kind)
        count = math.prod(shape)
        if offset + count * dtype.itemsize > begin:
            raise ValueError(f"array {name} reaches beyond its end")
        if count:
            arrays[name] = np.frombuffer(mapping, dtype, count, offset).reshape(shape)
        else:
            arrays[name] = np.empty(shape, dtype)
    return arrays
