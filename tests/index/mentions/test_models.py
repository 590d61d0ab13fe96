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
        "Mô hình được Hội LHPN xã Tân Phú đặt tên là “Bếp lửa hồng”.",
        "Mô hình được chị em gọi bằng cái tên thân thương “Bếp lửa hồng”.",
        "Trong số các mô hình ấy, “Bếp lửa hồng” được nhắc nhiều.",
        "“Bếp lửa hồng” của Hội LHPN xã Tân Phú là mô hình được giữ lâu nhất.",
        "Mô hình \"Bếp lửa hồng' và nhiều việc khác.",
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
        "mô hình “NTM nâng cao” và mô hình “5 dân vận khéo”",
        "mô hình “Toàn dân bảo vệ ANTQ”, mô hình “Học tập làm theo Bác”",
        "mô hình theo phương châm “Gần dân”",
        "mô hình này đã trở thành “điểm sáng” của huyện",
        "mô hình giúp bà con có “cần câu”",
        "mô hình “nhờ có mấy con heo mà nhà tôi bớt khổ” là lời bà kể",
        "hoạt động theo mô hình “công ty mẹ”",
        "Nói về mô hình, ông bảo: “Tôi thấy cái này được lắm, bà con ai cũng ưng”.",
        "Mô hình nuôi lươn, mô hình trồng 80 cây mận, 36 mô hình, mô hình tổ tự quản.",
        "mô hình này, mô hình đó, các mô hình hay",
        "Hội CCB xã Tân Phú ra mắt mô hình tổ tự quản.",
        "Báo đăng bài viết “Một buổi sớm” về mô hình.",
        "Hội Khuyến học thăm chương trình mang tên “Học cùng em” sau khi bàn về mô hình",
        "mô hình “Tàu Bảy Núi” dài 2,4 m do anh Tư lắp",
        "không để tồn tại mô hình “trên giấy”",
        "Mô hình được ví như “Cánh tay nối dài” của công an",
        "Nhiều mô hình còn “đánh trống bỏ dùi”",
        "Mô hình làng quê gắn bảng “Cổng chào an toàn” đầu xóm",
        "làm Lễ “Báo công” và quy tắc ứng xử “3 có, 2 không”",
    ],
)
def test_what_is_no_named_model_is_not_told_as_one(text: str) -> None:
    assert models(text) == []


def test_a_name_that_the_text_gives_to_a_fund_is_not_made_a_model_by_a_count() -> None:
    text = "Hỗ trợ 2 mô hình “Sống xanh”\nTiền lấy từ chương trình “Sống xanh” cho mô hình “Ao cá”."

    assert models(text) == ["Ao cá"]


def test_an_unclosed_name_is_cut_where_the_text_elsewhere_closes_it() -> None:
    text = "Mô hình “Ao cá nhà mình” hay lắm.\nMô hình “Ao cá nhà mình sao mà vui."

    assert models(text) == ["Ao cá nhà mình"]


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hội Nông dân xã Tân Phú đảm nhận mô hình cột mốc xanh đầu ngõ.", "cột mốc xanh đầu ngõ"),
        ("Nhắc đến mô hình hụi không lãi của Chi hội phụ nữ ấp 4.", "hụi không lãi"),
        ("Hội CCB xã Tân Phú làm mô hình tổ tự quản giếng làng.", "tổ tự quản giếng làng"),
        ("Lạ nhất là mô hình mộ phần xếp hàng do ấp 8 làm.", "mộ phần xếp hàng"),
        ("Đoàn xã Tân Phú giữ mô hình Bếp vui; ai cũng khen.", "Bếp vui"),
        ("mô hình CLB không khói thuốc tại trường", "CLB không khói thuốc"),
        ("mô hình Tổ phụ nữ 5 không, 3 sạch của ấp", "Tổ phụ nữ 5 không, 3 sạch"),
        ("mô hình Nông dân nói không với rác nhựa ở ấp", "Nông dân nói không với rác nhựa"),
        (
            "“Xuống ấp cuối tuần” là cách làm của Đảng uỷ xã Tân Phú. Mô hình vui.",
            "Xuống ấp cuối tuần",
        ),
        ("Xã có mô hình hay. Cách làm “Xuống ấp cuối tuần” đã lâu.", "Xuống ấp cuối tuần"),
        ("Các mô hình đi lên. Đảng uỷ xã Tân Phú duy trì “Sổ vàng lời hứa”.", "Sổ vàng lời hứa"),
        ("“Bếp lửa hồng” có từ năm 2019. Đây là mô hình do chị em lập.", "Bếp lửa hồng"),
    ],
)
def test_what_may_be_a_name_is_a_suggestion(text: str, name: str) -> None:
    assert tiers(text) == {name: "suggestion"}


@pytest.mark.parametrize(
    "text",
    [
        "Phương châm của mô hình là “Gần dân, hiểu dân”.",
        "Mục đích của việc xây dựng mô hình là “Không ai lẻ loi”.",
        "Thông điệp của các mô hình này là: “Sống xanh mỗi ngày”, “Sống chậm”.",
        "Điểm mới của mô hình tại ấp 3 là “Dân bàn, dân làm”.",
        "Tiêu chí mô hình là “Ba sạch”.",
        "Khẩu hiệu của mô hình: “Sạch nhà, đẹp ngõ”.",
        "Nội dung của mô hình gồm: Sạch nhà; Đẹp ngõ; Xanh vườn.",
    ],
)
def test_what_is_said_of_a_part_of_a_model_is_not_its_name(text: str) -> None:
    assert models(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tên của mô hình là “Ngõ xanh”.",
        "Tiêu biểu của các mô hình là “Ngõ xanh”.",
        "Hiệu quả của các mô hình như “Ngõ xanh” được ghi nhận.",
        "Mô hình của xã là “Ngõ xanh”.",
    ],
)
def test_the_name_and_the_examples_of_a_model_are_models(text: str) -> None:
    assert tiers(text) == {"Ngõ xanh": "fact"}


@pytest.mark.parametrize(
    "text",
    [
        "Mô hình đã tạo sức lan toả như “luồng gió mới”.",
        "Mô hình là “cánh tay nối dài” của Đảng uỷ.",
        "Các mô hình là “cánh tay nối dài” của Đảng uỷ.",
    ],
)
def test_a_figure_of_speech_is_no_model(text: str) -> None:
    assert models(text) == []


def test_a_model_keeps_its_name_beside_a_figure_of_speech() -> None:
    assert models("Mô hình “Ngõ xanh” như “luồng gió mới” của ấp.") == ["Ngõ xanh"]


def test_a_title_that_is_given_everywhere_is_no_model() -> None:
    text = "mô hình “Gia đình văn hóa”, “Tuổi cao - Gương sáng”, “Giỏi việc nước, đảm việc nhà”"

    assert models(text) == []
