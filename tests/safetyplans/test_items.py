"""The items of the plan: their wording, and which of them the stops lean on."""

import re

from safetyplans.items import (
    ASKED,
    CHANGES,
    ITEMS,
    MUST_BE_AGREED,
    PRINTED_GROUPS,
    SHORT_CORE,
    Group,
    Kind,
    in_group,
    item,
)


def test_there_are_twenty_five_items_in_order() -> None:
    assert [one.code for one in ITEMS] == [f"P{number}" for number in range(1, 26)]


def test_people_answer_p1_p3_and_p5_to_p18() -> None:
    assert set(ASKED) == {"P1", "P3", *(f"P{number}" for number in range(5, 19))}


def test_the_short_core_is_what_one_bottle_at_home_asks_for() -> None:
    assert set(SHORT_CORE) == {
        "P1",
        "P3",
        "P5",
        "P6",
        "P7",
        "P10",
        "P12",
        "P13",
        "P14",
        "P15",
        "P16",
    }


def test_a_plan_with_a_gap_is_one_where_any_of_these_eight_is_not_agreed() -> None:
    assert set(MUST_BE_AGREED) == {"P5", "P6", "P7", "P10", "P12", "P13", "P14", "P16"}


def test_pouring_giving_and_the_emergency_always_apply() -> None:
    assert {one.code for one in ITEMS if not one.may_not_apply} == {"P10", "P13", "P16"}


def test_every_group_that_is_printed_has_something_to_print() -> None:
    for group in PRINTED_GROUPS:
        assert any(one.printed for one in in_group(group)), group
    assert Group.AT_HOME not in PRINTED_GROUPS


def test_what_another_adult_keeps_is_never_printed_for_the_person() -> None:
    assert item("P3").printed == ()
    assert not item("P3").prints_words


def test_where_the_key_is_has_a_place_of_its_own_that_is_never_printed() -> None:
    assert "never printed" in item("P7").private_label


def test_an_item_filled_from_facts_asks_nobody() -> None:
    for one in ITEMS:
        assert not (one.kind is Kind.COMPUTED and (one.asked or one.words_label)), one.code


def test_every_printed_sentence_has_fifteen_words_or_fewer() -> None:
    lines = [line for one in ITEMS for line in one.printed] + [change.words for change in CHANGES]
    for line in lines:
        for sentence in re.split(r"(?<=[.?!])\s+", line):
            assert len(sentence.split()) <= 15, sentence
