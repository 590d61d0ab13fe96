"""A register that no test changes."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from index.register import Register
from tests.index.register.test_lists import ROWS


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    with closing(Register(tmp_path_factory.mktemp("register") / "r.sqlite")) as register:
        register.apply(ROWS, {row.article for row in ROWS}, 5)
        yield register
