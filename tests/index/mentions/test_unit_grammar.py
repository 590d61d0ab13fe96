"""Names of units that are easily cut short, swallowed or made up."""

import pytest

from index.mentions import extract

SENTENCES = [
    ("BỆNH VIỆN ĐA KHOA HUYỆN VỚI MÔ HÌNH MỚI", ["BỆNH VIỆN ĐA KHOA HUYỆN"]),
    ("CÔNG AN HUYỆN RA MẮT MÔ HÌNH MỚI", ["CÔNG AN HUYỆN"]),
    ("CÔNG AN HUYỆN LẬP THẠCH RA QUÂN", ["CÔNG AN HUYỆN LẬP THẠCH"]),
    ("Chi đoàn cơ sở Công an huyện Gò Đa họp.", ["Chi đoàn cơ sở Công an huyện Gò Đa"]),
    ("Liên chi hội Phụ nữ ấp 3 họp.", ["Liên chi hội Phụ nữ ấp 3"]),
    ("Các liên chi hội Phụ nữ trong xã đều họp.", []),
    ("HĐND - UBND xã Gò Sen họp.", ["HĐND - UBND xã Gò Sen"]),
    (
        "Chi cục Thuế khu vực Gò Đa - Gò Sen thu thuế.",
        ["Chi cục Thuế khu vực Gò Đa - Gò Sen"],
    ),
    ("Chi cục Thuế huyện Gò Đa - Đồng Tháp thu thuế.", ["Chi cục Thuế huyện Gò Đa"]),
    (
        "Ông Nguyễn Văn Bảy, Phó Bí thư Thường trực Đảng uỷ xã Gò Sen, phát biểu.",
        ["Đảng uỷ xã Gò Sen"],
    ),
    ("Bà Trần Thị Sáu - Chủ tịch Hội LHPN xã Gò Sen Lê Thị Bông cùng dự.", ["Hội LHPN xã Gò Sen"]),
    ("Thượng tá Lê Văn Tám, Trưởng Công an huyện Gò Đa chủ trì.", ["Công an huyện Gò Đa"]),
    (
        "Đại diện Ban Kinh tế - Xã hội HĐND huyện Gò Đa giám sát.",
        ["Ban Kinh tế - Xã hội HĐND huyện Gò Đa"],
    ),
    ("Chi hội Phụ nữ ấp 4, xã Gò Sen ra mắt mô hình “Giỏ đi chợ”.", ["Chi hội Phụ nữ ấp 4"]),
    ("Ban Nhân dân ấp Tân Hưng, xã Gò Sen vận động bà con.", ["Ban Nhân dân ấp Tân Hưng"]),
    (
        "Đội Cảnh sát giao thông - Trật tự Công an huyện tuần tra.",
        ["Đội Cảnh sát giao thông - Trật tự Công an huyện"],
    ),
    (
        "Trung tâm Văn hoá, Thông tin và Truyền thanh huyện Gò Đa phát sóng.",
        ["Trung tâm Văn hoá, Thông tin và Truyền thanh huyện Gò Đa"],
    ),
    ("Trung tâm DVNN và PTNT huyện tập huấn.", ["Trung tâm DVNN và PTNT huyện"]),
    (
        "Hội Bảo trợ bệnh nhân nghèo và người khuyết tật tỉnh trao quà.",
        ["Hội Bảo trợ bệnh nhân nghèo và người khuyết tật tỉnh"],
    ),
    ("Trường Tiểu học và THCS Gò Sen 2 khai giảng.", ["Trường Tiểu học và THCS Gò Sen 2"]),
    (
        "Công đoàn cơ sở Trường Mầm non Hoa Súng đăng ký.",
        ["Công đoàn cơ sở Trường Mầm non Hoa Súng"],
    ),
    ("Chi bộ Trạm Y tế xã Gò Sen họp.", ["Chi bộ Trạm Y tế xã Gò Sen"]),
    ("Hội Cựu chiến binh khóm 3, thị trấn Gò Đa làm đường.", ["Hội Cựu chiến binh khóm 3"]),
    (
        "Chi đoàn Ngân hàng Chính sách xã hội huyện Gò Đa ra quân.",
        ["Chi đoàn Ngân hàng Chính sách xã hội huyện Gò Đa"],
    ),
    ("Đảng ủy, UBND, UBMTTQVN xã Gò Sen phối hợp.", ["UBMTTQVN xã Gò Sen"]),
    ("Tổ tự quản số 5 ấp Mỹ Thị A thực hiện; Chi bộ ấp Mỹ Thị A giám sát.", ["Chi bộ ấp Mỹ Thị A"]),
    (
        "HTX Nông nghiệp Gò Sen và Công ty TNHH Lương thực Sen Vàng ký kết.",
        ["HTX Nông nghiệp Gò Sen", "Công ty TNHH Lương thực Sen Vàng"],
    ),
    ("Hội thi Dân vận khéo huyện Gò Đa khép lại.", []),
    ("Hội nghị sơ kết tỉnh Đồng Tháp diễn ra; Phòng Họp tỉnh đầy người.", []),
    ("Các hội, đoàn thể xã và Ban, ngành tỉnh dự.", []),
    ("Ban Chỉ đạo 35 Huyện uỷ Gò Đa họp.", ["Ban Chỉ đạo 35 Huyện uỷ Gò Đa"]),
    (
        "Đồng chí Bí thư Chi bộ ấp 2, Chủ tịch Hội Nông dân xã Gò Sen phát biểu.",
        ["Chi bộ ấp 2", "Hội Nông dân xã Gò Sen"],
    ),
    ("Hội LHPN thị trấn Gôi trao vốn.", ["Hội LHPN thị trấn Gôi"]),
    ("Chi hội Nông dân thôn Đoài thu gom vỏ thuốc.", ["Chi hội Nông dân thôn Đoài"]),
    ("Ban Quản lý Khu di tích Gò Tháp đón khách.", ["Ban Quản lý Khu di tích Gò Tháp"]),
    ("Bưu điện huyện Gò Đa, Điện lực Gò Đa tặng quà.", ["Bưu điện huyện Gò Đa", "Điện lực Gò Đa"]),
    ("Liên đội Trường Tiểu học Gò Sen quyên góp.", ["Liên đội Trường Tiểu học Gò Sen"]),
    (
        "Hội Nông dân xã ra mắt Tổ hội nghề nghiệp. Sáng 5/3, Hội Nông dân Gò Sen họp.",
        ["Hội Nông dân xã", "Hội Nông dân Gò Sen"],
    ),
    ("HĐND & UBND xã Gò Sen tiếp dân.", ["HĐND & UBND xã Gò Sen"]),
    ("Chủ nhiệm Uỷ ban Kiểm tra Huyện uỷ Phan Văn Ba nói.", ["Uỷ ban Kiểm tra Huyện uỷ"]),
    ("Anh Võ Tấn Kiên - Bí thư Xã Đoàn Gò Sen cho biết.", ["Xã Đoàn Gò Sen"]),
    (
        "Đoàn xã Gò Sen, Đoàn phường 2 và Đoàn TN Công an huyện giao lưu.",
        ["Đoàn xã Gò Sen", "Đoàn phường 2", "Đoàn TN Công an huyện"],
    ),
    ("Đoàn công tác huyện Gò Đa đến thăm; đoàn đại biểu xã vui.", []),
    (
        "Hạt Kiểm lâm huyện, Trạm Khuyến nông huyện tập huấn.",
        ["Hạt Kiểm lâm huyện", "Trạm Khuyến nông huyện"],
    ),
    ("Văn phòng HĐND và UBND huyện Gò Đa tiếp nhận.", ["Văn phòng HĐND và UBND huyện Gò Đa"]),
    (
        "Ông Lê Hữu Tình, Giám đốc Trung tâm Y tế huyện Gò Đa Nguyễn Văn Tâm.",
        ["Trung tâm Y tế huyện Gò Đa"],
    ),
    ("Hội LHPN phường Mỹ Phú (thành phố Cao Lãnh) học tập.", ["Hội LHPN phường Mỹ Phú"]),
    ("UBND xã Gò Sen, huyện Gò Đa, tỉnh Đồng Tháp báo cáo.", ["UBND xã Gò Sen"]),
    ("CLB Nữ công Liên đoàn Lao động huyện sinh hoạt.", ["Liên đoàn Lao động huyện"]),
    (
        "Mặt trận Tổ quốc Việt Nam xã Gò Sen và các tổ chức chính trị - xã hội xã giám sát.",
        ["Mặt trận Tổ quốc Việt Nam xã Gò Sen"],
    ),
    (
        "Hội Người cao tuổi, Hội Chữ thập đỏ, Hội Khuyến học xã Gò Sen góp công.",
        ["Hội Khuyến học xã Gò Sen"],
    ),
    ("Trường THPT chuyên Nguyễn Quang Diêu khen thưởng.", ["Trường THPT chuyên Nguyễn Quang Diêu"]),
    (
        "Trường Trung cấp Nghề Gò Đa, Trường Cao đẳng Cộng đồng Đồng Tháp tuyển sinh.",
        ["Trường Trung cấp Nghề Gò Đa", "Trường Cao đẳng Cộng đồng Đồng Tháp"],
    ),
    ("Trạm Y tế thị trấn khám bệnh; trạm y tế xã thì chưa.", ["Trạm Y tế thị trấn"]),
    ("Hội quán Nông dân Gò Sen, Đồng Tâm Hội quán liên kết.", ["Đồng Tâm Hội quán"]),
    (
        "Đảng bộ Quân sự huyện và Đảng bộ Công an tỉnh thi đua.",
        ["Đảng bộ Quân sự huyện", "Đảng bộ Công an tỉnh"],
    ),
    (
        "Khối vận xã Gò Sen; Tổ Dân vận khóm 2 hoạt động tốt.",
        ["Khối vận xã Gò Sen", "Tổ Dân vận khóm 2"],
    ),
    (
        "Ban Chấp hành Đoàn xã Gò Sen, BCH Hội Nông dân huyện bầu bổ sung.",
        ["Ban Chấp hành Đoàn xã Gò Sen", "BCH Hội Nông dân huyện"],
    ),
    (
        "Toà án nhân dân huyện, Viện KSND huyện ký quy chế.",
        ["Toà án nhân dân huyện", "Viện KSND huyện"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_units_are_found_whole_and_nothing_else_is_one(text: str, expected: list[str]) -> None:
    assert [unit.surface for unit in extract(text).units] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ban Giám đốc Sở Y tế tỉnh dự.", ["Sở Y tế tỉnh"]),
        ("Phòng Nội vụ và Phòng Tư pháp huyện họp.", ["Phòng Nội vụ", "Phòng Tư pháp huyện"]),
        ("Trung tâm của xã nằm bên sông tỉnh Đồng Tháp.", []),
        ("Công ty Dược phẩm cho biết tin vui.", []),
        ("Hội Nghị sơ kết huyện Gò Đa.", []),
        ("bộ y tế và sở y tế đã họp.", []),
    ],
)
def test_what_only_looks_like_a_longer_name_is_not_taken_for_one(
    text: str, expected: list[str]
) -> None:
    assert [unit.surface for unit in extract(text).units] == expected


def test_a_field_no_list_knows_is_kept_in_the_label() -> None:
    (unit,) = extract("Trung tâm Ươm mầm ý tưởng trẻ huyện Gò Đa ra mắt.").units

    assert unit.label == "Trung tâm Ươm mầm ý tưởng trẻ huyện Gò Đa"
    assert unit.standing is not None
    assert (unit.standing.level, unit.standing.place) == ("huyện", "huyện Gò Đa")


def test_short_and_long_forms_of_a_field_are_one_kind() -> None:
    text = "Phòng GD&ĐT huyện Gò Đa. Phòng Giáo dục và Đào tạo huyện Gò Đa."
    (unit,) = extract(text).units

    assert unit.standing is not None
    assert unit.standing.type == "Phòng Giáo dục và Đào tạo"


def test_each_unit_says_what_and_where_it_is() -> None:
    text = "Chi bộ ấp 4, xã Gò Sen; Đoàn xã Gò Sen; Huyện uỷ Gò Đa; Bông Súng Hội quán."
    told = [
        (u.standing.type, u.standing.level, u.standing.place)
        for u in extract(text).units
        if u.standing
    ]

    assert told == [
        ("Chi bộ", "ấp", "xã Gò Sen"),
        ("Đoàn Thanh niên", "xã", "xã Gò Sen"),
        ("Huyện uỷ", "huyện", "huyện Gò Đa"),
        ("Hội quán", "", ""),
    ]
