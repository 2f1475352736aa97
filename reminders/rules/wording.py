"""What messages say. A text names nobody, no drug, no address and no child; an e-mail has references and links."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from casework.rules.desk import NEWEST_ENTRY
from casework.rules.due import due_words
from casework.rules.names import finding_words
from casework.rules.stages import StageKind
from core.findings import Owner
from core.wording import counted, weekday

TEXT_LIMIT = 160
"""One text of the alphabet that every telephone has (GSM 03.38)."""

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
SHARING = frozenset({"plan-not-shared", "share-unacknowledged"})
REVIEWING = frozenset({"plan-review-due", "plan-stale", "care-plan-review-due", "decision-review-due"})
NOW = frozenset({"exposure-act-now", "child-exposure-open"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing somebody is told of: under which reference, what, by when, and as whose role."""

    reference: str
    link: str
    code: str
    due_on: date | None
    stage: StageKind
    owner: Owner
    kept_closed: bool

    @property
    def words(self) -> str:
        """What it is, without a name in it."""
        return NEWEST_ENTRY.rstrip(".") if self.kept_closed else finding_words(self.code)


def is_plain(text: str) -> bool:
    """Whether a text fits one message of the alphabet that every telephone has."""
    return len(text) <= TEXT_LIMIT and GSM.issuperset(text)


def text_message(items: Sequence[Item], address: str, on: date) -> str:
    """What a text says: how many things of which kind, by when, and where to sign in. 160 characters at most.

    A plan that several agencies wait for is one plan.
    """
    kinds = (
        (NOW, "thing has to be looked at now", "things have to be looked at now"),
        (SHARING, "plan needs sharing", "plans need sharing"),
        (REVIEWING, "plan needs looking at again", "plans need looking at again"),
    )
    parts = []
    rest = list(items)
    for codes, one, many in kinds:
        some = [item for item in rest if item.code in codes]
        rest = [item for item in rest if item.code not in codes]
        if some:
            by = "" if codes is NOW else _by(some, on)
            number = len({item.reference for item in some}) if codes is SHARING else len(some)
            parts.append(f"{counted(number, one, many)}{by}.")
    if rest:
        other = "other " if parts else ""
        parts.append(f"{counted(len(rest), f'{other}thing is', f'{other}things are')} due{_by(rest, on)}.")
    whole = f"{' '.join(parts)} Sign in: {address}"
    if is_plain(whole):
        return whole
    short = f"{counted(len(items), 'thing is', 'things are')} due. Sign in: {address}"
    return short if is_plain(short) else f"{counted(len(items), 'thing is', 'things are')} due. Please sign in."


def _by(items: Iterable[Item], on: date) -> str:
    """ " by Friday", of the one due first; nothing where it is overdue, far off, or no day is set."""
    days = sorted(item.due_on for item in items if item.due_on is not None)
    if not days or days[0] < on or (days[0] - on).days > 6:
        return ""
    return " today" if days[0] == on else f" by {weekday(days[0])}"


def code_message(code: str) -> str:
    """The text that carries a code."""
    return f"{code} is your code. Type it in on the page that asked for it."


def email_subject(items: Sequence[Item]) -> str:
    """How many things, for how many people."""
    people = len({item.reference for item in items})
    return f"{counted(len(items), 'thing to do', 'things to do')} for {counted(people, 'person', 'people')}"


def email_text(name: str, items: Sequence[Item], address: str, choosing: str, on: date) -> str:
    """The digest: each person by reference, what there is to do, by when, the way to it, and to be told otherwise."""
    lines = [f"Dear {name},", "", f"{email_subject(items)}:", ""]
    ordered = sorted(items, key=lambda item: (item.reference, item.due_on or date.max, item.words, item.owner))
    for (reference, link), some in groupby(ordered, key=lambda item: (item.reference, item.link)):
        lines.append(reference)
        lines += [f"- {_line(item, on, number)}" for item, number in _alike(some)]
        lines += [f"  {link}", ""]
    lines += [f"All of it: {address}", "", "What has been done since this was written is left out.", ""]
    lines.append(f"Choose how you are told: {choosing}")
    return "\n".join(lines)


def _alike(items: Iterable[Item]) -> Iterator[tuple[Item, int]]:
    """What reads the same is one line, that says how many it is: a plan that three agencies wait for."""
    for _, some in groupby(items, key=lambda item: (item.due_on, item.words, item.owner)):
        first, *rest = some
        yield first, 1 + len(rest)


def _line(item: Item, on: date, number: int) -> str:
    due = due_words(item.due_on, on)
    told_as = "" if item.owner is Owner.KEYWORKER else f" (as {item.owner.value.replace('-', ' ')})"
    return f"{item.words}{f' ({number})' if number > 1 else ''}{': ' if due else ''}{due}{told_as}"


def newest_stage(items: Iterable[Item], key: Iterable[object]) -> list[Item]:
    """Each finding once, by its furthest stage."""
    order = {stage: place for place, stage in enumerate(StageKind)}
    best: dict[object, Item] = {}
    for each, item in zip(key, items, strict=True):
        if each not in best or order[item.stage] > order[best[each].stage]:
            best[each] = item
    return list(best.values())


def summary_text(name: str, numbers: Sequence[tuple[str, int]], address: str) -> str:
    """The week for a manager, in numbers."""
    lines = [f"Dear {name},", "", "The week at your service:", ""]
    lines += [f"- {words}: {count:,}" for words, count in numbers]
    return "\n".join([*lines, "", f"The board: {address}"])


def alarm_text(since: str, address: str) -> str:
    """What administrators are written where reminders did not run."""
    return (
        f"Reminders have not run since {since}. Nobody was told anything by e-mail or text since then; work lists are "
        f"right all the same.\n\nSee to it that the reminders' process runs on your machine (docs/deploying.md, Units)."
        f"\n\nWhether it runs: {address}"
    )
