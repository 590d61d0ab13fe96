from dataclasses import replace

import pytest

from archive.records import Visit
from crawler.adapters.base import Candidate
from crawler.admission import Admission
from crawler.interpret import Reading
from crawler.scope import Scope
from tests.crawler.conftest import source_at

HOST = "http://a.example"
VISIT = Visit(1, "mau", f"{HOST}/cu", "example,a)/cu", "article", 3, "a.example", True, None)


@pytest.fixture
def admission() -> Admission:
    return Admission(Scope.of(source_at(f"{HOST}/web", paths=("/web",))), redirects=2)


def test_what_belongs_to_the_source_is_admitted_once(admission: Admission) -> None:
    candidate = Candidate(f"{HOST}/web/a", "article")
    assert admission.admit([candidate, candidate]) == [candidate]
    assert admission.admit([candidate]) == []


def test_what_is_turned_away_is_counted_once_by_reason(admission: Admission) -> None:
    foreign = [Candidate("http://b.example/", "page"), Candidate("http://c.example/", "page")]
    outside = Candidate(f"{HOST}/khac", "page")
    assert admission.admit([*foreign, outside]) == []
    assert admission.admit([replace(outside, kind="article")]) == []
    assert admission.turned_away == {"foreign host": 2, "outside the paths": 1}


def test_a_sitemap_may_lie_outside_the_paths_but_not_on_another_host(
    admission: Admission,
) -> None:
    assert admission.objection(f"{HOST}/sitemap.xml", "sitemap") is None
    assert admission.objection("http://b.example/sitemap.xml", "sitemap") == "foreign host"


def test_a_redirect_leads_to_what_was_expected_at_the_old_address(admission: Admission) -> None:
    reading = Reading("redirected", f"{HOST}/web/moi")
    assert admission.follow(VISIT, reading) == [Candidate(f"{HOST}/web/moi", "article")]
    seed = replace(VISIT, kind="seed", url_key="seed")
    assert admission.follow(seed, Reading("redirected", f"{HOST}/web/tin")) == [
        Candidate(f"{HOST}/web/tin", "seed")
    ]


def test_a_chain_of_redirects_ends_at_the_limit(admission: Admission) -> None:
    visit, followed = VISIT, 0
    for number in range(5):
        leads = admission.follow(visit, Reading("redirected", f"{HOST}/web/{number}"))
        if not leads:
            break
        followed += 1
        visit = replace(visit, url_key=f"example,a)/web/{number}")
    assert followed == 2
    assert admission.turned_away == {"too many redirects": 1}


def _list(cur: int, *articles: int, path: str = "/web/tin") -> Reading:
    links = [Candidate(f"{HOST}/web/-/bai-{number}", "article") for number in articles]
    guess = Candidate(f"{HOST}{path}?_x_cur={cur + 1}", "listing", guessed=True)
    return Reading("listing", candidates=(*links, guess))


def _goes_on(admission: Admission, reading: Reading) -> bool:
    return any(one.guessed for one in admission.follow(VISIT, reading))


def test_a_list_is_followed_until_it_shows_the_same_page_again(admission: Admission) -> None:
    assert _goes_on(admission, _list(1, 1, 2))
    assert _goes_on(admission, _list(2, 3, 4))
    assert not _goes_on(admission, _list(3, 3, 4))


def test_another_list_may_show_the_same_articles(admission: Admission) -> None:
    assert _goes_on(admission, _list(1, 1, 2, path="/web"))
    assert _goes_on(admission, _list(1, 1, 2, path="/web/tin"))


def test_an_address_under_another_name_of_the_host_is_asked_for_under_its_own() -> None:
    source = source_at(HOST, aliases=("b.example", "c.example:8080"))
    admission = Admission(Scope.of(source), redirects=2)
    found = admission.admit(
        Candidate(url, "article")
        for url in (
            "https://www.b.example/web/a?x=1",
            "http://c.example:8080/b",
            "http://d.example/",
        )
    )
    assert [one.url for one in found] == [f"{HOST}/web/a?x=1", f"{HOST}/b"]
    assert admission.turned_away == {"foreign host": 1}
