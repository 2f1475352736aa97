"""What has to be there before a plan is agreed, sent, or a care-plan review closed."""

from datetime import date

import pytest

from safetyplans.items import ASKED, MUST_BE_AGREED, item
from safetyplans.rules import (
    Answer,
    ItemAnswer,
    Sending,
    SharingView,
    answer_stops,
    care_review_stops,
    plan_stops,
    share_stops,
)
from tests.safetyplans.values import CORE, DAY, EVERYTHING, POLICY, TWELVE_WEEKS, day, does_not_apply, not_yet

IN_TIME = DAY + TWELVE_WEEKS
ANSWERED_SOMEHOW = sorted(set(ASKED) - set(MUST_BE_AGREED))


def stops(answers: dict[str, ItemAnswer], bottles: int = 7, review_on: date | None = IN_TIME) -> dict[str, set[str]]:
    """The codes of the stops, each with what it names."""
    found = plan_stops(answers, most_bottles=bottles, review_on=review_on, agreed_on=DAY, policy=POLICY)
    return {stop.code: set(stop.because) for stop in found}


def test_a_plan_with_every_item_agreed_can_be_agreed() -> None:
    assert stops(EVERYTHING) == {}


@pytest.mark.parametrize("code", ASKED)
def test_every_item_that_people_answer_is_asked_for(code: str) -> None:
    answers = {key: value for key, value in EVERYTHING.items() if key != code}
    assert stops(answers)["plan-incomplete"] == {code}


def test_one_bottle_at_home_asks_for_the_short_core_alone() -> None:
    assert stops(CORE, bottles=1) == {}
    assert stops(CORE, bottles=0) == {}


def test_two_bottles_ask_for_every_item() -> None:
    assert stops(CORE, bottles=2) == {"plan-incomplete": {"P8", "P9", "P11", "P17", "P18"}}


@pytest.mark.parametrize("code", CORE)
def test_the_short_core_is_asked_for_with_one_bottle_too(code: str) -> None:
    answers = {key: value for key, value in CORE.items() if key != code}
    assert code in stops(answers, bottles=1)["plan-incomplete"]


@pytest.mark.parametrize("code", ANSWERED_SOMEHOW)
@pytest.mark.parametrize("answer", [not_yet(), does_not_apply()])
def test_not_yet_and_does_not_apply_are_answers_where_they_say_why(code: str, answer: ItemAnswer) -> None:
    assert stops(EVERYTHING | {code: answer}) == {}


@pytest.mark.parametrize(
    "half",
    [
        ItemAnswer(Answer.NOT_YET, because="no box yet"),
        ItemAnswer(Answer.NOT_YET, by_on=day(3)),
        ItemAnswer(Answer.NOT_YET, because="  ", by_on=day(3)),
        ItemAnswer(Answer.DOES_NOT_APPLY),
        ItemAnswer(words="words without an answer"),
    ],
)
def test_half_an_answer_is_none(half: ItemAnswer) -> None:
    assert stops(EVERYTHING | {"P8": half}) == {"plan-incomplete": {"P8"}}


@pytest.mark.parametrize("code", MUST_BE_AGREED)
@pytest.mark.parametrize("answer", [not_yet(), does_not_apply()])
def test_what_keeps_a_child_safe_has_to_be_agreed(code: str, answer: ItemAnswer) -> None:
    assert stops(EVERYTHING | {code: answer}) == {"plan-gap": {code}}


@pytest.mark.parametrize(
    ("review_on", "fits"),
    [(None, False), (day(-1), False), (DAY, False), (day(1), True), (day(84), True), (day(85), False)],
)
def test_the_next_look_is_within_twelve_weeks(review_on: date | None, fits: bool) -> None:
    assert stops(EVERYTHING, review_on=review_on) == ({} if fits else {"plan-incomplete": {"review_on"}})


def test_one_sentence_names_everything_missing() -> None:
    answers = {key: value for key, value in EVERYTHING.items() if key not in ("P8", "P17")}
    (stop,) = plan_stops(answers, most_bottles=7, review_on=None, agreed_on=DAY, policy=POLICY)
    for words in (item("P8").short, item("P17").short):
        assert words[1:] in stop.sentence
    assert "25 May 2026" in stop.sentence


@pytest.mark.parametrize("answers", [{}, {"P1": does_not_apply()}])
def test_an_empty_plan_is_stopped_for_both_reasons(answers: dict[str, ItemAnswer]) -> None:
    found = stops(answers)
    assert set(found) == {"plan-incomplete", "plan-gap"}
    assert found["plan-gap"] == set(MUST_BE_AGREED)


def test_a_later_answer_cannot_take_back_what_has_to_stay_agreed() -> None:
    assert [stop.code for stop in answer_stops("P10", not_yet(), on=DAY)] == ["plan-gap"]
    assert answer_stops("P8", not_yet(), on=DAY) == ()
    assert answer_stops("P10", ItemAnswer(Answer.AGREED), on=DAY) == ()


JUSTIFIED = Sending(
    SharingView.OBJECTS,
    basis="public task",
    necessary_because="the health visitor sees the box",
    decided_by="7d5f",
    told_on=DAY,
)


def test_a_plan_goes_where_the_person_agrees() -> None:
    assert share_stops(Sending(SharingView.AGREES), on=DAY) == ()


@pytest.mark.parametrize("view", [None, SharingView.OBJECTS, SharingView.NOT_ASKED])
def test_sending_without_agreement_wants_its_four_reasons(view: SharingView | None) -> None:
    (stop,) = share_stops(Sending(view), on=DAY)
    assert stop.code == "share-not-justified"
    assert set(stop.because) == {"necessary_because", "decided_by", "basis", "told_on"}


def test_sending_against_their_view_is_justified_with_all_of_it() -> None:
    assert share_stops(JUSTIFIED, on=DAY) == ()


def test_not_telling_the_person_has_its_reason() -> None:
    sending = Sending(
        SharingView.NOT_ASKED,
        basis="vital interests",
        necessary_because="a child may be in danger",
        decided_by="7d5f",
        not_told_because="it would put a child at risk",
    )
    assert share_stops(sending, on=DAY) == ()


def closing(discussed: bool = True, leaflet: bool = True, left: tuple[str, ...] = ()) -> set[str]:
    """What a care-plan review would still need."""
    found = care_review_stops(on=DAY, risk_discussed=discussed, leaflet_known=leaflet, events_left=left)
    assert all(stop.code == "risk-not-discussed" for stop in found)
    assert len(found) <= 1
    return {part for stop in found for part in stop.because}


def test_a_care_plan_review_is_closed_with_storage_leaflet_and_events_dealt_with() -> None:
    assert closing() == set()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"discussed": False}, {"risk_discussed"}),
        ({"leaflet": False}, {"leaflet"}),
        ({"left": ("a move on 3 May 2026",)}, {"events"}),
        ({"discussed": False, "leaflet": False, "left": ("a move",)}, {"risk_discussed", "leaflet", "events"}),
    ],
)
def test_a_care_plan_review_is_not_closed_without_each_of_them(given: dict[str, bool], wanted: set[str]) -> None:
    assert closing(**given) == wanted  # type: ignore[arg-type]


def test_no_sentence_shows_a_code() -> None:
    found = [
        *plan_stops({}, most_bottles=7, review_on=None, agreed_on=DAY, policy=POLICY),
        *share_stops(Sending(), on=DAY),
        *care_review_stops(on=DAY, risk_discussed=False, leaflet_known=False, events_left=["a move"]),
    ]
    for stop in found:
        assert stop.code not in stop.sentence
        assert "_" not in stop.sentence
        assert not any(f"P{number}" in stop.sentence for number in range(1, 26))
