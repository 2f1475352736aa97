"""Commands about staff, for whoever runs the machine."""

import click
from flask.cli import AppGroup
from flask_security import hash_password

from core import clock
from core.bank_holidays import Nation
from core.conflict import Refused
from core.db import commit
from staff import actions, queries
from staff.passwords import new_password
from staff.rules import NewStaffMember, RoleName, ServiceDetails, StaffDetails

cli = AppGroup("staff", help="Accounts of staff.")


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
