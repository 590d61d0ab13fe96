"""Feeds and sitemaps."""

from xml.etree import ElementTree

import pytest
from werkzeug.test import Client

from crawler.sample import SECTIONS, SamplePortal, load_corpus
from crawler.sample.addresses import (
    Form,
    entry_path,
    feed_path,
    path_in_form,
    section_path,
)

HOST = "http://localhost"
CORPUS = load_corpus(1)
_, UNIONS, COUNTRY, GUARD, CULTURE = SECTIONS
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(SamplePortal(CORPUS, slow_seconds=0, huge_bytes=100_000))


@pytest.mark.parametrize("section", [one for one in SECTIONS if one.feed])
def test_feeds_are_atom_with_the_twenty_newest_by_number(client: Client, section) -> None:
    answer = client.get(feed_path(section))
    assert answer.mimetype == "application/atom+xml"
    entries = ElementTree.fromstring(answer.data).findall(f"{ATOM}entry")
    dated = [one for one in CORPUS.of_section(section.key) if one.date_text]
    found = [entry.find(f"{ATOM}link").get("href") for entry in entries]
    assert found == [HOST + entry_path(section, one.id) for one in dated[:20]]
    assert entries[0].findtext(f"{ATOM}published") == dated[0].published.isoformat()
    assert entries[0].findtext(f"{ATOM}title") == dated[0].title


def test_one_feed_has_no_bytes(client: Client) -> None:
    answer = client.get(feed_path(GUARD))
    assert (answer.status_code, answer.data) == (200, b"")


def test_the_sitemap_is_an_index_of_parts_and_some_are_missing(client: Client) -> None:
    answer = client.get("/sitemap.xml")
    assert b"&amp;layoutUuid=" in answer.data
    index = ElementTree.fromstring(answer.data)
    assert index.tag == f"{MAP}sitemapindex"
    parts = [one.text or "" for one in index.iter(f"{MAP}loc")]
    assert len(parts) == 7
    for part in parts:
        assert "p_l_id=" in part
        assert "&groupId=30215&privateLayout=false" in part
    answers = [client.get(part.removeprefix(HOST)) for part in parts]
    assert [one.status_code for one in answers] == [404, 404, 200, 200, 404, 200, 404]
    found = [
        one.text
        for answer in answers
        if answer.status_code == 200
        for one in ElementTree.fromstring(answer.data).iter(f"{MAP}loc")
    ]
    for section in (UNIONS, COUNTRY, CULTURE):
        assert HOST + section_path(section) in found
        for article in CORPUS.of_section(section.key):
            assert HOST + path_in_form(article, Form.PLAIN) in found
