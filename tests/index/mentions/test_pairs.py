"""Who runs a model: only by strong evidence in the words."""

import pytest

from index.mentions import extract, unit_key


def runners(text: str) -> dict[str, str | None]:
    found = extract(text)
    labels = {unit.key: unit.label for unit in found.mentions if unit.kind == "unit"}
    return {m.surface: labels[m.unit] if m.unit else None for m in found.models}


OTHERS = " UBND xã Phú Lợi và Hội CCB xã Phú Long đều khen."


@pytest.mark.parametrize(
    "text",
    [
        "mô hình “Ao cá quê” (Hội Nông dân xã Tân Phú)",
        "mô hình ''Ao cá quê\" (Hội Nông dân xã Tân Phú)\", nổi tiếng",
        "mô hình “Ao cá quê” của Hội Nông dân xã Tân Phú",
        "mô hình “Ao cá quê” của cán bộ, hội viên Hội Nông dân xã Tân Phú",
        "mô hình “Ao cá quê” do Hội Nông dân xã Tân Phú thực hiện",
        "mô hình “Ao cá quê”, cũng do Hội Nông dân xã Tân Phú triển khai",
        "mô hình “Ao cá quê” được Hội Nông dân xã Tân Phú triển khai",
        "mô hình “Ao cá quê” mà Hội Nông dân xã Tân Phú vừa ra mắt",
        "Mô hình “Ao cá quê” - Hội Nông dân xã Tân Phú",
        "Mô hình “Ao cá quê”, Hội Nông dân xã Tân Phú",
        "mô hình của Hội Nông dân xã Tân Phú mang tên “Ao cá quê”",
        "Hội Nông dân xã Tân Phú ra mắt mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú phối hợp với Đoàn xã An Long triển khai mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú đăng ký thực hiện mô hình “Ao cá quê”",
        "Đảng uỷ xã An Long chỉ đạo Hội Nông dân xã Tân Phú lập mô hình “Ao cá quê”",
        "Được Hội Nông dân xã Tân Phú ra mắt năm 2018, mô hình “Ao cá quê” lớn dần",
        "Hội Nông dân xã Tân Phú có nhiều việc hay. Năm qua, Hội lập mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú có nhiều mô hình hay. Đáng kể là mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú: Ra mắt mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú (Lấp Vò): Hiệu quả từ mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú, huyện Lấp Vò ra mắt mô hình “Ao cá quê”",
        "“Ao cá quê” là mô hình tiêu biểu của Hội Nông dân xã Tân Phú",
        "“Ao cá quê”, mô hình được Hội Nông dân xã Tân Phú thí điểm",
        "Mô hình được Hội Nông dân xã Tân Phú đặt tên là “Ao cá quê”",
        "mô hình “Ao cá quê” (do Hội Nông dân xã Tân Phú thực hiện)",
        "mô hình “Ao cá quê” (đơn vị thực hiện: Hội Nông dân xã Tân Phú)",
        "mô hình “Ao cá quê” (thả cá, trồng sen) do Hội Nông dân xã Tân Phú thực hiện",
        "mô hình “Ao cá quê” - một sáng kiến của Hội Nông dân xã Tân Phú - lớn dần",
        "mô hình “Ao cá quê” đã trở thành thương hiệu của Hội Nông dân xã Tân Phú",
        "mô hình “Ao cá quê” ra đời năm 2019, do Hội Nông dân xã Tân Phú phụ trách",
        "mô hình “Ao cá quê” được ra mắt bởi Hội Nông dân xã Tân Phú",
        "mô hình “Ao cá quê” đang được Hội Nông dân xã Tân Phú cùng bà con các ấp triển khai",
        "mô hình “Ao cá quê” tại Hội Nông dân xã Tân Phú đông dần",
        "Với mô hình “Ao cá quê”, Hội Nông dân xã Tân Phú gây quỹ",
        "Sau 2 năm thực hiện mô hình “Ao cá quê”, Hội Nông dân xã Tân Phú gây quỹ",
        "Hội Nông dân xã Tân Phú nghĩ thêm mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú được biểu dương với mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú (Công an huyện Lấp Vò giúp) xây dựng mô hình “Ao cá quê”",
        "Đảng uỷ xã An Long giao Hội Nông dân xã Tân Phú xây dựng mô hình “Ao cá quê”",
        "Được UBND xã An Long đồng ý, Hội Nông dân xã Tân Phú triển khai mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú làm theo Bác bằng việc phối hợp với Đoàn xã An Long lập"
        " mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú họp. Nay, cùng Đoàn xã An Long, Hội lập mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú được UBND xã An Long giao thực hiện mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú chỉ đạo thực hiện mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú được Huyện Đoàn Lấp Vò khen. Năm nay, đơn vị lập mô hình"
        " “Ao cá quê”",
        "Mô hình “Ao cá quê” gần chợ. Mô hình này do Hội Nông dân xã Tân Phú trông nom",
        "Mô hình “Ao cá quê” đã lâu. Hội Nông dân xã Tân Phú được giao triển khai mô hình",
    ],
)
def test_the_runner_is_the_unit_that_the_words_name(text: str) -> None:
    assert runners(text + "." + OTHERS) == {"Ao cá quê": "Hội Nông dân xã Tân Phú"}


@pytest.mark.parametrize(
    "text",
    [
        "Hội Nông dân xã Tân Phú khen thưởng mô hình “Ao cá quê”",
        "Hội Nông dân xã Tân Phú tham quan mô hình “Ao cá quê”",
        "Huyện uỷ Lấp Vò tham mưu, đề nghị nhân rộng mô hình “Ao cá quê”",
        "mô hình “Ao cá quê” của anh Lê Văn Tư ở xã Tân Phú",
        "Ông Tư, ở xã Tân Phú, kể về mô hình “Ao cá quê”",
        "Tại Hội Nông dân xã Tân Phú, mô hình “Ao cá quê” gây chú ý",
        "Hội Nông dân tỉnh chỉ đạo cơ sở lập các mô hình “Ao cá quê”",
        "Hội Nông dân tỉnh Đồng Tháp chỉ đạo các cấp Hội xây dựng mô hình “Ao cá quê”",
        "Sau khi tham quan mô hình “Ao cá quê”, Hội Nông dân xã Tân Phú về làm sổ",
        "Hội Nông dân xã Tân Phú tổ chức cho hội viên tham quan mô hình “Ao cá quê”",
        "Công an huyện Lấp Vò tham mưu UBND huyện ra kế hoạch về mô hình “Ao cá quê”",
        "Từ nguồn vốn Quỹ Hỗ trợ nông dân tỉnh, ấp lập mô hình “Ao cá quê”",
        "mô hình “Ao cá quê” chậm lại do Hội Nông dân xã Tân Phú chưa có vốn",
        "mô hình “Ao cá quê” được Hội Nông dân xã Tân Phú đánh giá cao",
        "Bà Ba, hội viên Hội Nông dân xã Tân Phú, tự lập mô hình “Ao cá quê”",
        "Báo Đồng Tháp có bài về mô hình “Ao cá quê”",
    ],
)
def test_who_only_asks_praises_or_looks_on_runs_nothing(text: str) -> None:
    assert runners(text + "." + OTHERS) == {"Ao cá quê": None}


def test_a_list_gives_each_model_its_own_unit_and_nobodys_to_the_rest() -> None:
    text = (
        "Huyện Đoàn Lấp Vò giới thiệu mô hình “Ao cá” (Đoàn xã Tân Mỹ), “Vườn cò” (Công an Huyện);"
        " mô hình “Đèn ngõ”."
    )

    assert runners(text) == {
        "Ao cá": "Đoàn Thanh niên xã Tân Mỹ",
        "Vườn cò": "Công an huyện",
        "Đèn ngõ": None,
    }


def test_an_owner_after_the_last_of_several_owns_those_before_it() -> None:
    text = "Các mô hình “Ao cá”, “Vườn cò” của Công an xã Tân Mỹ; “Đèn ngõ” của Đoàn xã Tân Mỹ."

    assert runners(text) == {
        "Ao cá": "Công an xã Tân Mỹ",
        "Vườn cò": "Công an xã Tân Mỹ",
        "Đèn ngõ": "Đoàn Thanh niên xã Tân Mỹ",
    }


def test_a_place_that_acts_runs_a_model_and_is_told_as_a_unit() -> None:
    found = extract("Sáng 4/2, phường Bình Minh cho ra mắt mô hình “Một cửa thân thiện”.")

    assert [unit.surface for unit in found.units] == ["phường Bình Minh"]
    assert found.models[0].unit == found.units[0].key


def test_a_place_where_something_happens_does_not_act() -> None:
    found = extract("Tại phường Bình Minh, mô hình “Một cửa thân thiện” được ưa chuộng.")

    assert found.units == ()
    assert found.models[0].unit is None


def test_a_body_of_the_place_is_not_the_place() -> None:
    text = "Tại xã Tân Phú, Hội Nông dân xã Tân Phú ra mắt mô hình “Ao cá quê”."

    assert runners(text) == {"Ao cá quê": "Hội Nông dân xã Tân Phú"}


def test_the_only_acting_unit_of_an_article_runs_what_nobody_else_does() -> None:
    text = "Hội CCB xã Tân Phú họp mặt.\n\nMô hình “Ao cá quê” nay thêm hai ao."

    assert runners(text) == {"Ao cá quê": "Hội Cựu chiến binh xã Tân Phú"}


def test_bare_forms_run_models_under_their_full_name() -> None:
    text = "Hội Khuyến học xã Tân Phú viết thư. Mô hình “Kẻng học bài” của Hội Khuyến học xã vang."
    found = extract(text)

    assert runners(text) == {"Kẻng học bài": "Hội Khuyến học xã Tân Phú"}
    assert len(found.units) == 1


def test_bodies_named_without_a_place_are_those_of_the_only_commune() -> None:
    text = (
        "UBND xã Tân Phú lập mô hình “Một cửa”; Hội CCB với mô hình “Gác đêm”;"
        " Hội Nông dân với “Ao cá quê”."
    )

    assert runners(text) == {
        "Một cửa": "Uỷ ban nhân dân xã Tân Phú",
        "Gác đêm": "Hội Cựu chiến binh xã Tân Phú",
        "Ao cá quê": "Hội Nông dân xã Tân Phú",
    }


def test_a_body_that_nobody_can_place_hides_the_one_named_before_it() -> None:
    text = "UBND xã Tân Phú và UBND xã Tân Long họp; Hội CCB với mô hình “Gác đêm”."

    assert runners(text) == {"Gác đêm": None}


def test_who_proposes_stands_back_behind_who_performs() -> None:
    text = "Mô hình “Ao cá” do Hội Khuyến học xã Tân Phú đề xuất, được Đoàn xã Tân Mỹ triển khai."

    assert runners(text + OTHERS) == {"Ao cá": "Đoàn Thanh niên xã Tân Mỹ"}


def test_who_proposes_and_performs_is_the_runner() -> None:
    text = "Mô hình “Ao cá” do Đoàn xã Tân Mỹ đề xuất và thực hiện, Công an xã Tân Phú góp sức."

    assert runners(text + OTHERS) == {"Ao cá": "Đoàn Thanh niên xã Tân Mỹ"}


def test_of_bodies_that_share_one_place_the_first_named_is_the_runner() -> None:
    text = "Đảng uỷ, UBND, Mặt trận Tổ quốc xã Tân Mỹ ra mắt mô hình “Ao cá”."

    assert [m.unit for m in extract(text).models] == [unit_key("Đảng uỷ xã Tân Mỹ")]


def test_a_list_told_under_a_province_belongs_to_nobody() -> None:
    text = (
        "Từ vốn vay của hội viên, Hội Nông dân tỉnh Đồng Tháp năm qua cùng bà con ở khắp nơi đã có"
        " 30 mô hình, tiêu biểu như “Ao cá”, “Vườn cò”, “Đèn ngõ”."
    )

    assert set(runners(text).values()) == {None}


def test_brackets_own_the_models_before_them_where_semicolons_part_the_owners() -> None:
    text = (
        "Các mô hình “Ao cá”, “Vườn cò” (Công an xã Tân Mỹ); “Đèn ngõ” (Đoàn xã Tân Mỹ);"
        " “Xe lăn”, “Cầu dừa” (Hội Nông dân xã Tân Mỹ); “Bến nước”."
    )

    assert runners(text) == {
        "Ao cá": "Công an xã Tân Mỹ",
        "Vườn cò": "Công an xã Tân Mỹ",
        "Đèn ngõ": "Đoàn Thanh niên xã Tân Mỹ",
        "Xe lăn": "Hội Nông dân xã Tân Mỹ",
        "Cầu dừa": "Hội Nông dân xã Tân Mỹ",
        "Bến nước": None,
    }


def test_brackets_own_only_their_model_where_commas_part_all_of_them() -> None:
    text = "Các mô hình “Ao cá”, “Vườn cò” (Công an xã Tân Mỹ), “Đèn ngõ” (Đoàn xã Tân Mỹ)."

    assert runners(text)["Ao cá"] is None


def test_a_school_runs_what_happens_in_its_house() -> None:
    text = "Tại Trường Mầm non Sen Vàng, mô hình “Vườn cò” đông vui."

    assert runners(text + OTHERS) == {"Vườn cò": "Trường Mầm non Sen Vàng"}


def test_a_longer_form_of_a_name_has_the_runner_of_the_short_one() -> None:
    text = (
        "Đoàn xã Tân Mỹ ra mắt mô hình “Ao cá nghĩa tình”." + OTHERS + "\n"
        "Đến nay mô hình “Ao cá nghĩa tình quê ta” thêm vui."
    )

    assert set(runners(text).values()) == {"Đoàn Thanh niên xã Tân Mỹ"}


def test_of_two_that_run_a_model_the_smaller_unit_is_told() -> None:
    text = (
        "UBND xã Tân Mỹ công bố và ra mắt mô hình “Ao cá”." + OTHERS + " Theo đó,"
        " Chi bộ ấp 4 triển khai mô hình “Ao cá” với 5 việc."
    )

    assert runners(text) == {"Ao cá": "Chi bộ ấp 4"}


def test_the_commune_body_of_the_first_line_runs_what_nobody_else_does() -> None:
    text = "Hội CCB xã Tân Phú gác đêm\nNăm qua có UBND xã An Long giúp.\nMô hình “Gác đêm” vang."

    assert runners(text) == {"Gác đêm": "Hội Cựu chiến binh xã Tân Phú"}
