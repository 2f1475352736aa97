"""What happened and who looked, as reasons."""

from collections.abc import Iterator

from casework.rules.desk import is_ours_alone
from casework.rules.why.asking import Asking, Page, Reason
from core.calendar import day_of
from core.wording import short_day
from safeguarding.rules import EVENT_WORDS, OUTCOME_WORDS, VIEW_WORDS, EventFact


def named_by_it(asking: Asking) -> Iterator[Reason]:
    """Whatever the finding itself names: what happened, a call, a referral, a child, an agency."""
    wanted = [one for one in (asking.finding.about, *asking.finding.because) if one]
    history = asking.scene.history
    for event in history.events:
        if event.id in wanted:
            yield an_event(event, asking)
    for call in history.calls:
        if call.id in wanted:
            agreed = f"A call with {call.with_name} agreed: {call.agreed}"
            yield Reason(agreed, call.happened_on, Page.CHRONOLOGY, call.id, closed=call.ours_alone)
    for seen in history.seen:
        if seen.id in wanted:
            yield Reason("A child was found unusually sleepy", seen.happened_on, Page.CHRONOLOGY, seen.id)
    for referral in history.referrals:
        if referral.id in wanted:
            sentence = "A referral was sent" + (f" to {referral.to_whom}" if referral.to_whom else "")
            yield Reason(sentence, referral.happened_on, Page.CHRONOLOGY, referral.id, closed=True)
    for outcome in history.outcomes:
        if outcome.id in wanted:
            view = VIEW_WORDS[outcome.view] if outcome.view else "we have not said what we think of it"
            sentence = f"The answer was: {OUTCOME_WORDS[outcome.result].lower()}; {view[0].lower()}{view[1:]}"
            yield Reason(sentence, outcome.happened_on, Page.CHRONOLOGY, outcome.id, closed=True)


def an_event(event: EventFact, asking: Asking) -> Reason:
    """An event by its name and day."""
    closed = is_ours_alone(event) or asking.is_anothers(event.person_id)
    about = f": {event.about_name}" if event.about_name else ""
    return Reason(f"{EVENT_WORDS[event.kind]}{about}", event.happened_on, Page.CHRONOLOGY, event.id, closed)


def safeguarding_reviews(asking: Asking) -> Iterator[Reason]:
    """The last safeguarding review, or that there is none."""
    reviews = asking.scene.history.safeguarding_reviews
    if reviews:
        yield Reason("The last safeguarding review was before that", reviews[-1].happened_on, Page.CHRONOLOGY)
    else:
        yield Reason("No safeguarding review has been written down", None, Page.CHRONOLOGY)


def support_offered(asking: Asking) -> Iterator[Reason]:
    """When support was last offered."""
    offered = asking.scene.history.support
    if offered:
        yield Reason("Support was last offered before that", day_of(offered[-1].recorded_at), Page.CHRONOLOGY)


def signals_counted(asking: Asking) -> Iterator[Reason]:
    """The signals by name: those that the finding counts."""
    counted_now = set(asking.finding.because)
    events = {event.id: event for event in asking.scene.events}
    for signal in asking.scene.signals:
        if signal.about in counted_now and signal.about not in events:
            words = "The storage could not be seen, twice running"
            yield Reason(words, signal.happened_on, Page.CHRONOLOGY, signal.about)


def looks(asking: Asking) -> Iterator[Reason]:
    """When a manager or prescriber last looked."""
    kind = "prescriber" if asking.finding.code == "clinical-review-wanted" else "manager"
    looked = [one for one in asking.scene.history.looks if one.kind == kind]
    who = "A prescriber" if kind == "prescriber" else "A manager"
    if looked:
        yield Reason(f"{who} last looked", day_of(looked[-1].recorded_at), Page.CHRONOLOGY)
    else:
        yield Reason(f"{who} has not looked yet", None, Page.CHRONOLOGY)


def their_plan(asking: Asking) -> Iterator[Reason]:
    """The plan of children's services it is about."""
    for one in asking.scene.history.their_plans:
        if one.kind.value == asking.finding.about:
            words = "Children's services have a plan for the child"
            yield Reason(words, one.happened_on, Page.CHRONOLOGY, one.id, closed=True)


def answered_before(asking: Asking) -> Iterator[Reason]:
    """An answer "not needed" that has run out: the older facts stay readable."""
    for one in asking.scene.history.not_needed:
        if one.code == asking.finding.code and one.about in ("", asking.finding.about) and one.until < asking.scene.on:
            words = f"Answered “not needed” by {one.by} until {short_day(one.until)}"
            yield Reason(words, day_of(one.recorded_at), Page.CHRONOLOGY, closed=True)


def supervision(asking: Asking) -> Iterator[Reason]:
    """When the case was last talked through."""
    talked = asking.scene.history.supervisions
    if talked:
        yield Reason("Last talked through in supervision", max(one.happened_on for one in talked), Page.CHRONOLOGY)
    else:
        yield Reason("Not yet talked through in supervision", None, Page.CHRONOLOGY)


def last_contact(asking: Asking) -> Iterator[Reason]:
    """The last contact written down."""
    met = [one for one in asking.scene.history.contacts if asking.finding.person_id in ("", one.person_id)]
    if met:
        last = max(met, key=lambda one: one.happened_on)
        yield Reason("Last contact written down", last.happened_on, Page.CHRONOLOGY, last.id)
    else:
        yield Reason("No contact has been written down", None, Page.CHRONOLOGY)


def the_exception(asking: Asking) -> Iterator[Reason]:
    """The exception it is about."""
    for decisions in asking.scene.case.decisions.values():
        for one in decisions.exceptions:
            if one.id == asking.finding.about:
                yield Reason("An exception was recorded", day_of(one.recorded_at), Page.DECISIONS, one.id)


def the_query(asking: Asking) -> Iterator[Reason]:
    """What the pharmacist wrote."""
    for now in asking.situations:
        for one in now.plans.queries:
            if one.id == asking.finding.about:
                yield Reason("The pharmacist wrote to us", day_of(one.recorded_at), Page.PLAN, one.id)
