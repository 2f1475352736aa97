"""Decisions and exceptions as questions and answers, for the summary lists of more than one page."""

from collections.abc import Sequence
from datetime import datetime

from core.wording import amount, counted, instant, listed, short_day
from dispensing.queries import DecisionLine, ExceptionLine, NotAgreedLine
from supply.rules import describe

Rows = list[tuple[str, str]]

ANSWERS = {
    "confirmed": "{who} confirmed it, {at}",
    "disowned": "{who} says they did not give it, {at}: {what}",
    "looked": "{who} has looked at it, {at}: {what}",
}


def decision_rows(line: DecisionLine) -> Rows:
    """A decision that was agreed. What was left empty because more safety needs nothing else is left out."""
    review = short_day(line.review_on) if line.review_on else ""
    better = f"{line.better_for_the_child} ({line.evidence})" if line.evidence else line.better_for_the_child
    rows = [
        ("How doses are collected", f"{describe(line.arrangement)}, from {short_day(line.from_on)}"),
        ("Most at home at once", _most(line)),
        ("Why", line.reason),
        ("Asked for by", line.asked_by),
        ("Other ways thought of", listed(line.alternatives) if line.alternatives else ""),
        ("What is better for the child", better),
        ("Authorised by", _authorised(line)),
        ("Senior who thought about it too", line.senior),
        ("Looked at again", review),
        ("Recorded", f"by {line.recorded_by}, {instant(line.recorded_at)}"),
    ]
    return [row for row in rows if row[1]]


def _most(line: DecisionLine) -> str:
    if not line.most_bottles:
        return "None: no dose goes home"
    return f"{counted(line.most_bottles, 'bottle')} ({amount(line.most_mg)})"


def _authorised(line: DecisionLine) -> str:
    if not line.authoriser:
        return ""
    if line.confirmed is None:
        return f"{line.authoriser}, who has not confirmed it yet"
    when = instant(line.confirmed_at) if line.confirmed_at else ""
    if line.confirmed:
        return f"{line.authoriser}, confirmed {when}"
    return f"{line.authoriser} said no, {when}: {line.confirmed_because}"


def not_agreed_rows(line: NotAgreedLine) -> Rows:
    """A decision that was not agreed, or that was only watched."""
    rows = [
        ("Why", line.reason),
        ("Asked for by", line.asked_by),
        ("What was missing", _sentences(line.stops)),
        ("Tried by", f"{line.recorded_by}, {instant(line.recorded_at)}"),
    ]
    return [row for row in rows if row[1]]


def _sentences(stops: Sequence[str]) -> str:
    """A line each, with a capital."""
    return "\n".join(f"{stop[0].upper()}{stop[1:]}" for stop in stops)


def exception_rows(line: ExceptionLine, now: datetime) -> Rows:
    """An exception, whole: for staff of the service alone."""
    given_by = listed([line.given_by, line.second_by] if line.second_by else [line.given_by])
    until = instant(line.until_at)
    ended = " (ended)" if line.until_at <= now else ""
    return [
        ("Given by", given_by),
        ("Why it could not wait", line.reason),
        ("Until", f"{until}{ended}"),
        ("What it sets aside", _sentences(line.stops)),
        ("Recorded", f"by {line.recorded_by}, {instant(line.recorded_at)}"),
        *(
            ("Answer", ANSWERS[one.answer].format(who=one.who, at=instant(one.at), what=one.what))
            for one in line.answers
        ),
    ]
