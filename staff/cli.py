"""Commands about staff, for whoever runs the machine."""

import click
from flask import current_app
from flask.cli import AppGroup, ScriptInfo
from flask_security import hash_password

from core import clock
from core.bank_holidays import Nation
from core.conflict import Refused
from core.db import commit, reading
from core.readiness import accept_policy
from staff import actions, queries
from staff.passwords import DEMONSTRATION_PASSWORD, new_password
from staff.rules import ROLE_WORDS, NewStaffMember, RoleName, ServiceDetails, StaffDetails

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
        empty = not queries.service_codes()
    wanted = app.extensions["prepare"]
    for group, name in wanted["always"] + (wanted["demonstration"] if demonstration and empty else ()):
        command = getattr(app.cli.commands.get(group), "commands", {}).get(name)
        if command is not None:
            with app.app_context():
                command.main(args=[], prog_name=f"{group} {name}", obj=context.obj, standalone_mode=False)
    with app.app_context(), reading():
        _say_who_signs_in()


def _say_who_signs_in() -> None:
    """In a demonstration, an account for each role, with the password that all of them share."""
    if queries.demonstration_loaded_at() is None:
        return
    click.echo(f"\nMade-up accounts, all with the password: {DEMONSTRATION_PASSWORD}\n")
    for role, email in queries.one_account_for_each_role():
        click.echo(f"  {ROLE_WORDS[role]:<18}  {email}")


@cli.command("accept-policy")
def accept_policy_command() -> None:
    """Let this machine's policy files stand for every machine on this database."""
    accept_policy(current_app, replace=True)
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
