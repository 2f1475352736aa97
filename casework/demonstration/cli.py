"""`flask --app app demo load`: the demonstration, dated from today."""

from datetime import datetime, timedelta

import click
from flask import current_app
from flask.cli import AppGroup
from flask_security import hash_password

from casework.demonstration.loading import load_families
from casework.demonstration.people import hire, sign_ins
from core import clock
from core.db import commit, db
from core.policy import current
from leaflets.actions import issue_shipped, sign_off_all
from leaflets.queries import editions
from staff.models import Demonstration
from staff.queries import demonstration_loaded_at, service_codes

PASSWORD = "harbour lights at night"  # noqa: S105  (printed at every start: nothing real is behind it)
HISTORY_DAYS = 1500

demo_cli = AppGroup("demo", help="Fictional households to try everything with.")


@demo_cli.command("load")
@click.option("--if-missing", is_flag=True, help="Do nothing where the demonstration is there already.")
def load_command(if_missing: bool) -> None:
    """Load the demonstration into an empty database. Nobody in it is real."""
    if if_missing and demonstration_loaded_at() is not None:
        _say_how_to_sign_in()
        return
    if service_codes():
        raise click.ClickException("This database is in use. The demonstration wants an empty one: make demo.")
    click.echo("Loading twelve fictional households …")
    click.echo(f"{load(clock.now())} households loaded.")
    _say_how_to_sign_in()


def load(now: datetime) -> int:
    """Load staff, pharmacies, leaflets and households, as of the London day of an instant. How many households."""
    today = clock.day_of(now)
    long_ago = now - timedelta(days=HISTORY_DAYS)
    cast = hire(hash_password(PASSWORD), today, long_ago)
    issue_shipped(at=long_ago)
    prescriber = cast.staff["Dr Meera Anand"]
    english = [one.id for one in editions(cast.service_id) if not one.is_translation]
    sign_off_all(
        service_id=cast.service_id,
        version_ids=english,
        reviewed_by="a pharmacist and two service users of the demonstration",
        by=prescriber,
        at=long_ago,
    )
    for more in current_app.extensions["demonstration"]:
        more(cast.staff, at=long_ago)
    commit()
    count = load_families(cast, current(), today, now)
    db.session.add(Demonstration(loaded_at=now))
    commit()
    return count


def _say_how_to_sign_in() -> None:
    click.echo("\nSign in as:")
    for one in sign_ins():
        click.echo(f"  {one.role:38} {one.email:26} {one.name}")
    click.echo(f"\nThe password of each of them: {PASSWORD}\n")
