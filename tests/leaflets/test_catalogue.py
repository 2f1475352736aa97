"""The catalogue: versions are issued, signed off by a service, replaced by newer ones; what is printed and given."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from core.audit import AuditEntry
from core.conflict import Conflict, Refused
from core.db import commit, db
from leaflets.actions import issue_shipped, issue_version, sign_off
from leaflets.catalogue import shipped
from leaflets.models import LeafletVersion
from leaflets.queries import contacts_of, current_version, current_versions, edition, editions, text_of_version
from leaflets.rules import Edition, Format, LeafletCode, Standing, UnfitText, standing
from tests.staff.builders import Person, a_service, a_staff_member
from tests.strict_client import StrictClient

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
NEWEST = next(data["version"] for data in shipped() if data["code"] == "risk" and data["language"] == "en")
READ_BY = "Our pharmacist, and two people who use the service"


def english(**changes: Any) -> dict[str, Any]:
    """The English text, changed."""
    return dict(next(data for data in shipped() if (data["code"], data["language"]) == ("risk", "en"))) | changes


def issued() -> Edition:
    """The English standard leaflet in the catalogue, and the service that looks at it."""
    issue_shipped(at=NOW)
    return next(one for one in editions(uuid4()) if one.format is Format.STANDARD and one.language == "en")


def newer() -> LeafletVersion:
    row = issue_version(
        data=english(version=NEWEST + 1, what_changed="Plainer.", title="Methadone"),
        format=Format.STANDARD,
        by=None,
        at=NOW,
    )
    assert row is not None
    return row


def signed(service_id: UUID, version_id: UUID, by: Person) -> None:
    sign_off(service_id=service_id, version_id=version_id, reviewed_by=READ_BY, by=by.staff_id, at=NOW)


@pytest.fixture
def manager(inside: Flask) -> Person:
    """A manager of a service."""
    return a_staff_member("manager")


def test_the_products_texts_are_issued_once_however_often_it_is_asked(inside: Flask) -> None:
    first = issue_shipped(at=NOW)
    assert {(row.language, row.format, row.version) for row in first} >= {
        ("en", "standard", NEWEST),
        ("en", "easy-read", NEWEST),
    }
    assert issue_shipped(at=NOW) == []


def test_a_text_whose_words_changed_without_a_new_version_is_not_issued(inside: Flask) -> None:
    issued()
    with pytest.raises(UnfitText, match=f"the words changed, and version {NEWEST} did not"):
        issue_version(data=english(title="Other words"), format=Format.STANDARD, by=None, at=NOW)


def test_one_version_of_a_leaflet_is_there_once(inside: Flask) -> None:
    issued()
    row = db.session.scalars(select(LeafletVersion).limit(1)).one()
    same = {
        column.name: getattr(row, column.name) for column in LeafletVersion.__table__.columns if column.name != "id"
    }
    db.session.add(LeafletVersion(**same))
    with pytest.raises(IntegrityError, match="leaflet_version"):
        db.session.flush()


@pytest.mark.parametrize("change", ["UPDATE leaflet_version SET version = 9", "DELETE FROM leaflet_version"])
def test_the_database_refuses_to_change_a_version(inside: Flask, change: str) -> None:
    issued()
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(text(change))


def test_a_text_is_proposed_until_somebody_of_the_service_signs_it_off(manager: Person) -> None:
    one, service = issued(), manager.service_id
    assert service is not None
    assert current_version(service, LeafletCode.RISK, "en") is None
    signed(service, one.id, manager)
    given = current_version(service, LeafletCode.RISK, "en")
    assert given is not None
    assert (given.id, given.signed_off_by, given.reviewed_by, given.signed_off_at) == (
        one.id,
        manager.name,
        READ_BY,
        NOW,
    )
    assert current_version(service, LeafletCode.RISK, "en", Format.LARGE_PRINT) is None
    assert [each.id for each in current_versions(service, LeafletCode.RISK)] == [one.id]


def test_what_one_service_signs_off_is_not_signed_off_for_another(manager: Person) -> None:
    one, other = issued(), a_service()
    assert manager.service_id is not None
    signed(manager.service_id, one.id, manager)
    assert current_version(other.id, LeafletCode.RISK, "en") is None
    seen = edition(other.id, one.id)
    assert seen is not None
    assert not seen.is_signed_off


def test_signing_off_is_in_the_audit(manager: Person) -> None:
    one = issued()
    assert manager.service_id is not None
    signed(manager.service_id, one.id, manager)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "sign_off_leaflet")).one()
    assert (entry.by_id, entry.about) == (manager.staff_id, str(one.id))


def test_it_is_signed_off_once(manager: Person) -> None:
    one = issued()
    assert manager.service_id is not None
    signed(manager.service_id, one.id, manager)
    commit()
    with pytest.raises(Conflict):
        signed(manager.service_id, one.id, manager)


def test_signing_off_says_everything_that_is_missing_at_once(manager: Person) -> None:
    assert manager.service_id is not None
    with pytest.raises(Refused) as refused:
        sign_off(service_id=manager.service_id, version_id=uuid4(), reviewed_by=" ", by=manager.staff_id, at=NOW)
    assert [field for field, _ in refused.value.problems] == ["version", "reviewed_by"]


def test_the_signed_words_go_on_being_given_until_a_newer_version_is_signed_off(manager: Person) -> None:
    old, service = issued(), manager.service_id
    assert service is not None
    signed(service, old.id, manager)
    new = newer()
    given = current_version(service, LeafletCode.RISK, "en")
    assert given is not None
    assert given.version == NEWEST
    assert text_of_version(given.id).title == "Methadone and children"
    signed(service, new.id, manager)
    given = current_version(service, LeafletCode.RISK, "en")
    assert given is not None
    assert (given.version, text_of_version(given.id).title) == (NEWEST + 1, "Methadone")


def test_a_version_that_was_replaced_is_not_signed_off_any_more(manager: Person) -> None:
    old, service = issued(), manager.service_id
    newer()
    assert service is not None
    with pytest.raises(Refused, match="newer version"):
        signed(service, old.id, manager)


def an_edition(version: int, *, signed_off: bool) -> Edition:
    return Edition(
        id=uuid4(),
        code=LeafletCode.RISK,
        language="en",
        format=Format.STANDARD,
        version=version,
        issued_on=date(2026, 11, 23) + timedelta(days=version),
        what_changed="",
        author="",
        signed_off_at=NOW if signed_off else None,
    )


@pytest.mark.parametrize(
    ("signed_off", "stand"),
    [
        ((), (Standing.REPLACED, Standing.REPLACED, Standing.PROPOSED)),
        ((1,), (Standing.IN_USE, Standing.REPLACED, Standing.PROPOSED)),
        ((1, 2), (Standing.REPLACED, Standing.IN_USE, Standing.PROPOSED)),
        ((1, 3), (Standing.REPLACED, Standing.REPLACED, Standing.IN_USE)),
    ],
)
def test_where_each_of_three_versions_stands(signed_off: tuple[int, ...], stand: tuple[Standing, ...]) -> None:
    three = [an_edition(version, signed_off=version in signed_off) for version in (1, 2, 3)]
    assert tuple(standing(three)[one] for one in three) == stand


# --- Pages ---


def test_a_manager_reads_the_draft_signs_it_off_and_it_is_in_use(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    sign_in("manager")
    one = issued()
    commit()
    page = client.get("/leaflets")
    assert "Look at the draft" in page.text
    assert "Methadone and children: English" in page.text
    draft = client.get(f"/leaflets/{one.id}/print")
    assert draft.mimetype == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(draft.data)).pages) == 2
    done = client.post(
        f"/leaflets/{one.id}/sign-off", data={"reviewed_by": READ_BY, "read": "y"}, follow_redirects=True
    )
    assert "This is now what people are given" in done.text
    assert "In use" in done.text
    assert READ_BY in done.text
    assert client.get(f"/leaflets/{one.id}/print").data != draft.data


def test_a_sign_off_that_lacks_something_keeps_what_was_typed(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    sign_in("prescriber")
    one = issued()
    commit()
    page = client.post(f"/leaflets/{one.id}/sign-off", data={"reviewed_by": "Our <b>pharmacist</b>"})
    assert "Tick the box when you have read every page" in page.text
    assert 'value="Our &lt;b&gt;pharmacist&lt;/b&gt;"' in page.text
    assert not any(each.is_signed_off for each in editions(one.id))


def test_a_second_sign_off_at_once_is_told_that_somebody_was_first(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    sign_in("manager")
    one = issued()
    commit()
    answers = {"reviewed_by": READ_BY, "read": "y"}
    assert client.post(f"/leaflets/{one.id}/sign-off", data=answers).status_code == 302
    assert client.post(f"/leaflets/{one.id}/sign-off", data=answers).status_code == 409


def test_a_version_that_was_replaced_is_not_printed_by_its_address(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    sign_in("manager")
    old, new = issued(), newer()
    commit()
    assert client.get(f"/leaflets/{old.id}/print").status_code == 404
    assert client.get(f"/leaflets/{old.id}/sign-off").status_code == 404
    assert client.get(f"/leaflets/{new.id}/print").status_code == 200
    assert client.get(f"/leaflets/{uuid4()}/print").status_code == 404
    assert "Replaced by a newer version" in client.get("/leaflets").text


@pytest.mark.parametrize(
    ("role", "reads", "signs"),
    [
        ("drugs-worker", 200, 403),
        ("prescriber", 200, 200),
        ("manager", 200, 200),
        ("safeguarding-lead", 200, 403),
        ("pharmacist", 403, 403),
        ("administrator", 403, 403),
    ],
)
def test_who_may_read_the_catalogue_and_who_may_sign_off(
    sign_in: Callable[..., Person], client: StrictClient, role: str, reads: int, signs: int
) -> None:
    sign_in(role)
    one = issued()
    commit()
    assert client.get("/leaflets").status_code == reads
    assert client.get(f"/leaflets/{one.id}/print").status_code == reads
    assert client.get(f"/leaflets/{one.id}/sign-off").status_code == signs


def test_northern_ireland_has_no_111_and_gets_a_line_to_write_on(inside: Flask) -> None:
    assert contacts_of(a_service(nation="northern-ireland").id).advice_phone == ""
    assert contacts_of(a_service(nation="scotland").id).advice_phone == "111"


def test_the_numbers_on_it_are_the_services_own(sign_in: Callable[..., Person], client: StrictClient) -> None:
    sign_in(
        "manager", service=a_service(name="Żurek & Co <Recovery>", phone="07700 900321", out_of_hours="07700 900322")
    )
    one = issued()
    commit()
    assert client.get(f"/leaflets/{one.id}/print").status_code == 200


def test_an_empty_catalogue_says_how_it_is_filled(sign_in: Callable[..., Person], client: StrictClient) -> None:
    sign_in("manager")
    assert "leaflets issue" in client.get("/leaflets").text


def test_the_command_fills_the_catalogue(app: Flask) -> None:
    run = app.test_cli_runner()
    assert f"version {NEWEST} is in the catalogue, to be signed off" in run.invoke(args=["leaflets", "issue"]).output
    assert "up to date" in run.invoke(args=["leaflets", "issue"]).output


def test_the_command_prints_a_draft(app: Flask, tmp_path: Any) -> None:
    out = tmp_path / "leaflet.pdf"
    done = app.test_cli_runner().invoke(args=["leaflet", "--format", "large-print", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert len(pikepdf.open(out).pages) == 4
