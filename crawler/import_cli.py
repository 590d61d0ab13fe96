"""The command `import`: records, WARC and WACZ files, and folders of them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from archive.copying import Copied
from archive.errors import ArchiveError
from archive.home import Home
from archive.importing import Imported, import_file
from archive.offered import Offered, offered
from archive.program import Program
from archive.progress import progress
from archive.store import Archive, utc_now
from crawler.importing import Derived, Importing, importing, is_source_name
from crawler.settings import CrawlerSettings
from crawler.summary import counted

_TOLD = {
    "new": "new",
    "changed": "changed",
    "restored": "shown again",
    "same": "unchanged",
    "refused": "lines refused",
}


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER..."
)
@click.option("--source", help="The source that WARC and WACZ files belong to, all of them.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
@click.pass_obj
def import_(program: Program, files: tuple[Path, ...], source: str | None, as_json: bool) -> None:
    """Take what was collected elsewhere into the archive.

    FILE.warc[.gz] and FILE.wacz, of whatever tool: each capture is kept with its own date and
    origin, and read like those of our own crawls. It belongs to the source whose scope covers its
    address, or else to one that is named after its host. Records that are broken are named with
    their place in the file; the others are kept.

    FILE.jsonl[.gz]: a record is a line of JSON: url and title, and perhaps summary, body,
    published (ISO date or date-time), section, author, source.

    Of a FOLDER all these files are taken, from the folders in it too; links are not followed. An
    import that was interrupted goes on when it is called again, and nothing is taken twice. A
    missing or empty home folder is made into an archive first.
    """
    if source is not None and not is_source_name(source):
        raise click.UsageError(f"--source: {source!r} must be lower-case letters, digits, hyphens")
    found = _look(files)
    for file in found:
        if source is not None and file.kind == "records":
            raise click.UsageError(f"--source: {file.path} holds JSON lines, which name their own")
    if Home(program.path).is_vacant():
        program.create_home()
        click.echo(f"New archive in {program.path}.", err=True)
    told = _Told(as_json)
    configured = program.settings(CrawlerSettings).source
    if source is not None and source not in {one.name for one in configured}:
        click.echo(
            f"guong.toml names no source {source!r}; the import makes one of that name.", err=True
        )
    with (
        program.open_archive(writing=True) as archive,
        importing(archive, configured, source, utc_now) as taking,
    ):
        for file in found:
            try:
                _take(archive, taking, file, told)
            except ArchiveError as error:
                told.failed.append(str(error))
            except OSError as error:
                told.failed.append(f"{file.path}: cannot be read: {error.strerror or error}")
        derived = _derive(taking)
    told.end(derived)
    if told.refused or told.failed:
        click.get_current_context().exit(1)


def _look(paths: tuple[Path, ...]) -> list[Offered]:
    found: list[Offered] = []
    for path in paths:
        if not path.is_file() and not path.is_dir():
            raise click.UsageError(f"{path}: there is no such file")
        try:
            below = offered(path)
        except OSError as error:
            raise click.UsageError(
                f"{error.filename or path}: cannot be read: {error.strerror}"
            ) from error
        if not below:
            raise click.UsageError(f"{path}: holds no WARC, WACZ or JSON lines file")
        found += below
    return list(dict.fromkeys(found))


def _take(archive: Archive, taking: Importing, file: Offered, told: "_Told") -> None:
    copied: list[tuple[str, Copied]] = []
    try:
        with progress(file.path.name, "B", scaled=True) as report:
            if file.kind == "records":
                imported = import_file(archive, file.path, now=utc_now, report=report)
            elif file.kind == "warc":
                copied.append((str(file.path), taking.warc(file.path, report)))
            else:
                for name, result in taking.wacz(file.path, report):
                    copied.append((f"{file.path}/{name}", result))
    finally:
        # Also of what came before a member that cannot be read.
        for name, result in copied:
            told.captures(name, result)
    if file.kind == "records":
        told.records(file.path, imported)


def _derive(taking: Importing) -> Derived:
    if not taking.copier.sources:
        return Derived({}, 0)
    with progress("articles", "captures") as report:
        return taking.derive(report)


class _Told:
    """What is said about an import, to people or as JSON."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._files: list[dict[str, Any]] = []
        self.failed: list[str] = []
        self.refused = 0
        self._taken = 0

    def records(self, path: Path, result: Imported) -> None:
        """Of a file of JSON lines."""
        for line in result.refused:
            click.echo(f"{path}:{line.line}: {line.reason}", err=True)
        if result.failure:
            self.failed.append(result.failure)
        counts = {name: result.counts.get(name, 0) for name in _TOLD}
        lines = [{"line": line.line, "reason": line.reason} for line in result.refused]
        self._files.append({"file": str(path), **counts, "refused_lines": lines})
        self.refused += len(lines)
        self._taken += sum(counts[name] for name in ("new", "changed", "restored"))
        self._say(f"{path}: " + ", ".join(f"{counts[name]} {said}" for name, said in _TOLD.items()))

    def captures(self, name: str, result: Copied) -> None:
        """Of a WARC file, perhaps one that lies in a WACZ file."""
        faults = []
        for fault in result.refused:
            click.echo(f"{name}: {fault.spot}: {fault.reason}", err=True)
            place = {"byte": fault.spot.byte, "unpacked": fault.spot.unpacked}
            faults.append({**place, "reason": fault.reason})
        self.refused += len(faults)
        self._taken += result.captures
        skipped = dict(sorted(result.skipped.items()))
        self._files.append(
            {
                "file": name,
                "captures": result.captures,
                "known": result.known,
                "skipped": skipped,
                "refused": len(faults),
                "refused_records": faults,
            }
        )
        parts = [f"{counted(result.captures, 'capture')} taken", f"{result.known} here already"]
        parts += [f"{counted(len(faults), 'record')} refused"]
        if skipped:
            told = ", ".join(f"{number} {kind}" for kind, number in skipped.items())
            parts += [f"{sum(skipped.values())} left out ({told})"]
        self._say(f"{name}: {', '.join(parts)}")

    def end(self, derived: Derived) -> None:
        """Of all of it."""
        if self._as_json:
            sources = {
                name: {"articles_before": before, "articles": now}
                for name, (before, now) in derived.articles.items()
            }
            whole = {
                "files": self._files,
                "sources": sources,
                "lost_revisits": derived.lost_revisits,
                "errors": self.failed,
            }
            click.echo(json.dumps(whole, ensure_ascii=False))
        else:
            for line in _articles(derived):
                click.echo(line)
            if self._taken or any(before != now for before, now in derived.articles.values()):
                click.echo("Next: guong index makes them findable.", err=True)
            else:
                click.echo("Nothing was taken: all of it was here already, or no use.", err=True)
        for message in self.failed:
            click.echo(f"guong: {message}", err=True)

    def _say(self, line: str) -> None:
        if not self._as_json:
            click.echo(line)


def _articles(derived: Derived) -> Iterator[str]:
    for source, (before, now) in derived.articles.items():
        if before or now:
            yield f"{source}: {counted(now, 'article')}, {before} before"
    if lost := derived.lost_revisits:
        repeat = "capture repeats" if lost == 1 else "captures repeat"
        yield f"{lost} {repeat} a payload that is not in the archive"
