"""The application: the only file that knows every package."""

import importlib
import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from flask_alembic import Alembic

import core.audit
import staff.models  # noqa: F401
from core.db import Base, db
from core.settings import ROOT, Settings
from migrations.rendering import next_number, render_item

# Every package that has rows, pages or commands, from the ground up. A room that is not there yet is passed over.
PACKAGES = ("staff", "leaflets", "people", "safeguarding", "supply", "safetyplans", "dispensing", "casework", "reminders")

alembic = Alembic(metadatas=Base.metadata, run_mkdir=False)
alembic.rev_id = next_number  # type: ignore[method-assign]


def create_app(test_config: Mapping[str, Any] | None = None) -> Flask:
    """The whole application. `test_config` overrides the configuration made from the environment."""
    settings = Settings()
    app = Flask(__name__, instance_path=str(ROOT / "instance"))
    app.config.update(configuration(settings))
    app.config.update(test_config or {})
    app.extensions["settings"] = settings
    _load_rooms("models")
    db.init_app(app)
    alembic.init_app(app)
    for room in _load_rooms("views"):
        app.register_blueprint(room.blueprint)
    for room in _load_rooms("cli"):
        app.cli.add_command(room.cli)
    return app


def configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": "for-now",
        "SQLALCHEMY_ENGINES": {"default": settings.sqlalchemy_url},
        "ALEMBIC": {"script_location": "migrations/versions", "file_template": "%%(rev)s_%%(slug)s"},
        "ALEMBIC_CONTEXT": {"render_as_batch": True, "render_item": render_item, "compare_type": True},
    }


def _load_rooms(name: str) -> list[Any]:
    """The rooms of one name, from the ground up, that exist."""
    return [
        importlib.import_module(f"{package}.{name}")
        for package in PACKAGES
        if importlib.util.find_spec(f"{package}.{name}")
    ]
