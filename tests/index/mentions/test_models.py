"""Named models: quoted, listed and free; and all that is quoted but no model."""

import pytest

from index.mentions import extract


def models(text: str) -> list[str]:
    return [model.surface for model in extract(text).models]


def tiers(text: str) -> dict[str, str]:
    return {model.surface: model.tier for model in extract(text).models}


@pytest.mark.parametrize(
    "text",
    [
        "Xã ra mắt mô hình “Bếp lửa hồng” sáng nay.",
        "Mô hình “Bếp lửa hồng” đã được ba năm.",
        "Ấp giữ mô hình''Bếp lửa hồng\", ai cũng khen.",
        "mô hình tổ phụ nữ “Bếp lửa hồng” giúp nhau.",
        "mô hình điểm Khu dân cư “Bếp lửa hồng” ở thôn.",
        "mô hình mang tên “Bếp lửa hồng” ra đời.",
        "mô hình: “Bếp lửa hồng”.",
        "Nhiều mô hình hay được bà con ủng hộ, tiêu biểu như: “Bếp lửa hồng”.",
        "“Bếp lửa hồng” là mô hình của chị em.",
        "“Bếp lửa hồng” - Mô hình ấm áp của phụ nữ xã.",
        "“Bếp lửa hồng”, mô hình hướng về người già.",
        "mô hình “Dân vận khéo” về “Bếp lửa hồng”.",
        "mô hình “Bếp lửa hồng (ấp 3), nấu cơm mỗi tuần.",
        "mô hình “Bếp lửa hồng đã nấu 300 suất cơm.",
        "mô hình “Bếp lửa hồng...” của xóm.",
        "Bà nói: “Nhờ mô hình “Bếp lửa hồng” mà vui”.",
    ],
)
def test_a_quoted_name_of_a_model_is_a_fact(text: str) -> None:
    assert tiers(text) == {"Bếp lửa hồng": "fact"}


@pytest.mark.parametrize(
    "text",
    [
        "phong trào “Toàn dân chung sức”",
        "cuộc vận động “Nhà sạch vườn đẹp”, “Ngày không rác” được hưởng ứng",
        "hội thi “Tiếng hát đồng quê” và cuộc thi “Vẽ quê em”",
        "chuyên đề “Học Bác việc nhỏ”, chủ đề “Nhớ nguồn”",
        "khẩu hiệu “Sạch từ nhà ra ngõ”",
        "ca khúc “Về bên sông” và bộ phim “Mùa nước”",
        "gương “người tốt, việc tốt”, mô hình mới",
        "mô hình “Dân vận khéo” trong xây dựng nông thôn mới",
        "mô hình theo phương châm “Gần dân”",
        "mô hình này đã trở thành “điểm sáng” của huyện",
        "mô hình giúp bà con có “cần câu”",
        "mô hình “nhờ có mấy con heo mà nhà tôi bớt khổ” là lời bà kể",
        "hoạt động theo mô hình “công ty mẹ”",
        "Nói về mô hình, ông bảo: “Tôi thấy cái này được lắm, bà con ai cũng ưng”.",
        "Mô hình nuôi lươn, mô hình trồng 80 cây mận, 36 mô hình, mô hình tổ tự quản.",
        "mô hình này, mô hình đó, các mô hình hay",
        "Báo đăng bài viết “Một buổi sớm” về mô hình.",
        "làm Lễ “Báo công” và quy tắc ứng xử “3 có, 2 không”",
    ],
)
def test_what_is_no_named_model_is_not_told_as_one(text: str) -> None:
    assert models(text) == []


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


def test_a_name_that_the_text_gives_to_a_fund_is_not_made_a_model_by_a_count() -> None:
    text = "Hỗ trợ 2 mô hình “Sống xanh”\nTiền lấy từ chương trình “Sống xanh” cho mô hình “Ao cá”."

    assert models(text) == ["Ao cá"]


def test_an_unclosed_name_is_cut_where_the_text_elsewhere_closes_it() -> None:
    text = "Mô hình “Ao cá nhà mình” hay lắm.\nMô hình “Ao cá nhà mình sao mà vui."

    assert models(text) == ["Ao cá nhà mình"]


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


def test_a_list_of_anything_else_is_no_list_of_models() -> None:
    assert models("Mô hình được 12 sở như: Tư pháp, Xây dựng, Công thương ủng hộ.") == []
    assert models("Mô hình do Hội Nông dân xã A; Hội CCB xã B lập.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("giữ mô hình Đường cờ gắn với thắp sáng ngõ quê.", "Đường cờ gắn với thắp sáng ngõ quê"),
        ("có mô hình Chi đoàn không rượu bia, ai cũng theo.", "Chi đoàn không rượu bia"),
        ("mô hình hũ gạo đầu làng cho người nghèo.", "hũ gạo đầu làng"),
        ("mô hình hũgạo đầu làng cho người nghèo.", "hũgạo đầu làng"),
        ("mô hình 5 không, 3 sạch được giữ.", "5 không, 3 sạch"),
        ("mô hình nông dân bảo vệ dòng kênh.", "nông dân bảo vệ dòng kênh"),
        ("mô hình nuôi vịt nhựa tiết kiệm được ưa thích.", "nuôi vịt nhựa tiết kiệm"),
    ],
)
def test_a_free_name_is_a_suggestion(text: str, name: str) -> None:
    assert tiers(text) == {name: "suggestion"}


def test_a_headline_in_capitals_is_the_model_told_of_in_the_text() -> None:
    text = "TRIỂN KHAI MÔ HÌNH VƯỜN CÒ QUÊ TA 2022.\nHôm qua, mô hình “Vườn cò quê ta” mở cửa."
    (model,) = extract(text).models

    assert model.surface == "Vườn cò quê ta"


def test_what_an_organisation_launches_is_a_suggestion() -> None:
    assert tiers("Hội Nông dân xã Tân Phú ra mắt “Ao cá quê ta”.") == {"Ao cá quê ta": "suggestion"}
    assert models("Nữ ca sĩ ra mắt “Chiều quê ta”.") == []


def test_the_same_name_is_one_model_with_all_its_mentions() -> None:
    found = extract("Mô hình “Ao cá quê” mở. Mô hình 'AO CÁ QUÊ' lớn. Mô hình “ao cá quê” khép.")

    assert len(found.models) == 1
    assert len([m for m in found.mentions if m.kind == "model"]) == 3
    assert found.models[0].label == "Ao cá quê"
