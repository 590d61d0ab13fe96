"""What holds of any rulings whatever, on any mentions."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.home import Home
from archive.ruling_log import RulingLog, exported, line_of
from archive.rulings import Ruling, active
from index.register.entries import Told
from index.rulings.applied import Rulings, comparable
from tests.index.rulings.saying import Says, model, unit

MODELS = ["tủ đồ", "tủ áo", "heo đất", "camera", "vườn ươm"]
UNITS = ["hội xã", "hội ấp", "đoàn xã", "công an"]
FORMS = ["Tủ Đồ", "tủ đồ", "heo", "hội", "đoàn"]
ARTICLES = ["a1", "a2", "a3"]

some_article = st.sampled_from(ARTICLES)
perhaps_unit = st.none() | st.sampled_from(UNITS)
# Verb, kind, and places in the lists of what can be named, forms and articles.
Said = tuple[str, bool, int, int, int, int]
some_ruling: st.SearchStrategy[Said] = st.tuples(
    st.sampled_from(["merge", "merge", "split", "rename", "no model", "unit of", "undo"]),
    st.booleans(), *(st.integers(0, 63) for _ in range(4)),
)  # fmt: skip


def said(drawn: list[Said]) -> list[Ruling]:
    """A log of such rulings; what was split off can be named by those behind it."""
    says = Says()
    known = {"model": list(MODELS), "unit": list(UNITS)}
    for verb, of_units, one, other, third, fourth in drawn:
        kind = "unit" if of_units and verb in ("merge", "split", "rename") else "model"
        names = known[kind]
        name = names[one % len(names)]
        where = ARTICLES[third % 3 : fourth % 4]
        match verb:
            case "merge":
                says.merge(name, into=names[other % len(names)], kind=kind)
            case "split":
                born = f"{name}-r{len(says.log) + 1}"
                forms = [] if where else [FORMS[other % len(FORMS)]]
                says.split(name, born, forms=forms, articles=where, kind=kind)
                names.append(born)
            case "rename":
                says.rename(name, FORMS[other % len(FORMS)], kind=kind)
            case "no model":
                says.no_model(name, *where)
            case "unit of":
                units = [None, *known["unit"]]
                says.unit_of(name, units[other % len(units)], *where)
            case "undo" if says.log:
                says.undo(1 + one % len(says.log))
    return says.log


@st.composite
def an_article(draw: st.DrawFn, models: list[str] = MODELS) -> list[Told]:
    """What one article tells: each key once, as extraction gives it."""
    article = draw(some_article)
    told = [
        model(
            article,
            key,
            form=draw(st.sampled_from(FORMS)),
            unit=draw(perhaps_unit),
            start=start,
            tier=draw(st.sampled_from(["fact", "suggestion"])),
            confidence=draw(st.sampled_from([0.5, 0.9])),
        )
        for start, key in enumerate(draw(st.lists(st.sampled_from(models), unique=True)))
    ]
    units = draw(st.lists(st.sampled_from(UNITS), unique=True))
    return told + [
        unit(article, key, form=draw(st.sampled_from(FORMS)), start=start)
        for start, key in enumerate(units, 10)
    ]


logs = st.lists(some_ruling, max_size=40).map(said)


@settings(max_examples=25)
@given(
    drawn=st.lists(some_ruling, min_size=200, max_size=200),
    order=st.randoms(use_true_random=False),
    told=st.lists(an_article(), max_size=3),
)
def test_two_hundred_rulings_and_their_undoing_end_where_they_began(
    drawn: list[Said], order: object, told: list[list[Told]]
) -> None:
    says = Says()
    says.log = said(drawn)
    numbers = [each.number for each in active(says.log)]
    order.shuffle(numbers)  # type: ignore[attr-defined]  # a random.Random
    for number in numbers:
        says.undo(number)
    rulings = Rulings(says.log)
    assert rulings.digest == ""
    for article in told:
        assert rulings.applied(article) == article
    for key in (*MODELS, *UNITS):
        for kind in ("model", "unit"):
            assert (rulings.moved(kind, key), rulings.label(kind, key)) == (None, None)
            assert rulings.of(kind, key) == ()


@settings(max_examples=40)
@given(logs, st.lists(an_article(), max_size=3))
def test_an_exported_log_that_is_replayed_gives_the_same(
    log: list[Ruling], told: list[list[Told]]
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "out.jsonl"
        file.write_text("".join(map(line_of, log)), encoding="utf-8")
        again = RulingLog(Home(Path(folder)))
        assert again.replay(exported(file)) == len(log)
        before, after = Rulings(log), Rulings(again.read())
    assert (after.digest, after.named) == (before.digest, before.named)
    for article in told:
        assert after.applied(article) == before.applied(article)


@given(logs, an_article(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_does_not_matter_and_each_key_is_left_once(
    log: list[Ruling], told: list[Told], order: object
) -> None:
    rulings = Rulings(log)
    shuffled = list(told)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    left = rulings.applied(told)
    assert set(rulings.applied(shuffled)) == set(left)
    assert len({(each.kind, each.key) for each in left}) == len(left)


@given(logs, an_article())
def test_an_article_that_drew_nothing_that_is_named_is_left_as_it_is(
    log: list[Ruling], told: list[Told]
) -> None:
    rulings = Rulings(log)
    drawn = {(each.kind, each.key) for each in told} | {("unit", each.unit) for each in told}
    if not drawn & rulings.named:
        assert rulings.applied(told) == told
    elsewhere = [each for each in told if each.unit is None and each.kind == "model"]
    strangers = [model(each.article, f"khác {each.key}", form=each.form) for each in elsewhere]
    assert rulings.applied(strangers) == strangers


@given(logs, an_article())
def test_only_what_holds_counts(log: list[Ruling], told: list[Told]) -> None:
    holding = Rulings(active(log))
    assert Rulings(log).digest == holding.digest
    assert Rulings(log).applied(told) == holding.applied(told)


@given(logs)
def test_addresses_lead_to_where_mentions_are(log: list[Ruling]) -> None:
    rulings = Rulings(log)
    for key in MODELS:
        live = rulings.moved("model", key)
        assert live is None or rulings.moved("model", live) is None
        for left in rulings.applied([model("ở đâu", key, form="không ai viết vậy")]):
            assert left.key == (live or key)


@dataclass
class Walker:
    """A mention that is led from ruling to ruling, as a person would do it with cards."""

    kind: str
    key: str
    article: str
    form: str
    unit: "Walker | None" = None
    dropped: bool = False


def walked(log: list[Ruling], told: Told, unit_form: str) -> tuple[str, str | None] | None:
    """Key and unit of one model after every ruling that holds, taken one by one."""
    own = Walker("model", told.key, told.article, comparable(told.form))
    if told.unit:
        own.unit = Walker("unit", told.unit, told.article, comparable(unit_form))
    one_with: dict[tuple[str, str], str] = {}

    def root(kind: str, key: str) -> str:
        while (kind, key) in one_with:
            key = one_with[kind, key]
        return key

    for ruling in active(log):
        into = root(ruling.kind, ruling.into.key) if ruling.into else None
        for named in ruling.names:
            key = root(ruling.kind, named.key)
            forms = [comparable(form) for form in ruling.forms]
            for walker in filter(None, (own, own.unit)):
                if (walker.kind, walker.key) != (ruling.kind, key) or walker.dropped:
                    continue
                if ruling.articles and walker.article not in ruling.articles:
                    continue
                if forms and walker.form not in forms:
                    continue
                if ruling.verb in ("merge", "split"):
                    assert into is not None
                    walker.key = into
                elif ruling.verb == "not-a-model":
                    walker.dropped = True
                elif ruling.verb == "unit-of" and ruling.unit is None:
                    walker.unit = None
                elif ruling.verb == "unit-of" and ruling.unit:
                    walker.unit = Walker("unit", root("unit", ruling.unit.key), told.article, "")
            if ruling.verb == "merge" and into and key != into:
                one_with[ruling.kind, key] = into
    return None if own.dropped else (own.key, own.unit.key if own.unit else None)


@settings(max_examples=300)
@given(
    logs, some_article, st.sampled_from(MODELS), st.sampled_from(FORMS), perhaps_unit,
    st.sampled_from(FORMS),
)  # fmt: skip
def test_a_mention_ends_where_it_is_led_ruling_by_ruling(
    log: list[Ruling], article: str, key: str, form: str, run_by: str | None, unit_form: str
) -> None:
    told = [model(article, key, form=form, unit=run_by)]
    if run_by:
        told.append(unit(article, run_by, form=unit_form))
    left = [each for each in Rulings(log).applied(told) if each.kind == "model"]
    expected = walked(log, told[0], unit_form)
    assert [(each.key, each.unit) for each in left] == ([expected] if expected else [])
