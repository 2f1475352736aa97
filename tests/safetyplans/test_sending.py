"""Sending a plan and what becomes of it: letters, emails, reminders, wrong places, new versions, everyone's part."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from casework.models import OpenFinding
from core.audit import AuditEntry
from core.clock import now
from core.db import commit, db
from core.jobs import run_due
from core.mail import Mail, MailAttachment, MailStatus
from people.actions import record_consent_view
from people.models import Agency
from people.rules import ConsentAnswer
from safetyplans import actions
from safetyplans.models import Share, ShareBecame
from safetyplans.queries import sendings_of
from safetyplans.rules import Became, Sending, SendingFact, SentBy, SharingView
from tests.core.post_office import PostOffice, post_office
from tests.safetyplans.builders import Home, a_home, an_agency, an_agreed_plan
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def office(inside: Flask) -> Iterator[PostOffice]:
    """A mail server, and this machine set up to send by it."""
    before = inside.extensions["settings"]
    with post_office() as (office, settings):
        inside.extensions["settings"] = type(before)(**before.model_dump() | settings)
        yield office
    inside.extensions["settings"] = before


def page(home: Home, path: str = "") -> str:
    return f"/people/{home.person_id}/plan{path}"


def the_form(home: Home, sent_by: str, to: str = "team@hv.example", **values: str) -> dict[str, str]:
    day = {f"happened_on-{part}": str(getattr(home.today, part)) for part in ("day", "month", "year")}
    return day | {"sent": "sent", "sent_by": sent_by, "sent_to": to, "view": "agrees", "parts": "storage"} | values


def send(home: Home, worker: StrictClient, sent_by: str, agency: UUID | None = None, **values: str) -> SendingFact:
    """Send it as staff do, and what was written down."""
    path = page(home, f"/agencies/{agency or home.agency_id}")
    answer = worker.post(path, data=the_form(home, sent_by, **values))
    assert answer.status_code == 302, re.sub(r"<[^>]+>", " ", answer.text)
    return sendings_of(home.person_id)[-1]


def share(home: Home, agency: UUID | None = None, sent_by: SentBy = SentBy.POST) -> Share:
    """Sent by an act alone."""
    row = actions.share_plan(
        family_agency_id=agency or home.agency_id, sending=Sending(SharingView.AGREES), sent_by=sent_by, **signed(home)
    )
    commit()
    return row


def signed(home: Home) -> dict[str, Any]:
    return {"person_id": home.person_id, "by": home.worker.staff_id, "at": now()}


def everybody(home: Home, worker: StrictClient) -> str:
    return worker.get(page(home, "/agencies")).text


def test_a_letter_goes_with_the_plan_and_says_what_is_asked(home: Home, worker: StrictClient) -> None:
    sent = send(home, worker, "post", to="1 High Street, Northside")
    answer = worker.get(page(home, f"/sendings/{sent.id}/letter"))
    assert answer.mimetype == "application/pdf" and "Ann" not in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.data)) as made:
        assert len(made.pages) >= 2 and made.Root.MarkInfo.Marked
    audited = select(AuditEntry.id).where(AuditEntry.verb == "print_letter", AuditEntry.person_id == home.person_id)
    assert db.session.scalar(audited) is not None


def test_an_email_takes_the_plan_along_and_arrives_once(
    home: Home, worker: StrictClient, office: PostOffice, inside: Flask
) -> None:
    sent = send(home, worker, "secure-email")
    assert "Waiting to be sent" in worker.get(page(home, f"/sendings/{sent.id}")).text
    for _ in range(2):
        run_due(at=now(), worker="test")
    assert office.addresses == ["team@hv.example"]
    assert "storage-plan.pdf" in office.taken[0][1]
    words = office.taken[0][1].partition("JVBER")[0]
    assert not re.search("Ann|Example|Ella|methadone", words)
    assert db.session.scalars(select(MailAttachment.content)).one().startswith(b"%PDF")
    assert ">Sent<" in worker.get(page(home, f"/sendings/{sent.id}")).text


def test_a_refused_email_is_unsent_and_says_so(home: Home, worker: StrictClient, office: PostOffice) -> None:
    sent = send(home, worker, "link", to="nobody@hv.example")
    run_due(at=now(), worker="test")
    text = worker.get(page(home, f"/sendings/{sent.id}")).text
    assert "Not accepted" in text and "send it again" in text
    assert "No such person here" in text
    assert "came back" in everybody(home, worker) and "Does not have it" in everybody(home, worker)


def test_a_slow_mail_server_is_asked_again(home: Home, worker: StrictClient, office: PostOffice) -> None:
    send(home, worker, "link", to="later@hv.example")
    run_due(at=now(), worker="test")
    assert db.session.scalars(select(Mail.status)).one() == MailStatus.QUEUED
    run_due(at=now() + timedelta(days=1), worker="test")
    assert office.taken == []
    assert "/shared/" not in db.session.scalars(select(Mail.text)).one()


def test_a_links_email_holds_the_address_for_them_alone(
    home: Home, worker: StrictClient, office: PostOffice, inside: Flask
) -> None:
    sent = send(home, worker, "link")
    assert sent.link is not None
    code = re.search(r"app-password\">([\d ]+)<", worker.post(page(home, f"/sendings/{sent.id}/code")).text)
    run_due(at=now(), worker="test")
    letter = office.taken[0][1].replace("=\r\n", "").replace("=\n", "")
    address = re.search(r"/shared/[\w-]{43}", letter)
    assert address is not None and code is not None
    assert code.group(1) not in letter and code.group(1).replace(" ", "") not in letter
    assert "/shared/" not in db.session.scalars(select(Mail.text)).one()
    reader = inside.test_client()
    assert reader.post(address.group(), data={"code": code.group(1)}).status_code == 302


def test_a_code_is_shown_once(home: Home, worker: StrictClient) -> None:
    sent = send(home, worker, "link")
    path = page(home, f"/sendings/{sent.id}")
    assert "app-password" in worker.post(path + "/code").text
    assert "app-password" not in worker.get(path).text
    worker.post(path + "/close")
    assert "This link is closed" in worker.get(worker.post(path + "/code").location).text


def test_an_address_that_is_none_is_asked_for(home: Home, worker: StrictClient) -> None:
    path = page(home, f"/agencies/{home.agency_id}")
    for wrong in ("", "team", "a@b", "a@b.example, c@d.example", "a b@c.example", "a@c.example\r\nBcc: x@y.example"):
        text = worker.post(path, data=the_form(home, "secure-email", to=wrong)).text
        assert "in the form name@example.org" in text, wrong
    assert "Choose what of the plan goes" in worker.post(path, data=the_form(home, "post", parts="")).text
    assert sendings_of(home.person_id) == ()


def test_one_reminder_goes_by_itself_and_no_more(home: Home, worker: StrictClient, office: PostOffice) -> None:
    sent = send(home, worker, "link")
    for wait in (timedelta(0), timedelta(days=20), timedelta(days=20, hours=1), timedelta(days=40)):
        run_due(at=now() + wait, worker="test")
    assert len(office.taken) == 2
    assert not re.search("Ann|Ella|methadone", office.taken[1][1])
    assert [one.what for one in sendings_of(home.person_id)[-1].became] == [Became.CHASED]
    assert sent.id


def answered(home: Home) -> None:
    actions.acknowledge(family_agency_id=home.agency_id, our_part="The box", **signed(home))


def came_back(home: Home) -> None:
    share_id = UUID(sendings_of(home.person_id)[-1].id)
    actions.record_became(share_id=share_id, what=Became.CAME_BACK, by=home.worker.staff_id, at=now())


def test_an_email_to_the_wrong_place_is_called_back_in_time(
    home: Home, worker: StrictClient, office: PostOffice
) -> None:
    sent = send(home, worker, "secure-email", to="elsewhere@hv.example")
    facts: dict[str, Any] = {"said": "Mistyped", "recalled": "Not sent yet", "told": "Manager"}
    share_id = UUID(sent.id)
    actions.record_became(share_id=share_id, what=Became.WRONG_ADDRESS, by=home.worker.staff_id, at=now(), **facts)
    commit()
    run_due(at=now(), worker="test")
    assert office.taken == []
    assert db.session.scalars(select(Mail.status)).one() == MailStatus.STOPPED


def a_newer_version(home: Home) -> None:
    an_agreed_plan(home)


@pytest.mark.parametrize("meanwhile", [answered, came_back, a_newer_version])
def test_nobody_is_reminded_of_what_is_no_longer_so(
    home: Home, worker: StrictClient, office: PostOffice, meanwhile: Callable[[Home], None]
) -> None:
    send(home, worker, "link")
    meanwhile(home)
    commit()
    run_due(at=now() + timedelta(days=20), worker="test")
    assert len(office.taken) <= 1


def objected(home: Home) -> None:
    record_consent_view(view=ConsentAnswer.OBJECTS, asked_on=home.today, **signed(home))


def not_to_them(home: Home) -> None:
    actions.record_not_shared(family_agency_id=home.agency_id, because="They fear her brother there", **signed(home))


@pytest.mark.parametrize("meanwhile", [a_newer_version, objected, not_to_them])
def test_an_email_that_waits_does_not_go_where_it_should_not_any_more(
    home: Home, worker: StrictClient, office: PostOffice, meanwhile: Callable[[Home], None]
) -> None:
    sent = send(home, worker, "secure-email")
    meanwhile(home)
    commit()
    for _ in range(2):
        run_due(at=now(), worker="test")
    assert office.taken == []
    assert db.session.scalars(select(Mail.status)).one() == MailStatus.STOPPED
    (mine,) = (one for one in sendings_of(home.person_id) if one.id == sent.id)
    assert [one.what for one in mine.became] == [Became.CAME_BACK]


def test_a_newer_sending_stops_the_one_that_waits(home: Home, worker: StrictClient, office: PostOffice) -> None:
    send(home, worker, "secure-email", to="old@hv.example")
    send(home, worker, "secure-email", to="new@hv.example")
    assert sorted(db.session.scalars(select(Mail.status))) == [MailStatus.QUEUED, MailStatus.STOPPED]
    run_due(at=now(), worker="test")
    assert office.addresses == ["new@hv.example"]
    assert "came back" not in everybody(home, worker)


def test_a_second_press_of_the_same_page_sends_nothing(home: Home, worker: StrictClient) -> None:
    assert 'name="sendings"' in worker.get(page(home, f"/agencies/{home.agency_id}")).text
    send(home, worker, "post", sendings="0")
    path = page(home, f"/agencies/{home.agency_id}")
    assert worker.post(path, data=the_form(home, "post", sendings="0")).status_code == 409
    assert len(sendings_of(home.person_id)) == 1
    send(home, worker, "post", sendings="1")


def test_what_went_without_agreement_is_decided_anew_for_each(home: Home, worker: StrictClient) -> None:
    reasons: dict[str, Any] = {"necessary_because": "A toddler", "basis": "vital-interests", "told_on": home.today}
    lead = manager_of(home).staff_id
    sending = Sending(SharingView.OBJECTS, decided_by=str(lead), **reasons)
    actions.share_plan(family_agency_id=home.agency_id, sending=sending, sent_by=SentBy.POST, **signed(home))
    commit()
    an_agreed_plan(home)
    assert "new-version" not in everybody(home, worker)
    told = {f"told_on-{part}": str(getattr(home.today, part)) for part in ("day", "month", "year")}
    worker.post(page(home, "/agencies/new-version"), data=told)
    assert len(sendings_of(home.person_id)) == 1


def test_an_agencys_emoji_does_not_stop_the_print(home: Home, worker: StrictClient) -> None:
    send(home, worker, "post", to="1 High Street")
    actions.acknowledge(family_agency_id=home.agency_id, our_part="We look at the box 👍", **signed(home))
    commit()
    sent = send(home, worker, "post", to="1 High Street")
    assert worker.get(page(home, f"/sendings/{sent.id}/letter")).mimetype == "application/pdf"


def still_to_do(home: Home) -> set[str]:
    """What stands about the agency on the lists."""
    query = select(OpenFinding.code).where(OpenFinding.about == str(home.agency_id))
    return set(db.session.scalars(query))


@pytest.mark.parametrize("what", ["came-back", "wrong-place"])
def test_what_came_back_or_went_astray_is_due_again(home: Home, worker: StrictClient, what: str) -> None:
    sent = send(home, worker, "link")
    assert "plan-not-shared" not in still_to_do(home)
    day = {f"happened_on-{part}": str(getattr(home.today, part)) for part in ("day", "month", "year")}
    path = page(home, f"/sendings/{sent.id}")
    if what == "came-back":
        assert worker.post(path + "/became", data=day | {"what": what, "said": "Moved"}).status_code == 302
    else:
        assert "Say what was done to get it back" in worker.post(path + "/wrong-place", data=day).text
        told = {"said": "To another team", "recalled": "They deleted it", "told": "The manager"}
        assert worker.post(path + "/wrong-place", data=day | told).status_code == 302
    text = everybody(home, worker)
    assert "it is to be sent again" in text and "Does not have it" in text
    assert "plan-not-shared" in still_to_do(home)
    assert sendings_of(home.person_id)[-1].link.steps[-1].kind == "revoked"  # type: ignore[union-attr]


def test_a_wrong_place_reaches_the_managers_list(home: Home, worker: StrictClient, client: StrictClient) -> None:
    row = share(home)
    facts: dict[str, Any] = {"said": "Another team", "recalled": "They shredded it", "told": "Manager"}
    actions.record_became(share_id=row.id, what=Became.WRONG_ADDRESS, by=home.worker.staff_id, at=now(), **facts)
    commit()
    put_into_session(client, manager_of(home))
    text = client.get("/sharing").text
    assert "Went to the wrong place" in text and "Meant for Northside health-visitor" in text
    other = a_staff_member("manager")
    commit()
    put_into_session(client, other)
    assert "Northside" not in client.get("/sharing").text


def test_an_agency_that_stays_silent_reaches_the_managers_list(home: Home, client: StrictClient) -> None:
    long_ago = now() - timedelta(days=30)
    row = actions.share_plan(
        person_id=home.person_id,
        family_agency_id=home.agency_id,
        sending=Sending(SharingView.AGREES),
        sent_by=SentBy.POST,
        by=home.worker.staff_id,
        at=long_ago,
    )
    commit()
    put_into_session(client, manager_of(home))
    assert "Not reminded yet" in client.get("/sharing").text
    actions.record_became(share_id=row.id, what=Became.CHASED, by=home.worker.staff_id, at=now())
    commit()
    assert "Reminded on" in client.get("/sharing").text
    actions.acknowledge(family_agency_id=home.agency_id, our_part="The box", **signed(home))
    commit()
    assert "Every agency that was to answer has answered" in client.get("/sharing").text


def manager_of(home: Home) -> Person:
    person = a_staff_member("manager", service=home.service)
    commit()
    return person


def test_whoever_had_the_old_version_gets_the_new_one_as_before(home: Home, worker: StrictClient) -> None:
    gp = an_agency(home.service, home.household_id, home.signed, home.since.date(), role="gp", has_part=False)
    commit()
    send(home, worker, "link")
    send(home, worker, "post", agency=gp, to="2 High Street")
    an_agreed_plan(home, bottles=2)
    assert "2 agencies have an older version" in everybody(home, worker)
    told = {f"told_on-{part}": str(getattr(home.today, part)) for part in ("day", "month", "year")}
    assert worker.post(page(home, "/agencies/new-version"), data=told).status_code == 302
    old, _, *sent_now = sendings_of(home.person_id)
    new, letter = sorted(sent_now, key=lambda one: str(one.sent_by))
    assert (new.version, new.sent_by, new.sent_to) == (2, SentBy.LINK, "team@hv.example")
    assert (letter.version, letter.sent_by, letter.sent_to) == (2, SentBy.POST, "2 High Street")
    assert old.link is not None and old.link.steps[-1].kind == "revoked"
    assert "older version" not in everybody(home, worker)
    assert "an older one" in worker.get(page(home, "/agencies/new-version")).text.replace("older version", "older one")


def test_who_objected_since_is_asked_about_one_by_one(home: Home, worker: StrictClient) -> None:
    send(home, worker, "post")
    record_consent_view(view=ConsentAnswer.OBJECTS, asked_on=home.today, **signed(home))
    commit()
    an_agreed_plan(home)
    text = everybody(home, worker)
    assert "They have said since that they do not want it shared" in text
    assert "new-version" not in text
    told = {f"told_on-{part}": str(getattr(home.today, part)) for part in ("day", "month", "year")}
    worker.post(page(home, "/agencies/new-version"), data=told)
    assert len(sendings_of(home.person_id)) == 1


def test_an_objection_after_it_went_unasked_is_said_and_asked_about(
    home: Home, worker: StrictClient, office: PostOffice
) -> None:
    reasons = {"view": "not-asked", "not_asked_because": "Away", "necessary_because": "A toddler"}
    decided = {"basis": "vital-interests", "decided_by": str(manager_of(home).staff_id), "not_told_because": "Away"}
    sent = send(home, worker, "secure-email", None, **reasons, **decided)
    objected(home)
    commit()
    run_due(at=now(), worker="test")
    assert office.addresses == ["team@hv.example"]
    for text in (everybody(home, worker), worker.get(page(home, f"/sendings/{sent.id}")).text):
        assert "They have said since that they do not want it shared" in text


def test_why_something_is_sent_or_not_stays_closed_at_the_desk(home: Home, worker: StrictClient) -> None:
    actions.record_not_shared(family_agency_id=home.agency_id, because="They fear her brother there", **signed(home))
    commit()
    text = everybody(home, worker)
    assert "not sent to them, for a reason" in text
    before = text[: text.index("They fear her brother there")]
    assert before.rindex("<details") > before.rindex("</details") if "</details" in before else "<details" in before


def test_another_persons_sending_is_not_there(home: Home, worker: StrictClient) -> None:
    other = a_home(home.service)
    an_agreed_plan(other)
    row = share(other)
    for path in ("", "/letter", "/became", "/wrong-place"):
        assert worker.get(page(home, f"/sendings/{row.id}{path}")).status_code == 404
    for path in ("/code", "/close"):
        assert worker.post(page(home, f"/sendings/{row.id}{path}")).status_code == 404


def test_the_database_refuses_a_breach_without_what_was_done(home: Home) -> None:
    row = share(home)
    db.session.add(
        ShareBecame(
            share_id=row.id,
            what="wrong-address",
            happened_on=home.today,
            recorded_at=now(),
            recorded_by_id=home.worker.staff_id,
        )
    )
    with pytest.raises(Exception, match="a_breach_says_what_was_done"):
        db.session.flush()
    db.session.rollback()


def test_what_an_agency_does_by_its_link_is_audited_as_its_own(home: Home, worker: StrictClient, inside: Flask) -> None:
    sent = send(home, worker, "link")
    shown = worker.post(page(home, f"/sendings/{sent.id}/code")).text
    code, address = re.search(r"app-password\">([\d ]+)<", shown), re.search(r"/shared/[\w-]{43}", shown)
    assert code is not None and address is not None
    inside.test_client().post(address.group(), data={"code": code.group(1)})
    put_into_session(worker, manager_of(home))
    name = db.session.scalars(select(Agency.name)).one()
    assert f"The link of {name}" in worker.get(f"/people/{home.person_id}/audit").text
