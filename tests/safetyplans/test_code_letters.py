"""The code of a link in a letter: an envelope of its own, printed of the newest code alone, kept nowhere."""

import io
import re

import pikepdf
import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.db import Base, db
from tests.safetyplans.builders import Home
from tests.safetyplans.test_links import WRONG, Link, opened
from tests.safetyplans.test_printing import text_of
from tests.staff.builders import put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def link(home: Home) -> Link:
    """A link that was sent to the family's health visitors, and its code."""
    return Link(home)


def test_the_code_is_printed_in_a_letter_of_its_own(link: Link, client: StrictClient) -> None:
    put_into_session(client, link.home.worker)
    sending = f"/people/{link.home.person_id}/plan/sendings/{link.share_id}"
    page = client.post(f"{sending}/code").text
    code = re.search(r'name="code" value="(\d{4} \d{4})"', page)
    assert code is not None and f">{code[1]}<" in page
    first, again = (client.post(f"{sending}/code/letter", data={"code": code[1]}) for _ in range(2))
    assert first.mimetype == "application/pdf" and "letter.pdf" in first.headers["Content-Disposition"]
    said = text_of(first.data)
    assert code[1] in said and "Northside health-visitor" in said and text_of(again.data) == said
    assert not re.search(r"Ann|Example|Ella|methadone|plan|child|shared|http", said)
    with pikepdf.open(io.BytesIO(first.data)) as made:
        assert made.Root.MarkInfo.Marked and made.Root.Lang == "en" and len(made.pages) == 1
        assert b"pdfuaid" in made.Root.Metadata.read_bytes()
    audited = select(AuditEntry.about).where(AuditEntry.verb == "print_code_letter")
    assert db.session.scalars(audited).all() == [str(link.id)] * 2
    assert opened(link.open(client, code[1]))


def test_a_code_that_opens_nothing_is_not_printed(link: Link, client: StrictClient) -> None:
    put_into_session(client, link.home.worker)
    sending = f"/people/{link.home.person_id}/plan/sendings/{link.share_id}"
    old = link.code
    link.new_code()
    for code in (old, WRONG, ""):
        answer = client.post(f"{sending}/code/letter", data={"code": code}, follow_redirects=True)
        assert "That code opens nothing any more" in answer.text
    assert "Print it in a letter" not in client.get(sending).text
    newest = link.new_code()
    client.post(f"{sending}/close")
    answer = client.post(f"{sending}/code/letter", data={"code": newest}, follow_redirects=True)
    assert "That code opens nothing any more" in answer.text
    assert not db.session.scalars(select(AuditEntry.id).where(AuditEntry.verb == "print_code_letter")).all()


def test_the_code_is_in_no_log_and_no_row(link: Link, client: StrictClient, caplog: pytest.LogCaptureFixture) -> None:
    put_into_session(client, link.home.worker)
    caplog.set_level("DEBUG")
    client.post(f"/people/{link.home.person_id}/plan/sendings/{link.share_id}/code/letter", data={"code": link.code})
    figures = link.code.replace(" ", "")
    assert link.code not in caplog.text and figures not in caplog.text
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            assert link.code not in str(row) and figures not in str(row), table.name
