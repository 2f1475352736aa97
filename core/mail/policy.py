"""How long an e-mail may wait."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class MailPolicy:
    """Its section of the policy."""

    SECTION: ClassVar[str] = "mail"

    answer_seconds: int
    too_old_days: int
