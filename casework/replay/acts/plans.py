"""Verbs about the storage plan: plan, copy, leaflet, share, acknowledge, review, home-check, box, naloxone, queries."""

from decimal import Decimal
from uuid import UUID

from casework.replay.acts.play import NothingToActOn, Play, plays
from casework.replay.stage import issue_next_leaflets
from dispensing.queries import situation
from people.rules import AgencyFact
from safetyplans.actions import (
    acknowledge,
    agree_part,
    agree_plan,
    answer_query,
    ask_query,
    decline_leaflet,
    give_leaflet,
    raise_concern,
    record_box,
    record_copy,
    record_naloxone,
    record_not_shared,
    record_storage_check,
    review_care_plan,
    review_plan,
    share_plan,
)
from safetyplans.items import ASKED
from safetyplans.queries import plans_of
from safetyplans.rules import (
    Answer,
    BoxState,
    CareReviewSaid,
    CheckResult,
    CheckSaid,
    CopyHow,
    Evidence,
    ItemAnswer,
    LeafletStatus,
    NaloxoneState,
    PlanReviewSaid,
    PlanSaid,
    PlansOf,
    Sending,
    SharingView,
)
from staff.rules import RoleName

THEIR_WORDS = "as agreed with the person"


def _plans(play: Play) -> PlansOf:
    return plans_of([play.person_id])[play.person_id]


def _needs_plan(play: Play) -> None:
    if _plans(play).plan is None:
        raise NothingToActOn


@plays("plan")
def plan(play: Play) -> None:
    """A storage plan agreed."""
    line = play.line
    now = situation(play.person_id, line.on, play.policy)
    agree_plan(
        person_id=play.person_id,
        said=PlanSaid(
            answers=_answers(play),
            evidence=Evidence(line.get("evidence")),
            bottles=line.get("bottles"),
            mg=line.get("mg"),
            review_on=line.get("review_on"),
        ),
        most_at_home=now.home.bottles if now is not None and now.home is not None else 0,
        policy=play.policy.safetyplans,
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )
    for name in line.get("agreed_by", ()):
        adult = play.stage.adult(play.who, name)
        if adult is not None:
            agree_part(person_id=play.person_id, adult_id=UUID(adult.id), happened_on=play.on, by=play.by, at=play.at)


def _answers(play: Play) -> dict[str, ItemAnswer]:
    """The items as the file answers them: all, those named, or each by itself; "not yet" says why and by when."""
    items = play.line.get("items")
    codes = ASKED if items == "all" else items
    answers = items if isinstance(items, dict) else dict.fromkeys(codes, Answer.AGREED)
    said = {code: _answer(Answer(answer)) for code, answer in answers.items()}
    for one in play.line.get("not_yet", ()):
        said[one["item"]] = ItemAnswer(Answer.NOT_YET, because=one["because"], by_on=one["by"])
    return said


def _answer(answer: Answer) -> ItemAnswer:
    if answer is Answer.DOES_NOT_APPLY:
        return ItemAnswer(answer, because=THEIR_WORDS)
    return ItemAnswer(answer, words=THEIR_WORDS if answer is Answer.AGREED else "")


@plays("copy")
def copy(play: Play) -> None:
    """A copy of the plan: given, declined, or kept for them."""
    _needs_plan(play)
    how = CopyHow.KEPT_AT_CLINIC if play.line.get("kept_at_clinic") else CopyHow.GIVEN
    if play.line.get("declined"):
        how = CopyHow.DECLINED
    record_copy(person_id=play.person_id, how=how, happened_on=play.on, by=play.by, at=play.at)


@plays("leaflet")
def leaflet(play: Play) -> None:
    """The leaflet given, or declined."""
    line = play.line
    language, form = line.get("language", "en"), line.get("format", "standard")
    if line.get("declined"):
        decline_leaflet(
            person_id=play.person_id, language=language, format=form, happened_on=play.on, by=play.by, at=play.at
        )
        return
    give_leaflet(
        person_id=play.person_id,
        language=language,
        format=form,
        said_back=line.get("said_back", ""),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("new-leaflet-version")
def new_leaflet_version(play: Play) -> None:
    """A newer version of every leaflet."""
    issue_next_leaflets(play.line.on, play.at)


def _agency(play: Play) -> AgencyFact:
    agency = play.stage.agency(play.who, play.line.get("with"))
    if agency is None:
        raise NothingToActOn
    return agency


@plays("share")
def share(play: Play) -> None:
    """The plan sent to an agency, or not, because."""
    _needs_plan(play)
    line, agency = play.line, _agency(play)
    if line.get("not_sent_because"):
        record_not_shared(
            person_id=play.person_id,
            family_agency_id=UUID(agency.id),
            because=line.get("not_sent_because"),
            happened_on=play.on,
            by=play.by,
            at=play.at,
        )
        return
    decided_by = play.staff(line.get("decided_by"), RoleName.SAFEGUARDING_LEAD)
    view = SharingView(line.get("view")) if line.get("view") else None
    share_plan(
        person_id=play.person_id,
        family_agency_id=UUID(agency.id),
        sending=Sending(
            view=view,
            basis=line.get("basis", ""),
            necessary_because=line.get("necessary_because", ""),
            decided_by=str(decided_by) if decided_by else "",
            told_on=line.get("told_on"),
            not_told_because=line.get("not_told_because", ""),
        ),
        not_asked_because="not said" if view is SharingView.NOT_ASKED else "",
        delivered=line.get("delivered", False),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("acknowledge")
def acknowledged(play: Play) -> None:
    """An agency has the plan, and says what its part is."""
    agency = _agency(play)
    sent = [one for one in _plans(play).shares if one.agency_id == agency.id and not one.not_sent]
    if not sent:
        raise NothingToActOn
    acknowledge(
        person_id=play.person_id,
        family_agency_id=UUID(agency.id),
        our_part=play.line.get("our_part", ""),
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("review")
def review(play: Play) -> None:
    """A care-plan review, closed. A leaflet given in it is the one they need: the line cannot say otherwise."""
    line = play.line
    person = next(one for one in play.stage.family(play.who).people if one.id == str(play.person_id))
    review_care_plan(
        person_id=play.person_id,
        said=CareReviewSaid(
            risk_discussed=line.get("risk_discussed", False),
            leaflet=LeafletStatus(line.get("leaflet")) if line.get("leaflet") else None,
            leaflet_given_by=line.get("given_by", ""),
            leaflet_given_on=line.get("given_on"),
            leaflet_language=person.leaflet_language or "en",
            leaflet_format=person.leaflet_format or "standard",
            events=play.considered(),
            review_on=line.get("review_on"),
        ),
        safeguarding=play.policy.safeguarding,
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("plan-review")
def plan_review(play: Play) -> None:
    """The storage plan looked at again."""
    _needs_plan(play)
    line = play.line
    evidence, mg = line.get("evidence"), line.get("mg")
    review_plan(
        person_id=play.person_id,
        said=PlanReviewSaid(
            evidence=Evidence(evidence) if evidence else None,
            changes=line.get("changes", ""),
            bottles=line.get("bottles"),
            mg=Decimal(mg) if mg is not None else None,
            events=play.considered(),
            review_on=line.get("review_on"),
        ),
        policy=play.policy.safetyplans,
        happened_on=play.on,
        by=play.by,
        at=play.at,
    )


@plays("home-check")
def home_check(play: Play) -> None:
    """A storage visit."""
    line = play.line
    said = CheckSaid(CheckResult(line.get("result")), fix_by=line.get("fix_by"))
    record_storage_check(person_id=play.person_id, said=said, happened_on=play.on, by=play.by, at=play.at)


@plays("box")
def box(play: Play) -> None:
    """A lockable box: given, their own and seen, or owed."""
    record_box(
        person_id=play.person_id, state=BoxState(play.line.get("is")), happened_on=play.on, by=play.by, at=play.at
    )


@plays("naloxone")
def naloxone(play: Play) -> None:
    """Naloxone given, or declined."""
    state = NaloxoneState(play.line.get("is"))
    record_naloxone(person_id=play.person_id, state=state, happened_on=play.on, by=play.by, at=play.at)


@plays("query")
def query(play: Play) -> None:
    """The pharmacist asks."""
    ask_query(person_id=play.person_id, text=play.line.get("text"), by=play.by, at=play.at)


@plays("concern")
def concern(play: Play) -> None:
    """The pharmacist raises a concern."""
    raise_concern(person_id=play.person_id, text=play.line.get("text"), by=play.by, at=play.at)


@plays("answer")
def answer(play: Play) -> None:
    """Everything that the pharmacist waits for about this person, answered."""
    waiting = [one for one in _plans(play).queries if one.answered_at is None]
    if not waiting:
        raise NothingToActOn
    for one in waiting:
        answer_query(
            person_id=play.person_id, query_id=UUID(one.id), text=play.line.get("text"), by=play.by, at=play.at
        )
