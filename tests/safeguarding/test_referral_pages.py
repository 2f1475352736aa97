"""Referrals, their answers and disagreement, page by page."""

from core.db import commit
from tests.people.builders import Home
from tests.safeguarding.builders import a_referral, ella, told
from tests.safeguarding.pages import path, today
from tests.strict_client import StrictClient


def test_an_incomplete_referral_says_everything_that_is_missing(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "referrals/refer"), data=today(seen="Crying at ten"))
    assert page.status_code == 200
    for sentence in ("Name the child", "what kind of referral", "means for the child"):
        assert sentence in page.text
    assert "Crying at ten" in page.text
    assert told(home).referrals == ()


def test_a_referral_told_by_phone_is_recorded_at_once_and_completed(at_desk: StrictClient, home: Home) -> None:
    at_desk.post(path(home, "referrals/refer"), data=today(seen="Crying at ten", told_by_phone="y"))
    (referral,) = told(home).referrals
    assert "Complete it in writing" in at_desk.get(path(home, "referrals")).text
    page = path(home, f"referrals/{referral.id}/complete")
    assert "Crying at ten" in at_desk.get(page).text
    whole = {"child": ella(home).id, "kind": "S47", "seen": "Crying at ten", "for_the_child": "Hungry"}
    assert at_desk.post(page, data=whole).status_code == 302
    assert told(home).referrals[0].for_the_child == "Hungry"


def test_a_disagreement_is_followed_on_one_page(at_desk: StrictClient, home: Home) -> None:
    referral = a_referral(home)
    commit()
    outcome = today(result="no-action", what="Health visitor watches")
    at_desk.post(path(home, f"referrals/{referral.entry_id}/outcome"), data=outcome)
    page = at_desk.get(path(home, "referrals")).text
    assert "We have not said yet what we think" in page
    (known,) = told(home).outcomes
    at_desk.post(path(home, f"outcomes/{known.id}/our-view"), data={"view": "disagree"})
    form = at_desk.get(path(home, f"outcomes/{known.id}/escalate"))
    assert form.status_code == 200
    assert "Say what was resolved" in at_desk.post(path(home, f"outcomes/{known.id}/resolve"), data={}).text
    at_desk.post(path(home, f"outcomes/{known.id}/resolve"), data={"text": "Joint visit", "agreed_by": "Jo"})
    assert "Resolved" in at_desk.get(path(home, "referrals")).text


def test_no_referral_says_why_or_when(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "referrals/not-referred"), data={"how": "later", "because": "Midwife told"})
    assert "Enter the day by which it is decided" in page.text
    at_desk.post(path(home, "referrals/not-referred"), data={"how": "not", "because": "Known to them"})
    assert [one.sent for one in told(home).referrals] == [False]
    assert "Known to them" in at_desk.get(path(home, "referrals")).text
