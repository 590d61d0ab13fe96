"""The frontier remembers every address of a source and what became of it."""

from datetime import date
from typing import Any

from archive.records import NewVisit, Visit
from archive.store import Archive
from tests.builders import NOW, PAGE_URL, later, make_exchange

SITE = "https://portal.example.vn"


def add(archive: Archive, *new: NewVisit, source: str = "mau") -> int:
    with archive.begin() as work:
        return work.add(source, new, NOW)


def article(path: str, **varied: Any) -> NewVisit:
    return NewVisit(f"{SITE}/{path}", "article", **varied)


def visit(archive: Archive, path: str) -> Visit:
    found = archive.visit("mau", f"{SITE}/{path}")
    assert found is not None
    return found


def test_a_new_address_is_due_at_once(archive: Archive) -> None:
    hint = date(2024, 5, 17)
    assert add(archive, article("a", priority=3, found_on=SITE, hint=hint)) == 1
    found = visit(archive, "a")
    assert (found.kind, found.priority, found.due) == ("article", 3, NOW)
    assert (found.found_on, found.hint, found.failures) == (SITE, hint, 0)
    assert (found.fetched_at, found.outcome, found.capture) == (None, None, None)


def test_one_address_is_known_once_a_source_however_it_is_spelled(archive: Archive) -> None:
    again = NewVisit("http://www.portal.example.vn/a/;jsessionid=1?redirect=x", "article")
    assert add(archive, article("a"), again) == 1
    assert add(archive, article("a")) == 0
    assert add(archive, article("a"), source="khac") == 1
    assert len(archive.visits("mau")) == 1
    assert archive.visit("mau", again.url) == visit(archive, "a")


def test_a_known_address_takes_over_what_is_better_and_keeps_its_plan(archive: Archive) -> None:
    add(archive, article("a", priority=5, hint=date(2024, 1, 1)))
    with archive.begin() as work:
        work.settle(visit(archive, "a"), outcome="kept", now=NOW)
    add(archive, article("a", priority=7, hint=date(2024, 1, 2)))
    add(archive, article("a", priority=2, hint=None))
    found = visit(archive, "a")
    assert (found.priority, found.hint, found.due) == (2, date(2024, 1, 2), None)


def test_the_better_priority_comes_first_then_the_newer_then_the_first_found(
    archive: Archive,
) -> None:
    add(
        archive,
        article("undated", priority=1),
        article("old", priority=1, hint=date(2020, 1, 1)),
        article("new", priority=1, hint=date(2024, 1, 1)),
        article("undated-2", priority=1),
        article("listing", priority=0),
    )
    order = [found.url.removeprefix(f"{SITE}/") for found in archive.due("mau", NOW)]
    assert order == ["listing", "new", "old", "undated", "undated-2"]
    assert [found.url for found in archive.due("mau", NOW, limit=1)] == [f"{SITE}/listing"]


def test_only_what_is_due_by_now_is_due(archive: Archive) -> None:
    add(archive, article("a"), article("b"), article("c"))
    with archive.begin() as work:
        work.settle(visit(archive, "a"), outcome="kept", now=NOW)
        work.settle(visit(archive, "b"), outcome="timeout", now=NOW, due=later(hours=1))
    assert [found.url for found in archive.due("mau", NOW)] == [f"{SITE}/c"]
    assert archive.pending("mau", NOW) == 1
    assert archive.pending("mau", later(hours=1)) == 2
    assert archive.pending("khac", later(hours=1)) == 0


def test_known_addresses_can_be_planned_again_by_kind(archive: Archive) -> None:
    add(archive, NewVisit(f"{SITE}/list", "listing"), article("a"))
    add(archive, article("a"), source="khac")
    with archive.begin() as work:
        for path in ("list", "a"):
            work.settle(visit(archive, path), outcome="kept", now=NOW)
        assert work.plan("mau", later(days=1), kinds=("seed", "listing")) == 1
    assert [found.due for found in archive.visits("mau")] == [later(days=1), None]
    with archive.begin() as work:
        work.settle(visit(archive, "a"), outcome="too large", now=NOW)
        assert work.plan("mau", later(days=1), spared=("too large",)) == 1
    with archive.begin() as work:
        assert work.plan("mau", later(days=2)) == 2
    assert {found.due for found in archive.visits("mau")} == {later(days=2)}
    assert [found.due for found in archive.visits("khac")] == [NOW]


def test_a_kept_page_leaves_its_capture_and_validators(archive: Archive) -> None:
    add(archive, article("a"))
    with archive.begin() as work:
        capture = work.keep(work.start_run("crawl", "mau", NOW), make_exchange(url=PAGE_URL))
        work.settle(
            visit(archive, "a"), outcome="kept", now=later(hours=1), capture=capture, etag='"1"',
            last_modified="Sat, 01 Mar 2025 02:00:00 GMT", article="aaaaaaaaaaaaaaaa",
        )  # fmt: skip
    found = visit(archive, "a")
    assert (found.outcome, found.fetched_at, found.due) == ("kept", later(hours=1), None)
    assert (found.capture, found.etag, found.article) == (capture.id, '"1"', "aaaaaaaaaaaaaaaa")
    with archive.begin() as work:
        work.settle(found, outcome="timeout", now=later(hours=2), failed=True, detail="30 s")
    failed = visit(archive, "a")
    assert (failed.outcome, failed.detail, failed.failures) == ("timeout", "30 s", 1)
    assert (failed.capture, failed.etag, failed.article) == (
        capture.id,
        '"1"',
        "aaaaaaaaaaaaaaaa",
    )
    assert failed.last_modified == "Sat, 01 Mar 2025 02:00:00 GMT"


def test_a_new_capture_without_validators_forgets_the_old_ones(archive: Archive) -> None:
    add(archive, article("a"))
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        first, second = (work.keep(run, make_exchange(body)) for body in (b"1", b"2"))
        work.settle(visit(archive, "a"), outcome="kept", now=NOW, capture=first, etag='"1"')
    with archive.begin() as work:
        work.settle(visit(archive, "a"), outcome="kept", now=NOW, capture=second)
    assert (visit(archive, "a").capture, visit(archive, "a").etag) == (second.id, None)


def test_failures_add_up_until_a_success(archive: Archive) -> None:
    add(archive, article("a"))
    counts = []
    for failed in (True, True, False, True):
        with archive.begin() as work:
            work.settle(visit(archive, "a"), outcome="x", now=NOW, failed=failed)
        counts.append(visit(archive, "a").failures)
    assert counts == [1, 2, 0, 1]


def test_an_unknown_address_is_none(archive: Archive) -> None:
    assert archive.visit("mau", PAGE_URL) is None
