"""The link under attack: guessed, replayed, too late, previewed, counted through, tried by force; and used as meant."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.audit import AuditEntry
from core.clock import now
from core.db import commit, db
from core.mail import Mail
from people.actions import agency_left, end_care
from people.rules import CareHow
from safeguarding.models import HeardFrom
from safetyplans import actions
from safetyplans.models import Acknowledgement, LinkCode, LinkStep, ShareLink
from safetyplans.posting import token_for
from safetyplans.queries import plans_of, sendings_of
from safetyplans.rules import Became, Sending, SentBy, SharingPolicy, SharingView
from staff.models import StaffMember
from tests.safetyplans.builders import Home, a_home, an_agreed_plan
from tests.safetyplans.values import EVERYTHING
from tests.staff.builders import a_staff_member, put_into_session
from tests.strict_client import StrictClient

WRONG = "0000 0000"
POLICY = SharingPolicy(link_days=14, code_tries=5, session_minutes=60, weekly_list_days=7)


class Link:
    """A link that was sent to the family's health visitors, and its code."""

    def __init__(self, home: Home) -> None:
        share = actions.share_plan(
            person_id=home.person_id,
            family_agency_id=home.agency_id,
            sending=Sending(SharingView.AGREES),
            sent_by=SentBy.LINK,
            sent_to="team@hv.example",
            by=home.worker.staff_id,
            at=now(),
        )
        self.home, self.share_id, self.id = home, share.id, uuid4()
        self.signed: dict[str, Any] = {"person_id": home.person_id, "by": home.worker.staff_id}
        token = token_for(self.id)
        actions.make_link(share_id=share.id, link_id=self.id, token=token, policy=POLICY, at=now(), **self.signed)
        self.address = f"/shared/{token}"
        self.code = self.new_code()

    def new_code(self) -> str:
        code = actions.make_code(link_id=self.id, at=now(), **self.signed)
        commit()
        return code

    def steps(self) -> list[str]:
        query = select(LinkStep.kind).where(LinkStep.link_id == self.id).order_by(LinkStep.number)
        return list(db.session.scalars(query))

    def open(self, client: StrictClient, code: str = "") -> str:
        """The page after a code was typed."""
        answer = client.post(self.address, data={"code": code or self.code})
        return client.get(answer.location).text if answer.status_code == 302 else answer.text

    def answer(self, client: StrictClient, **said: str) -> str:
        answer = client.post(
            f"{self.address}/plan", data={"news": "nothing-new", "our_part": "I look at the box"} | said
        )
        return client.get(answer.location).text if answer.status_code == 302 else answer.text


@pytest.fixture
def link(home: Home) -> Link:
    return Link(home)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """So much later by the clock."""

    def wait(so_long: timedelta) -> None:
        then = now() + so_long
        monkeypatch.setattr(clock, "now", lambda: then)

    return wait


def opened(text: str) -> bool:
    return "Ella" in text and "Whom to ring" in text


def without_tokens(text: str) -> str:
    return re.sub(r'name="(csrf_token|pressed)"[^>]*>', "", text)


def test_the_code_opens_it_once_for_one_browser(inside: Flask, link: Link, client: StrictClient) -> None:
    assert opened(link.open(client))
    assert opened(client.get(f"{link.address}/plan").text)
    other = inside.test_client()
    assert "used once already" in link.open(other)  # type: ignore[arg-type]
    assert other.get(f"{link.address}/plan").status_code == 302
    assert link.steps() == ["opened"]


def test_what_looks_at_links_ahead_has_read_nothing(inside: Flask, link: Link, client: StrictClient) -> None:
    for _ in range(3):
        for page in (client.get(link.address), client.head(link.address), client.get(f"{link.address}/plan")):
            assert "Ella" not in page.text and "Ann" not in page.text
    assert client.post(link.address).status_code == 200
    assert link.steps() == []
    assert not plans_of([link.home.person_id])[link.home.person_id].shares[0].delivered
    assert opened(link.open(client))
    assert plans_of([link.home.person_id])[link.home.person_id].shares[0].delivered


def test_an_address_that_does_not_exist_looks_like_one_whose_code_is_wrong(link: Link, client: StrictClient) -> None:
    nowhere = "/shared/" + "A" * 43
    assert without_tokens(client.get(nowhere).text) == without_tokens(client.get(link.address).text)
    unknown, known = (client.post(each, data={"code": WRONG}) for each in (nowhere, link.address))
    assert unknown.status_code == known.status_code == 200
    assert without_tokens(unknown.text) == without_tokens(known.text)
    assert client.get(nowhere + "/plan").status_code == client.get(f"{link.address}/plan").status_code == 302
    for odd in ("/shared/x", "/shared/%00", "/shared/" + "é" * 200, "/shared/../plan"):
        assert client.get(odd).status_code in (200, 302, 404)


def test_refusing_an_unknown_address_takes_as_long(
    link: Link, client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes the time is the slow comparison: it is made as often for an address that does not exist."""
    slow, made = hashlib.scrypt, []

    def counted(code: bytes, **how: Any) -> bytes:
        made.append(how["n"])
        return slow(code, **how)

    monkeypatch.setattr(hashlib, "scrypt", counted)
    client.post(link.address, data={"code": WRONG})
    client.post("/shared/" + "B" * 43, data={"code": WRONG})
    known, unknown = made
    assert known == unknown


def test_tries_are_counted_and_a_locked_link_never_says_that_a_code_was_right(link: Link, client: StrictClient) -> None:
    said = {without_tokens(link.open(client, f"1111 000{number}")) for number in range(POLICY.code_tries)}
    assert len(said) == 1
    assert link.steps() == ["wrong-code"] * POLICY.code_tries + ["locked"]
    assert without_tokens(link.open(client)) in said
    assert link.steps()[-1] == "locked"
    assert not opened(link.open(client))
    assert db.session.scalars(select(Mail.address)).all() == [link.home.worker.email]
    link.code = link.new_code()
    assert opened(link.open(client))


def test_a_new_code_replaces_the_one_before_and_whoever_read_by_it(
    inside: Flask, link: Link, client: StrictClient
) -> None:
    reader = inside.test_client()
    assert opened(link.open(reader))  # type: ignore[arg-type]
    old, link.code = link.code, link.new_code()
    assert reader.get(f"{link.address}/plan").status_code == 302
    assert "did not open it" in link.open(client, old)
    assert opened(link.open(client))


def test_many_tries_from_one_address_are_slowed(link: Link, client: StrictClient) -> None:
    codes = [client.post("/shared/nobody", data={"code": ""}).status_code for _ in range(25)]
    assert codes[0] == 200 and codes[-1] == 429
    assert client.get(link.address).status_code == 200


def test_it_runs_out(link: Link, client: StrictClient, later: Callable[[timedelta], None]) -> None:
    later(timedelta(days=POLICY.link_days, seconds=1))
    assert "has run out" in link.open(client)
    assert link.steps() == ["expired"]


def test_reading_ends_after_an_hour_and_nothing_typed_late_is_saved(
    link: Link, client: StrictClient, later: Callable[[timedelta], None]
) -> None:
    assert opened(link.open(client))
    later(timedelta(minutes=POLICY.session_minutes, seconds=1))
    text = link.answer(client)
    assert "nothing was sent" in text and not opened(text)
    assert db.session.scalar(select(Acknowledgement.id)) is None


def closed_by_hand(link: Link) -> None:
    actions.close_link(link_id=link.id, at=now(), **link.signed)


def astray(link: Link) -> None:
    share: dict[str, Any] = {"share_id": link.share_id, "by": link.home.worker.staff_id, "at": now()}
    actions.record_became(
        what=Became.WRONG_ADDRESS, said="Another team", recalled="They deleted it", told="Manager", **share
    )


def agency_gone(link: Link) -> None:
    agency_left(family_agency_id=link.home.agency_id, on=link.home.today, by=link.home.worker.staff_id, at=now())


def care_ended(link: Link) -> None:
    signed: dict[str, Any] = {"happened_on": link.home.today, "by": link.home.worker.staff_id, "at": now()}
    end_care(person_id=link.home.person_id, how=CareHow.ENDED, why="Moved away", **signed)


def sent_anew(link: Link) -> None:
    an_agreed_plan(link.home, answers=EVERYTHING)
    Link(link.home)


@pytest.mark.parametrize("how", [closed_by_hand, astray, agency_gone, care_ended, sent_anew])
def test_what_is_closed_stops_whoever_reads_too(
    inside: Flask, link: Link, client: StrictClient, how: Callable[[Link], None]
) -> None:
    reader = inside.test_client()
    assert opened(link.open(reader))  # type: ignore[arg-type]
    how(link)
    commit()
    assert reader.get(f"{link.address}/plan").status_code == 302
    assert reader.get(f"{link.address}/print").status_code == 302
    assert "was closed" in link.open(client)


def test_a_cookie_of_one_link_opens_no_other(inside: Flask, link: Link, client: StrictClient) -> None:
    other = Link(a_home_with_plan())
    assert opened(link.open(client))
    cookie = client.get_cookie("reading", path=link.address)
    assert cookie is not None and cookie.path == link.address and cookie.http_only
    client.set_cookie("reading", cookie.value, path=other.address)
    assert client.get(f"{other.address}/plan").status_code == 302
    for stolen in ("", "x", cookie.value[:-1], "0" * 43):
        thief = inside.test_client()
        thief.set_cookie("reading", stolen, path=link.address)
        assert thief.get(f"{link.address}/plan").status_code == 302


def a_home_with_plan() -> Home:
    home = a_home()
    an_agreed_plan(home)
    return home


def test_who_has_finished_reads_no_further(inside: Flask, link: Link, client: StrictClient) -> None:
    link.open(client)
    value = client.get_cookie("reading", path=link.address)
    client.post(f"{link.address}/done")
    client.set_cookie("reading", value.value if value else "", path=link.address)
    assert client.get(f"{link.address}/plan").status_code == 302
    assert link.steps() == ["opened", "finished"]


def test_neither_token_nor_code_is_kept(link: Link, client: StrictClient) -> None:
    link.open(client)
    token = link.address.rpartition("/")[2]
    kept = [*db.session.scalars(select(ShareLink.token_hash)), *db.session.scalars(select(LinkCode.code_hash))]
    kept += list(db.session.scalars(select(AuditEntry.about)))
    assert all(token not in each and link.code.replace(" ", "") not in each for each in kept)
    assert token not in " ".join(db.session.scalars(select(Mail.text)))


def test_the_address_says_nothing_and_is_told_to_nobody(link: Link, client: StrictClient) -> None:
    for page in (client.get(link.address), client.post(link.address, data={"code": link.code})):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
    assert client.get("/sign-in").headers["Referrer-Policy"] == "same-origin"
    assert re.fullmatch(r"/shared/[\w-]{43}", link.address)


def test_a_form_of_another_site_is_refused_and_no_referrer_is_asked_for(
    inside: Flask, link: Link, client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(inside.config, "WTF_CSRF_ENABLED", True)
    secure = {"base_url": "https://localhost"}
    assert client.post(link.address, data={"code": link.code}, **secure).status_code == 400
    assert link.steps() == []
    page = client.get(link.address, **secure).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    answer = client.post(link.address, data={"code": link.code, "csrf_token": token.group(1)}, **secure)
    assert answer.status_code == 302


def test_it_shows_the_agencys_parts_and_nothing_else(link: Link, client: StrictClient) -> None:
    text = link.open(client)
    assert "7 bottles" in text and "Health visitor" not in text
    for never in (r"\b210\b", "methadone clinic", "prescri", "heroin", "Ben Example", "reference"):
        assert not re.search(never, text, re.I), never


def test_an_answer_is_an_acknowledgement_and_news_heard_from_them(link: Link, client: StrictClient) -> None:
    link.open(client)
    assert "what your part is" in link.answer(client, our_part="")
    assert "Say what is new" in link.answer(client, news="something-new")
    assert db.session.scalar(select(Acknowledgement.id)) is None
    text = link.answer(client)
    assert "has reached the drug service" in text and "I look at the box" in text
    share = plans_of([link.home.person_id])[link.home.person_id].shares[0]
    assert share.acknowledged_at is not None and share.our_part == "I look at the box"
    heard = db.session.scalars(select(HeardFrom)).one()
    assert (heard.said, heard.family_agency_id) == ("Nothing new", link.home.agency_id)
    assert db.session.scalar(select(Mail.id)) is None


def test_a_second_press_says_nothing_twice(link: Link, client: StrictClient) -> None:
    link.open(client)
    for _ in range(2):
        link.answer(client, question="Which box?")
    assert len(db.session.scalars(select(Acknowledgement)).all()) == 1
    link.answer(client, news="something-new", news_text="She is crawling")
    assert len(db.session.scalars(select(HeardFrom)).all()) == 2


def test_news_and_questions_reach_the_keyworker_who_answers(link: Link, client: StrictClient) -> None:
    link.open(client)
    link.answer(client, question="Which box is it?")
    mail = db.session.scalars(select(Mail)).one()
    assert mail.address == link.home.worker.email
    assert not re.search("Ann|Ella|methadone|Which", mail.subject + mail.text)
    asked = sendings_of(link.home.person_id)[0].questions[0]
    actions.reply_to_agency(answer_id=UUID(asked.id), text="The grey one", at=now(), **link.signed)
    commit()
    assert "The grey one" in client.get(f"{link.address}/plan").text


def test_a_question_waits_where_nobody_can_miss_it_until_it_is_answered(
    inside: Flask, link: Link, client: StrictClient
) -> None:
    reader: Any = inside.test_client()
    link.open(reader)
    link.answer(reader, question="Which box is it?")
    put_into_session(client, link.home.worker)
    pages = ("/work", f"/people/{link.home.person_id}/", f"/people/{link.home.person_id}/plan")
    for page in pages:
        text = client.get(page).text
        assert "asked something about the plan" in text and "Read and answer" in text, page
        assert "Which box" not in text, page
    asked = sendings_of(link.home.person_id)[0].questions[0]
    actions.reply_to_agency(answer_id=UUID(asked.id), text="The grey one", at=now(), **link.signed)
    commit()
    for page in pages:
        assert "asked something" not in client.get(page).text, page


def test_without_a_keyworker_the_managers_are_told_of_a_question(link: Link, client: StrictClient) -> None:
    manager = a_staff_member("manager", service=link.home.service)
    db.session.get_one(StaffMember, link.home.worker.staff_id).disabled_at = now()
    commit()
    link.open(client)
    link.answer(client, question="Which box is it?")
    assert db.session.scalars(select(Mail.address)).all() == [manager.email]


def test_every_step_is_in_the_audit_as_the_links(link: Link, client: StrictClient) -> None:
    link.open(client, WRONG)
    link.open(client)
    link.answer(client)
    query = select(AuditEntry.verb, AuditEntry.service_id).where(
        AuditEntry.about == str(link.id), AuditEntry.by_id.is_(None)
    )
    found = list(db.session.execute(query.order_by(AuditEntry.id)))
    verbs = [row.verb for row in found]
    assert verbs[:3] == ["link_wrong_code", "link_opened", "read_by_link"]
    assert "answer_by_link" in verbs
    assert {row.service_id for row in found} == {link.home.service.id}


def test_what_an_agency_types_is_only_ever_text(link: Link, client: StrictClient) -> None:
    link.open(client)
    text = link.answer(client, our_part="<script>alert(1)</script>", question="{{ 7 * 7 }}")
    assert "<script>alert" not in text and "&lt;script&gt;" in text and "{{ 7 * 7 }}" in text
    assert "1,000 characters or fewer" in link.answer(client, our_part="x" * 10_000)
