"""Links of the header: what `app.py` lists, for those who may open them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the header: its words, the view it opens, and the permission that view asks for."""

    text: str
    endpoint: str
    permission: str


def present(links: Iterable[Link], endpoints: Iterable[str]) -> tuple[Link, ...]:
    """The links whose views exist."""
    known = set(endpoints)
    return tuple(link for link in links if link.endpoint in known)
