"""The commands of people's rulings on the register: the group `rule`, and `rulings`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from archive.program import Program
from archive.ruling_log import exported, line_of
from archive.rulings import Named, Ruling, RulingKind, Verb
from archive.store import utc_now
from archive.text import one_line
from index.errors import BadQuery, IndexMissing
from index.finder import Finder
from index.lines import counted
from index.rulings.applied import Rulings, born
from index.rulings.desk import Desk, desk, quoted
from index.rulings.listing import listed, listed_json, listed_line, saying
from index.settings import IndexSettings

_FILE = click.Path(path_type=Path, dir_okay=False)
_UNIT = click.option("--unit", "units", is_flag=True, help="Names are those of units.")
_IN = click.option(
    "--in", "articles", multiple=True, metavar="ARTICLE", help="Only in this article; repeatable."
)


def _signed(command: Callable[..., None]) -> Callable[..., None]:
    by = click.option("--by", required=True, metavar="WHO", help="Who says so.")
    because = click.option("--because", required=True, metavar="WHY", help="The reason.")
    return by(because(command))


@click.group()
def rule() -> None:
    """Say what the program cannot know of models and units.

    A ruling is kept in the archive with its day, author and reason, and never alters what was
    published. Names are typed as they are written, or given as the keys in their addresses.
    `guong index` applies rulings; `guong rulings` lists them.
    """


@rule.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--into", required=True, metavar="NAME", help="What they are the same as.")
@_signed
@_UNIT
@click.pass_obj
def merge(
    program: Program, names: tuple[str, ...], into: str, by: str, because: str, units: bool
) -> None:
    """Say that NAMES are the same as another, whose address and name they take."""
    kind = _kind(units)
    with desk(program) as here:
        target = here.named("into", kind, into)
        rulings = Rulings(here.log)
        live = rulings.moved(kind, target.key) or target.key
        if rulings.label(kind, live):
            # A merge hands on a name; the one of a renaming would outlive its undoing.
            target = Named(target.key, here.written_label(kind, target.key))
        taken = {live}
        sources = []
        for name in names:
            source = here.named("names", kind, name)
            live = rulings.moved(kind, source.key) or source.key
            if live not in taken:
                sources.append(source)
            taken.add(live)
        if not sources:
            raise BadQuery("names", f"they are one with {quoted(target.name)} already")
        _keep(here, by, because, "merge", kind, names=tuple(sources), into=target)


@rule.command()
@click.argument("name", metavar="MODEL")
@click.option("--form", "forms", multiple=True, help="What is written so; repeatable.")
@_IN
@click.option("--as", "called", default="", metavar="NAME", help="How the new one is called.")
@_signed
@_UNIT
@click.pass_obj
def split(
    program: Program,
    name: str,
    forms: tuple[str, ...],
    articles: tuple[str, ...],
    called: str,
    by: str,
    because: str,
    units: bool,
) -> None:
    """Say that what is written so, or told in these articles, is another than MODEL."""
    kind = _kind(units)
    if bool(forms) == bool(articles):
        raise BadQuery("split", "needs either --form or --in")
    with desk(program) as here:
        source = here.named("name", kind, name)
        forms = tuple(dict.fromkeys(filter(None, map(one_line, forms))))
        written = forms or tuple(
            told.form for told in here.told(kind, source.key) if told.article in articles
        )
        called = one_line(called) or next(iter(written), source.name)
        into = Named(born(called, len(here.log) + 1), called)
        says = {"names": (source,), "into": into, "forms": forms, "articles": _articles(articles)}
        _keep(here, by, because, "split", kind, **says)


@rule.command()
@click.argument("name")
@click.option("--to", "label", required=True, metavar="LABEL", help="How it is to be called.")
@_signed
@_UNIT
@click.pass_obj
def rename(program: Program, name: str, label: str, by: str, because: str, units: bool) -> None:
    """Say how NAME is to be called; its address stays."""
    kind = _kind(units)
    label = one_line(label)
    if not label:
        raise BadQuery("to", "is empty")
    with desk(program) as here:
        named = here.named("name", kind, name)
        live = Rulings(here.log).moved(kind, named.key) or named.key
        if (Rulings(here.log).label(kind, live) or named.name) == label:
            raise BadQuery("to", f"it is called {quoted(label)} already")
        _keep(here, by, because, "rename", kind, names=(named,), label=label)


@rule.command("not-a-model")
@click.argument("name")
@_IN
@_signed
@click.pass_obj
def not_a_model(
    program: Program, name: str, articles: tuple[str, ...], by: str, because: str
) -> None:
    """Say that NAME is no model, but a slogan or a movement perhaps."""
    with desk(program) as here:
        says = {"names": (here.named("name", "model", name),), "articles": _articles(articles)}
        _keep(here, by, because, "not-a-model", "model", **says)


@rule.command("unit-of")
@click.argument("model")
@click.argument("unit", required=False, default="")
@click.option("--none", "nobody", is_flag=True, help="Take its unit away: none is known.")
@_IN
@_signed
@click.pass_obj
def unit_of(
    program: Program,
    model: str,
    unit: str,
    nobody: bool,
    articles: tuple[str, ...],
    by: str,
    because: str,
) -> None:
    """Say that UNIT runs MODEL."""
    if bool(unit) == nobody:
        raise BadQuery("unit", "give either a unit or --none")
    with desk(program) as here:
        says = {
            "names": (here.named("model", "model", model),),
            "unit": here.named("unit", "unit", unit) if unit else None,
            "articles": _articles(articles),
        }
        _keep(here, by, because, "unit-of", "model", **says)


@rule.command()
@click.argument("number", type=int)
@_signed
@click.pass_obj
def undo(program: Program, number: int, by: str, because: str) -> None:
    """Say that the ruling with that NUMBER does not hold.

    The undoing of an undoing makes what was undone hold again.
    """
    with desk(program) as here:
        kind, most = here.undoing(number)
        ruling = here.prepared(by, because, utc_now(), "undo", kind, undoes=number)
        here.archive.rulings.append(ruling)
        _tell(ruling, f"at most {counted(most, 'article')}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--export", "target", type=_FILE, help="Write all of them to this file.")
@click.option("--import", "source", type=_FILE, help="Take over those of an exported file.")
@click.pass_obj
def rulings(program: Program, as_json: bool, target: Path | None, source: Path | None) -> None:
    """List what people have ruled: number, day, who, what, why, and whether it holds.

    An exported file is taken over by an archive without rulings, or with the first of the same;
    numbers, days and authors stay.
    """
    if source and target:
        raise BadQuery("rulings", "--export and --import exclude each other")
    with program.open_archive() as archive:
        log = archive.rulings
        if source:
            new = log.replay(exported(source))
            click.echo(f"Took over {counted(new, 'ruling')}; guong index applies what is new.")
            return
        kept = log.read()
        if target:
            _export(target, log.path, kept)
            click.echo(f"Wrote {counted(len(kept), 'ruling')} to {target}.")
            return
        try:
            with Finder(archive, program.settings(IndexSettings)) as finder:
                told = listed(kept, finder.register)
        except IndexMissing:
            told = listed(kept, None)
    for one in told:
        line = json.dumps(listed_json(one), ensure_ascii=False) if as_json else listed_line(one)
        click.echo(line)
    if not as_json:
        holding = sum(not one.undone_by and one.ruling.verb != "undo" for one in told)
        click.echo(f"{counted(len(told), 'ruling')}, {holding} in force.", err=True)


def _kind(units: bool) -> RulingKind:
    return "unit" if units else "model"


def _articles(typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (one_line(article) for article in typed))))


def _keep(here: Desk, by: str, because: str, verb: Verb, kind: RulingKind, **says: Any) -> None:
    ruling = here.prepared(by, because, utc_now(), verb, kind, **says)
    changed = here.changed(ruling)
    here.archive.rulings.append(ruling)
    _tell(ruling, counted(changed, "article"))


def _tell(ruling: Ruling, changed: str) -> None:
    click.echo(f"Ruling {ruling.number}: {saying(ruling)}.")
    click.echo(f"It changes what is told of {changed}; guong index applies it.")


def _export(target: Path, log: Path, rulings: tuple[Ruling, ...]) -> None:
    if target.resolve() == log.resolve():
        raise BadQuery("export", f"{target}: is the archive's own file; choose another")
    draft = target.with_name(f"{target.name}.new")
    draft.write_text("".join(map(line_of, rulings)), encoding="utf-8")
    draft.replace(target)
