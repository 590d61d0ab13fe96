"""Answers as lines for a terminal."""

from index.entries import RegisterEntry
from index.page import SearchPage, Snippet
from index.plain import Json

# What is said of a run, of all that it counted.
_EFFECTS = {
    "articles new": "new",
    "articles changed": "changed",
    "articles restored": "back",
    "articles withdrawn": "withdrawn",
    "new": "new",
    "changed": "changed",
    "restored": "back",
}
_TAKEN = {"captures": "capture", "requests": "request"}

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def search_lines(page: SearchPage, *, marked: bool) -> list[str]:
    """A page of hits, the asked-for words in bold where `marked`."""
    asked, reading = page.request, page.reading
    lines = [f"{counted(page.total, 'article')} ({page.took_ms:.0f} ms)"]
    if reading.required < reading.words:
        lines[0] += f", with at least {reading.required} of the {reading.words} words"
    for name, typed, meant in (
        ("unit", asked.unit, reading.units),
        ("model", asked.model, reading.models),
    ):
        if typed and not meant:
            lines.append(f"No {name} is called {typed!r}; see: guong {name}s")
    for place, hit in enumerate(page.hits, (asked.page - 1) * asked.size + 1):
        gone = "  (no longer on the portal)" if hit.withdrawn else ""
        place_of = f"{hit.file}: " if hit.file else ""
        lines += [
            f"{place:3}. {hit.title.text}{gone}",
            f"     {hit.published or 'undated'} · {hit.section or '-'} · {hit.source} · {hit.id}",
            f"     {place_of}{_marked(hit.snippet) if marked else hit.snippet.text}",
            f"     {hit.url}",
        ]
    if reading.unmarked:
        lines.append(f"No article writes {', '.join(reading.unmarked)} so; read without marks.")
    if page.total and not page.hits:
        lines.append("This page lies behind the last hit; choose an earlier --page.")
    if not page.total:
        lines.append("Nothing found: try fewer words, other dates, or a name without its filter.")
    return lines


def entry_line(entry: RegisterEntry) -> str:
    """A model or a unit: how often, when, its name, its value, and with whom."""
    partners = ", ".join(partner.label for partner in entry.partners[:3])
    years = f"{entry.first.year}-{entry.last.year}" if entry.first and entry.last else "-"
    return f"{entry.articles:6}  {years:9}  {entry.label}  [{entry.value}]  {partners}".rstrip()


def status_lines(told: Json) -> list[str]:
    """What `guong status` has found, an archive with its sources, its index and its last runs."""
    index = told["index"]
    articles, captures = told["articles"], told["captures"]
    lines = [
        f"Archive {told['home']}: {counted(articles, 'article')}, {counted(captures, 'capture')}",
    ]
    for name, count in told["sources"].items():
        lines.append(f"  source {name}: {counted(count, 'article')}")
        lines += _crawl_lines(name, told["crawls"].get(name))
    if "missing" in index:
        lines.append(f"Index: {index['missing']}")
    else:
        lines.append(
            f"Index {index['generation']}: {counted(index['articles'], 'article')},"
            f" {counted(index['models'], 'model')}, {counted(index['units'], 'unit')};"
            f" {counted(index['behind'], 'change')} behind"
        )
    for run in told["runs"]:
        lines.append(f"  {run['began']}  {run['name']}: {run['outcome']} ({_came_to(run)})")
    return lines


def _came_to(run: Json) -> str:
    counts = run["counts"]
    parts = [f"{n} {said}" for name, said in _EFFECTS.items() if (n := counts.get(name))]
    parts += [counted(n, noun) for name, noun in _TAKEN.items() if (n := counts.get(name))]
    return ", ".join(parts) or "nothing new"


def _crawl_lines(source: str, told: Json | None) -> list[str]:
    if told is None:
        return ["    never crawled"]
    last = told["last"]
    ended = f", ended {last['ended']}" if last["ended"] else ""
    warned = [warning.removeprefix(f"{source}: ") for warning in told["warnings"]]
    return [
        f"    last crawl {last['began']}{ended}: {last['outcome']}",
        *(f"    warning of {told['judged']}: {warning}" for warning in warned),
    ]


def _marked(snippet: Snippet) -> str:
    text, done = "", 0
    for start, end in snippet.highlights:
        text += snippet.text[done:start] + _BOLD + snippet.text[start:end] + _PLAIN
        done = end
    return text + snippet.text[done:]


def counted(number: int, noun: str) -> str:
    """A number with its noun, which is one or many."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
