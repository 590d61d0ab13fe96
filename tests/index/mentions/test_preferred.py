"""The form of a name that is shown: the most frequent full one."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.mentions.canonical import preferred

WORDS = st.sampled_from(
    "Tủ tủ TỦ đồ nhân ái và & ANTT an ninh (CLB) 3 sạch 3sạch Hũgạo hũ gạo".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("forms", "shown"),
    [
        ({"Tủ đồ nhân ái": 2, "Tủ đồ nghĩa tình": 1}, "Tủ đồ nhân ái"),
        ({"TỦ ĐỒ NHÂN ÁI": 9, "Tủ đồ nhân ái": 1}, "Tủ đồ nhân ái"),
        ({"Cổng rào ANTT": 9, "Cổng rào an ninh trật tự": 1}, "Cổng rào an ninh trật tự"),
        ({"Tổ CĐS": 9, "Tổ chuyển đổi số": 1}, "Tổ chuyển đổi số"),
        ({"Cổng rào ANTT": 2, "CỔNG RÀO ANTT": 3}, "Cổng rào ANTT"),
        ({"Hũgạo đầu làng": 9, "Hũ gạo đầu làng": 1}, "Hũ gạo đầu làng"),
        ({"3sạch": 9, "3 sạch": 1}, "3 sạch"),
        ({"3 sạch (sạch nhà, sạch ngõ)": 9, "3 sạch": 1}, "3 sạch"),
        ({"hũ gạo nghĩa tình": 5, "Hũ gạo nghĩa tình": 2}, "Hũ gạo nghĩa tình"),
        ({"Hủ gạo xóm": 3, "Hũ gạo xóm": 2, "Hũ Gạo xóm": 1, "hũ gạo xóm": 1}, "Hũ gạo xóm"),
        ({"Ao sen & vườn cò": 3, "Ao sen và vườn cò": 1}, "Ao sen & vườn cò"),
        ({"Giảm 100% rác": 2, "Giảm 100 % rác": 1}, "Giảm 100% rác"),
        ({"ANTT": 1}, "ANTT"),
    ],
)
def test_the_most_frequent_full_form_is_shown(forms: dict[str, int], shown: str) -> None:
    assert preferred(forms) == shown
    assert preferred(dict(reversed(forms.items()))) == shown


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.integers(1, 9), min_size=1, max_size=6), st.randoms())
def test_the_form_shown_is_one_of_them_in_whatever_order(
    forms: dict[str, int], order: Random
) -> None:
    rows = list(forms.items())
    order.shuffle(rows)

    assert preferred(dict(rows)) == preferred(forms)
    assert preferred(forms) in forms
