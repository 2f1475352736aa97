"""What is written of each finding, and the three kinds of them."""

from dataclasses import dataclass

from core.findings import Owner, Severity

KEYWORKER, PRESCRIBER, PHARMACIST = Owner.KEYWORKER, Owner.PRESCRIBER, Owner.PHARMACIST
MANAGER, LEAD = Owner.MANAGER, Owner.SAFEGUARDING_LEAD


@dataclass(frozen=True, slots=True)
class Row:
    """One finding. `owners`: whose it is, the first before all. `cleared_by`: verbs, in brackets with what key.

    `stands`: it can be open on its own; a stop that does not is met by an act and gone with it.
    """

    code: str
    severity: Severity
    means: str
    due: str
    cleared_by: tuple[str, ...]
    owners: tuple[Owner, ...] = (KEYWORKER,)
    stands: bool = True

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs alone."""
        return frozenset(one.split(" ")[0] for one in self.cleared_by)


def stop(code: str, means: str, due: str, *cleared_by: str) -> Row:
    """A stop that can stand by itself."""
    return Row(code, Severity.STOP, means, due, cleared_by)


def met(code: str, means: str, *cleared_by: str) -> Row:
    """A stop that an act meets, and that is gone with it."""
    return Row(code, Severity.STOP, means, "with the act", cleared_by, stands=False)


def act(code: str, means: str, due: str, *cleared_by: str, owners: tuple[Owner, ...] = (KEYWORKER,)) -> Row:
    """Something to do by a day."""
    return Row(code, Severity.ACT, means, due, cleared_by, owners)
