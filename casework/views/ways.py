"""Where each act is done: the address of its page for one person, for those who may open it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, g, url_for
from werkzeug.routing import Rule

from casework.acts import ACTS
from casework.rules.answering import belongs_to
from core.findings import Owner
from staff.access import PUBLIC, SIGNED_IN, open_to, viewer


@dataclass(frozen=True, slots=True)
class Way:
    """A link to where something is put right."""

    text: str
    href: str


def ways(
    clears: Iterable[str], *, person_id: str, household_id: str, owner: str = Owner.KEYWORKER, about: str = ""
) -> tuple[Way, ...]:
    """The pages of these acts that the viewer may open, each once, in the order in which the finding names them."""
    known = {"person_id": person_id, "household_id": household_id}
    theirs = belongs_to(Owner(owner), viewer().roles)
    found = (way(act, known, about) for act in clears if theirs or not ACTS[act].by_owner)
    return tuple({one.href: one for one in found if one is not None}.values())


def way(act: str, known: Mapping[str, str], about: str) -> Way | None:
    """The page of one act; none where there is none, or it is not the viewer's."""
    for rule in _rules(act):
        values: dict[str, Any] = {name: _value(name, rule, ACTS[act].values, known, about) for name in rule.arguments}
        if all(values.values()) and may_open(rule.endpoint):
            return Way(ACTS[act].words, url_for(rule.endpoint, **values))
    return None


def _rules(act: str) -> list[Rule]:
    """The pages that can be opened by a link, under the act's own name or the one that it says; read once a request."""
    if "pages_by_endpoint" not in g:
        found: dict[str, list[Rule]] = {}
        for rule in current_app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                found.setdefault(rule.endpoint, []).append(rule)
                found.setdefault(rule.endpoint.rpartition(".")[2], []).append(rule)
        g.pages_by_endpoint = found
    return g.pages_by_endpoint.get(ACTS[act].endpoint or act, [])  # type: ignore[no-any-return]


def _value(name: str, rule: Rule, fixed: Mapping[str, str], known: Mapping[str, str], about: str) -> str:
    """A part of an address: the person, what the act fixes, or what the finding is about where that fits."""
    if name in known or name in fixed:
        return known.get(name) or fixed[name]
    return about if _wants_identifier(name, rule) == _is_identifier(about) else ""


def _wants_identifier(name: str, rule: Rule) -> bool:
    return type(rule._converters[name]).__name__ == "UUIDConverter"


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def may_open(endpoint: str) -> bool:
    """Whether the viewer may open the page of an endpoint."""
    who = open_to(current_app, endpoint)
    if who is None or isinstance(who, str):
        return who in (PUBLIC, SIGNED_IN)
    return any(viewer().may(permission) for permission in who)
