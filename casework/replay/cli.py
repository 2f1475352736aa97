"""`flask --app app replay CASE.jsonl`: what would the tool have said?"""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from casework.replay.playing import Played, replay
from casework.replay.printing import as_json, summary_as_json, timeline
from casework.replay.reading import CaseRefused
from core.policy import PolicyProblem, as_shipped, current

REFUSED = 2


@click.command("replay")
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_lines", is_flag=True, help="One JSON object a line, in step with the file.")
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Play under these thresholds.",
)
@with_appcontext
def replay_command(case: Path, as_lines: bool, policy_file: Path | None) -> None:
    """Play a family's history, day by day, in a throw-away database, and print what would have been said."""
    played: list[Played] = []
    try:
        for one in replay(case.read_bytes(), as_shipped(current(), policy_file)):
            played.append(one)
            if as_lines:
                click.echo(as_json(one))
    except (CaseRefused, PolicyProblem) as refused:
        click.echo(str(refused), err=True)
        sys.exit(REFUSED)
    click.echo(summary_as_json(played) if as_lines else "\n".join(timeline(played)))
