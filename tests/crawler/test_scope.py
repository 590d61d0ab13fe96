import pytest

from crawler.scope import Scope
from tests.crawler.conftest import source_at

SITE = Scope.of(source_at("https://btg.huyen.example/web/btg"))
FOLDER = Scope.of(source_at("https://btg.huyen.example/web/btg", paths=("/web/btg", "/documents/")))
NAMED = Scope.of(source_at("https://tinhdoan.example", hosts=("tinhdoan.example",)))
PORT = Scope.of(source_at("http://127.0.0.1:8001"))


@pytest.mark.parametrize(
    ("scope", "url", "objection"),
    [
        (SITE, "https://btg.huyen.example/bat-ky", None),
        (SITE, "http://btg.huyen.example/", None),
        (SITE, "https://www.btg.huyen.example/", None),
        (SITE, "https://BTG.Huyen.Example:443/", None),
        (SITE, "https://huyen.example/", "foreign host"),
        (SITE, "https://btg.huyen.example.ac/", "foreign host"),
        (SITE, "https://btg.huyen.example:8443/", "foreign host"),
        (SITE, "https://ai-do:mat-khau@btg.huyen.example/", "carries a password"),
        (SITE, "https://btg.huyen.example@ac.example/", "carries a password"),
        (SITE, "ftp://btg.huyen.example/", "not a web address"),
        (SITE, "javascript:void(0)", "not a web address"),
        (SITE, "/web/btg", "not a web address"),
        (SITE, "http://[hoi-dap", "not a web address"),
        (SITE, "http://btg.huyen.example:port/", "not a web address"),
        (FOLDER, "https://btg.huyen.example/web/btg", None),
        (FOLDER, "https://btg.huyen.example/web/btg/tin?trang=2", None),
        (FOLDER, "https://btg.huyen.example/documents/1/2/a.pdf", None),
        (FOLDER, "https://btg.huyen.example/web/btgkhac", "outside the paths"),
        (FOLDER, "https://btg.huyen.example/web", "outside the paths"),
        (FOLDER, "https://btg.huyen.example/documents", "outside the paths"),
        (FOLDER, "https://btg.huyen.example/web/btg/../noi-bo", "outside the paths"),
        (NAMED, "https://tinhdoan.example/tin", None),
        (NAMED, "https://btg.huyen.example/", "foreign host"),
        (PORT, "http://127.0.0.1:8001/tin", None),
        (PORT, "http://127.0.0.1:8002/tin", "foreign host"),
        (PORT, "http://localhost:8001/tin", "foreign host"),
    ],
)
def test_an_address_belongs_to_the_source_or_there_is_a_reason(
    scope: Scope, url: str, objection: str | None
) -> None:
    assert scope.objection(url) == objection
