"""What administrators and managers do with staff, teams, pharmacies and the service."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from core import clock
from core.audit import AuditEntry
from core.db import db
from staff import queries
from staff.models import Absence, Service, StaffMember, User
from tests.staff.builders import Person, a_pharmacy, a_service, a_staff_member, a_team, sign_in_as
from tests.strict_client import StrictClient

SignIn = Callable[..., Person]


def service_of(person: Person) -> Service:
    return db.session.get_one(Service, person.service_id)


def test_every_page_of_an_administrator_is_sound(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service(address="1 High Street\nRiverside", out_of_hours="")
    administrator = sign_in("administrator", service=service)
    team, pharmacy = a_team(service), a_pharmacy(service)
    worker = a_staff_member("drugs-worker", service=service, team_id=team.id)
    pharmacist = a_staff_member("pharmacist", pharmacy=pharmacy)
    pages = ["/account", "/account/password", "/account/second-factor", "/staff", "/staff/add", "/service"]
    pages += ["/service/change", "/teams/add", "/pharmacies", "/pharmacies/add", f"/pharmacies/{pharmacy.id}"]
    pages += [f"/pharmacies/{pharmacy.id}/change", f"/pharmacies/{pharmacy.id}/add-pharmacist"]
    for person in (administrator, worker, pharmacist):
        pages += [f"/staff/{person.staff_id}{rest}" for rest in ("", "/change", "/move")]
    pages += [f"/staff/{worker.staff_id}/absence"]
    for page in pages:
        assert client.get(page).status_code == 200, page


def add(client: StrictClient, **typed: object) -> TestResponse:
    facts = {"name": "Robin Hale", "email": "robin@example.org", "roles": ["drugs-worker"]} | typed
    return client.post("/staff/add", data=facts)


def test_an_administrator_adds_somebody_who_can_then_sign_in_once_with_the_password_shown(
    app: Flask, client: StrictClient, sign_in: SignIn
) -> None:
    administrator = sign_in("administrator")
    page = add(client, roles=["manager", "safeguarding-lead"], phone="07700 900123").text
    password = page.split('app-password">')[1].split("<")[0]
    elsewhere = app.test_client()
    sent = elsewhere.post("/sign-in", data={"email": "robin@example.org", "password": password})
    assert sent.status_code == 302
    assert elsewhere.get("/").headers["Location"] == "/account/password"
    line = next(line for line in queries.list_staff(service_of(administrator).id) if line.member.name == "Robin Hale")
    assert [role.value for role in line.roles] == ["manager", "safeguarding-lead"]
    assert line.member.phone == "07700 900123"


def test_what_is_wrong_with_somebody_new_is_said_all_at_once_and_nothing_typed_is_lost(
    client: StrictClient, sign_in: SignIn
) -> None:
    sign_in("administrator")
    page = add(client, name="", email="not an address", roles=[], phone="12").text
    for sentence in (
        "Enter their full name",
        "Enter an email address",
        "Choose at least one role",
        "Enter a telephone",
    ):
        assert sentence in page
    assert 'value="not an address"' in page
    assert 'value="12"' in page


def test_an_email_address_is_used_by_one_account_only(client: StrictClient, sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    page = add(client, email=administrator.email.upper()).text
    assert "There is an account with that email address already" in page


def test_nobody_at_a_service_can_be_made_a_pharmacist(client: StrictClient, sign_in: SignIn) -> None:
    sign_in("administrator")
    assert "Choose one of the answers shown" in add(client, roles=["pharmacist"]).text


def test_a_pharmacist_is_added_to_a_pharmacy_of_the_service(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    pharmacy, another = a_pharmacy(service), a_pharmacy()
    facts = {"name": "Chris Bell", "email": "chris@example.org"}
    assert client.post(f"/pharmacies/{pharmacy.id}/add-pharmacist", data=facts).status_code == 200
    assert client.post(f"/pharmacies/{another.id}/add-pharmacist", data=facts).status_code == 404
    assert [line.member.name for line in queries.list_pharmacists(service.id)] == ["Chris Bell"]


def test_staff_of_another_service_do_not_exist_here(client: StrictClient, sign_in: SignIn) -> None:
    sign_in("administrator")
    stranger = a_staff_member("drugs-worker")
    for rest in ("", "/change", "/move", "/absence"):
        assert client.get(f"/staff/{stranger.staff_id}{rest}").status_code == 404
    for verb in ("disable", "enable", "one-time-password", "second-factor-off"):
        assert client.post(f"/staff/{stranger.staff_id}/{verb}").status_code == 404
    assert db.session.get_one(User, stranger.user_id).active


def test_a_closed_account_is_signed_out_at_once_and_can_be_opened_again(
    app: Flask, client: StrictClient, sign_in: SignIn
) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    elsewhere = app.test_client()
    worker = sign_in_as(elsewhere, "drugs-worker", service=service)
    assert elsewhere.get("/account").status_code == 200
    client.post(f"/staff/{worker.staff_id}/disable")
    assert elsewhere.get("/account").status_code == 302
    assert "Account closed" in client.get(f"/staff/{worker.staff_id}").text
    client.post(f"/staff/{worker.staff_id}/enable")
    assert db.session.get_one(StaffMember, worker.staff_id).disabled_at is None
    assert db.session.get_one(User, worker.user_id).active


def test_the_last_administrator_stays_one(client: StrictClient, sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    client.post(f"/staff/{administrator.staff_id}/disable")
    assert "You cannot close your own account" in client.get(f"/staff/{administrator.staff_id}").text
    page = client.post(f"/staff/{administrator.staff_id}/change", data={"name": "Avery", "roles": ["manager"]}).text
    assert "This is the only administrator of your service" in page


def test_who_still_has_something_to_hand_over_keeps_their_account(
    client: StrictClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    worker = a_staff_member("drugs-worker", service=service)
    monkeypatch.setattr("staff.actions.members._checks", [lambda _: ["Hand over their 3 people first."]])
    assert (
        "Hand over their 3 people first."
        in client.post(f"/staff/{worker.staff_id}/disable", follow_redirects=True).text
    )
    assert db.session.get_one(User, worker.user_id).active


def test_somebody_is_moved_to_another_team_and_to_none(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    team, strange = a_team(service), a_team(a_service())
    worker = a_staff_member("drugs-worker", service=service)
    client.post(f"/staff/{worker.staff_id}/move", data={"place": str(team.id)})
    assert db.session.get_one(StaffMember, worker.staff_id).team_id == team.id
    sent = client.post(f"/staff/{worker.staff_id}/move", data={"place": str(strange.id)})
    assert "Choose one of the answers shown" in sent.text
    client.post(f"/staff/{worker.staff_id}/move", data={"place": ""})
    assert db.session.get_one(StaffMember, worker.staff_id).team_id is None


def test_a_team_closes_when_nobody_belongs_to_it(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    client.post("/teams/add", data={"name": "North team"})
    assert "There is a team of that name already" in client.post("/teams/add", data={"name": "North team"}).text
    (team,) = queries.list_teams(service.id)
    worker = a_staff_member("drugs-worker", service=service, team_id=team.id)
    assert "People still belong to North team" in client.post(f"/teams/{team.id}/close", follow_redirects=True).text
    client.post(f"/staff/{worker.staff_id}/move", data={"place": ""})
    client.post(f"/teams/{team.id}/close")
    assert queries.list_teams(service.id) == []
    client.post(f"/teams/{team.id}/reopen")
    assert [each.name for each in queries.list_teams(service.id)] == ["North team"]


def test_the_service_and_its_pharmacies_are_kept_up_to_date(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    facts = {"name": "Bridge Street Pharmacy", "nation": "scotland", "phone": "0151 496 0000"}
    client.post("/pharmacies/add", data=facts)
    (pharmacy,) = queries.list_pharmacies(service.id)
    client.post(f"/pharmacies/{pharmacy.id}/change", data=facts | {"address": "2 Bridge Street\r\nRiverside"})
    client.post(f"/pharmacies/{pharmacy.id}/close")
    db.session.refresh(pharmacy)
    assert (pharmacy.nation, pharmacy.address) == ("scotland", "2 Bridge Street\nRiverside")
    assert queries.list_pharmacies(service.id) == []
    assert pharmacy not in queries.open_pharmacies()
    client.post(f"/pharmacies/{pharmacy.id}/reopen")
    assert queries.list_pharmacies(service.id) == [pharmacy]
    client.post("/service/change", data={"name": "Riverside Recovery", "nation": "scotland", "out_of_hours": "111"})
    db.session.refresh(service)
    assert (service.name, service.out_of_hours) == ("Riverside Recovery", "111")


DAYS = {
    **{"from_on-day": "2", "from_on-month": "3", "from_on-year": "2026"},
    **{"until_on-day": "13", "until_on-month": "3", "until_on-year": "2026"},
}


def test_an_absence_has_a_deputy_and_can_be_called_off(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("manager", service=service)
    worker, deputy = (a_staff_member("drugs-worker", service=service) for _ in range(2))
    address = f"/staff/{worker.staff_id}/absence"
    assert client.post(address, data=DAYS | {"deputy": str(deputy.staff_id)}).status_code == 302
    away, here = date(2026, 3, 13), date(2026, 3, 14)
    assert queries.deputies_on([worker.staff_id], away) == {worker.staff_id: deputy.staff_id}
    assert queries.deputising_for(deputy.staff_id, away) == [worker.staff_id]
    assert queries.deputies_on([worker.staff_id], here) == {}
    (absence,) = queries.absences_of(worker.staff_id)
    client.post(f"{address}/{absence.id}/call-off")
    assert queries.absences_of(worker.staff_id) == []
    assert [each.version for each in db.session.scalars(select(Absence).order_by(Absence.version))] == [1, 2]
    assert client.post(f"{address}/{absence.id}/call-off").status_code == 404


def test_an_absence_that_cannot_be_says_why(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    manager = sign_in("manager", service=service)
    worker, deputy = (a_staff_member("drugs-worker", service=service) for _ in range(2))
    stranger = a_staff_member("drugs-worker")
    address, by = f"/staff/{worker.staff_id}/absence", {"deputy": str(deputy.staff_id)}
    assert (
        "Choose one of the answers shown" in client.post(address, data=DAYS | {"deputy": str(stranger.staff_id)}).text
    )
    assert "Choose one of the answers shown" in client.post(address, data=DAYS | {"deputy": str(worker.staff_id)}).text
    backwards = DAYS | {"until_on-day": "1"} | by
    assert "The last day must be on or after the first day" in client.post(address, data=backwards).text
    client.post(address, data=DAYS | by)
    assert "already recorded as away" in client.post(address, data=DAYS | by).text
    other = f"/staff/{manager.staff_id}/absence"
    assert "is away on some of these days too" in client.post(other, data=DAYS | {"deputy": str(worker.staff_id)}).text


def test_a_manager_looks_after_their_own_team_only(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    north, south = a_team(service), a_team(service)
    sign_in("manager", service=service, team_id=north.id)
    ours = a_staff_member("drugs-worker", service=service, team_id=north.id)
    theirs = a_staff_member("drugs-worker", service=service, team_id=south.id)
    pharmacist = a_staff_member("pharmacist", pharmacy=a_pharmacy(service))
    page = client.get("/staff").text
    assert ours.name in page
    assert theirs.name not in page
    assert client.get(f"/staff/{ours.staff_id}").status_code == 200
    assert client.get(f"/staff/{theirs.staff_id}").status_code == 404
    assert client.get(f"/staff/{pharmacist.staff_id}").status_code == 404
    assert client.post(f"/staff/{ours.staff_id}/disable").status_code == 403


def test_every_change_is_in_the_audit_and_holds_nobodys_name(client: StrictClient, sign_in: SignIn) -> None:
    administrator = sign_in("administrator")
    add(client)
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.kind == "change")).all()
    assert [entry.verb for entry in entries] == ["add_staff_member"]
    assert entries[0].by_id == administrator.staff_id
    assert entries[0].service_id == administrator.service_id
    assert "Robin" not in entries[0].about


def test_a_lost_phone_does_not_lock_anybody_out(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    worker = a_staff_member("drugs-worker", service=service)
    user = db.session.get_one(User, worker.user_id)
    user.tf_primary_method, user.tf_totp_secret = "authenticator", "secret"
    client.post(f"/staff/{worker.staff_id}/second-factor-off")
    db.session.refresh(user)
    assert user.tf_primary_method is None


def test_a_new_password_opens_a_locked_account(client: StrictClient, sign_in: SignIn) -> None:
    service = a_service()
    sign_in("administrator", service=service)
    worker = a_staff_member("drugs-worker", service=service)
    user = db.session.get_one(User, worker.user_id)
    user.locked_until = clock.now() + timedelta(minutes=15)
    assert "Locked for now" in client.get(f"/staff/{worker.staff_id}").text
    client.post(f"/staff/{worker.staff_id}/one-time-password")
    db.session.refresh(user)
    assert user.locked_until is None
    assert user.must_change_password
