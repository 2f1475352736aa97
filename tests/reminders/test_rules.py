"""When somebody is told, in what words, and who: by table."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from app import SECTIONS
from casework.rules.notices import Notice
from casework.rules.policy import CaseworkPolicy, TellingPolicy
from casework.rules.recipients import Member, Staffing, recipients
from casework.rules.stages import StageKind
from core.bank_holidays import Nation, around
from core.calendar import LONDON, at_london
from core.findings import Finding, Owner, Severity
from core.policy import load
from core.settings import ROOT
from core.telephone import mobile_number
from people.rules import Family, PersonFact
from reminders.rules.choices import NewActs
from reminders.rules.when import next_digest, when_allowed, when_told
from reminders.rules.wording import GSM, Item, code_message, email_text, is_plain, newest_stage, text_message
from reminders.summing import summary_goes
from staff.rules import RoleName

POLICY = load(ROOT / "policy.toml", None, SECTIONS)
TELLING = POLICY.section(TellingPolicy, on=date(2026, 6, 1))
STAGES = POLICY.section(CaseworkPolicy, on=date(2026, 6, 1))
HOLIDAYS = around(Nation.ENGLAND_AND_WALES, date(2026, 6, 1))
ON = date(2026, 6, 10)  # a Wednesday


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def said(instant: datetime) -> str:
    return instant.astimezone(LONDON).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("at", "allowed", "digest"),
    [
        ("2026-06-10T09:30", "Wed 10 Jun 09:30", "Thu 11 Jun 08:00"),
        ("2026-06-10T07:59", "Wed 10 Jun 08:00", "Wed 10 Jun 08:00"),
        ("2026-06-10T18:00", "Thu 11 Jun 08:00", "Thu 11 Jun 08:00"),
        ("2026-06-12T17:59", "Fri 12 Jun 17:59", "Mon 15 Jun 08:00"),
        ("2026-06-13T12:00", "Mon 15 Jun 08:00", "Mon 15 Jun 08:00"),
        ("2026-12-24T19:00", "Tue 29 Dec 08:00", "Tue 29 Dec 08:00"),
        ("2026-03-27T19:00", "Mon 30 Mar 08:00", "Mon 30 Mar 08:00"),  # the clocks go forward in between
        ("2026-03-29T01:30", "Mon 30 Mar 08:00", "Mon 30 Mar 08:00"),  # in the hour that there is not
        ("2026-10-23T19:00", "Mon 26 Oct 08:00", "Mon 26 Oct 08:00"),  # and back
        ("2026-10-25T01:30", "Mon 26 Oct 08:00", "Mon 26 Oct 08:00"),  # in the hour that there is twice
        ("2027-03-25T19:00", "Tue 30 Mar 08:00", "Tue 30 Mar 08:00"),  # forward again, between two bank holidays
    ],
)
def test_hours_and_days_are_londons(at: str, allowed: str, digest: str) -> None:
    assert said(when_allowed(london(at), TELLING, HOLIDAYS)) == allowed
    assert said(next_digest(london(at), TELLING, HOLIDAYS)) == digest


def test_eight_in_the_morning_is_another_instant_on_either_side_of_a_summer_time_night() -> None:
    assert next_digest(london("2026-03-27T09:00"), TELLING, HOLIDAYS) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert next_digest(london("2026-10-23T09:00"), TELLING, HOLIDAYS) == datetime(2026, 10, 26, 8, tzinfo=UTC)
    assert next_digest(london("2027-03-25T09:00"), TELLING, HOLIDAYS) == datetime(2027, 3, 30, 7, tzinfo=UTC)


def a_notice(code: str, kind: StageKind, on: date, due_on: date | None) -> Notice:
    finding = Finding(code, Severity.ACT, Owner.KEYWORKER, on, "…", due_on=due_on)
    return Notice(finding, kind.value, on, (Owner.KEYWORKER,), STAGES.stage(kind, code))


@pytest.mark.parametrize(
    ("code", "kind", "on", "due_on", "choice", "at", "goes"),
    [
        ("contact-gap", "raised", "06-10", "06-20", "digest", "06-10T11:00", "Thu 11 Jun 08:00"),
        ("contact-gap", "raised", "06-10", "06-20", "at-once", "06-10T11:00", "Wed 10 Jun 12:00"),
        ("contact-gap", "raised", "06-10", "06-20", "at-once", "06-10T17:30", "Thu 11 Jun 08:00"),
        ("plan-not-copied", "raised", "06-10", "06-10", "digest", "06-10T11:00", "Wed 10 Jun 12:00"),
        ("plan-not-copied", "raised", "06-12", "06-12", "digest", "06-12T17:30", "Fri 12 Jun 17:30"),
        ("plan-not-copied", "raised", "06-12", "06-12", "digest", "06-12T18:30", "Mon 15 Jun 08:00"),
        ("contact-gap", "raised", "06-09", "06-20", "digest", "06-10T08:20", "Wed 10 Jun 08:20"),
        ("contact-gap", "overdue", "06-10", "06-09", "digest", "06-10T00:01", "Wed 10 Jun 08:00"),
        ("contact-gap", "overdue", "06-13", "06-12", "digest", "06-13T00:01", "Mon 15 Jun 08:00"),
        ("exposure-act-now", "raised", "06-13", "06-13", "digest", "06-13T03:00", "Sat 13 Jun 03:00"),
    ],
)
def test_what_is_new_waits_for_the_morning_and_what_cannot_wait_does_not(
    code: str, kind: str, on: str, due_on: str, choice: str, at: str, goes: str
) -> None:
    notice = a_notice(code, StageKind(kind), date.fromisoformat(f"2026-{on}"), date.fromisoformat(f"2026-{due_on}"))
    found = when_told(notice, NewActs(choice), london(f"2026-{at}"), TELLING, HOLIDAYS)
    assert said(found) == goes


def an_item(code: str, due_on: date | None = ON, **values: object) -> Item:
    item = Item("ABC123", "https://x", code, due_on, StageKind.OVERDUE, Owner.KEYWORKER, kept_closed=False)
    return replace(item, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (
            [
                an_item("plan-not-shared", ON + timedelta(2)),
                an_item("share-unacknowledged", ON + timedelta(2)),
                an_item("plan-not-shared", ON + timedelta(5), reference="DEF456"),
            ],
            "2 plans need sharing by Friday. Sign in: https://safe.example.org",
        ),
        ([an_item("exposure-act-now")], "1 thing has to be looked at now. Sign in: https://safe.example.org"),
        (
            [an_item("plan-stale", ON - timedelta(1)), an_item("contact-gap", None)],
            "1 plan needs looking at again. 1 other thing is due. Sign in: https://safe.example.org",
        ),
        ([an_item("contact-gap")] * 12, "12 things are due today. Sign in: https://safe.example.org"),
    ],
)
def test_a_text_says_how_many_by_when_and_where_to_sign_in(items: list[Item], text: str) -> None:
    assert text_message(items, "https://safe.example.org", ON) == text


def test_a_digest_says_once_what_reads_the_same() -> None:
    items = [an_item("plan-not-shared"), an_item("contact-gap"), an_item("plan-not-shared")]
    lines = email_text("Sam", items, "https://x/work", "https://x/account/telling", ON).splitlines()
    assert lines[2] == "3 things to do for 1 person:"
    assert [line for line in lines if line.startswith("- ")] == [
        "- getting in touch: today",
        "- sending the storage plan (2): today",
    ]


def test_each_thing_is_said_once_at_its_furthest_stage() -> None:
    stages = (StageKind.RAISED, StageKind.UP_THE_LINE, StageKind.OVERDUE)
    items = [an_item("contact-gap", stage=stage) for stage in stages] + [an_item("plan-stale")]
    assert [(item.code, item.stage) for item in newest_stage(items, ["one", "one", "one", "other"])] == [
        ("contact-gap", StageKind.UP_THE_LINE),
        ("plan-stale", StageKind.OVERDUE),
    ]


def test_what_is_kept_closed_is_not_said_by_e_mail() -> None:
    text = email_text("Sam", [an_item("contact-gap", kept_closed=True)], "https://x/work", "https://x/how", ON)
    assert "- Look at this family's newest entry: today" in text
    assert "getting in touch" not in text


@pytest.mark.parametrize("length", [10, 60, 120, 150, 400])
def test_a_text_always_fits_one_message(length: int) -> None:
    codes = ("exposure-act-now", "plan-not-shared", "plan-stale", "contact-gap")
    items = [an_item(code) for code in codes for _ in range(300)]
    assert is_plain(text_message(items, "https://" + "x" * length, ON))
    assert is_plain(code_message("123456"))
    assert GSM.isdisjoint("“”’…{}€")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 7700 900123", "+447700900123"),
        ("0151 496 0000", None),
        ("+353 85 012 3456", None),
        ("+1 202 555 0123", None),
        ("070 1234 5678", None),
        ("", None),
        ("ring me", None),
    ],
)
def test_only_a_british_mobile_gets_texts(typed: str, number: str | None) -> None:
    assert mobile_number(typed) == number


A, B, C, D = (UUID(int=count) for count in range(1, 5))
WORKER, MANAGER, LEAD = RoleName.DRUGS_WORKER, RoleName.MANAGER, RoleName.SAFEGUARDING_LEAD
TEAM = uuid4()


def staffed(deputies: dict[UUID, UUID] | None = None, **roles: UUID) -> Staffing:
    known = {"worker": WORKER, "manager": MANAGER, "lead": LEAD}
    members = {one: Member(one, frozenset({known[name]})) for name, one in roles.items()}
    return Staffing(members, deputies or {}, {"p": (D,)})


@pytest.mark.parametrize(
    ("owner", "keyworker", "there", "told"),
    [
        (Owner.KEYWORKER, A, staffed(worker=A, manager=B), (A,)),
        (Owner.KEYWORKER, A, staffed({A: C}, worker=A, manager=B, lead=C), (C,)),
        (Owner.KEYWORKER, A, staffed({A: C, C: A}, worker=A, manager=B, lead=C), (B,)),
        (Owner.KEYWORKER, A, staffed(manager=B), (B,)),
        (Owner.KEYWORKER, None, staffed(worker=A, manager=B), (B,)),
        (Owner.KEYWORKER, None, staffed(worker=A, lead=C), (C,)),
        (Owner.KEYWORKER, None, staffed(worker=A), (A,)),
        (Owner.MANAGER, A, staffed({B: C}, worker=A, manager=B, lead=C), (C,)),
        (Owner.PHARMACIST, A, staffed(worker=A, manager=B), (D,)),
        (Owner.PRESCRIBER, A, staffed(worker=A, manager=B), (B,)),
    ],
)
def test_never_nobody(owner: Owner, keyworker: UUID | None, there: Staffing, told: tuple[UUID, ...]) -> None:
    registered = datetime(2026, 1, 1, tzinfo=UTC)
    person = PersonFact("p", "Sam", "1", registered.date(), registered, keyworker_id=str(keyworker or "") or None)
    finding = Finding("contact-gap", Severity.ACT, owner, ON, "…", person_id="p")
    assert recipients(owner, finding, Family("h", people=(person,)), {}, there) == told


def test_a_managers_team_comes_first() -> None:
    members = {
        A: Member(A, frozenset({WORKER}), TEAM),
        B: Member(B, frozenset({MANAGER}), TEAM),
        C: Member(C, frozenset({MANAGER}), uuid4()),
    }
    registered = datetime(2026, 1, 1, tzinfo=UTC)
    person = PersonFact("p", "Sam", "1", registered.date(), registered, keyworker_id=str(A))
    finding = Finding("contact-gap", Severity.ACT, Owner.KEYWORKER, ON, "…", person_id="p")
    found = recipients(Owner.MANAGER, finding, Family("h", people=(person,)), {}, Staffing(members, {}, {}))
    assert found == (B,)


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-06-08T08:00", "Mon 08 Jun 08:00"),
        ("2026-05-26T09:00", "Tue 26 May 08:00"),
        ("2026-06-10T09:00", None),
        ("2026-06-07T09:00", None),
    ],
)
def test_the_weeks_summary_goes_on_monday_or_the_next_working_day_and_not_days_late(at: str, goes: str | None) -> None:
    found = summary_goes(london(at), TELLING, HOLIDAYS)
    assert (said(found) if found else None) == goes


def test_every_stage_has_a_line_for_whatever_has_none_of_its_own() -> None:
    for kind in (kind for kind in StageKind if kind is not StageKind.SUMMARY):
        assert STAGES.stage(kind, "something new").code == ""
    assert at_london(ON, TELLING.digest_hour).hour == 7
