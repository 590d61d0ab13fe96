"""What of a crawl needs a look by a person: sentences for an operator, from what was counted.

A crawl is compared with the source's own past, and only with crawls of its kind: those that
walked everything with such, those that looked for news with such. docs/operations.md says what
each warning means and what to do about it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from statistics import median

from archive.records import Run

Counts = Mapping[str, int]

# Crawls of the past that are compared: enough for one odd crawl not to matter.
_PAST = 5
# Fewer articles, pages or failures than this are chance.
_FEW = 8
# What was so in the past must have been so in three quarters of the pages to count as usual.
_USUAL = 0.75
# A loss is told once half is gone; a portal's own ups and downs are smaller.
_HALF = 0.5
# Portals have a broken corner now and then; a fifth of what was asked for is more than that.
_MANY = 0.2
# One article in fifty has a mistyped date; the log names each.
_REFUSED_DATES, _SOME = 0.02, 3

# A first crawl of a large portal takes many nights; but not for ever.
_PAUSES = 30

_FIELDS = ("title", "date", "summary", "body", "section", "author")
_FAILED = (
    "timeout", "connection", "tls", "protocol", "unknown host", "server error",
    "refused by server", "broken off",
)  # fmt: skip
# What becomes of articles that were known before.
_KNOWN = ("changed", "same", "seen", "restored", "withdrawn")
_UNREAD = ("not understood", "parser failed", "too large")


def warnings(
    source: str, counts: Counts, past: Sequence[Run], *, whole: bool = True
) -> tuple[str, ...]:
    """What to look at after a crawl of a source; `past` are its earlier crawls, newest first.

    One that is not `whole`, because its hours or its budget ended it, is not held against the
    past: nobody knows what it would still have found.
    """
    kin = [
        dict(run.counts)
        for run in past
        if run.outcome == "complete" and _is_alike(counts, dict(run.counts))
    ]
    found = [
        *_refused_seeds(counts),
        *_gone_seeds(counts),
        *_refused_articles(counts, kin[:_PAST]),
        *_unread(counts),
        *_lost(counts),
        *_vanished(counts),
        *_failures(counts),
        *_refused_dates(counts),
    ]
    if whole:
        found += [
            *_forbidden(counts, kin[:_PAST]),
            *_nothing(counts),
            *_less(counts, kin[:_PAST]),
            *_missing_fields(counts, kin),
        ]
    else:
        found += _never_ends(past)
    return tuple(f"{source}: {sentence}" for sentence in found)


def _never_ends(past: Sequence[Run]) -> Iterator[str]:
    in_a_row = 1 + sum(1 for _ in takewhile(_is_paused, past))
    if in_a_row >= _PAUSES:
        yield (
            f"has been paused {in_a_row} times in a row and never came to its end; give it wider"
            " hours or a larger budget"
        )


def _is_paused(run: Run) -> bool:
    return (run.outcome or "").startswith("paused")


def _is_alike(counts: Counts, earlier: Counts) -> bool:
    """Whether what an earlier crawl counted can be expected of this one, too.

    One that went on where another had stopped has seen only the rest.
    """
    return (
        "articles listed" in earlier
        and bool(counts.get("full")) == bool(earlier.get("full"))
        and not earlier.get("resumed")
    )


def _refused_seeds(counts: Counts) -> Iterator[str]:
    if refused := counts.get("seeds refused"):
        seeds = "a seed is" if refused == 1 else f"{refused} seeds are"
        yield f"{seeds} refused, by robots.txt or because it cannot be had; the log says which"


def _gone_seeds(counts: Counts) -> Iterator[str]:
    if gone := counts.get("seeds gone"):
        seeds = "a seed shows" if gone == 1 else f"{gone} seeds show"
        yield f"{seeds} no page any more; the log says which"


def _refused_articles(counts: Counts, kin: Sequence[Counts]) -> Iterator[str]:
    refused = counts.get("known refused", 0)
    used_to = median(one.get("known refused", 0) for one in kin) if kin else 0
    # What has been forbidden for some days has been told for some days.
    if refused > 2 * used_to:
        articles = "1 article" if refused == 1 else f"{refused} articles"
        yield f"robots.txt forbids to look again at {articles}"


def _forbidden(counts: Counts, kin: Sequence[Counts]) -> Iterator[str]:
    forbidden = counts.get("skipped robots.txt", 0)
    if forbidden < _FEW or _forbidden_share(counts) < _HALF:
        return
    if not kin and not counts.get("articles read"):
        yield f"robots.txt forbids {forbidden} of its addresses, and no article could be read"
    elif kin and median(map(_forbidden_share, kin)) < _HALF / 2:
        used_to = round(median(one.get("skipped robots.txt", 0) for one in kin))
        yield f"robots.txt now forbids {forbidden} of its addresses; it used to forbid {used_to}"


def _forbidden_share(counts: Counts) -> float:
    forbidden = counts.get("skipped robots.txt", 0)
    return forbidden / max(forbidden + counts.get("requests", 0), 1)


def _nothing(counts: Counts) -> Iterator[str]:
    # Pages that have not changed are a sign of life: their articles are known.
    signs = (
        "articles listed", "known listed", "articles read", "articles same", "articles seen",
        "listings unchanged", "outcome unchanged",
    )  # fmt: skip
    if not counts.get("resumed") and not any(counts.get(sign) for sign in signs):
        yield f"yields no article; {counts.get('requests', 0)} requests led to none"


def _less(counts: Counts, kin: Sequence[Counts]) -> Iterator[str]:
    if not kin or counts.get("resumed"):
        return
    read, same = counts.get("outcome listing", 0), counts.get("listings unchanged", 0)
    listed = counts.get("articles listed", 0)
    expected = median(one["articles listed"] for one in kin)
    if same:
        # Lists that have not changed are not sent again, and so name nothing.
        expected *= read / (read + same)
    if expected >= _FEW and listed < _HALF * expected:
        yield f"names {listed} articles; it used to name {round(expected)}"


def _missing_fields(counts: Counts, kin: Sequence[Counts]) -> Iterator[str]:
    # A daily crawl reads a handful: together with those before it they are enough to judge.
    lately, rest = [counts], list(kin)
    while _sum(lately, "articles read") < _FEW and rest:
        lately.append(rest.pop(0))
    read, earlier = _sum(lately, "articles read"), _sum(rest, "articles read")
    if read < _FEW or earlier < _FEW or not counts.get("articles read"):
        return
    for field in _FIELDS:
        now = _sum(lately, f"with {field}") / read
        used_to = _sum(rest, f"with {field}") / earlier
        if used_to >= _USUAL and now < _HALF * used_to:
            yield (
                f"its template seems changed: {now:.0%} of {read} articles have a {field};"
                f" it used to be {used_to:.0%}"
            )


def _unread(counts: Counts) -> Iterator[str]:
    unread = _outcomes(counts, _UNREAD)
    pages = unread + _outcomes(counts, ("article",))
    if unread >= _FEW and unread >= _MANY * pages:
        yield f"{unread} of {pages} article pages could not be read ({_told(counts, _UNREAD)})"


def _lost(counts: Counts) -> Iterator[str]:
    lost = counts.get("articles lost", 0)
    looked_at = lost + sum(counts.get(f"articles {effect}", 0) for effect in _KNOWN)
    if lost >= _SOME and lost >= _MANY * looked_at:
        yield f"{lost} of {looked_at} pages that used to show an article show none that can be read"


def _vanished(counts: Counts) -> Iterator[str]:
    withdrawn = counts.get("articles withdrawn", 0)
    asked = withdrawn + _outcomes(counts, ("article", "unchanged"))
    if withdrawn >= _FEW and withdrawn >= _HALF * asked:
        yield f"{withdrawn} of the {asked} articles it was asked for are no longer there"


def _failures(counts: Counts) -> Iterator[str]:
    failed = _outcomes(counts, _FAILED)
    asked = sum(n for name, n in counts.items() if name.startswith("outcome "))
    asked -= _outcomes(counts, ("refused",))
    if failed >= _FEW and failed >= _MANY * asked:
        yield f"{failed} of {asked} requests failed ({_told(counts, _FAILED)})"


def _refused_dates(counts: Counts) -> Iterator[str]:
    refused, read = counts.get("dates refused", 0), counts.get("articles read", 0)
    if refused >= _SOME and refused >= _REFUSED_DATES * read:
        yield f"{refused} of {read} articles state a date in the future or before 1990"


def _outcomes(counts: Counts, names: Sequence[str]) -> int:
    return sum(counts.get(f"outcome {name}", 0) for name in names)


def _told(counts: Counts, names: Sequence[str]) -> str:
    return ", ".join(f"{n} {name}" for name in names if (n := counts.get(f"outcome {name}", 0)))


def _sum(runs: Sequence[Counts], name: str) -> int:
    return sum(run.get(name, 0) for run in runs)
