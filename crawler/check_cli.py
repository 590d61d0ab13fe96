"""The command `check`: what the crawler would make of one page. Nothing of it is kept."""

import json
import time
from urllib.parse import urljoin, urlsplit

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
    source, objection = _source(settings, url, name)
    own.check(source)
    collector = Collector(settings, utc_now, time.sleep)
    try:
        answer = collector.ask(source, _visit(source, url))
    finally:
        collector.close()
    verdict = _verdict(answer)
    outcome = answer.outcome
    if isinstance(outcome, Refused | Unreachable):
        told = {
            "url": url, "source": source.name, "objection": objection, "robots": verdict,
            "outcome": outcome.reason,
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False) if machine else f"robots    {verdict}")
        reason = outcome.reason if isinstance(outcome, Refused) else outcome.detail
        reason = answer.fault or reason
        if "private address" in reason:
            reason += f'; its source may allow that with private_hosts = ["{_name(url)}"]'
        raise click.ClickException(f"{url}: nothing was fetched: {reason}")
    exchange = outcome.exchange
    payload = payload_of(exchange, MAX_DECODED)
    found = examine(source, exchange.url, payload, exchange.began)
    if machine:
        told = {
            "source": source.name, "objection": objection, "robots": verdict, **as_json(found)
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"source    {source.name}{f': {objection}' if objection else ''}")
    click.echo(f"robots    {verdict}")
    for line in lines(found):
        click.echo(line)


def _source(settings: CrawlerSettings, url: str, name: str) -> tuple[SourceSettings, str | None]:
    """The source that the page is read for, and why a crawl would not ask for it."""
    try:
        address = canonical(url)
    except ValueError as error:
        raise click.UsageError(f"URL: {error}") from None
    if name:
        source = named(settings.source, name)
        scope = Scope.of(source)
        objection = scope.objection(scope.proper(address))
        return source, f"no crawl of it comes here: {objection}" if objection else None
    for source in settings.source:
        scope = Scope.of(source)
        if scope.objection(scope.proper(address)) is None:
            return source, None
    unknown = SourceSettings(name="unknown", seeds=(urljoin(address, "/"),))
    return unknown, "no source of guong.toml covers this address, so no crawl comes here"


def _name(url: str) -> str:
    """The host as settings name it, without a port."""
    name = urlsplit(canonical(url)).hostname or ""
    return f"[{name}]" if ":" in name else name


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
