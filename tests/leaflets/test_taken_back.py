"""The catalogue's rarer ways: a version taken back, printed unsigned, signed off in several formats, with a logo."""

import io
import subprocess
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image

from core.conflict import Refused
from core.db import commit
from leaflets.actions import issue_shipped, sign_off, withdraw
from leaflets.logos import printable_logo
from leaflets.queries import current_version, current_versions, editions
from leaflets.rules import Edition, Format, LeafletCode
from tests.leaflets.test_catalogue import NOW, READ_BY, issued, newer, signed
from tests.staff.builders import Person, a_staff_member
from tests.strict_client import StrictClient


@pytest.fixture
def manager(inside: Flask) -> Person:
    """A manager of a service."""
    return a_staff_member("manager")


def test_a_withdrawn_version_is_printed_no_more_and_the_one_before_does_not_come_back(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    me = sign_in("manager")
    old = issued()
    assert me.service_id is not None
    signed(me.service_id, old.id, me)
    new = newer()
    signed(me.service_id, new.id, me)
    commit()
    told = client.post(f"/leaflets/{new.id}/withdraw", data={"because": "A number on it is wrong."})
    assert told.status_code == 302
    assert client.get(f"/leaflets/{new.id}/print").status_code == 404
    assert client.get(f"/leaflets/{old.id}/print").status_code == 404
    assert "A number on it is wrong." in client.get("/leaflets").text
    assert current_version(me.service_id, LeafletCode.RISK, "en") is None
    assert client.get(f"/leaflets/{new.id}/held").status_code == 200


def test_withdrawing_says_why(manager: Person) -> None:
    one = issued()
    assert manager.service_id is not None
    with pytest.raises(Refused, match="why it is withdrawn"):
        withdraw(service_id=manager.service_id, version_id=one.id, because="bad", by=manager.staff_id, at=NOW)


def polish() -> Edition:
    issue_shipped(at=NOW)
    return next(one for one in editions(uuid4()) if one.language == "pl" and one.format is Format.LARGE_PRINT)


def test_a_translation_is_not_signed_off_before_a_translator_is_named(manager: Person) -> None:
    one, service = polish(), manager.service_id
    assert service is not None
    with pytest.raises(Refused, match="never a machine alone"):
        signed(service, one.id, manager)
    sign_off(
        service_id=service,
        version_id=one.id,
        reviewed_by=READ_BY,
        translated_by="Ewa Lis, DPSI",
        by=manager.staff_id,
        at=NOW,
    )
    given = current_version(service, LeafletCode.RISK, "pl", Format.LARGE_PRINT)
    assert given is not None
    assert given.translated_by == "Ewa Lis, DPSI"


def test_the_same_words_are_signed_off_in_the_formats_that_were_looked_at(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    me = sign_in("manager")
    one = polish()
    other = next(each for each in editions(uuid4()) if each.language == "pl" and each.format is Format.CARD)
    commit()
    said = {"reviewed_by": READ_BY, "read": "y", "others": str(other.id)}
    assert "Say who translated it" in client.post(f"/leaflets/{one.id}/sign-off", data=said).text
    done = client.post(f"/leaflets/{one.id}/sign-off", data=said | {"translated_by": "Ewa Lis"})
    assert done.status_code == 302
    assert me.service_id is not None
    assert {each.format for each in current_versions(me.service_id, LeafletCode.RISK)} == {
        Format.LARGE_PRINT,
        Format.CARD,
    }


def test_an_unsigned_text_is_printed_in_a_name_for_a_reason_and_says_both(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    sign_in("drugs-worker")
    one = issued()
    card = next(each for each in editions(uuid4()) if each.language == "en" and each.format is Format.CARD)
    commit()
    empty = client.post(f"/leaflets/{card.id}/print-unsigned", data={"name": "", "because": ""})
    assert "Say in whose name it is printed" in empty.text
    assert "Say why it is printed before it is signed off" in empty.text
    said = {"name": "Dr Osei", "because": "The first clinic is tomorrow, <b>and</b> the sign-off on Friday."}
    made = client.post(f"/leaflets/{card.id}/print-unsigned", data=said, follow_redirects=True)
    read = subprocess.run(["pdftotext", "-", "-"], input=made.data, capture_output=True, check=True).stdout.decode()
    assert " ".join(read.split()).count("Printed for Dr Osei: The first clinic is tomorrow, <b>and</b>") == 2
    assert one.id != card.id


def a_picture(width: int = 1200, height: int = 400, kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(made, kind)
    return made.getvalue()


def test_a_logo_is_made_anew_printed_and_taken_away(sign_in: Callable[..., Person], client: StrictClient) -> None:
    sign_in("manager")
    one = next(
        each for each in [issued(), *editions(uuid4())] if each.format is Format.POSTER and each.language == "en"
    )
    commit()
    plain = client.get(f"/leaflets/{one.id}/print").data
    sent = {"logo": (io.BytesIO(a_picture(kind="JPEG")), "logo.jpg"), "version": "0"}
    assert client.post("/leaflets/logo", data=sent, content_type="multipart/form-data").status_code == 302
    kept = Image.open(io.BytesIO(client.get("/leaflets/logo/1.png").data))
    assert (kept.format, kept.size) == ("PNG", (900, 300))
    assert client.get(f"/leaflets/{one.id}/print").data != plain
    assert client.post("/leaflets/logo/remove").status_code == 302
    assert client.get("/leaflets/logo/1.png").status_code == 404
    assert client.get(f"/leaflets/{one.id}/print").data == plain


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "drawing"),
        (b"not a picture", "not a picture that can be read"),
        (b"", "not a picture that can be read"),
        (a_picture()[:200], "not a picture that can be read"),
        (b"\x89PNG" + b"0" * (5 * 1024 * 1024), "too big"),
    ],
)
def test_what_is_no_logo_is_refused_with_a_sentence(sent: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        printable_logo(sent)


def test_a_logo_of_sixty_megabytes_is_refused_before_it_is_read(
    sign_in: Callable[..., Person], client: StrictClient
) -> None:
    sign_in("manager")
    sent = b"0" * 60 * 1024 * 1024
    kind = "multipart/form-data; boundary=end"
    assert client.post("/leaflets/logo", data=sent, content_type=kind).status_code == 413


def test_the_command_lists_what_there_is_and_says_what_there_is_not(app: Flask, tmp_path: Any) -> None:
    run = app.test_cli_runner()
    listed = run.invoke(args=["leaflet", "--list"]).output
    assert "risk pl Polski, version 1" in listed
    assert "easy-read (easy read)" in listed
    lacking = run.invoke(args=["leaflet", "--language", "xx", "--out", str(tmp_path / "x.pdf")])
    assert lacking.exit_code == 2
    assert "no risk leaflet in xx" in lacking.output
