"""Commands about staff, for whoever runs the machine."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup, ScriptInfo
from flask_security import hash_password

from core import clock
from core.bank_holidays import Nation
from core.conflict import Refused
from core.db import commit, reading, touch_everybody
from core.readiness import accept_policy
from staff import actions, queries
from staff.passwords import new_password
from staff.rules import NewStaffMember, RoleName, ServiceDetails, StaffDetails

cli = AppGroup("staff", help="Prepare the database; accounts of staff; which policy stands.")


@cli.command("prepare", with_appcontext=False)
@click.option("--demonstration", is_flag=True, help="Where there is no service yet, load made-up households.")
@click.pass_context
def prepare(context: click.Context, demonstration: bool) -> None:
    """Bring the database to the newest schema, and fill in what every database has. Safe to run again."""
    app = context.ensure_object(ScriptInfo).load_app()
    with app.app_context():
        app.extensions["alembic"].upgrade()
    with app.app_context(), reading():
        made_up = queries.demonstration_loaded_at() is not None or not queries.service_codes()
    _run_all(context, app, "demonstration" if demonstration and made_up else "always")


@cli.command("empty", with_appcontext=False)
@click.pass_context
def empty(context: click.Context) -> None:
    """Empty a database that holds a demonstration. One that real people are recorded in is refused."""
    app = context.ensure_object(ScriptInfo).load_app()
    with app.app_context():
        app.extensions["alembic"].upgrade()
    with app.app_context(), reading():
        if queries.service_codes() and queries.demonstration_loaded_at() is None:
            raise click.ClickException("This database holds a service's own records. It is left as it is.")
    with app.app_context():
        app.extensions["alembic"].downgrade("base")
    with app.app_context():
        app.extensions["alembic"].upgrade()


def _run_all(context: click.Context, app: Flask, when: str) -> None:
    """Run the commands that `app.py` lists, each in a context of its own."""
    for group, name, *options in app.extensions["prepare"][when]:
        command = getattr(app.cli.commands[group], "commands")[name]  # noqa: B009  (a group, which the types do not say)
        with app.app_context():
            command.main(args=options, prog_name=f"{group} {name}", obj=context.obj, standalone_mode=False)


@cli.command("accept-policy")
def accept_policy_command() -> None:
    """Let this machine's policy files stand for every machine on this database."""
    accept_policy(current_app, replace=True)
    touch_everybody()
    commit()
    click.echo("This machine's policy stands from now on. Copy its files to every other machine, and start them again.")


@cli.command("first-administrator")
@click.option("--service", prompt="Name of your drug service", help="Its name, as staff and people know it.")
@click.option("--code", prompt="A short code for it (small letters and dashes)", help="Names it in the policy file.")
@click.option("--nation", prompt="Where it is", type=click.Choice([each.value for each in Nation]))
@click.option("--name", prompt="Your full name")
@click.option("--email", prompt="Your work email address")
def first_administrator(service: str, code: str, nation: str, name: str, email: str) -> None:
    """Make a drug service and its first administrator, who adds everybody else. Shows their password once."""
    if code in queries.service_codes():
        raise click.ClickException(f"There is a service with the code {code} already. Its administrator adds accounts.")
    made = actions.add_service(code, ServiceDetails(service, Nation(nation), address="", phone="", out_of_hours=""))
    password = new_password()
    roles = frozenset({RoleName.ADMINISTRATOR})
    new = NewStaffMember(StaffDetails(name, None), email.strip().lower(), roles, service_id=made.id)
    try:
        actions.add_staff_member(new, hash_password(password), by=None, at=clock.now())
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    commit()
    click.echo(f"\n{name} is the first administrator of {service}.")
    click.echo(f"Sign in with {email.strip().lower()} and the password {password}, then choose your own.")
