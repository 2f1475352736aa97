"""What a manager weighs: supervision by risk and time, caseloads, disagreements counted, training."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from casework.queries.managing import caseloads
from casework.rules.managing import CaseToSupervise, first_to_supervise
from core import clock
from core.db import commit
from people.rules import AgencyRole
from safeguarding.actions import agree_joint_action, escalate, record_supervision
from safeguarding.rules import EventKind, SupervisionSaid
from tests.people.builders import TODAY, Home, a_family, a_home, an_agency, later, statements
from tests.safeguarding.builders import a_referral, an_event, an_outcome, signed
from tests.staff.builders import Person
from tests.strict_client import StrictClient

SignIn = Callable[..., Person]
ON = date(2026, 3, 2)


def a_case(number: int, *, signals: int = 0, overdue: int = 0, danger: bool = False, days: int = 0) -> CaseToSupervise:
    return CaseToSupervise(UUID(int=number), signals, overdue, danger, ON - timedelta(days=days), ON)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (a_case(2, danger=True), a_case(1, signals=9, overdue=9, days=900)),
        (a_case(2, signals=2), a_case(1, signals=1, overdue=9, days=900)),
        (a_case(2, overdue=2), a_case(1, overdue=1, days=900)),
        (a_case(2, days=90), a_case(1, days=30)),
        (a_case(1), a_case(2)),
    ],
)
def test_a_manager_talks_through_the_riskiest_first_and_then_the_longest_since(
    first: CaseToSupervise, then: CaseToSupervise
) -> None:
    assert first_to_supervise([then, first], ON) == [first, then]


def test_a_manager_sees_the_queue_the_minutes_and_the_decisions(client: StrictClient, sign_in: SignIn) -> None:
    home = a_family()
    an_event(home, EventKind.DEBT)
    said = SupervisionSaid("Warm at night", "Sleeps", "Seen", "Cold again", "We visit weekly", "She is two", 40, 20)
    record_supervision(person_id=home.person_id, by_name="Alex", said=said, **signed(home))
    commit()
    sign_in("manager", service=home.service)
    page = client.get("/supervision").text
    for words in ("Jenny E.", "We visit weekly", "Because: She is two", "<strong>40</strong>", "<strong>20</strong>"):
        assert words in page
    assert "No family with a child" not in page


def test_a_caseload_weighs_children_joint_work_and_what_is_overdue(client: StrictClient, sign_in: SignIn) -> None:
    home = a_family()
    for role in (AgencyRole.SOCIAL_WORKER, AgencyRole.SCHOOL, AgencyRole.GP):
        an_agency(home, role)
    agree_joint_action(what="Weigh Ella", by_name="Jo", due_on=TODAY, **signed(home))
    commit()
    found = caseloads(home.service.id, TODAY + timedelta(days=1), 3)
    assert [(one.people, one.children, one.joint) for one in found] == [(1, 1, 1)]
    assert found[0].overdue >= 1
    sign_in("manager", service=home.service)
    assert "Caseloads" in client.get("/caseloads").text


def test_managers_pages_cost_the_same_however_many_families_there_are(client: StrictClient, sign_in: SignIn) -> None:
    home = a_family()
    sign_in("manager", service=home.service)
    counted = []
    for _ in range(2):
        for page in ("/supervision", "/caseloads"):
            client.get(page)
            with statements() as sent:
                client.get(page)
            counted.append(len(sent))
        a_family(home.service)
        a_home(home.service)
    assert counted[:2] == counted[2:]


def a_step(home: Home) -> None:
    outcome = an_outcome(home, a_referral(home, to_whom="First Response"))
    escalate(
        outcome_id=outcome.entry_id, stage="manager to manager", urgent=True, happened_on=TODAY, **signed(home, later())
    )
    commit()


def test_every_use_of_the_way_to_disagree_is_counted_and_names_nobody(client: StrictClient, sign_in: SignIn) -> None:
    home, stranger = a_family(), a_family()
    a_step(home)
    a_step(stranger)
    sign_in("manager", service=home.service)
    page = client.get(f"/disagreements?from={TODAY}&until={TODAY}").text
    assert "1 step" in page
    assert "First Response" not in page
    assert "Ella" not in page
    assert "Manager to manager: <strong>1</strong>. Straight up: <strong>1</strong>" in page
    before = TODAY - timedelta(days=1)
    assert "None was taken further" in client.get(f"/disagreements?from={before}&until={before}").text
    assert client.get("/disagreements?from=nonsense&until=2999-99-99").status_code == 200


def test_stages_are_counted_in_the_order_in_which_they_follow(client: StrictClient, sign_in: SignIn) -> None:
    home = a_family()
    outcome = an_outcome(home, a_referral(home))
    for stage in ("safeguarding lead", "worker to worker"):
        escalate(outcome_id=outcome.entry_id, stage=stage, happened_on=TODAY, **signed(home, later()))
    commit()
    sign_in("manager", service=home.service)
    page = client.get(f"/disagreements?from={TODAY}&until={TODAY}").text
    assert home.service.name in page
    assert "Worker to worker: <strong>1</strong>. Safeguarding lead: <strong>1</strong>" in page


def test_who_had_which_training_is_written_down(client: StrictClient, sign_in: SignIn) -> None:
    home = a_family()
    sign_in("manager", service=home.service)
    today = clock.day_of(clock.now())
    form = {
        "staff": str(home.worker.staff_id), "title": "Children and drugs", "link": "http://no",
        "done_on-day": today.day, "done_on-month": today.month, "done_on-year": today.year,
    }  # fmt: skip
    assert "must begin with https://" in client.post("/guidance/training", data=form).text
    client.post("/guidance/training", data=form | {"link": ""})
    page = client.get("/guidance").text
    assert "Children and drugs" in page
    assert "Working Together" in page
