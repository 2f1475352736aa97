"""The application: the only file that knows every package."""

import gc
import importlib
import importlib.util
import logging
import sys
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Flask
from flask.cli import AppGroup
from flask_alembic import Alembic
from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import core.audit  # noqa: F401  (a table)
from casework.actions import look_again, refresh
from casework.demonstration.cli import demo_cli
from casework.export.cli import verify_command
from casework.replay.cli import replay_command
from casework.rules.figures.policy import ReportsPolicy
from casework.rules.policy import CaseworkPolicy, TellingPolicy
from core import clock
from core.assets import init_assets
from core.db import Base, db, on_commit, on_commit_for_everybody
from core.errors import init_errors
from core.headers import UNREFERRED, init_headers
from core.jobs.cli import jobs_cli
from core.jobs.policy import JobsPolicy
from core.mail import MailPolicy
from core.navigation import Link, present
from core.once import init_once
from core.pages import House, init_pages
from core.policy import PolicyProblem, current, load
from core.readiness import NotReady, check_ready
from core.settings import ROOT, Settings
from core.transactions import Transactions
from dispensing.rules.policy import DispensingPolicy
from leaflets.cli import leaflet_command
from migrations.rendering import next_number, render_item
from people.rules import PeoplePolicy
from reminders.demonstration import confirm_numbers
from safeguarding.rules.guidance import GuidancePolicy
from safeguarding.rules.policy import SafeguardingPolicy
from safetyplans.rules.policy import SafetyPlanPolicy
from safetyplans.rules.sharing import SharingPolicy
from staff import sign_in
from staff.access import init_access, init_page_context
from staff.rules import Permission
from supply.rules.policy import SupplyPolicy
from supply.rules.prescribing import PrescribingPolicy

# Every package, from the ground up. Its rooms `models`, `views` (with `blueprint`) and `cli` (with `cli`, a group
# of commands named after the package) are registered where they exist.
PACKAGES = (
    "staff",
    "leaflets",
    "people",
    "safeguarding",
    "supply",
    "safetyplans",
    "dispensing",
    "casework",
    "reminders",
)

# What policy.toml holds: one section for each.
SECTIONS = (
    JobsPolicy,
    MailPolicy,
    PeoplePolicy,
    SafeguardingPolicy,
    GuidancePolicy,
    SupplyPolicy,
    PrescribingPolicy,
    SafetyPlanPolicy,
    SharingPolicy,
    DispensingPolicy,
    CaseworkPolicy,
    TellingPolicy,
    ReportsPolicy,
)

# The header, in this order, for those who may open each. The first one is where signing in leads.
NAVIGATION = (
    Link("Work list", "casework.work_list", Permission.PEOPLE),
    Link("Counter", "dispensing.counter", Permission.COUNTER),
    Link("Our pharmacy", "supply.our_pharmacy", Permission.COUNTER),
    Link("Leaflets given", "casework.pharmacy_leaflets", Permission.COUNTER),
    Link("Find a person", "people.find_person", Permission.PEOPLE),
    Link("Register a person", "people.register_person", Permission.PEOPLE),
    Link("Boxes", "boxes.list_boxes", Permission.AGREE_PLAN),
    Link("For you to confirm", "dispensing.waiting", Permission.GIVE_EXCEPTION),
    Link("Closed days", "casework.list_closures", Permission.PEOPLE),
    Link("Board", "casework.board", Permission.REPORTS),
    Link("Messages", "reminders.outbox", Permission.REPORTS),
    Link("Reports", "casework.reports", Permission.REPORTS),
    Link("Keyworkers", "people.list_keyworkers", Permission.HAND_OVER_PEOPLE),
    Link("Staff", "staff.list_staff", Permission.MANAGE_TEAM),
    Link("Pharmacies", "staff.list_pharmacies", Permission.MANAGE_PHARMACIES),
    Link("Agencies", "people.list_agencies", Permission.MANAGE_AGENCIES),
    Link("Service", "staff.show_service", Permission.MANAGE_ACCOUNTS),
    Link("Leaflets", "leaflets.list_leaflets", Permission.SIGN_OFF_LEAFLETS),
)

# Posted to by machines that sign what they say, and cannot carry a token of ours.
FROM_OUTSIDE = "reminders.views.callback.text_status"

# Commands that `flask staff prepare` runs on every database, and on one that is for a demonstration.
PREPARE = {"always": (("leaflets", "issue"),), "demonstration": (("demo", "load", "--if-missing"),)}

alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)
alembic.rev_id = next_number  # type: ignore[method-assign]
logging.getLogger("alembic").setLevel(logging.WARNING)


def create_app(test_config: Mapping[str, Any] | None = None) -> Flask:
    """The whole application. `test_config` overrides the configuration; under "SETTINGS" it may hand in Settings."""
    settings = (test_config or {}).get("SETTINGS") or Settings()
    app = House(__name__, root_path=str(ROOT), instance_path=str(settings.instance_folder))
    app.config.update(configuration(settings) | sign_in.configuration(settings) | dict(test_config or {}))
    app.extensions["settings"] = settings
    app.extensions["policy"] = load(settings.policy_file, settings.local_policy_file, SECTIONS)
    app.wsgi_app = Transactions(app.wsgi_app)  # type: ignore[method-assign]
    if settings.trusted_proxies:
        near = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]
    _rooms("models")
    db.init_app(app)
    alembic.init_app(app)
    _init_web(app, settings)
    _register_packages(app)
    return app


def serve() -> Flask:
    """The application for a web server: not on an old schema, nor with another policy than its neighbours."""
    try:
        app = create_app()
        check_ready(app)
    except (PolicyProblem, NotReady) as problem:
        sys.exit(str(problem))
    gc.freeze()  # what is loaded by now stays: it need not be looked through again and again for what can go
    return app


def configuration(settings: Settings) -> dict[str, Any]:
    """What Flask and its extensions are told, but for signing in."""
    lately_used_first = {"url": settings.sqlalchemy_url, "pool_use_lifo": True, "pool_pre_ping": True}
    return {
        "SQLALCHEMY_ENGINES": {"default": lately_used_first},
        "ALEMBIC": {"script_location": "migrations/versions", "file_template": "%%(rev)s_%%(slug)s"},
        "ALEMBIC_CONTEXT": {"render_as_batch": True, "render_item": render_item, "transactional_ddl": True},
        "MAX_CONTENT_LENGTH": settings.request_megabytes * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_I18N_ENABLED": False,  # English alone: the library would look for its words on disk at every form
        "BABEL_DEFAULT_LOCALE": "en_GB",
        "BABEL_DEFAULT_TIMEZONE": "Europe/London",
    }


def _init_web(app: Flask, settings: Settings) -> None:
    """Sign-in, headers, forms, words: all that every page shares."""
    init_headers(app, https=settings.https)
    CSRFProtect(app)
    Babel(app)
    sign_in.init_sign_in(app)
    init_access(app)
    init_once(app)
    init_assets(app)
    init_pages(app)
    init_page_context(app)
    init_errors(app)
    Limiter(get_remote_address, app=app, storage_uri="memory://")
    _limit(app, ("security.login", "security.two_factor_token_validation", "security.verify"), settings.sign_in_rate)


def _limit(app: Flask, endpoints: Iterable[str], rate: str) -> None:
    """So many tries from one network address, and no more."""
    view: Any
    (limiter,) = app.extensions["limiter"]
    for endpoint in endpoints:
        view = app.view_functions[endpoint]
        app.view_functions[endpoint] = limiter.limit(rate, methods=["POST"])(view)


def _refresh_lists(household_ids: frozenset[UUID]) -> None:
    """Told at every commit which families were written about: their copy for the lists is made anew."""
    refresh(household_ids, on=clock.day_of(clock.now()), policy=current())


def _look_at_everybody() -> None:
    """Told where something touches every family: the next pass looks at all of them, and the lists say so meanwhile."""
    look_again(on=clock.day_of(clock.now()))


def _register_packages(app: Flask) -> None:
    """The pages and commands of every package, and the links to those that are there."""
    on_commit(_refresh_lists)
    on_commit_for_everybody(_look_at_everybody)
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
        if blueprint.name == UNREFERRED:  # its forms check their own token: no referrer is sent that could be
            app.extensions["csrf"].exempt(blueprint)
    _limit(app, ("links.enter", "links.read"), app.extensions["settings"].link_rate)
    for room in _rooms("cli"):
        for group in vars(room).values():
            if isinstance(group, AppGroup):
                app.cli.add_command(group)
    app.cli.add_command(replay_command)
    app.cli.add_command(verify_command)
    app.cli.add_command(leaflet_command)
    app.cli.add_command(demo_cli)
    app.cli.add_command(jobs_cli)
    app.extensions["csrf"].exempt(FROM_OUTSIDE)
    app.extensions["prepare"] = PREPARE
    app.extensions["demonstration"] = (confirm_numbers,)
    app.extensions["navigation"] = present(NAVIGATION, app.view_functions)


def _blueprints() -> list[Blueprint]:
    """The pages of every package: its own blueprint, and any other that its room `views` names."""
    named = [each for room in _rooms("views") for each in vars(room).values() if isinstance(each, Blueprint)]
    return list(dict.fromkeys(named))


def _rooms(name: str) -> list[Any]:
    """The rooms of one name that exist, from the ground up."""
    return [
        importlib.import_module(f"{package}.{name}")
        for package in PACKAGES
        if (spec := importlib.util.find_spec(f"{package}.{name}")) and spec.origin
    ]
