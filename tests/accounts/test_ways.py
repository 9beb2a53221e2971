"""`next` leads to places within the app, or is as if it were not there."""
from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from app.accounts.ways import own_path
from tests.accounts.conftest import sign_in

OWN = [
    "/", "/c/ai-7/", "/c/ai-7/questions/?q=torch.gather&week=3", "/c/ai-7/reviews/12#comment-3", "/me/?a=b//c", "/c/ai-7/questions/?q=한글",
    "/join/ABCD3467", "/c/ai-7/questions/?next=https%3A%2F%2Fexample.net",
]
FOREIGN = [
    "", None, "me", "./me", "../me", "?next=/", "#top", " /me/", "/" + "a" * 3000,
    "https://example.net", "http://example.net/", "HTTPS://EXAMPLE.NET", "http:example.net", "http:/example.net", "https:///example.net",
    "//example.net", "///example.net", "////example.net/x", "//user@example.net", "//example.net:443", "//[::1", "//％2Fexample.net",
    "\\\\example.net", "/\\example.net", "\\/example.net", "/\\/example.net", "/c/\\example.net",
    "/\t/example.net", "/\n/example.net", "/\r\n/example.net", "\t//example.net", "\n//example.net", " //example.net",
    "/\0/example.net", "/\x0b/example.net", "/\x7f/", "/\x85/example.net", "/\u2028/example.net", "/\u00a0/", "/\u200b/",
    "/\u202e/moc.elpmaxe", "/\ufeff/example.net", "/\ud800",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "mailto:a@example.net",
]


@pytest.mark.parametrize("path", OWN)
def test_own_paths_stay(path):
    assert own_path(path) == path


@pytest.mark.parametrize("path", FOREIGN)
def test_nothing_else_is_a_path_of_ours(path):
    assert own_path(path) is None


@pytest.mark.parametrize("path", [path for path in FOREIGN if path and "\ud800" not in path])
def test_signing_in_leads_nowhere_else(visitor, account, path):
    assert 'name="next" value=""' in visitor.get("/sign-in", query_string={"next": path}).text
    assert sign_in(visitor, next=path).location == "/"


@pytest.mark.parametrize("path", ["//example.net", "/\\example.net", "https://example.net"])
def test_choosing_a_language_leads_nowhere_else(visitor, path):
    assert visitor.post("/language", {"language": "en", "next": path}).location == "/"


def test_signing_in_leads_on_to_where_somebody_wanted_to_go(visitor, account):
    asked = visitor.get("/me/")
    assert asked.location == "/sign-in?next=/me/"

    assert 'name="next" value="/me/"' in visitor.get(asked.location).text
    assert sign_in(visitor, next="/me/").location == "/me/"


def test_a_mistake_does_not_lose_the_way(visitor, account):
    assert 'name="next" value="/me/"' in sign_in(visitor, password="wrong", next="/me/").text


def test_whoever_is_signed_in_already_goes_on_at_once(owner):
    assert owner.get("/sign-in?next=/me/").location == "/me/"


@pytest.mark.parametrize("path", OWN)
def test_a_redirect_stays_on_this_host(visitor, account, path):
    assert urlsplit(sign_in(visitor, next=path).location).netloc == ""
