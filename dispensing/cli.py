"""Commands of this package: the counter's packs for the evening, as an operator's timer asks for them."""

from pathlib import Path

import click
from flask.cli import AppGroup

from core import clock, policy
from dispensing.printing import pack_pdf
from safetyplans.rules.policy import SafetyPlanPolicy
from staff.queries import open_pharmacies
from supply.rules import SupplyPolicy

cli = AppGroup("dispensing", help="Decisions and the counter.")


@cli.command("evening-packs")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def evening_packs(folder: Path) -> None:
    """Write every pharmacy's pack (today, tomorrow, a blank sheet) into a folder that only its printer reads.

    The files replace yesterday's, are named by the pharmacy's number alone, and may be read by nobody else.
    """
    at = clock.now()
    on = clock.day_of(at)
    numbers, supply = policy.current().section(SafetyPlanPolicy, on=on), policy.current().section(SupplyPolicy, on=on)
    for pharmacy in open_pharmacies():
        file = folder / f"{pharmacy.id}.pdf"
        file.touch(mode=0o600)
        file.write_bytes(pack_pdf(pharmacy.id, pharmacy.name, on, at, numbers, supply))
        click.echo(f"{file.name}: {pharmacy.name}")
