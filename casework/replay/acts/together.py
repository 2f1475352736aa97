"""Verbs about referrals, outcomes, disagreement and other agencies' plans."""

from uuid import UUID

from casework.replay.acts.play import NothingToActOn, Play, plays
from safeguarding.actions import (
    escalate,
    give_our_view,
    not_referred,
    record_outcome,
    record_their_plan,
    refer,
    resolve,
)
from safeguarding.queries import history
from safeguarding.rules import OurView, OutcomeFact, OutcomeResult, ReferralKind, TheirPlanKind
from safeguarding.rules.said import ReferralSaid


@plays("refer")
def referred(play: Play) -> None:
    """A referral sent; or why not; or by when it will be decided."""
    line = play.line
    child = play.stage.child(play.who, line.get("child", ""))
    if line.get("not_sent_because") or line.get("decide_by"):
        not_referred(
            household_id=play.household_id,
            person_id=play.person_id,
            because=line.get("not_sent_because", ""),
            decide_by=line.get("decide_by"),
            child_id=UUID(child.id) if child else None,
            happened_on=play.on,
            by=play.by,
            at=play.at,
        )
        return
    refer(
        household_id=play.household_id,
        person_id=play.person_id,
        said=ReferralSaid(
            child_id=UUID(child.id) if child else None,
            kind=ReferralKind(line.get("type")) if line.get("type") else None,
            seen=line.get("seen", ""),
            for_the_child=line.get("for_the_child", ""),
        ),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("outcome")
def outcome(play: Play) -> None:
    """What became of the last referral without an answer, or of the last one."""
    told = history(play.household_id)
    sent = [one for one in told.referrals if one.sent]
    answered = {one.referral_id for one in told.outcomes}
    waiting = [one for one in sent if one.id not in answered] or sent
    if not waiting:
        raise NothingToActOn
    view = play.line.get("view")
    record_outcome(
        household_id=play.household_id,
        referral_id=UUID(waiting[-1].id),
        result=OutcomeResult(play.line.get("result")),
        view=OurView(view) if view else None,
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


def _last_outcome(play: Play) -> OutcomeFact:
    outcomes = history(play.household_id).outcomes
    if not outcomes:
        raise NothingToActOn
    return outcomes[-1]


@plays("our-view")
def our_view(play: Play) -> None:
    """What we think of the last outcome."""
    last = _last_outcome(play)
    view = OurView(play.line.get("view"))
    give_our_view(household_id=play.household_id, outcome_id=UUID(last.id), view=view, by=play.by, at=play.at)


@plays("escalate")
def escalated(play: Play) -> None:
    """One step up about the last outcome."""
    last = _last_outcome(play)
    escalate(
        household_id=play.household_id,
        outcome_id=UUID(last.id),
        stage=str(play.line.get("stage")),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("resolve")
def resolved(play: Play) -> None:
    """How the disagreement ended, and who agreed."""
    last = _last_outcome(play)
    agreed_by = play.line.get("agreed_by")
    resolve(
        household_id=play.household_id,
        outcome_id=UUID(last.id),
        text=play.line.get("text"),
        agreed_by=agreed_by if isinstance(agreed_by, str) else ", ".join(agreed_by),
        by=play.by,
        at=play.at,
    )


@plays("their-plan")
def their_plan(play: Play) -> None:
    """Another agency's plan for the child exists; whether we hold it in writing."""
    record_their_plan(
        household_id=play.household_id,
        kind=TheirPlanKind(play.line.get("kind")),
        held=play.line.get("held", False),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )
