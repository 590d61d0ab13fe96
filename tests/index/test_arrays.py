"""Arrays in a file: mapped as they were written, or told as damaged."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from index.embedded.arrays import ArrayWriter, open_arrays, smallest, write_arrays
from index.errors import IndexDamaged

KINDS = ["u1", "<u2", "<u4", "<i4", "<i8", "<f8", "S16"]


@given(
    st.dictionaries(
        st.text("abc.", min_size=1, max_size=8),
        st.sampled_from(KINDS).flatmap(
            lambda kind: arrays_of.arrays(
                kind, st.tuples(st.integers(0, 20)) | st.tuples(st.integers(0, 5), st.just(3))
            )
        ),
        max_size=5,
    )
)
def test_what_was_written_is_there_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, arrays: dict[str, np.ndarray]
) -> None:
    path = tmp_path_factory.mktemp("arrays") / "x"
    write_arrays(path, arrays)
    found = open_arrays(path)
    assert list(found) == list(arrays)
    for name, values in arrays.items():
        assert (found[name].dtype, found[name].shape) == (values.dtype, values.shape)
        assert found[name].tobytes() == values.tobytes()


def test_an_array_can_be_written_piece_by_piece_beside_another(tmp_path: Path) -> None:
    with ArrayWriter(tmp_path / "x") as writer:
        odd, even = writer.reserve("odd", np.uint8, 4), writer.reserve("even", "<i8", 4)
        for begin in (0, 4):
            odd.append(np.array([begin + 1, begin + 3]))
            even.append(np.array([begin, begin + 2]))
        with pytest.raises(ValueError, match="room"):
            odd.append(np.array([9]))
    found = open_arrays(tmp_path / "x")
    assert found["odd"].tolist() == [1, 3, 5, 7]
    assert found["even"].tolist() == [0, 2, 4, 6]


def test_arrays_cannot_be_changed(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x", {"a": np.arange(3)})
    with pytest.raises(ValueError, match="read-only"):
        open_arrays(tmp_path / "x")["a"][0] = 1


def test_a_file_that_was_not_finished_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    def stop() -> None:
        with ArrayWriter(tmp_path / "x") as writer:
            writer.add("a", np.arange(100))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stop()
    with pytest.raises(IndexDamaged, match="guong index --rebuild"):
        open_arrays(tmp_path / "x")


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x", {"a": np.arange(3)})
    with pytest.raises(FileExistsError):
        write_arrays(tmp_path / "x", {"a": np.arange(4)})
    assert open_arrays(tmp_path / "x")["a"].tolist() == [0, 1, 2]


@pytest.mark.parametrize("content", [b"", b"\xff" * 3000, b"\0" * 3000, b"{}", b"guongA01" * 9])
def test_another_file_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(IndexDamaged, match="guong index --rebuild"):
        open_arrays(tmp_path / "x")


@pytest.mark.parametrize(
    ("values", "kind"),
    [(0, "u1"), (1, "u1"), (256, "u1"), (257, "u2"), (65536, "u2"), (65537, "u4"), (2**33, "u8")],
)
def test_numbers_take_the_smallest_room(values: int, kind: str) -> None:
    assert smallest(values) == np.dtype(kind)


_NEARLY_FULL = """
import resource, sys
from pathlib import Path
import numpy as np
from index.embedded.arrays import write_arrays
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
write_arrays(Path(sys.argv[1]), {"numbers": np.arange(1000)})
"""


@pytest.mark.parametrize("missing", [1, 10, 40, 200, 5000])
def test_a_disk_that_takes_less_than_all_of_a_file_is_an_error(
    tmp_path: Path, missing: int
) -> None:
    write_arrays(tmp_path / "whole", {"numbers": np.arange(1000)})
    room = (tmp_path / "whole").stat().st_size - missing
    ended = subprocess.run(
        [sys.executable, "-c", _NEARLY_FULL, str(tmp_path / "cut"), str(room)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "OSError" in ended.stderr
