"""Commands of reminders: the process of their own, one pass, and a look from outside."""

from datetime import datetime
from typing import Any, cast

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from core import clock
from core.calendar import LONDON
from core.jobs.cli import worker_name
from core.readiness import NotReady, check_ready
from reminders import scheduler
from reminders.alarm import check
from reminders.passing import one_pass

cli = AppGroup("reminders", help="Tell staff what is due: the process that does it, one pass, a look from outside.")


@cli.command("run")
@click.option("--once", is_flag=True, help="One pass, and end: for cron and for tests.")
@click.option("--at", help="As if it were this London time (2026-03-02T08:00). Only in tests.")
def run_command(once: bool, at: str | None) -> None:
    """Tell staff what is due, and do what was put aside, until SIGTERM or Ctrl+C."""
    if at is not None and not current_app.testing:
        raise click.UsageError("--at is for tests: on a service's own records the clock is the clock.")
    if not once:
        if at is not None:
            raise click.UsageError("--at goes with --once.")
        _go_on()
        return
    moment = clock.now() if at is None else datetime.fromisoformat(at).replace(tzinfo=LONDON)
    done = one_pass(at=moment.astimezone(clock.now().tzinfo), worker=worker_name())
    if done is None:
        click.echo("Another process is at it.")
        return
    click.echo(f"Looked at {done.looked_at:,} families, wrote {done.planned:,} reminders, sent {done.sent:,} messages.")


def _go_on() -> None:
    app = cast(Flask, cast(Any, current_app)._get_current_object())
    try:
        check_ready(app)
    except NotReady as problem:
        raise click.ClickException(str(problem)) from None
    scheduler.run(app)


@cli.command("check")
def check_command() -> None:
    """End with an error where passes do not run, and write to the administrators: for a timer beside the process."""
    if not check(at=clock.now(), worker=worker_name()):
        raise click.ClickException("Reminders do not run. See whether their process does.")
    click.echo("Reminders run.")
