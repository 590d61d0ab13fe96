"""Lists of models: after one `mô hình`, over sentences and lines, quoted or not."""

import pytest

from index.mentions import extract


def models(text: str) -> list[str]:
    return [model.surface for model in extract(text).models]


def tiers(text: str) -> dict[str, str]:
    return {model.surface: model.tier for model in extract(text).models}


def test_every_item_of_a_list_after_one_head_is_a_model() -> None:
    text = (
        "Nổi bật có mô hình ''Ao cá” (ấp 1), “Vườn cò\" của ấp 2; “Đèn ngõ”, Câu lạc bộ “Ông bà”"
        " và “Xe lăn nghĩa tình”..."
    )

    assert models(text) == ["Ao cá", "Vườn cò", "Đèn ngõ", "Ông bà", "Xe lăn nghĩa tình"]


def test_a_list_goes_on_over_lines_and_ends_with_running_text() -> None:
    text = (
        "Các mô hình tiêu biểu:\n"
        "- “Ao cá” (Đoàn xã Phú Lợi)\n"
        "- “Vườn cò” của Hội Nông dân xã Phú Lợi;\n"
        "- “Đèn ngõ”.\n"
        "“Vui lắm”, ông Ba nói."
    )

    assert models(text) == ["Ao cá", "Vườn cò", "Đèn ngõ"]


def test_numbered_lines_are_a_list_too() -> None:
    text = "Những mô hình được khen năm nay gồm:\n1. “Ao cá” – ấp 1\n2. “Vườn cò” – ấp 2"

    assert models(text) == ["Ao cá", "Vườn cò"]


def test_what_is_quoted_after_a_verb_is_no_item_of_the_list() -> None:
    text = "mô hình “Ao cá quê” giúp xóm, “đổi đời” bao nhà"

    assert models(text) == ["Ao cá quê"]


def test_each_item_keeps_its_own_head() -> None:
    text = "phong trào “Sạch ngõ”, “Đẹp nhà”, mô hình “Ao cá”, “Vườn cò”, khẩu hiệu “Gần dân”"

    assert models(text) == ["Ao cá", "Vườn cò"]


def test_a_list_may_begin_before_its_first_head() -> None:
    text = "Chị em chọn việc sát thực, tiêu biểu như: “Ao cá”, mô hình “Vườn cò”, “Đèn ngõ”."

    assert models(text) == ["Ao cá", "Vườn cò", "Đèn ngõ"]


def test_a_movement_beside_the_models_does_not_claim_their_list() -> None:
    text = "Trong phong trào thi đua, xã có các mô hình như “Ao cá”, “Vườn cò”."

    assert models(text) == ["Ao cá", "Vườn cò"]


def test_unquoted_items_between_semicolons_are_facts_when_capitalised() -> None:
    text = "Huyện có nhiều mô hình hay như Ao cá nghĩa tình; Đèn ngõ, đèn sân; Vườn cò quê."

    assert tiers(text) == {
        "Ao cá nghĩa tình": "fact",
        "Đèn ngõ, đèn sân": "fact",
        "Vườn cò quê": "fact",
    }


def test_unquoted_items_in_small_letters_are_suggestions() -> None:
    text = "Tiêu biểu là: mô hình đoạn đường sen; trồng cây mai; xây hố rác đồng ruộng…"

    assert set(tiers(text).values()) == {"suggestion"}
    assert models(text) == ["đoạn đường sen", "trồng cây mai", "xây hố rác đồng ruộng"]


def test_a_sentence_may_go_on_with_the_list_of_the_one_before() -> None:
    text = (
        "Đáng kể có mô hình “Ao cá” của ấp 1, nay đã giúp 20 hộ. Hay như “Vườn cò” của ấp 2."
        " Kế đến là “Đèn ngõ”. Bà con nói: “Vui lắm”. Ông bảo thêm “Mừng lắm”."
    )

    assert tiers(text) == {"Ao cá": "fact", "Vườn cò": "fact", "Đèn ngõ": "fact"}


def test_a_list_goes_on_under_another_topic() -> None:
    text = (
        "Về kinh tế có các mô hình: “Ao cá”, “Vườn cò”; lĩnh vực an ninh có: “Đèn ngõ”, “Kẻng đêm”."
        " Trên lĩnh vực văn hoá có “Xe sách”."
    )

    assert models(text) == ["Ao cá", "Vườn cò", "Đèn ngõ", "Kẻng đêm", "Xe sách"]


def test_a_semicolon_begins_the_next_item_whatever_was_told_of_the_last() -> None:
    text = (
        "Các mô hình như: “Ao cá” của ấp 1 giúp 20 hộ có việc; “Vườn cò” của ấp 2 đã trồng 2 ha;"
        " và “Đèn ngõ” nhằm giữ làng."
    )

    assert models(text) == ["Ao cá", "Vườn cò", "Đèn ngõ"]


def test_items_numbered_in_one_line_are_a_list() -> None:
    assert models("Ra mắt các mô hình: 1. “Ao cá”; 2. “Vườn cò”; 3. “Đèn ngõ”.") == [
        "Ao cá",
        "Vườn cò",
        "Đèn ngõ",
    ]


def test_quotations_told_as_models_only_at_the_end_are_a_list() -> None:
    assert models("Cùng với “Ao cá quê”, “Vườn cò quê” cũng là mô hình được ưa thích.") == [
        "Ao cá quê",
        "Vườn cò quê",
    ]


def test_unquoted_items_with_their_units_in_brackets_are_a_list() -> None:
    text = (
        "Xã có các mô hình: Trao cần câu, dạy cách câu (Hội Nông dân xã Tân Phú), Cây thuốc nhà"
        " mình (Trạm Y tế xã Tân Phú), “Đêm gác chắn”."
    )

    assert tiers(text) == {
        "Trao cần câu, dạy cách câu": "fact",
        "Cây thuốc nhà mình": "fact",
        "Đêm gác chắn": "fact",
    }


def test_unquoted_items_may_stand_in_lines() -> None:
    text = (
        "Các mô hình gồm:\n- Ao cá quê (ấp 1)\n- Mô hình Vườn cò xóm: 20 hộ giữ.\n- Đèn ngõ nhỏ\n"
        "Bà con vui."
    )

    assert models(text) == ["Ao cá quê", "Vườn cò xóm", "Đèn ngõ nhỏ"]


def test_the_last_item_ends_where_the_sentence_goes_on() -> None:
    text = "Có mô hình như Ao cá quê, Vườn cò xóm, Đèn ngõ nhỏ được chị em giữ gìn."

    assert models(text) == ["Ao cá quê", "Vườn cò xóm", "Đèn ngõ nhỏ"]


def test_two_names_after_a_count_are_a_list() -> None:
    text = "Trường đăng ký 02 mô hình: Bữa ăn xanh và Góc nhỏ của bé."

    assert tiers(text) == {"Bữa ăn xanh": "suggestion", "Góc nhỏ của bé": "suggestion"}


def test_a_list_in_small_letters_is_one_of_names_unless_it_tells_of_crops() -> None:
    names = (
        "Chị em duy trì nhiều mô hình thiết thực như tổ tiết kiệm điện; giỏ đi chợ; bữa cơm vui."
    )

    assert set(tiers(names).values()) == {"suggestion"}
    assert models(names) == ["tổ tiết kiệm điện", "giỏ đi chợ", "bữa cơm vui"]
    assert models("Ấp có nhiều mô hình như trồng nấm rơm, nuôi lươn đồng, trồng xoài cát.") == []


@pytest.mark.parametrize(
    "rest",
    [
        ", tổ chức “Tết sum vầy”",
        ", trao 10 “Mái ấm Bình Minh” và tổ chức “Tết sum vầy”",
        ", xây dựng “Nhà tình bạn”, sửa “Cầu nối xóm”",
        ", 12 “Nhà tình bạn”",
        ", với “Sức mạnh đoàn kết” của hội viên",
        "; tặng 20 phần quà “Tiếp bước đến trường”",
        ". Với “Sức mạnh đoàn kết”, chị em tiến lên",
    ],
)
def test_a_verb_a_number_of_things_or_a_new_sentence_ends_a_list(rest: str) -> None:
    assert models(f"Hội Phụ nữ xã Phú Lợi xây dựng mô hình “Ngõ xanh”{rest}.") == ["Ngõ xanh"]


def test_what_another_body_has_in_the_next_sentence_is_at_most_a_suggestion() -> None:
    text = (
        "Hội LHPN xã Phú Lợi có mô hình “Ngõ xanh”. Hội Nông dân xã Phú Lợi có “Ruộng nhà mình”,"
        " Đoàn xã có “Thanh niên tình nguyện”."
    )

    assert tiers(text) == {"Ngõ xanh": "fact", "Ruộng nhà mình": "suggestion"}


def test_those_who_have_a_model_may_stand_before_each_item() -> None:
    text = "Hai ấp làm 4 mô hình “Ngõ xanh”, bảy chi hội có 18 “Vườn cò”, Đoàn xã có “Đèn ngõ”."

    assert models(text) == ["Ngõ xanh", "Vườn cò", "Đèn ngõ"]


@pytest.mark.parametrize(
    "items",
    [
        "1. Camera xóm; 2. Ngôi nhà xanh; 3. Vườn cò",
        "1) Camera xóm; 2) Ngôi nhà xanh; 3) Vườn cò",
        "(1) Camera xóm, (2) Ngôi nhà xanh, (3) Vườn cò",
        "a) “Camera xóm”; b) “Ngôi nhà xanh”; c) “Vườn cò”",
        "1. “Camera xóm”; 2. “Ngôi nhà xanh”, và (3) “Vườn cò”",
        "Camera xóm (ấp 1), Ngôi nhà xanh (ấp 2), và Vườn cò (Đoàn xã)",
    ],
)
def test_the_number_of_an_item_is_no_part_of_its_name(items: str) -> None:
    found = tiers(f"Xã có 3 mô hình nổi bật: {items}.")

    assert found == dict.fromkeys(["Camera xóm", "Ngôi nhà xanh", "Vườn cò"], "fact")


@pytest.mark.parametrize(
    "rest",
    ["góp phần xây dựng nông thôn mới", "qua đó tạo chuyển biến", "và nhiều mô hình khác"],
)
@pytest.mark.parametrize("mark", [",", ";"])
def test_the_clause_behind_a_list_is_no_item(rest: str, mark: str) -> None:
    text = f"Xã có các mô hình như: Ao cá quê{mark} Vườn cò trắng{mark} Đèn ngõ xóm, {rest}."

    assert models(text) == ["Ao cá quê", "Vườn cò trắng", "Đèn ngõ xóm"]
