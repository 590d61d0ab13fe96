"""WACZ files are read in place, and only after they were found to be possible."""

import zipfile
from copy import copy
from pathlib import Path

import pytest

from archive.errors import ArchiveError
from archive.foreign import records
from archive.unpacked import Unpacked
from archive.wacz import Wacz
from tests.archive.foreign_files import blocks, faults, http, packed, record

DATA = packed(record())


def zipped(path: Path, members: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return path


def names(path: Path) -> list[str]:
    with Wacz.open(path) as wacz:
        return [member.name for member in wacz.members()]


def test_the_warc_files_of_a_wacz_file_are_found_by_name(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "x.wacz",
        {
            "datapackage.json": b"{}",
            "archive/b.warc": record(),
            "archive/a.warc.gz": DATA,
            "archive/a.cdx": b"",
            "indexes/index.cdx.gz": b"",
            "pages/pages.jsonl": b"",
            "elsewhere/c.warc.gz": DATA,
        },
    )
    assert names(path) == ["archive/a.warc.gz", "archive/b.warc"]


@pytest.mark.parametrize(
    "name",
    [
        "../archive/x.warc.gz",
        "/archive/x.warc.gz",
        "archive/../x.warc.gz",
        "archive/below/x.warc.gz",
        "archive\\x.warc.gz",
        "archive/" + "x" * 300 + ".warc.gz",
    ],
)
def test_members_with_other_paths_are_none_of_ours(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "x.wacz", {name: DATA})
    with pytest.raises(ArchiveError, match=r"holds no archive/\*\.warc or archive/\*\.warc\.gz"):
        names(path)
    assert [item.name for item in tmp_path.iterdir()] == ["x.wacz"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_member_is_read_without_being_unpacked_to_disk(tmp_path: Path, packing: int) -> None:
    path = zipped(tmp_path / "x.wacz", {"archive/x.warc.gz": DATA}, packing)
    with Wacz.open(path) as wacz:
        (member,) = wacz.members()
        with wacz.read(member) as raw:
            found = list(records(Unpacked(raw, member.size, lambda done: None)))
    assert blocks(found) == [http()]
    assert list(tmp_path.iterdir()) == [path]


def test_a_packing_that_may_ask_for_any_memory_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.wacz", {"archive/x.warc.gz": DATA}, zipfile.ZIP_LZMA)
    with pytest.raises(ArchiveError, match="is packed in a way that is not read here"):
        names(path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.wacz", {"archive/x.warc": b"\0" * 20_000_000}, zipfile.ZIP_DEFLATED)
    with pytest.raises(ArchiveError, match=r"archive/x\.warc unpacks to 20000000 bytes from"):
        names(path)


def test_members_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.wacz"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("archive/a.warc.gz", DATA * 50)
        for name in ("archive/b.warc.gz", "archive/c.warc.gz"):
            twin = copy(written.filelist[0])
            twin.filename = name
            written.filelist.append(twin)
    with pytest.raises(ArchiveError, match="is no sound zip file: its members overlap"):
        names(path)


def test_a_list_of_contents_that_would_take_all_memory_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.wacz", {"archive/x.warc.gz": DATA})
    content = bytearray(path.read_bytes())
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = (2_000_000_000).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="its list of contents is larger than 16 MB"):
        names(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06", b"not a zip file" * 99])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.wacz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=f"^{path}: "):
        names(path)


def test_every_flipped_byte_of_a_zip_file_is_noticed_or_does_no_harm(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.wacz", {"archive/x.warc.gz": DATA})
    whole = path.read_bytes()
    unnoticed = 0
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            with Wacz.open(path) as wacz:
                (member,) = wacz.members()
                with wacz.read(member) as raw:
                    found = list(records(Unpacked(raw, member.size, lambda done: None)))
        except ArchiveError:
            continue
        assert blocks(found) in ([], [http()])
        unnoticed += not faults(found)
    assert 0 < unnoticed < len(whole) / 3
