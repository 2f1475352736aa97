"""The words of the case file's table: a word that another part of the tool has grown is none of the case file's."""

from typing import Any

import pytest

from casework.replay.verbs import ADULT, CHILD, VERBS

WORDS = {
    ("household", "answer"): "children none would-not-say not-asked",
    ("child", "how"): "lives stays visits elsewhere",
    ("adult", "role"): "partner parent lodger carer other",
    ("adult", "part"): "key moves-box minds-child",
    ("agency", "role"): "health-visitor social-worker gp midwife pharmacy probation school hospital police drug-service"
    " other",
    ("event", "kind"): "use-on-top intoxicated pregnancy birth hospital-discharge new-adult moved bereavement"
    " domestic-abuse warrant child-injury child-handling child-exposure third-party-concern dose-lost-or-stolen"
    " storage-failed social-care-ended asks-for-less-supervision missed-appointment missed-dose"
    " child-missed-appointment illness separation debt court housing police-contact vomiting adult-left"
    " social-care-started pregnancy-ended child-died storage-advice support-offered strength",
    ("event", "source"): "self-report third-party unobserved-test observed-test seen",
    ("contact", "how"): "clinic home phone",
    ("child-seen", "alert"): "awake asleep-woken asleep-not-woken unusually-sleepy",
    ("prescribe", "wording"): "closed-days missed-collection missed-3-days supervise-on-collection"
    " separate-containers instalments-day-before",
    ("prescribe", "bank_holidays"): "open shut",
    ("prescribe", "nation"): "england-and-wales scotland northern-ireland",
    ("plan", "evidence"): "told issued shown photo seen-at-home",
    ("share", "view"): "agrees objects not-asked",
    ("review", "leaflet"): "given has-it declined",
    ("plan-review", "evidence"): "told issued shown photo seen-at-home",
    ("home-check", "result"): "satisfactory fix-by not-safe not-seen",
    ("refer", "type"): "S17 S47 early-help pre-birth",
    ("outcome", "result"): "no-action assessment strategy early-help closed",
    ("our-view", "view"): "agree disagree need-discussion",
    ("their-plan", "kind"): "child-in-need child-protection",
    ("dose", "how"): "supervised take-home missed refused",
    ("bottle", "went"): "drunk-later returned destroyed lost",
    ("box", "is"): "given own-seen owed",
    ("naloxone", "is"): "given declined",
}


@pytest.mark.parametrize(("verb", "key"), WORDS)
def test_a_key_takes_the_words_of_the_table_and_no_others(verb: str, key: str) -> None:
    shape: Any = {**VERBS[verb].needs, **VERBS[verb].may}[key]
    said = shape.words.removeprefix("a list of any of ").removeprefix("one of ")
    assert sorted(said.split(", ")) == sorted(WORDS[verb, key].split())


def test_children_and_adults_of_a_household_take_the_keys_of_their_verbs() -> None:
    for record, verb in ((CHILD, "child"), (ADULT, "adult")):
        assert {*record.keys(), "who", "happened_on"} == set(VERBS[verb].keys())
