"""A process of its own for tests: passes one after the other at a given London time, a minute apart, until it is ended.

`python -m tests.reminders.at_it DATABASE_URL FOLDER START MINUTES WORKER [SETTING=VALUE …]`
"""

import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from reminders.passing import one_pass
from tests.databases import make_app


def main(url: str, folder: str, start: str, minutes: str, worker: str, *settings: str) -> None:
    """Where another process is at it, this one's minute is not over until that one's is: simulated time is quick."""
    app = make_app(url, Path(folder), **dict(one.split("=", 1) for one in settings))
    at = datetime.fromisoformat(start)
    for _ in range(int(minutes)):
        with app.app_context():
            while one_pass(at=at, worker=worker) is None:
                time.sleep(0.05)
        at += timedelta(minutes=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
