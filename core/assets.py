"""The design system's styles, script and pictures, straight from its npm package, kept by the browser for a year."""

import re
from functools import cache

from flask import Blueprint, Flask, Response, abort, make_response, send_from_directory

from core.settings import ROOT

PACKAGE = ROOT / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
STYLES, SCRIPT = "nhsuk-frontend.min.css", "nhsuk-frontend.min.js"
YEAR = 365 * 24 * 60 * 60
FONT = re.compile(rb"@font-face\{[^}]*\}")

blueprint = Blueprint("assets", __name__)


@blueprint.get("/assets/<path:name>")
def file(name: str) -> Response:
    """One file of the design system: its style sheet, its script, or a picture."""
    if not PACKAGE.is_dir():
        abort(404)
    if name == STYLES:
        return _styles()
    folder = PACKAGE if name == SCRIPT else PACKAGE / "assets"
    return send_from_directory(folder, name, max_age=YEAR)


def _styles() -> Response:
    response = make_response(_without_web_font())
    response.mimetype = "text/css"
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    return response


@cache
def _without_web_font() -> bytes:
    """The style sheet less the web font: it lives on another host, which our pages never ask."""
    return FONT.sub(b"", (PACKAGE / STYLES).read_bytes())


def init_assets(app: Flask) -> None:
    """Serve assets, and give our own files an address that changes with them."""
    app.register_blueprint(blueprint)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.url_defaults(_add_version)


def _add_version(endpoint: str, values: dict[str, object]) -> None:
    """A file that changed has another address, so that a browser never shows an old one."""
    if endpoint == "static" and "filename" in values:
        path = ROOT / "static" / str(values["filename"])
        values["v"] = int(path.stat().st_mtime) if path.is_file() else 0
    elif endpoint == "assets.file":
        values["v"] = _package_version()


@cache
def _package_version() -> int:
    package = PACKAGE.parent.parent / "package.json"
    return int(package.stat().st_mtime) if package.is_file() else 0
