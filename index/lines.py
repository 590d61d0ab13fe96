"""Answers as lines for a terminal."""

from index.explanation import Explanation, written
from index.language.notes import NoteKind
from index.page import Reading, SearchPage, Snippet
from index.plain import Json
from index.register.entries import RegisterEntry

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

_NOTES: dict[NoteKind, str] = {
    "quote": "A quotation mark stands without its partner: {}",
    "bracket": "A bracket stands without its partner, or too deep: {}",
    "date": "No date, read as words: {}",
    "operator": "Nothing stands beside it, left out or read as a word: {}",
    "long": "The question is too long; left out from: {}",
}

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def search_lines(page: SearchPage, *, marked: bool) -> list[str]:
    """A page of hits, the asked-for words in bold where `marked`."""
    asked, reading = page.request, page.reading
    lines = [f"{counted(page.total, 'article')} ({page.took_ms:.0f} ms)"]
    if reading.required < reading.words:
        lines[0] += f", with at least {reading.required} of the {reading.words} words"
        lines[0] += f"; {reading.complete} of them with all"
    if reading.spoken:
        lines.append(f"Read as: {reading.spoken}")
    lines += [_NOTES[note.kind].format(note.text) for note in reading.notes]
    if page.suggestion and page.suggestion.applied:
        lines.append(f"Nothing is found as typed; these answer: {page.suggestion.words}")
    elif page.suggestion:
        found = counted(page.suggestion.total, "article")
        lines.append(f"Did you mean: {page.suggestion.words} ({found})")
    for one in reading.fields:
        if one.field != "title" and not one.names:
            lines.append(f"No {one.field} is called {one.typed!r}; read as plain words.")
    for name, typed, meant in (
        ("unit", asked.unit, reading.units),
        ("model", asked.model, reading.models),
    ):
        if typed and not meant:
            lines.append(f"No {name} is called {typed!r}; see: guong {name}s")
    if reading.kin:
        names = ", ".join(name.label for name in reading.kin)
        searched = "Searched as well" if asked.kin else "Not searched without --kin"
        lines.append(f"{searched}, the units before and after: {names}")
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


def explanation_lines(reading: Reading, explanation: Explanation) -> list[str]:
    """Why an article stands where it does: what it holds, and what each term adds."""
    told = explanation
    if told.place is None:
        lines = [f"Not found among {counted(told.total, 'article')}"]
    else:
        lines = [f"Place {told.place} of {counted(told.total, 'article')}, score {told.score:.4f}"]
    if reading.spoken:
        lines.append(f"Read as: {reading.spoken}")
    if told.wanted:
        held = sum(holds for _, holds in told.wanted)
        lines.append(
            f"Holds {held} of {counted(len(told.wanted), 'word')}; {told.required} are required"
        )
    lines += [f"  {'holds' if holds else 'lacks'}  {written(node)}" for node, holds in told.wanted]
    lines += [
        f"  {'is   ' if holds else 'is not'}  {written(node)}" for node, holds in told.demanded
    ]
    lines.append("   score  weight     idf   often  articles  term")
    lines += [
        f"{share.score:8.4f}{share.term.weight:8.2f}{share.idf:8.3f}{share.often:8.2f}"
        f"{share.holding:10}  {written(share.term.node)}"
        for share in sorted(told.shares, key=lambda share: -share.score)
    ]
    lines.append(f"{told.nearness:8.4f}{'':34}  nearness of the words")
    return lines


def entry_line(entry: RegisterEntry) -> str:
    """A model or a unit: how often, when, its name, its value, and with whom."""
    partners = ", ".join(partner.label for partner in entry.partners[:3])
    years = f"{entry.first.year}-{entry.last.year}" if entry.first and entry.last else "-"
    articles = entry.articles or entry.suggested
    return f"{articles:6}  {years:9}  {entry.label}  [{entry.value}]  {partners}".rstrip()


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
        if index["rulings"]:
            lines.append(f"Rulings: {index['rulings']}")
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
