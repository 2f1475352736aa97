"""What a figure is, what a report holds, and what of it may leave the service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.calendar import add_months, day_of

LONGEST_YEARS = 10
"""A report goes back over so many years at most."""


HEADLINES = {
    ("homes", "all_done"): "homes with a child and a dose at home have all of it: a plan agreed, in date, seen, shared",
    ("overdue", "longer"): "things to do are overdue by more than 12 weeks",
    ("looked_at", "not-yet"): "events of this time that nobody has looked at yet",
}


class Reader(StrEnum):
    """Whom a report is for: outside the service small numbers are withheld."""

    OURS = "ours"
    OTHERS = "others"


READER_WORDS = {Reader.OURS: "For our service", Reader.OTHERS: "To hand on"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `of`: out of how many, where it is a share. `few`: what is withheld outside, in words.

    `counts` says what it counts, where its label does not.
    """

    code: str
    label: str
    count: int
    of: int | None = None
    counts: str = ""
    few: str = ""

    @property
    def percent(self) -> int | None:
        """Whole percent of `of`; none where there is nothing to be a share of."""
        return None if not self.of else round(100 * self.count / self.of)

    @property
    def words(self) -> str:
        """As it stands in a table: "18 of 24 (75%)", "18", "fewer than 5"."""
        if self.few:
            return self.few
        if self.of is None:
            return f"{self.count:,}"
        return f"{self.count:,} of {self.of:,} ({self.percent}%)" if self.of else "none to count"


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are read together. `counts` says what they count, `shares` whether each is a share of something.

    `more` names where a manager looks further; `folds`: what there is none of is named in one line.
    """

    code: str
    title: str
    counts: str
    figures: tuple[Figure, ...]
    shares: bool = False
    more: str = ""
    folds: bool = True

    @property
    def drawn(self) -> tuple[Figure, ...]:
        """The figures that have a row of their own."""
        return tuple(one for one in self.figures if not self._none(one))

    @property
    def none_of(self) -> str:
        """What there is none of, in words."""
        none = [one.label.removeprefix("... ") for one in self.figures if self._none(one)]
        return "; ".join(f"{words[0].lower()}{words[1:]}" if index else words for index, words in enumerate(none))

    def _none(self, figure: Figure) -> bool:
        return self.folds and not self.shares and not figure.count and not figure.few

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to count."""
        return not any(one.of if self.shares else one.count for one in self.figures)

    def part(self, figure: Figure) -> float:
        """How much of a figure's bar is filled: its share, or its size beside the largest of the group."""
        whole = figure.of if self.shares else max((one.count for one in self.figures), default=0)
        return min(1.0, figure.count / whole) if whole else 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A share as it was on a day in the past: how many of how many homes."""

    on: date
    homes: int
    in_date: int
    all_done: int


@dataclass(frozen=True, slots=True)
class Span:
    """London days, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that managers and commissioners see of one service, worked out at an instant (UTC).

    `behind`: so many families have not been looked at since something changed for many at once. `people`: so many are
    in treatment today; of fewer than `small_under` nothing at all leaves the service.
    """

    service: str
    span: Span
    at: datetime
    groups: tuple[Group, ...]
    trend: tuple[Kept, ...] = ()
    behind: int = 0
    people: int = 0
    reader: Reader = Reader.OURS
    small_under: int = 5

    @property
    def headlines(self) -> list[tuple[str, str]]:
        """The three numbers that one looks at first: (number, what it is)."""
        known = {(group.code, one.code): one.words for group, one in self.figures}
        return [(known[key], words) for key, words in HEADLINES.items() if key in known]

    @property
    def on(self) -> date:
        """The London day on which it was worked out."""
        return day_of(self.at)

    @property
    def figures(self) -> Iterator[tuple[Group, Figure]]:
        """Every figure with its group."""
        return ((group, figure) for group in self.groups for figure in group.figures)


def quarter_of(on: date, back: int = 0) -> Span:
    """The quarter (January to March, and so on) of a London day, or one of those before it."""
    first = add_months(date(on.year, 3 * ((on.month - 1) // 3) + 1, 1), -3 * back)
    return Span(first, add_months(first, 3) - timedelta(days=1))


def span_problems(first: date | None, last: date | None, on: date) -> list[tuple[str, str]]:
    """Everything that keeps two days from being the days of a report: (field, sentence) pairs."""
    problems = []
    if first is None:
        problems.append(("from", "Enter the first day, like 1 4 2026"))
    if last is None:
        problems.append(("until", "Enter the last day, like 30 6 2026"))
    if first is None or last is None:
        return problems
    if last < first:
        problems.append(("until", "The last day must be on or after the first day"))
    if first > on:
        problems.append(("from", "The first day must be today or before"))
    if first < date(1950, 1, 1) or last.year > on.year + 1 or last > add_months(first, 12 * LONGEST_YEARS):
        problems.append(("from", f"Ask for {LONGEST_YEARS} years at most"))
    return problems


def for_others(report: Report) -> Report:
    """The same report as it may leave the service: nobody can be made out by a small number.

    Counts under `small_under` are withheld; what remains is rounded to the nearest five, so that no small number can
    be got by taking one figure from another ([GK], as national statistics do).
    """
    under = report.small_under
    hide = _hidden if report.people < under else withheld
    groups = tuple(replace(group, figures=tuple(hide(one, under) for one in group.figures)) for group in report.groups)
    trend = tuple(_rounded_kept(one) for one in report.trend if _large(one, report.small_under))
    return replace(report, groups=groups, trend=trend, reader=Reader.OTHERS)


def _hidden(figure: Figure, under: int) -> Figure:
    """Nothing of it: the whole service is too few people."""
    return replace(figure, count=0, of=None if figure.of is None else 0, few=f"withheld: of fewer than {under} people")


def withheld(figure: Figure, under: int) -> Figure:
    """One figure as it may leave the service."""
    of = figure.of
    if of is not None and 0 < of < under:
        return replace(figure, count=0, of=0, few=f"withheld: of fewer than {under}")
    few = ""
    if 0 < figure.count < under:
        few = f"fewer than {under}" + ("" if of is None else f" of {_rounded(of):,}")
    elif of is not None and 0 < of - figure.count < under:
        few = f"all but fewer than {under} of {_rounded(of):,}"
    count = 0 if 0 < figure.count < under else _rounded(figure.count)
    return replace(figure, count=count, of=None if of is None else _rounded(of), few=few)


def _large(kept: Kept, under: int) -> bool:
    """Whether no small number stands in what was kept."""
    shares = (kept.in_date, kept.all_done, kept.homes - kept.in_date, kept.homes - kept.all_done)
    return kept.homes >= under and not any(0 < one < under for one in shares)


def _rounded_kept(kept: Kept) -> Kept:
    return Kept(kept.on, _rounded(kept.homes), _rounded(kept.in_date), _rounded(kept.all_done))


def _rounded(count: int) -> int:
    """To the nearest five."""
    return 5 * round(count / 5)
