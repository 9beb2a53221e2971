"""Check 15: every route, every method, everybody."""
from __future__ import annotations

import pytest
from flask import Flask

from tests.access import visiting
from tests.access.matrix import EXPECTED, Line
from tests.access.world import PEOPLE, World, everything

OTHER_METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")


def test_every_route_has_a_line_in_the_matrix(app: Flask) -> None:
    there = {(rule.endpoint, method) for rule, method in visiting.rules(app)}
    written = {(endpoint, method) for endpoint, _variant, method in EXPECTED}
    missing = [
        f"{method} {endpoint} has no line in tests/access/matrix.py: add '{endpoint} {method}' with a status for each of {', '.join(PEOPLE)}; "
        "if it takes a body, say in visiting.body() what is right"
        for endpoint, method in sorted(there - written)
    ]
    gone = [f"{method} {endpoint} is no route any more: take its line out of tests/access/matrix.py" for endpoint, method in sorted(written - there)]
    assert not missing + gone, "\n".join(missing + gone)


def test_a_route_without_a_line_is_found(app: Flask) -> None:
    strange = Flask("strange")
    strange.add_url_rule("/c/<cohort>/secret", "secrets.show", lambda cohort: "", methods=["GET", "POST"])
    with pytest.raises(AssertionError, match=r"POST secrets\.show has no line in tests/access/matrix\.py: add"):
        test_every_route_has_a_line_in_the_matrix(strange)


@pytest.mark.parametrize("line", EXPECTED, ids=lambda line: "-".join(filter(None, line)))
def test_everybody_gets_what_the_matrix_says(world: World, line: Line) -> None:
    endpoint, variant, method = line
    (rule,) = (rule for rule, taken in visiting.rules(world.app) if (rule.endpoint, taken) == (endpoint, method))
    expected = EXPECTED[line]
    found: dict[str, int] = {}
    refused = [person for person in PEOPLE if expected[person] >= 400]
    for person in [*refused, *(person for person in PEOPLE if person not in refused)]:
        if method == "POST" and person not in refused and found:
            if set(found) == set(refused):
                assert everything() == world.rows, f"{method} {endpoint} changes something for somebody who is refused"
            world.restore()
        browser, address = world.browser_of(person), visiting.address(world, rule, person, variant)
        answer = browser.get(address) if method == "GET" else browser.post(address, **visiting.sent(world, endpoint, person, variant))
        found[person] = answer.status_code
    different = {person: f"{found[person]} instead of {expected[person]}" for person in PEOPLE if found[person] != expected[person]}
    assert not different


@pytest.mark.parametrize("person", ["nobody", "author", "staff"])
def test_any_other_method_is_refused(world: World, person: str) -> None:
    browser = world.browser_of(person)
    taken, adapter = {}, world.app.url_map.bind("")
    for rule in world.app.url_map.iter_rules():
        address = visiting.address(world, rule, person)
        for method in (*OTHER_METHODS, "GET", "POST"):
            if method not in adapter.allowed_methods(address):
                taken[method, rule.rule] = browser._send(method, address).status_code
    assert {where: status for where, status in taken.items() if status != 405} == {}
    assert everything() == world.rows


def test_head_tells_no_more_than_get(world: World) -> None:
    different = {}
    for rule, method in visiting.rules(world.app):
        if method != "GET":
            continue
        for person in ("nobody", "stranger", "peer", "staff"):
            browser, address = world.browser_of(person), visiting.address(world, rule, person)
            got, head = browser.get(address), browser._send("HEAD", address)
            if got.status_code != head.status_code or head.data:
                different[rule.endpoint, person] = (got.status_code, head.status_code)
    assert not different
    assert everything() == world.rows
