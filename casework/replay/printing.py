"""What a replay prints: one JSON object a line, or a timeline that people read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from casework.replay.playing import Played, summary
from core.wording import long_day


def as_json(played: Played) -> str:
    """One line of output, in step with the input."""
    line = played.line
    return json.dumps(
        {
            "id": line.get("id"),
            "on": line.on.isoformat(),
            "do": line.do,
            "accepted": played.accepted,
            "stopped": list(played.stopped),
            "raised": list(played.raised),
            "cleared": list(played.cleared),
            "open": list(played.open),
            "details": played.details,
            "sent": [{"on": one.on.isoformat(), "to": one.to, "about": one.about} for one in played.sent],
        },
        ensure_ascii=False,
    )


def summary_as_json(played: Sequence[Played]) -> str:
    """The last line of output."""
    return json.dumps({"summary": asdict(summary(played))}, ensure_ascii=False)


def timeline(played: Sequence[Played]) -> Iterator[str]:
    """The play as a timeline in plain text."""
    day = None
    for one in played:
        if one.line.on != day:
            day = one.line.on
            yield ""
            yield long_day(day)
        yield from _entry(one)
    told = summary(played)
    yield ""
    yield f"{told.lines} lines played: {told.accepted} accepted, {told.refused} not."


def _entry(one: Played) -> Iterator[str]:
    who = f" ({one.line.who})" if one.line.who else ""
    note = f": {one.line.get('note')}" if one.line.get("note") else ""
    yield f"  {one.line.do}{who}{note}"
    if not one.accepted:
        yield f"    not agreed yet: {', '.join(one.stopped) or 'there was nothing to act on, or it cannot be'}"
    elif one.stopped:
        yield f"    an exception set aside: {', '.join(one.stopped)}"
    for words, codes in (("raised", one.raised), ("cleared", one.cleared)):
        if codes:
            yield f"    {words}: {', '.join(codes)}"
    for telling in one.sent:
        yield f"    told on {telling.on}: {telling.to} about {telling.about}"
