"""The design system's styles, script and pictures, straight from its npm package, kept by the browser for a year."""

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, send_from_directory

from core.settings import ROOT

PACKAGE = ROOT / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
SERVED = {"nhsuk-frontend.min.css": "text/css", "nhsuk-frontend.min.js": "text/javascript"}
YEAR = 365 * 24 * 60 * 60

blueprint = Blueprint("assets", __name__)


@blueprint.get("/assets/<path:name>")
def file(name: str) -> Response:
    """One file of the design system: its style sheet, its script, or a picture."""
    folder: Path = PACKAGE if name in SERVED else PACKAGE / "assets"
    if not folder.is_dir():
        abort(404)
    return send_from_directory(folder, name, max_age=YEAR)


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


def _package_version() -> str:
    package = PACKAGE.parent.parent / "package.json"
    return str(int(package.stat().st_mtime)) if package.is_file() else "0"
