"""`flask --app app verify BUNDLE`: is this export of a case genuine, and is it ours?"""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.export.bundle import checked
from casework.export.verify import NotGenuine, described
from core.signing import public_key, signing_key

REFUSED = 1


@click.command("verify")
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def verify_command(bundle: Path) -> None:
    """Check that an export of a case is exactly what was signed, and say whether this service signed it."""
    try:
        manifest = checked(bundle.read_bytes())
    except NotGenuine as problem:
        click.echo(f"NOT GENUINE: {problem}.", err=True)
        sys.exit(REFUSED)
    click.echo("\n".join(described(manifest)[:-1]))
    ours = public_key(signing_key(current_app.extensions["settings"])).hex() == manifest["key"]
    click.echo("That is the key of this machine." if ours else "That is NOT the key of this machine.")
    sys.exit(0 if ours else REFUSED)
