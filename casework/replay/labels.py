"""What findings are about, in the words of the case file: event kinds and ids, agencies, children, items."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from casework.replay.reading import Line
from casework.rules import Case
from core.findings import Finding


@dataclass
class Labels:
    """Names for what findings are about, learnt line by line."""

    words: dict[str, str] = field(default_factory=dict)
    events_of_lines: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def learn(self, line: Line, cases: Iterable[Case]) -> None:
        """Name what a line made known: its events by kind and id, everything else by name, or by the line's id."""
        made_events = []
        for case in cases:
            family = case.family
            self.words |= {person.id: person.name for person in family.people}
            self.words |= {child.id: child.name for child in family.children}
            self.words |= {adult.id: adult.name for adult in family.adults}
            self.words |= {agency.id: agency.name for agency in family.agencies}
            for event in case.history.events:
                if event.id not in self.words:
                    made_events.append(event.id)
                    self.words[event.id] = " ".join(part for part in (event.kind.value, _id(line)) if part)
            for identifier in _others(case):
                self.words.setdefault(identifier, _id(line) or line.do)
        if _id(line):
            self.events_of_lines[_id(line)] = tuple(made_events)

    def details(self, found: Iterable[Finding]) -> dict[str, list[str]]:
        """For each open code, what it is about, sorted and each once."""
        details: dict[str, set[str]] = {}
        for finding in found:
            about = details.setdefault(finding.code, set())
            about |= {self.words[one] for one in finding.because if one in self.words}
            if finding.about:
                about.add(self.words.get(finding.about, finding.about))
        return {code: sorted(about) for code, about in sorted(details.items())}


def _id(line: Line) -> str:
    """The id of a line as it is shown; the empty string where it has none."""
    return "" if line.get("id") is None else str(line.get("id"))


def _others(case: Case) -> Iterable[str]:
    """The ids of facts that findings are about and that have no name."""
    history = case.history
    for some in (history.calls, history.referrals, history.outcomes, history.seen):
        yield from (one.id for one in some)
    for plans in case.plans.values():
        yield from (check.id for check in plans.checks)
        yield from (query.id for query in plans.queries)
    for decided in case.decisions.values():
        yield from (decision.id for decision in decided.decisions)
        yield from (exception.id for exception in decided.exceptions)
