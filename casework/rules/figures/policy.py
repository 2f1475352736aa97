"""The numbers of reports."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ReportsPolicy:
    """What may leave the service, and how many families an audit looks at."""

    SECTION: ClassVar[str] = "reports"

    small_numbers_under: int
    """Outside the service a count under this is withheld, and others are rounded to five: 5 [GK] [PROPOSAL]."""
    audit_sample: int
    """So many families are drawn for an audit of recording: 10 [SEED 10.25] [PROPOSAL]."""
