"""What is handed in is known by what it holds."""

import gzip
import hashlib
import zipfile
from pathlib import Path

import pytest

from archive.offered import Offered, offered, sha256_of
from tests.archive.foreign_files import packed, record

LINE = b'{"url": "https://bao.example.vn/1", "title": "T"}\n'


def zip_file(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("archive/x.warc", record())


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.warc.gz", packed(record()), "warc"),
        ("x.warc", record(), "warc"),
        ("x.jsonl", record(), "warc"),
        ("x", b"\r\n" + packed(record()), "records"),
        ("x", gzip.compress(b"\r\n" + record())[:-20], "warc"),
        ("x.warc.gz", b"broken", "warc"),
        ("X.WARC", b"", "warc"),
        ("x.warc", LINE, "warc"),
        ("x.jsonl.gz", gzip.compress(LINE), "records"),
        ("x.txt", LINE, "records"),
        ("x", b"\x1f\x8b\x08broken", "records"),
    ],
)
def test_a_file_that_is_named_is_taken_for_what_it_holds_or_else_is_called(
    tmp_path: Path, name: str, content: bytes, kind: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [one.kind for one in offered(path)] == [kind]


def test_a_zip_file_is_taken_for_wacz(tmp_path: Path) -> None:
    zip_file(tmp_path / "x.zip")
    assert [one.kind for one in offered(tmp_path / "x.zip")] == ["wacz"]


def test_of_a_folder_every_file_that_is_meant_is_taken_in_order(tmp_path: Path) -> None:
    for name in ("b", "a/deep", "pages"):
        (tmp_path / name).mkdir(parents=True)
    zip_file(tmp_path / "b" / "x.wacz")
    zip_file(tmp_path / "b" / "photos.zip")
    (tmp_path / "b" / "y.jsonl").write_bytes(LINE)
    (tmp_path / "a" / "deep" / "no-name").write_bytes(packed(record()))
    (tmp_path / "a" / "x.warc").write_bytes(record())
    (tmp_path / "a" / "x.cdx").write_bytes(LINE)
    (tmp_path / "pages" / "pages.jsonl").write_bytes(b'{"format": "json-pages-1.0"}\n' + LINE)
    (tmp_path / "README").write_bytes(b"read me")
    found = [(str(one.path.relative_to(tmp_path)), one.kind) for one in offered(tmp_path)]
    assert found == [
        ("a/deep/no-name", "warc"),
        ("a/x.warc", "warc"),
        ("b/x.wacz", "wacz"),
        ("b/y.jsonl", "records"),
    ]


def test_links_and_what_is_no_file_are_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.warc").write_bytes(record())
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.warc").symlink_to(outside / "x.warc")
    (folder / "linked").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    (folder / "dir.warc").mkdir()
    assert offered(folder) == []
    # What is named itself is meant, link or not.
    assert offered(folder / "link.warc") == [Offered(folder / "link.warc", "warc")]


def test_a_digest_is_the_one_that_sha256sum_prints(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(LINE)
    assert sha256_of(tmp_path / "x") == hashlib.sha256(LINE).hexdigest()
