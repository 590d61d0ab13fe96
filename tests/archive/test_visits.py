"""The frontier remembers every address of a source and what became of it."""

from datetime import date
from typing import Any

from archive.records import NewVisit, Visit
from archive.store import Archive
from tests.builders import NOW, PAGE_URL, later, make_draft, make_exchange

SITE = "https://portal.example.vn"
HOST = "portal.example.vn"


def add(archive: Archive, *new: NewVisit, source: str = "mau") -> int:
    with archive.begin() as work:
        return work.visits(source).add(new, NOW)


def article(path: str, **varied: Any) -> NewVisit:
    return NewVisit(f"{SITE}/{path}", "article", **{"host": HOST, **varied})


def visit(archive: Archive, path: str) -> Visit:
    found = archive.visit("mau", f"{SITE}/{path}")
    assert found is not None
    return found


def settle(archive: Archive, path: str, **values: Any) -> None:
    with archive.begin() as work:
        found = visit(archive, path)
        work.visits("mau").settle(found, **{"outcome": "article", "now": NOW, **values})


def queue(archive: Archive, **which: Any) -> set[str]:
    """Empties the frontier, queues those that fit, and says which they are."""
    for one in archive.visits("mau"):
        if one.queued:
            settle(archive, one.url.removeprefix(f"{SITE}/"), outcome=one.outcome)
    with archive.begin() as work:
        work.visits("mau").queue(NOW, **which)
    return {one.url.removeprefix(f"{SITE}/") for one in archive.visits("mau") if one.queued}


def queued(archive: Archive, host: str = HOST, limit: int = 100, **by: float) -> list[str]:
    with archive.begin() as work:
        found = work.visits("mau").queued(host, later(**by), limit)
    return [one.url.removeprefix(f"{SITE}/") for one in found]


def test_a_new_address_is_on_the_frontier_at_once(archive: Archive) -> None:
    hint = date(2024, 5, 17)
    new = article("a", priority=3, found_on=SITE, hint=hint, hint_from="feed")
    assert add(archive, new) == 1
    found = visit(archive, "a")
    assert (found.kind, found.host, found.priority) == ("article", HOST, 3)
    assert (found.queued, found.due) == (True, NOW)
    assert (found.found_on, found.hint, found.hint_from) == (SITE, hint, "feed")
    assert (found.failures, found.fetched_at, found.outcome, found.capture) == (0, None, None, None)


def test_one_address_is_known_once_a_source_however_it_is_spelled(archive: Archive) -> None:
    again = NewVisit("http://www.portal.example.vn/a/;jsessionid=1?redirect=x", "article")
    assert add(archive, article("a"), again) == 1
    assert add(archive, article("a")) == 0
    assert add(archive, article("a"), source="khac") == 1
    assert len(archive.visits("mau")) == 1
    assert archive.visit("mau", again.url) == visit(archive, "a")


def test_more_addresses_than_one_statement_takes_are_all_added(archive: Archive) -> None:
    many = [article(f"bai-{number}") for number in range(1_000)]
    assert add(archive, *many) == 1_000
    assert add(archive, *many, article("moi")) == 1


def test_an_address_that_waits_takes_over_a_better_priority_and_a_newer_hint(
    archive: Archive,
) -> None:
    add(archive, article("a", priority=5, hint=date(2024, 1, 1), hint_from="listing"))
    add(archive, article("a", priority=7, hint=date(2024, 1, 2), hint_from="feed"))
    add(archive, article("a", priority=2))
    found = visit(archive, "a")
    assert (found.priority, found.hint, found.hint_from) == (2, date(2024, 1, 2), "feed")


def test_a_newer_hint_says_that_a_page_has_changed_since(archive: Archive) -> None:
    add(archive, article("a", hint=date(2024, 1, 1)), article("b"))
    for path in "ab":
        settle(archive, path, due=later(days=30))
    assert add(archive, article("a", hint=date(2024, 1, 1)), article("b")) == 0
    # What had no date until now has not changed because somebody gives it one.
    assert add(archive, article("b", hint=date(2024, 1, 1))) == 0
    assert add(archive, article("a", hint=date(2024, 2, 1))) == 1
    assert queued(archive) == ["a"]


def test_what_is_to_be_asked_for_again_comes_back_though_it_is_known(archive: Archive) -> None:
    add(archive, article("trang-2", priority=9))
    settle(archive, "trang-2", due=later(days=30))
    assert add(archive, article("trang-2", priority=4)) == 0
    assert add(archive, article("trang-2", priority=4, again=True)) == 1
    assert queued(archive) == ["trang-2"]
    assert visit(archive, "trang-2").priority == 4


def test_the_better_priority_comes_first_then_the_first_found(archive: Archive) -> None:
    add(
        archive,
        article("b", priority=1),
        article("c", priority=2),
        article("a", priority=0),
        article("b-2", priority=1),
        article("khac", priority=-1, host="khac.example.vn"),
    )
    assert queued(archive) == ["a", "b", "b-2", "c"]
    assert queued(archive, limit=1) == ["a"]
    assert queued(archive, host="khac.example.vn") == ["khac"]
    with archive.begin() as work:
        assert work.visits("mau").queued_hosts() == {HOST: 4, "khac.example.vn": 1}


def test_what_is_postponed_is_not_asked_for_before(archive: Archive) -> None:
    add(archive, article("a"), article("b"), article("c"))
    settle(archive, "a")
    settle(archive, "b", outcome="timeout", queued=True, due=later(hours=1))
    assert queued(archive) == ["c"]
    assert queued(archive, hours=1) == ["b", "c"]
    with archive.begin() as work:
        assert work.visits("mau").postponed(NOW) == {HOST: later(hours=1)}
        assert work.visits("mau").postponed(later(hours=1)) == {}
        assert work.visits("khac").queued_hosts() == {}


def test_known_addresses_are_queued_by_what_they_are(archive: Archive) -> None:
    add(archive, NewVisit(f"{SITE}/muc", "page", host=HOST), article("a"), article("b"))
    add(archive, article("a"), source="khac")
    settle(archive, "muc", standing="section", due=later(days=1))
    settle(archive, "a", standing="article", due=NOW, article="aaaaaaaaaaaaaaaa")
    settle(archive, "b", outcome="too large", due=NOW)
    assert queue(archive) == {"muc", "a", "b"}
    assert queue(archive, kinds=("page",)) == {"muc"}
    assert queue(archive, standings=("section",)) == {"muc"}
    assert queue(archive, standings=("", "article")) == {"a", "b"}
    assert queue(archive, spared=("too large",)) == {"muc", "a"}
    assert queue(archive, article="aaaaaaaaaaaaaaaa") == {"a"}
    assert [found.queued for found in archive.visits("khac")] == [True]


def test_only_what_is_due_is_queued_where_that_is_asked_for(archive: Archive) -> None:
    add(archive, article("a"), article("b"), article("c"))
    settle(archive, "a", due=NOW)
    settle(archive, "b", due=later(seconds=1))
    settle(archive, "c")
    with archive.begin() as work:
        work.visits("mau").queue(NOW, due=True)
    assert queued(archive) == ["a"]


def test_a_kept_page_leaves_its_capture_and_validators(archive: Archive) -> None:
    add(archive, article("a"))
    with archive.begin() as work:
        capture = work.keep(work.start_run("crawl", "mau", NOW), make_exchange(url=PAGE_URL))
    settle(
        archive, "a", now=later(hours=1), standing="article", capture=capture, etag='"1"',
        last_modified="Sat, 01 Mar 2025 02:00:00 GMT", article="aaaaaaaaaaaaaaaa",
    )  # fmt: skip
    found = visit(archive, "a")
    assert (found.outcome, found.fetched_at, found.queued) == ("article", later(hours=1), False)
    assert (found.capture, found.etag, found.article) == (capture.id, '"1"', "aaaaaaaaaaaaaaaa")
    settle(archive, "a", outcome="timeout", now=later(hours=2), failed=True, detail="30 s")
    failed = visit(archive, "a")
    assert (failed.outcome, failed.detail, failed.failures) == ("timeout", "30 s", 1)
    assert (failed.capture, failed.etag, failed.article) == (capture.id, '"1"', "aaaaaaaaaaaaaaaa")
    assert failed.standing == "article"


def test_one_address_of_an_article_stays_when_the_others_are_retired(archive: Archive) -> None:
    add(archive, article("a"), article("a-slug"), article("b"))
    for path in ("a", "a-slug", "b"):
        key = "a" if path.startswith("a") else "b"
        settle(archive, path, article=key * 16, standing="article", due=NOW)
    with archive.begin() as work:
        work.visits("mau").retire("a" * 16, but=visit(archive, "a").url_key)
    assert [one.due for one in archive.visits("mau")] == [NOW, None, NOW]


def test_a_page_that_has_led_to_an_article_is_a_section(archive: Archive) -> None:
    add(archive, NewVisit(f"{SITE}/muc", "page", host=HOST), article("a"))
    settle(archive, "muc", outcome="page", standing="page")
    settle(archive, "a", standing="article")
    with archive.begin() as work:
        for path in ("muc", "a", "khong-co"):
            work.visits("mau").mark_section(f"{SITE}/{path}")
    assert [one.standing for one in archive.visits("mau")] == ["section", "article"]


def test_an_article_counts_as_read_from_when_it_was_first_seen(archive: Archive) -> None:
    add(archive, article("a"), article("dead"), article("moi"))
    with archive.begin() as work:
        run = work.start_run("crawl", "mau", NOW)
        capture = work.keep(run, make_exchange(url=f"{SITE}/a"))
        known = work.record(make_draft(url=f"{SITE}/a"), capture).id
    settle(archive, "a", article=known, now=later(days=5))
    settle(archive, "dead", outcome="gone", now=NOW)
    keys = [one.url_key for one in archive.visits("mau")]
    with archive.begin() as work:
        assert work.visits("mau").count_read(keys, before=later(hours=1)) == 2
        assert work.visits("mau").count_read(keys, before=NOW) == 0


def test_what_addresses_have_come_to_is_listed(archive: Archive) -> None:
    add(archive, article("a"), article("b"), article("c"))
    settle(archive, "a", standing="article", article="aaaaaaaaaaaaaaaa")
    settle(archive, "b", standing="gone")
    with archive.begin() as work:
        found = list(work.visits("mau").standings())
    assert found == [
        (visit(archive, "a").url_key, "article", "aaaaaaaaaaaaaaaa"),
        (visit(archive, "b").url_key, "gone", None),
    ]
