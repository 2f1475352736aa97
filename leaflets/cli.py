"""Commands of the print room."""

from pathlib import Path

import click
from flask.cli import AppGroup

from core import clock
from core.db import commit
from leaflets.actions import issue_shipped
from leaflets.catalogue import leaflet_html, text_of, texts
from leaflets.imposing import booklet_sheet
from leaflets.pdf import render_pdf
from leaflets.rules import FORMAT_WORDS, Format, LeafletCode, LeafletText, LocalContacts, UnfitText, formats_of

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


@cli.command("fingerprints")
def fingerprints() -> None:
    """The fingerprints of the texts, for leaflets/texts/issued.toml."""
    for text in texts().values():
        click.echo(f'[{text.code}.{text.language}]\n{text.version} = "{text.fingerprint}"\n')


@click.command("leaflet")
@click.option("--code", type=click.Choice([each.value for each in LeafletCode]), default="risk", show_default=True)
@click.option("--language", default="en", show_default=True)
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in Format]),
    default=Format.STANDARD.value,
    show_default=True,
)
@click.option("--sheet", is_flag=True, help="The booklet laid on one sheet of A4, to print and fold.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the PDF.")
@click.option("--list", "listing", is_flag=True, help="What there is, and print nothing.")
def leaflet_command(code: str, language: str, format_: str, sheet: bool, out: Path | None, listing: bool) -> None:
    """Print the product's own text, for a look at it: DRAFT on every page, lines for the numbers."""
    if listing:
        for text in texts().values():
            click.echo(_listed(text))
        return
    if out is None:
        raise click.UsageError("say where to write it: --out leaflet.pdf")
    if sheet and format_ != Format.BOOKLET:
        raise click.UsageError("only a booklet is laid on a sheet: --format booklet --sheet")
    try:
        text = text_of(LeafletCode(code), language)
        html = leaflet_html(text, LocalContacts(), format=Format(format_), draft=True)
    except UnfitText as problem:
        raise click.UsageError(f"{problem}. See what there is with --list") from None
    made = render_pdf(html, title=text.title, lang=text.language)
    out.write_bytes(booklet_sheet(made, text.direction) if sheet else made)
    click.echo(f"Printed to {out}")


def _listed(text: LeafletText) -> str:
    formats = ", ".join(f"{one} ({FORMAT_WORDS[one].lower()})" for one in formats_of(text.code, text.language))
    return f"{text.code} {text.language} {text.language_name}, version {text.version}, {text.author}: {formats}"
