"""The program's errors as answers: a status, and a page or JSON that says what to do."""

import logging
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_babel import gettext, lazy_gettext
from werkzeug.exceptions import HTTPException

from archive.errors import ArchiveBusy, GuongError, NotInArchive
from archive.rulings import Ruling, record
from index.errors import BadQuery, IndexBusy, IndexMissing
from index.register.entries import Kind
from index.request import MAX_NAME
from web.presenters import printable

log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[GuongError], HTTPStatus], ...] = (
    (BadQuery, HTTPStatus.BAD_REQUEST),
    (NotInArchive, HTTPStatus.NOT_FOUND),
    (IndexMissing, HTTPStatus.SERVICE_UNAVAILABLE),
    (IndexBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (ArchiveBusy, HTTPStatus.SERVICE_UNAVAILABLE),
)
_TEXTS = {
    400: lazy_gettext("Yêu cầu này không hợp lệ."),
    404: lazy_gettext("Không có gì ở địa chỉ này."),
    405: lazy_gettext("Địa chỉ này không nhận kiểu yêu cầu đó."),
    413: lazy_gettext("Yêu cầu quá lớn."),
    500: lazy_gettext("Máy chủ gặp lỗi và đã ghi lại để sửa. Xin thử lại sau."),
    503: lazy_gettext(
        "Chưa tìm kiếm được: chỉ mục chưa có hoặc đang được dựng lại. Xin thử lại sau ít phút."
    ),
}
_NOT_TOLD = {
    "model": lazy_gettext("Không có mô hình nào ở địa chỉ này."),
    "unit": lazy_gettext("Không có đơn vị nào ở địa chỉ này."),
}
_DROPPED = lazy_gettext("“%(name)s” không còn trong danh mục: đã được xác định không phải mô hình.")
_NAME_RULE = lazy_gettext("Tên dài tối đa 300 ký tự và không chứa ký tự điều khiển.")
_RULES = {
    "q": lazy_gettext(
        "Từ cần tìm phải có ít nhất một chữ cái hoặc chữ số, dài tối đa 1.000 ký tự"
        " và không chứa ký tự điều khiển."
    ),
    "unit": _NAME_RULE,
    "model": _NAME_RULE,
    "section": _NAME_RULE,
    "source": _NAME_RULE,
    "from": lazy_gettext(
        "Ngày bắt đầu phải có thật, viết như 19/5/2022, 05/2022 hoặc 2022,"
        " và không sau ngày kết thúc."
    ),
    "to": lazy_gettext("Ngày kết thúc phải có thật, viết như 19/5/2022, 05/2022 hoặc 2022."),
    "typed": lazy_gettext("Chỉ nhận 1 (tìm đúng như đã gõ) hoặc 0."),
    "kin": lazy_gettext("Chỉ nhận 1 (tìm cả trong các đơn vị trước và sau) hoặc 0."),
    "page": lazy_gettext(
        "Số trang là số nguyên từ 1 trở lên, và chỉ xem được 100.000 kết quả đầu."
    ),
    "size": lazy_gettext("Số kết quả mỗi trang là số nguyên từ 1 đến 100."),
    "letter": lazy_gettext(
        "Chữ đầu là một chữ cái như A, Ă hay Đ; dấu # là chữ số và chữ viết khác."
    ),
    "year": lazy_gettext("Năm viết bằng bốn chữ số, như 2022."),
    "type": _NAME_RULE,
    "place": _NAME_RULE,
    "at": lazy_gettext("Vị trí trong bài viết như 120-145: hai số nguyên, số đầu nhỏ hơn số sau."),
    "revision": lazy_gettext("Số lần ghi nhận là số nguyên từ 1 trở lên."),
}
# Where a field has limits of its own.
_RULES_OF = {
    "api.suggest": {
        "q": lazy_gettext("Từ đang gõ dài tối đa 300 ký tự và không chứa ký tự điều khiển."),
        "size": lazy_gettext("Số gợi ý là số nguyên từ 1 đến 20."),
    }
}
_SHOWN = 60


class NotInRegister(NotInArchive):
    """No model or unit has that key; with the rulings that took it away, if any did."""

    def __init__(self, kind: Kind, key: str, rulings: tuple[Ruling, ...]) -> None:
        super().__init__(f"no {kind} has the key {key[:80]!r}")
        self.kind = kind
        self.rulings = rulings
        self.words = " ".join(key.rpartition("-")[0].split("-")) if _is_slug(key) else ""
        """The name as far as the key tells it, to be searched for."""


def _is_slug(key: str) -> bool:
    return len(key) <= MAX_NAME and key.isascii() and key.replace("-", "").isalnum()


def explain(problem: BadQuery) -> str:
    """What is wrong with a field, in the visitor's language, and how it should be written."""
    rules = _RULES | _RULES_OF.get(request.endpoint or "", {})
    if problem.field not in rules:
        return problem.message
    value = printable(request.args.get(problem.field, ""))
    shown = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    rule = str(rules[problem.field])
    if not shown.strip():
        return rule
    return str(gettext("“%(value)s” không dùng được. %(rule)s", value=shown, rule=rule))


def register_errors(app: Flask) -> None:
    """Makes every failure an answer of ours, never a traceback."""
    app.register_error_handler(GuongError, _known_error)
    app.register_error_handler(HTTPException, _http_error)


def wants_json() -> bool:
    """Whether a program is asking: everything below /api/."""
    return request.path.startswith("/api/")


def _known_error(error: GuongError) -> Response:
    status = next((status for cls, status in _STATUS if isinstance(error, cls)), None)
    if status is None:
        log.error("%s failed: %s", request.path, error, exc_info=error)
    elif status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("%s cannot be answered: %s", request.path, error)
    status = status or HTTPStatus.INTERNAL_SERVER_ERROR
    if isinstance(error, BadQuery):
        return _answer(status, explain(error), field=error.field)
    if isinstance(error, NotInRegister):
        return _answer(status, _why_not_told(error), missing=error)
    return _answer(status, str(_TEXTS[status]))


def _why_not_told(error: NotInRegister) -> str:
    for ruling in error.rulings:
        if ruling.verb == "not-a-model":
            return str(_DROPPED) % {"name": ruling.names[0].name}
    return str(_NOT_TOLD[error.kind])


def _http_error(error: HTTPException) -> Response:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:  # a redirect, which is an answer already
        return make_response(error.get_response())
    answer = _answer(code, str(_TEXTS.get(code, _TEXTS[400 if code < 500 else 500])))
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _answer(
    status: int, message: str, *, field: str | None = None, missing: NotInRegister | None = None
) -> Response:
    if wants_json():
        rulings = {"rulings": [record(one) for one in missing.rulings]} if missing else {}
        answer = jsonify(error={"field": field, "message": message}, **rulings)
    else:
        answer = make_response(
            render_template("error.html", status=status, message=message, missing=missing)
        )
    answer.status_code = status
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = "60"
    return answer
