"""Commands of the print room."""

from pathlib import Path

import click
from flask.cli import AppGroup

from core import clock
from core.db import commit
from leaflets.actions import issue_shipped
from leaflets.catalogue import leaflet_html, text_of, texts
from leaflets.pdf import render_pdf
from leaflets.rules import Format, LeafletCode, LocalContacts

cli = AppGroup("leaflets", help="The print room: leaflets and their catalogue.")


@cli.command("issue")
def issue() -> None:
    """Put the texts that come with the product into the catalogue; those that are there stay as they are."""
    issued = issue_shipped(at=clock.now())
    commit()
    for row in issued:
        click.echo(
            f"{row.code} {row.language} {row.format}: version {row.version} is in the catalogue, to be signed off"
        )
    if not issued:
        click.echo("The catalogue is up to date.")


@cli.command("print")
@click.option("--language", default="en", show_default=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in Format]),
    default=Format.STANDARD.value,
    show_default=True,
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
def print_leaflet(language: str, format_: str, out: Path) -> None:
    """Print the product's own text, for a look at it: DRAFT on every page, lines for the numbers."""
    text = text_of(LeafletCode.RISK, language)
    html = leaflet_html(text, LocalContacts(), format=Format(format_), draft=True)
    out.write_bytes(render_pdf(html, title=text.title, lang=text.language))
    click.echo(f"Printed to {out}")


@cli.command("fingerprints")
def fingerprints() -> None:
    """The fingerprints of the texts, for leaflets/texts/issued.toml."""
    for text in texts().values():
        click.echo(f'[{text.code}.{text.language}]\n{text.version} = "{text.fingerprint}"\n')
