"""Referrals, their answers and disagreement, page by page."""

import subprocess
from uuid import UUID

import pytest

from core.db import commit
from people.actions import register_person
from people.rules import PersonSaid
from safeguarding.views import attached
from safeguarding.views.attached import Attachment
from tests.people.builders import Home, a_home
from tests.people.pages import hidden
from tests.safeguarding.builders import a_referral, an_outcome, ella, told
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


def text_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


ADULTS = {"kind": "S17", "seen": "Her mother missed three appointments", "for_the_child": "The client may relapse"}


def test_text_that_speaks_of_the_adult_alone_is_asked_about_once_and_never_refused(
    at_desk: StrictClient, home: Home
) -> None:
    form = today(**ADULTS, child=ella(home).id, to_whom="The duty team")
    page = at_desk.post(path(home, "referrals/refer"), data=form)
    assert "So for Ella this means" in page.text
    assert "The client may relapse" in page.text
    assert told(home).referrals == ()
    again = at_desk.post(path(home, "referrals/refer"), data=form | {"asked": "yes"})
    assert again.status_code == 302
    assert told(home).referrals[0].for_the_child == "The client may relapse"


def test_the_question_comes_with_everything_that_is_missing(at_desk: StrictClient, home: Home) -> None:
    page = at_desk.post(path(home, "referrals/refer"), data=today(seen="Mum was drowsy")).text
    assert "So for" in page
    for sentence in ("Name the child", "what kind of referral", "means for the child"):
        assert sentence in page


def test_a_call_is_confirmed_in_writing_once_it_is_complete(at_desk: StrictClient, home: Home) -> None:
    at_desk.post(path(home, "referrals/refer"), data=today(seen="Crying at ten", told_by_phone="y"))
    (referral,) = told(home).referrals
    confirm = path(home, f"referrals/{referral.id}/confirm")
    assert at_desk.post(confirm).location.endswith("/complete")
    whole = {"child": ella(home).id, "kind": "S47", "seen": "Crying at ten", "for_the_child": "Hungry"}
    at_desk.post(path(home, f"referrals/{referral.id}/complete"), data=whole)
    assert "It went in writing" in at_desk.get(path(home, "referrals")).text
    at_desk.post(confirm)
    assert told(home).referrals[0].confirmed_at is not None
    assert "It went in writing" not in at_desk.get(path(home, "referrals")).text


def test_the_referral_prints_as_a_form_with_the_child_first(at_desk: StrictClient, home: Home) -> None:
    referral = a_referral(home, others_know="The midwife", for_the_child="Ella has no breakfast")
    commit()
    page = at_desk.get(path(home, f"referrals/{referral.entry_id}/print"))
    assert page.mimetype == "application/pdf"
    assert 'filename="referral.pdf"' in page.headers["Content-Disposition"]
    words = text_of(page.data)
    assert words.index("Ella") < words.index("Ella has no breakfast") < words.index("Jenny Example")
    assert "The midwife" in words


def test_a_disagreement_has_a_clock_that_everybody_sees(at_desk: StrictClient, home: Home) -> None:
    outcome = an_outcome(home, a_referral(home))
    commit()
    page = at_desk.get(path(home, "referrals")).text
    assert "Late: worker to worker" in page
    jump = today(stage="safeguarding lead", urgent="y", with_name="Sam Marsh")
    at_desk.post(path(home, f"outcomes/{outcome.entry_id}/escalate"), data=jump)
    page = at_desk.get(path(home, "referrals")).text
    assert "straight up, with Sam Marsh" in page
    assert "Now: safeguarding lead" in page


def test_a_step_is_asked_for_with_what_it_is_about_and_whose_turn_it_is(at_desk: StrictClient, home: Home) -> None:
    outcome = an_outcome(home, a_referral(home))
    commit()
    page = at_desk.get(path(home, f"outcomes/{outcome.entry_id}/escalate")).text
    assert "It is about Ella, and the answer of" in page
    assert "For the keyworker, and its turn now" in page
    assert "For a manager, within 5 working days" in page
    assert "checked" not in page.split("Which stage is this?")[1].split("</fieldset>")[0]
    at_desk.post(path(home, f"outcomes/{outcome.entry_id}/escalate"), data=today(stage="worker to worker", said="No"))
    for form in ("escalate", "our-view", "resolve"):
        shown = at_desk.get(path(home, f"outcomes/{outcome.entry_id}/{form}")).text
        assert shown.index("kept-closed") < shown.index("“No”"), "what was said is closed until somebody opens it"


def test_a_step_that_a_colleague_recorded_meanwhile_is_not_taken_twice(at_desk: StrictClient, home: Home) -> None:
    outcome = an_outcome(home, a_referral(home))
    commit()
    here = path(home, f"outcomes/{outcome.entry_id}/escalate")
    step = today(stage="worker to worker", said="They will ring back", seen=hidden(at_desk.get(here), "seen"))
    assert at_desk.post(here, data=step).status_code == 302
    again = at_desk.post(here, data=step | {"said": "Rang them too"})
    assert again.status_code == 409
    assert "A step was recorded since this page was opened" in again.text and "Rang them too" in again.text
    assert "Now: manager to manager" in at_desk.get(path(home, "referrals")).text
    anew = at_desk.post(here, data=step | {"said": "Rang them too", "seen": hidden(again, "seen")})
    assert anew.status_code == 302, "whoever has read it may still say that theirs is another step"
    assert "Rang them too" in at_desk.get(path(home, "referrals")).text


def test_another_family_s_answer_is_not_there(at_desk: StrictClient, home: Home) -> None:
    outcome = an_outcome(home, a_referral(home))
    others = a_home(home.service)
    commit()
    for form in ("escalate", "our-view", "resolve"):
        assert at_desk.get(path(home, f"outcomes/{outcome.entry_id}/{form}")).status_code == 200
        assert at_desk.get(path(others, f"outcomes/{outcome.entry_id}/{form}")).status_code == 404


def test_what_the_service_holds_of_another_plan_is_on_the_page(at_desk: StrictClient, home: Home) -> None:
    held = today(kind="child-in-need", held="y", agencies_parts="School: breakfast club") | {"review_on-day": "1"}
    page = at_desk.post(path(home, "their-plan"), data=held)
    assert page.status_code == 200
    held |= {"review_on-month": "1", "review_on-year": "2031"}
    at_desk.post(path(home, "their-plan"), data=held)
    assert "School: breakfast club" in at_desk.get(path(home, "referrals")).text


PLAN = "<html><body><p>The plan of {}</p></body></html>"


@pytest.fixture
def partner(home: Home, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """Another service user of the household; both have a plan, Jenny's in two versions, Carl's in one."""
    registered = register_person(
        service_id=home.service.id, said=PersonSaid(family_name="Other", given_names="Carl"),
        household_id=home.household_id, **home.signed,
    )  # fmt: skip
    commit()

    def plan_of(person_id: UUID) -> Attachment:
        mine = person_id == home.person_id
        words = PLAN.format("Jenny" if mine else "Carl")
        return Attachment(2 if mine else 1, lambda version: [words] if version <= (2 if mine else 1) else [])

    monkeypatch.setattr(attached, "_sources", [plan_of])
    return registered.person_id


def test_a_referral_opened_under_another_of_the_family_is_about_whom_it_was_made(
    at_desk: StrictClient, home: Home, partner: UUID
) -> None:
    referral = a_referral(home, plan_version=2)
    commit()
    page = at_desk.get(f"/people/{partner}/referrals/{referral.entry_id}/print")
    assert page.location == path(home, f"referrals/{referral.entry_id}/print")
    words = text_of(at_desk.get(page.location).data)
    assert "Jenny Example" in words and "The plan of Jenny" in words and "Carl's" not in words
    completing = f"referrals/{referral.entry_id}/complete"
    assert at_desk.get(f"/people/{partner}/{completing}").location == path(home, completing)
    whole = {"child": ella(home).id, "kind": "S47", "seen": "Crying at ten", "for_the_child": "Ella is hungry"}
    assert at_desk.post(f"/people/{partner}/{completing}", data=whole | {"with_plan": "y"}).status_code == 302
    assert (told(home).referrals[0].plan_version, told(home).referrals[0].person_id) == (2, str(home.person_id))


def test_a_plan_that_is_not_there_is_said_to_be_missing(at_desk: StrictClient, home: Home, partner: UUID) -> None:
    referral = a_referral(home, plan_version=3)
    commit()
    words = text_of(at_desk.get(path(home, f"referrals/{referral.entry_id}/print")).data)
    assert "not found, so it is not attached" in " ".join(words.split())
    assert "The plan of" not in words
    attached._sources.clear()
    assert "Version 3 was to go with" in at_desk.get(path(home, f"referrals/{referral.entry_id}/complete")).text
