"""The application served as `make run` serves it: gunicorn, workers of four threads each."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTING = """
from pathlib import Path

def post_fork(server, worker):
    (Path({folder!r}) / str(worker.pid)).touch()

def child_exit(server, worker):
    (Path({folder!r}) / str(worker.pid)).unlink()
"""


@dataclass(frozen=True)
class Served:
    """Where it answers, and where its workers put down their numbers."""

    address: str
    workers: Path

    def change_workers(self) -> None:
        """End the workers, and all they know of the database with them; new ones take their places.

        Starting a server anew would take seconds more.
        """
        noted = list(self.workers.iterdir())
        for way in (signal.SIGQUIT, signal.SIGKILL):  # one that is still at a page may not go when it is asked
            left = [worker for worker in noted if worker.exists()]
            for worker in left:
                os.kill(int(worker.name), way)
            for _ in range(300):
                if not any(worker.exists() for worker in left):
                    return
                time.sleep(0.05)
        pytest.fail("a worker does not end")


@contextmanager
def served(database_url: str, instance: Path, workers_folder: Path, workers: int = 2) -> Iterator[Served]:
    """Serve what is in that database, with the secrets of that folder."""
    noted = workers_folder / "workers"
    noted.mkdir()
    (workers_folder / "noting.py").write_text(NOTING.format(folder=str(noted)))
    address = f"http://127.0.0.1:{free_port()}"
    command = [
        *(sys.executable, "-m", "gunicorn", "app:serve()", "--bind", address.removeprefix("http://")),
        *("--workers", str(workers), "--threads", "4", "--preload", "--log-level", "warning"),
        *("--config", str(workers_folder / "noting.py")),
    ]
    settings = {"DATABASE_URL": database_url, "INSTANCE_FOLDER": str(instance)}
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **settings})
    try:
        wait_for(f"{address}/sign-in", server)
        yield Served(address, noted)
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as the server answers; fail where it stops or does not."""
    for _ in range(300):
        assert server.poll() is None, "the server stopped at once"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server does not answer")
