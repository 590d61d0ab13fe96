"""Runners that a sentence names in a roundabout way: by an honour, a turn, what came before."""

import pytest

from index.mentions import extract

OTHERS = " UBND xã Phú Lợi và Hội CCB xã Phú Long đều khen."


def runners(text: str) -> dict[str, str | None]:
    found = extract(text)
    labels = {unit.key: unit.label for unit in found.mentions if unit.kind == "unit"}
    return {m.surface: labels[m.unit] if m.unit else None for m in found.models}


@pytest.mark.parametrize(
    "text",
    [
        "Hội Nông dân xã Tân Phú họp bàn với dân. Từ đó, mô hình “Ao cá quê” ra đời",
        "Hội Nông dân xã Tân Phú lo nước sạch cho bà con. Từ đó mô hình “Ao cá quê” thành hình",
        "UBND huyện Lấp Vò tặng giấy khen Hội Nông dân xã Tân Phú về mô hình “Ao cá quê”",
        "UBND huyện Lấp Vò trao bằng khen cho Hội Nông dân xã Tân Phú với mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú được tặng giấy khen về mô hình “Ao cá quê”",
        "Mô hình “Ao cá quê” có 20 hộ. Mô hình này do Hội Nông dân xã Tân Phú thực hiện",
        "Mô hình “Ao cá quê” được Hội Nông dân xã Tân Phú duy trì",
        "Mô hình “Ao cá quê” được Hội Nông dân xã Tân Phú nhân rộng",
        "Mô hình “Ao cá quê” được Hội Nông dân xã Tân Phú thành lập năm 2020",
    ],
)
def test_the_words_name_the_runner(text: str) -> None:
    assert runners(f"{text}.{OTHERS}") == {"Ao cá quê": "Hội Nông dân xã Tân Phú"}


@pytest.mark.parametrize(
    "text",
    [
        "Hội Nông dân xã Tân Phú thăm nhiều nơi. Từ đó, mô hình “Ao cá quê” ra đời",
        "Hội Nông dân xã Tân Phú và Đoàn xã An Long cùng bàn. Từ đó, mô hình “Ao cá quê” ra đời",
        "Ông Ba kể với Hội Nông dân xã Tân Phú. Từ đó, mô hình “Ao cá quê” ra đời",
        "Hội Nông dân xã Tân Phú tặng giấy khen cho 2 nông dân về mô hình “Ao cá quê”",
        "Tỉnh tặng giấy khen Hội Nông dân xã Tân Phú vì thành tích, xem mô hình “Ao cá quê”",
    ],
)
def test_words_that_only_come_near_name_no_runner(text: str) -> None:
    assert runners(f"{text}.{OTHERS}") == {"Ao cá quê": None}


@pytest.mark.parametrize(
    "told",
    [
        "Mô hình “Ao cá quê” và “Tủ đồ quê” lần lượt do Hội Nông dân xã An Long và Hội CCB xã"
        " Phú Long thực hiện.",
        "Hai mô hình “Ao cá quê”, “Tủ đồ quê” lần lượt của Hội Nông dân xã An Long, Hội CCB xã"
        " Phú Long.",
    ],
)
def test_runners_told_in_turn_run_the_models_in_that_order(told: str) -> None:
    assert runners(told) == {
        "Ao cá quê": "Hội Nông dân xã An Long",
        "Tủ đồ quê": "Hội Cựu chiến binh xã Phú Long",
    }


def test_no_turn_is_made_up_where_models_and_runners_are_not_equally_many() -> None:
    told = "Các mô hình “Ao cá quê”, “Tủ đồ quê”, “Vườn rau quê” lần lượt được Hội Nông dân xã An"
    found = runners(f"{told} Long và Hội CCB xã Phú Long khen.{OTHERS}")

    assert found == {"Ao cá quê": None, "Tủ đồ quê": None, "Vườn rau quê": None}


@pytest.mark.parametrize(
    "told",
    [
        "được Ban Thường vụ Huyện uỷ Lấp Vò chọn nhân rộng",
        "được Tỉnh Đoàn chọn làm điểm",
        "được Huyện Đoàn Lấp Vò bình chọn",
        "được Hội LHPN huyện Lấp Vò hỗ trợ 50 triệu đồng",
        "được Hội LHPN huyện Lấp Vò hỗ trợ để duy trì",
        "được Đảng uỷ xã An Long chỉ đạo nhân rộng",
        "được Hội Nông dân xã An Long học tập kinh nghiệm",
        "được Mặt trận huyện Lấp Vò phát động thi đua",
        "được Công an tỉnh nhân rộng toàn tỉnh",
        "được Huyện Đoàn Lấp Vò tổ chức tham quan",
        "đông dần. Mô hình này được Huyện Đoàn Lấp Vò chọn nhân rộng",
        "ra đời năm 2019, được Huyện Đoàn Lấp Vò chọn làm điểm",
    ],
)
@pytest.mark.parametrize("others", [OTHERS, ""])
def test_who_chooses_pays_for_or_visits_a_model_does_not_run_it(told: str, others: str) -> None:
    assert runners(f"Mô hình “Ao cá quê” {told}.{others}") == {"Ao cá quê": None}


@pytest.mark.parametrize(
    "told",
    ["chọn thực hiện", "phát động từ năm 2019", "duy trì và nhân rộng", "đề xuất và thực hiện"],
)
def test_who_is_said_to_carry_a_model_out_runs_it(told: str) -> None:
    text = f"Mô hình “Ao cá quê” được Hội Nông dân xã Tân Phú {told}.{OTHERS}"

    assert runners(text) == {"Ao cá quê": "Hội Nông dân xã Tân Phú"}


@pytest.mark.parametrize(
    "told",
    [
        "Hội Nông dân xã Tân Phú với mô hình “Ao cá quê”.",
        "Hội Nông dân xã Tân Phú (Lấp Vò) ra mắt mô hình “Ao cá quê”.",
        "Còn Hội Nông dân xã Tân Phú với mô hình “Ao cá quê” thì được khen.",
        "Huyện Đoàn Lấp Vò tham quan Hội Nông dân xã Tân Phú với mô hình “Ao cá quê”.",
    ],
)
def test_a_model_keeps_the_runner_before_it_whatever_model_follows(told: str) -> None:
    assert runners(f"{told} Nổi bật là mô hình “Bờ xanh” của Đoàn xã An Long.") == {
        "Ao cá quê": "Hội Nông dân xã Tân Phú",
        "Bờ xanh": "Đoàn Thanh niên xã An Long",
    }


def test_a_partner_before_a_model_of_a_list_does_not_run_it() -> None:
    told = "Đoàn xã An Long phối hợp với Hội Nông dân xã Tân Phú với mô hình “Ao cá quê”."

    found = runners(f"{told} Nổi bật là mô hình “Bờ xanh” của Đoàn xã Mỹ Quý.")

    assert found["Ao cá quê"] != "Hội Nông dân xã Tân Phú"


@pytest.mark.parametrize(
    "headline", ["Nhân rộng mô hình “Vườn xanh” của xã bạn", "Lan toả mô hình “Vườn xanh”"]
)
def test_a_headlines_model_is_not_of_a_unit_that_runs_another_one(headline: str) -> None:
    body = "Hội Nông dân xã Tân Phú ra mắt mô hình “Ao cá quê”."

    assert runners(f"{headline}\n{body}") == {
        "Vườn xanh": None,
        "Ao cá quê": "Hội Nông dân xã Tân Phú",
    }


def test_a_headlines_model_is_of_the_unit_that_the_body_tells_of() -> None:
    body = "Hội Nông dân xã Tân Phú vừa sơ kết một năm vận động bà con."

    assert runners(f"Lan toả mô hình “Vườn xanh”\n{body}") == {
        "Vườn xanh": "Hội Nông dân xã Tân Phú"
    }


@pytest.mark.parametrize(
    "told",
    [
        "Công an các xã: An Long, Phú Lợi và Phú Long triển khai mô hình “Ao cá quê”.",
        "Các chi hội phụ nữ triển khai mô hình “Ao cá quê”.",
        "Nhiều chi đoàn duy trì mô hình “Ao cá quê”.",
        "Mô hình “Ao cá quê” của các chi hội được khen.",
        "Mô hình “Ao cá quê” của xã bạn được khen.",
    ],
)
def test_many_that_run_a_model_do_not_leave_it_to_the_only_unit_named(told: str) -> None:
    assert runners(f"{told} Hội Nông dân xã Tân Phú dự.") == {"Ao cá quê": None}


def test_many_that_only_stand_by_leave_a_model_to_the_only_unit_named() -> None:
    told = "Tại các ấp, mô hình “Ao cá quê” thêm vui. Hội Nông dân xã Tân Phú họp."

    assert runners(told) == {"Ao cá quê": "Hội Nông dân xã Tân Phú"}
