"""Who may reach what: every route is listed, and everybody else is refused."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import AnyConverter, BaseConverter, Rule, UUIDConverter

from core.audit import AuditEntry
from core.db import db
from staff.access import PUBLIC, SIGNED_IN, open_to
from staff.rules import Permission, RoleName, may
from tests.staff.builders import Person, sign_in_as
from tests.strict_client import StrictClient

LISTED = Path(__file__).with_name("who_may_reach_what.txt")
SOMETHING = UUID(int=1)


def routes(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Every method and rule, but for what the library answers itself."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule


def who(app: Flask, rule: Rule) -> str:
    opened = open_to(app, rule.endpoint)
    return "nobody" if opened is None else opened if isinstance(opened, str) else ", ".join(sorted(opened))


def address(rule: Rule) -> str:
    """The rule's address with something in each of its places."""
    places = {name: _something(part) for name, part in rule._converters.items()}
    built = rule.build(places, append_unknown=False)
    assert built is not None, rule
    return built[1]


def _something(part: BaseConverter) -> object:
    if isinstance(part, AnyConverter):
        return sorted(part.items)[0]
    return SOMETHING if isinstance(part, UUIDConverter) else "1"


def test_every_route_is_listed_under_who_may_reach_it(app: Flask) -> None:
    found = sorted(f"{who(app, rule)}: {method} {rule.rule}" for method, rule in routes(app))
    listed = LISTED.read_text().splitlines()
    new, gone = sorted(set(found) - set(listed)), sorted(set(listed) - set(found))
    assert found == listed, f"\nnot listed in {LISTED.name}:\n  " + "\n  ".join(new) + "\ngone:\n  " + "\n  ".join(gone)


def test_whoever_is_not_signed_in_reaches_only_what_is_public(app: Flask, client: StrictClient) -> None:
    for method, rule in routes(app):
        if open_to(app, rule.endpoint) == PUBLIC:
            continue
        response = client.open(address(rule), method=method)
        assert response.status_code in ({302} if method == "GET" else {401}) or who(app, rule) == "nobody", rule
        if who(app, rule) == "nobody":
            assert response.status_code == 403, rule


@pytest.mark.parametrize("role", list(RoleName))
def test_a_role_is_refused_what_is_not_its_own(inside: Flask, client: StrictClient, role: RoleName) -> None:
    sign_in_as(client, role)
    refused = [
        (method, rule)
        for method, rule in routes(inside)
        if not isinstance(opened := open_to(inside, rule.endpoint), str)
        and not any(may([role], Permission(each)) for each in opened or ())
    ]
    assert refused
    for method, rule in refused:
        assert client.open(address(rule), method=method).status_code == 403, f"{role}: {method} {rule}"
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.kind == "refused")).all()
    assert len(entries) == len(refused)


def test_a_role_reaches_its_own_lists(inside: Flask, client: StrictClient, sign_in: Callable[..., Person]) -> None:
    """Pages without a place in their address load for whoever holds the permission."""
    sign_in(*[role for role in RoleName if role is not RoleName.PHARMACIST])
    for method, rule in routes(inside):
        opened = open_to(inside, rule.endpoint)
        if method != "GET" or rule.arguments or opened in (PUBLIC, SIGNED_IN) or opened is None:
            continue
        if any(may([role], Permission(each)) for each in opened for role in RoleName if role != RoleName.PHARMACIST):
            assert client.get(rule.rule).status_code in (200, 302, 405), rule
