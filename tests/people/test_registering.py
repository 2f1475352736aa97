"""Registering service users and correcting what is known of them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.audit import AuditEntry
from core.conflict import Conflict, Refused
from core.db import commit, db
from people.actions import correct_details, record_consent_view, record_needs, register_person
from people.models import NameToken, PersonDetails
from people.queries import consent_views, details_history, household_of, person, person_of_pharmacy
from people.rules import ConsentAnswer, PersonSaid
from tests.people.builders import AT, JENNY, TODAY, a_home, a_worker, later
from tests.staff.builders import a_pharmacy, a_service

pytestmark = pytest.mark.usefixtures("inside")


def test_somebody_registered_has_a_household_a_keyworker_and_a_reference() -> None:
    home = a_home()
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert (header.name, header.keyworker_name, len(header.reference)) == ("Jenny Example", home.worker.name, 8)
    assert header.household_id == str(home.household_id) == str(household_of(home.person_id))
    assert header.registered_on == TODAY


def test_another_service_does_not_see_them() -> None:
    home = a_home()
    assert person(a_service().id, home.person_id) is None


def test_a_reference_belongs_to_one_person_of_a_service() -> None:
    home = a_home(reference="R1")
    with pytest.raises(Refused) as refused:
        register_person(service_id=home.service.id, said=JENNY, reference=" R1 ", **home.signed)
    assert refused.value.problems == (("reference", "Jenny Example has this reference already"),)
    a_home(a_service(), reference="R1")


def test_everything_wrong_is_said_at_once() -> None:
    home = a_home()
    said = PersonSaid(
        family_name=" ", born_on=date(2026, 3, 3), nhs_number="9991234567", treatment_started_on=date(2026, 3, 4)
    )
    with pytest.raises(Refused) as refused:
        register_person(service_id=home.service.id, said=said, **home.signed)
    assert {field for field, _ in refused.value.problems} == {
        "family_name", "born_on", "nhs_number", "treatment_started_on",
    }  # fmt: skip


def test_a_correction_is_a_new_version_and_the_old_one_stays() -> None:
    home = a_home()
    said = replace(JENNY, family_name="Sample", phone="07700 900123")
    correct_details(person_id=home.person_id, said=said, because="married", seen=1, **home.signed)
    commit()
    newest, oldest = details_history(home.service.id, home.person_id)
    assert (newest.name, newest.because, newest.recorded_by) == ("Jenny Sample", "married", home.worker.name)
    assert (oldest.version, oldest.name) == (1, "Jenny Example")


def test_the_same_details_again_are_not_a_new_version() -> None:
    home = a_home()
    assert correct_details(person_id=home.person_id, said=JENNY, seen=1, **home.signed) == 1
    assert db.session.scalar(select(func.count()).select_from(PersonDetails)) == 1


def test_nobody_corrects_what_they_have_not_read() -> None:
    home = a_home()
    correct_details(person_id=home.person_id, said=replace(JENNY, phone="1"), seen=1, **home.signed)
    with pytest.raises(Conflict):
        correct_details(person_id=home.person_id, said=replace(JENNY, phone="2"), seen=1, **home.signed)


def test_a_keyworker_of_another_service_or_with_a_closed_account_is_refused() -> None:
    home = a_home()
    elsewhere, gone = a_worker(), a_worker(home.service, disabled_at=AT)
    for worker in (elsewhere, gone):
        with pytest.raises(Refused):
            register_person(service_id=home.service.id, said=JENNY, keyworker_id=worker.staff_id, **home.signed)


def test_needs_for_leaflets_are_kept_with_the_details() -> None:
    home = a_home()
    record_needs(person_id=home.person_id, language="pl", format="large-print", seen=1, **home.signed)
    header = person(home.service.id, home.person_id)
    assert header is not None
    assert (header.leaflet_language, header.leaflet_format, header.born_on) == ("pl", "large-print", JENNY.born_on)


def test_the_newest_view_of_sharing_stands_and_not_asked_says_why() -> None:
    home = a_home()
    facts: dict[str, Any] = {"person_id": home.person_id, "asked_on": TODAY, "by": home.worker.staff_id}
    with pytest.raises(Refused):
        record_consent_view(view=ConsentAnswer.NOT_ASKED, at=AT, **facts)
    record_consent_view(view=ConsentAnswer.OBJECTS, at=AT, **facts)
    record_consent_view(view=ConsentAnswer.AGREES, at=later(), **facts)
    assert [view.view for view in consent_views(home.person_id)] == [ConsentAnswer.AGREES, ConsentAnswer.OBJECTS]


def test_a_pharmacist_sees_those_whom_the_pharmacy_serves() -> None:
    service = a_service()
    here, there = a_pharmacy(service), a_pharmacy(service)
    home = a_home(service, pharmacy_id=here.id)
    assert person_of_pharmacy(here.id, home.person_id) is not None
    assert person_of_pharmacy(there.id, home.person_id) is None


def test_every_change_is_audited_with_person_and_household_and_without_a_name(inside: Flask) -> None:
    home = a_home()
    correct_details(person_id=home.person_id, said=replace(JENNY, phone="07700 900123"), **home.signed)
    commit()
    entries = list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
    assert [entry.verb for entry in entries] == ["register_person", "correct_details"]
    assert all((entry.person_id, entry.household_id) == (home.person_id, home.household_id) for entry in entries)
    assert "Jenny" not in "".join(entry.about for entry in entries)


def test_words_of_former_names_stay_and_are_kept_once() -> None:
    home = a_home()
    correct_details(person_id=home.person_id, said=replace(JENNY, family_name="Sample"), **home.signed)
    words = sorted(db.session.scalars(select(NameToken.word)))
    assert words == ["example", "jenny", "sample"]
