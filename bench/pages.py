"""What stands on the pages of the measured portal: words, menus, templates.

Everything is derived from numbers, so two portals of one size are equal. People and places are
invented.
"""

from functools import cache

ROOT = "/web/mau"
TITLES = (
    "Tin hoạt động", "Gương điển hình", "Nông thôn mới", "Thanh niên", "Phụ nữ",
    "Nông dân", "Cựu chiến binh", "Khuyến học", "Công đoàn", "Dân vận",
)  # fmt: skip
_WHO = (
    "Chi hội Phụ nữ ấp Rạch Giữa", "Đoàn xã Phước Lộc Đông", "Hội Nông dân xã Long Khánh Hạ",
    "Tổ dân vận ấp Cây Trâm", "Hội Cựu chiến binh thị trấn Vàm Xẻo", "Bà con tổ 9 ấp Bàu Sậy",
    "Ông Lê Văn Tám Nhỏ", "Chị Trần Thị Bé Ngoan", "Trường Tiểu học Kênh Xáng Múc",
)  # fmt: skip
_DID = (
    "trồng hoa hai bên đường", "góp vốn xoay vòng mua bò giống", "nhận đỡ đầu học sinh nghèo",
    "thắp sáng tuyến đường liên ấp", "đổi rác thải nhựa lấy quà", "nuôi lươn không bùn",
    "mở tủ sách lưu động", "vận động hiến đất làm cầu", "dạy bơi miễn phí cho trẻ em",
    "làm sạch kênh mương mỗi thứ bảy", "may áo tặng hộ khó khăn",
)  # fmt: skip
_THEN = (
    "được bà con đồng tình hưởng ứng", "đến nay đã có hơn bốn mươi hộ tham gia",
    "giúp nhiều gia đình có thêm thu nhập ổn định", "và được huyện chọn để nhân rộng",
    "qua đó đường làng ngõ xóm thêm sạch đẹp", "mỗi tháng họp một lần để rút kinh nghiệm",
    "tuy còn ít vốn nhưng cách làm rất hiệu quả",
)  # fmt: skip


def headline(number: int) -> str:
    """The headline of an article."""
    who, did = _WHO[number % len(_WHO)], _DID[number // 3 % len(_DID)]
    return f"{who} {did}, đợt {number + 1}"


def sentence(number: int) -> str:
    """A sentence; another one for each of some hundred numbers."""
    who, did = _WHO[number * 7 % len(_WHO)], _DID[number * 5 % len(_DID)]
    return f"{who} {did}, {_THEN[number * 3 % len(_THEN)]}."


@cache
def paragraphs(variant: int) -> str:
    """The text of an article."""
    texts = (
        " ".join(sentence(variant * 31 + paragraph * 11 + n) for n in range(4 + paragraph % 3))
        for paragraph in range(6 + variant % 12)
    )
    return "".join(
        f'<p style="text-align: justify;"><span style="font-size:14px;">{text}</span></p>\n'
        for text in texts
    )


@cache
def _frame(section: int) -> tuple[str, str, str]:
    menu = "".join(
        f'<li class="lfr-nav-item dropdown" role="presentation"><a aria-labelledby="layout_{n}"'
        f' href="{ROOT}/{n}" role="menuitem"><span>{title}</span></a><ul class="child-menu">'
        + "".join(
            f'<li role="presentation"><a href="{ROOT}/{n}{_item(item)}" role="menuitem">'
            f"{title} - mục {item}</a></li>"
            for item in range(9)
        )
        + "</ul></li>"
        for n, title in enumerate(TITLES)
    )
    crumbs = (
        f'<ul class="breadcrumb"><li><a href="/">Trang chủ</a></li>'
        f'<li><a href="{ROOT}/{section}">{TITLES[section]}</a></li></ul>'
    )
    aside = "".join(
        f'<div class="portlet"><h2>Liên kết {n}</h2><ul>'
        + "".join(
            f'<li><a href="https://don-vi-{n}-{m}.example/">Đơn vị {n}.{m}</a></li>'
            for m in range(8)
        )
        + "</ul></div>"
        for n in range(2)
    )
    before = (
        f"{_HEAD}</head><body class='yui3-skin-sam site'><div id='wrapper'><header id='banner'>"
        f"<nav id='navigation'><ul role='menubar'>{menu}</ul></nav></header>{crumbs}"
        f"<div id='main-content'><div class='row-fluid'><div class='span8'>"
    )
    return before, f"</div><div class='span4'>{aside}</div></div></div>", _TAIL


def _item(number: int) -> str:
    """Some items of a menu are pages of their own, most only places on one."""
    return f"/muc-{number}" if number < 2 else f"#muc-{number}"


def page(title: str, main: str, section: int) -> str:
    """A whole page around what it shows."""
    before, beside, tail = _frame(section)
    return f"{_TOP}<title>{title} - Huyện Mẫu</title>\n{before}{main}{beside}{tail}"


SITEMAPS = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
URLS = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
_TOP = '<!DOCTYPE html>\n<html class="ltr" dir="ltr" lang="vi-VN">\n<head>\n'
_HEAD = (
    '<meta content="text/html; charset=UTF-8" http-equiv="content-type"/>\n'
    + "".join(
        f'<link class="lfr-css-file" href="/o/theme/css/{n}.css?t=16{n:05d}" rel="stylesheet"/>\n'
        for n in range(12)
    )
    + "<script>// <![CDATA[\nvar Liferay = {ThemeDisplay: {\n"
    + "".join(f"  getName{n}: function() {{ return 'gia-tri-{n}'; }},\n" for n in range(90))
    + "}};\n// ]]></script>\n"
)
_TAIL = (
    "<footer id='footer'><p>Cơ quan chủ quản: Uỷ ban nhân dân huyện Mẫu</p></footer></div>"
    "<script>AUI().use('aui-base', function(A) {\n"
    + "".join(f"  A.one('#nut{n}').on('click', function(e) {{ go({n}); }});\n" for n in range(120))
    + "});</script></body></html>\n"
)
ARTICLE_7 = (
    '<div class="portlet-boundary" id="p_p_id_{portlet}_"><section class="portlet">'
    '<span class="asset-anchor lfr-asset-anchor" id="{entry}"></span>'
    '<div class="asset-full-content clearfix"><h4 class="asset-title">{title}</h4>'
    '<div class="asset-content"><p><span>Chi tiết bài viết</span> {section}</p>'
    '<div class="journal-content-article" data-analytics-asset-id="{number}">'
    '<p class="summary"><strong>{summary}</strong></p>{body}'
    '<p>Bài số {number}.</p><p style="text-align:right"><strong>T.M</strong></p></div></div>'
    '<div class="asset-metadata"><span class="date-info">Ngày xuất bản {day}</span>'
    '<span class="view-count-info">7 Lượt xem</span></div></div>'
    '<ul class="related">{beside}</ul></section></div>'
)
ARTICLE_62 = (
    '<div class="portlet-boundary" id="p_p_id_{portlet}_"><div class="portlet-body">'
    '<div class="asset-full-content"><div class="taglib-header"><h1 class="header-title">'
    "<span>{title}</span></h1></div>"
    '<div class="asset-content"><p class="summary"><strong>{summary}</strong></p>{body}'
    '<p>Bài số {number}.</p><p style="text-align:right"><strong>T.M</strong></p></div>'
    '<div class="asset-metadata"><span class="metadata-entry metadata-publish-date">{day}</span>'
    '</div></div><div class="tin-lien-quan"><ul>{beside}</ul></div></div></div>'
)
