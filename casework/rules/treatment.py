"""Treatment and supply: what is in use against what was agreed, who is responsible, doses, leaflets, the pharmacist."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.rules.scene import Scene, act
from core.calendar import DAY, day_of
from core.findings import Finding, Owner
from core.wording import short_day
from dispensing.rules import Situation
from dispensing.rules.standing import bottles_words
from safeguarding.rules import EventKind
from safetyplans.rules import LeafletFact, cover_now
from supply.rules import (
    Calendar,
    VomitedFact,
    consecutive_missed,
    missed_runs,
    most_at_home,
    prescriber_is_asked,
    relies_on_closed_day_supply,
    undrunk,
)

ANY_STANDARD = ("en", "standard")


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
    """`exception-unreviewed`: an exception no manager has looked at; it stands after care has ended too."""
    looks = [one.recorded_at for one in scene.history.looks if one.kind == "manager"]
    days = scene.policy.dispensing.exception_look_working_days
    for person_id, decisions in sorted(scene.case.decisions.items()):
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
    sentence = (
        "Doses are going home, and no decision about it has been agreed."
        if agreed is None
        else f"Up to {bottles_words(now.home.bottles)} go home; what was agreed is {bottles_words(agreed.bottles)}."
    )
    yield act(
        "in-use-not-agreed",
        sentence,
        since=now.in_use_fact.from_on,
        due=now.in_use_fact.from_on,
        clears=("record_decision",),
        person=now.person.id,
    )


def _no_keyworker(now: Situation) -> Iterator[Finding]:
    if now.person.keyworker_id is None:
        yield act(
            "no-keyworker",
            "Nobody is this person's keyworker.",
            since=now.person.registered_on,
            due=now.person.registered_on,
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
    """`closure-not-covered`: a closed day ahead puts more at home than the plan covers, or lacks wording."""
    if now.in_use is None or not now.child_present:
        return
    policy, calendar = now.policy.safetyplans, now.supply.calendar
    last = now.on + timedelta(days=policy.closure_notice_days)
    for closed_on in _planned_closures(calendar, now.on, last):
        if _puts_more_at_home(now, closed_on) or _lacks_wording(now, closed_on):
            since = min(now.on, closed_on - timedelta(days=policy.closure_notice_days))
            yield act(
                "closure-not-covered",
                f"The pharmacy is closed on {short_day(closed_on)}; the plan or the prescription does not cover it.",
                since=since,
                due=now.working_days_after(closed_on, -policy.closure_working_days),
                clears=("agree_plan", "review_plan", "prescribe", "record_decision"),
                about=closed_on.isoformat(),
                person=now.person.id,
            )
            return


def _planned_closures(calendar: Calendar, first: date, last: date) -> Iterator[date]:
    """The bank holidays and one-off closed days ahead, soonest first; weekly closed days are no news."""
    days = (first + DAY * count for count in range(1, (last - first).days + 1))
    return (day for day in days if calendar.is_planned_closure(day))


def _puts_more_at_home(now: Situation, closed_on: date) -> bool:
    """Whether, around one closure, more is at home than the plan covers and than the usual week brings."""
    cover = cover_now(now.plans)
    if now.in_use is None or cover is None:
        return False
    span = timedelta(days=now.policy.supply.over_limit_days)
    first, last = max(now.on, closed_on - span), closed_on
    most = most_at_home(now.in_use, now.supply.calendar, now.counting_terms, first, last)
    usual = most_at_home(now.in_use, now.supply.calendar.usual_week(), now.counting_terms, first, last)
    return most is not None and usual is not None and most.bottles > max(cover.bottles, usual.bottles)


def _lacks_wording(now: Situation, closed_on: date) -> bool:
    """Whether a collection due on the closed day has to be brought forward without wording for it."""
    if now.in_use is None or now.counting_terms.allows_closed_day_supply:
        return False
    one_day = Calendar(closed_weekdays=now.supply.calendar.closed_weekdays, closed_days=frozenset({closed_on}))
    return bool(relies_on_closed_day_supply(now.in_use, one_day, now.counting_terms, closed_on, closed_on))


def _leaflet(now: Situation) -> Iterator[Finding]:
    """`leaflet-not-given` and `leaflet-outdated`: written information for everyone, children or not (SEED 10.20)."""
    given = [one for one in now.plans.leaflets if one.declined or _meets_need(one, now)]
    if not given:
        had_some = any(not one.declined for one in now.plans.leaflets)
        since = max(now.person.registered_on, now.treatment_started_on or now.person.registered_on)
        yield act(
            "leaflet-not-given",
            "They have the leaflet, and not in the language or format they need."
            if had_some
            else "The leaflet about methadone and children has not been given yet.",
            since=since,
            due=since + timedelta(days=now.policy.safetyplans.leaflet_days),
            clears=("give_leaflet",),
            person=now.person.id,
        )


def _meets_need(leaflet: LeafletFact, now: Situation) -> bool:
    """Whether it was given in the language and format needed; with no recorded need any will do."""
    language, form = now.person.leaflet_language, now.person.leaflet_format
    return (not language or leaflet.language == language) and (not form or leaflet.format == form)


def leaflet_outdated(scene: Scene, now: Situation) -> Iterator[Finding]:
    """`leaflet-outdated`: a newer version was issued since theirs; due at the next contact."""
    issued_on, version = now.plans.current_leaflet_issued_on, now.plans.current_leaflet_version
    theirs = [one.version for one in now.plans.leaflets if not one.declined and one.version is not None]
    if issued_on is None or version is None or not theirs or max(theirs) >= version:
        return
    met = sorted(one.happened_on for one in scene.history.contacts if one.person_id == now.person.id)
    later = [day for day in met if day > issued_on]
    due = later[0] if later else issued_on + timedelta(days=scene.casework.leaflet_outdated_days)
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
    vomited = [
        VomitedFact(event.happened_on, event.recorded_at)
        for event in scene.events
        if event.kind is EventKind.VOMITING
        and event.person_id in ("", now.person.id)
        and _had_dose_at_home(now, day_of(event.recorded_at))
    ]
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


def _had_dose_at_home(now: Situation, on: date) -> bool:
    fact = now.supply.in_use_on(on)
    most = now.most(fact.arrangement) if fact is not None else None
    return most is not None and most.bottles > 0


def _missed(now: Situation) -> Iterator[Finding]:
    """`missed-3-days`: three days' doses missed in a row, or one while titrating [18][9]."""
    titrating = now.terms is not None and now.terms.titrating
    in_a_row = consecutive_missed(now.supply.doses, now.on)
    if not prescriber_is_asked(in_a_row, titrating, now.policy.supply):
        return
    run = missed_runs(now.supply.doses, now.on)[-1]
    recorded = max(dose.recorded_at for dose in now.supply.doses if dose.for_on in run)
    if any(spoken.recorded_at >= recorded for spoken in now.supply.spoken):
        return
    since = day_of(recorded)
    yield act(
        "missed-3-days",
        f"{len(run)} days' doses were missed in a row. Speak to the prescriber before the next one.",
        since=since,
        due=since,
        owner=Owner.PHARMACIST,
        clears=("record_prescriber_spoken",),
        person=now.person.id,
        also=(Owner.PRESCRIBER,),
    )
