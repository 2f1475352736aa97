"""Who is looking, and what they may reach. Every view carries a mark; without one it is refused to everybody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from uuid import UUID

from flask import Flask, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from core import audit, clock
from staff.models import User
from staff.queries import demonstration_loaded_at, staff_member_of
from staff.rules import Permission, RoleName, may

View = TypeVar("View", bound=Callable[..., Any])
Found = TypeVar("Found")

# The account that is signed in, as the library hands it out.
account = cast(User, current_user)

PUBLIC = "anybody"
SIGNED_IN = "anybody signed in"

# Pages of the sign-in library, which cannot carry a mark of ours. Those left out are refused.
LIBRARY_VIEWS = {
    "static": PUBLIC,
    "assets.file": PUBLIC,
    "security.login": PUBLIC,
    "security.two_factor_token_validation": PUBLIC,
    "security.logout": PUBLIC,
    "security.change_password": SIGNED_IN,
    "security.verify": SIGNED_IN,
    "security.two_factor_setup": SIGNED_IN,
    "security.two_factor_setup_validate": SIGNED_IN,
}
BEFORE_A_NEW_PASSWORD = {"static", "security.logout", "security.change_password", "assets.file"}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The member of staff who is looking: at one drug service or one pharmacy."""

    staff_id: UUID
    name: str
    roles: frozenset[RoleName]
    service_id: UUID | None
    pharmacy_id: UUID | None
    team_id: UUID | None

    def may(self, permission: Permission) -> bool:
        """Whether a role of theirs carries the permission."""
        return may(self.roles, permission)


def viewer() -> Viewer:
    """The member of staff who is signed in. 401 where nobody is."""
    found = viewer_or_none()
    if found is None:
        abort(401)
    return found


def viewer_or_none() -> Viewer | None:
    """The member of staff who is signed in, or None; read once a request."""
    if "viewer" not in g:
        g.viewer = _load_viewer() if account.is_authenticated else None
    return g.viewer  # type: ignore[no-any-return]


def _load_viewer() -> Viewer | None:
    member = staff_member_of(account.id)
    if member is None or member.disabled_at is not None:
        return None
    audit.signed_in_at(member.service_id)
    return Viewer(
        staff_id=member.id,
        name=member.name,
        roles=frozenset(RoleName(role.name) for role in account.roles),
        service_id=member.service_id,
        pharmacy_id=member.pharmacy_id,
        team_id=member.team_id,
    )


def allowed(*permissions: Permission) -> Callable[[View], View]:
    """Mark a view as open to those who hold any of the permissions."""
    return _mark(frozenset(permissions))


def public(view: View) -> View:
    """Mark a view as open to anybody, signed in or not."""
    return _mark(PUBLIC)(view)


def signed_in(view: View) -> View:
    """Mark a view as open to everybody who is signed in."""
    return _mark(SIGNED_IN)(view)


def _mark(who: frozenset[Permission] | str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.__dict__["open_to"] = who
        return view

    return mark


def open_to(app: Flask, endpoint: str) -> frozenset[Permission] | str | None:
    """Who may reach an endpoint: permissions, PUBLIC, SIGNED_IN, or None for nobody."""
    marked: frozenset[Permission] | str | None = getattr(app.view_functions[endpoint], "open_to", None)
    return marked if marked is not None else LIBRARY_VIEWS.get(endpoint)


def found(row: Found | None) -> Found:
    """The row, or 404: what belongs to another service does not exist here."""
    if row is None:
        abort(404)
    return row


def init_access(app: Flask) -> None:
    """Ask at every request, before any view runs."""
    app.before_request(lambda: _guard(app))


def _guard(app: Flask) -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint not in app.view_functions:
        return None
    who = open_to(app, request.endpoint)
    if who == PUBLIC:
        return None
    if who is None:
        _refuse()
    looking = viewer_or_none()
    if looking is None:
        return ask_to_sign_in()
    if account.must_change_password and request.endpoint not in BEFORE_A_NEW_PASSWORD:
        return redirect(url_for("security.change_password"))
    if not isinstance(who, str) and not any(looking.may(permission) for permission in who or ()):
        _refuse()
    return None


def ask_to_sign_in() -> ResponseReturnValue:
    """To the sign-in page, and back to the page asked for where it can be asked for again."""
    if request.method not in ("GET", "HEAD"):
        abort(401)
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")))


def _refuse() -> None:
    """403, and a line in the audit: somebody signed in asked for what is not theirs."""
    looking = viewer_or_none()
    audit.record_view(str(request.endpoint), by=looking.staff_id if looking else None, at=clock.now(), kind="refused")
    abort(403)


def init_page_context(app: Flask) -> None:
    """What the layout of every page shows: who is looking, where they may go, and whether this is a demonstration."""
    app.context_processor(lambda: _page_context(app))


def _page_context(app: Flask) -> dict[str, Any]:
    looking, settings = viewer_or_none(), app.extensions["settings"]
    links = app.extensions["navigation"] if looking else ()
    return {
        "looking": looking,
        "navigation": [link for link in links if looking and looking.may(Permission(link.permission))],
        "product_name": settings.product_name,
        "idle_minutes": settings.idle_minutes,
        "sign_in_tries": settings.sign_in_tries,
        "lock_minutes": settings.lock_minutes,
        "demonstration_from": demonstration_loaded_at(),
        "Permission": Permission,
    }
