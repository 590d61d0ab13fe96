"""The command `check`: what the crawler would make of one page. Nothing of it is kept."""

import json
import time
from urllib.parse import urljoin

import click

from archive.payloads import payload_of
from archive.program import Program
from archive.records import Visit
from archive.store import utc_now
from archive.urls import canonical, url_key
from crawler.adapters import own
from crawler.check import as_json, examine, lines
from crawler.collector import Answer, Collector
from crawler.interpret import MAX_DECODED
from crawler.outcomes import Refused, Unreachable
from crawler.scope import Scope, host_of
from crawler.settings import CrawlerSettings, SourceSettings, named


@click.command()
@click.argument("url")
@click.option("--source", "name", default="", help="Read it as a page of this source.")
@click.option("--json", "machine", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def check(program: Program, url: str, name: str, machine: bool) -> None:
    """Say what the crawler would make of the page at URL; nothing is kept.

    Asked for as the crawl would, robots.txt first: the verdict, the software it was taken for and
    why, every field of the article with the rule that found it, and the addresses it leads to.
    Without --source it is read as a page of the source whose scope covers it, or of none.
    """
    settings = program.settings(CrawlerSettings)
    source = _source(settings, url, name)
    own.check(source)
    collector = Collector(settings, utc_now, time.sleep)
    try:
        answer = collector.ask(source, _visit(source, url))
    finally:
        collector.close()
    verdict = _verdict(answer)
    outcome = answer.outcome
    if isinstance(outcome, Refused | Unreachable):
        told = {"url": url, "source": source.name, "robots": verdict, "outcome": outcome.reason}
        click.echo(json.dumps(told, ensure_ascii=False) if machine else f"robots    {verdict}")
        reason = outcome.reason if isinstance(outcome, Refused) else outcome.detail
        raise click.ClickException(f"{url}: nothing was fetched: {answer.fault or reason}")
    exchange = outcome.exchange
    payload = payload_of(exchange, MAX_DECODED)
    found = examine(source, exchange.url, payload, exchange.began)
    if machine:
        told = {"source": source.name, "robots": verdict, **as_json(found)}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"source    {source.name}")
    click.echo(f"robots    {verdict}")
    for line in lines(found):
        click.echo(line)


def _source(settings: CrawlerSettings, url: str, name: str) -> SourceSettings:
    try:
        address = canonical(url)
    except ValueError as error:
        raise click.UsageError(f"URL: {error}") from None
    if name:
        return named(settings.source, name)
    for source in settings.source:
        scope = Scope.of(source)
        if scope.objection(scope.proper(address)) is None:
            return source
    return SourceSettings(name="unknown", seeds=(urljoin(address, "/"),))


def _visit(source: SourceSettings, url: str) -> Visit:
    """The page as an address of the frontier."""
    url = Scope.of(source).proper(url)
    host = host_of(canonical(url))
    return Visit(0, source.name, url, url_key(url), "page", 0, host, queued=True, due=None)


def _verdict(answer: Answer) -> str:
    if answer.fault:
        return f"cannot be read, so nobody may be asked: {answer.fault}"
    if isinstance(answer.outcome, Refused) and answer.outcome.reason == "robots.txt":
        return "forbids it"
    return f"allows it, {answer.pause:.1f} s apart"
