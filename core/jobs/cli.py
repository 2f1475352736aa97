"""The command that does the jobs, once or until it is told to end."""

import os
import signal
import socket
import threading
from types import FrameType

import click
from flask import current_app
from flask.cli import AppGroup

from core import clock
from core.jobs.running import run_one

PAUSE_SECONDS = 2

jobs_cli = AppGroup("jobs", help="Do what was put aside for the worker: e-mails, packs to print.")


@jobs_cli.command("run")
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
def run_command(once: bool) -> None:
    """Do what is due, and go on until SIGTERM or Ctrl+C. Two of these beside each other do everything once."""
    ended = threading.Event()
    if not once:
        until_told(ended)
    done = 0
    while not ended.is_set():
        with current_app.app_context():
            while not ended.is_set() and run_one(at=clock.now(), worker=worker_name()):
                done += 1
        if once:
            break
        ended.wait(PAUSE_SECONDS)
    click.echo(f"Did {done:,} jobs.")


def worker_name() -> str:
    """Which process this is, on which machine."""
    return f"{socket.gethostname()}:{os.getpid()}"


def until_told(ended: threading.Event) -> None:
    """Set the event at SIGTERM and Ctrl+C: what is in hand is finished first."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
