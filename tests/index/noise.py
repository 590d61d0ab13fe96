"""What strangers and programs type into a search field: the same lines on every run.

No line holds half surrogates: nothing that comes over HTTP does.
"""

import unicodedata
from collections.abc import Callable, Iterator
from random import Random

OURS = (
    "tủ đồ nhân ái", "học tập và làm theo", "xã Mỹ Quý", "Hội LHPN", "nuôi heo đất", "COVID-19",
    "05-CT/TW", "19/5/2022", "đơn vị", "mô hình", "tuyên truyền", "hoà thuỷ", "95 %", "K'Brông",
)  # fmt: skip
SIGNS = (
    '"', "“", "”", "„", "«", "»", "‘", "’", "''", "(", ")", "((", "))", "-", " -", "--", "–", "|",
    "||", " OR ", " HOẶC ", " HOAC ", "OR", "*", "**", ":", "::", "title:", "tiêu đề:", "tieu de :",
    "đơn vị:", "don vi:", "mô hình: ", "chuyên mục:", "nguồn:", "từ:", "đến:", "từ:2021", "đến: ",
    "từ:31/02/2022", "to:13/2022", " ", "  ", "\t", "…", ",", ";", "?", "!", "/", "\\", "+", "~",
)  # fmt: skip
SQL = (
    "' OR '1'='1", "'; DROP TABLE articles; --", '" OR ""="', "1 UNION SELECT NULL,NULL--",
    "admin'/*", "%' AND 1=0 UNION ALL SELECT name FROM sqlite_master--", "x' || (SELECT 1) || '",
    "NEAR(a b, 5)", "title MATCH 'a*'", "1; SELECT pg_sleep(10)", "') OR ('a'='a",
)  # fmt: skip
HTML = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;b&gt;", "<!--", "]]>",
    "</title><h1>", '"><svg onload=alert(1)>', "javascript:alert(1)", "{{7*7}}", "${jndi:ldap://x}",
    "%3Cb%3E", "%s%n%x", "../../etc/passwd", "\\u0000", "<b>tủ</b> đồ", '{"q": ["tủ"]}',
)  # fmt: skip
DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\ufe0f"
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"


def noise(lines: int = 10_000, seed: int = 4) -> Iterator[str]:
    """So many lines, of each kind in turn."""
    random = Random(seed)
    for number in range(lines):
        yield _KINDS[number % len(_KINDS)](random)


def _anything(random: Random) -> str:
    return "".join(_character(random) for _ in range(random.randint(0, 60)))


def _character(random: Random) -> str:
    first, end = random.choice(((0, 0x250), (0, 0x3000), (0, 0xD800), (0xE000, 0x110000)))
    return chr(random.randrange(first, end))


def _signs(random: Random) -> str:
    return "".join(random.choice(SIGNS) for _ in range(random.randint(1, 40)))


def _half_typed(random: Random) -> str:
    parts = [random.choice(SIGNS if random.random() < 0.5 else OURS) for _ in range(12)]
    line = random.choice(("", " ")).join(parts)
    return line[: random.randint(0, len(line))]


def _repeated(random: Random) -> str:
    part = random.choice(SIGNS) + random.choice(("", "a", " ", "tủ ", "-"))
    return (part * 1000)[: random.randint(1, 1000)]


def _long_word(random: Random) -> str:
    return random.choice("aốđ7－ﷺ💥") * 5000


def _injected(random: Random) -> str:
    return f"{random.choice(OURS)}{random.choice(('', ' '))}{random.choice(SQL + HTML)}"


def _turned(random: Random) -> str:
    unseen = DIRECTIONS + UNSEEN
    return "".join(
        letter + (random.choice(unseen) if random.random() < 0.4 else "")
        for letter in random.choice(OURS) + random.choice(SIGNS) + random.choice(OURS)
    )


def _foreign(random: Random) -> str:
    words = (
        "ابحث",
        "עברית",
        "ガラス",
        "क़लम",
        "한국어",
        "ไทย",
        "Ελλάδα",
        "ﬁnd",
        "Ⅻ",
        "½",
        "km²",
        "①",
        "🇻🇳",
    )
    return " ".join(random.choice(words + SIGNS) for _ in range(random.randint(1, 20)))


def _overmarked(random: Random) -> str:
    return "".join(
        letter + "".join(random.choice(MARKS) for _ in range(random.randint(0, 6)))
        for letter in random.choice(OURS)
    )


def _decomposed(random: Random) -> str:
    line = unicodedata.normalize("NFD", _half_typed(random))
    return line[: random.randint(0, len(line))]


def _mistaken_bytes(random: Random) -> str:
    return random.choice(OURS).encode().decode("latin-1") + random.choice(SIGNS)


def _pasted(random: Random) -> str:
    line = "\n- ".join(random.choice(OURS) + random.choice(SIGNS) for _ in range(15))
    return line[:1000]


_KINDS: tuple[Callable[[Random], str], ...] = (
    _anything, _signs, _half_typed, _repeated, _injected, _turned, _foreign, _overmarked,
    _decomposed, _mistaken_bytes, _pasted, _half_typed, _signs, _anything, _injected, _half_typed,
    _turned, _signs, _half_typed, _long_word,
)  # fmt: skip
