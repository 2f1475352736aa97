"""Treatment and supply: what is in use against what was agreed, who is responsible, doses, leaflets, the pharmacist."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from casework.rules.clocks import met_on
from casework.rules.scene import Scene, act
from core.calendar import DAY, day_of
from core.findings import Finding, Owner
from core.wording import short_day
from dispensing.rules import Closure, Situation, again_for, closures_ahead
from dispensing.rules.standing import bottles_words
from safetyplans.rules import LeafletFact, cover_now
from supply.rules import (
    Calendar,
    missed_runs,
    most_at_home,
    prescriber_is_asked,
    relies_on_closed_day_supply,
    undrunk,
)
from supply.rules.vomited import vomited_at_home


def treatment_needs(scene: Scene, now: Situation) -> Iterator[Finding]:
    """Every finding about one person on methadone."""
    yield from _in_use_not_agreed(now)
    yield from _no_keyworker(now)
    yield from _authoriser(now)
    yield from _closures(now)
    yield from _leaflet(now)
    yield from _undrunk(scene, now)
    yield from _missed(now)


def exceptions_unseen(scene: Scene) -> Iterator[Finding]:
    """`exception-unreviewed`: an exception no manager has looked at; it stands after care has ended too.

    A second in a row for the same stop goes to the safeguarding lead as well (principle 7).
    """
    looks = [one.recorded_at for one in scene.history.looks if one.kind == "manager"]
    days = scene.policy.dispensing.exception_look_working_days
    for person_id, decisions in sorted(scene.case.decisions.items()):
        again = again_for(decisions.exceptions)
        for one in decisions.exceptions:
            if one.looked_at is None and not any(look >= one.recorded_at for look in looks):
                yield act(
                    "exception-unreviewed",
                    f"An exception was recorded on {short_day(day_of(one.recorded_at))}. Please look at it.",
                    since=day_of(one.recorded_at),
                    due=scene.after_recording(one.recorded_at, days),
                    owner=Owner.MANAGER,
                    clears=("manager_look",),
                    about=one.id,
                    person=person_id,
                    also=(Owner.SAFEGUARDING_LEAD,) if one.id in again else (),
                )


def pharmacist_waits(now: Situation) -> Iterator[Finding]:
    """`pharmacist-query-open` and `pharmacist-concern-open`: asked or raised, and not answered [9]."""
    policy = now.policy.safetyplans
    for query in now.plans.queries:
        if query.answered_at is not None:
            continue
        since, concern = day_of(query.recorded_at), query.kind == "concern"
        yield act(
            "pharmacist-concern-open" if concern else "pharmacist-query-open",
            "The pharmacist raised a concern. Please answer today."
            if concern
            else "The pharmacist asked a question. Please answer.",
            since=since,
            due=since + DAY * policy.concern_days
            if concern
            else now.working_days_after(since, policy.query_working_days),
            owner=Owner.MANAGER if concern else Owner.KEYWORKER,
            clears=("answer_query",),
            about=query.id,
            person=now.person.id,
        )


def _in_use_not_agreed(now: Situation) -> Iterator[Finding]:
    """`in-use-not-agreed`: a dose is at home in use that no decision agreed, or more than it agreed (principle 2)."""
    if not now.dose_at_home or now.home is None or now.in_use_fact is None:
        return
    agreed = now.most(now.decision.arrangement) if now.decision is not None else None
    if agreed is not None and now.home.bottles <= agreed.bottles:
        return
    since = max(now.in_use_fact.from_on, now.dose_at_home_since)
    sentence = (
        "Doses are going home, and no decision about it has been agreed."
        if agreed is None
        else f"Up to {bottles_words(now.home.bottles)} go home; what was agreed is {bottles_words(agreed.bottles)}."
    )
    yield act(
        "in-use-not-agreed",
        sentence,
        since=since,
        due=since,
        clears=("record_decision",),
        person=now.person.id,
    )


def _no_keyworker(now: Situation) -> Iterator[Finding]:
    if now.person.keyworker_id is None:
        yield act(
            "no-keyworker",
            "Nobody is this person's keyworker.",
            since=now.on_methadone_since,
            due=now.on_methadone_since,
            owner=Owner.MANAGER,
            clears=("assign_keyworker",),
            person=now.person.id,
        )


def _authoriser(now: Situation) -> Iterator[Finding]:
    decision = now.decision
    if decision is not None and decision.authoriser_id and decision.confirmed is None:
        since = day_of(decision.recorded_at)
        yield act(
            "authoriser-unconfirmed",
            "The prescriber named on the decision has not confirmed it with their own sign-in yet.",
            since=since,
            due=now.working_days_after(since, now.policy.dispensing.authoriser_confirms_working_days),
            owner=Owner.PRESCRIBER,
            clears=("confirm_decision",),
            about=decision.id,
            person=now.person.id,
        )


def _closures(now: Situation) -> Iterator[Finding]:
    """`closure-not-covered`: a bank holiday or closure ahead puts more at home than the plan covers, or lacks wording.

    One for each run of closed days that has not begun, in sight four weeks before its first bank holiday or closure.
    """
    if now.in_use is None:
        return
    policy = now.policy.safetyplans
    for closure in closures_ahead(now.supply.calendar, now.on + DAY, policy.closure_notice_days - 1):
        first = planned_days(now.supply.calendar, closure)[0]
        if first > now.on and closure_lacks(now, closure):
            since = min(now.on, max(first - timedelta(days=policy.closure_notice_days), now.supply_changed_on))
            yield act(
                "closure-not-covered",
                f"The pharmacy is closed on {short_day(first)}; the plan or the prescription does not cover it.",
                since=since,
                due=max(since, now.working_days_after(first, -policy.closure_working_days)),
                clears=("agree_plan", "review_plan", "prescribe", "record_decision"),
                about=first.isoformat(),
                person=now.person.id,
            )


def planned_days(calendar: Calendar, closure: Closure) -> list[date]:
    """The bank holidays and one-off closed days of a run of closed days; weekly closed days are no news."""
    days = (closure.first + DAY * count for count in range((closure.last - closure.first).days + 1))
    return [day for day in days if calendar.is_planned_closure(day)]


def closure_lacks(now: Situation, closure: Closure) -> tuple[str, ...]:
    """What does not provide for a closure, in words: the plan, the prescription; nothing where both do."""
    plan = ("The storage plan covers fewer bottles",) if _puts_more_at_home(now, closure) else ()
    wording = ("We know of no wording for closed days",) if _lacks_wording(now, closure) else ()
    return plan + wording


def _puts_more_at_home(now: Situation, closure: Closure) -> bool:
    """Whether, around one closure, more is at home than the usual week brings and than the plan covers, if any."""
    if now.in_use is None or not now.child_present:
        return False
    calendar, terms = now.supply.calendar, now.counting_terms
    first = max(now.on, closure.first - timedelta(days=now.policy.supply.over_limit_days))
    most = most_at_home(now.in_use, calendar, terms, first, closure.last)
    usual = most_at_home(now.in_use, calendar.usual_week(), terms, first, closure.last)
    if most is None or usual is None or most.bottles <= usual.bottles:
        return False
    cover = cover_now(now.plans)
    return cover is None or most.bottles > cover.bottles or (now.terms is not None and most.mg > cover.mg)


def _lacks_wording(now: Situation, closure: Closure) -> bool:
    """Whether a collection due in the closure has to be brought forward without wording for it."""
    if now.in_use is None or now.counting_terms.allows_closed_day_supply:
        return False
    planned = planned_days(now.supply.calendar, closure)
    shut = Calendar(closed_days=frozenset(planned))
    return bool(relies_on_closed_day_supply(now.in_use, shut, now.counting_terms, planned[0], planned[-1]))


def _leaflet(now: Situation) -> Iterator[Finding]:
    """`leaflet-not-given` and `leaflet-outdated`: written information for everyone, children or not (SEED 10.20)."""
    given = [one for one in now.plans.leaflets if one.declined or _meets_need(one, now)]
    if not given:
        since = now.on_methadone_since
        yield act(
            "leaflet-not-given",
            _not_given([one for one in now.plans.leaflets if not one.declined]),
            since=since,
            due=since + timedelta(days=now.policy.safetyplans.leaflet_days),
            clears=("give_leaflet",),
            person=now.person.id,
        )


def _not_given(had: Sequence[LeafletFact]) -> str:
    """What is missing: any leaflet at all, or the one they need, with the reason why they have another."""
    if not had:
        return "The leaflet about methadone and children has not been given yet."
    return f"They have the leaflet, and not in the language or format they need. {had[-1].not_theirs_because}".strip()


def _meets_need(leaflet: LeafletFact, now: Situation) -> bool:
    """Whether it was given in the language and format needed; with no recorded need any will do."""
    wanted = ((now.person.leaflet_language, leaflet.language), (now.person.leaflet_format, leaflet.format))
    return all(not need or need.strip().casefold() == given.strip().casefold() for need, given in wanted)


def leaflet_outdated(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`leaflet-outdated`: a newer version was issued since theirs; due at the next contact.

    Before there was one, at the latest when the care plan is reviewed.
    """
    issued_on, version = now.plans.current_leaflet_issued_on, now.plans.current_leaflet_version
    theirs = [one.version for one in now.plans.leaflets if not one.declined and one.version is not None]
    if issued_on is None or version is None or not theirs or max(theirs) >= version:
        return
    latest = issued_on + timedelta(days=scene.casework.leaflet_outdated_days)
    due = min([latest, *(day for day in met_on(scene, now) if day > issued_on)])
    yield act(
        "leaflet-outdated",
        "There is a newer leaflet than the one they have. Give it when you next meet.",
        since=issued_on,
        due=due,
        clears=("give_leaflet",),
        person=now.person.id,
    )


def _undrunk(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`undrunk-dose`: a full bottle may be at home (domain.md 1.3)."""
    vomited = vomited_at_home(now.supply, scene.events, now.on)
    for one in undrunk(now.supply.doses, now.supply.bottles, now.on, vomited):
        since = day_of(one.recorded_at)
        yield act(
            "undrunk-dose",
            f"A bottle from {short_day(one.for_on)} may still be at home, full. Where did it go?",
            since=since,
            due=since,
            clears=("record_bottle",),
            about=one.for_on.isoformat(),
            person=now.person.id,
        )


def _missed(now: Situation) -> Iterator[Finding]:
    """`missed-3-days`: three days' doses missed in a row, or one while titrating [18][9].

    It stands until the prescriber was spoken to, a dose given since or not. Fewer than three while titrating is for
    the prescriber alone.
    """
    for run in missed_runs(now.supply.doses, now.on):
        three = len(run) >= now.policy.supply.missed_days_in_a_row
        asked = _day_it_asks(now, run)
        if asked is None or any(spoken.recorded_at >= asked for spoken in now.supply.spoken):
            continue
        since = day_of(asked)
        yield act(
            "missed-3-days",
            f"{len(run)} days' doses were missed in a row. Speak to the prescriber before the next one."
            if len(run) > 1
            else "A dose was missed while the right dose is still being found. Speak to the prescriber.",
            since=since,
            due=since,
            owner=Owner.PHARMACIST if three else Owner.PRESCRIBER,
            clears=("record_prescriber_spoken",),
            about=run[0].isoformat(),
            person=now.person.id,
            also=(Owner.PRESCRIBER,) if three else (),
        )


def _day_it_asks(now: Situation, run: tuple[date, ...]) -> datetime | None:
    """When the missed day that asks for the prescriber was written down: the third, or the first while titrating."""
    titrating = now.terms is not None and now.terms.titrating
    if not prescriber_is_asked(len(run), titrating, now.policy.supply):
        return None
    policy = now.policy.supply
    count = policy.missed_days_in_a_row if len(run) >= policy.missed_days_in_a_row else policy.missed_while_titrating
    written = {dose.for_on: dose.recorded_at for dose in now.supply.doses}
    return max(written[day] for day in run[:count])
