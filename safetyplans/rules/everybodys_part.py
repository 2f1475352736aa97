"""Everyone's part in one view, in sentences: who has which version, what they answered, what is still to do.

SEED 9.8. The reader may sit beside the person: why something was or was not sent against a wish is not in here.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.calendar import day_of
from core.wording import instant, short_day
from safetyplans.rules.facts import SentBy
from safetyplans.rules.sharing import Became, Holding, LinkFact, LinkState, SendingFact, holding, last_held

BY_WORDS = {
    SentBy.HAND: "given by hand",
    SentBy.POST: "sent by post",
    SentBy.SECURE_EMAIL: "sent by secure email",
    SentBy.LINK: "sent as a link",
}


def part_sentences(sendings: Sequence[SendingFact], version: int, at: datetime) -> tuple[str, ...]:
    """What one agency has and has said, of a plan at `version`, one thing a sentence. `sendings`: in order."""
    return tuple(_sentences(sendings, version, at))


def _sentences(sendings: Sequence[SendingFact], version: int, at: datetime) -> Iterator[str]:
    has, held = holding(sendings, version), last_held(sendings)
    newest = sendings[-1] if sendings else None
    if newest is not None and newest.unsent:
        yield from _unsent(newest)
    if has is Holding.NOT_SENT:
        yield f"Version {version} is not sent to them, for a reason."
    if held is None:
        yield "" if newest is not None and newest.unsent else "Never sent."
        return
    sent = f"{BY_WORDS[held.sent_by or SentBy.HAND]} on {short_day(held.on)}"
    outdated = ": taken back since, so tell them what stands" if held.taken_back else _outdated(held, version)
    if held.arrived:
        yield f"Has version {held.version}, {sent}{outdated}."
    else:
        yield f"Version {held.version} was {sent}{outdated}."
    yield from _answered(held, at)


def _outdated(held: SendingFact, version: int) -> str:
    return "" if held.version >= version else ": outdated"


def _unsent(newest: SendingFact) -> Iterator[str]:
    for one in newest.became:
        if one.what is Became.CAME_BACK:
            yield f"Version {newest.version} came back on {short_day(one.on)}, so it is to be sent again."
        if one.what is Became.WRONG_ADDRESS:
            yield f"Version {newest.version} went to the wrong place on {short_day(one.on)}: it is to be sent again."


def _answered(held: SendingFact, at: datetime) -> Iterator[str]:
    if held.link is not None:
        yield from link_sentences(held.link, at)
    if held.acknowledged_at is not None:
        said = f": “{held.our_part}”" if held.our_part else ""
        yield f"Acknowledged on {short_day(day_of(held.acknowledged_at))}{said}."
        return
    if held.link is None:
        yield "It arrived, and they have not answered yet." if held.arrived else "Not known to have arrived yet."
    for one in held.chased:
        yield f"Reminded on {short_day(one.on)}."


def link_sentences(link: LinkFact, at: datetime) -> Iterator[str]:
    """How a link stands, in sentences."""
    opened = link.opened_at
    if opened is not None:
        yield f"They opened it on {instant(opened)}."
    state = link.state(at)
    if state is LinkState.NO_CODE:
        yield "Its code was not made yet: without one it cannot be opened."
    elif state is LinkState.WAITING:
        yield f"Not opened yet{' again' if opened else ''}. The link runs out on {short_day(day_of(link.expires_at))}."
    elif state is LinkState.LOCKED:
        yield "Locked after too many wrong codes. Ring them, and make a new code."
    elif state is LinkState.EXPIRED:
        yield f"The link ran out on {short_day(day_of(link.expires_at))}{'' if opened else ' and was never opened'}."
    elif state is LinkState.REVOKED:
        yield "The link is closed."
