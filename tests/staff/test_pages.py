"""What administrators and managers do with staff, teams, pharmacies and the service."""

from collections.abc import Callable

from core.db import db
from staff.models import Service
from tests.staff.builders import Person, a_pharmacy, a_service, a_staff_member, a_team
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
