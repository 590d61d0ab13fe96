"""Puts together what the portal publishes on one day, and the truth about it."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from crawler.sample.addresses import entry_path
from crawler.sample.composer import compose
from crawler.sample.corpus import Article, Corpus, Model, TrueModel, Truth, Unit
from crawler.sample.dates import EDITED, TODAY, moment, shape_for
from crawler.sample.drafts import Draft, Theme, TruthRow
from crawler.sample.oddities import Oddity, oddities_of
from crawler.sample.sections import BY_KEY
from crawler.sample.themes import BadSample, read_themes

CONTENT = Path(__file__).parent / "content"
# Midnight and noon are where a twelve-hour clock is most often misread.
_HOURS = (0, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 21)


def load_corpus(day: int = 1, folder: Path | None = None) -> Corpus:
    """What the portal publishes on its first or second day, read from the content folder."""
    if day not in TODAY:
        raise BadSample(f"day {day}: the sample portal has only the days 1 and 2")
    themes = read_themes(folder or CONTENT)
    units = {unit.key: unit for theme in themes for unit in theme.units}
    models = {model.key: model for theme in themes for model in theme.models}
    rows = {row.id: row for theme in themes for row in theme.truth}
    drafts = tuple(draft for theme in themes for draft in _texts(theme, models, rows))
    _check(drafts, rows, units, models)
    ranks = _ranks(drafts)
    shown = [draft for draft in drafts if draft.day <= day and not (draft.withdrawn and day == 2)]
    articles = [_article(_on(draft, day), rows[draft.id], ranks[draft.id], day) for draft in shown]
    gone = [draft for draft in drafts if draft.withdrawn and day == 2]
    return Corpus(
        day=day,
        articles=_newest_first(articles),
        withdrawn=_newest_first(
            _article(draft, rows[draft.id], ranks[draft.id], day) for draft in gone
        ),
        units=tuple(units.values()),
        models=tuple(models.values()),
        truth=tuple(_truth(article, rows[article.id], units, models) for article in articles),
    )


def _texts(theme: Theme, models: dict[str, Model], rows: dict[int, TruthRow]) -> tuple[Draft, ...]:
    composed = []
    for plan in theme.plans:
        for told in plan.models:
            if told.model not in models:
                raise BadSample(f"article {plan.draft.id}: no model has the key {told.model!r}")
        if plan.draft.id not in rows:
            raise BadSample(f"article {plan.draft.id} has no row in truth.toml")
        body = compose(plan, theme.sentences, models, rows[plan.draft.id].published)
        composed.append(replace(plan.draft, body=body))
    return (*theme.drafts, *composed)


def _check(
    drafts: tuple[Draft, ...],
    rows: dict[int, TruthRow],
    units: dict[str, Unit],
    models: dict[str, Model],
) -> None:
    for name, values in (
        ("id", [one.id for one in drafts]),
        ("slug", [one.slug for one in drafts]),
    ):
        if twice := [value for value, count in Counter(values).items() if count > 1]:
            raise BadSample(f"articles share the {name} {twice[0]}")
    if stray := {draft.id for draft in drafts} ^ rows.keys():
        raise BadSample(f"articles and truth rows do not match: {sorted(stray)}")
    for row in rows.values():
        for model, unit in row.models:
            if model not in models or (unit is not None and unit not in units):
                raise BadSample(f"truth row {row.id}: no model {model!r} or no unit {unit!r}")


def _ranks(drafts: tuple[Draft, ...]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    seen: Counter[str] = Counter()
    for draft in sorted(drafts, key=lambda one: (one.day, one.id)):
        ranks[draft.id] = seen[draft.section]
        seen[draft.section] += 1
    return ranks


def _on(draft: Draft, day: int) -> Draft:
    return replace(draft, **draft.day2) if day == 2 else draft


def _article(draft: Draft, row: TruthRow, rank: int, day: int) -> Article:
    section = BY_KEY[draft.section]
    rng = random.Random(f"guong {draft.id} clock")
    clock = rng.choice(_HOURS), rng.randrange(60), rng.randrange(60)
    published = moment(row.published, *clock)
    touched = day == 2 and (draft.day == 2 or draft.day2 or draft.withdrawn)
    modified = EDITED if touched else published
    oddities = oddities_of(section, rank)
    sent = _decomposed if Oddity.DECOMPOSED in oddities else str
    shape = shape_for(section.layout, rank)
    return Article(
        id=draft.id,
        slug=draft.slug,
        section=section,
        rank=rank,
        title=sent(draft.title),
        summary=sent(draft.summary),
        body=tuple(sent(text) for text in draft.body),
        captions=tuple(sent(text) for text in draft.captions),
        author=sent(draft.author),
        attachments=draft.attachments,
        published=published,
        modified=modified,
        date_shape=shape,
        date_text=shape.text(published, modified, TODAY[day]) if row.dated else None,
        oddities=oddities,
    )


def _newest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda one: (one.published, one.id), reverse=True))


def _truth(
    article: Article, row: TruthRow, units: dict[str, Unit], models: dict[str, Model]
) -> Truth:
    told_at = article.date_shape.told(article.published) if row.dated else None
    return Truth(
        id=article.id,
        path=entry_path(article.section, article.id),
        section=article.section.title,
        published=row.published if row.dated else None,
        published_at=told_at,
        models=tuple(
            TrueModel(model, models[model].name, unit, units[unit].name if unit else None)
            for model, unit in row.models
        ),
        cites=row.cites,
        title=_nfc(article.title),
        summary=_nfc(article.summary),
        body=tuple(_nfc(text) for text in article.body),
        captions=tuple(_nfc(text) for text in article.captions),
        author=_nfc(article.author),
        attachments=article.attachments,
    )


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
