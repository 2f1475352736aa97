"""Who is at home and who works with them, as reasons."""

from collections.abc import Iterator

from casework.rules.children import age_words
from casework.rules.why.asking import Asking, Page, Reason
from core.calendar import day_of
from people.rules import ANSWER_WORDS, HOW_WORDS


def the_children(asking: Asking) -> Iterator[Reason]:
    """The children whom it concerns; where none is known, what was said when asked."""
    for child in asking.scene.children:
        words = f"{child.name}, {age_words(child, asking.scene.on)}: {HOW_WORDS[child.how].lower()}"
        yield Reason(words, child.known_on, Page.HOUSEHOLD)
    if not asking.scene.children:
        yield from who_was_asked(asking)


def who_was_asked(asking: Asking) -> Iterator[Reason]:
    """The last answer to who lives, stays and visits."""
    last = asking.scene.family.last_asked
    if last is None:
        yield Reason("Nobody has asked yet who lives, stays or visits", None, Page.HOUSEHOLD)
    else:
        yield Reason(f"When asked: {ANSWER_WORDS[last.answer].lower()}", last.asked_on, Page.HOUSEHOLD, last.id)


def since_registered(asking: Asking) -> Iterator[Reason]:
    """Registration, and the start of treatment."""
    for now in asking.situations:
        yield Reason("Registered here", now.person.registered_on, Page.HOUSEHOLD)
        if now.treatment_started_on:
            yield Reason("Treatment began", now.treatment_started_on, Page.PRESCRIPTION)


def the_agency(asking: Asking) -> Iterator[Reason]:
    """The agency it is about: since when, last heard from, last sent the plan."""
    for agency in asking.scene.family.agencies:
        if agency.id == asking.finding.about or not asking.finding.about:
            yield Reason(f"{agency.name} works with the family", agency.from_on, Page.HOUSEHOLD)
            yield from _last_word(asking, agency.id, agency.name)
            yield from _last_share(asking, agency.id, agency.name)


def _last_word(asking: Asking, link: str, name: str) -> Iterator[Reason]:
    heard = [one for one in asking.scene.history.heard if one.agency_id == link]
    if heard:
        last = max(heard, key=lambda one: one.happened_on)
        yield Reason(f"We last heard from {name}", last.happened_on, Page.CHRONOLOGY, last.id)


def _last_share(asking: Asking, link: str, name: str) -> Iterator[Reason]:
    for now in asking.situations:
        sent = [one for one in now.plans.shares if one.agency_id == link and not one.not_sent]
        if sent:
            yield Reason(f"The plan was sent to {name}", sent[-1].happened_on, Page.CHRONOLOGY, sent[-1].id)


def the_adult(asking: Asking) -> Iterator[Reason]:
    """The adult it is about."""
    for adult in asking.scene.family.grown():
        if adult.id == asking.finding.about:
            closed = asking.finding.code == "second-supply"
            part_on = day_of(adult.part_at or adult.known_at)
            what = "methadone or other opioids of their own" if closed else "a part in the plan"
            yield Reason(f"{adult.name} has {what}", part_on, Page.HOUSEHOLD, closed=closed)


def the_child(asking: Asking) -> Iterator[Reason]:
    """The child it is about, and when they were last seen."""
    for child in asking.scene.children:
        if child.id == asking.finding.about:
            words = f"{child.name}, {age_words(child, asking.scene.on)}: {HOW_WORDS[child.how].lower()}"
            yield Reason(words, child.known_on, Page.HOUSEHOLD)
            seen = [one for one in asking.scene.history.seen if one.child_id == child.id]
            if seen:
                last = max(seen, key=lambda one: one.happened_on)
                yield Reason(f"{child.name} was last seen", last.happened_on, Page.CHRONOLOGY, last.id)


def no_keyworker(asking: Asking) -> Iterator[Reason]:
    """That nobody is named."""
    yield Reason("Nobody is named as keyworker", None, Page.HOUSEHOLD)


def everybody_around(asking: Asking) -> Iterator[Reason]:
    """Every agency around the family."""
    for agency in asking.scene.family.agencies:
        yield Reason(f"{agency.name} works with the family", agency.from_on, Page.HOUSEHOLD)
