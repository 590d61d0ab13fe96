"""The register as tables for spreadsheets."""

import csv
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from index.mentions import model_key, unit_key
from tests.web.conftest import Site
from tests.web.register_site import HOME, SCRIPT, WOMEN

MODEL = "Tủ đồ nhân ái"


@pytest.fixture
def client(told: Site) -> FlaskClient:
    return told.app().test_client()


def _table(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def _file_name(client: FlaskClient, path: str) -> str:
    found = re.search('filename="([^"]+)"', client.get(path).headers["Content-Disposition"])
    assert found
    return found[1]


def test_a_list_of_models_holds_what_the_page_shows(client: FlaskClient) -> None:
    rows = _table(client, "/models.csv?sort=name")
    assert len(rows) == 10
    (row,) = [row for row in rows if row["Tên"] == MODEL]
    assert row == {
        "Tên": MODEL,
        "Số bài": "3",
        "Số bài gợi ý": "1",
        "Nhắc lần đầu": "2021-03-12",
        "Nhắc gần nhất": "2023-03-08",
        "Đơn vị thực hiện": WOMEN,
        "Cách viết gặp trong bài": "Tủ đồ nhân ái; Tủ đồ Nhân ái",
        "Trang trong danh mục": f"http://localhost/models/{model_key(MODEL)}",
        "Khoá": model_key(MODEL),
    }
    assert rows[-1]["Tên"] == "Vườn ươm cây xanh ven lộ"
    assert rows[-1]["Nhắc lần đầu"] == ""


def test_a_list_of_units_says_what_they_are_and_where(client: FlaskClient) -> None:
    (row,) = [row for row in _table(client, "/units.csv") if row["Tên"] == WOMEN]
    assert (row["Loại đơn vị"], row["Cấp"], row["Nơi"]) == (
        "Hội Liên hiệp Phụ nữ",
        "xã",
        "xã Trường Xuân",
    )
    assert row["Mô hình"] == "Tủ đồ nhân ái; Đường hoa tự quản"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=tu+do", [MODEL]),
        ("letter=%C4%82", ["Ăn sạch"]),
        ("year=2020", ["Ống tre tiết kiệm"]),
        ("tier=suggestion", ["Trồng sen kết hợp du lịch"]),
        ("year=1999", []),
        ("sort=name&size=1&page=2&letter=A", ["Ánh sáng an ninh"]),
    ],
)
def test_a_table_keeps_the_filters_of_the_list_but_not_its_pages(
    client: FlaskClient, query: str, names: list[str]
) -> None:
    assert [row["Tên"] for row in _table(client, f"/models.csv?{query}")] == names


def test_a_name_that_is_a_formula_is_none_in_the_table(client: FlaskClient) -> None:
    names = [row["Tên"] for row in _table(client, "/models.csv")]
    assert "'=1+1 ngày công" in names
    assert f"{SCRIPT} đồng" in names


def test_a_model_is_a_row_for_each_article_with_its_evidence(
    client: FlaskClient, told: Site
) -> None:
    rows = _table(client, f"/models/{model_key(MODEL)}.csv")
    assert [row["Ngày đăng"] for row in rows] == [
        "2021-03-12",
        "2022-05-19",
        "2022-08-01",
        "2023-03-08",
    ]
    assert [row["Mức"] for row in rows] == ["Chắc chắn", "Chắc chắn", "Gợi ý", "Chắc chắn"]
    first = rows[0]
    key = told.ids["id:201"]
    assert first["Đơn vị thực hiện"] == WOMEN
    assert first["Viết là"] == MODEL
    assert first["Câu trong bài"] == f"{WOMEN} ra mắt mô hình “Tủ đồ nhân ái” tại ấp 4."
    assert first["Quy tắc"]
    assert 0 < float(first["Độ tin cậy"]) <= 1
    assert first["Bản gốc đã lưu"] == f"http://localhost/articles/{key}/original"
    assert re.fullmatch(rf"http://localhost/articles/{key}\?at=\d+-\d+#at", first["Chỗ trong bài"])
    assert first["Địa chỉ trên cổng thông tin"].endswith("/content/id/201")


def test_a_unit_is_followed_by_the_models_it_runs(client: FlaskClient) -> None:
    rows = _table(client, f"/units/{unit_key(WOMEN, home=HOME)}.csv")
    own = [row for row in rows if not row["Mô hình"]]
    assert len(own) == 5
    assert [row["Mô hình"] for row in rows[5:]] == [MODEL] * 4 + ["Đường hoa tự quản"]


def test_headings_and_words_follow_the_language(client: FlaskClient) -> None:
    client.set_cookie("lang", "en")
    assert list(_table(client, "/units.csv")[0])[:3] == ["Name", "Kind of unit", "Level"]
    rows = _table(client, f"/models/{model_key(MODEL)}.csv")
    assert {row["Certainty"] for row in rows} == {"Certain", "Suggestion"}


def test_a_file_is_called_by_what_it_holds_and_by_the_day(client: FlaskClient) -> None:
    day = r"\d{4}-\d\d-\d\d\.csv"
    assert re.fullmatch(f"guong-mo-hinh-{day}", _file_name(client, "/models.csv"))
    narrowed = _file_name(client, "/units.csv?year=2023&tier=suggestion")
    assert re.fullmatch(f"guong-don-vi-2023-goi-y-{day}", narrowed)
    named = _file_name(client, f"/models/{model_key(MODEL)}.csv")
    assert re.fullmatch(f"guong-mo-hinh-{model_key(MODEL)}-{day}", named)
    assert date.fromisoformat(narrowed[-14:-4]) >= date(2025, 1, 1)


def test_a_merged_model_and_an_unknown_one_are_no_tables(client: FlaskClient) -> None:
    merged = client.get(f"/models/{model_key('Heo đất tới trường')}.csv")
    assert merged.status_code == 302
    assert merged.location == f"/models/{model_key('Nuôi heo đất khuyến học')}.csv"
    assert client.get("/models/khong-co.csv").status_code == 404
    assert client.get(f"/units/{'a' * 10_000}.csv").status_code == 404
