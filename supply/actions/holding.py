"""What was written before a family's record was frozen for an inquiry stays as it is, at the counter too."""

from datetime import datetime
from uuid import UUID

from people.queries import held
from supply.rules.prescribing import Problem


def frozen_problems(household_id: UUID, recorded_at: datetime) -> list[Problem]:
    """Refuses to change or take back what was written by that instant. New entries go on as before."""
    hold = held(household_id)
    if hold is None or recorded_at > hold.recorded_at:
        return []
    sentence = "This record is frozen for an inquiry. Ask the keyworker, and say what is wrong: it is kept beside it."
    return [("because", sentence)]
