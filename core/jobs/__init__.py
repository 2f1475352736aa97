"""Work that nobody waits for at a desk: rows first, done by a process of its own, once."""

from core.jobs.kinds import GiveUp, Running, TryLater, handles
from core.jobs.policy import JobsPolicy
from core.jobs.running import run_due, run_one
from core.jobs.table import Job, Progress, progress, queue, waiting

__all__ = [
    "GiveUp",
    "Job",
    "JobsPolicy",
    "Progress",
    "Running",
    "TryLater",
    "handles",
    "progress",
    "queue",
    "run_due",
    "run_one",
    "waiting",
]
