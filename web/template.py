"""The guong.toml that `guong init` writes: every setting explained, and a first source."""

from collections.abc import Mapping

from archive.settings import describe

_HEAD = """\
# Settings of this archive. Every setting is shown with its default; take the # away to change it.
# What is shown below # [[name]] belongs to an entry: copy the line into your own [[name]].
# GUONG__TABLE__KEY in the environment overrules a line, e.g. GUONG__WEB__PORT=8080.
"""

FIRST_SOURCE = """\
# The portal of the Propaganda Committee of Đồng Tháp, which carried the articles of Tháp Mười.
[[crawler.source]]
name = "btg-dongthap"
seeds = [
    "https://btg.dongthap.gov.vn/",
    "https://btg.dongthap.gov.vn/web/btg/chi-tiet-bai-viet/-/asset_publisher/1mOzUrGkrdAE/content/id/12080749",
]
adapter = "liferay"
delay = 5.0
"""

FIRST_HOME = """\
[[index.home]]
source = "btg-dongthap"
district = "huyện Tháp Mười"
province = "tỉnh Đồng Tháp"
"""


def settings_text(
    tables: Mapping[str, type], source: str = FIRST_SOURCE, home: str = FIRST_HOME
) -> str:
    """A whole guong.toml with one source and where it is at home."""
    entries = {"crawler": source, "index": home}
    parts = [_HEAD]
    for name, cls in tables.items():
        parts.append(describe(cls, name))
        if name in entries:
            parts.append(entries[name])
    return "\n".join(parts)
