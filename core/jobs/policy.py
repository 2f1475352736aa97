"""How often, and for how long, something that did not work is tried again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class JobsPolicy:
    """Its section of the policy."""

    SECTION: ClassVar[str] = "jobs"

    lease_minutes: int
    tries: int
    first_wait_seconds: int
    longest_wait_minutes: int

    @property
    def lease(self) -> timedelta:
        """For so long a job belongs to the worker that took it."""
        return timedelta(minutes=self.lease_minutes)

    def wait_after(self, tries: int) -> timedelta:
        """How long after the so-manieth try the next one comes: twice as long each time, up to the longest."""
        doubled = timedelta(seconds=self.first_wait_seconds * (1 << min(tries - 1, 20)))
        return min(doubled, timedelta(minutes=self.longest_wait_minutes))
