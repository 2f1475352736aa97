"""What a play prints: in step with the file, with what stands, who was told and when, and the whole in numbers."""

import json

from casework.replay.playing import summary
from casework.replay.printing import as_json, summary_as_json, timeline
from tests.casework.replay.stories import (
    a_family,
    child,
    day,
    decided,
    household,
    on,
    play,
    prescribed,
    registered,
    waits,
    with_a_dose_at_home,
)

KEYS = ["id", "on", "do", "accepted", "stopped", "raised", "cleared", "open", "details", "sent"]


def test_there_is_one_object_a_line_in_step_with_the_file_with_its_keys() -> None:
    told = play(a_family(), on(3, "event", kind="moved", id="m1", note="to her sister's"))
    printed = [json.loads(as_json(one)) for one in told.played]
    assert [list(one) for one in printed] == [KEYS] * len(printed)
    assert (printed[-1]["id"], printed[-1]["on"], printed[-1]["do"]) == ("m1", day(3), "event")
    assert printed[0]["id"] is None


def test_codes_are_sorted_and_unique_and_open_is_what_raised_and_cleared_add_up_to() -> None:
    told = play(with_a_dose_at_home(), on(3, "event", kind="moved"), on(3, "event", kind="debt"), waits(40), a_plan())
    before: set[str] = set()
    for one in told.played:
        for codes in (one.raised, one.cleared, one.open, one.stopped):
            assert list(codes) == sorted(set(codes))
        assert set(one.raised) == set(one.open) - before
        assert set(one.cleared) == before - set(one.open)
        assert set(one.details) == set(one.open)
        before = set(one.open)


def a_plan():
    return [on(41, "plan", items="all", evidence="shown", bottles=1, mg=50, review_on=day(90))]


def test_what_stands_is_taken_together_over_everybody_in_the_file() -> None:
    lines = [*a_family(), *registered(who="Ann"), *prescribed(who="Ann")]
    assert play(lines).last.open == ("children-not-asked",)


def test_lines_of_a_date_are_played_in_file_order() -> None:
    reviewed_last = play(a_family(), on(3, "event", kind="moved"), on(3, "plan-review"))
    reviewed_first = play(a_family(), on(3, "plan-review"), on(3, "event", kind="moved"))
    assert "plan-stale" not in reviewed_last.last.open
    assert "plan-stale" in reviewed_first.last.open


def test_the_stages_of_telling_are_owner_then_owner_and_manager_then_lead() -> None:
    told = play(on(0, "register"), household(child()), prescribed(in_use="weekly"), waits(12))
    assert told.tellings("plan-missing") == [
        (0, "keyworker"),
        (1, "keyworker"),
        (1, "manager"),
        (8, "safeguarding-lead"),
    ]


def test_the_pass_of_a_date_comes_before_its_first_line() -> None:
    told = play(a_family(), on(28, "contact", how="phone"))
    assert (28, "keyworker") in told.tellings("contact-gap")
    assert "contact-gap" not in told.last.open


def test_everything_told_since_the_line_before_is_on_the_line_in_order_of_days() -> None:
    told = play(a_family(), waits(60))
    sent = told.last.sent
    assert list(sent) == sorted(sent)
    assert {one.about for one in sent} >= {"contact-gap", "child-not-seen"}
    assert all(one.on.isoformat() > day(0) for one in sent)


def test_a_role_is_told_of_a_code_once_a_day() -> None:
    many = [on(3, "event", kind="moved"), on(3, "event", kind="bereavement"), on(3, "event", kind="storage-failed")]
    told = play(a_family(), many)
    assert told.tellings("event-unreviewed") == [(3, "keyworker")]


def test_nothing_is_told_again_while_nothing_changes() -> None:
    told = play(with_a_dose_at_home(), waits(*range(1, 60)))
    seen = [(one.on, one.to, one.about) for each in told.played for one in each.sent]
    assert len(seen) == len(set(seen))
    for code in {about for _, _, about in seen}:
        days = [when for when, to in told.tellings(code) if to == "keyworker"]
        assert len(days) <= 2, (code, days)  # when it was raised, and when it was overdue


def test_what_was_put_right_and_comes_back_is_told_again() -> None:
    told = play(a_family(), on(3, "event", kind="moved"), on(3, "plan-review"), on(9, "event", kind="moved"))
    assert [when for when, _ in told.tellings("event-unreviewed")] == [3, 9]


def test_the_summary_counts_lines_and_codes_and_tellings() -> None:
    told = play(with_a_dose_at_home(), decided("weekly", 3), waits(5))
    whole = summary(told.played)
    assert whole.lines == len(told.played) == whole.accepted + whole.refused
    assert whole.refused == 1
    assert whole.raised["plan-missing"] == 1
    assert whole.sent == {"keyworker": whole.sent["keyworker"], "manager": whole.sent["manager"]}
    assert list(json.loads(summary_as_json(told.played))["summary"]) == [
        "lines",
        "accepted",
        "refused",
        "raised",
        "sent",
    ]


def test_people_read_it_as_a_timeline() -> None:
    told = play(with_a_dose_at_home(), decided("weekly", 3, note="asked by him"))
    text = "\n".join(timeline(told.played))
    assert "Thursday 4 June 2026" in text
    assert "decide (Sam): asked by him" in text
    assert "not agreed yet: plan-missing" in text
    assert "told on 2026-06-02: manager about plan-missing" in text


def test_details_name_event_agency_child_adult_and_item() -> None:
    lines = [
        *a_family(more=[on(0, "agency", name="Nurse Ito", role="health-visitor")]),
        on(3, "event", kind="use-on-top", id="u1"),
        on(3, "adult", name="Tom", role="partner", own_supply=True, id="t1"),
    ]
    details = play(lines, waits(60)).last.details
    assert details["event-unreviewed"] == ["new-adult t1", "use-on-top u1"]
    assert details["agency-not-heard"] == ["Nurse Ito"]
    assert details["child-not-seen"] == ["Mia"]
    assert details["second-supply"] == ["Tom"]
    assert details["contact-gap"] == []


def test_a_long_wait_over_years_keeps_to_the_bank_holidays_of_each_year() -> None:
    told = play(registered(), household(), prescribed(bank_holidays="shut", in_use="daily-pick-up"), waits(1500))
    first_seen = [when for when, to in told.tellings("closure-not-covered") if to == "keyworker"]
    assert len(first_seen) > 25
    assert max(first_seen) > 1400


def test_an_id_may_be_a_number_and_comes_back_as_one() -> None:
    lines = [*a_family(), on(3, "event", kind="moved", id=0), on(4, "event", kind="bereavement", id=7)]
    told = play(lines, on(5, "plan-review", events_considered=[7]))
    assert json.loads(as_json(told[4]))["id"] == 7
    assert told[4].details["event-unreviewed"] == ["bereavement 7", "moved 0"]
    assert told.last.details["event-unreviewed"] == ["moved 0"]
