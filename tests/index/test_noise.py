"""Whatever strangers type is a question."""

from itertools import islice

from tests.index.noise import noise
from tests.index.query_trees import check


def test_ten_thousand_lines_of_noise_are_questions_that_can_be_said_again() -> None:
    for line in noise():
        check(line)


def test_the_noise_is_the_same_on_every_run_and_grows_at_its_end() -> None:
    few = list(noise(500))
    assert few == list(islice(noise(), 500))
    assert len(set(few)) > 450
    assert any(len(line) == 5000 for line in few)
